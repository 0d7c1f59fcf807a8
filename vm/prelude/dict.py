# SPDX-License-Identifier: MIT
# Twins of the operators and methods of dict, its views and mappingproxy.
#
# Look-ups that may run Python are machines in C, in module _prelude; the
# twins here only put them together.
from _prelude import (dict_delete_item, dict_get_item, dict_has,
                      dict_set_item, dict_update_pairs, mapping_of)

_DICT_MISSING = object()
_VIEW_KEYS = type({}.keys())
_VIEW_VALUES = type({}.values())


def dict_getitem(self, key):
    return dict_get_item(self, key)


def dict_setitem(self, key, value):
    dict_set_item(self, key, value)


def dict_delitem(self, key):
    dict_delete_item(self, key)


def dict_contains(self, key):
    return dict_has(self, key)


def dict_eq(self, other):
    if dict.__len__(self) != dict.__len__(other):
        return False
    for key, value in list(dict.items(self)):
        found = dict.get(other, key, _DICT_MISSING)
        if found is _DICT_MISSING:
            return False
        if found is not value and not value == found:
            return False
    return True


def dict_ne(self, other):
    return not dict_eq(self, other)


def dict_or(self, other):
    result = dict.copy(self)
    result.update(other)
    return result


def dict_ior(self, other):
    dict.update(self, other)
    return self


def dict_repr(self):
    if _repr_enter(self):
        return '{...}'
    return '{' + ', '.join([repr(k) + ': ' + repr(v)
                            for k, v in dict.items(self)]) + '}'


def dict_fromkeys(cls, iterable, value=None):
    result = cls()
    for key in iterable:
        result[key] = value
    return result


def update_from_other(self, other):
    if hasattr(other, 'keys'):
        for key in other.keys():
            dict_set_item(self, key, other[key])
    else:
        dict_update_pairs(self, other)


# ---- views


def dict_view_contains(self, item):
    mapping = mapping_of(self)
    if type(self) is _VIEW_KEYS:
        return dict_has(mapping, item)
    if type(self) is _VIEW_VALUES:
        for value in dict.values(mapping):
            if value is item or value == item:
                return True
        return False
    if not isinstance(item, tuple) or len(item) != 2:
        return False
    value = dict.get(mapping, item[0], _DICT_MISSING)
    return value is not _DICT_MISSING and (value is item[1] or value == item[1])


def _view_all_in(a, b):
    for item in a:
        if item not in b:
            return False
    return True


def dict_view_eq(self, other):
    return len(self) == len(other) and _view_all_in(self, other)


def dict_view_ne(self, other):
    return not dict_view_eq(self, other)


def dict_view_le(self, other):
    return len(self) <= len(other) and _view_all_in(self, other)


def dict_view_lt(self, other):
    return len(self) < len(other) and _view_all_in(self, other)


def dict_view_ge(self, other):
    return len(self) >= len(other) and _view_all_in(other, self)


def dict_view_gt(self, other):
    return len(self) > len(other) and _view_all_in(other, self)


def dict_view_and(self, other):
    result = set(self)
    result.intersection_update(other)
    return result


def dict_view_or(self, other):
    result = set(self)
    result.update(other)
    return result


def dict_view_xor(self, other):
    result = set(self)
    result.symmetric_difference_update(other)
    return result


def dict_view_sub(self, other):
    result = set(self)
    result.difference_update(other)
    return result


def dict_view_rand(self, other):
    return dict_view_and(other, self)


def dict_view_ror(self, other):
    return dict_view_or(other, self)


def dict_view_rxor(self, other):
    return dict_view_xor(other, self)


def dict_view_rsub(self, other):
    return dict_view_sub(other, self)


def dict_keys_isdisjoint(self, other):
    for item in other:
        if item in self:
            return False
    return True


dict_items_isdisjoint = dict_keys_isdisjoint


def dict_view_repr(self):
    if _repr_enter(self):
        return '...'
    return '%s([%s])' % (type(self).__name__,
                         ', '.join([repr(x) for x in self]))


# ---- mappingproxy


def mappingproxy_getitem(self, key):
    return mapping_of(self)[key]


def mappingproxy_contains(self, key):
    return key in mapping_of(self)


def mappingproxy_eq(self, other):
    return mapping_of(self) == other


def mappingproxy_ne(self, other):
    return mapping_of(self) != other


def mappingproxy_lt(self, other):
    return mapping_of(self) < other


def mappingproxy_le(self, other):
    return mapping_of(self) <= other


def mappingproxy_gt(self, other):
    return mapping_of(self) > other


def mappingproxy_ge(self, other):
    return mapping_of(self) >= other


def mappingproxy_len(self):
    return len(mapping_of(self))


def mappingproxy_iter(self):
    return iter(mapping_of(self))


def mappingproxy_repr(self):
    return 'mappingproxy(%r)' % (mapping_of(self),)


def mappingproxy_str(self):
    return str(mapping_of(self))


def mappingproxy_get(self, key, default=None):
    return mapping_of(self).get(key, default)


def mappingproxy_keys(self):
    return mapping_of(self).keys()


def mappingproxy_values(self):
    return mapping_of(self).values()


def mappingproxy_items(self):
    return mapping_of(self).items()


def mappingproxy_copy(self):
    return mapping_of(self).copy()
