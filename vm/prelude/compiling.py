# SPDX-License-Identifier: MIT
# compile() where it takes or gives a syntax tree.

_COMPILE_FUTURE = 0x1fe0000


def builtins_compile(source, filename, mode, flags=0, dont_inherit=False,
                     optimize=-1):
    tree = import_absolute('_ast')
    flags = flags or 0
    if optimize is None:
        optimize = -1
    if isinstance(filename, (bytes, bytearray, memoryview)):
        if not isinstance(filename, bytes):
            import_absolute('warnings').warn(
                'path should be string, bytes, or os.PathLike, not '
                f'{type(filename).__name__}', DeprecationWarning, stacklevel=2)
        filename = bytes(filename).decode('utf-8', 'surrogateescape')
    elif not isinstance(filename, str):
        os = import_absolute('os')
        filename = os.fsdecode(filename)
    if not isinstance(source, tree.AST):
        if not flags & tree.PyCF_ONLY_AST:
            return compile(source, filename, mode, flags, bool(dont_inherit),
                           optimize)
        if not isinstance(source, (str, bytes, bytearray, memoryview)):
            raise TypeError('compile() arg 1 must be a string, bytes or AST '
                            'object')
        return tree.parse_text(source, filename, mode, flags)
    if flags & tree.PyCF_ONLY_AST:
        return source
    await_flag = 0x20 if flags & tree.PyCF_ALLOW_TOP_LEVEL_AWAIT else 0
    flags &= _COMPILE_FUTURE
    return tree.compile_tree(source, filename, mode,
                             flags | await_flag | (0, 0, 1, 3)[optimize + 1])
