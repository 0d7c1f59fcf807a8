# SPDX-License-Identifier: MIT
# python -m inspect MODULE[:OBJECT]: its source, or with --details where it is.

import argparse
import importlib
import inspect
import sys


def _found(path):
    name, _, inner = path.partition(':')
    found = module = importlib.import_module(name)
    for part in inner.split('.') if inner else ():
        found = getattr(found, part)
    return module, found


def _details(path, module, found):
    print(f'Target: {path}')
    print(f'Origin: {inspect.getsourcefile(module)}')
    print(f'Cached: {module.__cached__}')
    if found is module:
        print(f'Loader: {module.__loader__!r}')
        if hasattr(module, '__path__'):
            print(f'Submodule search path: {module.__path__}')
    else:
        try:
            print(f'Line: {inspect.findsource(found)[1]}')
        except (OSError, TypeError):
            pass
    print()


def main():
    parser = argparse.ArgumentParser(prog='inspect')
    parser.add_argument('object', help="The object to be analysed. It "
                        "supports the 'module:qualname' syntax")
    parser.add_argument('-d', '--details', action='store_true',
                        help='Display info about the module rather than its '
                             'source code')
    given = parser.parse_args()
    try:
        module, found = _found(given.object)
    except Exception as error:
        print(f'Failed to import {given.object.partition(":")[0]} '
              f'({type(error).__name__}: {error})', file=sys.stderr)
        sys.exit(2)
    if module.__name__ in sys.builtin_module_names:
        print("Can't get info for builtin modules.", file=sys.stderr)
        sys.exit(1)
    if given.details:
        _details(given.object, module, found)
    else:
        print(inspect.getsource(found))


if __name__ == '__main__':
    main()
