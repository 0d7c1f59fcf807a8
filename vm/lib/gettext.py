# SPDX-License-Identifier: MIT
# Messages in the user's language, from the .mo files of GNU gettext.

import locale
import os
import re
import struct
import sys

__all__ = ['NullTranslations', 'GNUTranslations', 'Catalog', 'bindtextdomain',
           'find', 'translation', 'install', 'textdomain', 'dgettext',
           'dngettext', 'gettext', 'ngettext', 'pgettext', 'dpgettext',
           'npgettext', 'dnpgettext', 'ldgettext', 'ldngettext', 'lgettext',
           'lngettext', 'bind_textdomain_codeset']

_default_localedir = os.path.join(sys.base_prefix, 'share', 'locale')


# ---- Plural forms: an expression of C ----

_PLURAL = re.compile(r'\s*(?:(?P<number>\d+)|(?P<name>n\b)'
                     r'|(?P<operator>\|\||&&|[=!<>]=|[-+*/%<>!?:()])'
                     r'|(?P<bad>\w+|.))', re.S)
_LEVELS = (('||',), ('&&',), ('==', '!='), ('<', '>', '<=', '>='),
           ('+', '-'), ('*', '/', '%'))
_PYTHON = {'||': 'or', '&&': 'and', '/': '//'}


class _Plural:
    """A recursive-descent translation of C's operators to Python's."""

    def __init__(self, text):
        self._tokens = []
        for match in _PLURAL.finditer(text.rstrip()):
            if match.group('bad'):
                raise ValueError('invalid token in plural form: '
                                 f"{match.group('bad')}")
            self._tokens.append(match.group().strip())
        self._at = 0
        self.text = self._choice()
        if self._at < len(self._tokens):
            raise self._unexpected()

    def _peek(self):
        return self._tokens[self._at] if self._at < len(self._tokens) else ''

    def _unexpected(self):
        token = self._peek()
        return ValueError(f'unexpected token in plural form: {token}'
                          if token else 'unexpected end of plural form')

    def _expect(self, token):
        if self._peek() != token:
            if token == ')':
                raise ValueError('unbalanced parenthesis in plural form')
            raise self._unexpected()
        self._at += 1

    def _choice(self):
        test = self._binary(0)
        if self._peek() != '?':
            return test
        self._at += 1
        yes = self._choice()
        self._expect(':')
        return f'({yes} if {test} else {self._choice()})'

    def _binary(self, level):
        if level == len(_LEVELS):
            return self._unary()
        left = self._binary(level + 1)
        while self._peek() in _LEVELS[level]:
            sign = self._peek()
            self._at += 1
            right = self._binary(level + 1)
            left = f'({left} {_PYTHON.get(sign, sign)} {right})'
            if level in (2, 3):
                left = f'int{left}'
        return left

    def _unary(self):
        token = self._peek()
        if token == '!':
            self._at += 1
            return f'(not {self._unary()})'
        if token == '(':
            self._at += 1
            inner = self._choice()
            self._expect(')')
            return inner
        if token == 'n' or token.isdigit():
            self._at += 1
            return token if token == 'n' else str(int(token))
        raise self._unexpected()


def _as_int(n):
    try:
        whole = round(n)
    except TypeError:
        raise TypeError('Plural value must be an integer, got '
                        f'{type(n).__name__}') from None
    import warnings
    warnings.warn(f'Plural value must be an integer, got {type(n).__name__}',
                  DeprecationWarning, 4)
    return n


def c2py(plural):
    """A function of n from a C expression for the plural form's index."""
    if len(plural) > 1000:
        raise ValueError('plural form expression is too long')
    if plural.count('(') > 60:
        raise ValueError('plural form expression is too complex')
    code = compile(_Plural(plural).text, '<plural>', 'eval')

    def func(n):
        if not isinstance(n, int):
            n = _as_int(n)
        return int(eval(code, {'__builtins__': {}, 'int': int}, {'n': n}))
    return func


# ---- Catalogues ----

class _Untranslated:
    # The end of a chain of fallbacks.

    def gettext(self, message):
        return message

    def ngettext(self, msgid1, msgid2, n):
        return msgid2 if n != 1 else msgid1

    def pgettext(self, context, message):
        return message

    def npgettext(self, context, msgid1, msgid2, n):
        return self.ngettext(msgid1, msgid2, n)


_untranslated = _Untranslated()


class NullTranslations:
    def __init__(self, fp=None):
        self._info, self._fallback = {}, None
        self._charset = self._output_charset = None
        if fp is not None:
            self._parse(fp)

    def _parse(self, fp):
        pass

    def add_fallback(self, fallback):
        if not self._fallback:
            self._fallback = fallback
        else:
            self._fallback.add_fallback(fallback)

    def _next(self):
        return self._fallback or _untranslated

    def gettext(self, message):
        return self._next().gettext(message)

    def ngettext(self, msgid1, msgid2, n):
        return self._next().ngettext(msgid1, msgid2, n)

    def pgettext(self, context, message):
        return self._next().pgettext(context, message)

    def npgettext(self, context, msgid1, msgid2, n):
        return self._next().npgettext(context, msgid1, msgid2, n)

    def _encoded(self, text):
        return text.encode(self._output_charset
                           or locale.getpreferredencoding())

    def lgettext(self, message):
        _deprecated('lgettext', 'gettext')
        return self._encoded(self.gettext(message))

    def lngettext(self, msgid1, msgid2, n):
        _deprecated('lngettext', 'ngettext')
        return self._encoded(self.ngettext(msgid1, msgid2, n))

    def info(self):
        return self._info

    def charset(self):
        return self._charset

    def output_charset(self):
        _deprecated('output_charset')
        return self._output_charset

    def set_output_charset(self, charset):
        _deprecated('set_output_charset')
        self._output_charset = charset

    def install(self, names=None):
        import builtins
        builtins.__dict__['_'] = self.gettext
        for name in names or ():
            if name in ('gettext', 'lgettext', 'lngettext', 'ngettext',
                        'npgettext', 'pgettext'):
                builtins.__dict__[name] = getattr(self, name)


def _deprecated(name, better=None):
    import warnings
    hint = f', use {better}() instead' if better else ''
    warnings.warn(f'{name}() is deprecated{hint}', DeprecationWarning, 3)


class GNUTranslations(NullTranslations):
    LE_MAGIC = 0x950412de
    BE_MAGIC = 0xde120495
    CONTEXT = '%s\x04%s'
    VERSIONS = (0, 1)

    def _parse(self, fp):
        name = getattr(fp, 'name', '')
        data = fp.read()
        magic = struct.unpack('<I', data[:4])[0]
        order = {self.LE_MAGIC: '<', self.BE_MAGIC: '>'}.get(magic)
        if order is None:
            raise OSError(0, 'Bad magic number', name)
        version, count, keys, values = struct.unpack(order + '4I', data[4:20])
        if version >> 16 not in self.VERSIONS:
            raise OSError(0, f'Bad version number {version >> 16}', name)
        self._catalog = {}
        self.plural = lambda n: int(n != 1)
        for at in range(count):
            texts = []
            for table in keys, values:
                place = table + 8 * at
                size, start = struct.unpack(order + '2I',
                                            data[place:place + 8])
                if start + size >= len(data):
                    raise OSError(0, 'File is corrupt', name)
                texts.append(data[start:start + size])
            if not texts[0]:
                self._read_head(texts[1].decode())
            self._keep(*texts)

    def _read_head(self, text):
        last = None
        for line in text.split('\n'):
            line = line.strip()
            if not line or line.startswith('#-#-#-#-#') and \
                    line.endswith('#-#-#-#-#'):
                continue
            key, colon, value = line.partition(':')
            if colon:
                last = key.strip().lower()
                self._info[last] = value.strip()
            elif last:
                self._info[last] += '\n' + line
        kind = self._info.get('content-type', '')
        if 'charset=' in kind:
            self._charset = kind.split('charset=')[1]
        plural = self._info.get('plural-forms', '')
        if 'plural=' in plural:
            form = plural.split(';')[1].split('plural=')[1]
            self.plural = c2py(form)

    def _keep(self, key, value):
        charset = self._charset or 'ascii'
        if b'\0' in key:
            key = key.split(b'\0')[0].decode(charset)
            for at, text in enumerate(value.split(b'\0')):
                self._catalog[key, at] = text.decode(charset)
        else:
            self._catalog[key.decode(charset)] = value.decode(charset)

    def gettext(self, message):
        found = self._catalog.get(message)
        if found is None:
            found = self._catalog.get((message, self.plural(1)))
        return NullTranslations.gettext(self, message) if found is None \
            else found

    def ngettext(self, msgid1, msgid2, n):
        try:
            return self._catalog[msgid1, self.plural(n)]
        except KeyError:
            return NullTranslations.ngettext(self, msgid1, msgid2, n)

    def pgettext(self, context, message):
        key = self.CONTEXT % (context, message)
        found = self._catalog.get(key)
        if found is None:
            found = self._catalog.get((key, self.plural(1)))
        return NullTranslations.pgettext(self, context, message) \
            if found is None else found

    def npgettext(self, context, msgid1, msgid2, n):
        try:
            return self._catalog[self.CONTEXT % (context, msgid1),
                                 self.plural(n)]
        except KeyError:
            return NullTranslations.npgettext(self, context, msgid1, msgid2,
                                              n)


Catalog = GNUTranslations


# ---- Finding them ----

def _expand_lang(loc):
    """de_DE.utf8@euro, and the same with parts of it left out."""
    loc = locale.normalize(loc)
    match = re.match(r'([^_.@]*)(_[^.@]*)?(\.[^@]*)?(@.*)?', loc)
    language, territory, codeset, modifier = (part or ''
                                              for part in match.groups())
    made = []
    for with_territory in (territory, '') if territory else ('',):
        for with_codeset in (codeset, '') if codeset else ('',):
            for with_modifier in (modifier, '') if modifier else ('',):
                made.append(language + with_territory + with_codeset
                            + with_modifier)
    return made


def find(domain, localedir=None, languages=None, all=False):
    """The path of the catalogue to use, or None; all: a list of them."""
    if localedir is None:
        localedir = _default_localedir
    if languages is None:
        languages = []
        for name in ('LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'LANG'):
            value = os.environ.get(name)
            if value:
                languages = value.split(':')
                break
        if 'C' not in languages:
            languages.append('C')
    names = []
    for language in languages:
        for name in _expand_lang(language):
            if name not in names:
                names.append(name)
    found = []
    for name in names:
        if name == 'C':
            break
        path = os.path.join(localedir, name, 'LC_MESSAGES', domain + '.mo')
        if os.path.exists(path):
            if not all:
                return path
            found.append(path)
    return found if all else None


_translations = {}
_unspecified = ['unspecified']


def translation(domain, localedir=None, languages=None, class_=None,
                fallback=False, codeset=_unspecified):
    """The catalogue of a domain; the others found are its fallbacks."""
    import copy
    class_ = class_ or GNUTranslations
    paths = find(domain, localedir, languages, all=True)
    if not paths:
        if fallback:
            return NullTranslations()
        raise FileNotFoundError(2, 'No translation file found for domain',
                                domain)
    result = None
    for path in paths:
        key = class_, os.path.abspath(path)
        if key not in _translations:
            with open(path, 'rb') as file:
                _translations.setdefault(key, class_(file))
        made = copy.copy(_translations[key])
        if codeset is not _unspecified:
            import warnings
            warnings.warn('parameter codeset is deprecated',
                          DeprecationWarning, 2)
            if codeset:
                made._output_charset = codeset
        if result is None:
            result = made
        else:
            result.add_fallback(made)
    return result


def install(domain, localedir=None, codeset=_unspecified, names=None):
    translation(domain, localedir, fallback=True,
                codeset=codeset).install(names)


# ---- One domain at a time, as in C ----

_current_domain = 'messages'
_localedirs, _localecodesets = {}, {}


def textdomain(domain=None):
    global _current_domain
    _current_domain = _current_domain if domain is None else domain
    return _current_domain


def bindtextdomain(domain, localedir=None):
    if localedir is not None:
        _localedirs[domain] = localedir
    return _localedirs.get(domain, _default_localedir)


def bind_textdomain_codeset(domain, codeset=None):
    _deprecated('bind_textdomain_codeset')
    if codeset is not None:
        _localecodesets[domain] = codeset
    return _localecodesets.get(domain)


def _catalog_of(domain):
    try:
        return translation(domain, _localedirs.get(domain))
    except OSError:
        return NullTranslations()


def dgettext(domain, message):
    return _catalog_of(domain).gettext(message)


def dngettext(domain, msgid1, msgid2, n):
    return _catalog_of(domain).ngettext(msgid1, msgid2, n)


def dpgettext(domain, context, message):
    return _catalog_of(domain).pgettext(context, message)


def dnpgettext(domain, context, msgid1, msgid2, n):
    return _catalog_of(domain).npgettext(context, msgid1, msgid2, n)


def gettext(message):
    return dgettext(_current_domain, message)


def ngettext(msgid1, msgid2, n):
    return dngettext(_current_domain, msgid1, msgid2, n)


def pgettext(context, message):
    return dpgettext(_current_domain, context, message)


def npgettext(context, msgid1, msgid2, n):
    return dnpgettext(_current_domain, context, msgid1, msgid2, n)


def _local(domain, text):
    return text.encode(_localecodesets.get(domain)
                       or locale.getpreferredencoding())


def ldgettext(domain, message):
    _deprecated('ldgettext', 'dgettext')
    return _local(domain, dgettext(domain, message))


def ldngettext(domain, msgid1, msgid2, n):
    _deprecated('ldngettext', 'dngettext')
    return _local(domain, dngettext(domain, msgid1, msgid2, n))


def lgettext(message):
    _deprecated('lgettext', 'gettext')
    return _local(_current_domain, gettext(message))


def lngettext(msgid1, msgid2, n):
    _deprecated('lngettext', 'ngettext')
    return _local(_current_domain, ngettext(msgid1, msgid2, n))
