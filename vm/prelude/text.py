# SPDX-License-Identifier: MIT
# Twins of the natives of str, bytes, bytearray and memoryview: what they do
# when they meet user-defined classes.
import _string


def _indexed(method):
    """A twin that calls `method` again with plain ints."""
    def twin(self, *args):
        return method(self, *[index_of(a) for a in args])
    return twin


str_getitem = _indexed(str.__getitem__)
str_mul = str_rmul = _indexed(str.__mul__)
str_center = _indexed(str.center)
str_ljust = _indexed(str.ljust)
str_rjust = _indexed(str.rjust)
str_zfill = _indexed(str.zfill)
str_expandtabs = _indexed(str.expandtabs)
str_split = _indexed(str.split)
str_rsplit = _indexed(str.rsplit)
str_splitlines = _indexed(str.splitlines)
str_replace = _indexed(str.replace)
str_find = _indexed(str.find)
str_rfind = _indexed(str.rfind)
str_index = _indexed(str.index)
str_rindex = _indexed(str.rindex)
str_count = _indexed(str.count)
str_startswith = _indexed(str.startswith)
str_endswith = _indexed(str.endswith)


def builtins_chr(code):
    return chr(code.__index__())


def str_translate(self, table):
    pieces = []
    for c in self:
        try:
            to = table[ord(c)]
        except LookupError:
            pieces.append(c)
            continue
        if isinstance(to, int):
            if not 0 <= to < 0x110000:
                raise ValueError(
                    "character mapping must be in range(0x110000)")
            to = chr(to)
        elif to is None:
            continue
        elif not isinstance(to, str):
            raise TypeError(
                "character mapping must return integer, None or str")
        pieces.append(to)
    return ''.join(pieces)


class _Formatting:
    """One str.format call: how fields were numbered, where values are."""

    def __init__(self, args, kwargs):
        self.args = args
        self.kwargs = kwargs
        self.next = None    # the next automatic number; -1: fields have theirs

    def number(self, first):
        automatic = first == ''
        if self.args is None:
            raise ValueError("Format string contains positional fields")
        if self.next is None:
            self.next = 0 if automatic else -1
        if automatic and self.next < 0:
            raise ValueError("cannot switch from manual field specification "
                             "to automatic field numbering")
        if not automatic and self.next >= 0:
            raise ValueError("cannot switch from automatic field numbering "
                             "to manual field specification")
        if automatic:
            first = self.next
            self.next += 1
        if first >= len(self.args):
            raise IndexError("Replacement index %d out of range for "
                             "positional args tuple" % first)
        return self.args[first]

    def first(self, name):
        if name == '' or isinstance(name, int):
            return self.number(name)
        return self.kwargs[name]

    def value(self, name):
        try:
            first, rest = _string.formatter_field_name_split(name)
        except ValueError:
            head = name.partition('.')[0].partition('[')[0]
            self.first(_string.formatter_field_name_split(head)[0])
            raise
        value = self.first(first)
        for is_attribute, key in rest:
            value = getattr(value, key) if is_attribute else value[key]
        return value

    def field(self, name, spec, conversion, depth):
        value = self.value(name)
        if conversion == 'r':
            value = repr(value)
        elif conversion == 's':
            value = str(value)
        elif conversion == 'a':
            value = ascii(value)
        elif conversion is not None:
            shown = conversion if 32 < ord(conversion) < 127 \
                else '\\x%x' % ord(conversion)
            raise ValueError("Unknown conversion specifier " + shown)
        if '{' in spec:
            spec = self.text(spec, depth - 1)
        return format(value, spec)

    def text(self, text, depth):
        if depth < 1:
            raise ValueError("Max string recursion exceeded")
        pieces = []
        for literal, name, spec, conversion in _string.formatter_parser(text):
            pieces.append(literal)
            if name is not None:
                pieces.append(self.field(name, spec, conversion, depth))
        return ''.join(pieces)


def str_format(self, /, *args, **kwargs):
    return _Formatting(args, kwargs).text(self, 2)


def str_format_map(self, mapping):
    return _Formatting(None, mapping).text(self, 2)

bytes_getitem = _indexed(bytes.__getitem__)
bytes_mul = bytes_rmul = _indexed(bytes.__mul__)
bytes_contains = _indexed(bytes.__contains__)
bytes_center = _indexed(bytes.center)
bytes_ljust = _indexed(bytes.ljust)
bytes_rjust = _indexed(bytes.rjust)
bytes_zfill = _indexed(bytes.zfill)
bytes_expandtabs = _indexed(bytes.expandtabs)
bytes_split = _indexed(bytes.split)
bytes_rsplit = _indexed(bytes.rsplit)
bytes_splitlines = _indexed(bytes.splitlines)
bytes_replace = _indexed(bytes.replace)
bytes_find = _indexed(bytes.find)
bytes_rfind = _indexed(bytes.rfind)
bytes_index = _indexed(bytes.index)
bytes_rindex = _indexed(bytes.rindex)
bytes_count = _indexed(bytes.count)
bytes_startswith = _indexed(bytes.startswith)
bytes_endswith = _indexed(bytes.endswith)
bytes_hex = _indexed(bytes.hex)
bytearray_getitem = _indexed(bytearray.__getitem__)
bytearray_mul = bytearray_rmul = _indexed(bytearray.__mul__)
bytearray_contains = _indexed(bytearray.__contains__)
bytearray_center = _indexed(bytearray.center)
bytearray_ljust = _indexed(bytearray.ljust)
bytearray_rjust = _indexed(bytearray.rjust)
bytearray_zfill = _indexed(bytearray.zfill)
bytearray_expandtabs = _indexed(bytearray.expandtabs)
bytearray_split = _indexed(bytearray.split)
bytearray_rsplit = _indexed(bytearray.rsplit)
bytearray_splitlines = _indexed(bytearray.splitlines)
bytearray_replace = _indexed(bytearray.replace)
bytearray_find = _indexed(bytearray.find)
bytearray_rfind = _indexed(bytearray.rfind)
bytearray_index = _indexed(bytearray.index)
bytearray_rindex = _indexed(bytearray.rindex)
bytearray_count = _indexed(bytearray.count)
bytearray_startswith = _indexed(bytearray.startswith)
bytearray_endswith = _indexed(bytearray.endswith)
bytearray_hex = _indexed(bytearray.hex)
bytearray_delitem = _indexed(bytearray.__delitem__)
bytearray_imul = _indexed(bytearray.__imul__)
bytearray_append = _indexed(bytearray.append)
bytearray_insert = _indexed(bytearray.insert)
bytearray_pop = _indexed(bytearray.pop)
bytearray_remove = _indexed(bytearray.remove)
memoryview_getitem = _indexed(memoryview.__getitem__)


def bytearray_setitem(self, key, value):
    if isinstance(key, slice):
        value = bytearray(value)
    bytearray.__setitem__(self, index_of(key), index_of(value))


def memoryview_setitem(self, key, value):
    value = float(value) if self.format in ('f', 'd') else index_of(value)
    memoryview.__setitem__(self, index_of(key), value)


def memoryview_contains(self, item):
    return item in self.tolist()


def memoryview_hex(self, *args):
    return self.tobytes().hex(*args)
