# SPDX-License-Identifier: MIT
# library: unittest
# When a result hears of what, old results, loaders that fail, the program.
import io
import os
import sys
import types
import unittest
import warnings

calls = []


class Result(unittest.TestResult):
    def startTest(self, test):
        calls.append('start')
        super().startTest(test)

    def addError(self, test, error):
        calls.append('error')
        super().addError(test, error)

    def addFailure(self, test, error):
        calls.append('failure')
        super().addFailure(test, error)

    def addSubTest(self, test, subtest, error):
        calls.append(f'subtest {subtest._subDescription()} {error is None}'
                     if hasattr(subtest, '_subDescription')
                     else f'subtest {subtest._description()} {error is None}')
        super().addSubTest(test, subtest, error)

    def addSkip(self, test, reason):
        calls.append('skip')
        super().addSkip(test, reason)


class Case(unittest.TestCase):
    def setUp(self):
        calls.append('setUp')

    def tearDown(self):
        calls.append('tearDown')

    def test_error(self):
        raise KeyError(1)

    def test_failure(self):
        self.fail('no')

    def test_parts(self):
        for i in range(3):
            with self.subTest(i=i):
                with self.subTest('inner', j=i):
                    if i == 1:
                        self.skipTest('not this')
                    self.assertNotEqual(i, 2)


for name in ('test_error', 'test_failure', 'test_parts'):
    result = Result()
    Case(name).run(result)
    print(calls, result)
    calls.clear()


class Old:
    # A result from long ago.
    def __init__(self):
        self.failures, self.errors, self.testsRun = [], [], 0
        self.shouldStop = False

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def addSuccess(self, test):
        print('success', test)

    def addFailure(self, test, error):
        print('failure', test, error[0].__name__)

    addError = addFailure


class More(unittest.TestCase):
    def test_skip(self):
        self.skipTest('x')

    @unittest.expectedFailure
    def test_expected(self):
        self.fail()

    @unittest.expectedFailure
    def test_unexpected(self):
        pass

    def test_part(self):
        with self.subTest(1):
            self.fail()


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    unittest.defaultTestLoader.loadTestsFromTestCase(More).run(Old())
    print([str(w.message) for w in seen])

made = types.ModuleType('made')
made.load_tests = lambda loader, tests, pattern: 1 // 0
loader = unittest.TestLoader()
(test,) = loader.loadTestsFromModule(made)
print(loader.errors[0].splitlines()[0], loader.errors[0].splitlines()[-1])
try:
    test.made()
except ZeroDivisionError as error:
    print(error)
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    loader.loadTestsFromModule(types.ModuleType('m'), use_load_tests=False)
    print([str(w.message) for w in seen])
for args, kws in (((made, 1, 2), {}), ((made,), {'other': 1})):
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        try:
            loader.loadTestsFromModule(*args, **kws)
        except TypeError as error:
            print(error)

suite = unittest.TestSuite([More('test_skip'), lambda result: None])
print(suite.countTestCases() if False else len(list(suite)))
suite = unittest.TestSuite([More('test_skip')] * 2)
suite.run(unittest.TestResult())
print(suite.countTestCases(), list(suite))
print(unittest.BaseTestSuite.__module__, unittest.TestResult.__module__,
      unittest.TextTestResult.__module__, unittest.TestCase.__module__)


class Runner:
    def __init__(self, **options):
        print(sorted(options.items(), key=str))

    def run(self, test):
        print(test.countTestCases())
        return unittest.TestResult()


module = types.ModuleType('cases')
module.More = More
for argv in ([], ['-v', '-b', '-f', '--locals'], ['More.test_skip', '-q'],
             ['-k', 'skip', '-k', '*part']):
    program = unittest.main(module, argv=['prog'] + argv, exit=False,
                            testRunner=Runner, warnings='ignore',
                            testLoader=unittest.TestLoader())
    print(program.testNames, program.verbosity, program.testNamePatterns)

case = unittest.TestCase()
for work in (lambda: case.assertSetEqual(None, set()),
             lambda: case.assertSequenceEqual(None, ()),
             lambda: case.assertListEqual([1], (1,)),
             lambda: case.assertMultiLineEqual('a' * 70000, 'b')):
    try:
        work()
    except AssertionError as error:
        print(str(error)[:100])
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    case.assertDictContainsSubset({'a': 1}, {'a': 1, 'b': 2})
    try:
        case.assertDictContainsSubset({'a': 2, 'c': 1}, {'a': 1})
    except AssertionError as error:
        print(error)
    case.failUnlessAlmostEqual(1, 1.00000001)
    print([str(w.message) for w in seen])
