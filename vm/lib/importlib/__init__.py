# SPDX-License-Identifier: MIT
# importlib: what programs call of it. Import itself is vm/prelude/importing.py.
from _prelude import prelude_value

import_module = prelude_value('import_module')
reload = prelude_value('import_reload')
__import__ = __import__


def invalidate_caches():
    # Nothing is cached: every import looks at the folders.
    pass


def find_loader(name, path=None):
    spec = prelude_value('import_find_spec')(name, path)
    return None if spec is None else spec.loader
