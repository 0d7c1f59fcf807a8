# SPDX-License-Identifier: MIT
# Shallow and deep copies.
#
# A copy is made, in this order of preference, by the table of its exact type,
# by __copy__ / __deepcopy__, or from what __reduce_ex__ takes it apart into.

import types
from copyreg import dispatch_table

__all__ = ['Error', 'copy', 'deepcopy', 'replace']


class Error(Exception):
    pass


error = Error

_ATOMS = frozenset({
    type(None), type(Ellipsis), type(NotImplemented), int, float, bool,
    complex, str, bytes, types.CodeType, type,
    types.BuiltinFunctionType, types.FunctionType, property})
_FLAT = {list: list.copy, dict: dict.copy, set: set.copy,
         bytearray: bytearray.copy}


def _is_atom(kind):
    return kind in _ATOMS or kind is _weak_reference()


def _weak_reference():
    from _weakref import ref
    return ref


def _taken_apart(x, cls):
    reducer = dispatch_table.get(cls)
    if reducer is not None:
        return reducer(x)
    reducer = getattr(x, '__reduce_ex__', None)
    if reducer is not None:
        return reducer(4)
    reducer = getattr(x, '__reduce__', None)
    if reducer is not None:
        return reducer()
    raise Error(f'un(deep)copyable object of type {cls}')


def copy(x):
    cls = type(x)
    if _is_atom(cls) or cls in (tuple, frozenset, slice, range):
        return x
    if cls in _FLAT:
        return _FLAT[cls](x)
    if issubclass(cls, type):
        return x
    copier = getattr(cls, '__copy__', None)
    if copier is not None:
        return copier(x)
    parts = _taken_apart(x, cls)
    return x if isinstance(parts, str) else _rebuild(x, None, *parts)


def deepcopy(x, memo=None, _nil=[]):
    if memo is None:
        memo = {}
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    cls = type(x)
    if _is_atom(cls):
        return x
    if cls in _DEEP:
        made = _DEEP[cls](x, memo)
    elif issubclass(cls, type):
        return x
    elif getattr(x, '__deepcopy__', None) is not None:
        made = x.__deepcopy__(memo)
    else:
        parts = _taken_apart(x, cls)
        made = x if isinstance(parts, str) else _rebuild(x, memo, *parts)
    if made is not x:
        memo[id(x)] = made
        _keep_alive(x, memo)
    return made


def _keep_alive(x, memo):
    # Originals live as long as the memo, else an id could be used twice.
    memo.setdefault(id(memo), []).append(x)


def _deep_list(x, memo):
    made = []
    memo[id(x)] = made
    for item in x:
        made.append(deepcopy(item, memo))
    return made


def _deep_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    if id(x) in memo:
        return memo[id(x)]
    if all(new is old for new, old in zip(items, x)):
        return x
    return tuple(items)


def _deep_dict(x, memo):
    made = {}
    memo[id(x)] = made
    for key, value in x.items():
        made[deepcopy(key, memo)] = deepcopy(value, memo)
    return made


def _deep_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_DEEP = {
    list: _deep_list,
    tuple: _deep_tuple,
    dict: _deep_dict,
    types.MethodType: _deep_method,
}


def _rebuild(x, memo, func, args, state=None, listiter=None, dictiter=None,
             setter=None):
    # With a memo everything that goes in is copied deeply first.
    deep = memo is not None
    if deep and args:
        args = [deepcopy(arg, memo) for arg in args]
    made = func(*args)
    if deep:
        memo[id(x)] = made
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(made, '__setstate__'):
            made.__setstate__(state)
        else:
            _give_state(made, state)
    for item in listiter or ():
        made.append(deepcopy(item, memo) if deep else item)
    for key, value in dictiter or ():
        if deep:
            key, value = deepcopy(key, memo), deepcopy(value, memo)
        made[key] = value
    return made


def _give_state(made, state):
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state:
        made.__dict__.update(state)
    if slots:
        for name, value in slots.items():
            setattr(made, name, value)


def replace(obj, /, **changes):
    method = getattr(type(obj), '__replace__', None)
    if method is None:
        raise TypeError(f'replace() does not support {type(obj).__name__} '
                        'objects')
    return method(obj, **changes)
