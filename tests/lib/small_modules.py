# SPDX-License-Identifier: MIT
# colorsys filecmp fileinput mimetypes netrc shelve dbm runpy pkgutil
# rlcompleter platform: a few lines of each.
import colorsys
import filecmp
import fileinput
import io
import mimetypes
import netrc
import os
import pkgutil
import platform
import rlcompleter
import runpy
import shelve
import sys
import tempfile

for colour in ((0, 0, 0), (1, 1, 1), (0.2, 0.4, 0.6), (0.9, 0.1, 0.5)):
    for there, back in ((colorsys.rgb_to_hsv, colorsys.hsv_to_rgb),
                        (colorsys.rgb_to_hls, colorsys.hls_to_rgb),
                        (colorsys.rgb_to_yiq, colorsys.yiq_to_rgb)):
        made = there(*colour)
        print([round(part, 6) for part in made],
              [round(part, 6) for part in back(*made)])
for name in ('a.txt', 'a.html', 'x.tar.gz', 'y.PNG', 'data:,x', 'z.unknown',
             'http://h/x.json', 'q.tgz', 'r.py', 'i.jpg'):
    print(name, mimetypes.guess_type(name))
print(mimetypes.guess_extension('application/json'))

folder = tempfile.mkdtemp()
os.chdir(folder)
for name in ('left', 'right', 'left/sub', 'right/sub'):
    os.mkdir(name)
for path, text in (('left/same', 'a'), ('right/same', 'a'),
                   ('left/other', 'a'), ('right/other', 'bb'),
                   ('left/one', ''), ('right/two', ''),
                   ('left/sub/deep', '1'), ('right/sub/deep', '22')):
    with open(path, 'w') as file:
        file.write(text)
print(filecmp.cmp('left/same', 'right/same', shallow=False),
      filecmp.cmp('left/other', 'right/other'),
      filecmp.cmpfiles('left', 'right', ['same', 'other', 'none']))
filecmp.dircmp('left', 'right').report_full_closure()

for name, text in (('a', '1\n2\n'), ('b', '3\n'), ('c', '')):
    with open(name, 'w') as file:
        file.write(text)
with fileinput.input(['a', 'c', 'b']) as lines:
    for line in lines:
        print(lines.filename(), lines.lineno(), lines.filelineno(),
              lines.isfirstline(), line.strip())
with fileinput.input('a', inplace=True) as lines:
    for line in lines:
        print('>', line, end='')
with open('a') as file:
    print(file.read())

with open('netrc', 'w') as file:
    file.write('machine h login l password p\ndefault login d password q\n'
               'macdef m\na\nb\n\n')
found = netrc.netrc('netrc')
print(found.authenticators('h'), found.authenticators('x'), found.macros)

for module in (shelve,):
    with module.open('shelf') as shelf:
        shelf['a'] = [1, {'b': 2}]
        shelf['n'] = None
        print(sorted(shelf), len(shelf), 'a' in shelf, shelf.get('z', 0))
    with module.open('shelf', writeback=True) as shelf:
        shelf['a'].append(3)
        del shelf['n']
    with module.open('shelf') as shelf:
        print(dict(shelf))
try:
    shelf['a']
except ValueError as error:
    print(error)

with open('prog.py', 'w') as file:
    file.write('x = __name__, __package__\nimport sys\ny = sys.argv[0]\n')
space = runpy.run_path('prog.py', {'given': 1})
print(space['x'], space['y'], space['given'])
sys.path.insert(0, folder)
space = runpy.run_module('prog', run_name='__main__')
print(space['x'], space['__spec__'].name)
try:
    runpy.run_module('no.such')
except ImportError as error:
    print(error)
os.mkdir('pack')
for name in ('__init__', 'inner', '__main__'):
    with open(f'pack/{name}.py', 'w') as file:
        file.write('who = __name__')
print([(name, package) for _, name, package in pkgutil.iter_modules([folder])],
      [info.name for info in pkgutil.walk_packages([folder])])
print(runpy.run_module('pack')['who'], pkgutil.get_data('pack', 'inner.py'))
completer = rlcompleter.Completer({'alpha': 1, 'alpine': len})
print([completer.complete('alp', i) for i in range(3)],
      completer.complete('alpha.bit_l', 0), completer.complete('impo', 0))
print(platform.system(), platform.python_version_tuple()[:2],
      platform.python_implementation(), platform.architecture()[0])
sys.path.pop(0)
os.chdir('/')
