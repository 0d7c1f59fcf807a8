# SPDX-License-Identifier: MIT
# library: pathlib shutil tempfile
# Paths, temporary files, copying.
import os
import pathlib
import shutil
import tempfile
P = pathlib.PurePosixPath
for a in ['', '.', '/', '//', '//a', '///a', 'a/b/../c.tar.gz', './a//b/',
          '/a/b.txt', '.bashrc', 'a.', 'a/.b.c', '..']:
    p = P(a)
    print(repr(p), str(p), p.parts, p.name, p.stem, p.suffix, p.suffixes)
    print(p.root, p.anchor, p.parent, list(p.parents), p.is_absolute(),
          bytes(p))

def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: P('a') / 'b' / '/c')
t(lambda: 'x' / P('y'))
t(lambda: P('a', P('b'), 'c'))
t(lambda: P(b'a'))
t(lambda: P('a') / 3)
t(lambda: P('a').with_name(''))
t(lambda: P('/').with_name('x'))
t(lambda: P('a.b').with_suffix('.c'))
t(lambda: P('a.b').with_suffix(''))
t(lambda: P('a').with_suffix('x'))
t(lambda: P('/a/b/c').relative_to('/a'))
t(lambda: P('/a').relative_to('b'))
t(lambda: P('a/b.py').match('*.py'))
t(lambda: P('/a/b.py').match('/*.py'))
t(lambda: sorted([P('b'), P('a/z'), P('a')]))
t(lambda: P('a') == P('./a'))
t(lambda: P('/x y').as_uri())
t(lambda: hash(P('a')) == hash(P('a/')))
t(lambda: P('a').match(''))
t(lambda: {P('a'): 1}[P('a')])
t(lambda: P('a/b').parents[1])
t(lambda: P('a/b').parents[5])
with tempfile.TemporaryDirectory() as d:
    r = pathlib.Path(d)
    (r / 'x' / 'y').mkdir(parents=True)
    (r / 'x' / 'a.txt').write_text('hé\n', encoding='utf-8')
    (r / 'x' / 'y' / 'b.py').write_bytes(b'12')
    (r / 'l').symlink_to('x')
    rel = lambda q: sorted((str(z.relative_to(r)) for z in q))
    t(lambda: rel(r.iterdir()))
    t(lambda: rel(r.glob('**/*')))
    t(lambda: rel(r.rglob('*.py')))
    t(lambda: rel(r.glob('x/*')))
    t(lambda: rel(r.glob('*/*.txt')))
    t(lambda: rel(r.glob('**')))
    t(lambda: list(r.glob('')))
    t(lambda: ((r / 'x').is_dir(), (r / 'l').is_symlink(), (r / 'q').exists()))
    file = r / 'x/a.txt'
    t(lambda: (file.is_file(), file.read_text(encoding='utf-8'),
               file.stat().st_size))
    t(lambda: (r / 'l' / 'a.txt').resolve() == (r / 'x/a.txt').resolve())
    t(lambda: (r / 'x').mkdir(exist_ok=True))
    (r / 'n').touch()
    t(lambda: (r / 'n').unlink())
    t(lambda: (r / 'n').unlink(missing_ok=True))
    t(lambda: (r / 'x/a.txt').rename(r / 'x/c.txt').name if 1 else 0)
    shutil.copytree(r / 'x', r / 'z', ignore=shutil.ignore_patterns('*.py'))
    t(lambda: rel((r / 'z').rglob('*')))
    t(lambda: os.path.basename(shutil.copy(r / 'x/c.txt', r / 'z/y')))
    t(lambda: os.path.basename(shutil.move(str(r / 'z/y/c.txt'), str(r))))
    t(lambda: shutil.copyfile(r / 'c.txt', r / 'c.txt') and 0 if 0 else 1)
    shutil.rmtree(r / 'z')
    t(lambda: rel(r.rglob('*')))
    t(lambda: shutil.rmtree(r / 'nope', ignore_errors=True))
    try:
        shutil.rmtree(r / 'nope')
    except OSError as e:
        print(type(e).__name__)
    with tempfile.NamedTemporaryFile('w+', dir=d, suffix='.t',
                                     prefix='p') as f:
        f.write('abc')
        f.seek(0)
        print(f.read(), os.path.exists(f.name), os.path.basename(f.name)[0],
              f.name[-2:])
    print(os.path.exists(f.name))
    fd, n = tempfile.mkstemp(dir=d)
    os.close(fd)
    print(len(os.path.basename(n)), os.stat(n).st_size)
    with tempfile.TemporaryFile() as f:
        f.write(b'x')
        f.seek(0)
        print(f.read())
    s = tempfile.SpooledTemporaryFile(5, 'w+')
    s.write('ab')
    print(s._rolled)
    s.write('cdefg')
    print(s._rolled)
    s.seek(0)
    print(s.read())
    s.close()
print(os.path.exists(d), shutil.which('sh') is not None,
      shutil.get_terminal_size()[1] > 0)

# An error names files by their text, also where a path object was given.
for change in os.rename, os.replace, os.symlink:
    try:
        change(pathlib.Path('no/such'), pathlib.Path('no/where'))
    except OSError as error:
        print(change.__name__, error, error.filename, error.filename2)
