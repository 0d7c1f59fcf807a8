# SPDX-License-Identifier: MIT
# Tuples with named fields, which CPython calls structseq: sys.version_info,
# os.stat_result ... The file comes first, for the others make some at once.


def _field(index):
    return property(lambda self: self[index])


def struct_sequence(name, fields, visible=None):
    """A tuple class with named fields; those behind `visible` are attributes
    only."""
    fields = fields.split()
    shown = fields if visible is None else fields[:visible]

    def __repr__(self):
        parts = [f'{field}={self[i]!r}' for i, field in enumerate(shown)]
        return f"{name}({', '.join(parts)})"

    def __reduce__(self):
        return tuple, (tuple(self),)

    space = {field: _field(i) for i, field in enumerate(shown)}
    space.update(__slots__=(), __repr__=__repr__, __reduce__=__reduce__,
                 n_fields=len(fields), n_sequence_fields=len(shown),
                 n_unnamed_fields=0)
    module, _, short = name.rpartition('.')
    space['__module__'] = module
    return type(short, (tuple,), space)
