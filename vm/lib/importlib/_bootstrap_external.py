# SPDX-License-Identifier: MIT
# importlib._bootstrap_external: what tools use of it. Import itself is
# vm/prelude/importing.py.
from importlib.machinery import *
from importlib.util import cache_from_source, source_from_cache


def _get_sourcefile(bytecode_path):
    """The source beside a compiled file, where there is one."""
    import os
    if not bytecode_path:
        return None
    base, _, ending = bytecode_path.rpartition('.')
    if not base or ending.lower()[-3:-1] != 'py':
        return bytecode_path
    try:
        source = source_from_cache(bytecode_path)
    except (NotImplementedError, ValueError):
        source = bytecode_path[:-1]
    return source if os.path.isfile(source) else bytecode_path
