# SPDX-License-Identifier: MIT
# Test cases, suites of them, and a runner that reports.
#
# case has TestCase, _assert its assertions, result what came of it; the rest
# is named after what it makes.

from unittest.result import TestResult
from unittest.case import (FunctionTestCase, SkipTest, TestCase,
                           addModuleCleanup, doModuleCleanups,
                           enterModuleContext, expectedFailure, skip, skipIf,
                           skipUnless)
from unittest.suite import BaseTestSuite, TestSuite
from unittest.loader import (TestLoader, defaultTestLoader, findTestCases,
                             getTestCaseNames, makeSuite)
from unittest.runner import TextTestResult, TextTestRunner
from unittest.main import TestProgram, main

__all__ = ['TestResult', 'TestCase', 'TestSuite', 'TextTestRunner',
           'TestLoader', 'FunctionTestCase', 'main', 'defaultTestLoader',
           'SkipTest', 'skip', 'skipIf', 'skipUnless', 'expectedFailure',
           'TextTestResult', 'TestProgram', 'addModuleCleanup',
           'doModuleCleanups', 'enterModuleContext', 'makeSuite',
           'findTestCases', 'getTestCaseNames', 'installHandler',
           'registerResult', 'removeHandler', 'removeResult',
           'IsolatedAsyncioTestCase']

__unittest = True
_TextTestResult = TextTestResult


def __getattr__(name):
    # asyncio and signals are loaded only for those who want them.
    if name == 'IsolatedAsyncioTestCase':
        from unittest.async_case import IsolatedAsyncioTestCase
        return IsolatedAsyncioTestCase
    if name in ('installHandler', 'registerResult', 'removeHandler',
                'removeResult'):
        from unittest import signals
        return getattr(signals, name)
    if name in ('signals', 'util'):
        from importlib import import_module
        return import_module('unittest.' + name)
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
