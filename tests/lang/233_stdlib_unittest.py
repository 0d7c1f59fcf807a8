# SPDX-License-Identifier: MIT
# cpython: 3.8-3.11
# unittest: a test case with passes, failures, errors and skips.
import io
import unittest


class Case(unittest.TestCase):
    def setUp(self):
        self.value = 5

    def test_pass(self):
        self.assertEqual(self.value, 5)
        self.assertIn(1, [1])
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        with self.assertRaises(ValueError):
            int("x")

    def test_fail(self):
        self.assertEqual(1, 2)

    def test_error(self):
        raise KeyError("k")

    @unittest.skip("not now")
    def test_skip(self):
        pass


suite = unittest.defaultTestLoader.loadTestsFromTestCase(Case)
result = unittest.TextTestRunner(stream=io.StringIO()).run(suite)
print(result.testsRun, len(result.failures), len(result.errors),
    len(result.skipped), result.wasSuccessful())
print(result.failures[0][1].splitlines()[-1], "|",
    result.errors[0][1].splitlines()[-1])
