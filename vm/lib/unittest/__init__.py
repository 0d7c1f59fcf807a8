# SPDX-License-Identifier: MIT
# Test cases, suites of them, and a runner that reports.
#
# _case has TestCase and the result, _assert its assertions, _run the loader,
# the suites, the runner and main().

from unittest._case import (FunctionTestCase, SkipTest, TestCase, TestResult,
                            addModuleCleanup, doModuleCleanups,
                            enterModuleContext, expectedFailure, skip, skipIf,
                            skipUnless)
from unittest._run import (TestLoader, TestProgram, TestSuite,
                           TextTestResult, TextTestRunner, defaultTestLoader,
                           main)

__all__ = ['TestResult', 'TestCase', 'TestSuite', 'TextTestRunner',
           'TestLoader', 'FunctionTestCase', 'main', 'defaultTestLoader',
           'SkipTest', 'skip', 'skipIf', 'skipUnless', 'expectedFailure',
           'TextTestResult', 'TestProgram', 'addModuleCleanup',
           'doModuleCleanups', 'enterModuleContext',
           'IsolatedAsyncioTestCase']

__unittest = True


def __getattr__(name):
    # asyncio is loaded only for those who want it.
    if name == 'IsolatedAsyncioTestCase':
        from unittest.async_case import IsolatedAsyncioTestCase
        return IsolatedAsyncioTestCase
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
