# SPDX-License-Identifier: MIT
# One test: how it is set up, run, torn down, and what came of it.
#
# Invariant: a test that was started is stopped, and its tearDown runs if and
# only if its setUp did; clean-ups run always, last one first.

import sys
from unittest._assert import Assertions

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
    while _module_cleanups:
        function, args, kwargs = _module_cleanups.pop()
        try:
            function(*args, **kwargs)
        except Exception as error:
            failures.append(error)
    if failures:
        raise failures[0]


# ---- Results ----

class TestResult:
    _testRunEntered = False
    _previousTestClass = None
    _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.collectedDurations = []
        self.testsRun = 0
        self.shouldStop = False
        self.buffer = False
        self.tb_locals = False
        self._original = None
        self._mirror = False

    def __repr__(self):
        kind = type(self)
        return (f'<{kind.__module__}.{kind.__qualname__} run={self.testsRun} '
                f'errors={len(self.errors)} failures={len(self.failures)}>')

    def printErrors(self):
        pass

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def startTest(self, test):
        self.testsRun += 1
        self._mirror = False
        self._setupStdout()

    def _setupStdout(self):
        if self.buffer and self._original is None:
            import io
            self._original = sys.stdout, sys.stderr
            sys.stdout, sys.stderr = io.StringIO(), io.StringIO()

    def stopTest(self, test):
        self._restoreStdout()
        self._mirror = False

    def _restoreStdout(self):
        if self._original is None:
            return
        texts = sys.stdout.getvalue(), sys.stderr.getvalue()
        sys.stdout, sys.stderr = self._original
        self._original = None
        if self._mirror:
            for stream, name, text in zip((sys.stdout, sys.stderr),
                                          ('Stdout', 'Stderr'), texts):
                if text:
                    end = '' if text.endswith('\n') else '\n'
                    stream.write(f'\n{name}:\n{text}{end}')

    def _stop_early(self):
        if self.failfast:
            self.stop()

    def addError(self, test, err):
        self.errors.append((test, self._exc_info_to_string(err, test)))
        self._mirror = True
        self._stop_early()

    def addFailure(self, test, err):
        self.failures.append((test, self._exc_info_to_string(err, test)))
        self._mirror = True
        self._stop_early()

    def addSubTest(self, test, subtest, err):
        if err is None:
            return
        self._stop_early()
        kind = self.failures if issubclass(err[0], test.failureException) \
            else self.errors
        kind.append((subtest, self._exc_info_to_string(err, test)))
        self._mirror = True

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append(
            (test, self._exc_info_to_string(err, test)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        self._stop_early()

    def addDuration(self, test, elapsed):
        self.collectedDurations.append((str(test), elapsed))

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def stop(self):
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        # From the test's first own frame on; frames of assertions below the
        # failing call are left out too.
        import traceback
        kind, value, trace = err
        while trace and _is_ours(trace.tb_frame):
            trace = trace.tb_next
        limit = None
        if kind is test.failureException:
            limit = 0
            here = trace
            while here and not _is_ours(here.tb_frame):
                limit += 1
                here = here.tb_next
        text = ''.join(traceback.TracebackException(
            kind, value, trace, limit=limit,
            capture_locals=self.tb_locals).format())
        if self._original is not None:
            for name, stream in (('Stdout', sys.stdout),
                                 ('Stderr', sys.stderr)):
                more = stream.getvalue()
                if more:
                    end = '' if more.endswith('\n') else '\n'
                    text += f'\n{name}:\n{more}{end}'
        return text


def _is_ours(frame):
    return '__unittest' in frame.f_globals


# ---- Cases ----

class _Outcome:
    # What happened in the parts of one test.

    def __init__(self, result):
        self.result = result
        self.success = True
        self.expected_failure = None
        self.expecting = False
        self.failed_subtest = False

    def run(self, test, function, *args):
        # True when the part went well.
        try:
            function(*args)
        except KeyboardInterrupt:
            raise
        except SkipTest as stop:
            self.success = False
            self.result.addSkip(test, str(stop))
        except _ShouldStop:
            self.success = False
        except:
            self.success = False
            info = sys.exc_info()
            if self.expecting:
                self.expected_failure = info
            elif isinstance(info[1], test.failureException):
                self.result.addFailure(test, info)
            else:
                self.result.addError(test, info)
        else:
            return True
        return False


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
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            try:
                function(*args, **kwargs)
            except Exception:
                cls.tearDown_exceptions.append(sys.exc_info())

    def doCleanups(self):
        outcome = self._outcome or _Outcome(self.defaultTestResult())
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
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
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName

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

    def subTest(self, msg=None, **params):
        return _SubTestContext(self, msg, params)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def debug(self):
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def run(self, result=None):
        own_result = result is None
        if own_result:
            result = self.defaultTestResult()
            result.startTestRun()
        result.startTest(self)
        try:
            self._run_started(result)
        finally:
            result.stopTest(self)
            if own_result:
                result.stopTestRun()
        return result

    def _run_started(self, result):
        method = getattr(self, self._testMethodName)
        for item in (type(self), method):
            if getattr(item, '__unittest_skip__', False):
                result.addSkip(self, getattr(item, '__unittest_skip_why__',
                                             ''))
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
            self._conclude(result, outcome, expecting)
        finally:
            outcome.expected_failure = None
            self._outcome = None

    def _conclude(self, result, outcome, expecting):
        if outcome.expected_failure:
            result.addExpectedFailure(self, outcome.expected_failure)
        elif outcome.success and not outcome.failed_subtest:
            if expecting:
                result.addUnexpectedSuccess(self)
            else:
                result.addSuccess(self)


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
        parts = [] if self._message is None else [f'[{self._message}]']
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
        params = dict(self.outer.params) if self.outer else {}
        params.update(self.params)
        case._subtest = _SubTest(case, self.message, params)

    def __exit__(self, kind, value, trace):
        case = self.case
        subtest, case._subtest = case._subtest, self.outer
        outcome = case._outcome
        if outcome is None or kind is None:
            if outcome is not None:
                outcome.result.addSubTest(case, subtest, None)
            return False
        if issubclass(kind, (KeyboardInterrupt, _ShouldStop)):
            return False
        if issubclass(kind, SkipTest):
            outcome.result.addSkip(subtest, str(value))
            return True
        if outcome.expecting:
            outcome.expected_failure = kind, value, trace
            return True
        outcome.failed_subtest = True
        outcome.result.addSubTest(case, subtest, (kind, value, trace))
        if outcome.result.failfast:
            raise _ShouldStop
        return True


class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None,
                 description=None):
        super().__init__()
        self._set_up = setUp
        self._tear_down = tearDown
        self._function = testFunc
        self._description = description

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
