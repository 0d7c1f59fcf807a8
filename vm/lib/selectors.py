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

EVENT_READ = 1
EVENT_WRITE = 2

SelectorKey = namedtuple('SelectorKey', ['fileobj', 'fd', 'events', 'data'])
SelectorKey.__doc__ = 'A registered file: its descriptor, events and data.'


def _descriptor(fileobj):
    if isinstance(fileobj, int):
        number = fileobj
    else:
        try:
            number = int(fileobj.fileno())
        except (AttributeError, TypeError, ValueError):
            raise ValueError(f'Invalid file object: {fileobj!r}') from None
    if number < 0:
        raise ValueError(f'Invalid file descriptor: {number}')
    return number


class _Map(Mapping):
    """What get_map() answers: files to keys, as they are at the moment."""

    def __init__(self, selector):
        self._selector = selector

    def __len__(self):
        return len(self._selector._keys)

    def __getitem__(self, fileobj):
        try:
            return self._selector._keys[self._selector._lookup(fileobj)]
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None

    def __iter__(self):
        return iter(self._selector._keys)


class BaseSelector(metaclass=ABCMeta):
    @abstractmethod
    def register(self, fileobj, events, data=None):
        raise NotImplementedError

    @abstractmethod
    def unregister(self, fileobj):
        raise NotImplementedError

    def modify(self, fileobj, events, data=None):
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    @abstractmethod
    def select(self, timeout=None):
        raise NotImplementedError

    def close(self):
        pass

    def get_key(self, fileobj):
        mapping = self.get_map()
        if mapping is None:
            raise RuntimeError('Selector is closed')
        try:
            return mapping[fileobj]
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None

    @abstractmethod
    def get_map(self):
        raise NotImplementedError

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


class _KeyedSelector(BaseSelector):
    def __init__(self):
        self._keys = {}
        self._map = _Map(self)

    def _lookup(self, fileobj):
        try:
            return _descriptor(fileobj)
        except ValueError:
            # Closed already: it is found by identity.
            for key in self._keys.values():
                if key.fileobj is fileobj:
                    return key.fd
            raise

    def register(self, fileobj, events, data=None):
        if not events or events & ~(EVENT_READ | EVENT_WRITE):
            raise ValueError(f'Invalid events: {events!r}')
        key = SelectorKey(fileobj, self._lookup(fileobj), events, data)
        if key.fd in self._keys:
            raise KeyError(f'{fileobj!r} (FD {key.fd}) is already registered')
        self._keys[key.fd] = key
        try:
            self._watch(key.fd, events)
        except BaseException:
            del self._keys[key.fd]
            raise
        return key

    def unregister(self, fileobj):
        try:
            key = self._keys.pop(self._lookup(fileobj))
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None
        self._forget(key.fd)
        return key

    def modify(self, fileobj, events, data=None):
        try:
            key = self._keys[self._lookup(fileobj)]
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None
        if events != key.events:
            self.unregister(fileobj)
            return self.register(fileobj, events, data)
        if data != key.data:
            key = key._replace(data=data)
            self._keys[key.fd] = key
        return key

    def close(self):
        self._keys.clear()
        self._map = None

    def get_map(self):
        return self._map

    def _found(self, number, events):
        """Its key with those events that it was registered for."""
        key = self._keys.get(number)
        events = events & key.events if key else 0
        return [(key, events)] if events else []

    def _watch(self, number, events):
        pass

    def _forget(self, number):
        pass


class SelectSelector(_KeyedSelector):
    def select(self, timeout=None):
        timeout = None if timeout is None else max(timeout, 0)
        keys = self._keys.values()
        readable, writable, _ = select.select(
            [key.fd for key in keys if key.events & EVENT_READ],
            [key.fd for key in keys if key.events & EVENT_WRITE], [], timeout)
        found = []
        for number in dict.fromkeys(readable + writable):
            found += self._found(
                number, (EVENT_READ if number in readable else 0)
                | (EVENT_WRITE if number in writable else 0))
        return found


class _PollingSelector(_KeyedSelector):
    _selector_cls = None

    def __init__(self):
        super().__init__()
        self._selector = self._selector_cls()

    def _watch(self, number, events):
        self._selector.register(number, _mask(events))

    def _forget(self, number):
        try:
            self._selector.unregister(number)
        except OSError:
            pass        # closed before it was unregistered

    def modify(self, fileobj, events, data=None):
        key = self.get_key(fileobj)
        if events != key.events:
            try:
                self._selector.modify(key.fd, _mask(events))
            except BaseException:
                super().unregister(fileobj)
                raise
        if events != key.events or data != key.data:
            key = key._replace(events=events, data=data)
            self._keys[key.fd] = key
        return key

    def select(self, timeout=None):
        if timeout is not None:
            timeout = self._scaled(max(timeout, 0))
        found = []
        try:
            ready = self._selector.poll(timeout)
        except InterruptedError:
            return found
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
        return -int(-seconds * 1000 // 1)


class EpollSelector(_PollingSelector):
    _selector_cls = select.epoll

    def fileno(self):
        return self._selector.fileno()

    def close(self):
        self._selector.close()
        super().close()


DefaultSelector = EpollSelector
