# SPDX-License-Identifier: MIT
# library: shelve copyreg selectors
# shelve, copyreg, selectors; folders of os; importlib.abc; finalizers.

import copyreg
import importlib.abc
import os
import pickle
import selectors
import shelve
import socket
import sys
import tempfile
import weakref


def shelves():
    store = {}
    with shelve.Shelf(store, writeback=True) as shelf:
        shelf['list'] = [1]
        shelf['list'].append(2)
        print('list' in shelf, shelf.get('no', 5), len(shelf), sorted(shelf))
    print(pickle.loads(store[b'list']))
    print(shelf.dict)
    for attempt in (lambda: shelf['list'], lambda: len(shelf), shelf.keys):
        try:
            print(list(attempt()))
        except ValueError as error:
            print(error)
    shelf = shelve.Shelf(store, protocol=0, keyencoding='latin-1')
    shelf['\xe9'] = {1}
    del shelf['list']
    print(store)
    try:
        shelf['list']
    except KeyError as error:
        print('KeyError', error)


class Slotted:
    __slots__ = ('a', '__b', '__dict__')


class Many(int):
    def __init__(self, value):
        self.note = 'n'


def reductions():
    print(copyreg._slotnames(Slotted), Slotted.__slotnames__)
    print(Many(5).__reduce_ex__(0)[1:])
    print(pickle.loads(pickle.dumps(Many(6), 0)).note)
    for wrong in (lambda: copyreg.pickle(int, 5),
                  lambda: copyreg.constructor(5),
                  lambda: copyreg.pickle(Many, len, 5),
                  lambda: copyreg.add_extension('m', 'n', 0),
                  lambda: copyreg.remove_extension('m', 'n', 7),
                  lambda: Slotted().__reduce_ex__(1)):
        try:
            print(wrong())
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
    copyreg.dispatch_table.pop(Many, None)
    copyreg.add_extension('m', 'n', 0x7f000001)
    copyreg.add_extension('m', 'n', 0x7f000001)
    for code, name in ((0x7f000002, 'n'), (0x7f000001, 'o')):
        try:
            copyreg.add_extension('m', name, code)
        except ValueError as error:
            print(error)
    copyreg.remove_extension('m', 'n', 0x7f000001)


def watched():
    left, right = socket.socketpair()
    for kind in (selectors.SelectSelector, selectors.PollSelector,
                 selectors.EpollSelector):
        with kind() as selector:
            key = selector.register(left, selectors.EVENT_READ, 'data')
            print(key.events, key.data, key.fileobj is left, len(
                selector.get_map()))
            print(selector.select(0))
            right.send(b'x')
            print([(key.data, events) for key, events in selector.select(0)])
            both = selectors.EVENT_READ | selectors.EVENT_WRITE
            selector.modify(left, both, 'other')
            print([(key.data, events) for key, events in selector.select(-1)])
            selector.modify(left, both, 'third')
            print(selector.get_key(left).data)
            left.recv(1)
            for wrong in (lambda: selector.register(left, 1),
                          lambda: selector.register(right, 0),
                          lambda: selector.register(right, 8),
                          lambda: selector.register(-1, 1),
                          lambda: selector.register('x', 1),
                          lambda: selector.unregister(right),
                          lambda: selector.modify(right, 1),
                          lambda: selector.get_key(right)):
                try:
                    print(wrong())
                except (KeyError, ValueError) as error:
                    print(type(error).__name__, str(error)[-28:])
            print(selector.unregister(left).data, dict(selector.get_map()))
        print(selector.get_map())
    left.close()
    right.close()


def folders():
    os.chdir(tempfile.mkdtemp())
    os.makedirs('a/b/c/')
    os.makedirs('a/b/c', exist_ok=True)
    os.makedirs(b'x/y/.')
    try:
        os.makedirs('a/b/c')
    except FileExistsError:
        print('exists')
    with open('a/b/file', 'w'):
        pass
    os.renames('a/b/file', 'q/r/file')
    print(sorted(os.listdir()), os.listdir('a/b'), os.listdir('q/r'))
    os.renames('q/r/file', 'file')
    os.removedirs('a/b/c/')
    print(sorted(os.listdir()))


class Loader(importlib.abc.ExecutionLoader):
    sources = {'made': 'x = __name__', 'broken': '1/0'}

    def get_source(self, fullname):
        return self.sources.get(fullname)

    def get_filename(self, fullname):
        if fullname == 'broken':
            raise ImportError
        return f'<{fullname}>'

    def is_package(self, fullname):
        return False


def loaders():
    print(Loader().get_code('made').co_filename,
          Loader().get_code('broken').co_filename, Loader().get_code('none'))
    print(Loader().load_module('made').x, 'made' in sys.modules)
    try:
        Loader().load_module('broken')
    except ZeroDivisionError:
        print('broken' in sys.modules)
    for abstract in (importlib.abc.InspectLoader, importlib.abc.Finder,
                     importlib.abc.ResourceReader):
        try:
            abstract()
        except TypeError as error:
            print(str(error).partition(' with')[0])
    print(importlib.abc.PathEntryFinder.__abstractmethods__ or 'none')


def finalizers():
    class Thing:
        pass

    thing = Thing()
    first = weakref.finalize(thing, print, 'first', sep='-')
    second = weakref.finalize(thing, print, 'second')
    print(first.alive, first.atexit, first.peek()[1:], second.detach()[2])
    print(second.alive, second.peek(), second(), repr(second)[-6:])
    last = weakref.finalize(thing, print, 'never')
    last.atexit = False
    print(last.atexit)
    del thing
    print(first.alive, last.alive)
    kept = finalizers.kept = Thing()
    for number in range(3):
        weakref.finalize(kept, print, 'at the end', number)


shelves()
reductions()
watched()
folders()
loaders()
finalizers()
