# SPDX-License-Identifier: MIT
# Runs each program here with CPython 3.8's library, with ours under CPython
# 3.8, and, when --gilscope PROGRAM is given, under gilscope; all must print
# the same.  A program names what it tests: `# library: threading queue`;
# what it tests needs natives of ours when it does not, so that only gilscope
# can run it with our library.

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
LIBRARY = os.path.join(HERE, '..', '..', 'vm', 'lib')

# Makes the named modules, and what is inside them, come from vm/lib.
PRELUDE = '''
import importlib.machinery, importlib.util, os, sys
names, folder, script = sys.argv[1].split(), sys.argv[2], sys.argv[3]
exists, join, isdir = os.path.exists, os.path.join, os.path.isdir
class Finder:
    def find_spec(self, name, path, target=None):
        if name.split('.')[0] not in names:
            return None
        base = join(folder, *name.split('.'))
        if isdir(base):
            return importlib.util.spec_from_file_location(
                name, join(base, '__init__.py'),
                submodule_search_locations=[base])
        if exists(base + '.py'):
            return importlib.util.spec_from_file_location(name, base + '.py')
for name in list(sys.modules):
    if name.split('.')[0] in names:
        del sys.modules[name]
sys.meta_path.insert(0, Finder())
prelude = importlib.util.module_from_spec(
    importlib.machinery.ModuleSpec('_prelude', None))
def prelude_value(name):
    path = join(folder, '..', 'prelude', name.split('_')[0] + '.py')
    space = {}
    with open(path) as source:
        exec(compile(source.read(), path, 'exec'), space)
    return space[name]
prelude.prelude_value = prelude_value
sys.modules['_prelude'] = prelude
sys.argv = [script]
with open(script) as source:
    code = compile(source.read(), script, 'exec')
space = sys.modules['__main__'].__dict__
space['__file__'] = script
exec(code, space)
if 'threading' in names and 'threading' in sys.modules:
    sys.modules['threading']._shutdown()
'''


def find_python():
    candidates = ['python3.8']
    root = os.path.expanduser('~/.pyenv/versions')
    if os.path.isdir(root):
        candidates += [os.path.join(root, name, 'bin', 'python')
                       for name in sorted(os.listdir(root))
                       if name.startswith('3.8.')]
    for program in candidates:
        try:
            answer = subprocess.run([program, '-V'], capture_output=True,
                                    text=True)
        except OSError:
            continue
        if answer.stdout.startswith('Python 3.8.'):
            return program
    return None


def run(command):
    env = dict(os.environ, PYTHONHASHSEED='0', PYTHONDONTWRITEBYTECODE='1')
    try:
        done = subprocess.run(command, capture_output=True, text=True,
                              timeout=60, env=env, cwd=HERE,
                              stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return 'timed out'
    return f'{done.stdout}--- exit {done.returncode}\n{done.stderr}'


def stdout_of(text):
    return text.partition('--- exit')[0] + text.partition(
        '--- exit')[2].partition('\n')[0]


def library_of(script):
    with open(script) as source:
        for line in source:
            if line.startswith('# library:'):
                return line.partition(':')[2].strip()
    return ''


def main(args):
    gilscope = None
    if args[:1] == ['--gilscope']:
        gilscope, args = os.path.abspath(args[1]), args[2:]
    scripts = sorted(name for name in os.listdir(HERE)
                     if name.endswith('.py') and name != 'run.py'
                     and (not args or name in args))
    python = find_python()
    if python is None:
        print('tests/lib needs a CPython 3.8: skipped')
        print(f'0 passed, 0 failed, {len(scripts)} skipped')
        return 0
    failed = 0
    for name in scripts:
        script = os.path.join(HERE, name)
        wanted = run([python, script])
        names = library_of(script)
        ways = {'our library': [python, '-c', PRELUDE, names, LIBRARY,
                                script]} if names else {}
        if gilscope:
            ways['gilscope'] = [gilscope, script]
        bad = [(way, got) for way, got in
               ((way, run(command)) for way, command in ways.items())
               if stdout_of(got) != stdout_of(wanted)]
        for way, got in bad:
            print(f'FAILED {name} under {way}')
            print('expected:', wanted, 'got:', got, sep='\n')
        failed += bool(bad)
    print(f'{len(scripts) - failed} passed, {failed} failed, 0 skipped')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
