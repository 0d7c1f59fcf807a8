# cpython: 3.8-3.13
"""A stack and its unit tests: fixtures, subtests, skips, mocks of a kind."""
import io
import re
import sys
import unittest


class Stack:
    def __init__(self, items=(), limit=None):
        self._items = list(items)
        self.limit = limit
        self.listeners = []

    def push(self, item):
        if self.limit is not None and len(self) >= self.limit:
            raise OverflowError(f"more than {self.limit} items")
        self._items.append(item)
        for listener in self.listeners:
            listener("push", item)

    def pop(self):
        if not self._items:
            raise IndexError("pop from an empty stack")
        return self._items.pop()

    @property
    def top(self):
        return self._items[-1] if self._items else None

    def __len__(self):
        return len(self._items)

    def __repr__(self):
        return f"Stack({self._items})"


class StackTest(unittest.TestCase):
    """Most of what a stack promises."""

    @classmethod
    def setUpClass(cls):
        print("setUpClass")

    @classmethod
    def tearDownClass(cls):
        print("tearDownClass")

    def setUp(self):
        self.stack = Stack([1, 2, 3])
        self.addCleanup(self.stack._items.clear)

    def test_push_and_pop(self):
        self.stack.push("four")
        self.assertEqual(self.stack.pop(), "four")
        self.assertEqual(len(self.stack), 3)

    def test_empty(self):
        empty = Stack()
        self.assertFalse(empty)
        self.assertIsNone(empty.top)
        with self.assertRaises(IndexError) as caught:
            empty.pop()
        self.assertIn("empty", str(caught.exception))

    def test_limit(self):
        small = Stack(limit=1)
        small.push(0)
        with self.assertRaisesRegex(OverflowError, r"than \d item"):
            small.push(1)

    def test_order(self):
        for expected in (3, 2, 1):
            with self.subTest(expected=expected):
                self.assertEqual(self.stack.pop(), expected)

    def test_listener(self):
        seen = []
        self.stack.listeners.append(lambda *event: seen.append(event))
        self.stack.push(9)
        self.assertListEqual(seen, [("push", 9)])

    def test_repr(self):
        """The repr can be evaluated"""
        self.assertRegex(repr(self.stack), r"^Stack\(\[.*\]\)$")
        self.assertEqual(repr(eval(repr(self.stack))), repr(self.stack))

    @unittest.skip("stacks cannot be sorted")
    def test_sort(self):
        self.fail("never runs")

    @unittest.skipUnless(sys.version_info < (3,), "needs Python 2")
    def test_old(self):
        self.fail("never runs either")

    @unittest.expectedFailure
    def test_known_bug(self):
        self.assertEqual(Stack([1]), Stack([1]))


class WrongTest(unittest.TestCase):
    def test_numbers(self):
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        self.assertGreater(2, 1)
        self.assertNotEqual(1, 1.5)

    def test_failure(self):
        self.assertEqual(Stack([1]).pop(), 2, "pop is wrong")

    def test_lists(self):
        self.assertEqual([1, 2, 3], [1, 5, 3])

    def test_error(self):
        Stack().missing

    def test_subtests(self):
        for n in range(4):
            with self.subTest(n=n):
                self.assertTrue(n % 2 == 0)


def run(case, verbosity):
    stream = io.StringIO()
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(case)
    print(suite.countTestCases(), "tests in", case.__name__)
    result = unittest.TextTestRunner(stream, verbosity=verbosity).run(suite)
    # what depends on the clock, the folder or the version
    text = re.sub(r"Ran .* in [\d.]+s", "Ran", stream.getvalue())
    text = re.sub(r'  File ".*\n.*\n(?: +[~^]+\n)?', "", text)
    text = re.sub(r"\(__main__\.(\w+)\.\w+\)", r"(__main__.\1)", text)
    print(text)
    return result


if __name__ == "__main__":
    good = run(StackTest, 0)
    print(good.wasSuccessful(), sorted(r for _, r in good.skipped),
          len(good.expectedFailures))
    bad = run(WrongTest, 0)
    print(bad.wasSuccessful(), len(bad.failures), len(bad.errors))
    print([test.id().split(".")[-1] for test, _ in bad.failures])
