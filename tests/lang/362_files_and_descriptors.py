# SPDX-License-Identifier: MIT
# os: times in ns, links, modes, positions, and what an unlinked file keeps.
import os
import pickle
import stat
import tempfile

with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    with open('a', 'w') as file:
        file.write('0123456789')
    os.utime('a', ns=(1700000000123456789, 1600000000987654321))
    found = os.stat('a')
    print(found.st_atime_ns, found.st_mtime_ns, found.st_mtime, found[8])
    print(found.st_size, found.st_nlink, len(found), found == tuple(found))
    print(pickle.loads(pickle.dumps(found)) == found)
    try:
        found.st_size = 3
    except AttributeError as error:
        print('AttributeError')
    try:
        os.stat_result((1, 2))
    except TypeError as error:
        print(error)
    os.link('a', 'b')
    print(os.stat('b').st_nlink, os.path.samefile('a', 'b'))
    os.symlink('.', 'here')
    print(os.readlink('here'), os.readlink(b'here'),
          os.path.realpath('here') == os.path.realpath('.'))

    fd = os.open('a', os.O_RDWR)
    print(os.pread(fd, 3, 4), os.lseek(fd, 0, 1), os.pwrite(fd, b'xy', 8))
    parts = [bytearray(4), bytearray(8)]
    print(os.readv(fd, parts), parts)
    print(os.get_inheritable(fd), os.get_inheritable(1))
    os.set_inheritable(fd, True)
    print(os.get_inheritable(fd))
    os.unlink('a')
    os.write(fd, b'!')
    os.lseek(fd, 0, 0)
    print(os.read(fd, 20), os.path.exists('a'), os.fstat(fd).st_size)
    os.close(fd)

    old = os.umask(0o077)
    os.mkdir('private')
    os.close(os.open('secret', os.O_CREAT | os.O_WRONLY, 0o666))
    os.umask(old)
    print(oct(stat.S_IMODE(os.stat('private').st_mode)),
          oct(stat.S_IMODE(os.stat('secret').st_mode)))

    open('x\udcff', 'w').close()
    print(ascii(sorted(os.listdir())), ascii(sorted(os.listdir(b'.'))))
    with os.scandir() as entries:
        print(sorted((entry.name, entry.is_dir(), entry.is_symlink())
                     for entry in entries if entry.name.isascii()))
    for make in (lambda: os.stat(''), lambda: open(''), lambda: os.listdir(''),
                 lambda: os.unlink('nothing'), lambda: os.link('b', 'here')):
        try:
            make()
        except OSError as error:
            print(error)
    for make in (lambda: os.utime('b', (1,)), lambda: os.stat([]),
                 lambda: os.spawnv(os.P_WAIT, '/bin/true', ())):
        try:
            make()
        except (TypeError, ValueError) as error:
            print(type(error).__name__)
    print(os.spawnv(os.P_WAIT, '/bin/sh', ['sh', '-c', 'exit 3']),
          os.spawnlp(os.P_WAIT, 'true', 'true'))
    try:
        del os.environ['no=name']
    except OSError as error:
        print(error)
    os.chdir('/')

    # Folders without __init__.py are packages together.
    import sys
    for part in ('one', 'two'):
        os.makedirs(os.path.join(folder, part, 'spread'))
        sys.path.append(os.path.join(folder, part))
        with open(os.path.join(folder, part, 'spread', part + '.py'),
                  'w') as file:
            file.write('print(__name__, __package__)\n')
    import spread.one
    from spread import two
    print(spread.__name__, len(list(spread.__path__)),
          getattr(spread, '__file__', None))


class Holder:
    system_stat, unlink = os.stat, os.unlink   # no methods: they are C's


print(Holder().system_stat('/').st_mode == os.stat('/').st_mode, Holder.unlink)
print('__bool__' in dir(None), None.__dir__() is not None)
