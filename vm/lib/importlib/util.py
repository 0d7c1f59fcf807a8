# SPDX-License-Identifier: MIT
# importlib.util: finding modules, and loading a file as one.
from _prelude import prelude_value

find_spec = prelude_value('import_spec')
module_from_spec = prelude_value('import_module_from_spec')
spec_from_file_location = prelude_value('import_spec_from_file')


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    return prelude_value('ModuleSpec')(name, loader, origin=origin,
                                       is_package=is_package)


def resolve_name(name, package):
    level = len(name) - len(name.lstrip('.'))
    if not level:
        return name
    if not package:
        raise ValueError(f'no package specified for {name!r} (required for '
                         'relative module names)')
    return prelude_value('import_resolve')(name[level:], package, level)
