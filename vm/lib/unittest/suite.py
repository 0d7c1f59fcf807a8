# SPDX-License-Identifier: MIT
# Suites of tests: running them with their classes' and modules' set up.

import sys
from unittest.case import SkipTest, TestCase, doModuleCleanups
from unittest.result import TestResult

__unittest = True


class _Place:
    # Stands in a report for a class or module whose set up failed.
    failureException = AssertionError

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __str__(self):
        return self.description

    def countTestCases(self):
        return 0


class BaseTestSuite:
    _cleanup = True

    def __init__(self, tests=()):
        self._tests = []
        self._removed_tests = 0
        self.addTests(tests)

    def __repr__(self):
        kind = type(self)
        return (f'<{kind.__module__}.{kind.__qualname__} tests='
                f'{list(self)}>')

    def __eq__(self, other):
        if not isinstance(other, type(self)):
            return NotImplemented
        return list(self) == list(other)

    __hash__ = object.__hash__

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return self._removed_tests + sum(
            test.countTestCases() for test in self if test)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f'{test!r} is not callable')
        if isinstance(test, type) and issubclass(test, (TestCase, TestSuite)):
            raise TypeError('TestCases and TestSuites must be instantiated '
                            'before passing them to addTest()')
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError('tests must be an iterable of tests, not a '
                            'string')
        for test in tests:
            self.addTest(test)

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def run(self, result):
        for place, test in enumerate(self):
            if result.shouldStop:
                break
            test(result)
            self._ran(place)
        return result

    def debug(self):
        for test in self:
            test.debug()

    def _ran(self, place):
        if self._cleanup:
            self._removeTestAtIndex(place)

    def _removeTestAtIndex(self, index):
        # A test that ran is kept no longer than its count needs.
        try:
            test = self._tests[index]
        except TypeError:
            return      # a subclass has other ways to keep its tests
        if hasattr(test, 'countTestCases'):
            self._removed_tests += test.countTestCases()
        self._tests[index] = None


class TestSuite(BaseTestSuite):
    def run(self, result, debug=False):
        outermost = not getattr(result, '_testRunEntered', False)
        result._testRunEntered = True
        for place, test in enumerate(self):
            if result.shouldStop:
                break
            if _is_case(test):
                _enter_class(test, result)
                if (result._moduleSetUpFailed or getattr(
                        type(test), '_classSetupFailed', False)):
                    continue
            test.debug() if debug else test(result)
            self._ran(place)
        if outermost:
            _leave_class(None, result)
            _leave_module(result)
            result._testRunEntered = False
        return result

    def debug(self):
        self.run(_Debugging(), True)


def _is_case(test):
    # What can be walked through is a suite of some kind.
    try:
        iter(test)
    except TypeError:
        return True
    return False


class _Debugging(TestResult):
    # Lets every exception out.
    pass


def _fixture(result, function, description):
    # True when it went well, or was not there.
    if function is None:
        return True
    getattr(result, '_setupStdout', _nothing)()
    try:
        function()
    except SkipTest as stop:
        result.addSkip(_Place(description), str(stop))
        return False
    except Exception:
        if isinstance(result, _Debugging):
            raise
        result.addError(_Place(description), sys.exc_info())
        return False
    finally:
        getattr(result, '_restoreStdout', _nothing)()
    return True


def _nothing():
    pass


def _enter_class(test, result):
    cls = type(test)
    before = getattr(result, '_previousTestClass', None)
    if cls is before:
        return
    result._previousTestClass = before
    if not hasattr(result, '_moduleSetUpFailed'):
        result._moduleSetUpFailed = False
    _leave_class(cls, result)
    if before is None or before.__module__ != cls.__module__:
        _leave_module(result)
        module = sys.modules.get(cls.__module__)
        result._moduleSetUpFailed = not _fixture(
            result, getattr(module, 'setUpModule', None),
            f'setUpModule ({cls.__module__})')
    result._previousTestClass = cls
    if result._moduleSetUpFailed or getattr(cls, '__unittest_skip__', False):
        return
    failed = not _fixture(
        result, getattr(cls, 'setUpClass', None),
        f'setUpClass ({cls.__module__}.{cls.__qualname__})')
    try:
        cls._classSetupFailed = failed
    except TypeError:
        return      # a function, or another class made in C
    if failed:
        _clean_class(cls, result)


def _leave_class(following, result):
    cls = getattr(result, '_previousTestClass', None)
    if (cls is None or cls is following or result._moduleSetUpFailed
            or getattr(cls, '_classSetupFailed', False)
            or getattr(cls, '__unittest_skip__', False)):
        return
    _fixture(result, getattr(cls, 'tearDownClass', None),
             f'tearDownClass ({cls.__module__}.{cls.__qualname__})')
    _clean_class(cls, result)


def _clean_class(cls, result):
    if not hasattr(cls, 'doClassCleanups'):
        return
    cls.doClassCleanups()
    for info in cls.tearDown_exceptions:
        result.addError(_Place(
            f'tearDownClass ({cls.__module__}.{cls.__qualname__})'), info)


def _leave_module(result):
    cls = getattr(result, '_previousTestClass', None)
    if cls is None:
        return
    module = sys.modules.get(cls.__module__)
    if not result._moduleSetUpFailed:
        _fixture(result, getattr(module, 'tearDownModule', None),
                 f'tearDownModule ({cls.__module__})')
    _fixture(result, doModuleCleanups, f'tearDownModule ({cls.__module__})')
