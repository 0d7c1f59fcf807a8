# SPDX-License-Identifier: MIT
# The assertions of a test case, and the messages of those that fail.

import sys

__unittest = True

DIFF_OMITTED = ('\nDiff is %s characters long. Set self.maxDiff to None to '
                'see it.')

_MAX_LENGTH = 80


def safe_repr(obj, short=False):
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    if not short or len(text) < _MAX_LENGTH:
        return text
    return text[:_MAX_LENGTH] + ' [truncated]...'


def _shortened(*args):
    # Long values are shown around where they differ.
    texts = [safe_repr(arg) for arg in args]
    longest = max(map(len, texts))
    if longest <= 80:
        return tuple(texts)
    from os.path import commonprefix
    prefix = commonprefix(texts)
    size = len(prefix)
    room = 80 - (longest - size + 5 + 12 + 5)
    if room > 5:
        prefix = _cut(prefix, 5, room)
        return tuple(prefix + text[size:] for text in texts)
    prefix = _cut(prefix, 5, 5)
    return tuple(prefix + _cut(text[size:], 41, 5) for text in texts)


def _cut(text, head, tail):
    gone = len(text) - head - tail
    if gone > 12:
        return f'{text[:head]}[{gone} chars]{text[len(text) - tail:]}'
    return text


class _Expecting:
    # What assertRaises and its kin give to `with`.

    def __init__(self, case, expected, pattern=None):
        self.case = case
        self.expected = expected
        self.msg = None
        self.name = None
        if pattern is not None:
            import re
            pattern = re.compile(pattern)
        self.pattern = pattern

    def handle(self, name, args, kwargs):
        # Without a callable: the manager itself.
        if not self._is_valid():
            raise TypeError(f'{name}() arg 1 must be {self._base_text}')
        if not args:
            self.msg = kwargs.pop('msg', None)
            if kwargs:
                raise TypeError(f'{next(iter(kwargs))!r} is an invalid keyword'
                                ' argument for this function')
            return self
        function, *rest = args
        self.name = (getattr(function, '__name__', None)
                     or str(function))
        with self:
            function(*rest, **kwargs)

    def _is_valid(self):
        kinds = self.expected if isinstance(self.expected, tuple) \
            else (self.expected,)
        return all(isinstance(kind, type) and issubclass(kind, self._base)
                   for kind in kinds)

    def _expected_name(self):
        return getattr(self.expected, '__name__', str(self.expected))

    def _fail(self, message):
        raise self.case.failureException(
            self.case._formatMessage(self.msg, message))

    def _fail_missing(self, word):
        by = f' by {self.name}' if self.name else ''
        self._fail(f'{self._expected_name()} not {word}{by}')

    def _check_text(self, value):
        if self.pattern is not None and not self.pattern.search(str(value)):
            self._fail(f'"{self.pattern.pattern}" does not match '
                       f'"{value}"')


class _Raising(_Expecting):
    _base = BaseException
    _base_text = 'an exception type or tuple of exception types'

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            self._fail_missing('raised')
        if not issubclass(kind, self.expected):
            return False
        self.exception = value.with_traceback(None)
        self._check_text(value)
        return True


class _Warning(_Expecting):
    _base = Warning
    _base_text = 'a warning class or tuple of warning classes'

    def __enter__(self):
        import warnings
        # Who has warned before is to warn again.
        for module in list(sys.modules.values()):
            if getattr(module, '__warningregistry__', None):
                module.__warningregistry__ = {}
        self._catcher = warnings.catch_warnings(record=True)
        self.warnings = self._catcher.__enter__()
        warnings.simplefilter('always', self.expected)
        return self

    def __exit__(self, kind, value, trace):
        self._catcher.__exit__(kind, value, trace)
        if kind is not None:
            return
        first = None
        for caught in self.warnings:
            if not isinstance(caught.message, self.expected):
                continue
            first = caught.message if first is None else first
            if self.pattern is not None and not self.pattern.search(
                    str(caught.message)):
                continue
            self.warning = caught.message
            self.filename, self.lineno = caught.filename, caught.lineno
            return
        if first is not None:
            self._check_text(first)
        self._fail_missing('triggered')


class _Logging:
    def __init__(self, case, logger, level, forbidden=False):
        self.case, self.logger, self.level = case, logger, level
        self.forbidden = forbidden

    def __enter__(self):
        import logging
        logger = self.logger if isinstance(self.logger, logging.Logger) \
            else logging.getLogger(self.logger)
        level = logging._nameToLevel.get(self.level, self.level) \
            if self.level else logging.INFO
        watch = self

        class Keeper(logging.Handler):
            def emit(self, record):
                watch.records.append(record)
                watch.output.append(self.format(record))

        self.records, self.output = [], []
        keeper = Keeper()
        keeper.setLevel(level)
        keeper.setFormatter(logging.Formatter(
            '%(levelname)s:%(name)s:%(message)s'))
        self.target, self.level_name = logger, logging.getLevelName(level)
        self.saved = logger.handlers[:], logger.level, logger.propagate
        logger.handlers = [keeper]
        logger.setLevel(level)
        logger.propagate = False
        return None if self.forbidden else self

    def __exit__(self, kind, value, trace):
        logger = self.target
        logger.handlers, level, logger.propagate = self.saved
        logger.setLevel(level)
        if kind is not None:
            return
        if self.forbidden:
            if self.records:
                raise self.case.failureException(
                    f'Unexpected logs found: {self.output!r}')
        elif not self.records:
            raise self.case.failureException(
                f'no logs of level {self.level_name} or higher triggered on '
                f'{logger.name}')


class Assertions:
    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    _diffThreshold = 1 << 16     # longer texts are not compared by lines

    def _formatMessage(self, msg, standard):
        if not self.longMessage:
            return msg or standard
        return standard if msg is None else f'{standard} : {msg}'

    def _claim(self, holds, msg, text, *values):
        # `text` has a {} for each value.
        if not holds:
            shown = text.format(*map(safe_repr, values))
            raise self.failureException(self._formatMessage(msg, shown))

    def fail(self, msg=None):
        raise self.failureException(msg)

    def assertTrue(self, expr, msg=None):
        self._claim(expr, msg, '{} is not true', expr)

    def assertFalse(self, expr, msg=None):
        self._claim(not expr, msg, '{} is not false', expr)

    def assertIs(self, expr1, expr2, msg=None):
        self._claim(expr1 is expr2, msg, '{} is not {}', expr1, expr2)

    def assertIsNot(self, expr1, expr2, msg=None):
        self._claim(expr1 is not expr2, msg, 'unexpectedly identical: {}',
                    expr1)

    def assertIsNone(self, obj, msg=None):
        self._claim(obj is None, msg, '{} is not None', obj)

    def assertIsNotNone(self, obj, msg=None):
        self._claim(obj is not None, msg, 'unexpectedly None')

    def assertIn(self, member, container, msg=None):
        self._claim(member in container, msg, '{} not found in {}', member,
                    container)

    def assertNotIn(self, member, container, msg=None):
        self._claim(member not in container, msg,
                    '{} unexpectedly found in {}', member, container)

    def assertIsInstance(self, obj, cls, msg=None):
        self._claim(isinstance(obj, cls), msg,
                    f'{{}} is not an instance of {cls!r}', obj)

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._claim(not isinstance(obj, cls), msg,
                    f'{{}} is an instance of {cls!r}', obj)

    def assertLess(self, a, b, msg=None):
        self._claim(a < b, msg, '{} not less than {}', a, b)

    def assertLessEqual(self, a, b, msg=None):
        self._claim(a <= b, msg, '{} not less than or equal to {}', a, b)

    def assertGreater(self, a, b, msg=None):
        self._claim(a > b, msg, '{} not greater than {}', a, b)

    def assertGreaterEqual(self, a, b, msg=None):
        self._claim(a >= b, msg, '{} not greater than or equal to {}', a, b)

    def assertNotEqual(self, first, second, msg=None):
        self._claim(first != second, msg, '{} == {}', first, second)

    # Equality, shown by kind.

    def addTypeEqualityFunc(self, typeobj, function):
        self._equal_by_type = {**getattr(self, '_equal_by_type', {}),
                               typeobj: function}

    def assertEqual(self, first, second, msg=None):
        kind = type(first)
        compare = self._plainly_equal
        if kind is type(second):
            named = getattr(self, '_equal_by_type', {}).get(kind)
            if named is None and kind in _BY_TYPE:
                named = _BY_TYPE[kind]
            if named is not None:
                compare = getattr(self, named) if isinstance(named, str) \
                    else named
        compare(first, second, msg=msg)

    def _plainly_equal(self, first, second, msg=None):
        if not first == second:
            shown = '%s != %s' % _shortened(first, second)
            raise self.failureException(self._formatMessage(msg, shown))

    _baseAssertEqual = _plainly_equal

    def _differ(self, standard, old, new, msg):
        # A failure that shows the lines that differ.
        import difflib
        lines = '\n' + '\n'.join(difflib.ndiff(old, new))
        raise self.failureException(self._formatMessage(
            msg, self._truncateMessage(standard, lines)))

    def _truncateMessage(self, message, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return message + diff
        return message + DIFF_OMITTED % len(diff)

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, 'First argument is not a string')
        self.assertIsInstance(second, str, 'Second argument is not a string')
        if first == second:
            return
        if max(len(first), len(second)) > self._diffThreshold:
            self._plainly_equal(first, second, msg)
        import difflib
        shown = '%s != %s' % _shortened(first, second)
        old = first.splitlines(keepends=True)
        new = second.splitlines(keepends=True)
        if len(old) == 1 and first.strip('\r\n') == first:
            old, new = [first + '\n'], [second + '\n']
        lines = '\n' + ''.join(difflib.ndiff(old, new))
        self.fail(self._formatMessage(
            msg, self._truncateMessage(shown, lines)))

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        word = 'sequence' if seq_type is None else seq_type.__name__
        if seq_type is not None:
            for name, seq in (('First', seq1), ('Second', seq2)):
                if not isinstance(seq, seq_type):
                    raise self.failureException(
                        f'{name} sequence is not a {word}: '
                        f'{safe_repr(seq)}')
        for name, seq in (('First', seq1), ('Second', seq2)):
            if not hasattr(seq, '__len__'):
                import pprint
                self._differ(f'{name} {word} has no length.    '
                             'Non-sequence?',
                             pprint.pformat(seq1).splitlines(),
                             pprint.pformat(seq2).splitlines(), msg)
        if seq1 == seq2 or seq_type is None and type(seq1) != type(seq2) \
                and list(seq1) == list(seq2):
            return
        standard = '%ss differ: %s != %s\n' % (
            (word.capitalize(),) + _shortened(seq1, seq2))
        for place in range(min(len(seq1), len(seq2))):
            if seq1[place] != seq2[place]:
                standard += (f'\nFirst differing element {place}:\n%s\n%s\n'
                             % _shortened(seq1[place], seq2[place]))
                break
        for name, seq, other in (('First', seq1, seq2),
                                 ('Second', seq2, seq1)):
            if len(seq) > len(other):
                extra = safe_repr(seq[len(other)])
                standard += (f'\n{name} {word} contains '
                             f'{len(seq) - len(other)} additional elements.\n'
                             f'First extra element {len(other)}:\n{extra}\n')
        import pprint
        self._differ(standard, pprint.pformat(seq1).splitlines(),
                     pprint.pformat(seq2).splitlines(), msg)

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        lines = []
        only_here = self._less(set1, set2, 'first')
        for word, only in (('first', only_here),
                           ('second', self._less(set2, set1, 'second'))):
            if only:
                other = 'second' if word == 'first' else 'first'
                lines.append(f'Items in the {word} set but not the {other}:')
                lines += map(repr, only)
        if lines:
            self.fail(self._formatMessage(msg, '\n'.join(lines)))

    def _less(self, these, those, word):
        try:
            return these.difference(those)
        except TypeError as error:
            self.fail('invalid type when attempting set difference: '
                      f'{error}')
        except AttributeError as error:
            self.fail(f'{word} argument does not support set difference: '
                      f'{error}')

    def assertDictContainsSubset(self, subset, dictionary, msg=None):
        import warnings
        warnings.warn('assertDictContainsSubset is deprecated',
                      DeprecationWarning)
        missing = [key for key in subset if key not in dictionary]
        other = [f'{safe_repr(key)}, expected: {safe_repr(value)}, '
                 f'actual: {safe_repr(dictionary[key])}'
                 for key, value in subset.items()
                 if key in dictionary and value != dictionary[key]]
        parts = []
        if missing:
            parts.append('Missing: ' + ','.join(map(safe_repr, missing)))
        if other:
            parts.append('Mismatched values: ' + ','.join(other))
        if parts:
            self.fail(self._formatMessage(msg, '; '.join(parts)))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, 'First argument is not a dictionary')
        self.assertIsInstance(d2, dict, 'Second argument is not a dictionary')
        if d1 != d2:
            import pprint
            self._differ('%s != %s' % _shortened(d1, d2),
                         pprint.pformat(d1).splitlines(),
                         pprint.pformat(d2).splitlines(), msg)

    def assertCountEqual(self, first, second, msg=None):
        from collections import Counter
        first, second = list(first), list(second)
        try:
            counts = Counter(first), Counter(second)
            items = list(dict.fromkeys(first + second))
            found = [(counts[0][item], counts[1][item], item)
                     for item in items]
        except TypeError:
            items = []
            for item in first + second:
                if item not in items:
                    items.append(item)
            found = [(first.count(item), second.count(item), item)
                     for item in items]
        lines = [f'First has {a}, Second has {b}:  {item!r}'
                 for a, b, item in found if a != b]
        if lines:
            text = 'Element counts were not equal:\n' + '\n'.join(lines)
            self.fail(self._formatMessage(msg, text))

    # Nearly equal.

    def _distance(self, first, second, places, delta):
        # (is it close, how that is said)
        if delta is not None and places is not None:
            raise TypeError('specify delta or places not both')
        apart = abs(first - second)
        if delta is not None:
            return apart <= delta, f'{safe_repr(delta)} delta', apart
        places = 7 if places is None else places
        return round(apart, places) == 0, f'{places!r} places', apart

    def assertAlmostEqual(self, first, second, places=None, msg=None,
                          delta=None):
        if first == second:
            return
        close, within, apart = self._distance(first, second, places, delta)
        self._claim(close, msg, f'{{}} != {{}} within {within} '
                                '({} difference)', first, second, apart)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None,
                             delta=None):
        close, within, apart = self._distance(first, second, places, delta)
        if delta is not None:
            within += f' ({safe_repr(apart)} difference)'
        self._claim(first != second and not close, msg,
                    f'{{}} == {{}} within {within}', first, second)

    # Text.

    def assertRegex(self, text, expected_regex, msg=None):
        import re
        if isinstance(expected_regex, (str, bytes)):
            expected_regex = re.compile(expected_regex)
        if not expected_regex.search(text):
            raise self.failureException(self._formatMessage(
                msg, f"Regex didn't match: {expected_regex.pattern!r} not "
                     f'found in {text!r}'))

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        import re
        if isinstance(unexpected_regex, (str, bytes)):
            unexpected_regex = re.compile(unexpected_regex)
        match = unexpected_regex.search(text)
        if match:
            raise self.failureException(self._formatMessage(
                msg, f'Regex matched: {match.group()!r} matches '
                     f'{unexpected_regex.pattern!r} in {text!r}'))

    # Exceptions, warnings, log records.

    def assertRaises(self, expected_exception, *args, **kwargs):
        return _Raising(self, expected_exception).handle(
            'assertRaises', args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args,
                          **kwargs):
        return _Raising(self, expected_exception, expected_regex).handle(
            'assertRaisesRegex', args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return _Warning(self, expected_warning).handle('assertWarns', args,
                                                       kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args,
                         **kwargs):
        return _Warning(self, expected_warning, expected_regex).handle(
            'assertWarnsRegex', args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return _Logging(self, logger, level)

    def assertNoLogs(self, logger=None, level=None):
        return _Logging(self, logger, level, True)

    # The names of long ago.

    def _old(name):
        def method(self, *args, **kwargs):
            from warnings import warn
            warn(f'Please use {name} instead.', DeprecationWarning, 2)
            return getattr(self, name)(*args, **kwargs)

        return method

    failUnless = assert_ = _old('assertTrue')
    failIf = _old('assertFalse')
    assertEquals = failUnlessEqual = _old('assertEqual')
    assertNotEquals = failIfEqual = _old('assertNotEqual')
    assertAlmostEquals = failUnlessAlmostEqual = _old('assertAlmostEqual')
    assertNotAlmostEquals = failIfAlmostEqual = _old('assertNotAlmostEqual')
    failUnlessRaises = _old('assertRaises')
    assertRaisesRegexp = _old('assertRaisesRegex')
    assertRegexpMatches = _old('assertRegex')
    assertNotRegexpMatches = _old('assertNotRegex')
    del _old


_BY_TYPE = {dict: 'assertDictEqual', list: 'assertListEqual',
            tuple: 'assertTupleEqual', set: 'assertSetEqual',
            frozenset: 'assertSetEqual', str: 'assertMultiLineEqual'}
