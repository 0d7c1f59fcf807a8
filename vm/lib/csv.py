# SPDX-License-Identifier: MIT
# Tables as text: one row a line, fields between delimiters.
#
# CPython's reader and writer are C; ours are Python, to the same rules.

import io
import re

__all__ = ['QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONNUMERIC', 'QUOTE_NONE',
           'Error', 'Dialect', '__doc__', 'excel', 'excel_tab',
           'field_size_limit', 'reader', 'writer', 'register_dialect',
           'get_dialect', 'list_dialects', 'Sniffer', 'unregister_dialect',
           '__version__', 'DictReader', 'DictWriter', 'unix_dialect']

__version__ = '1.0'
QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)
_limit = 128 * 1024
_dialects = {}


class Error(Exception):
    """A row that is none."""

    __module__ = '_csv'


class Dialect:
    """How the fields are written; subclass it."""

    _name = ''
    _valid = False
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        if type(self) is not Dialect:
            self._valid = True
        try:
            _Format(self, {})
        except TypeError as error:
            raise Error(str(error)) from None


class excel(Dialect):
    """As Excel writes it."""

    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    """The same with tabs."""

    delimiter = '\t'


class unix_dialect(Dialect):
    """As UNIX programs write it."""

    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\n'
    quoting = QUOTE_ALL


class _Format:
    # A dialect that was checked; the defaults are excel's.

    def __init__(self, dialect, given):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        bare = 'quoting' not in given
        for name, default in _DEFAULTS.items():
            self.__dict__[name] = given.pop(
                name, getattr(dialect, name, default))
        if dialect is None and self.quotechar is None and bare:
            self.__dict__['quoting'] = QUOTE_NONE
        if given:
            raise TypeError(f'{next(iter(given))!r} is an invalid keyword '
                            'argument for this function')
        self._check()

    def _check(self):
        self._character('delimiter', False)
        if (not isinstance(self.quoting, int)
                or isinstance(self.quoting, bool)):
            raise TypeError('"quoting" must be an integer')
        if not 0 <= self.quoting <= 5:
            raise TypeError('bad "quoting" value')
        self._character('quotechar', True)
        self._character('escapechar', True)
        if self.quoting != QUOTE_NONE and self.quotechar is None:
            raise TypeError('quotechar must be set if quoting enabled')
        if not isinstance(self.lineterminator, str):
            raise TypeError('"lineterminator" must be a string' if
                            self.lineterminator is not None
                            else 'lineterminator must be set')
        for name in ('doublequote', 'skipinitialspace', 'strict'):
            self.__dict__[name] = bool(self.__dict__[name])

    def _character(self, name, optional):
        value = getattr(self, name)
        if value is None or (value == '' and optional):
            if not optional:
                raise TypeError(f'"{name}" must be string, not NoneType')
            self.__dict__[name] = None
            return
        if not isinstance(value, str):
            kind = type(value).__name__
            raise TypeError(f'"{name}" must be string, not {kind}')
        if len(value) != 1:
            raise TypeError(f'"{name}" must be a 1-character string')

    def __setattr__(self, name, value):
        raise AttributeError(f"attribute {name!r} of '_csv.Dialect' objects "
                             'is not writable')

    def __delattr__(self, name):
        raise AttributeError(f"attribute {name!r} of '_csv.Dialect' objects "
                             'is not writable')

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle 'Dialect' object")


_DEFAULTS = {'delimiter': ',', 'quotechar': '"', 'escapechar': None,
             'doublequote': True, 'skipinitialspace': False,
             'lineterminator': '\r\n', 'quoting': QUOTE_MINIMAL,
             'strict': False}


def register_dialect(name, dialect=None, **fmtparams):
    if not isinstance(name, str):
        raise TypeError('dialect name must be a string')
    _dialects[name] = _Format(dialect, fmtparams)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error('unknown dialect')
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error('unknown dialect')
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(*limit):
    """The longest field; with an argument, sets it."""
    global _limit
    before = _limit
    if len(limit) > 1:
        raise TypeError('field_size_limit() takes at most 1 argument '
                        f'({len(limit)} given)')
    if limit:
        if not isinstance(limit[0], int):
            raise TypeError('limit must be an integer')
        _limit = limit[0]
    return before


# ---- Reading ----

_START, _FIELD, _QUOTED, _AFTER_QUOTE, _ESCAPED, _QUOTED_ESCAPED = range(6)


class _Reader:
    # States: at a field's start, in a plain field, in quotes, behind a quote
    # inside quotes, behind an escape.

    def __init__(self, lines, dialect, fmtparams):
        self._lines = iter(lines)
        self.dialect = _Format(dialect, fmtparams)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        self._row, self._field, self._number = [], [], False
        state = _START
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                return self._at_end(state)
            if not isinstance(line, str):
                raise Error('iterator should return strings, not '
                            f'{type(line).__name__} (did you open the file '
                            'in text mode?)')
            self.line_num += 1
            state = self._line(line, state)
            if state is None:
                return self._row

    def _at_end(self, state):
        if self._field or state in (_QUOTED, _QUOTED_ESCAPED, _ESCAPED):
            if self.dialect.strict:
                raise Error('unexpected end of data')
            self._save()
            return self._row
        raise StopIteration

    def _save(self):
        text = ''.join(self._field)
        self._field = []
        self._row.append(float(text) if self._number else text)
        self._number = False

    def _add(self, char):
        if len(self._field) >= _limit:
            raise Error(f'field larger than field limit ({_limit})')
        self._field.append(char)

    def _line(self, line, state):
        # The state at its end, or None when the row is complete.
        place, size = 0, len(line)
        while place < size:
            char = line[place]
            place += 1
            if char == '\0':
                raise Error('line contains NUL')
            if char in '\n\r' and state == _ESCAPED and place >= size:
                self._add(char)
                return _FIELD
            if char in '\n\r' and state in (_START, _FIELD, _AFTER_QUOTE):
                if line[place:].strip('\r\n'):
                    raise Error('new-line character seen in unquoted field - '
                                'do you need to open the file in '
                                'universal-newline mode?')
                break
            state = self._character(char, state)
        if state == _ESCAPED and place >= size:
            self._add('\n')
            return _FIELD
        if state in (_QUOTED, _QUOTED_ESCAPED):
            if state == _QUOTED_ESCAPED:
                self._add('\n')
            return _QUOTED
        if state == _START and not self._row and not line.strip('\r\n'):
            return None
        self._save()
        return None

    def _character(self, char, state):
        dialect = self.dialect
        if state == _START:
            if char == dialect.quotechar and dialect.quoting != QUOTE_NONE:
                return _QUOTED
            if char == ' ' and dialect.skipinitialspace:
                return _START
            if dialect.quoting == QUOTE_NONNUMERIC:
                self._number = char != dialect.delimiter
            state = _FIELD
        if state == _FIELD:
            if char == dialect.escapechar:
                return _ESCAPED
            if char == dialect.delimiter:
                self._save()
                return _START
            self._add(char)
            return _FIELD
        if state == _QUOTED:
            return self._in_quotes(char)
        if state == _AFTER_QUOTE:
            return self._behind_quote(char)
        self._add(char)
        return _FIELD if state == _ESCAPED else _QUOTED

    def _in_quotes(self, char):
        dialect = self.dialect
        if char == dialect.escapechar:
            return _QUOTED_ESCAPED
        if char == dialect.quotechar and dialect.quoting != QUOTE_NONE:
            return _AFTER_QUOTE if dialect.doublequote else _FIELD
        self._add(char)
        return _QUOTED

    def _behind_quote(self, char):
        dialect = self.dialect
        if char == dialect.quotechar and dialect.quoting != QUOTE_NONE:
            self._add(char)
            return _QUOTED
        if char == dialect.delimiter:
            self._save()
            return _START
        if dialect.strict:
            raise Error(f"'{dialect.delimiter}' expected after "
                        f"'{dialect.quotechar}'")
        self._add(char)
        return _FIELD


def reader(iterable, dialect=None, **fmtparams):
    """Rows as lists of str."""
    return _Reader(iterable, dialect, fmtparams)


# ---- Writing ----

class _Writer:
    def __init__(self, file, dialect, fmtparams):
        if not callable(getattr(file, 'write', None)):
            raise TypeError('argument 1 must have a "write" method')
        self._write = file.write
        self.dialect = _Format(dialect, fmtparams)

    def writerow(self, row):
        try:
            row = list(row)
        except TypeError:
            raise Error('iterable expected, not '
                        f'{type(row).__name__}') from None
        fields = [self._text(field, len(row) == 1) for field in row]
        return self._write(self.dialect.delimiter.join(fields)
                           + self.dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)

    def _text(self, field, alone):
        dialect = self.dialect
        quoted = dialect.quoting == QUOTE_ALL
        if dialect.quoting == QUOTE_NONNUMERIC:
            quoted = not isinstance(field, (int, float, complex))
        if field is None:
            text = ''
        elif type(field) is float:
            text = repr(field)
        else:
            text = str(field)
        special = {dialect.delimiter, dialect.escapechar, dialect.quotechar,
                   '\n', '\r', *dialect.lineterminator}
        out = []
        for char in text:
            if char in special:
                escape = dialect.quoting == QUOTE_NONE
                if not escape and char == dialect.quotechar:
                    if dialect.doublequote:
                        out.append(char)
                    else:
                        escape = True
                elif not escape and char == dialect.escapechar:
                    escape = True
                if escape:
                    if dialect.escapechar is None:
                        raise Error('need to escape, but no escapechar set')
                    out.append(dialect.escapechar)
                else:
                    quoted = True
            out.append(char)
        if not text and alone:
            if dialect.quoting == QUOTE_NONE:
                raise Error('single empty field record must be quoted')
            quoted = True
        text = ''.join(out)
        if not quoted:
            return text
        return f'{dialect.quotechar}{text}{dialect.quotechar}'


def writer(fileobj, dialect=None, **fmtparams):
    """Has writerow() and writerows()."""
    return _Writer(fileobj, dialect, fmtparams)


register_dialect('excel', excel)
register_dialect('excel-tab', excel_tab)
register_dialect('unix', unix_dialect)


# ---- Rows as dicts ----

class DictReader:
    """Rows as dicts, by the names in the first row."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None,
                 dialect='excel', *args, **kwds):
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        out = dict(zip(self.fieldnames, row))
        names = len(self.fieldnames)
        if names < len(row):
            out[self.restkey] = row[names:]
        for name in self.fieldnames[len(row):]:
            out[name] = self.restval
        return out


class DictWriter:
    """Writes dicts as rows."""

    def __init__(self, f, fieldnames, restval='', extrasaction='raise',
                 dialect='excel', *args, **kwds):
        self.fieldnames = fieldnames
        self.restval = restval
        if extrasaction.lower() not in ('raise', 'ignore'):
            raise ValueError(f'extrasaction ({extrasaction}) must be '
                             "'raise' or 'ignore'")
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, row):
        if self.extrasaction == 'raise':
            wrong = row.keys() - self.fieldnames
            if wrong:
                names = ', '.join([repr(name) for name in wrong])
                raise ValueError('dict contains fields not in fieldnames: '
                                 + names)
        return [row.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._row, rowdicts))


# ---- Guessing ----

class Sniffer:
    """Guesses how a text is written."""

    def __init__(self):
        self.preferred = [',', '\t', ';', ' ', ':']

    def sniff(self, sample, delimiters=None):
        """A Dialect, or Error."""
        quote, delimiter = self._around_quotes(sample, delimiters)
        rows = [row for row in sample.splitlines() if row][:10]
        best = None
        for char in delimiters or self._candidates(sample):
            sizes = {len(row) for row in _Reader(
                rows, None, {'delimiter': char, 'quotechar': quote})}
            if len(sizes) == 1 and (most := sizes.pop()) > 1:
                rank = (char in self.preferred,
                        -self.preferred.index(char)
                        if char in self.preferred else most)
                if best is None or rank > best[0]:
                    best = rank, char
        if best is not None:
            delimiter = best[1]
        if not delimiter:
            raise Error('Could not determine delimiter')

        class dialect(Dialect):
            _name = 'sniffed'
            lineterminator = '\r\n'
            quoting = QUOTE_MINIMAL
        dialect.delimiter = delimiter
        dialect.quotechar = quote
        dialect.doublequote = quote * 2 in sample
        dialect.skipinitialspace = (
            sample.count(delimiter) == sample.count(delimiter + ' '))
        return dialect

    @staticmethod
    def _around_quotes(sample, delimiters):
        # The commonest quote around a whole field, and what stands beside it
        # (or, where nothing does, in it).
        quotes, beside = {}, {}
        for before, quote, text, after in re.findall(
                r'''(?ms)(^|[^\w\n"'] ?)(["'])(.*?)\2(?=([^\w\n"'])|$)''',
                sample):
            quotes[quote] = quotes.get(quote, 0) + 1
            for char in before[:1] + after or text:
                if (char in delimiters if delimiters
                        else char in ',\t;:|'):
                    beside[char] = beside.get(char, 0) + 1
        return (max(quotes, key=quotes.get, default='"'),
                max(beside, key=beside.get, default=None))

    @staticmethod
    def _candidates(sample):
        return sorted({char for char in sample
                       if char.isascii() and not char.isalnum()
                       and char not in '\r\n"\''})

    def has_header(self, sample):
        """Does the first row look unlike the others?"""
        rows = reader(io.StringIO(sample), self.sniff(sample))
        header = next(rows)
        kinds = [set() for _ in header]
        for row, _ in zip(rows, range(20)):
            if len(row) == len(header):
                for kind, field in zip(kinds, row):
                    kind.add(self._kind(field))
        votes = 0
        for kind, field in zip(kinds, header):
            if len(kind) == 1:
                votes += 1 if self._kind(field) not in kind else -1
        return votes > 0

    @staticmethod
    def _kind(field):
        try:
            complex(field)
            return 'number'
        except ValueError:
            return len(field)
