# SPDX-License-Identifier: MIT
# library: unittest
# A file of test cases: what the runner prints, its time apart.
import io
import re
import unittest

log = []


class Good(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        log.append('class up')

    @classmethod
    def tearDownClass(cls):
        log.append('class down')

    def setUp(self):
        self.addCleanup(log.append, 'clean')

    def test_equal(self):
        self.assertEqual(1 + 1, 2)
        self.assertEqual([1], [1])
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        self.assertCountEqual([1, 2, 2], [2, 1, 2])
        self.assertRegex('abc', 'b+')

    def test_raises(self):
        with self.assertRaises(ZeroDivisionError) as caught:
            1 / 0
        self.assertIn('zero', str(caught.exception))
        self.assertRaisesRegex(ValueError, 'lit', int, 'x')

    @unittest.skip('not today')
    def test_skipped(self):
        self.fail()

    @unittest.expectedFailure
    def test_expected(self):
        self.assertTrue(False)


class Bad(unittest.TestCase):
    def test_differs(self):
        self.assertEqual(3, 4, 'numbers')

    def test_error(self):
        {}['missing']

    def test_parts(self):
        for number in range(3):
            with self.subTest(number=number):
                self.assertNotEqual(number, 1)

    def test_no_raise(self):
        with self.assertRaises(KeyError):
            pass


for verbosity in (1, 2):
    stream = io.StringIO()
    suite = unittest.TestSuite([
        unittest.defaultTestLoader.loadTestsFromTestCase(Bad),
        unittest.defaultTestLoader.loadTestsFromTestCase(Good)])
    result = unittest.TextTestRunner(stream, verbosity=verbosity).run(suite)
    text = re.sub(r'in \d+\.\d+s', 'in 0s', stream.getvalue())
    print(re.sub(r'File ".*?"', 'File', text))
    print(result.wasSuccessful(), result.testsRun)
print(log)
