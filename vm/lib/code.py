# SPDX-License-Identifier: MIT
# A prompt inside a program.

import sys
from codeop import CommandCompiler, compile_command

__all__ = ['InteractiveInterpreter', 'InteractiveConsole', 'interact',
           'compile_command']


class InteractiveInterpreter:
    """Runs lines of source in a namespace of its own."""

    def __init__(self, locals=None):
        if locals is None:
            locals = {'__name__': '__console__', '__doc__': None}
        self.locals = locals
        self.compile = CommandCompiler()

    def runsource(self, source, filename='<input>', symbol='single'):
        """True when more lines must follow."""
        try:
            complete = self.compile(source, filename, symbol)
        except (SyntaxError, ValueError, OverflowError):
            self.showsyntaxerror(filename)
        else:
            if complete is None:
                return True
            self.runcode(complete)
        return False

    def runcode(self, code):
        try:
            exec(code, self.locals)
        except SystemExit:
            raise
        except BaseException:
            self.showtraceback()

    def _show(self, kind, error, trace):
        import traceback
        sys.last_type, sys.last_value, sys.last_traceback = kind, error, trace
        if sys.excepthook is not sys.__excepthook__:
            sys.excepthook(kind, error, trace)
            return
        self.write(''.join(traceback.format_exception(kind, error, trace)))

    def showsyntaxerror(self, filename=None):
        kind, error, _ = sys.exc_info()
        if filename and kind is SyntaxError and len(error.args) == 2:
            message, (_, lineno, offset, line) = (error.args[0],
                                                  error.args[1][:4])
            error = SyntaxError(message, (filename, lineno, offset, line))
        self._show(kind, error, None)

    def showtraceback(self):
        kind, error, trace = sys.exc_info()
        self._show(kind, error, trace.tb_next)

    def write(self, data):
        sys.stderr.write(data)


class InteractiveConsole(InteractiveInterpreter):
    """The same, reading its lines from a user."""

    def __init__(self, locals=None, filename='<console>'):
        super().__init__(locals)
        self.filename = filename
        self.resetbuffer()

    def resetbuffer(self):
        self.buffer = []

    def interact(self, banner=None, exitmsg=None):
        for name, prompt in (('ps1', '>>> '), ('ps2', '... ')):
            if not hasattr(sys, name):
                setattr(sys, name, prompt)
        if banner is None:
            self.write(f'Python {sys.version} on {sys.platform}\nType '
                       '"help", "copyright", "credits" or "license" for more '
                       f'information.\n({type(self).__name__})\n')
        elif banner:
            self.write(f'{banner}\n')
        more = False
        while True:
            try:
                try:
                    line = self.raw_input(sys.ps2 if more else sys.ps1)
                except EOFError:
                    self.write('\n')
                    break
                more = self.push(line)
            except KeyboardInterrupt:
                self.write('\nKeyboardInterrupt\n')
                self.resetbuffer()
                more = False
        if exitmsg is None:
            self.write(f'now exiting {type(self).__name__}...\n')
        elif exitmsg:
            self.write(f'{exitmsg}\n')

    def push(self, line):
        """One more line; True when more must follow."""
        self.buffer.append(line)
        more = self.runsource('\n'.join(self.buffer), self.filename)
        if not more:
            self.resetbuffer()
        return more

    def raw_input(self, prompt=''):
        return input(prompt)


def interact(banner=None, readfunc=None, local=None, exitmsg=None):
    """A prompt until the end of the input."""
    prompter = InteractiveConsole(local)
    if readfunc is not None:
        prompter.raw_input = readfunc
    prompter.interact(banner, exitmsg)
