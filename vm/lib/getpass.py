# SPDX-License-Identifier: MIT
# Who runs the program, and a question whose answer is not shown.
#
# Where there is no termios, the terminal's echo cannot be turned off: then the
# answer is read as any other line, after a warning.

import contextlib
import io
import os
import sys
import warnings

try:
    import termios
except ImportError:
    termios = None

__all__ = ['getpass', 'getuser', 'GetPassWarning']


class GetPassWarning(UserWarning):
    pass


def fallback_getpass(prompt='Password: ', stream=None):
    warnings.warn('Can not control echo on the terminal.', GetPassWarning,
                  stacklevel=2)
    if stream is None:
        stream = sys.stderr
    print('Warning: Password input may be echoed.', file=stream)
    return _raw_input(prompt, stream)


def unix_getpass(prompt='Password: ', stream=None):
    """The answer, typed at the terminal with its echo turned off."""
    with contextlib.ExitStack() as open_files:
        try:
            number = os.open('/dev/tty', os.O_RDWR | os.O_NOCTTY)
            raw = open_files.enter_context(io.FileIO(number, 'w+'))
            terminal = open_files.enter_context(io.TextIOWrapper(raw))
            source, stream = terminal, stream or terminal
        except OSError:
            open_files.close()
            source = sys.stdin
            stream = stream or sys.stderr
            try:
                number = source.fileno()
            except (AttributeError, ValueError):
                return fallback_getpass(prompt, stream)
        answer = None
        try:
            before = termios.tcgetattr(number)
            quiet = before[:]
            quiet[3] &= ~termios.ECHO
            when = termios.TCSAFLUSH | getattr(termios, 'TCSASOFT', 0)
            try:
                termios.tcsetattr(number, when, quiet)
                answer = _raw_input(prompt, stream, input=source)
            finally:
                termios.tcsetattr(number, when, before)
                stream.flush()
        except termios.error:
            if answer is not None:
                raise
            if stream is not source:
                open_files.close()
            answer = fallback_getpass(prompt, stream)
        stream.write('\n')
        return answer


def _raw_input(prompt='', stream=None, input=None):
    # A question and a line, past readline.
    stream = stream or sys.stderr
    input = input or sys.stdin
    prompt = str(prompt)
    if prompt:
        try:
            stream.write(prompt)
        except UnicodeEncodeError:
            encoding = stream.encoding
            stream.write(prompt.encode(encoding, 'replace').decode(encoding))
        stream.flush()
    line = input.readline()
    if not line:
        raise EOFError
    return line[:-1] if line.endswith('\n') else line


def getuser():
    for name in ('LOGNAME', 'USER', 'LNAME', 'USERNAME'):
        user = os.environ.get(name)
        if user:
            return user
    import pwd
    return pwd.getpwuid(os.getuid())[0]


getpass = fallback_getpass if termios is None else unix_getpass
