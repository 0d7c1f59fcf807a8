# SPDX-License-Identifier: MIT
# Running examples and reporting on them.

import linecache
import re
import sys
import traceback
from collections import namedtuple
from io import StringIO

from doctest._check import (FAIL_FAST, IGNORE_EXCEPTION_DETAIL,
                            REPORT_ONLY_FIRST_FAILURE, SKIP, OutputChecker,
                            _indent)
import __future__

TestResults = namedtuple('TestResults', 'failed attempted')


class _Stop(Exception):
    # What a DebugRunner stops at.

    def __str__(self):
        return str(self.test)


class DocTestFailure(_Stop):
    def __init__(self, test, example, got):
        self.test, self.example, self.got = test, example, got


class UnexpectedException(_Stop):
    def __init__(self, test, example, exc_info):
        self.test, self.example, self.exc_info = test, example, exc_info


class _SpoofOut(StringIO):
    def getvalue(self):
        text = StringIO.getvalue(self)
        return text if not text or text.endswith('\n') else text + '\n'

    def truncate(self, size=None):
        self.seek(size)
        StringIO.truncate(self)


def _exception_text(info):
    return ''.join(traceback.format_exception(*info))


def _without_detail(message):
    """The exception's name alone: no module, no text."""
    start, end = 0, len(message)
    at = message.find('\n')
    end = at if at >= 0 else end
    at = message.find(':', 0, end)
    end = at if at >= 0 else end
    return message[message.rfind('.', start, end) + 1:end]


def _future_flags(globs):
    flags = 0
    for name in __future__.all_feature_names:
        feature = globs.get(name, None)
        if feature is getattr(__future__, name):
            flags |= feature.compiler_flag
    return flags


class DocTestRunner:
    DIVIDER = '*' * 70
    _SHOWN_FILE = re.compile(r'<doctest (?P<name>.+)\[(?P<number>\d+)\]>$')

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = '-v' in sys.argv if verbose is None else verbose
        self.optionflags = self.original_optionflags = optionflags
        self.tries = 0
        self.failures = 0
        self._name2ft = {}
        self._fakeout = _SpoofOut()

    # -- What is said about an example --

    def report_start(self, out, test, example):
        if self._verbose:
            wanted = 'Expecting:\n' + _indent(example.want) if example.want \
                else 'Expecting nothing\n'
            out('Trying:\n' + _indent(example.source) + wanted)

    def report_success(self, out, test, example, got):
        if self._verbose:
            out('ok\n')

    def report_failure(self, out, test, example, got):
        out(self._failure_header(test, example)
            + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        out(self._failure_header(test, example) + 'Exception raised:\n'
            + _indent(_exception_text(exc_info)))

    def _failure_header(self, test, example):
        lines = [self.DIVIDER]
        if test.filename:
            line = '?' if test.lineno is None or example.lineno is None \
                else test.lineno + example.lineno + 1
            lines.append(f'File "{test.filename}", line {line}, in '
                         f'{test.name}')
        else:
            lines.append(f'Line {example.lineno + 1}, in {test.name}')
        lines.append('Failed example:')
        return '\n'.join(lines + [_indent(example.source)])

    # -- Running --

    def _flags_for(self, example):
        self.optionflags = self.original_optionflags
        for flag, on in example.options.items():
            if on:
                self.optionflags |= flag
            else:
                self.optionflags &= ~flag

    def _outcome(self, example, got, exception):
        """'ok', 'bad', 'boom'; what was printed; the flags' view."""
        check = self._checker.check_output
        if exception is None:
            good = check(example.want, got, self.optionflags)
            return ('ok' if good else 'bad'), got
        message = traceback.format_exception_only(*exception[:2])[-1]
        got += _exception_text(exception)
        if example.exc_msg is None:
            return 'boom', got
        if check(example.exc_msg, message, self.optionflags):
            return 'ok', got
        if self.optionflags & IGNORE_EXCEPTION_DETAIL and \
                check(_without_detail(example.exc_msg),
                      _without_detail(message), self.optionflags):
            return 'ok', got
        return 'bad', got

    def _run_example(self, test, example, number, flags):
        name = f'<doctest {test.name}[{number}]>'
        exception = None
        try:
            exec(compile(example.source, name, 'single', flags, True),
                 test.globs)
        except KeyboardInterrupt:
            raise
        except:
            exception = sys.exc_info()
        got = self._fakeout.getvalue()
        self._fakeout.truncate(0)
        return exception, self._outcome(example, got, exception)

    def __run(self, test, compileflags, out):
        failures = tries = 0
        for number, example in enumerate(test.examples):
            quiet = self.optionflags & REPORT_ONLY_FIRST_FAILURE and failures
            self._flags_for(example)
            if self.optionflags & SKIP:
                continue
            tries += 1
            if not quiet:
                self.report_start(out, test, example)
            exception, (outcome, got) = self._run_example(
                test, example, number, compileflags)
            quiet = self.optionflags & REPORT_ONLY_FIRST_FAILURE and failures
            if outcome == 'ok':
                if not quiet:
                    self.report_success(out, test, example, got)
                continue
            if not quiet:
                if outcome == 'bad':
                    self.report_failure(out, test, example, got)
                else:
                    self.report_unexpected_exception(out, test, example,
                                                     exception)
            failures += 1
            if self.optionflags & FAIL_FAST:
                break
        self.optionflags = self.original_optionflags
        self.__record_outcome(test, failures, tries)
        return TestResults(failures, tries)

    def __record_outcome(self, test, failures, tries):
        before = self._name2ft.get(test.name, (0, 0))
        self._name2ft[test.name] = before[0] + failures, before[1] + tries
        self.failures += failures
        self.tries += tries

    def __patched_linecache_getlines(self, filename, module_globals=None):
        match = self._SHOWN_FILE.match(filename)
        if match and match.group('name') == self.test.name:
            example = self.test.examples[int(match.group('number'))]
            return example.source.splitlines(keepends=True)
        return self._saved_getlines(filename, module_globals)

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        """Run one DocTest; (failed, attempted)."""
        self.test = test
        if compileflags is None:
            compileflags = _future_flags(test.globs)
        stdout, hook = sys.stdout, sys.displayhook
        if out is None:
            def out(text):
                stdout.write(text)
        sys.stdout = self._fakeout
        self._saved_getlines = linecache.getlines
        linecache.getlines = self.__patched_linecache_getlines
        sys.displayhook = sys.__displayhook__
        try:
            return self.__run(test, compileflags, out)
        finally:
            sys.stdout = stdout
            linecache.getlines = self._saved_getlines
            sys.displayhook = hook
            if clear_globs:
                test.globs.clear()
                import builtins
                builtins._ = None

    # -- Summing up --

    def summarize(self, verbose=None):
        verbose = self._verbose if verbose is None else verbose
        untested, passed, failed = [], [], []
        tries = failures = 0
        for name, (bad, tried) in sorted(self._name2ft.items()):
            tries += tried
            failures += bad
            if bad:
                failed.append((name, bad, tried))
            elif tried:
                passed.append((name, tried))
            else:
                untested.append(name)
        if verbose:
            if untested:
                print(len(untested), 'items had no tests:')
                for name in untested:
                    print('   ', name)
            if passed:
                print(len(passed), 'items passed all tests:')
                for name, tried in passed:
                    print(' %3d tests in %s' % (tried, name))
        if failed:
            print(self.DIVIDER)
            print(len(failed), 'items had failures:')
            for name, bad, tried in failed:
                print(' %3d of %3d in %s' % (bad, tried, name))
        if verbose:
            print(tries, 'tests in', len(self._name2ft), 'items.')
            print(tries - failures, 'passed and', failures, 'failed.')
        if failures:
            print('***Test Failed***', failures, 'failures.')
        elif verbose:
            print('Test passed.')
        return TestResults(failures, tries)

    def merge(self, other):
        for name, (failures, tries) in other._name2ft.items():
            before = self._name2ft.get(name, (0, 0))
            self._name2ft[name] = before[0] + failures, before[1] + tries


class DebugRunner(DocTestRunner):
    """Raises at the first example that fails."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        result = DocTestRunner.run(self, test, compileflags, out, False)
        if clear_globs:
            test.globs.clear()
        return result

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)
