# SPDX-License-Identifier: MIT
# Running a test and reporting on a stream.

import sys
import time
from unittest.result import TestResult

__unittest = True


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
        self.stream, self.durations = stream, durations
        self.showAll, self.dots = verbosity > 1, verbosity == 1
        self.descriptions = descriptions

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
        if self.showAll or self.dots:
            self.stream.writeln()
        for flavour, found in (('ERROR', self.errors),
                               ('FAIL', self.failures)):
            self.printErrorList(flavour, found)

    def printErrorList(self, flavour, errors):
        for test, text in errors:
            for line in (self.separator1,
                         f'{flavour}: {self.getDescription(test)}',
                         self.separator2, text):
                self.stream.writeln(line)


def _nothing():
    pass


def registerResult(result):
    # Only when Ctrl-C is caught: what is weakly referenced costs time.
    signals = sys.modules.get('unittest.signals')
    if signals is not None and signals._interrupt_handler is not None:
        signals.registerResult(result)


class TextTestRunner:
    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1,
                 failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False, durations=None):
        self.stream = _Stream(sys.stderr if stream is None else stream)
        self.descriptions, self.verbosity = descriptions, verbosity
        self.failfast, self.buffer = failfast, buffer
        self.tb_locals, self.warnings = tb_locals, warnings
        self.resultclass = resultclass or self.resultclass

    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions,
                                self.verbosity)

    def run(self, test):
        import warnings
        result = self._makeResult()
        registerResult(result)
        for option in ('failfast', 'buffer', 'tb_locals'):
            setattr(result, option, getattr(self, option))
        with warnings.catch_warnings():
            if self.warnings:
                warnings.simplefilter(self.warnings)
            start = time.perf_counter()
            getattr(result, 'startTestRun', _nothing)()
            try:
                test(result)
            finally:
                getattr(result, 'stopTestRun', _nothing)()
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
        numbers = [(name, len(getattr(result, key, ()))) for name, key in (
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
