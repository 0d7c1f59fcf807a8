# SPDX-License-Identifier: MIT
# itertools' iterators, as classes: a generator could not be entered by a
# second thread while a predicate of the first one runs.
#
# Invariant: a step first takes what it needs from the inner iterators and only
# then changes its own state.

class _IterNothing:
    def __reduce__(self):
        return '_nothing'


_IterNothing.__module__ = 'itertools'
_ITER_NOTHING = _IterNothing()


class _IterBase:
    __slots__ = ()

    def __iter__(self):
        return self


def _iter_public(cls):
    """Give a class the name programs know it by."""
    cls.__name__ = cls.__qualname__ = cls.__name__[len('itertools_'):]
    cls.__module__ = 'itertools'
    return cls


def _iter_check_state(state, *sizes):
    if not isinstance(state, tuple):
        raise TypeError('state is not a tuple')
    if len(state) not in sizes:
        raise TypeError(f'function takes exactly {sizes[0]} arguments '
                        f'({len(state)} given)')


@_iter_public
class itertools_count(_IterBase):
    def __init__(self, start=0, step=1):
        if not hasattr(type(start), '__add__') or isinstance(
                start, (str, bytes, list, tuple)):
            raise TypeError('a number is required')
        self._next = start
        self._step = step

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        if self._step == 1 and isinstance(self._step, int):
            return 'count(%r)' % (self._next,)
        return 'count(%r, %r)' % (self._next, self._step)

    def __reduce__(self):
        return type(self), (self._next, self._step)


@_iter_public
class itertools_cycle(_IterBase):
    def __init__(self, iterable, /):
        self._source = iter(iterable)
        self._saved = []
        self._at = 0

    def __next__(self):
        if self._source is not None:
            for item in self._source:
                self._saved.append(item)
                return item
            self._source = None
        if not self._saved:
            raise StopIteration
        if self._at >= len(self._saved):
            self._at = 0
        item = self._saved[self._at]
        self._at += 1
        return item

    def __reduce__(self):
        if self._source is not None:
            return type(self), (self._source,), (list(self._saved), 0)
        rest = iter(self._saved[self._at:])
        return type(self), (rest,), (list(self._saved), 1)

    def __setstate__(self, state):
        # Second item: does the iterator repeat what was seen already?
        _iter_check_state(state, 2)
        saved, again = state
        if not isinstance(saved, list) or not isinstance(again, int):
            raise TypeError('state must be a list and an integer')
        if again:
            saved, rest = list(saved), list(self._source)
            self._source, self._saved = None, saved
            self._at = len(saved) - len(rest)
        else:
            self._saved = list(saved)


def _whole(times):
    times = index_of(times)
    if not isinstance(times, int):
        raise TypeError(f'{type(times).__name__!r} object cannot be '
                        'interpreted as an integer')
    return times


@_iter_public
class itertools_repeat(_IterBase):
    def __init__(self, object, times=None):
        self._object = object
        self._left = times if times is None else max(_whole(times), 0)

    def __next__(self):
        if self._left is not None:
            if self._left <= 0:
                raise StopIteration
            self._left -= 1
        return self._object

    def __length_hint__(self):
        if self._left is None:
            raise TypeError('len() of unsized object')
        return self._left

    def __repr__(self):
        if self._left is None:
            return 'repeat(%r)' % (self._object,)
        return 'repeat(%r, %d)' % (self._object, self._left)


@_iter_public
class itertools_accumulate(_IterBase):
    def __init__(self, iterable, func=None, *, initial=None):
        self._source = iter(iterable)
        self._function = func
        self._initial = _ITER_NOTHING if initial is None else initial
        self._total = _ITER_NOTHING

    def __next__(self):
        if self._initial is not _ITER_NOTHING:
            self._total = self._initial
            self._initial = _ITER_NOTHING
            return self._total
        item = next(self._source)
        if self._total is not _ITER_NOTHING:
            if self._function is None:
                item = self._total + item
            else:
                item = self._function(self._total, item)
        self._total = item
        return item


@_iter_public
class itertools_chain(_IterBase):
    def __init__(self, *iterables):
        self._sources = iter(iterables)
        self._active = None

    @classmethod
    def from_iterable(cls, iterable, /):
        self = cls()
        self._sources = iter(iterable)
        return self

    def __next__(self):
        while self._sources is not None:
            if self._active is None:
                source = next(self._sources, _ITER_NOTHING)
                if source is _ITER_NOTHING:
                    self._sources = None
                    break
                self._active = iter(source)
            item = next(self._active, _ITER_NOTHING)
            if item is not _ITER_NOTHING:
                return item
            self._active = None
        raise StopIteration

    def __reduce__(self):
        if self._sources is None:
            return type(self), ()
        state = (self._sources,) if self._active is None \
            else (self._sources, self._active)
        return type(self), (), state

    def __setstate__(self, state):
        _iter_check_state(state, 1, 2)
        for part in state:
            if not hasattr(type(part), '__next__'):
                raise TypeError('Arguments must be iterators.')
        self._sources, self._active = (*state, None)[:2]


@_iter_public
class itertools_compress(_IterBase):
    def __init__(self, data, selectors):
        self._data = iter(data)
        self._selectors = iter(selectors)

    def __next__(self):
        while True:
            item = next(self._data)
            if next(self._selectors):
                return item


@_iter_public
class itertools_dropwhile(_IterBase):
    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._source = iter(iterable)
        self._started = False

    def __next__(self):
        while True:
            item = next(self._source)
            if self._started or not self._predicate(item):
                self._started = True
                return item


@_iter_public
class itertools_takewhile(_IterBase):
    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._source = iter(iterable)
        self._stopped = False

    def __next__(self):
        if self._stopped:
            raise StopIteration
        item = next(self._source)
        if self._predicate(item):
            return item
        self._stopped = True
        raise StopIteration


@_iter_public
class itertools_filterfalse(_IterBase):
    def __init__(self, predicate, iterable, /):
        self._predicate = bool if predicate is None else predicate
        self._source = iter(iterable)

    def __next__(self):
        while True:
            item = next(self._source)
            if not self._predicate(item):
                return item


@_iter_public
class itertools_starmap(_IterBase):
    def __init__(self, function, iterable, /):
        self._function = function
        self._source = iter(iterable)

    def __next__(self):
        return self._function(*next(self._source))


def _iter_bound(value, message):
    if value is None:
        return None
    try:
        value = index_of(value)
        if isinstance(value, int) and 0 <= value <= 0x7fffffffffffffff:
            return value
    except Exception:
        pass
    raise ValueError(message)


@_iter_public
class itertools_islice(_IterBase):
    def __init__(self, iterable, *bounds):
        if not 1 <= len(bounds) <= 3:
            raise TypeError('islice expected at %s arguments, got %d' % (
                'least 2' if not bounds else 'most 4', len(bounds) + 1))
        if len(bounds) == 1:
            start, step = 0, 1
            stop = _iter_bound(
                bounds[0], 'Stop argument for islice() must be None or an '
                'integer: 0 <= x <= sys.maxsize.')
        else:
            message = ('Indices for islice() must be None or an integer: '
                       '0 <= x <= sys.maxsize.')
            start = _iter_bound(bounds[0], message)
            stop = _iter_bound(bounds[1], message)
            step = None
            if len(bounds) == 3:
                step = _iter_bound(
                    bounds[2], 'Step for islice() must be a positive integer '
                    'or None.')
                if step == 0:
                    raise ValueError('Step for islice() must be a positive '
                                     'integer or None.')
        self._source = iter(iterable)
        self._wanted = start or 0
        self._stop = stop
        self._step = step or 1
        self._taken = 0

    def __next__(self):
        source = self._source
        if source is None:
            raise StopIteration
        stop = self._stop
        while self._taken < self._wanted:
            self._taken += 1
            if next(source, _ITER_NOTHING) is _ITER_NOTHING:
                self._source = None
                raise StopIteration
        if stop is not None and self._taken >= stop:
            self._source = None
            raise StopIteration
        item = next(source, _ITER_NOTHING)
        if item is _ITER_NOTHING:
            self._source = None
            raise StopIteration
        self._taken += 1
        self._wanted += self._step
        if stop is not None and self._wanted > stop:
            self._wanted = stop
        return item


@_iter_public
class itertools_zip_longest(_IterBase):
    def __init__(self, *iterables, fillvalue=None):
        self._sources = [iter(x) for x in iterables]
        self._active = len(iterables)
        self._fill = fillvalue

    def __next__(self):
        if not self._active:
            raise StopIteration
        row = []
        for i, source in enumerate(self._sources):
            item = self._fill
            if source is not None:
                item = next(source, _ITER_NOTHING)
                if item is _ITER_NOTHING:
                    self._sources[i] = None
                    self._active -= 1
                    if not self._active:
                        raise StopIteration
                    item = self._fill
            row.append(item)
        return tuple(row)


@_iter_public
class itertools_pairwise(_IterBase):
    def __init__(self, iterable, /):
        self._source = iter(iterable)
        self._last = _ITER_NOTHING

    def __next__(self):
        if self._last is _ITER_NOTHING:
            self._last = next(self._source)
        item = next(self._source)
        pair = (self._last, item)
        self._last = item
        return pair


@_iter_public
class itertools_batched(_IterBase):
    def __init__(self, iterable, n):
        n = index_of(n)
        if n < 1:
            raise ValueError('n must be at least one')
        self._source = iter(iterable)
        self._size = n

    def __next__(self):
        batch = []
        while len(batch) < self._size:
            item = next(self._source, _ITER_NOTHING)
            if item is _ITER_NOTHING:
                break
            batch.append(item)
        if not batch:
            raise StopIteration
        return tuple(batch)


class _IterGroup(_IterBase):
    """The items of one key, shared with the groupby they come from."""

    def __init__(self, owner, key):
        self._owner = owner
        self._key = key

    def __next__(self):
        owner = self._owner
        if owner._group is not self:
            raise StopIteration
        if owner._value is _ITER_NOTHING:
            owner._advance()
        if not (owner._key is self._key or owner._key == self._key):
            raise StopIteration
        value = owner._value
        owner._value = _ITER_NOTHING
        return value


_IterGroup.__name__ = _IterGroup.__qualname__ = '_grouper'
_IterGroup.__module__ = 'itertools'


@_iter_public
class itertools_groupby(_IterBase):
    def __init__(self, iterable, key=None):
        self._source = iter(iterable)
        self._function = key
        self._key = _ITER_NOTHING
        self._target = _ITER_NOTHING
        self._value = _ITER_NOTHING
        self._group = None

    def _advance(self):
        value = next(self._source)
        self._key = value if self._function is None else self._function(value)
        self._value = value

    def __next__(self):
        self._group = None
        while self._value is _ITER_NOTHING or self._key is self._target or (
                self._target is not _ITER_NOTHING and self._key == self._target):
            self._advance()
        self._target = self._key
        self._group = _IterGroup(self, self._key)
        return self._key, self._group


class _IterTee(_IterBase):
    """Links [value, next link] are shared by all branches, and so is the
    source: [iterator, is somebody asking it?]."""

    def __new__(cls, iterable, /):
        self = object.__new__(cls)
        if isinstance(iterable, _IterTee):
            self._source, self._link = iterable._source, iterable._link
        else:
            self._source, self._link = [iter(iterable), False], []
        return self

    def __next__(self):
        link = self._link
        if not link:
            source = self._source
            if source[1]:
                raise RuntimeError('reentrant call inside tee iterator'
                                   if source[1] == _import_ident() else
                                   'simultaneous access to tee iterator')
            source[1] = _import_ident()
            try:
                value = next(source[0])
            finally:
                source[1] = False
            link.append(value)
            link.append([])
        self._link = link[1]
        return link[0]

    def __copy__(self):
        return _IterTee(self)

    def __reduce__(self):
        return _IterTee, ((),), (self._source, self._link)

    def __setstate__(self, state):
        _iter_check_state(state, 2)
        self._source, self._link = state


_IterTee.__name__ = _IterTee.__qualname__ = '_tee'
_IterTee.__module__ = 'itertools'


def itertools_tee(iterable, n=2, /):
    if n < 0:
        raise ValueError('n must be >= 0')
    if isinstance(iterable, _IterTee):
        first = iterable
    else:
        first = _IterTee(iterable)
    return tuple([first] * min(n, 1) + [first.__copy__()
                                        for _ in range(n - 1)])


itertools_tee.__name__ = itertools_tee.__qualname__ = 'tee'


# ---- combinatorics: `_at` holds the indices of the next result, or None


@_iter_public
class itertools_product(_IterBase):
    def __init__(self, *iterables, repeat=1):
        if repeat < 0:
            raise ValueError('repeat argument cannot be negative')
        self._pools = [tuple(x) for x in iterables] * repeat
        self._at = [0] * len(self._pools)
        if not all(self._pools):
            self._at = None

    def __next__(self):
        at = self._at
        if at is None:
            raise StopIteration
        result = tuple([pool[i] for pool, i in zip(self._pools, at)])
        i = len(at) - 1
        while i >= 0:
            if at[i] + 1 < len(self._pools[i]):
                at[i] += 1
                break
            at[i] = 0
            i -= 1
        if i < 0:
            self._at = None
        return result

    def __setstate__(self, state):
        _iter_check_state(state, len(self._pools))
        if self._at is not None:
            # The indices of the last result: go on from there.
            self._at = [max(0, min(index_of(at), len(pool) - 1))
                        for at, pool in zip(state, self._pools)]
            next(self)

    def __reduce__(self):
        if self._at is None:
            return type(self), ((),)
        pools = tuple(self._pools)
        before, borrow = [], 1
        for at, pool in zip(reversed(self._at), reversed(pools)):
            at -= borrow
            borrow = at < 0
            before.append(at + len(pool) * borrow)
        if borrow:
            return type(self), pools
        return type(self), pools, tuple(reversed(before))


@_iter_public
class itertools_permutations(_IterBase):
    def __init__(self, iterable, r=None):
        self._pool = tuple(iterable)
        n = len(self._pool)
        if r is not None and not isinstance(r, int):
            raise TypeError('Expected int as r')
        r = n if r is None else r
        if r < 0:
            raise ValueError('r must be non-negative')
        self._at = list(range(r)) if r <= n else None

    def __next__(self):
        at = self._at
        if at is None:
            raise StopIteration
        result = tuple([self._pool[i] for i in at])
        self._at = self._after(at)
        return result

    def _after(self, at):
        """The next arrangement in order of positions."""
        n = len(self._pool)
        at = list(at)
        free = [i for i in range(n) if i not in at]
        while at:
            last = at.pop()
            larger = [i for i in free if i > last]
            free.append(last)
            if larger:
                at.append(min(larger))
                free.remove(at[-1])
                free.sort()
                missing = len(self._at) - len(at)
                return at + free[:missing]
        return None


@_iter_public
class itertools_combinations(_IterBase):
    def __init__(self, iterable, r):
        self._pool = tuple(iterable)
        if r < 0:
            raise ValueError('r must be non-negative')
        self._at = list(range(r)) if r <= len(self._pool) else None

    def __next__(self):
        at = self._at
        if at is None:
            raise StopIteration
        result = tuple([self._pool[i] for i in at])
        r = len(at)
        i = r - 1
        while i >= 0 and at[i] == i + len(self._pool) - r:
            i -= 1
        if i < 0:
            self._at = None
        else:
            self._at = at[:i] + list(range(at[i] + 1, at[i] + 1 + r - i))
        return result


@_iter_public
class itertools_combinations_with_replacement(_IterBase):
    def __init__(self, iterable, r):
        self._pool = tuple(iterable)
        if r < 0:
            raise ValueError('r must be non-negative')
        self._at = [0] * r if self._pool or not r else None

    def __next__(self):
        at = self._at
        if at is None:
            raise StopIteration
        result = tuple([self._pool[i] for i in at])
        i = len(at) - 1
        while i >= 0 and at[i] == len(self._pool) - 1:
            i -= 1
        if i < 0:
            self._at = None
        else:
            self._at = at[:i] + [at[i] + 1] * (len(at) - i)
        return result
