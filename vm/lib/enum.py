# SPDX-License-Identifier: MIT
# Enumerations: classes whose members are fixed, named, and each made once.
#
# Invariant: _member_map_ holds every name, aliases too, and leads to the one
# member of each value; _member_names_ holds the canonical names in order.
# Members are attributes of the class only through EnumMeta.__getattr__, so
# that nothing else of the class can be reached from a member by mistake.

import sys
from types import DynamicClassAttribute, MappingProxyType

__all__ = ['EnumMeta', 'EnumType', 'Enum', 'IntEnum', 'StrEnum', 'Flag',
           'IntFlag', 'auto', 'unique', 'member', 'nonmember', 'verify',
           'UNIQUE', 'CONTINUOUS']
if sys.version_info >= (3, 11):
    __all__.append('property')

property_ = property
property = DynamicClassAttribute
Enum = None


def _is_descriptor(thing):
    return any(hasattr(thing, name)
               for name in ('__get__', '__set__', '__delete__'))


def _is_dunder(name):
    return (len(name) > 4 and name[:2] == name[-2:] == '__'
            and name[2] != '_' and name[-3] != '_')


def _is_sunder(name):
    return (len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_'
            and name[-2] != '_')


def _is_private(cls_name, name):
    return (name.startswith(f'_{cls_name.lstrip("_")}__')
            and not name.endswith('__'))


_unset = object()


class auto:
    # "Next value, please": filled in when the class body assigns it.
    value = _unset


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class _EnumDict(dict):
    # A class body: knows which of its names become members.

    def __init__(self, cls_name=''):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = []
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._generate = Enum and Enum._generate_next_value_

    def __setitem__(self, key, value):
        if isinstance(value, nonmember):
            super().__setitem__(key, value.value)
            return
        forced = isinstance(value, member)
        if forced:
            value = value.value
        if _is_sunder(key):
            self._set_reserved(key, value)
        elif key in self._member_names:
            raise TypeError(f'Attempted to reuse key: {key!r}'
                            if sys.version_info < (3, 11) else
                            f'{key!r} already defined as {self[key]!r}')
        elif (_is_dunder(key) or not forced and (
                _is_descriptor(value)
                or sys.version_info >= (3, 11)
                and _is_private(self._cls_name, key))):
            if key == '__order__':
                key = '_order_'
        elif key not in self._ignore:
            value = self._as_member(key, value)
        super().__setitem__(key, value)

    def _set_reserved(self, key, value):
        if key not in ('_order_', '_create_pseudo_member_', '_missing_',
                       '_generate_next_value_', '_ignore_',
                       '_numeric_repr_', '_boundary_', '_add_alias_'):
            raise ValueError('_names_ are reserved for future Enum use'
                             if sys.version_info < (3, 11) else
                             f'_sunder_ names, such as {key!r}, are '
                             'reserved for future Enum use')
        if key == '_generate_next_value_':
            if self._auto_called:
                raise TypeError('_generate_next_value_ must be defined before '
                                'members')
            self._generate = getattr(value, '__func__', value)
        elif key == '_ignore_':
            names = value.replace(',', ' ').split() \
                if isinstance(value, str) else list(value)
            self._ignore = names
            already = set(names) & set(self._member_names)
            if already:
                raise ValueError('_ignore_ cannot specify already set names: '
                                 f'{already!r}')

    def _as_member(self, key, value):
        if key in self:
            raise TypeError(f'{key!r} already defined as: {self[key]!r}')
        if isinstance(value, auto):
            value = self._filled(key, value)
        elif type(value) is tuple and any(
                isinstance(item, auto) for item in value):
            value = tuple(self._filled(key, item) if isinstance(item, auto)
                          else item for item in value)
        self._member_names.append(key)
        self._last_values.append(value)
        return value

    def _filled(self, key, value):
        if value.value is _unset:
            value.value = self._generate(key, 1, len(self._member_names),
                                         self._last_values[:])
            self._auto_called = True
        return value.value

    def update(self, members=(), **more):
        pairs = members.items() if hasattr(members, 'items') else members
        for name, value in [*pairs, *more.items()]:
            self[name] = value


class EnumMeta(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._refuse_extension(cls, bases)
        space = _EnumDict(cls)
        data_type, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            space['_generate_next_value_'] = getattr(
                first_enum, '_generate_next_value_', None)
        return space

    def __new__(metacls, cls, bases, classdict, **kwds):
        classdict._ignore.append('_ignore_')
        for name in classdict._ignore:
            classdict.pop(name, None)
        data_type, first_enum = metacls._get_mixins_(cls, bases)
        new, save_new, use_args = metacls._find_new_(
            classdict, data_type, first_enum)
        values = {name: classdict[name] for name in classdict._member_names}
        for name in values:
            del classdict[name]
        order = classdict.pop('_order_', None)
        wrong = {'mro', ''} & set(values)
        if wrong:
            raise ValueError('Invalid enum member name: '
                             + ','.join(sorted(wrong)))
        classdict.setdefault('__doc__', None if sys.version_info >= (3, 13)
                             else 'An enumeration.')
        enum_class = super().__new__(metacls, cls, bases, classdict, **kwds)
        enum_class._member_names_ = []
        enum_class._member_map_ = {}
        enum_class._member_type_ = data_type
        enum_class._value2member_map_ = {}
        if '__reduce_ex__' not in classdict and data_type is not object:
            if not any(name in vars(data_type)
                       for name in ('__getnewargs_ex__', '__getnewargs__',
                                    '__reduce_ex__', '__reduce__')):
                if '__new__' in vars(data_type):
                    enum_class.__reduce_ex__ = _refuse_pickling
                    enum_class.__module__ = '<unknown>'
        for name, value in values.items():
            enum_class._add_member(name, value, new, use_args)
        metacls._repair_methods(enum_class, data_type, first_enum, classdict)
        if Enum is not None:
            if save_new:
                enum_class.__new_member__ = new
            enum_class.__new__ = Enum.__new__
        if order is not None:
            if isinstance(order, str):
                order = order.replace(',', ' ').split()
            if order != enum_class._member_names_:
                raise TypeError('member order does not match _order_')
        return enum_class

    def _add_member(cls, name, value, new, use_args):
        data_type = cls._member_type_
        args = value if isinstance(value, tuple) else (value,)
        if data_type is tuple:
            args = (args,)
        made = new(cls, *args) if use_args else new(cls)
        if not hasattr(made, '_value_'):
            made._value_ = data_type(*args) \
                if use_args and data_type is not object else value
        value = made._value_
        made._name_ = name
        made.__objclass__ = cls
        made.__init__(*args)
        for other in cls._member_map_.values():
            if other._value_ == value:
                made = other
                break
        else:
            made._sort_order_ = len(cls._member_names_)
            cls._member_names_.append(name)
        for base in cls.__mro__[1:]:
            if isinstance(vars(base).get(name), DynamicClassAttribute):
                break
        else:
            type.__setattr__(cls, name, made)
        cls._member_map_[name] = made
        try:
            cls._value2member_map_[value] = made
        except TypeError:
            pass

    @staticmethod
    def _repair_methods(cls, data_type, first_enum, classdict):
        # Enum's own representation wins over that of the mixed-in type.
        for name in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
            if name in classdict:
                continue
            own = getattr(cls, name)
            theirs = getattr(data_type, name, None)
            enums = getattr(first_enum, name, None)
            if theirs is not None and theirs is own and enums is not None:
                setattr(cls, name, enums)

    @staticmethod
    def _refuse_extension(name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if (Enum is not None and issubclass(base, Enum)
                        and base._member_names_):
                    if sys.version_info >= (3, 11):
                        raise TypeError(f'<enum {name!r}> cannot extend '
                                        f'{base!r}')
                    raise TypeError(f'{name}: cannot extend enumeration '
                                    f'{base.__name__!r}'
                                    if base.__name__ != name else
                                    'Cannot extend enumerations')

    @staticmethod
    def _get_mixins_(name, bases):
        if not bases:
            return object, Enum
        first_enum = bases[-1]
        if Enum is not None and not issubclass(first_enum, Enum):
            raise TypeError('new enumerations should be created as '
                            '`EnumName([mixin_type, ...] [data_type,] '
                            'enum_type)`')
        data_types = []
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if Enum is not None and issubclass(base, Enum):
                    if base._member_type_ is not object:
                        data_types.append(base._member_type_)
                        break
                elif '__new__' in vars(base):
                    data_types.append(candidate or base)
                    break
                else:
                    candidate = candidate or base
        distinct = list(dict.fromkeys(data_types))
        if len(distinct) > 1:
            raise TypeError(f'{name!r}: too many data types: {distinct!r}'
                            if sys.version_info < (3, 11) else
                            f'too many data types for {name!r}: '
                            f'{set(distinct)!r}')
        return distinct[0] if distinct else object, first_enum

    @staticmethod
    def _find_new_(classdict, data_type, first_enum):
        # The __new__ that makes members, whether to keep it, and whether it
        # wants the value.
        new = classdict.get('__new__')
        save_new = new is not None
        if new is None:
            ordinary = {None, None.__new__, object.__new__,
                        Enum and Enum.__new__}
            for method in ('__new_member__', '__new__'):
                for place in (data_type, first_enum):
                    found = getattr(place, method, None)
                    if found not in ordinary:
                        new = found
                        break
                if new is not None:
                    break
            else:
                new = object.__new__
        return new, save_new, new is not object.__new__

    def _convert_(cls, name, module, filter, source=None):
        # Makes an enumeration of a module's constants, and puts its members
        # in their place.
        space = vars(sys.modules[module])
        source = vars(source) if source else space
        found = [(key, source[key]) for key in source if filter(key)]
        try:
            found.sort(key=lambda item: (item[1], item[0]))
        except TypeError:
            found.sort(key=lambda item: item[0])
        made = cls(name, found, module=module)
        made.__reduce_ex__ = _reduce_ex_by_name
        space.update(made.__members__)
        space[name] = made
        return made

    def _convert(cls, *args, **kwargs):
        if sys.version_info >= (3, 9):
            raise AttributeError('_convert')
        import warnings
        warnings.warn('_convert is deprecated and will be removed in 3.9, use '
                      '_convert_ instead.', DeprecationWarning, stacklevel=2)
        return cls._convert_(*args, **kwargs)

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None,
                 type=None, start=1, boundary=None):
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname,
                            type=type, start=start)

    def _create_(cls, class_name, names, *, module=None, qualname=None,
                 type=None, start=1):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        _, first_enum = cls._get_mixins_(class_name, bases)
        space = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if isinstance(names, (tuple, list)) and names and isinstance(
                names[0], str):
            pairs, values = [], []
            for count, name in enumerate(names):
                value = first_enum._generate_next_value_(
                    name, start, count, values[:])
                values.append(value)
                pairs.append((name, value))
            names = pairs
        for item in names:
            name, value = (item, names[item]) if isinstance(item, str) \
                else item
            space[name] = value
        made = metacls.__new__(metacls, class_name, bases, space)
        if module is None:
            try:
                module = sys._getframe(2).f_globals['__name__']
            except (AttributeError, ValueError, KeyError):
                pass
        if module is None:
            made.__reduce_ex__ = _refuse_pickling
            made.__module__ = '<unknown>'
        else:
            made.__module__ = module
        if qualname is not None:
            made.__qualname__ = qualname
        return made

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            if sys.version_info >= (3, 12):
                return _is_value_of(cls, member)
            raise TypeError(
                "unsupported operand type(s) for 'in': "
                f"'{type(member).__qualname__}' and "
                f"'{cls.__class__.__qualname__}'")
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError(f'{cls.__name__}: cannot delete Enum member.'
                                 if sys.version_info < (3, 11) else
                                 f'{cls.__name__!r} cannot delete member '
                                 f'{attr!r}.')
        super().__delattr__(attr)

    def __dir__(cls):
        return ['__class__', '__doc__', '__members__', '__module__',
                *cls._member_names_]

    def __getattr__(cls, name):
        if not _is_dunder(name):
            try:
                return cls.__dict__['_member_map_'][name]
            except KeyError:
                pass
        if sys.version_info >= (3, 12):
            raise AttributeError(f'type object {cls.__name__!r} has no '
                                 f'attribute {name!r}')
        raise AttributeError(name)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @property_
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        return f'<enum {cls.__name__!r}>'

    def __reversed__(cls):
        return (cls._member_map_[name]
                for name in reversed(cls._member_names_))

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('Cannot reassign members.'
                                 if sys.version_info < (3, 11) else
                                 f'cannot reassign member {name!r}')
        super().__setattr__(name, value)


EnumType = EnumMeta


def _is_value_of(cls, value):
    try:
        cls(value)
    except ValueError:
        return False
    return True


def _reduce_ex_by_name(self, proto):
    return self._name_


def _refuse_pickling(self, proto):
    raise TypeError(f'{self!r} cannot be pickled')


def _make_class_unpicklable(cls):
    cls.__reduce_ex__ = _refuse_pickling
    cls.__module__ = '<unknown>'


class Enum(metaclass=EnumMeta):
    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for found in cls._member_map_.values():
                if found._value_ == value:
                    return found
        return _from_missing(cls, value)

    def __init__(self, *args, **kwds):
        pass

    def _generate_next_value_(name, start, count, last_values):
        for last in reversed(last_values):
            try:
                return last + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        kind = type(self).__name__
        shown = repr(self._value_)
        if sys.version_info >= (3, 12):
            from dataclasses import is_dataclass
            data_type = type(self)._member_type_
            if is_dataclass(data_type):
                shown = data_type.__repr__(self._value_)
        return f'<{kind}.{self._name_}: {shown}>'

    def __str__(self):
        return f'{type(self).__name__}.{self._name_}'

    def __dir__(self):
        added = [name for base in type(self).__mro__ for name in vars(base)
                 if name[0] != '_' and name not in self._member_map_]
        added += [name for name in self.__dict__ if name[0] != '_']
        return ['__class__', '__doc__', '__module__', *added]

    def __format__(self, format_spec):
        cls = type(self)
        own_str = cls.__str__ not in (Enum.__str__, Flag.__str__)
        if cls._member_type_ is object or own_str or \
                sys.version_info >= (3, 12):
            return str.__format__(str(self), format_spec)
        return cls._member_type_.__format__(self._value_, format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @DynamicClassAttribute
    def name(self):
        return self._name_

    @DynamicClassAttribute
    def value(self):
        return self._value_


def _from_missing(cls, value):
    failure = ValueError(f'{value!r} is not a valid {cls.__qualname__}')
    try:
        found = cls._missing_(value)
        if isinstance(found, cls):
            return found
        if found is not None:
            raise TypeError(f'error in {cls.__name__}._missing_: returned '
                            f'{found!r} instead of None or a valid member')
    except Exception as error:
        error.__context__ = failure
        raise
    raise failure


class IntEnum(int, Enum):
    if sys.version_info >= (3, 11):
        __str__ = int.__repr__
        __format__ = int.__format__


class StrEnum(str, Enum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f'too many arguments for str(): {values!r}')
        for value in values:
            if not isinstance(value, str):
                raise TypeError(f'{value!r} is not a string')
        made = str.__new__(cls, *values)
        made._value_ = str(*values)
        return made

    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    __str__ = str.__str__
    __format__ = str.__format__


# ---- Flags ----

def _bits(number):
    while number:
        low = number & -number
        yield low
        number ^= low


class Flag(Enum):
    # Combinations are made when they are first met, without a name of their
    # own; they are kept by value, so each too exists once.

    def _generate_next_value_(name, start, count, last_values):
        if not count:
            return start or 1
        for last in reversed(last_values):
            try:
                return 2 ** last.bit_length()
            except Exception:
                raise TypeError(f'Invalid Flag value: {last!r}') from None

    @classmethod
    def _mask(cls):
        mask = 0
        for known in cls._member_map_.values():
            mask |= known._value_
        return mask

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        original = value
        if value < 0:
            value = ~value
        found = cls._create_pseudo_member_(value)
        return ~found if original < 0 else found

    @classmethod
    def _create_pseudo_member_(cls, value):
        found = cls._value2member_map_.get(value)
        if found is not None:
            return found
        if cls._inside(value)[1]:
            name = cls.__name__ if sys.version_info < (3, 9) \
                else cls.__qualname__
            raise ValueError(f'{value!r} is not a valid {name}')
        return cls._kept(object.__new__(cls), value)

    @classmethod
    def _kept(cls, made, value):
        made._name_ = None
        made._value_ = value
        return cls._value2member_map_.setdefault(value, made)

    @classmethod
    def _inside(cls, value):
        # The members that `value` holds all bits of, and its other bits.
        found, rest = [], value
        for known in dict.fromkeys(cls._member_map_.values()):
            part = known._value_
            if part and part & value == part:
                found.append(known)
                rest &= ~part
        return found, rest

    def _label(self):
        if self._name_ is not None:
            return self._name_
        value = self._value_
        if value < 0:
            value &= (1 << type(self)._mask().bit_length()) - 1
        found, rest = self._inside(value)
        if self._value_ < 0:
            rest = 0
        if sys.version_info >= (3, 11):
            found = [known for known in found
                     if not known._value_ & (known._value_ - 1)] or found
            return '|'.join([known._name_ for known in found]
                            + [str(rest)] * bool(rest or not found))
        named = [(known._value_, known._name_) for known in found]
        named += [(bit, str(bit)) for bit in _bits(rest)]
        named.sort(key=lambda pair: pair[0], reverse=True)
        return '|'.join(name for _, name in named) or str(self._value_)

    def __contains__(self, other):
        if not isinstance(other, type(self)):
            raise TypeError(
                "unsupported operand type(s) for 'in': "
                f"'{type(other).__qualname__}' and "
                f"'{type(self).__qualname__}'")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        for known in type(self):
            bit = known._value_
            if bit & self._value_ and not bit & (bit - 1):
                yield known

    def __len__(self):
        return bin(self._value_).count('1')

    def __repr__(self):
        cls = type(self).__name__
        if sys.version_info >= (3, 11) and not self._value_ \
                and self._name_ is None:
            return f'<{cls}: 0>'
        return f'<{cls}.{self._label()}: {self._value_!r}>'

    def __str__(self):
        return f'{type(self).__name__}.{self._label()}'

    def __bool__(self):
        return bool(self._value_)

    def __or__(self, other):
        if not isinstance(other, type(self)):
            return NotImplemented
        return type(self)(self._value_ | other._value_)

    def __and__(self, other):
        if not isinstance(other, type(self)):
            return NotImplemented
        return type(self)(self._value_ & other._value_)

    def __xor__(self, other):
        if not isinstance(other, type(self)):
            return NotImplemented
        return type(self)(self._value_ ^ other._value_)

    def __invert__(self):
        return type(self)(type(self)._mask() & ~self._value_)


class IntFlag(int, Flag):
    # Any integer is a value: bits without a name stay.

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        return cls._create_pseudo_member_(value)

    @classmethod
    def _create_pseudo_member_(cls, value):
        found = cls._value2member_map_.get(value)
        if found is not None:
            return found
        return cls._kept(int.__new__(cls, value), value)

    def _other(self, other):
        return other._value_ if isinstance(other, IntFlag) else other

    def __or__(self, other):
        if not isinstance(other, (type(self), int)):
            return NotImplemented
        return type(self)(self._value_ | self._other(other))

    def __and__(self, other):
        if not isinstance(other, (type(self), int)):
            return NotImplemented
        return type(self)(self._value_ & self._other(other))

    def __xor__(self, other):
        if not isinstance(other, (type(self), int)):
            return NotImplemented
        return type(self)(self._value_ ^ self._other(other))

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        if sys.version_info >= (3, 11):
            return type(self)(type(self)._mask() & ~self._value_)
        return type(self)(~self._value_)

    if sys.version_info >= (3, 11):
        __str__ = int.__repr__
        __format__ = int.__format__


# ---- Checks ----

def unique(enumeration):
    twice = [(name, found.name)
             for name, found in enumeration.__members__.items()
             if name != found.name]
    if twice:
        details = ', '.join(f'{alias} -> {name}' for alias, name in twice)
        raise ValueError(f'duplicate values found in {enumeration!r}: '
                         f'{details}')
    return enumeration


UNIQUE = 'one name per value'
CONTINUOUS = 'no skipped integer values'


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        if UNIQUE in self.checks:
            try:
                unique(enumeration)
            except ValueError as error:
                raise ValueError(str(error).replace(
                    'duplicate values', 'aliases')) from None
        if CONTINUOUS in self.checks:
            values = {found.value for found in enumeration}
            if values:
                skipped = [n for n in range(min(values), max(values))
                           if n not in values]
                if skipped:
                    kind = 'enum'
                    raise ValueError(
                        f'invalid {kind} {enumeration.__name__!r}: missing '
                        f"values {', '.join(map(str, skipped))}")
        return enumeration
