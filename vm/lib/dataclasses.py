# SPDX-License-Identifier: MIT
# Classes made from their annotated fields.
#
# The methods are compiled from source text, so that __init__ has a real
# signature and refuses wrong calls in Python's own words.

import sys
import warnings
from reprlib import recursive_repr

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar',
           'KW_ONLY', 'MISSING', 'fields', 'asdict', 'astuple',
           'make_dataclass', 'replace', 'is_dataclass']

_FIELDS = '__dataclass_fields__'
_PARAMS = '__dataclass_params__'
_POST_INIT = '__post_init__'


class FrozenInstanceError(AttributeError):
    pass


class _MISSING_TYPE:
    pass


class _HasDefaultFactory:
    def __repr__(self):
        return '<factory>'


MISSING = _MISSING_TYPE()
_FACTORY = _HasDefaultFactory()


class _Kind:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _Kind('_FIELD')
_CLASSVAR = _Kind('_FIELD_CLASSVAR')
_INITVAR = _Kind('_FIELD_INITVAR')


class _KwOnly:
    pass


KW_ONLY = _KwOnly()


class InitVar:
    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return cls(type)

    def __repr__(self):
        shown = self.type.__name__ if isinstance(self.type, type) \
            else repr(self.type)
        return f'dataclasses.InitVar[{shown}]'


class Field:
    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash',
                 'init', 'compare', 'metadata', 'kw_only', '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare,
                 metadata, kw_only=MISSING):
        from types import MappingProxyType
        self.name = self.type = self._field_type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only

    def __repr__(self):
        names = ['name', 'type', 'default', 'default_factory', 'init', 'repr',
                 'hash', 'compare', 'metadata']
        if sys.version_info >= (3, 10):
            names.append('kw_only')
        inside = [f'{name}={getattr(self, name)!r}' for name in names]
        inside.append(f'_field_type={self._field_type}')
        return f"Field({','.join(inside)})"

    def __set_name__(self, owner, name):
        notify = getattr(type(self.default), '__set_name__', None)
        if notify:
            notify(self.default, owner, name)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


class _DataclassParams:
    __slots__ = ('init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen')

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen

    def __repr__(self):
        inside = ','.join(f'{name}={getattr(self, name)!r}'
                          for name in self.__slots__)
        return f'_DataclassParams({inside})'


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True,
          hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare,
                 metadata, kw_only)


# ---- Reading the class body ----

def _named(annotation, cls):
    # What the name a string annotation begins with means in the module of
    # cls, perhaps by way of a module it imports.
    size = 0
    while size < len(annotation) and (
            annotation[size].isalnum() or annotation[size] in '_. '):
        size += 1
    first, *rest = [part.strip() for part in annotation[:size].split('.')][:2]
    found = vars(sys.modules.get(cls.__module__, sys)).get(first)
    if rest:
        found = isinstance(found, type(sys)) and vars(found).get(rest[0])
    return None if isinstance(found, str) else found


def _kind_of(annotation, cls):
    typing = sys.modules.get('typing')
    if isinstance(annotation, str):
        annotation = _named(annotation, cls)
    if typing is not None and (
            annotation is typing.ClassVar
            or getattr(annotation, '__origin__', None) is typing.ClassVar):
        return _CLASSVAR
    if annotation is InitVar or isinstance(annotation, InitVar):
        return _INITVAR
    return _FIELD


def _is_kw_only_mark(annotation, cls):
    return annotation is KW_ONLY or isinstance(annotation, str) and \
        _named(annotation, cls) is KW_ONLY


def _make_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        from types import MemberDescriptorType
        if isinstance(default, MemberDescriptorType):
            default = MISSING       # a slot, not a default
        made = field(default=default)
    made.name = name
    made.type = annotation
    made._field_type = kind = _kind_of(annotation, cls)
    if kind is not _FIELD and made.default_factory is not MISSING:
        raise TypeError(f'field {name} cannot have a default factory')
    if kind is _FIELD or kind is _INITVAR:
        if made.kw_only is MISSING:
            made.kw_only = kw_only
    elif made.kw_only is not MISSING:
        raise TypeError(f'field {name} is a ClassVar but specifies kw_only')
    default = made.default
    if kind is _FIELD and default is not MISSING and _is_mutable(default):
        raise ValueError(f'mutable default {type(default)} for field {name} '
                         'is not allowed: use default_factory')
    return made


def _is_mutable(default):
    if sys.version_info >= (3, 11):
        return type(default).__hash__ is None
    return isinstance(default, (list, dict, set))


def _collect(cls, kw_only):
    found = {}
    for base in cls.__mro__[-1:0:-1]:
        for inherited in vars(base).get(_FIELDS, {}).values():
            found[inherited.name] = inherited
    annotations = vars(cls).get('__annotations__', {})
    for name, annotation in annotations.items():
        if _is_kw_only_mark(annotation, cls):
            kw_only = True
            continue
        made = _make_field(cls, name, annotation, kw_only)
        found[name] = made
        if isinstance(vars(cls).get(name), Field):
            if made.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, made.default)
    for name, value in vars(cls).items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    return found


# ---- Writing the methods ----

def _function(cls, name, params, body, space, result=None):
    arrow = '' if result is None else f' -> {result}'
    text = [f'def make({", ".join(space)}):' if space else 'def make():',
            f'  def {name}({", ".join(params)}){arrow}:']
    text += [f'    {line}' for line in body or ['pass']]
    text.append(f'  return {name}')
    module = sys.modules.get(cls.__module__)
    globals_ = vars(module) if module is not None else {}
    scratch = {}
    exec('\n'.join(text), globals_, scratch)
    made = scratch['make'](**space)
    made.__qualname__ = f'{cls.__qualname__}.{name}'
    return made


def _self_name(found):
    return '__dataclass_self__' if 'self' in found else 'self'


def _store(frozen, me, name, value):
    if frozen:
        return f'_setattr({me}, {name!r}, {value})'
    return f'{me}.{name} = {value}'


def _init(cls, found, frozen, post_init):
    wanted = [f for f in found.values() if f._field_type is not _CLASSVAR]
    me = _self_name(found)
    space = {'_MISSING': MISSING, '_FACTORY': _FACTORY,
             '_setattr': object.__setattr__, '_NoneType': None}
    plain = [f for f in wanted if f.init and f.kw_only is not True]
    keyword = [f for f in wanted if f.init and f.kw_only is True]
    defaulted = None
    for f in plain:
        if f.default is not MISSING or f.default_factory is not MISSING:
            defaulted = f
        elif defaulted is not None:
            tail = '' if sys.version_info < (3, 12) \
                else f' {defaulted.name!r}'
            raise TypeError(f'non-default argument {f.name!r} follows default '
                            f'argument{tail}')
    body = []
    for f in wanted:
        name = f.name
        space[f'_type_{name}'] = f.type
        if f.default_factory is not MISSING:
            space[f'_dflt_{name}'] = f.default_factory
            value = f'_dflt_{name}()'
            if f.init:
                value += f' if {name} is _FACTORY else {name}'
        elif f.init:
            if f.default is not MISSING:
                space[f'_dflt_{name}'] = f.default
            value = name
        else:
            continue
        if f._field_type is _FIELD:
            body.append(_store(frozen, me, name, value))
    if post_init:
        args = ', '.join(f.name for f in wanted if f._field_type is _INITVAR)
        body.append(f'{me}.{_POST_INIT}({args})')
    params = [me, *map(_parameter, plain)]
    if keyword:
        params += ['*', *map(_parameter, keyword)]
    return _function(cls, '__init__', params, body, space, '_NoneType')


def _parameter(f):
    text = f'{f.name}: _type_{f.name}'
    if f.default_factory is not MISSING:
        return text + ' = _FACTORY'
    if f.default is not MISSING:
        return text + f' = _dflt_{f.name}'
    return text


def _row(me, names):
    inside = ''.join(f'{me}.{name}, ' for name in names)
    return f'({inside})'


def _repr(cls, names):
    inside = ', '.join(f'{name}={{self.{name}!r}}' for name in names)
    made = _function(cls, '__repr__', ['self'], [
        f"return self.__class__.__qualname__ + f'({inside})'"], {})
    return recursive_repr()(made)


def _compare(cls, method, sign, names):
    return _function(cls, method, ['self', 'other'], [
        'if other.__class__ is self.__class__:',
        f'  return {_row("self", names)} {sign} {_row("other", names)}',
        'return NotImplemented'], {})


def _hash(cls, names):
    return _function(cls, '__hash__', ['self'],
                     [f'return hash({_row("self", names)})'], {})


def _frozen_methods(cls, names):
    refuse = 'type(self) is cls' + (f' or name in {tuple(names)!r}'
                                    if names else '')
    space = {'cls': cls, 'FrozenInstanceError': FrozenInstanceError}
    for method, params, word in (
            ('__setattr__', ['self', 'name', 'value'], 'assign to'),
            ('__delattr__', ['self', 'name'], 'delete')):
        yield _function(cls, method, params, [
            f'if {refuse}:',
            f"  raise FrozenInstanceError(f'cannot {word} field {{name!r}}')",
            f"super(cls, self).{method}({', '.join(params[1:])})"], space)


# ---- The decorator ----

def _put_new(cls, method):
    # True when the class body already had one.
    if method.__name__ in vars(cls):
        return True
    setattr(cls, method.__name__, method)
    return False


def _put_hash(cls, has_hash, names, unsafe_hash, eq, frozen):
    if unsafe_hash:
        if has_hash:
            raise TypeError('Cannot overwrite attribute __hash__ in class '
                            f'{cls.__name__}')
        cls.__hash__ = _hash(cls, names)
    elif eq and not has_hash:
        cls.__hash__ = _hash(cls, names) if frozen else None


def _check_frozen(cls, frozen):
    for base in cls.__mro__[1:]:
        if _FIELDS not in vars(base):
            continue
        if getattr(base, _PARAMS).frozen and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a '
                            'frozen one')
        if frozen and not getattr(base, _PARAMS).frozen:
            raise TypeError('cannot inherit frozen dataclass from a '
                            'non-frozen one')


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args,
             kw_only, slots, weakref_slot):
    own_hash = vars(cls).get('__hash__', MISSING)
    has_hash = not (own_hash is MISSING
                    or own_hash is None and '__eq__' in vars(cls))
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    found = _collect(cls, kw_only)
    _check_frozen(cls, frozen)
    setattr(cls, _FIELDS, found)
    setattr(cls, _PARAMS, _DataclassParams(init, repr, eq, order, unsafe_hash,
                                           frozen))
    own = [f for f in found.values() if f._field_type is _FIELD]
    if init:
        _put_new(cls, _init(cls, found, frozen, hasattr(cls, _POST_INIT)))
    if repr:
        _put_new(cls, _repr(cls, [f.name for f in own if f.repr]))
    compared = [f.name for f in own if f.compare]
    if eq:
        _put_new(cls, _compare(cls, '__eq__', '==', compared))
    if order:
        for method, sign in (('__lt__', '<'), ('__le__', '<='),
                             ('__gt__', '>'), ('__ge__', '>=')):
            if _put_new(cls, _compare(cls, method, sign, compared)):
                raise TypeError(
                    f'Cannot overwrite attribute {method} in class '
                    f'{cls.__name__}. Consider using '
                    'functools.total_ordering')
    if frozen:
        for method in _frozen_methods(cls, [f.name for f in own]):
            if _put_new(cls, method):
                raise TypeError('Cannot overwrite attribute '
                                f'{method.__name__} in class {cls.__name__}')
    _put_hash(cls, has_hash,
              [f.name for f in own
               if (f.compare if f.hash is None else f.hash)],
              unsafe_hash, eq, frozen)
    if match_args and '__match_args__' not in vars(cls):
        cls.__match_args__ = tuple(f.name for f in found.values()
                                   if f.init and f.kw_only is not True
                                   and f._field_type is not _CLASSVAR)
    if not getattr(cls, '__doc__'):
        cls.__doc__ = _signature(cls)
    if slots:
        cls = _with_slots(cls, own, frozen, weakref_slot)
    elif weakref_slot:
        raise TypeError('weakref_slot is True but slots is False')
    return cls


def _signature(cls):
    try:
        from inspect import signature
        return cls.__name__ + str(signature(cls)).replace(' -> None', '')
    except (ImportError, TypeError, ValueError):
        return cls.__name__


def _with_slots(cls, own, frozen, weakref_slot):
    # A class cannot get slots afterwards: this makes it again.
    if '__slots__' in vars(cls):
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    space = dict(vars(cls))
    inherited = {name for base in cls.__mro__[1:-1]
                 for name in getattr(base, '__slots__', ())}
    slots = [f.name for f in own if f.name not in inherited]
    if weakref_slot:
        slots.append('__weakref__')
    space['__slots__'] = tuple(slots)
    for f in own:
        space.pop(f.name, None)
    space.pop('__dict__', None)
    space.pop('__weakref__', None)
    made = type(cls)(cls.__name__, cls.__bases__, space)
    made.__qualname__ = cls.__qualname__
    if frozen:
        made.__getstate__ = lambda self: [getattr(self, f.name)
                                          for f in fields(self)]
        made.__setstate__ = _set_slots
        for method in _frozen_methods(made, [f.name for f in own]):
            setattr(made, method.__name__, method)
    return made


def _set_slots(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False,
              unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    def decorate(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen,
                        match_args, kw_only, slots, weakref_slot)

    return decorate if cls is None else decorate(cls)


# ---- What can be done with one ----

def fields(class_or_instance):
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or '
                        'instance') from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, _FIELDS)


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')
    return _convert(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')
    return _convert(obj, lambda pairs: tuple_factory(
        [value for _, value in pairs]))


def _convert(obj, factory):
    if _is_instance(obj):
        return factory([(f.name, _convert(getattr(obj, f.name), factory))
                        for f in fields(obj)])
    kind = type(obj)
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return kind(*[_convert(item, factory) for item in obj])
    if isinstance(obj, (list, tuple)):
        return kind(_convert(item, factory) for item in obj)
    if isinstance(obj, dict):
        pairs = [(_convert(key, factory), _convert(value, factory))
                 for key, value in obj.items()]
        if hasattr(kind, 'default_factory'):
            made = kind(obj.default_factory)
            made.update(pairs)
            return made
        return kind(pairs)
    from copy import deepcopy
    return deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True,
                   repr=True, eq=True, order=False, unsafe_hash=False,
                   frozen=False, match_args=True, kw_only=False, slots=False,
                   weakref_slot=False, module=None):
    from keyword import iskeyword
    from types import new_class
    space = {} if namespace is None else dict(namespace)
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, 'typing.Any'
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, space[item[0]] = item
        else:
            raise TypeError(f'Invalid field: {item!r}')
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if iskeyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        if name in annotations:
            raise TypeError(f'Field name duplicated: {name!r}')
        annotations[name] = kind
    space['__annotations__'] = annotations
    cls = new_class(cls_name, bases, {}, lambda ns: ns.update(space))
    if module is not None:
        cls.__module__ = module
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order,
                     unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots,
                     weakref_slot=weakref_slot)


def replace(*args, **changes):
    if len(args) == 1:
        obj, = args
    elif not args and 'obj' in changes:
        obj = changes.pop('obj')
        warnings.warn("Passing 'obj' as keyword argument is deprecated",
                      DeprecationWarning, stacklevel=2)
    else:
        raise TypeError('replace expected 1 positional argument, got '
                        f'{len(args)}')
    if not _is_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f'field {f.name} is declared with init=False,'
                                 ' it cannot be specified with replace()')
        elif f.name not in changes:
            if f._field_type is _INITVAR and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with "
                                 'replace()')
            if f._field_type is _FIELD:
                changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)


replace.__text_signature__ = '(obj, /, **kwargs)'
