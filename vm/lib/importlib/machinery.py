# SPDX-License-Identifier: MIT
# importlib.machinery: the classes that specs are made of.
from _prelude import prelude_value

ModuleSpec = prelude_value('ModuleSpec')
SourceFileLoader = prelude_value('SourceFileLoader')
BuiltinImporter = prelude_value('BuiltinImporter')
FrozenImporter = prelude_value('FrozenImporter')
PathFinder = prelude_value('PathFinder')
FileFinder = prelude_value('FileFinder')
SOURCE_SUFFIXES = ['.py']
BYTECODE_SUFFIXES = ['.pyc']
EXTENSION_SUFFIXES = []


def all_suffixes():
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES
