# SPDX-License-Identifier: MIT
# One test: how it is set up, run, torn down, and what came of it.
#
# Invariant: a test that was started is stopped, and its tearDown runs if and
# only if its setUp did; clean-ups run always, last one first.

import sys
import warnings
from unittest._assert import DIFF_OMITTED, Assertions
from unittest.result import TestResult

__unittest = True


class SkipTest(Exception):
    pass


class _ShouldStop(Exception):
    # A subtest failed and failfast is on.
    pass


# ---- Decorators ----

def skip(reason):
    def decorate(item):
        if not isinstance(item, type):
            from functools import wraps

            @wraps(item)
            def skipped(*args, **kwargs):
                raise SkipTest(reason)

            item = skipped
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item

    if callable(reason) and hasattr(reason, '__code__'):
        function, reason = reason, ''
        return decorate(function)
    return decorate


def skipIf(condition, reason):
    return skip(reason) if condition else lambda item: item


def skipUnless(condition, reason):
    return lambda item: item if condition else skip(reason)(item)


def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item


_module_cleanups = []


def addModuleCleanup(function, /, *args, **kwargs):
    _module_cleanups.append((function, args, kwargs))


def enterModuleContext(cm):
    result = type(cm).__enter__(cm)
    addModuleCleanup(type(cm).__exit__, cm, None, None, None)
    return result


def doModuleCleanups():
    failures = []
    for function, args, kwargs in _last_first(_module_cleanups):
        try:
            function(*args, **kwargs)
        except Exception as error:
            failures.append(error)
    if failures:
        raise failures[0]


def _last_first(cleanups):
    # Each is taken off before it runs, and may add others.
    while cleanups:
        yield cleanups.pop()


# ---- Cases ----

class _Outcome:
    # What happened in the parts of one test.

    def __init__(self, result=None):
        self.result = result
        self.success = True
        self.expected_failure = None
        self.expecting = False
        self.good = True    # nothing went wrong in the subtest, or its parts
        self.knows_subtests = hasattr(result, 'addSubTest')
        # Up to 3.10 the result hears of them when the test is over, of what
        # was skipped first.
        self.waiting = ([], []) if sys.version_info < (3, 11) else None

    def tell(self, method, *args):
        if self.waiting is None:
            _tell(self.result, method, args)
        else:
            self.waiting[method != 'addSkip'].append((method, args))

    def settle(self):
        for told in self.waiting or ():
            for method, args in told:
                _tell(self.result, method, args)
            told.clear()

    def run(self, test, function, *args):
        # True when the part went well.
        try:
            function(*args)
        except KeyboardInterrupt:
            raise
        except SkipTest as stop:
            self.success = False
            self.tell('addSkip', test, str(stop))
        except _ShouldStop:
            self.success = False
        except:
            self.success = False
            info = sys.exc_info()
            if self.expecting:
                self.expected_failure = info
            elif isinstance(info[1], test.failureException):
                self.tell('addFailure', test, info)
            else:
                self.tell('addError', test, info)
        else:
            return True
        return False


# What a result from before these were thought of does instead.
_INSTEAD = {
    'addSkip': ('skips not reported', 'addSuccess'),
    'addExpectedFailure': ('reporting as passes', 'addSuccess'),
    'addUnexpectedSuccess': ('reporting as failure', 'addFailure')}


class _UnexpectedSuccess(Exception):
    pass


def _tell(result, method, args):
    found = getattr(result, method, None)
    if found is not None:
        found(*args)
        return
    why, other = _INSTEAD[method]
    warnings.warn(f'TestResult has no {method} method, {why}',
                  RuntimeWarning, stacklevel=3)
    if other == 'addFailure':
        try:
            raise _UnexpectedSuccess from None
        except _UnexpectedSuccess:
            result.addFailure(args[0], sys.exc_info())
    else:
        result.addSuccess(args[0])


class TestCase(Assertions):
    _class_cleanups = []

    def __init_subclass__(cls, *args, **kwargs):
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName='runTest'):
        self._testMethodName = methodName
        self._outcome = None
        self._cleanups = []
        self._subtest = None
        method = getattr(self, methodName, None)
        if method is None and methodName != 'runTest':
            raise ValueError(f'no such test method in {type(self)}: '
                             f'{methodName}')
        self._testMethodDoc = getattr(method, '__doc__', None)

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        result = type(cm).__enter__(cm)
        self.addCleanup(type(cm).__exit__, cm, None, None, None)
        return result

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def doClassCleanups(cls):
        cls.tearDown_exceptions = []
        for function, args, kwargs in _last_first(cls._class_cleanups):
            try:
                function(*args, **kwargs)
            except Exception:
                cls.tearDown_exceptions.append(sys.exc_info())

    def doCleanups(self):
        outcome = self._outcome or _Outcome(self.defaultTestResult())
        for function, args, kwargs in _last_first(self._cleanups):
            outcome.run(self, lambda: self._callCleanup(function, *args,
                                                        **kwargs))
        return outcome.success

    # What IsolatedAsyncioTestCase does in a loop.

    def _callSetUp(self):
        self.setUp()

    def _callTestMethod(self, method):
        method()

    def _callTearDown(self):
        self.tearDown()

    def _callCleanup(self, function, /, *args, **kwargs):
        function(*args, **kwargs)

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return TestResult()

    def shortDescription(self):
        doc = self._testMethodDoc
        return doc.strip().split('\n')[0].strip() if doc else None

    def id(self):
        kind = type(self)
        return f'{kind.__module__}.{kind.__qualname__}.{self._testMethodName}'

    def __eq__(self, other):
        return (other._testMethodName == self._testMethodName
                if type(other) is type(self) else NotImplemented)

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        kind = type(self)
        name = self._testMethodName
        place = f'{kind.__module__}.{kind.__qualname__}'
        if sys.version_info >= (3, 11):
            place += f'.{name}'
        return f'{name} ({place})'

    def __repr__(self):
        kind = type(self)
        return (f'<{kind.__module__}.{kind.__qualname__} testMethod='
                f'{self._testMethodName}>')

    def subTest(self, *msg, **params):
        msg = msg[0] if msg else params.pop('msg', _no_message)
        return _SubTestContext(self, msg, params)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def debug(self):
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        for function, args, kwargs in _last_first(self._cleanups):
            function(*args, **kwargs)

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def run(self, result=None):
        own_result = result is None
        if own_result:
            result = self.defaultTestResult()
            getattr(result, 'startTestRun', _nothing)()
        result.startTest(self)
        try:
            self._run_started(result)
        finally:
            result.stopTest(self)
            if own_result:
                getattr(result, 'stopTestRun', _nothing)()
        return result

    def _run_started(self, result):
        method = getattr(self, self._testMethodName)
        for item in (type(self), method):
            if getattr(item, '__unittest_skip__', False):
                _tell(result, 'addSkip', (
                    self, getattr(item, '__unittest_skip_why__', '')))
                return
        outcome = self._outcome = _Outcome(result)
        expecting = (getattr(self, '__unittest_expecting_failure__', False)
                     or getattr(method, '__unittest_expecting_failure__',
                                False))
        try:
            if outcome.run(self, self._callSetUp):
                outcome.expecting = expecting
                outcome.run(self, self._callTestMethod, method)
                outcome.expecting = False
                outcome.run(self, self._callTearDown)
            self.doCleanups()
            outcome.settle()
            self._conclude(result, outcome, expecting)
        finally:
            outcome.expected_failure = None
            self._outcome = None

    def _conclude(self, result, outcome, expecting):
        if outcome.expected_failure:
            _tell(result, 'addExpectedFailure',
                  (self, outcome.expected_failure))
        elif outcome.success and outcome.good:
            if expecting:
                _tell(result, 'addUnexpectedSuccess', (self,))
            else:
                result.addSuccess(self)


def _nothing():
    pass


_no_message = object()


class _SubTest(TestCase):
    # What a failing subtest is called in the report.

    def __init__(self, case, message, params):
        super().__init__()
        self.test_case = case
        self._message = message
        self.params = params
        self.failureException = case.failureException

    def runTest(self):
        raise NotImplementedError('subtests cannot be run directly')

    def _description(self):
        parts = [] if self._message is _no_message else [
            f'[{self._message}]']
        if self.params:
            inside = ', '.join(f'{key}={value!r}'
                               for key, value in self.params.items())
            parts.append(f'({inside})')
        return ' '.join(parts) or '(<subtest>)'

    def id(self):
        return f'{self.test_case.id()} {self._description()}'

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return f'{self.test_case} {self._description()}'


class _SubTestContext:
    def __init__(self, case, message, params):
        self.case, self.message, self.params = case, message, params

    def __enter__(self):
        case = self.case
        self.outer = case._subtest
        params = dict(self.params)
        for name, value in (self.outer.params if self.outer else {}).items():
            params.setdefault(name, value)
        case._subtest = _SubTest(case, self.message, params)
        if case._outcome is not None:
            self.was_good, case._outcome.good = case._outcome.good, True

    def __exit__(self, kind, value, trace):
        case = self.case
        subtest, case._subtest = case._subtest, self.outer
        outcome = case._outcome
        if outcome is None or not outcome.knows_subtests:
            return False
        try:
            return self._leave(case, subtest, outcome, kind, value, trace)
        finally:
            outcome.good = outcome.good and self.was_good

    def _leave(self, case, subtest, outcome, kind, value, trace):
        if kind is None:
            if outcome.good:
                outcome.tell('addSubTest', case, subtest, None)
            return False
        if issubclass(kind, (KeyboardInterrupt, _ShouldStop)):
            return False
        if outcome.expecting and not issubclass(kind, SkipTest):
            outcome.expected_failure = kind, value, trace
            return True
        outcome.good = False
        if issubclass(kind, SkipTest):
            outcome.tell('addSkip', subtest, str(value))
            return True
        outcome.tell('addSubTest', case, subtest, (kind, value, trace))
        if getattr(outcome.result, 'failfast', False):
            raise _ShouldStop
        return True


class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None,
                 description=None):
        super().__init__()
        self._function, self._description = testFunc, description
        self._set_up, self._tear_down = setUp, tearDown

    def setUp(self):
        if self._set_up is not None:
            self._set_up()

    def tearDown(self):
        if self._tear_down is not None:
            self._tear_down()

    def runTest(self):
        self._function()

    def id(self):
        return self._function.__name__

    def __str__(self):
        return f'{type(self).__qualname__} ({self._function.__name__})'

    def shortDescription(self):
        doc = self._description or self._function.__doc__
        return doc.split('\n')[0].strip() if doc else None
