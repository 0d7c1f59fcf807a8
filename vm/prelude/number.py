# SPDX-License-Identifier: MIT
# Twins of the natives of int, float and the numeric builtins, for user-defined
# classes. What a native hands over half done (sum, min) comes with the iterator
# and all that is known so far.


def int_to_bytes(self, length, byteorder, signed=False):
    return self.to_bytes(index_of(length), byteorder,
                         signed=True if signed else False)


def int_from_bytes(cls, source, byteorder, signed=False):
    if not isinstance(source, (bytes, bytearray)):
        source = bytes(source)
    return cls.from_bytes(source, byteorder,
                          signed=True if signed else False)


def int_round(self, ndigits=None):
    return self.__round__(index_of(ndigits))


def float_round(self, ndigits=None):
    return self.__round__(index_of(ndigits))


def _binary_special(a, b, name, reflected, shown):
    """a.name(b), else b.reflected(a), as the operators look them up."""
    left = getattr(type(a), name, None)
    right = getattr(type(b), reflected, None)
    first = type(b) is not type(a) and issubclass(type(b), type(a)) and \
        right is not getattr(type(a), reflected, None)
    if first and right is not None:
        result = right(b, a)
        if result is not NotImplemented:
            return result
    if left is not None:
        result = left(a, b)
        if result is not NotImplemented:
            return result
    if not first and right is not None and type(a) is not type(b):
        result = right(b, a)
        if result is not NotImplemented:
            return result
    raise TypeError("unsupported operand type(s) for %s: '%s' and '%s'"
                    % (shown, type(a).__name__, type(b).__name__))


def builtins_divmod(a, b):
    return _binary_special(a, b, '__divmod__', '__rdivmod__', 'divmod()')


def builtins_pow(base, exp, mod=None):
    if mod is None:
        return _binary_special(base, exp, '__pow__', '__rpow__', '** or pow()')
    for value in (base, exp, mod):
        method = getattr(type(value), '__pow__', None)
        if method is not None:
            result = method(base, exp, mod)
            if result is not NotImplemented:
                return result
    raise TypeError("unsupported operand type(s) for pow(): '%s', '%s', '%s'"
                    % (type(base).__name__, type(exp).__name__,
                       type(mod).__name__))


def builtins_sum(iterator, total, item):
    total = total + item
    for item in iterator:
        total = total + item
    return total


def builtins_min(iterator, key, best, best_key, item, item_key):
    if item_key < best_key:
        best, best_key = item, item_key
    for item in iterator:
        item_key = item if key is None else key(item)
        if item_key < best_key:
            best, best_key = item, item_key
    return best


def builtins_max(iterator, key, best, best_key, item, item_key):
    if item_key > best_key:
        best, best_key = item, item_key
    for item in iterator:
        item_key = item if key is None else key(item)
        if item_key > best_key:
            best, best_key = item, item_key
    return best


def math_prod(iterator, product, item):
    product = product * item
    for item in iterator:
        product = product * item
    return product
