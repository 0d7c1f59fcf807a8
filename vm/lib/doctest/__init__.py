# SPDX-License-Identifier: MIT
# Examples in documentation, run and compared.
#
# A docstring is parsed into examples (_parse), they are found in a module's
# objects (_find), run (_run), what they print is compared (_check), and all of
# it is put to use for modules, files and unittest here.

import __future__
import os
import sys
import unittest

from doctest._check import *
from doctest._check import OutputChecker
from doctest._find import DocTestFinder
from doctest._parse import DocTest, DocTestParser, Example
from doctest._run import (DebugRunner, DocTestFailure, DocTestRunner,
                          TestResults, UnexpectedException)
from doctest import _check

__all__ = ['register_optionflag', 'DONT_ACCEPT_TRUE_FOR_1',
           'DONT_ACCEPT_BLANKLINE', 'NORMALIZE_WHITESPACE', 'ELLIPSIS',
           'SKIP', 'IGNORE_EXCEPTION_DETAIL', 'COMPARISON_FLAGS',
           'REPORT_UDIFF', 'REPORT_CDIFF', 'REPORT_NDIFF',
           'REPORT_ONLY_FIRST_FAILURE', 'REPORTING_FLAGS', 'FAIL_FAST',
           'Example', 'DocTest', 'DocTestParser', 'DocTestFinder',
           'DocTestRunner', 'OutputChecker', 'DocTestFailure',
           'UnexpectedException', 'DebugRunner', 'testmod', 'testfile',
           'run_docstring_examples', 'DocTestSuite', 'DocFileSuite',
           'set_unittest_reportflags', 'script_from_examples', 'testsource']

OPTIONFLAGS_BY_NAME = _check.OPTIONFLAGS_BY_NAME
master = None

for _class in (Example, DocTest, DocTestParser, DocTestFinder, DocTestRunner,
               DebugRunner, OutputChecker, DocTestFailure,
               UnexpectedException, TestResults):
    _class.__module__ = 'doctest'


def _finish(runner, report):
    global master
    if report:
        runner.summarize()
    if master is None:
        master = runner
    else:
        master.merge(runner)
    return TestResults(runner.failures, runner.tries)


def testmod(m=None, name=None, globs=None, verbose=None, report=True,
            optionflags=0, extraglobs=None, raise_on_error=False,
            exclude_empty=False):
    """Run the examples of a module's docstrings; (failed, attempted)."""
    if m is None:
        m = sys.modules.get('__main__')
    if not hasattr(m, '__dict__') or not hasattr(m, '__name__') or \
            not isinstance(m, type(sys)):
        raise TypeError(f'testmod: module required; {m!r}')
    finder = DocTestFinder(exclude_empty=exclude_empty)
    kind = DebugRunner if raise_on_error else DocTestRunner
    runner = kind(verbose=verbose, optionflags=optionflags)
    for test in finder.find(m, name or m.__name__, globs=globs,
                            extraglobs=extraglobs):
        runner.run(test)
    return _finish(runner, report)


def _read(filename, package, module_relative, encoding):
    """(text, path) of a file of examples."""
    if module_relative:
        base = package or sys._getframe(2).f_globals
        if isinstance(package, str):
            base = __import__(package, {}, {}, ['*'])
        if not isinstance(base, dict):
            base = vars(base)
        if os.path.isabs(filename):
            raise ValueError('Module-relative files may not have absolute '
                             'paths')
        folder = os.path.dirname(base.get('__file__') or sys.argv[0])
        filename = os.path.join(folder, *filename.split('/'))
    with open(filename, encoding=encoding) as file:
        return file.read(), filename


def testfile(filename, module_relative=True, name=None, package=None,
             globs=None, verbose=None, report=True, optionflags=0,
             extraglobs=None, raise_on_error=False, parser=DocTestParser(),
             encoding=None):
    """Run the examples of a text file; (failed, attempted)."""
    if package and not module_relative:
        raise ValueError('Package may only be specified for module-relative '
                         'paths.')
    text, path = _read(filename, package, module_relative, encoding or 'utf-8')
    space = {} if globs is None else globs.copy()
    space.update(extraglobs or {})
    space.setdefault('__name__', '__main__')
    kind = DebugRunner if raise_on_error else DocTestRunner
    runner = kind(verbose=verbose, optionflags=optionflags)
    runner.run(parser.get_doctest(text, space,
                                  name or os.path.basename(path), path, 0))
    return _finish(runner, report)


def run_docstring_examples(f, globs, verbose=False, name='NoName',
                           compileflags=None, optionflags=0):
    found = DocTestFinder(verbose, recurse=False).find(f, name, globs=globs)
    run = DocTestRunner(verbose=verbose, optionflags=optionflags).run
    for each in found:
        run(each, compileflags=compileflags)


# ---- unittest ----

_report_flags = 0


def set_unittest_reportflags(flags):
    """What unittest's doctests report; the flags that were set before."""
    global _report_flags
    if flags & REPORTING_FLAGS != flags:
        raise ValueError('Only reporting flags allowed', flags)
    old, _report_flags = _report_flags, flags
    return old


def _nothing(test):
    pass


class DocTestCase(unittest.TestCase):
    def __init__(self, test, optionflags=0, setUp=None, tearDown=None,
                 checker=None):
        super().__init__()
        self._dt_test, self._dt_checker = test, checker
        self._dt_optionflags = optionflags
        self._dt_setUp, self._dt_tearDown = setUp, tearDown

    def setUp(self):
        test = self._dt_test
        self._dt_globs = test.globs.copy()
        (self._dt_setUp or _nothing)(test)

    def tearDown(self):
        test = self._dt_test
        (self._dt_tearDown or _nothing)(test)
        test.globs.clear()
        test.globs.update(self._dt_globs)

    def runTest(self):
        test = self._dt_test
        parts = []
        flags = self._dt_optionflags
        if not flags & REPORTING_FLAGS:
            flags |= _report_flags
        runner = DocTestRunner(optionflags=flags, checker=self._dt_checker,
                               verbose=False)
        runner.DIVIDER = '-' * 70
        failures, _ = runner.run(test, out=parts.append, clear_globs=False)
        if failures:
            raise self.failureException(self.format_failure(''.join(parts)))

    def format_failure(self, err):
        test = self._dt_test
        line = 'unknown line number' if test.lineno is None else test.lineno
        short = '.'.join(test.name.split('.')[-1:])
        return (f'Failed doctest test for {test.name}\n'
                f'  File "{test.filename}", line {line}, in {short}\n\n{err}')

    def debug(self):
        self.setUp()
        DebugRunner(self._dt_checker, False, self._dt_optionflags).run(
            self._dt_test, clear_globs=False)
        self.tearDown()

    def id(self):
        return self._dt_test.name

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self.__dict__ == other.__dict__

    def __hash__(self):
        return hash((self._dt_optionflags, self._dt_setUp, self._dt_tearDown,
                     self._dt_checker))

    def __repr__(self):
        where, _, name = self._dt_test.name.rpartition('.')
        return f'{name} ({where})'

    __str__ = object.__str__

    def shortDescription(self):
        return 'Doctest: ' + self._dt_test.name


class SkipDocTestCase(DocTestCase):
    def __init__(self, module):
        super().__init__(None)
        self.module = module

    def setUp(self):
        self.skipTest('DocTestSuite will not work with -O2 and above')

    def shortDescription(self):
        return f'Skipping tests from {self.module.__name__}'

    __str__ = shortDescription


class DocFileCase(DocTestCase):
    def id(self):
        return '_'.join(self._dt_test.name.split('.'))

    def __repr__(self):
        return self._dt_test.filename

    def format_failure(self, err):
        test = self._dt_test
        return (f'Failed doctest test for {test.name}\n'
                f'  File "{test.filename}", line 0\n\n{err}')


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None,
                 **options):
    """A unittest suite of a module's docstrings."""
    if module is None:
        module = sys.modules[sys._getframe(1).f_globals['__name__']]
    elif isinstance(module, str):
        module = __import__(module, globals(), locals(), ['*'])
    finder = test_finder or DocTestFinder()
    suite = unittest.TestSuite()
    for test in sorted(finder.find(module, globs=globs,
                                   extraglobs=extraglobs)):
        if not test.examples:
            continue
        if not test.filename:
            test.filename = getattr(module, '__file__', module.__name__)
        suite.addTest(DocTestCase(test, **options))
    return suite


def DocFileTest(path, module_relative=True, package=None, globs=None,
                parser=DocTestParser(), encoding=None, **options):
    space = {} if globs is None else globs.copy()
    text, path = _read(path, package, module_relative, encoding or 'utf-8')
    space.setdefault('__file__', path)
    test = parser.get_doctest(text, space, os.path.basename(path), path, 0)
    return DocFileCase(test, **options)


def DocFileSuite(*paths, **keywords):
    """A unittest suite of text files."""
    suite = unittest.TestSuite()
    if keywords.get('module_relative', True) and 'package' not in keywords:
        keywords['package'] = sys.modules[
            sys._getframe(1).f_globals['__name__']]
    for path in paths:
        suite.addTest(DocFileTest(path, **keywords))
    return suite


# ---- Scripts ----

def script_from_examples(s):
    """The examples as a program, all else as its comments."""
    lines = []
    for piece in DocTestParser().parse(s):
        if isinstance(piece, str):
            lines += [('# ' + line).rstrip() if line.strip() else '#'
                      for line in piece.split('\n')[:-1]]
            continue
        lines.append(piece.source[:-1])
        if piece.want:
            lines.append('# Expected:')
            lines += ['## ' + line for line in piece.want.split('\n')[:-1]]
    while lines and lines[-1] == '#':
        lines.pop()
    while lines and lines[0] == '#':
        lines.pop(0)
    return '\n'.join(lines) + '\n'


def testsource(module, name):
    if isinstance(module, str):
        module = __import__(module, globals(), locals(), ['*'])
    for test in DocTestFinder().find(module):
        if test.name == name:
            return script_from_examples(test.docstring)
    raise ValueError(name, 'not found in tests')


def _test():
    import argparse
    reader = argparse.ArgumentParser(description='doctest runner')
    add = reader.add_argument
    add('-v', '--verbose', action='store_true',
        help='print very verbose output for all tests')
    add('-o', '--option', action='append', default=[],
        choices=OPTIONFLAGS_BY_NAME.keys(),
        help='specify a doctest option flag to apply to the test run')
    add('-f', '--fail-fast', action='store_true',
        help='stop running tests after first failure')
    add('file', nargs='+', help='file containing the tests to run')
    args = reader.parse_args()
    flags = 0
    for name in args.option:
        flags |= OPTIONFLAGS_BY_NAME[name]
    if args.fail_fast:
        flags |= FAIL_FAST
    for filename in args.file:
        if filename.endswith('.py'):
            folder, filename = os.path.split(filename)
            sys.path.insert(0, folder)
            module = __import__(filename[:-3])
            del sys.path[0]
            failures, _ = testmod(module, verbose=args.verbose,
                                  optionflags=flags)
        else:
            failures, _ = testfile(filename, False, verbose=args.verbose,
                                   optionflags=flags)
        if failures:
            return 1
    return 0
