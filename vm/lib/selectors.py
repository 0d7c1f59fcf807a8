# SPDX-License-Identifier: MIT
# Selectors: which of the registered files are ready, over select, poll or
# epoll.
#
# Invariant: _keys maps each registered descriptor to its SelectorKey, and the
# poll object below, if any, knows exactly those descriptors.

import select
from abc import ABCMeta, abstractmethod
from collections import namedtuple
from collections.abc import Mapping

EVENT_READ, EVENT_WRITE = 1, 2

SelectorKey = namedtuple('SelectorKey', 'fileobj fd events data')
SelectorKey.__doc__ = 'A registered file: its descriptor, events and data.'


def _descriptor(fileobj):
    number = fileobj
    if not isinstance(fileobj, int):
        try:
            number = int(fileobj.fileno())
        except (TypeError, AttributeError, ValueError):
            raise ValueError(f'Invalid file object: {fileobj!r}') from None
    if number < 0:
        raise ValueError(f'Invalid file descriptor: {number}')
    return number


def _unknown(fileobj):
    return KeyError(f'{fileobj!r} is not registered')


def _not_negative(timeout):
    return timeout if timeout is None else max(timeout, 0)


class _Map(Mapping):
    """What get_map() answers: files to keys, as they are at the moment."""

    def __init__(self, selector):
        self._selector = selector

    def __len__(self):
        return len(self._selector._keys)

    def __iter__(self):
        return iter(self._selector._keys)

    def __getitem__(self, fileobj):
        try:
            return self._selector._keys[self._selector._lookup(fileobj)]
        except KeyError:
            raise _unknown(fileobj) from None


class BaseSelector(metaclass=ABCMeta):
    @abstractmethod
    def register(self, fileobj, events, data=None):
        raise NotImplementedError

    @abstractmethod
    def unregister(self, fileobj):
        raise NotImplementedError

    @abstractmethod
    def select(self, timeout=None):
        raise NotImplementedError

    @abstractmethod
    def get_map(self):
        raise NotImplementedError

    def modify(self, fileobj, events, data=None):
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    def get_key(self, fileobj):
        known = self.get_map()
        if known is None:
            raise RuntimeError('Selector is closed')
        try:
            return known[fileobj]
        except KeyError:
            raise _unknown(fileobj) from None

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


class _KeyedSelector(BaseSelector):
    """_watch, _rewatch and _forget tell the poll object, if there is one."""

    def __init__(self):
        self._keys = {}
        self._map = _Map(self)

    def get_map(self):
        return self._map

    def close(self):
        self._keys.clear()
        self._map = None

    def _lookup(self, fileobj):
        try:
            return _descriptor(fileobj)
        except ValueError:
            # Closed already: it is found by identity.
            for number, key in self._keys.items():
                if fileobj is key.fileobj:
                    return number
            raise

    def register(self, fileobj, events, data=None):
        if events not in (1, 2, 3):
            raise ValueError(f'Invalid events: {events!r}')
        number = self._lookup(fileobj)
        if number in self._keys:
            raise KeyError(f'{fileobj!r} (FD {number}) is already registered')
        key = self._keys[number] = SelectorKey(fileobj, number, events, data)
        try:
            self._watch(number, events)
        except BaseException:
            del self._keys[number]
            raise
        return key

    def unregister(self, fileobj):
        key = self._keys.pop(self._lookup(fileobj), None)
        if key is None:
            raise _unknown(fileobj)
        self._forget(key.fd)
        return key

    def modify(self, fileobj, events, data=None):
        key = self._keys.get(self._lookup(fileobj))
        if key is None:
            raise _unknown(fileobj)
        if events != key.events:
            self._rewatch(key, events)
        if (events, data) != (key.events, key.data):
            # As the file was named when it was registered.
            key = self._keys[key.fd] = SelectorKey(key.fileobj, key.fd,
                                                   events, data)
        return key

    def _watch(self, number, events):
        pass

    def _rewatch(self, key, events):
        pass

    def _forget(self, number):
        pass

    def _found(self, number, events):
        """Its key with those events that it was registered for."""
        key = self._keys.get(number)
        events = events & key.events if key else 0
        return [(key, events)] if events else []

    def _with(self, event):
        return [number for number, key in self._keys.items()
                if key.events & event]


class SelectSelector(_KeyedSelector):
    def select(self, timeout=None):
        readable, writable, _ = select.select(
            self._with(EVENT_READ), self._with(EVENT_WRITE), [],
            _not_negative(timeout))
        found = []
        for number in dict.fromkeys(readable + writable):
            found += self._found(
                number, (EVENT_READ if number in readable else 0)
                | (EVENT_WRITE if number in writable else 0))
        return found


class _PollingSelector(_KeyedSelector):
    def __init__(self):
        super().__init__()
        self._selector = type(self)._selector_cls()

    def _watch(self, number, events):
        self._selector.register(number, _mask(events))

    def _rewatch(self, key, events):
        try:
            self._selector.modify(key.fd, _mask(events))
        except BaseException:
            self.unregister(key.fileobj)
            raise

    def _forget(self, number):
        try:
            self._selector.unregister(number)
        except OSError:
            pass        # closed before it was unregistered

    def select(self, timeout=None):
        timeout = _not_negative(timeout)
        try:
            ready = self._selector.poll(
                timeout if timeout is None else self._scaled(timeout))
        except InterruptedError:
            return []
        found = []
        for number, mask in ready:
            found += self._found(
                number, (EVENT_WRITE if mask & ~select.POLLIN else 0)
                | (EVENT_READ if mask & ~select.POLLOUT else 0))
        return found

    def _scaled(self, seconds):
        return seconds


def _mask(events):
    return ((select.POLLIN if events & EVENT_READ else 0)
            | (select.POLLOUT if events & EVENT_WRITE else 0))


class PollSelector(_PollingSelector):
    _selector_cls = select.poll

    def _scaled(self, seconds):
        return -int(-seconds * 1000 // 1)   # milliseconds, rounded up


class EpollSelector(_PollingSelector):
    _selector_cls = select.epoll

    def fileno(self):
        return self._selector.fileno()

    def close(self):
        self._selector.close()
        super().close()


DefaultSelector = EpollSelector
