# SPDX-License-Identifier: MIT
# subprocess: the names, and an honest refusal.
#
# A world has one process. A program that starts another is told so, and the
# run counts as "cannot run here", never as a failure of the program.

import _import

PIPE, STDOUT, DEVNULL = -1, -2, -3

__all__ = ['Popen', 'PIPE', 'STDOUT', 'call', 'check_call', 'getstatusoutput',
           'getoutput', 'check_output', 'run', 'CalledProcessError',
           'DEVNULL', 'SubprocessError', 'TimeoutExpired',
           'CompletedProcess', 'list2cmdline']


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = self.stdout = output
        self.stderr = stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            return f"Command '{self.cmd}' died with signal " \
                   f'{-self.returncode}.'
        return (f"Command '{self.cmd}' returned non-zero exit status "
                f'{self.returncode}.')


class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = self.stdout = output
        self.stderr = stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"


class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        parts = [f'args={self.args!r}', f'returncode={self.returncode!r}']
        for name in ('stdout', 'stderr'):
            if getattr(self, name) is not None:
                parts.append(f'{name}={getattr(self, name)!r}')
        return f"{type(self).__name__}({', '.join(parts)})"

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout,
                                     self.stderr)


def list2cmdline(seq):
    words = []
    for word in map(str, seq):
        quoted = not word or ' ' in word or '\t' in word
        words.append(f'"{word}"' if quoted else word)
    return ' '.join(words)


class Popen:
    def __init__(self, args, *rest, **kwargs):
        shown = args if isinstance(args, (str, bytes)) \
            else list2cmdline(args)
        _import.missing('subprocess')
        raise NotImplementedError(
            f'gilscope cannot start another process: {shown}')


def run(*popenargs, input=None, capture_output=False, timeout=None,
        check=False, **kwargs):
    return Popen(*popenargs, **kwargs)


def call(*popenargs, timeout=None, **kwargs):
    return Popen(*popenargs, **kwargs)


check_call = check_output = call


def getstatusoutput(cmd, **kwargs):
    return Popen(cmd, shell=True)


def getoutput(cmd, **kwargs):
    return Popen(cmd, shell=True)
