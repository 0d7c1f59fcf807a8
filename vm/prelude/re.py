# SPDX-License-Identifier: MIT
# Pattern and Match. Matching itself is native (vm/modules/re.c): a pattern is
# its PCRE2 text and options, a match a flat tuple of starts and ends.
#
# how: 1 at the place only, 2 up to the end, 4 not empty at the place.

from _re import match as _re_match, scan as _re_scan, check as _re_check

_RE_FLAG_NAMES = ('TEMPLATE', 'IGNORECASE', 'LOCALE', 'MULTILINE', 'DOTALL',
                  'UNICODE', 'VERBOSE', 'DEBUG', 'ASCII')


def _re_plain(string):
    # What groups are cut from: exactly str or bytes.
    if type(string) is str or type(string) is bytes:
        return string
    if isinstance(string, str):
        return ''.join((string,)) if len(string) != 1 else chr(ord(string))
    return bytes(string)


def _re_join(pattern, parts):
    return ('' if pattern._is_text else b'').join(parts)


class re_Pattern:
    __slots__ = ('pattern', 'flags', 'groups', '_names', '_code', '_options',
                 '_is_text', '_closing', '__weakref__')

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 're.Pattern' instances")

    @classmethod
    def _made(cls, translation, pattern):
        self = object.__new__(cls)
        self.pattern = pattern
        self.flags = flags = translation.flags
        self.groups = translation.groups
        self._names = translation.names
        self._code = translation.code
        self._is_text = translation.is_text
        self._options = ((flags >> 1 & 1) | (flags >> 4 & 2)
                         | (0 if translation.is_text else 4))
        looking = translation.looking
        self._closing = ([n for n in translation.closing if n in looking]
                         + [n for n in translation.closing
                            if n not in looking], len(looking))
        _re_check(self._code, self._options)
        return self

    @property
    def groupindex(self):
        return type(type.__dict__)(self._names)

    def _one(self, string, pos, endpos, how):
        spans = _re_match(self._code, self._options, string, pos, endpos, how)
        return None if spans is None else re_Match._made(
            self, string, pos, endpos, spans)

    def match(self, string, pos=0, endpos=9223372036854775807):
        return self._one(string, pos, endpos, 1)

    def fullmatch(self, string, pos=0, endpos=9223372036854775807):
        return self._one(string, pos, endpos, 3)

    def search(self, string, pos=0, endpos=9223372036854775807):
        return self._one(string, pos, endpos, 0)

    def findall(self, string, pos=0, endpos=9223372036854775807):
        found = _re_scan(self._code, self._options, string, pos, endpos, 0)
        text = _re_plain(string)
        if not self.groups:
            return [text[spans[0]:spans[1]] for spans in found]
        empty = text[:0]
        if self.groups == 1:
            return [text[spans[2]:spans[3]] if spans[2] >= 0 else empty
                    for spans in found]
        places = range(2, 2 * self.groups + 2, 2)
        return [tuple([text[spans[i]:spans[i + 1]] if spans[i] >= 0 else empty
                       for i in places]) for spans in found]

    def finditer(self, string, pos=0, endpos=9223372036854775807):
        return iter(re_Scanner(self, string, pos, endpos).search, None)

    def scanner(self, string, pos=0, endpos=9223372036854775807):
        return re_Scanner(self, string, pos, endpos)

    def split(self, string, maxsplit=0):
        found = () if maxsplit < 0 else _re_scan(
            self._code, self._options, string, 0, 9223372036854775807,
            maxsplit)
        text = _re_plain(string)
        out = []
        start = 0
        for spans in found:
            out.append(text[start:spans[0]])
            for i in range(2, len(spans), 2):
                out.append(text[spans[i]:spans[i + 1]] if spans[i] >= 0
                           else None)
            start = spans[1]
        out.append(text[start:])
        return out

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        if callable(repl):
            return self._sub_calling(repl, string, count)
        found = () if count < 0 else _re_scan(
            self._code, self._options, string, 0, 9223372036854775807, count)
        text = _re_plain(string)
        parts = [repl]
        if ('\\' if isinstance(repl, str) else b'\\') in repl:
            parts = self._template(self, repl)
        out = []
        start = 0
        for spans in found:
            out.append(text[start:spans[0]])
            for part in parts:
                if type(part) is not int:
                    out.append(part)
                elif spans[2 * part] >= 0:
                    out.append(text[spans[2 * part]:spans[2 * part + 1]])
            start = spans[1]
        if not found:
            return text, 0
        out.append(text[start:])
        return _re_join(self, out), len(found)

    def _sub_calling(self, repl, string, count):
        # The function may do anything, so matches are looked for one by one.
        text = _re_plain(string)
        out = []
        start = done = 0
        scanner = re_Scanner(self, string, 0, 9223372036854775807)
        while not count or done < count:
            found = scanner.search()
            if found is None:
                break
            out.append(text[start:found._spans[0]])
            item = repl(found)
            if item is not None:
                out.append(item)
            start = found._spans[1]
            done += 1
        out.append(text[start:])
        return _re_join(self, out), done

    def __repr__(self):
        flags = self.flags
        if self._is_text and flags & 292 == 32:
            flags &= ~32
        names = []
        for place, name in enumerate(_RE_FLAG_NAMES):
            if flags & 1 << place:
                flags &= ~(1 << place)
                names.append('re.' + name)
        if flags:
            names.append(hex(flags))
        text = '%.200s' % repr(self.pattern)
        if not names:
            return 're.compile(%s)' % text
        return 're.compile(%s, %s)' % (text, '|'.join(names))

    def __eq__(self, other):
        if type(other) is not re_Pattern:
            return NotImplemented
        return (self.flags == other.flags
                and self._is_text == other._is_text
                and self.pattern == other.pattern)

    def __hash__(self):
        return hash((self.flags, self.pattern))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return self._compile, (self.pattern, self.flags)

    def __class_getitem__(cls, item):
        return cls


class re_Scanner:
    # Walks over the matches of one text.
    __slots__ = ('pattern', '_string', '_pos', '_endpos', '_place', '_how')

    def __init__(self, pattern, string, pos, endpos):
        self.pattern = pattern
        self._string = string
        self._endpos = endpos
        self._pos = self._place = pos
        self._how = 0
        _re_match(pattern._code, pattern._options, string, 0, 0, 1)

    def _step(self, how):
        pattern = self.pattern
        if self._place is None:
            return None
        spans = _re_match(pattern._code, pattern._options, self._string,
                          self._place, self._endpos, how | self._how)
        if spans is None:
            self._place = None
            return None
        self._place = spans[1]
        self._how = 4 if spans[0] == spans[1] else 0
        return re_Match._made(pattern, self._string, self._pos, self._endpos,
                              spans)

    def search(self):
        return self._step(0)

    def match(self):
        return self._step(1)


class re_Match:
    __slots__ = ('re', 'string', 'pos', 'endpos', '_text', '_spans')

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 're.Match' instances")

    @classmethod
    def _made(cls, pattern, string, pos, endpos, spans):
        self = object.__new__(cls)
        size = len(string)
        self.re = pattern
        self.string = string
        self.pos = 0 if pos < 0 else pos if pos < size else size
        self.endpos = 0 if endpos < 0 else endpos if endpos < size else size
        # A changeable buffer is looked at when a group is asked for.
        self._text = string if type(string) in (str, bytes) else None
        self._spans = spans
        return self

    def _number(self, group):
        if type(group) is not int:
            if hasattr(type(group), '__index__'):
                group = type(group).__index__(group)
            else:
                group = self.re._names.get(group, -1)
        if not 0 <= group <= self.re.groups:
            raise IndexError('no such group')
        return group

    def _part(self, number, default):
        start = self._spans[2 * number]
        if start < 0:
            return default
        text = self._text
        if text is None:
            text = _re_plain(self.string)
        return text[start:self._spans[2 * number + 1]]

    def group(self, *groups):
        if not groups:
            return self._part(0, None)
        if len(groups) == 1:
            return self._part(self._number(groups[0]), None)
        return tuple([self._part(self._number(group), None)
                      for group in groups])

    def __getitem__(self, group):
        return self._part(self._number(group), None)

    def groups(self, default=None):
        return tuple([self._part(number, default)
                      for number in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        return {name: self._part(number, default)
                for name, number in self.re._names.items()}

    def start(self, group=0):
        return self._spans[2 * self._number(group)]

    def end(self, group=0):
        return self._spans[2 * self._number(group) + 1]

    def span(self, group=0):
        number = self._number(group)
        return self._spans[2 * number], self._spans[2 * number + 1]

    @property
    def regs(self):
        spans = self._spans
        return tuple([(spans[i], spans[i + 1])
                      for i in range(0, len(spans), 2)])

    @property
    def lastindex(self):
        # The group that closed last: the one that ends farthest, and of
        # those the one whose parenthesis closes last.
        order, looking = self.re._closing
        best, farthest = None, (-1, -1)
        for place, number in enumerate(order):
            end = self._spans[2 * number + 1]
            rank = place >= looking, end
            if end >= 0 and rank >= farthest:
                best, farthest = number, rank
        return best

    @property
    def lastgroup(self):
        last = self.lastindex
        for name, number in self.re._names.items():
            if number == last:
                return name
        return None

    def expand(self, template):
        pattern = self.re
        empty = self.string[:0]
        return empty.join([
            self._part(part, empty)
            if type(part) is int else part
            for part in pattern._template(pattern, template)])

    def __repr__(self):
        return '<re.Match object; span=%r, match=%.50s>' % (
            self.span(), repr(self.group()))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __class_getitem__(cls, item):
        return cls


def _re_public(cls, name):
    cls.__name__ = cls.__qualname__ = name
    cls.__module__ = 're' if name != 'SRE_Scanner' else '_sre'


_re_public(re_Pattern, 'Pattern')
_re_public(re_Match, 'Match')
_re_public(re_Scanner, 'SRE_Scanner')
