# SPDX-License-Identifier: MIT
# python -m unittest [tests ...]: the named tests, or those of this folder.

import os
import sys
from unittest import TestLoader, TestProgram

__unittest = True

if sys.argv[0].endswith('__main__.py'):
    sys.argv[0] = 'python -m unittest'


class _Everywhere(TestLoader):
    def loadTestsFromModule(self, module, *, pattern=None):
        if module.__name__ == '__main__':
            return self.discover(os.curdir)
        return super().loadTestsFromModule(module, pattern=pattern)

    def loadTestsFromNames(self, names, module=None):
        return super().loadTestsFromNames(
            [name[:-3].replace(os.sep, '.') if name.endswith('.py') else name
             for name in names if name != 'discover'])


sys.path.insert(0, os.curdir)
TestProgram(testLoader=_Everywhere())
