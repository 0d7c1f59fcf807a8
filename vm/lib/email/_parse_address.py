# SPDX-License-Identifier: MIT
# Addresses and dates in the text of a header field (RFC 2822).

_MONTHS = ('jan feb mar apr may jun jul aug sep oct nov dec january february '
           'march april may june july august september october november '
           'december').split()
_DAYS = 'mon tue wed thu fri sat sun'.split()
_ZONES = {'UT': 0, 'UTC': 0, 'GMT': 0, 'Z': 0, 'AST': -400, 'ADT': -300,
          'EST': -500, 'EDT': -400, 'CST': -600, 'CDT': -500, 'MST': -700,
          'MDT': -600, 'PST': -800, 'PDT': -700}


# ---- Dates ----

def _clock(text):
    """[hour, minute, second], or None."""
    parts = text.split(':')
    if len(parts) == 1 and '.' in text:
        parts = text.split('.')
    if len(parts) not in (2, 3):
        return None
    try:
        return [int(part) for part in parts + ['0'] * (3 - len(parts))]
    except ValueError:
        return None


def _zone(text):
    """Seconds from UTC, or None."""
    if text is None:
        return None
    number = _ZONES.get(text.upper())
    if number is None:
        try:
            number = int(text)
        except ValueError:
            return None
        if number == 0 and text.startswith('-'):
            return None
    sign = -1 if number < 0 else 1
    number = abs(number)
    return sign * (number // 100 * 3600 + number % 100 * 60)


def _date_words(text):
    words = text.split()
    if not words:
        return None
    if words[0].endswith(',') or words[0].lower() in _DAYS:
        del words[0]
    else:
        comma = words[0].rfind(',')
        if comma >= 0:
            words[0] = words[0][comma + 1:]
    if len(words) == 3:
        parts = words[0].split('-')
        if len(parts) == 3:
            words = parts + words[1:]
    if len(words) == 4:
        last = words[3]
        for sign in '+-':
            place = last.find(sign)
            if place > 0:
                words[3:] = [last[:place], last[place:]]
                break
        else:
            words.append('')
    return words[:5] if len(words) >= 5 else None


def _parsedate_tz(data):
    """[year, month, day, hour, minute, second, 0, 1, -1, zone], or None."""
    words = _date_words(data) if data else None
    if words is None:
        return None
    day, month, year, clock, zone = words
    month = month.lower()
    if month not in _MONTHS:
        day, month = month, day.lower()
        if month not in _MONTHS:
            return None
    month = _MONTHS.index(month) % 12 + 1
    day = day.rstrip(',')
    if ':' in year:
        year, clock = clock, year
    year = year.rstrip(',')
    if year and not year[0].isdigit():
        year, zone = zone, year
    numbers = _clock(clock.rstrip(','))
    if numbers is None:
        return None
    try:
        year, day = int(year), int(day)
    except ValueError:
        return None
    if year < 100:
        year += 1900 if year > 68 else 2000
    return [year, month, day, *numbers, 0, 1, -1, _zone(zone)]


# ---- Addresses ----

_ATOM_ENDS = frozenset('()<>@,:;".[] \t\r\n')
_PHRASE_ENDS = _ATOM_ENDS - {'.'}


class AddressList:
    """Reads 'Name <local@domain>, ...'; .addresslist has (name, address)."""

    def __init__(self, field):
        self.text = field
        self.place = 0
        self.comments = []
        self.addresslist = self._all() if field else []

    def _peek(self):
        return self.text[self.place:self.place + 1]

    def _all(self):
        found = []
        while self.place < len(self.text):
            one = self._address()
            found += one if one else [('', '')]
        return found

    def _skip(self):
        """White space and comments."""
        while self.place < len(self.text):
            char = self._peek()
            if char in ' \t\r\n':
                self.place += 1
            elif char == '(':
                self.comments.append(self._comment())
            else:
                return

    def _delimited(self, ends, nested=False):
        """A quoted text, its first character already met."""
        out = []
        self.place += 1
        while self.place < len(self.text):
            char = self._peek()
            if char in ends:
                self.place += 1
                break
            if nested and char == '(':
                out.append(f'({self._comment()})')
                continue
            if char == '\\':
                self.place += 1
                char = self._peek()
            out.append(char)
            self.place += 1
        return ''.join(out)

    def _comment(self):
        return self._delimited(')\r', True)

    def _atom(self, ends):
        start = self.place
        while self.place < len(self.text) and self._peek() not in ends:
            self.place += 1
        return self.text[start:self.place]

    def _phrase(self):
        words = []
        while self.place < len(self.text):
            char = self._peek()
            if char in ' \t\r\n':
                self.place += 1
            elif char == '"':
                words.append(self._delimited('"\r'))
            elif char == '(':
                self.comments.append(self._comment())
            elif char in _PHRASE_ENDS:
                break
            else:
                words.append(self._atom(_PHRASE_ENDS))
        return words

    def _address(self):
        """[(name, address)] of one address or of a group."""
        self.comments = []
        self._skip()
        start, comments = self.place, self.comments
        words = self._phrase()
        self._skip()
        char, found = self._peek(), []
        if not char:
            if words:
                found = [(' '.join(comments), words[0])]
        elif char in '.@':
            self.place, self.comments = start, []
            address = self._spec()
            found = [(' '.join(self.comments), address)]
        elif char == ':':
            found = self._group()
        elif char == '<':
            route = self._route()
            name = ' '.join(words)
            if self.comments:
                name += f" ({' '.join(self.comments)})"
            found = [(name, route)]
        elif words:
            found = [(' '.join(self.comments), words[0])]
        elif char in '()<>@,:;".[]':
            self.place += 1
        self._skip()
        if self._peek() == ',':
            self.place += 1
        return found

    def _group(self):
        found = []
        self.place += 1
        while self.place < len(self.text):
            self._skip()
            if self._peek() == ';':
                self.place += 1
                break
            found += self._address()
        return found

    def _route(self):
        """What stands between < and >."""
        self.place += 1
        self._skip()
        address, expect = '', False
        while self.place < len(self.text):
            char = self._peek()
            if expect:
                self._domain()
                expect = False
            elif char == '>':
                self.place += 1
                break
            elif char == '@':
                self.place += 1
                expect = True
            elif char == ':':
                self.place += 1
            else:
                address = self._spec()
                self.place += 1
                break
            self._skip()
        return address

    def _spec(self):
        """local@domain"""
        parts = []
        self._skip()
        while self.place < len(self.text):
            char = self._peek()
            keep_space = True
            if char == '.':
                if parts and not parts[-1].strip():
                    parts.pop()
                parts.append('.')
                self.place += 1
                keep_space = False
            elif char == '"':
                inner = self._delimited('"\r').replace('\\', '\\\\')
                parts.append('"' + inner.replace('"', '\\"') + '"')
            elif char in _ATOM_ENDS:
                if parts and not parts[-1].strip():
                    parts.pop()
                break
            else:
                parts.append(self._atom(_ATOM_ENDS))
            before = self.place
            self._skip()
            if keep_space and self.place > before:
                parts.append(' ')
        if self._peek() != '@':
            return ''.join(parts)
        self.place += 1
        self._skip()
        domain = self._domain()
        return ''.join(parts) + '@' + domain if domain else ''

    def _domain(self):
        parts = []
        while self.place < len(self.text):
            char = self._peek()
            if char in ' \t\r\n':
                self.place += 1
            elif char == '(':
                self.comments.append(self._comment())
            elif char == '[':
                parts.append(f"[{self._delimited(']')}]")
            elif char == '.':
                self.place += 1
                parts.append('.')
            elif char == '@':
                return ''
            elif char in _ATOM_ENDS:
                break
            else:
                parts.append(self._atom(_ATOM_ENDS))
        return ''.join(parts)


_AddressList = AddressList
