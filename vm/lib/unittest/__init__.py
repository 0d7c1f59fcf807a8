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
           'doModuleCleanups', 'enterModuleContext']

__unittest = True
