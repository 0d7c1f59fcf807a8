# SPDX-License-Identifier: MIT
# doctest: examples found, run and reported.
import doctest
import sys
import types
import unittest

SOURCE = '''
"""A module.

>>> 1 + 1
2
>>> square(3)
10
"""


def square(x):
    """
    >>> square(2)
    4
    >>> for i in range(3):
    ...     print(square(i))
    0
    1
    4
    >>> square('a')
    Traceback (most recent call last):
        ...
    TypeError: can't multiply sequence by non-int of type 'str'
    >>> print('a\\\\n\\\\nb')
    a
    <BLANKLINE>
    b
    >>> list(range(20))     # doctest: +ELLIPSIS
    [0, 1, ..., 19]
    >>> print('1   2')      # doctest: +NORMALIZE_WHITESPACE
    1 2
    >>> 1 / 0   # doctest: +SKIP
    >>> print(1)
    >>> True
    1
    """
    return x * x


class Shape:
    """
    >>> Shape().area
    0
    """

    @property
    def area(self):
        """
        >>> Shape().area + 1
        1
        """
        return 0

    def nothing(self):
        pass


__test__ = {'more': """
>>> 2 * 3
6
"""}
'''
module = types.ModuleType('shapes')
exec(SOURCE, module.__dict__)
module.__file__ = 'shapes.py'
finder = doctest.DocTestFinder()
for test in finder.find(module):
    print(test.name, len(test.examples), [
        (e.source, e.want, e.lineno, e.indent, e.exc_msg) for e in
        test.examples][:4])
for verbose in (False, True):
    runner = doctest.DocTestRunner(verbose=verbose)
    for test in finder.find(module):
        test.lineno = None
        print(runner.run(test))
    print(runner.summarize())
parser = doctest.DocTestParser()
print([type(piece) for piece in parser.parse('a\n>>> x\n1\n\nb')])
for text in ('>>>x', '  >>> a\n b\n', '>>> x # doctest: +NONSENSE'):
    try:
        parser.get_examples(text, 'name')
    except ValueError as error:
        print(error)
print(doctest.script_from_examples('Text.\n\n>>> a = 1\n>>> a\n1\n\nEnd.\n'))
checker = doctest.OutputChecker()
example = doctest.Example('x', 'a\nb\nc\nd\n')
for flag in (0, doctest.REPORT_UDIFF, doctest.REPORT_CDIFF,
             doctest.REPORT_NDIFF):
    print(checker.output_difference(example, 'a\nB\nc\nd\n', flag))
print(checker.check_output('a...z\n', 'abcz\n', doctest.ELLIPSIS),
      checker.check_output('a', 'b', 0))
suite = unittest.TestSuite([doctest.DocTestSuite(module)])
result = unittest.TestResult()
suite.run(result)
print(result.testsRun, len(result.failures), len(result.errors))
doctest.run_docstring_examples(module.Shape, {'Shape': module.Shape},
                               name='Shape')
