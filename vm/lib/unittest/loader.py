# SPDX-License-Identifier: MIT
# Finding tests: in classes, modules, by name and in folders.

import os
import sys
import warnings
from fnmatch import fnmatch, fnmatchcase
from functools import cmp_to_key
from traceback import format_exc
from unittest.case import TestCase
from unittest.suite import TestSuite

__unittest = True


class TestLoader:
    testMethodPrefix = 'test'
    suiteClass = TestSuite
    testNamePatterns = None

    def __init__(self):
        self.errors = []

    @staticmethod
    def sortTestMethodsUsing(a, b):
        return (a > b) - (a < b)

    def getTestCaseNames(self, testCaseClass):
        names = [name for name in dir(testCaseClass)
                 if name.startswith(self.testMethodPrefix)
                 and callable(getattr(testCaseClass, name))
                 and self._is_wanted(testCaseClass, name)]
        if self.sortTestMethodsUsing:
            names.sort(key=cmp_to_key(self.sortTestMethodsUsing))
        return names

    def _is_wanted(self, cls, name):
        if self.testNamePatterns is None:
            return True
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

    def loadTestsFromModule(self, module, *args, pattern=None, **kws):
        _check_old_arguments(args, kws)
        suite = self.suiteClass([
            self.loadTestsFromTestCase(thing)
            for thing in (getattr(module, name) for name in dir(module))
            if isinstance(thing, type) and issubclass(thing, TestCase)
            and thing is not TestCase])
        hook = getattr(module, 'load_tests', None)
        if hook is None:
            return suite
        try:
            return hook(self, suite, pattern)
        except Exception as error:
            self.errors.append(f'Failed to call load_tests:\n{format_exc()}')
            return self.suiteClass([_FailedTest(module.__name__, error)])

    def loadTestsFromName(self, name, module=None):
        parts = name.split('.')
        found, problem = module, None
        if module is None:
            found, parts, problem = _imported(parts)
        parent = None
        for part in parts:
            try:
                parent, found = found, getattr(found, part)
            except AttributeError as error:
                if problem is None or not hasattr(found, '__path__'):
                    problem = part, error
                return self._failed(*problem)
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

    def _failed(self, name, error):
        # In place of the tests: one that raises the error.
        text = str(error)
        if not isinstance(error, ImportError):
            text = f'Failed to access attribute:\n{format_exc()}'
        self.errors.append(text)
        return self.suiteClass([_FailedTest(name, error)])

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module)
                                for name in names])

    def discover(self, start_dir, pattern='test*.py', top_level_dir=None):
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


def _check_old_arguments(args, kws):
    # Once a flag said whether to ask the module's load_tests.
    if args or 'use_load_tests' in kws:
        warnings.warn('use_load_tests is deprecated and ignored',
                      DeprecationWarning, stacklevel=3)
        kws.pop('use_load_tests', None)
    if len(args) > 1:
        raise TypeError('loadTestsFromModule() takes 1 positional argument '
                        f'but {len(args) + 1} were given')
    if kws:
        raise TypeError('loadTestsFromModule() got an unexpected keyword '
                        f'argument {sorted(kws)[0]!r}')


class _FailedTest(TestCase):
    def __init__(self, name, error):
        self._error = error
        super().__init__(name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            raise AttributeError(name)
        return self._fail

    def _fail(self):
        raise self._error



class _Nothing:
    # The package of a first name that is no module.
    __path__ = ()


def _imported(parts):
    # The longest prefix that is a module, what is left, and why no longer one
    # could be imported.
    problem = None
    for size in range(len(parts), 0, -1):
        name = '.'.join(parts[:size])
        try:
            __import__(name)
        except ImportError:
            last = parts[size - 1]
            problem = last, ImportError(
                f'Failed to import test module: {last}\n{format_exc()}')
        else:
            return sys.modules[name], parts[size:], problem
    return _Nothing, parts, problem


defaultTestLoader = TestLoader()


# ---- The older way to ask; gone in 3.13 ----

def _loader_with(prefix, order, suite=TestSuite):
    loader = TestLoader()
    loader.testMethodPrefix = prefix
    loader.sortTestMethodsUsing = order
    loader.suiteClass = suite
    return loader


def makeSuite(testCaseClass, prefix='test',
              sortUsing=TestLoader.sortTestMethodsUsing,
              suiteClass=TestSuite):
    loader = _loader_with(prefix, sortUsing, suiteClass)
    return loader.loadTestsFromTestCase(testCaseClass)


def getTestCaseNames(testCaseClass, prefix,
                     sortUsing=TestLoader.sortTestMethodsUsing):
    loader = _loader_with(prefix, sortUsing)
    return loader.getTestCaseNames(testCaseClass)


def findTestCases(module, prefix='test',
                  sortUsing=TestLoader.sortTestMethodsUsing,
                  suiteClass=TestSuite):
    loader = _loader_with(prefix, sortUsing, suiteClass)
    return loader.loadTestsFromModule(module)
