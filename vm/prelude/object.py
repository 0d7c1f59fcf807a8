# SPDX-License-Identifier: MIT
# Twins of object, type and the descriptors, and the parts of class creation
# that call the program's own methods.
from _object import (lookup as _lookup, put_bases as _put_bases,
                     set_mro as _set_mro)
from _prelude import _repr_enter


def attribute_or_none(of, name):
    return getattr(of, name, None)


# ---- object ----

def _merge(names, cls):
    names.update(dict.fromkeys(cls.__dict__))
    for base in getattr(cls, '__bases__', ()):
        _merge(names, base)


def object_dir(self):
    own = getattr(self, '__dict__', None)
    names = dict.fromkeys(own) if isinstance(own, dict) else {}
    cls = getattr(self, '__class__', None)
    if cls is not None:
        _merge(names, cls)
    return list(names)


def type_dir(self):
    names = {}
    _merge(names, self)
    return list(names)


def module_repr(self):
    name = getattr(self, '__name__', '?')
    loader = getattr(self, '__loader__', None)
    if hasattr(loader, 'module_repr'):
        try:
            return loader.module_repr(self)
        except Exception:
            pass
    spec = getattr(self, '__spec__', None)
    if spec is not None and spec.origin is not None:
        where = f'from {spec.origin!r}' if spec.has_location \
            else f'({spec.origin})'
        return f'<module {spec.name!r} {where}>'
    if hasattr(self, '__file__'):
        return f'<module {name!r} from {self.__file__!r}>'
    if loader is not None:
        return f'<module {name!r} ({loader!r})>'
    return f'<module {name!r}>'


def traceback_dir(self):
    return ['tb_frame', 'tb_next', 'tb_lasti', 'tb_lineno']


def module_dir(self):
    own = self.__dict__
    if not isinstance(own, dict):
        raise TypeError(f'{self.__name__}.__dict__ is not a dictionary')
    hook = own.get('__dir__')
    return list(own) if hook is None else hook()


def object_reduce(self):
    from copyreg import _reduce_ex
    return _reduce_ex(self, 0)


def object_reduce_ex(self, protocol):
    if type(self).__reduce__ is not object.__reduce__:
        return self.__reduce__()
    if protocol < 2:
        from copyreg import _reduce_ex
        return _reduce_ex(self, protocol)
    return _reduce_new(self)


_copied_whole = (object, type, int, float, complex, str, bytes, bytearray,
                 tuple, list, dict, set, frozenset, BaseException,
                 type(_lookup), type(len), property)


def _reduce_new(self):
    import copyreg
    cls = type(self)
    args, kwargs = (), {}
    if _lookup(cls, '__getnewargs_ex__') is not None:
        args, kwargs = _new_arguments_ex(self)
    elif _lookup(cls, '__getnewargs__') is not None:
        args = _bound(self, '__getnewargs__')()
        if not isinstance(args, tuple):
            raise TypeError('__getnewargs__ should return a tuple, not '
                            f"'{type(args).__name__}'")
    else:
        for base in cls.__mro__:
            if (not base.__flags__ & 512 and base not in _copied_whole
                    and not issubclass(base, BaseException)):
                where = cls.__module__ + '.'
                if cls.__flags__ & 512 or where == 'builtins.':
                    where = ''
                raise TypeError(f"cannot pickle '{where}{cls.__name__}' object")
    state = _state_of(self, cls, copyreg)
    if isinstance(self, bytearray):
        return cls, (bytes(self),), state or None
    items = iter(self) if isinstance(self, list) else None
    pairs = iter(self.items()) if isinstance(self, dict) else None
    if kwargs:
        return (copyreg.__newobj_ex__, (cls, args, kwargs), state, items,
                pairs)
    return copyreg.__newobj__, (cls,) + tuple(args), state, items, pairs


def _new_arguments_ex(self):
    both = _bound(self, '__getnewargs_ex__')()
    if not isinstance(both, tuple):
        raise TypeError('__getnewargs_ex__ should return a tuple, not '
                        f"'{type(both).__name__}'")
    if len(both) != 2:
        raise ValueError('__getnewargs_ex__ should return a tuple of length '
                         f'2, not {len(both)}')
    args, kwargs = both
    if not isinstance(args, tuple):
        raise TypeError('first item of the tuple returned by '
                        '__getnewargs_ex__ must be a tuple, not '
                        f"'{type(args).__name__}'")
    if not isinstance(kwargs, dict):
        raise TypeError('second item of the tuple returned by '
                        '__getnewargs_ex__ must be a dict, not '
                        f"'{type(kwargs).__name__}'")
    return both


def _state_of(self, cls, copyreg):
    getstate = getattr(self, '__getstate__', None)
    if getstate is not None:
        return getstate()
    state = getattr(self, '__dict__', None) or None
    slots = {}
    for name in copyreg._slotnames(cls):
        try:
            slots[name] = getattr(self, name)
        except AttributeError:
            pass
    return (state, slots) if slots else state


def refuse_abstract(cls):
    names = ', '.join(sorted(cls.__abstractmethods__))
    raise TypeError(f"Can't instantiate abstract class {cls.__name__} "
                    f'with abstract methods {names}')


def object_repr(self):
    # Only types.SimpleNamespace comes here.
    own = self.__dict__
    name = 'namespace' if type(self).__flags__ & 512 == 0 \
        else type(self).__name__
    if _repr_enter(self):
        return f'{name}(...)'
    names = [k for k in own if isinstance(k, str) and k]
    if import_absolute('sys').version_info < (3, 9):
        names.sort()
    return '%s(%s)' % (name, ', '.join([f'{k}={own[k]!r}' for k in names]))


def SimpleNamespace_reduce(self):
    return type(self), (), self.__dict__


# ---- classes ----

def type_delegate(meta, name, bases, namespace, keywords):
    return meta.__new__(meta, name, bases, namespace, **keywords)


_type_mro = type.__dict__['mro']


def type_finish(cls, keywords):
    if _lookup(type(cls), 'mro') is not _type_mro:
        _set_mro(cls, tuple(_bound(cls, 'mro')()))
    for name, value in list(cls.__dict__.items()):
        hook = _lookup(type(value), '__set_name__')
        if hook is None:
            continue
        try:
            type(value).__set_name__(value, cls, name)
        except BaseException as error:
            raise RuntimeError(
                f'Error calling __set_name__ on {type(value).__name__!r} '
                f'instance {name!r} in {cls.__name__!r}') from error
    super(cls, cls).__init_subclass__(**keywords)


def _mro_again(cls, done):
    order = tuple(_bound(cls, 'mro')())
    done.append((cls, cls.__mro__, order))
    _set_mro(cls, order)
    for below in cls.__subclasses__():
        _mro_again(below, done)


def type_bases(cls, bases):
    """Where a metaclass has an mro() of its own, which may raise, or set
    bases, too: then what it has set stays."""
    old = cls.__bases__
    done = []
    _put_bases(cls, bases)
    try:
        _mro_again(cls, done)
    except BaseException:
        for changed, before, order in done[::-1]:
            if changed.__mro__ is order:
                _set_mro(changed, before)
        if cls.__bases__ is bases:
            _put_bases(cls, old)
        raise


def class_prepare(meta, name, bases, keywords):
    prepare = getattr(meta, '__prepare__', None)
    if prepare is None:
        return {}
    space = prepare(name, bases, **(keywords or {}))
    if not hasattr(type(space), '__getitem__'):
        what = meta.__name__ if isinstance(meta, type) else '<metaclass>'
        raise TypeError(f'{what}.__prepare__() must return a mapping, not '
                        f'{type(space).__name__}')
    return space


def class_resolve_bases(bases):
    found = []
    changed = False
    for base in bases:
        entries = None
        if not isinstance(base, type):
            entries = getattr(base, '__mro_entries__', None)
        if entries is None:
            found.append(base)
            continue
        new = entries(bases)
        if not isinstance(new, tuple):
            raise TypeError('__mro_entries__ must return a tuple')
        found.extend(new)
        changed = True
    return tuple(found) if changed else bases


# ---- isinstance and issubclass ----

def builtins_isinstance(of, cls):
    if type(of) is cls:
        return True
    if type(cls) is tuple:
        for one in cls:
            if isinstance(of, one):
                return True
        return False
    if _lookup(type(cls), '__instancecheck__') is not None:
        return bool(_bound(cls, '__instancecheck__')(of))
    if not isinstance(_bases_of(cls), tuple):
        raise TypeError('isinstance() arg 2 must be a type or tuple of types')
    kind = getattr(of, '__class__', None)
    return kind is not None and _descends(kind, cls)


def builtins_issubclass(of, cls):
    if type(cls) is tuple:
        for one in cls:
            if issubclass(of, one):
                return True
        return False
    if _lookup(type(cls), '__subclasscheck__') is not None:
        return bool(_bound(cls, '__subclasscheck__')(of))
    return _subclass_by_bases(of, cls)


def type_subclasscheck(self, of):
    return _subclass_by_bases(of, self)


def _subclass_by_bases(of, cls):
    if not isinstance(_bases_of(of), tuple):
        raise TypeError('issubclass() arg 1 must be a class')
    if not isinstance(_bases_of(cls), tuple):
        raise TypeError('issubclass() arg 2 must be a class or tuple of '
                        'classes')
    return _descends(of, cls)


def _bases_of(cls):
    return getattr(cls, '__bases__', None)


def _descends(cls, ancestor, depth=0):
    """Does `cls`, which need be no class, reach `ancestor` by __bases__?"""
    if depth > 900:
        raise RecursionError(
            'maximum recursion depth exceeded in __subclasscheck__')
    while cls is not ancestor:
        bases = _bases_of(cls)
        if not isinstance(bases, tuple) or not bases:
            return False
        if len(bases) > 1:
            return any([_descends(base, ancestor, depth + 1)
                        for base in bases])
        cls = bases[0]
    return True


def type_instancecheck(self, of):
    if type.__subclasscheck__(self, type(of)):
        return True
    cls = getattr(of, '__class__', None)
    return (cls is not type(of) and type(type(cls)) is type
            and type.__subclasscheck__(self, cls))


# ---- descriptors ----

def property_isabstractmethod(self):
    for function in (self.fget, self.fset, self.fdel):
        if getattr(function, '__isabstractmethod__', False):
            return True
    return False


def classmethod_isabstractmethod(self):
    return bool(getattr(self.__func__, '__isabstractmethod__', False))


staticmethod_isabstractmethod = classmethod_isabstractmethod


def method_reduce(self):
    return getattr, (self.__self__, self.__func__.__name__)


def method_repr(self):
    name = getattr(self.__func__, '__qualname__', None)
    if not isinstance(name, str):
        name = getattr(self.__func__, '__name__', '?')
    return f'<bound method {name} of {self.__self__!r}>'


# ---- gc ----

def gc_tell(callbacks, phase, generation):
    """gc.callbacks, before and after a collection the program asked for."""
    for callback in list(callbacks):
        try:
            callback(phase, {'generation': generation, 'collected': 0,
                             'uncollectable': 0})
        except BaseException as error:
            unraisable(error, callback)
