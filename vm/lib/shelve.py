# SPDX-License-Identifier: MIT
# A dictionary of any objects in a file: pickles in a database.

import collections.abc
from io import BytesIO
from pickle import Pickler, Unpickler

__all__ = ['Shelf', 'BsdDbShelf', 'DbfilenameShelf', 'open']


class _Closed(collections.abc.MutableMapping):
    """What a shelf's dictionary is when the shelf is closed."""

    def _closed(self, *args):
        raise ValueError('invalid operation on closed shelf')

    __iter__ = __len__ = __getitem__ = __setitem__ = __delitem__ = keys = \
        _closed

    def __repr__(self):
        return '<Closed Dictionary>'


class Shelf(collections.abc.MutableMapping):
    """writeback: what was read is kept, and written at sync() and close()."""

    def __init__(self, dict, protocol=None, writeback=False,
                 keyencoding='utf-8'):
        self.dict = dict
        self._protocol = 3 if protocol is None else protocol
        self.writeback = writeback
        self.cache = {}
        self.keyencoding = keyencoding

    def __iter__(self):
        for key in self.dict.keys():
            yield key.decode(self.keyencoding)

    def __len__(self):
        return len(self.dict)

    def __contains__(self, key):
        return key.encode(self.keyencoding) in self.dict

    def get(self, key, default=None):
        if key.encode(self.keyencoding) in self.dict:
            return self[key]
        return default

    def __getitem__(self, key):
        if key in self.cache:
            return self.cache[key]
        data = self.dict[key.encode(self.keyencoding)]
        value = Unpickler(BytesIO(data)).load()
        if self.writeback:
            self.cache[key] = value
        return value

    def __setitem__(self, key, value):
        if self.writeback:
            self.cache[key] = value
        into = BytesIO()
        Pickler(into, self._protocol).dump(value)
        self.dict[key.encode(self.keyencoding)] = into.getvalue()

    def __delitem__(self, key):
        del self.dict[key.encode(self.keyencoding)]
        self.cache.pop(key, None)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def close(self):
        if self.dict is None:
            return
        try:
            self.sync()
            close = getattr(self.dict, 'close', None)
            if close is not None:
                close()
        finally:
            try:
                self.dict = _Closed()
            except TypeError:
                self.dict = None

    def __del__(self):
        if hasattr(self, 'writeback'):
            self.close()

    def sync(self):
        if self.writeback and self.cache:
            self.writeback = False
            for key, value in self.cache.items():
                self[key] = value
            self.writeback = True
            self.cache = {}
        if hasattr(self.dict, 'sync'):
            self.dict.sync()


class BsdDbShelf(Shelf):
    """A shelf on a database whose keys are in order."""

    def _pair(self, pair):
        key, data = pair
        return key.decode(self.keyencoding), Unpickler(BytesIO(data)).load()

    def set_location(self, key):
        return self._pair(self.dict.set_location(key))

    def next(self):
        return self._pair(next(self.dict))

    def previous(self):
        return self._pair(self.dict.previous())

    def first(self):
        return self._pair(self.dict.first())

    def last(self):
        return self._pair(self.dict.last())


class DbfilenameShelf(Shelf):
    def __init__(self, filename, flag='c', protocol=None, writeback=False):
        import dbm
        Shelf.__init__(self, dbm.open(filename, flag), protocol, writeback)


def open(filename, flag='c', protocol=None, writeback=False):
    return DbfilenameShelf(filename, flag, protocol, writeback)
