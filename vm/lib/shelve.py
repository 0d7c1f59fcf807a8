# SPDX-License-Identifier: MIT
# A dictionary of any objects in a file: pickles in a database.
#
# The database below, `dict`, maps bytes to bytes. Between the two stand
# _key() and _pickled(), _unpickled(); nothing else knows of either form.

from collections.abc import MutableMapping
from io import BytesIO
from pickle import Pickler, Unpickler

__all__ = ['Shelf', 'BsdDbShelf', 'DbfilenameShelf', 'open']


def _closed(self, *args):
    raise ValueError('invalid operation on closed shelf')


class _ClosedDict(MutableMapping):
    """What a shelf's dictionary is when the shelf is closed."""

    __iter__ = __len__ = __getitem__ = __setitem__ = __delitem__ = keys = \
        _closed

    def __repr__(self):
        return '<Closed Dictionary>'


def _unpickled(data):
    return Unpickler(BytesIO(data)).load()


class Shelf(MutableMapping):
    """writeback: what was read is kept, and written at sync() and close()."""

    def __init__(self, dict, protocol=None, writeback=False,
                 keyencoding='utf-8'):
        self.dict, self.cache = dict, {}
        self.writeback, self.keyencoding = writeback, keyencoding
        self._protocol = 3 if protocol is None else protocol

    def _key(self, key):
        return key.encode(self.keyencoding)

    def _pickled(self, value):
        into = BytesIO()
        Pickler(into, self._protocol).dump(value)
        return into.getvalue()

    # -- as a mapping

    def __iter__(self):
        for data in self.dict.keys():
            yield data.decode(self.keyencoding)

    def __len__(self):
        return len(self.dict)

    def __contains__(self, key):
        return self._key(key) in self.dict

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __getitem__(self, key):
        try:
            return self.cache[key]
        except KeyError:
            value = _unpickled(self.dict[self._key(key)])
        if self.writeback:
            self.cache[key] = value
        return value

    def __setitem__(self, key, value):
        if self.writeback:
            self.cache[key] = value
        self.dict[self._key(key)] = self._pickled(value)

    def __delitem__(self, key):
        del self.dict[self._key(key)]
        self.cache.pop(key, None)

    # -- as a file

    def sync(self):
        if self.writeback:
            self.writeback = False      # written, and not kept again
            for key, value in self.cache.items():
                self[key] = value
            self.writeback, self.cache = True, {}
        self._ask('sync')

    def _ask(self, method):
        """Some databases have it: sync, close."""
        call = getattr(self.dict, method, None)
        if call is not None:
            call()

    def close(self):
        if self.dict is None:
            return
        try:
            self.sync()
            self._ask('close')
        finally:
            self.dict = _ClosedDict()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def __del__(self):
        if 'writeback' in vars(self):   # __init__ has got so far
            self.close()


class BsdDbShelf(Shelf):
    """A shelf on a database whose keys are in order."""

    def _item(self, pair):
        key, data = pair
        return key.decode(self.keyencoding), _unpickled(data)

    def set_location(self, key):
        return self._item(self.dict.set_location(key))

    def next(self):
        return self._item(next(self.dict))

    def previous(self):
        return self._item(self.dict.previous())

    def first(self):
        return self._item(self.dict.first())

    def last(self):
        return self._item(self.dict.last())


class DbfilenameShelf(Shelf):
    """A shelf in a file, of whatever kind dbm makes."""

    def __init__(self, filename, flag='c', protocol=None, writeback=False):
        from dbm import open as database
        super().__init__(database(filename, flag), protocol, writeback)


def open(filename, flag='c', protocol=None, writeback=False):
    return DbfilenameShelf(filename, flag, protocol, writeback)
