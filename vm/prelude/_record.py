# SPDX-License-Identifier: MIT
# Tuples with named fields, which CPython calls structseq: sys.version_info,
# os.stat_result ... The file comes first, for the others make some at once.


def _field(index):
    return property(lambda self: self[index])


def _partly_hidden(name, fields, shown, hidden):
    """What a class needs whose last fields are no items; they live in the
    instance's dict, where a programmer cannot write."""
    least, most = len(shown), len(fields)

    def __new__(cls, sequence, dict={}):
        values = tuple(sequence)
        if not least <= len(values) <= most:
            word = 'least' if len(values) < least else 'most'
            limit = least if len(values) < least else most
            raise TypeError(f'{name}() takes an at {word} {limit}-sequence '
                            f'({len(values)}-sequence given)')
        self = tuple.__new__(cls, values[:least])
        for i, field in enumerate(hidden, least):
            if i < len(values):
                value = values[i]
            elif field in dict:
                value = dict[field]
            else:
                # Items without a name are told by the hidden field's.
                value = self[shown.index(field)] if field in shown else None
            self.__dict__[field] = value
        return self

    def __reduce__(self):
        return type(self), (tuple(self), self.__dict__.copy())

    def __setattr__(self, field, value):
        if field in fields:
            raise AttributeError('readonly attribute')
        raise AttributeError(
            f'{name!r} object has no attribute {field!r}')

    return {'__new__': __new__, '__reduce__': __reduce__,
            '__setattr__': __setattr__}


def struct_sequence(name, fields, visible=None):
    """A tuple class with named fields; those behind `visible` are attributes
    only. A name that comes twice is, as an attribute, the hidden one."""
    fields = fields.split()
    shown = fields if visible is None else fields[:visible]
    hidden = fields[len(shown):]

    def __repr__(self):
        parts = [f'{field}={self[i]!r}' for i, field in enumerate(shown)]
        return f"{name}({', '.join(parts)})"

    def __reduce__(self):
        return tuple, (tuple(self),)

    space = {field: _field(i) for i, field in enumerate(shown)
             if field not in hidden}
    space.update(__repr__=__repr__, n_fields=len(fields),
                 n_sequence_fields=len(shown),
                 n_unnamed_fields=len(set(shown) & set(hidden)))
    if hidden:
        space.update(_partly_hidden(name, fields, shown, hidden))
    else:
        space.update(__slots__=(), __reduce__=__reduce__)
    module, _, short = name.rpartition('.')
    space['__module__'] = module
    return type(short, (tuple,), space)
