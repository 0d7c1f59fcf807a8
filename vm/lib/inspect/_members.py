# SPDX-License-Identifier: MIT
# What classes and objects hold, seen without running their code.

import types
from collections import namedtuple

from inspect._kinds import isclass, isroutine

Attribute = namedtuple('Attribute', 'name kind defining_class object')
_nothing = object()


def walktree(classes, children, parent):
    out = []
    for cls in sorted(classes, key=lambda c: (c.__module__, c.__name__)):
        out.append((cls, cls.__bases__))
        if cls in children:
            out.append(walktree(children[cls], children, cls))
    return out


def getclasstree(classes, unique=False):
    """Classes as nested lists of (class, bases), by inheritance."""
    children = {}
    roots = []
    for cls in classes:
        for base in cls.__bases__:
            inside = children.setdefault(base, [])
            if cls not in inside:
                inside.append(cls)
            if unique and base in classes:
                break
        if not cls.__bases__ and cls not in roots:
            roots.append(cls)
    for base in children:
        if base not in classes:
            roots.append(base)
    return walktree(roots, children, None)


def getmro(cls):
    """The classes it inherits from, itself first."""
    return cls.__mro__


def getmembers(object, predicate=None):
    """(name, value) pairs, sorted by name."""
    mro = (object,) + getmro(object) if isclass(object) else ()
    names = dir(object)
    try:
        for base in object.__bases__:
            for name, value in base.__dict__.items():
                if isinstance(value, types.DynamicClassAttribute):
                    names.append(name)
    except AttributeError:
        pass
    found = []
    seen = set()
    for name in names:
        try:
            value = getattr(object, name)
            if name in seen:
                raise AttributeError
        except AttributeError:
            for base in mro:
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue
        if not predicate or predicate(value):
            found.append((name, value))
        seen.add(name)
    found.sort(key=lambda pair: pair[0])
    return found


def classify_class_attrs(cls):
    """An Attribute for each name: what kind it is, and whose."""
    mro = getmro(cls)
    meta = [c for c in getmro(type(cls)) if c not in (type, object)]
    out = []
    names = dir(cls)
    names += [name for base in mro for name, value in base.__dict__.items()
              if isinstance(value, types.DynamicClassAttribute)
              and value.fget is not None]
    for name in dict.fromkeys(names):
        home = raw = None
        for base in mro + tuple(meta):
            if name in base.__dict__:
                home, raw = base, base.__dict__[name]
                break
        if home is None:
            continue
        value = raw
        if isinstance(raw, types.DynamicClassAttribute):
            kind = 'data'
        elif isinstance(raw, (staticmethod, classmethod)):
            kind = ('static method' if isinstance(raw, staticmethod)
                    else 'class method')
        elif isinstance(raw, property):
            kind = 'property'
        elif isinstance(raw, types.BuiltinMethodType):
            # __new__ of a built-in class.
            kind = 'static method' if name == '__new__' else 'class method'
        elif isinstance(raw, types.ClassMethodDescriptorType):
            kind = 'class method'
        else:
            if name != '__dict__':
                value = getattr(cls, name, raw)
            kind = 'method' if isroutine(value) else 'data'
        out.append(Attribute(name, kind, home, value))
    return out


def unwrap(func, *, stop=None):
    """What is behind the __wrapped__ of wrappers."""
    import sys
    first = func
    seen = {id(func)}
    limit = sys.getrecursionlimit()
    while hasattr(func, '__wrapped__') and not (stop and stop(func)):
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= limit:
            raise ValueError('wrapper loop when unwrapping '
                             f'{first!r}')
        seen.add(id(func))
    return func


def _in_class(cls, name):
    for base in type.__dict__['__mro__'].__get__(cls):
        found = type.__dict__['__dict__'].__get__(base).get(name, _nothing)
        if found is not _nothing:
            return found
    return _nothing


def _in_instance(obj, name):
    try:
        attributes = object.__getattribute__(obj, '__dict__')
    except AttributeError:
        return _nothing
    return dict.get(attributes, name, _nothing)


def getattr_static(obj, attr, default=_nothing):
    """An attribute without descriptors or __getattr__."""
    found = _nothing
    if not issubclass(type(obj), type):
        cls = type(obj)
        shadowed = _in_class(cls, '__dict__')
        if (shadowed is _nothing
                or isinstance(shadowed, (types.GetSetDescriptorType,
                                         types.MemberDescriptorType))):
            found = _in_instance(obj, attr)
    else:
        cls = obj
    of_class = _in_class(cls, attr)
    if found is not _nothing and of_class is not _nothing:
        kind = type(of_class)
        if (_in_class(kind, '__get__') is not _nothing
                and _in_class(kind, '__set__') is not _nothing):
            return of_class
    for value in (found, of_class):
        if value is not _nothing:
            return value
    if obj is cls:
        value = _in_class(type(cls), attr)
        if value is not _nothing:
            return value
    if default is not _nothing:
        return default
    raise AttributeError(attr)
