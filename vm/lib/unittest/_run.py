# SPDX-License-Identifier: MIT
# Finding tests, running suites of them with their classes' and modules' set
# up, and reporting on a stream.

import sys
import time
from unittest._case import TestCase, TestResult, SkipTest, doModuleCleanups

__unittest = True


# ---- Suites ----

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


class TestSuite:
    def __init__(self, tests=()):
        self._tests = []
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
        return sum(test.countTestCases() for test in self if test)

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

    def run(self, result, debug=False):
        outermost = not result._testRunEntered
        result._testRunEntered = True
        for place, test in enumerate(self._tests):
            if result.shouldStop:
                break
            if not isinstance(test, TestSuite):
                _enter_class(test, result)
                if (result._moduleSetUpFailed or getattr(
                        type(test), '_classSetupFailed', False)):
                    continue
            test.debug() if debug else test(result)
            self._tests[place] = None if debug else _done(test)
        if outermost:
            _leave_class(None, result)
            _leave_module(result)
            result._testRunEntered = False
        return result

    def debug(self):
        self.run(TestResult(), True)


def _done(test):
    # A test that ran is kept no longer than its count needs.
    return test if isinstance(test, TestSuite) else _Ran(test)


class _Ran:
    def __init__(self, test):
        self.count = test.countTestCases() if hasattr(
            test, 'countTestCases') else 1

    def countTestCases(self):
        return self.count

    def __call__(self, result):
        return result


def _fixture(result, function, description):
    # True when it went well, or was not there.
    if function is None:
        return True
    result._setupStdout()
    try:
        function()
    except SkipTest as stop:
        result.addSkip(_Place(description), str(stop))
        return False
    except Exception:
        result.addError(_Place(description), sys.exc_info())
        return False
    finally:
        result._restoreStdout()
    return True


def _enter_class(test, result):
    cls = type(test)
    if cls is result._previousTestClass:
        return
    _leave_class(cls, result)
    before = result._previousTestClass
    if before is None or before.__module__ != cls.__module__:
        _leave_module(result)
        module = sys.modules.get(cls.__module__)
        result._moduleSetUpFailed = not _fixture(
            result, getattr(module, 'setUpModule', None),
            f'setUpModule ({cls.__module__})')
    result._previousTestClass = cls
    if result._moduleSetUpFailed or getattr(cls, '__unittest_skip__', False):
        return
    cls._classSetupFailed = not _fixture(
        result, getattr(cls, 'setUpClass', None),
        f'setUpClass ({cls.__module__}.{cls.__qualname__})')
    if cls._classSetupFailed:
        _clean_class(cls, result)


def _leave_class(following, result):
    cls = result._previousTestClass
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
    cls = result._previousTestClass
    if cls is None:
        return
    module = sys.modules.get(cls.__module__)
    if not result._moduleSetUpFailed:
        _fixture(result, getattr(module, 'tearDownModule', None),
                 f'tearDownModule ({cls.__module__})')
    _fixture(result, doModuleCleanups, f'tearDownModule ({cls.__module__})')


# ---- Finding tests ----

class TestLoader:
    testMethodPrefix = 'test'
    suiteClass = TestSuite
    testNamePatterns = None
    errors = ()

    @staticmethod
    def sortTestMethodsUsing(a, b):
        return (a > b) - (a < b)

    def getTestCaseNames(self, testCaseClass):
        names = [name for name in dir(testCaseClass)
                 if name.startswith(self.testMethodPrefix)
                 and callable(getattr(testCaseClass, name))
                 and self._is_wanted(testCaseClass, name)]
        if self.sortTestMethodsUsing:
            from functools import cmp_to_key
            names.sort(key=cmp_to_key(self.sortTestMethodsUsing))
        return names

    def _is_wanted(self, cls, name):
        if self.testNamePatterns is None:
            return True
        from fnmatch import fnmatchcase
        full = f'{cls.__module__}.{cls.__qualname__}.{name}'
        return any(fnmatchcase(full, pattern)
                   for pattern in self.testNamePatterns)

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, TestSuite):
            raise TypeError('Test cases should not be derived from '
                            'TestSuite. Maybe you meant to derive from '
                            'TestCase?')
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, 'runTest'):
            names = ['runTest']
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *, pattern=None):
        suite = self.suiteClass([
            self.loadTestsFromTestCase(thing)
            for thing in (getattr(module, name) for name in dir(module))
            if isinstance(thing, type) and issubclass(thing, TestCase)
            and thing is not TestCase])
        hook = getattr(module, 'load_tests', None)
        return suite if hook is None else hook(self, suite, pattern)

    def loadTestsFromName(self, name, module=None):
        parts = name.split('.')
        found = module
        if module is None:
            found, parts = _imported(parts)
        parent = None
        for part in parts:
            parent, found = found, getattr(found, part)
        if isinstance(found, type(sys)):
            return self.loadTestsFromModule(found)
        if isinstance(found, type) and issubclass(found, TestCase):
            return self.loadTestsFromTestCase(found)
        if isinstance(parent, type) and issubclass(parent, TestCase):
            return self.suiteClass([parent(parts[-1])])
        if isinstance(found, TestSuite):
            return found
        if callable(found):
            made = found()
            if isinstance(made, TestSuite):
                return made
            if isinstance(made, TestCase):
                return self.suiteClass([made])
            raise TypeError(f'calling {found} returned {made}, not a test')
        raise TypeError(f"don't know how to make test from: {found}")

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module)
                                for name in names])

    def discover(self, start_dir, pattern='test*.py', top_level_dir=None):
        import os
        from fnmatch import fnmatch
        top = os.path.abspath(top_level_dir or start_dir)
        if top not in sys.path:
            sys.path.insert(0, top)
        suites = []
        for folder, folders, files in os.walk(os.path.abspath(start_dir)):
            folders[:] = sorted(
                name for name in folders
                if os.path.isfile(os.path.join(folder, name, '__init__.py')))
            for name in sorted(files):
                if fnmatch(name, pattern) and name.endswith('.py'):
                    path = os.path.relpath(os.path.join(folder, name), top)
                    module = path[:-3].replace(os.sep, '.')
                    suites.append(self.loadTestsFromName(module))
        return self.suiteClass(suites)


def _imported(parts):
    # The longest prefix that is a module, and what is left.
    for size in range(len(parts), 0, -1):
        name = '.'.join(parts[:size])
        try:
            __import__(name)
        except ImportError:
            if size == 1:
                raise
        else:
            return sys.modules[name], parts[size:]


defaultTestLoader = TestLoader()


# ---- Reporting ----

class _Stream:
    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, name):
        if name in ('stream', '__getstate__'):
            raise AttributeError(name)
        return getattr(self.stream, name)

    def writeln(self, text=''):
        self.write(f'{text}\n')


class TextTestResult(TestResult):
    separator1 = '=' * 70
    separator2 = '-' * 70

    def __init__(self, stream, descriptions, verbosity, *, durations=None):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self.descriptions = descriptions
        self.durations = durations

    def getDescription(self, test):
        first = test.shortDescription()
        return f'{test}\n{first}' if self.descriptions and first \
            else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(f'{self.getDescription(test)} ... ')
            self.stream.flush()

    def _say(self, word, letter):
        if self.showAll:
            self.stream.writeln(word)
        elif self.dots:
            self.stream.write(letter)
            self.stream.flush()

    def addSuccess(self, test):
        super().addSuccess(test)
        self._say('ok', '.')

    def addError(self, test, err):
        super().addError(test, err)
        self._say('ERROR', 'E')

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._say('FAIL', 'F')

    def addSubTest(self, test, subtest, err):
        if err is not None and sys.version_info >= (3, 11):
            if self.showAll:
                self.stream.write(f'\n  {self.getDescription(subtest)} ... ')
            failed = issubclass(err[0], subtest.failureException)
            self._say('FAIL' if failed else 'ERROR', 'F' if failed else 'E')
        super().addSubTest(test, subtest, err)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._say(f'skipped {reason!r}', 's')

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._say('expected failure', 'x')

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._say('unexpected success', 'u')

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.writeln()
        self.printErrorList('ERROR', self.errors)
        self.printErrorList('FAIL', self.failures)

    def printErrorList(self, flavour, errors):
        for test, text in errors:
            self.stream.writeln(self.separator1)
            self.stream.writeln(f'{flavour}: {self.getDescription(test)}')
            self.stream.writeln(self.separator2)
            self.stream.writeln(text)


class TextTestRunner:
    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1,
                 failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False, durations=None):
        self.stream = _Stream(sys.stderr if stream is None else stream)
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.warnings = warnings
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions,
                                self.verbosity)

    def run(self, test):
        import warnings
        result = self._makeResult()
        result.failfast = self.failfast
        result.buffer = self.buffer
        result.tb_locals = self.tb_locals
        with warnings.catch_warnings():
            if self.warnings:
                warnings.simplefilter(self.warnings)
            start = time.perf_counter()
            result.startTestRun()
            try:
                test(result)
            finally:
                result.stopTestRun()
            taken = time.perf_counter() - start
        result.printErrors()
        if hasattr(result, 'separator2'):
            self.stream.writeln(result.separator2)
        self._summarise(result, taken)
        return result

    def _summarise(self, result, taken):
        count = result.testsRun
        plural = 's' if count != 1 else ''
        self.stream.writeln(f'Ran {count} test{plural} in {taken:.3f}s')
        self.stream.writeln()
        numbers = [(name, len(getattr(result, key))) for name, key in (
            ('failures', 'failures'), ('errors', 'errors'),
            ('skipped', 'skipped'),
            ('expected failures', 'expectedFailures'),
            ('unexpected successes', 'unexpectedSuccesses'))]
        details = ', '.join(f'{name}={number}' for name, number in numbers
                            if number)
        if not result.wasSuccessful():
            verdict = 'FAILED'
        elif not count and sys.version_info >= (3, 12):
            verdict = 'NO TESTS RAN'
        else:
            verdict = 'OK'
        self.stream.writeln(f'{verdict} ({details})' if details else verdict)
        self.stream.flush()


_USAGE = '''usage: {name} [-h] [-v] [-q] [-f] [-b] [-k PATTERN] [tests ...]

  -h  this help      -v  verbose    -q  quiet
  -f  stop at the first failure     -b  show output of failing tests only
  -k  only tests whose name contains the pattern
'''


class TestProgram:
    def __init__(self, module='__main__', defaultTest=None, argv=None,
                 testRunner=None, testLoader=defaultTestLoader, exit=True,
                 verbosity=1, failfast=None, catchbreak=None, buffer=None,
                 warnings=None, *, tb_locals=False, durations=None):
        if isinstance(module, str):
            __import__(module)
            module = sys.modules[module]
        self.module = module
        self.verbosity = verbosity
        self.failfast = bool(failfast)
        self.buffer = bool(buffer)
        self.testLoader = testLoader
        self.testRunner = testRunner or TextTestRunner
        self.warnings = warnings or (None if sys.warnoptions else 'default')
        self.exit = exit
        names = self._parse(sys.argv if argv is None else argv)
        if not names and defaultTest is not None:
            names = [defaultTest] if isinstance(defaultTest, str) \
                else list(defaultTest)
        self.test = testLoader.loadTestsFromNames(names, self.module) \
            if names else testLoader.loadTestsFromModule(self.module)
        self._run()

    def _parse(self, argv):
        import getopt
        import os
        name = os.path.basename(argv[0]) if argv else 'unittest'
        try:
            options, names = getopt.gnu_getopt(
                argv[1:], 'hvqfbck:',
                ['help', 'verbose', 'quiet', 'failfast', 'buffer', 'catch',
                 'locals'])
        except getopt.GetoptError as error:
            print(_USAGE.format(name=name), file=sys.stderr)
            print(f'{name}: error: {error}', file=sys.stderr)
            sys.exit(2)
        for option, value in options:
            if option in ('-h', '--help'):
                print(_USAGE.format(name=name), end='')
                sys.exit(0)
            elif option in ('-v', '--verbose'):
                self.verbosity = 2
            elif option in ('-q', '--quiet'):
                self.verbosity = 0
            elif option in ('-f', '--failfast'):
                self.failfast = True
            elif option in ('-b', '--buffer'):
                self.buffer = True
            elif option == '-k':
                pattern = value if '*' in value else f'*{value}*'
                self.testLoader.testNamePatterns = [
                    *(self.testLoader.testNamePatterns or ()), pattern]
        return names

    def _run(self):
        runner = self.testRunner
        if isinstance(runner, type):
            runner = runner(verbosity=self.verbosity, failfast=self.failfast,
                            buffer=self.buffer, warnings=self.warnings)
        self.result = runner.run(self.test)
        if not self.exit:
            return
        if (sys.version_info >= (3, 12) and self.result.testsRun == 0
                and not self.result.skipped):
            sys.exit(5)
        sys.exit(not self.result.wasSuccessful())


main = TestProgram
