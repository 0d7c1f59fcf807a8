# SPDX-License-Identifier: MIT
# What came of the tests, and the text of a failure's traceback.

import sys
import traceback

__unittest = True


class TestResult:
    _testRunEntered = False
    _previousTestClass = None
    _moduleSetUpFailed = False
    failfast = buffer = tb_locals = False
    # Of a test whose output is kept: the real streams, those in their place,
    # and whether it is to be shown.
    _original = _stdout_buffer = _stderr_buffer = None
    _mirror = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        for name in ('failures', 'errors', 'skipped', 'expectedFailures',
                     'unexpectedSuccesses', 'collectedDurations'):
            setattr(self, name, [])
        self.testsRun, self.shouldStop = 0, False

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
            if self._stdout_buffer is None:
                self._stdout_buffer, self._stderr_buffer = (io.StringIO(),
                                                            io.StringIO())
            sys.stdout, sys.stderr = (self._stdout_buffer,
                                      self._stderr_buffer)

    def stopTest(self, test):
        self._restoreStdout()
        self._mirror = False

    def _restoreStdout(self):
        if self._original is None:
            return
        buffers = self._stdout_buffer, self._stderr_buffer
        texts = [buffer.getvalue() for buffer in buffers]
        for buffer in buffers:
            buffer.seek(0)
            buffer.truncate()
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

    def _went_wrong(self, found, test, err):
        found.append((test, self._exc_info_to_string(err, test)))
        self._mirror = True
        self._stop_early()

    def addError(self, test, err):
        self._went_wrong(self.errors, test, err)

    def addFailure(self, test, err):
        self._went_wrong(self.failures, test, err)

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

    def _is_relevant_tb_level(self, tb):
        # Whether the frame is one of unittest's own.
        return '__unittest' in tb.tb_frame.f_globals

    def _exc_info_to_string(self, err, test):
        # From the test's first own frame on; frames of assertions below the
        # failing call are left out too.
        kind, value, trace = err
        while trace and self._is_relevant_tb_level(trace):
            trace = trace.tb_next
        limit = None
        if kind is test.failureException:
            limit = 0
            here = trace
            while here and not self._is_relevant_tb_level(here):
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
