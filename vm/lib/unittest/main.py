# SPDX-License-Identifier: MIT
# python -m unittest, and unittest.main() at the end of a file of tests.
#
# Invariant: a switch that is None was not given by the program, so the
# command line has it; one that was given has no option any more.

import os
import sys
from unittest.loader import defaultTestLoader
from unittest.runner import TextTestRunner

__unittest = True

_SWITCHES = {'failfast': 'f', 'catchbreak': 'c', 'buffer': 'b'}
_OPTION = {'catchbreak': 'catch'}
_HELP = '''usage: {name} [-h] [-v] [-q] [--locals] [-f] [-c] [-b] [-k PATTERN]
       {blank} [tests ...]

  -h, --help      this help
  -v, --verbose   each test by name      -q, --quiet  nothing but the verdict
  -f, --failfast  stop at the first failure
  -c, --catch     Ctrl-C waits for the running test to end
  -b, --buffer    output of failing tests only
  -k PATTERN      only tests whose name has it in; may come again
  --locals        local variables in tracebacks
'''
_DISCOVER = '''
  discover [-s START] [-p PATTERN] [-t TOP]   tests in the files of a folder
'''


def installHandler():
    from unittest import signals
    signals.installHandler()


def _as_module(name):
    """A test that was named by its file, as a dotted name."""
    if not os.path.isfile(name) or not name.lower().endswith('.py'):
        return name
    if os.path.isabs(name):
        inside = os.path.relpath(name, os.getcwd())
        if os.path.isabs(inside) or inside.startswith(os.pardir):
            return name
        name = inside
    return name[:-3].replace('\\', '.').replace('/', '.')


class TestProgram:
    module = None
    verbosity = 1
    failfast = catchbreak = buffer = None
    progName = warnings = testNamePatterns = None
    _discovery_parser = None

    def __init__(self, module='__main__', defaultTest=None, argv=None,
                 testRunner=None, testLoader=defaultTestLoader, exit=True,
                 verbosity=1, failfast=None, catchbreak=None, buffer=None,
                 warnings=None, *, tb_locals=False, durations=None):
        if isinstance(module, str):
            __import__(module)
            module = sys.modules[module]
        self.module = module
        argv = sys.argv if argv is None else argv
        self.exit, self.verbosity = exit, verbosity
        self.failfast, self.catchbreak = failfast, catchbreak
        self.buffer, self.tb_locals = buffer, tb_locals
        if warnings is None and not sys.warnoptions:
            warnings = 'default'
        self.warnings = warnings
        self.defaultTest = defaultTest
        self.testRunner, self.testLoader = testRunner, testLoader
        self.progName = os.path.basename(argv[0]) if argv else 'unittest'
        self.parseArgs(argv)
        self.runTests()

    def usageExit(self, msg=None):
        if msg:
            print(msg)
        self._print_help()
        sys.exit(2)

    def _initArgParsers(self):
        self.testNamePatterns = None

    def _print_help(self, *args, file=None):
        name = self.progName
        print(_HELP.format(name=name, blank=' ' * len(name))
              + (_DISCOVER if self.module is None else ''), end='', file=file)

    # ---- The command line ----

    def parseArgs(self, argv):
        self._initArgParsers()
        words = list(argv[1:])
        if self.module is None and words and words[0].lower() == 'discover':
            self._do_discovery(words[1:])
            return
        names = self._options(words, '', [])[1]
        if self.module is None and not names:
            self._do_discovery([])
            return
        if names:
            self.testNames = [_as_module(name) for name in names]
        elif self.defaultTest is None:
            self.testNames = None
        elif isinstance(self.defaultTest, str):
            self.testNames = (self.defaultTest,)
        else:
            self.testNames = list(self.defaultTest)
        self.createTests()

    def _options(self, words, more, long):
        """(what `more` asks for, the other words); settings are made."""
        import getopt
        open_switches = [name for name in _SWITCHES
                         if getattr(self, name) is None]
        letters = ''.join(_SWITCHES[name] for name in open_switches)
        longs = [_OPTION.get(name, name) for name in open_switches]
        try:
            options, names = getopt.gnu_getopt(
                words, 'hvqk:' + letters + more,
                ['help', 'verbose', 'quiet', 'locals'] + longs + long)
        except getopt.GetoptError as error:
            self._print_help(file=sys.stderr)
            print(f'{self.progName}: error: {error}', file=sys.stderr)
            sys.exit(2)
        for name in open_switches:
            setattr(self, name, any(
                option in ('-' + _SWITCHES[name],
                           '--' + _OPTION.get(name, name))
                for option, _ in options))
        rest = {}
        if self.testNamePatterns is None:
            self.testNamePatterns = []
        for option, value in options:
            if option in ('-h', '--help'):
                self._print_help()
                sys.exit(0)
            elif option in ('-v', '--verbose', '-q', '--quiet'):
                self.verbosity = 2 if option.lstrip('-')[0] == 'v' else 0
            elif option == '--locals':
                self.tb_locals = True
            elif option == '-k':
                pattern = value if '*' in value else f'*{value}*'
                self.testNamePatterns.append(pattern)
            else:
                rest[option.lstrip('-')[0]] = value
        return rest, names

    def _do_discovery(self, argv, Loader=None):
        self.start, self.pattern, self.top = '.', 'test*.py', None
        if argv is not None:
            found, names = self._options(
                argv, 's:p:t:',
                ['start-directory=', 'pattern=', 'top-level-directory='])
            if len(names) > 3:
                self.usageExit()
            found.update(zip('spt', names))
            self.start = found.get('s', self.start)
            self.pattern = found.get('p', self.pattern)
            self.top = found.get('t', self.top)
        self.createTests(from_discovery=True, Loader=Loader)

    def createTests(self, from_discovery=False, Loader=None):
        if self.testNamePatterns:
            self.testLoader.testNamePatterns = self.testNamePatterns
        if from_discovery:
            loader = self.testLoader if Loader is None else Loader()
            self.test = loader.discover(self.start, self.pattern, self.top)
        elif self.testNames is None:
            self.test = self.testLoader.loadTestsFromModule(self.module)
        else:
            self.test = self.testLoader.loadTestsFromNames(self.testNames,
                                                           self.module)

    # ---- Running ----

    def _runner(self):
        runner = self.testRunner or TextTestRunner
        if not isinstance(runner, type):
            return runner
        # An older runner may know fewer of these, or none.
        wanted = dict(verbosity=self.verbosity, failfast=self.failfast,
                      buffer=self.buffer, warnings=self.warnings)
        try:
            try:
                return runner(**wanted, tb_locals=self.tb_locals)
            except TypeError:
                return runner(**wanted)
        except TypeError:
            return runner()

    def runTests(self):
        if self.catchbreak:
            installHandler()
        self.result = self._runner().run(self.test)
        if not self.exit:
            return
        if (sys.version_info >= (3, 12) and self.result.testsRun == 0
                and not self.result.skipped):
            sys.exit(5)
        sys.exit(not self.result.wasSuccessful())


main = TestProgram
