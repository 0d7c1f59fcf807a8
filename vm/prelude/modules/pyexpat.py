# SPDX-License-Identifier: MIT
# pyexpat: an XML parser that calls a handler for each thing it meets.
#
# The names, the order of events, the errors and their positions are those of
# the expat library; that library keeps its state where no snapshot of the
# world would find it, so the parser is ours. Text comes in pieces of any
# size: a step takes one token off the buffer, or answers False when it needs
# more. Inside an entity the buffer is the entity's text, and positions stay
# where the reference stood.

import sys as _sys

import _expat_dtd as _dtd
import _expat_names as _shape
from _expat_prolog import Prolog as _Prolog
from _expat_text import Decoder as _Decoder

EXPAT_VERSION = 'expat_2.5.0'
version_info = (2, 5, 0)
native_encoding = 'UTF-8'
features = [('sizeof(XML_Char)', 1), ('sizeof(XML_LChar)', 1), ('XML_DTD', 0),
            ('XML_CONTEXT_BYTES', 1024), ('XML_NS', 0),
            ('XML_BLAP_MAX_AMP', 100), ('XML_BLAP_ACT_THRES', 8388608)]
XML_PARAM_ENTITY_PARSING_NEVER = 0
XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE = 1
XML_PARAM_ENTITY_PARSING_ALWAYS = 2
_XML = 'http://www.w3.org/XML/1998/namespace'
_XMLNS = 'http://www.w3.org/2000/xmlns/'
_HANDLERS = tuple(f'{_name}Handler' for _name in (
    'StartElement EndElement ProcessingInstruction CharacterData '
    'UnparsedEntityDecl NotationDecl StartNamespaceDecl EndNamespaceDecl '
    'Comment StartCdataSection EndCdataSection NotStandalone '
    'ExternalEntityRef StartDoctypeDecl EndDoctypeDecl EntityDecl XmlDecl '
    'ElementDecl AttlistDecl SkippedEntity').split()) + (
        'DefaultHandler', 'DefaultHandlerExpand')


class ExpatError(Exception):
    """The text is no XML; .code, .lineno and .offset say what and where."""


ExpatError.__module__ = 'xml.parsers.expat'
error = ExpatError


def ErrorString(code):
    """The words of an error's number, or None."""
    return _shape.messages.get(code)


def ParserCreate(encoding=None, namespace_separator=None, intern=None):
    """A new parser."""
    for value, what in ((encoding, 'encoding'),
                        (namespace_separator, 'namespace_separator')):
        if value is not None and not isinstance(value, str):
            place = 1 if what == 'encoding' else 2
            kind = type(value).__name__
            raise TypeError(f"ParserCreate() argument '{what}' must be str or "
                            f'None, not {kind}') from None
    if namespace_separator is not None and len(namespace_separator) > 1:
        raise ValueError('namespace_separator must be at most one character, '
                         'omitted, or None')
    if intern is not None and not isinstance(intern, dict):
        raise TypeError('intern must be a dictionary')
    return xmlparser(encoding, namespace_separator,
                     {} if intern is None else intern)


class xmlparser(_Prolog):
    """XML parser"""

    __slots__ = _HANDLERS + (
        'buffer_text', 'namespace_prefixes', 'ordered_attributes',
        'specified_attributes', 'intern', 'ErrorCode', '_size', '_base',
        '_separator', '_decoder', '_buf', '_pos', '_at', '_anchor', '_line',
        '_column', '_bytes', '_state', '_stack', '_spaces', '_dtd', '_inner',
        '_held', '_held_size', '_outside', '_cdata', '_subset_of', '_params',
        '_foreign', '_began', '_where', '_ended')

    def __init__(self, encoding, separator, intern):
        for name in _HANDLERS:
            setattr(self, name, None)
        self.buffer_text = self.namespace_prefixes = False
        self.ordered_attributes = self.specified_attributes = False
        self.intern = intern
        self.ErrorCode = 0
        self._size = 8192
        self._base = None
        self._separator = separator
        self._decoder = _Decoder(encoding)
        self._buf, self._pos, self._at = '', 0, 0
        self._anchor, self._line, self._column, self._bytes = 0, 1, 0, 0
        self._state = self._start
        self._stack = []
        self._spaces = {'xml': _XML}
        self._dtd = _dtd.Dtd()
        self._inner = 0         # entities open around what is read now
        self._held, self._held_size = [], 0
        self._outside = False   # an external entity, not a document
        self._cdata = False
        self._subset_of = None
        self._params = 0
        self._foreign = False
        self._began = self._ended = False
        self._where = None

    def __setattr__(self, name, value):
        if name == 'CharacterDataHandler' and hasattr(self, '_held'):
            self._flush()
        if name in ('DefaultHandler', 'DefaultHandlerExpand') and \
                value is not None and hasattr(self, '_ended'):
            other = 'DefaultHandler' if name != 'DefaultHandler' \
                else 'DefaultHandlerExpand'
            object.__setattr__(self, other, None)
        if name in ('namespace_prefixes', 'ordered_attributes',
                    'specified_attributes'):
            value = bool(value)
        elif name == 'buffer_text':
            value = bool(value)
            if not value and hasattr(self, '_held'):
                self._flush()
        object.__setattr__(self, name, value)

    # ---- settings ----

    @property
    def buffer_size(self):
        return self._size

    @buffer_size.setter
    def buffer_size(self, size):
        if not isinstance(size, int):
            raise TypeError('buffer_size must be an integer')
        if size <= 0:
            raise ValueError('buffer_size must be greater than zero')
        if size > 0x7fffffff:
            raise ValueError('buffer_size must not be greater than '
                             '2147483647')
        self._flush()
        self._size = size

    @property
    def buffer_used(self):
        return self._held_size

    def GetBase(self):
        return self._base

    def SetBase(self, base, /):
        self._base = base

    def SetParamEntityParsing(self, flag, /):
        if self._began:
            return 0
        self._params = flag
        return 1

    def UseForeignDTD(self, flag=True, /):
        if self._began:
            raise self._error(26)
        self._foreign = bool(flag)

    def GetInputContext(self):
        if self._where is None and not self._began:
            return None
        return self._buf[self._at:].encode('utf-8', 'replace') or None

    def ExternalEntityParserCreate(self, context, encoding=None, /):
        """A parser for an entity of this document."""
        inner = xmlparser(encoding, self._separator, self.intern)
        for name in _HANDLERS + ('buffer_text', 'namespace_prefixes',
                                 'ordered_attributes', '_base', '_params',
                                 'specified_attributes', '_size', '_dtd'):
            setattr(inner, name, getattr(self, name))
        inner._spaces = self._spaces
        inner._outside = True
        if context is None:
            inner._subset_of = 'external'
            self._dtd.was_read = True
        return inner

    # ---- where we are ----

    def _position(self):
        """(line, column, byte) of the last event."""
        at = self._at
        if at > self._anchor:
            passed = self._buf[self._anchor:at]
            lines = passed.count('\n')
            plain = passed.count('\r') - passed.count('\r\n')
            self._line += lines + plain
            last = max(passed.rfind('\n'), passed.rfind('\r'))
            self._column = self._column + len(passed) if last < 0 \
                else len(passed) - last - 1
            self._bytes += self._decoder.size_of(passed)
            self._anchor = at
        return self._line, self._column, self._bytes

    @property
    def CurrentLineNumber(self):
        return (self._where or self._position())[0]

    @property
    def CurrentColumnNumber(self):
        return (self._where or self._position())[1]

    @property
    def CurrentByteIndex(self):
        return (self._where or self._position())[2] if self._began else -1

    ErrorLineNumber = CurrentLineNumber
    ErrorColumnNumber = CurrentColumnNumber
    ErrorByteIndex = CurrentByteIndex

    def _error(self, code, at=None):
        """The exception for an error at a place in the buffer."""
        if at is not None and not self._inner:
            self._at = at
            if at < self._anchor:   # events went further than this
                self._column -= self._anchor - at
                self._anchor = at
        line, column, _ = self._where or self._position()
        words = _shape.messages[code]
        made = ExpatError(f'{words}: line {line}, column {column}')
        made.code, made.lineno, made.offset = code, line, column
        self.ErrorCode = code
        return made

    # ---- telling ----

    def _tell(self, handler, *args):
        """Call a handler; was there one?"""
        function = getattr(self, handler)
        if function is None:
            return False
        if self._held:
            self._flush()
        function(*args)
        return True

    def _flush(self):
        if self._held:
            text = ''.join(self._held)
            self._held, self._held_size = [], 0
            if self.CharacterDataHandler is not None:
                self.CharacterDataHandler(text)

    def _text(self, text, raw=None):
        """Characters of an element's content."""
        handler = self.CharacterDataHandler
        if handler is None:
            self._default(text if raw is None else raw)
        elif not self.buffer_text:
            handler(text)
        else:
            size = len(text)
            if self._held_size + size > self._size:
                self._flush()
                handler = self.CharacterDataHandler
                if size > self._size:
                    if handler is not None:
                        handler(text)
                    return
            self._held.append(text)
            self._held_size += size

    def _default(self, text):
        handler = self.DefaultHandlerExpand or self.DefaultHandler
        if handler is not None and text:
            if self._held:
                self._flush()
            handler(text)

    # ---- taking in ----

    def Parse(self, data, isfinal=False, /):
        """Take in more of the document."""
        if self._ended:
            raise self._error(36)
        first = not self._began
        if isinstance(data, str):
            piece = self._decoder.take_text(data)
        else:
            piece = self._decoder.take_bytes(bytes(data), isfinal)
        self._began = True
        try:
            self._advance(piece, isfinal)
        except BaseException:
            self._ended = True
            self._held = []
            raise
        if first and not isfinal and not self._buf:
            self._where = None
        return 1

    def ParseFile(self, file, /):
        """Take in the whole document from an open file."""
        while True:
            data = file.read(2048)
            if not isinstance(data, (bytes, bytearray, str)):
                raise TypeError('read() did not return a bytes object '
                                f'(type={type(data).__name__:.400})')
            self.Parse(data, not data)
            if not data:
                return 1

    def _advance(self, piece, final):
        self._forget()
        self._buf += piece
        self._dtd.read += len(piece)
        self._run(final)
        if self._decoder.wrong and self._pos + 1 >= len(self._buf) or \
                self._decoder.wrong and not self._state(True):
            raise self._error(self._decoder.wrong, len(self._buf))
        if final:
            self._finish()
        self._flush()

    def _forget(self):
        """Drop what has been read."""
        if self._pos:
            self._at = self._pos
            self._position()
            self._buf = self._buf[self._pos:]
            self._pos = self._at = self._anchor = 0

    def _run(self, final):
        while self._pos < len(self._buf):
            if not self._inner:
                self._at = self._pos
            try:
                if not self._state(final):
                    return
            except _dtd.Wrong as wrong:
                raise self._error(wrong.args[0]) from None

    def _finish(self):
        self._ended = True
        end = len(self._buf)
        if self._cdata:
            raise self._error(20, end)
        if self._pos < end:
            raise self._error(5, self._pos)
        self._at = end
        if self._outside:
            if self._stack:
                raise self._error(13, end)
        elif self._state != self._epilog:
            raise self._error(3, end)

    # ---- entities ----

    def _guarded(self, entity, action):
        if entity.open:
            raise self._error(12)
        entity.open = True
        try:
            action()
        finally:
            entity.open = False

    def _enter(self, entity, state):
        """Read an entity's text as if it stood here."""
        dtd = self._dtd
        dtd.expanded += len(entity.value)
        if dtd.expanded > 8388608 and dtd.expanded > 100 * dtd.read:
            raise self._error(43)
        self._guarded(entity, lambda: self._inside(entity.value, state))

    def _inside(self, text, state):
        if self._inner > 200:
            raise self._error(1)
        kept = self._buf, self._pos, self._state, self._where
        depth = len(self._stack)
        if not self._inner:
            self._where = self._position()
        self._inner += 1
        self._buf, self._pos, self._state = text, 0, state
        try:
            self._run(True)
            if self._pos < len(self._buf):
                raise self._error(5)
            if len(self._stack) != depth:
                raise self._error(13)
        finally:
            self._inner -= 1
            self._buf, self._pos, self._state, self._where = kept

    def _reference(self, final):
        buf, pos = self._buf, self._pos
        match = _shape.reference.match(buf, pos)
        if match is None:
            end = _shape.reference_so_far.match(buf, pos).end()
            if end < len(buf):
                raise self._error(4, end)
            return False
        self._pos = match.end()
        name = match[3]
        if name is None:
            self._text(_dtd.character(match), match[0])
        elif name in _dtd.PREDEFINED:
            self._text(_dtd.PREDEFINED[name], match[0])
        else:
            self._general(name, match[0])
        return True

    def _general(self, name, raw):
        dtd = self._dtd
        entity = dtd.entities.get(name)
        if entity is None:
            if not dtd.has_more or dtd.standalone:
                raise self._error(11)
            if not self._tell('SkippedEntityHandler', name, False):
                self._default(raw)
        elif entity.notation is not None:
            raise self._error(15)
        elif entity.value is not None:
            if self.DefaultHandler is not None:
                if not self._tell('SkippedEntityHandler', name, False):
                    self._default(raw)
            else:
                self._enter(entity, self._content)
        elif self.ExternalEntityRefHandler is not None:
            context = '\f'.join(sorted(
                f'{prefix or ""}={uri}'
                for prefix, uri in self._spaces.items()) + [name])
            self._guarded(entity, lambda: self._ask_external(
                context, entity.base, entity.system, entity.public))
        else:
            self._default(raw)

    # ---- content ----

    def _content(self, final):
        buf, pos = self._buf, self._pos
        if self._cdata:
            return self._cdata_text(final)
        mark = buf[pos]
        if mark == '<':
            return self._markup(final)
        if not self._stack and not self._inner and not self._outside:
            raise self._error(4, pos)
        if mark == '&':
            return self._reference(final)
        return self._characters(_shape.text, final)

    def _characters(self, shape, final):
        buf, pos = self._buf, self._pos
        mark = buf[pos]
        if mark == '\n':
            self._pos = pos + 1
            self._text('\n')
            return True
        if mark == '\r':
            if pos + 1 == len(buf) and not final:
                return False
            size = 2 if buf.startswith('\r\n', pos) else 1
            self._pos = pos + size
            self._text('\n', buf[pos:pos + size])
            return True
        match = shape.match(buf, pos)
        if match is None:
            if mark == ']':
                raise self._error(4, pos + 2)
            raise self._error(4, pos)
        end = match.end()
        if end == len(buf) and not final and buf[end - 1] == ']':
            end -= 2 if buf.endswith(']]') and end - 2 >= pos else 1
            if end == pos:
                return False
        if not self._decoder.is_utf8 and end - pos > 1024:
            end = pos + 1024
        self._pos = end
        self._text(buf[pos:end])
        return True

    def _cdata_text(self, final):
        buf, pos = self._buf, self._pos
        if buf.startswith(']]>', pos):
            self._pos = pos + 3
            self._cdata = False
            if not self._tell('EndCdataSectionHandler'):
                self._default(']]>')
            return True
        return self._characters(_shape.cdata, final)

    def _markup(self, final):
        buf, pos = self._buf, self._pos
        match = _shape.start_tag.match(buf, pos)
        if match is not None:
            return self._start_element(match)
        if buf.startswith('</', pos):
            return self._end_element()
        if buf.startswith('<?', pos):
            return self._instruction(final)
        if buf.startswith('<!', pos):
            return self._bang(final)
        return self._bad_tag()

    def _bang(self, final):
        buf, pos = self._buf, self._pos
        if buf.startswith('<!--', pos):
            return self._comment(final)
        if buf.startswith('<![CDATA[', pos):
            self._pos = pos + 9
            self._cdata = True
            if not self._tell('StartCdataSectionHandler'):
                self._default('<![CDATA[')
            return True
        rest = buf[pos:pos + 9]
        for word in ('<!--', '<![CDATA['):
            if word.startswith(rest):
                return False
        same = 3 if rest[2:3] in '-[' else 2
        raise self._error(4, pos + same)

    def _bad_tag(self):
        """No start tag: not all there yet, or where is it wrong?"""
        buf, pos = self._buf, self._pos
        name = _shape.name.match(buf, pos + 1)
        if name is None:
            if pos + 1 == len(buf):
                return False
            raise self._error(4, pos + 1)
        at = name.end()
        while True:
            match = _shape.attribute.match(buf, at)
            if match is None:
                break
            at = match.end()
        return self._bad_attribute(at)

    def _bad_attribute(self, at):
        buf, size = self._buf, len(self._buf)

        def skip(place):
            match = _shape.spaces.match(buf, place)
            return match.end() if match else place

        after = skip(at)
        if after == size:
            return False
        if buf[after] == '/':
            if after + 1 == size:
                return False
            raise self._error(4, after + 1)
        name = _shape.name.match(buf, after)
        if name is None or after == at:
            raise self._error(4, after)
        place = skip(name.end())
        if place == size:
            return False
        if buf[place] != '=':
            raise self._error(4, place)
        place = skip(place + 1)
        if place == size:
            return False
        if buf[place] not in '"\'':
            raise self._error(4, place)
        end = buf.find(buf[place], place + 1)
        inner = buf[place + 1:end if end >= 0 else size]
        wrong = _shape.bad.search(inner)
        wrong = wrong.start() if wrong else inner.find('<')
        if wrong >= 0:
            raise self._error(4, place + 1 + wrong)
        return False

    # ---- elements ----

    def _value(self, text, tokens=False):
        """An attribute's value from what stands between the quotes."""
        if '&' in text or '\n' in text or '\t' in text or '\r' in text:
            text = self._expanded(text.replace('\r\n', '\n'), 0)
        return ' '.join(text.split(' ')).strip() if tokens is None else (
            ' '.join(part for part in text.split(' ') if part)
            if tokens else text)

    def _expanded(self, text, depth):
        for space in '\t\r\n':
            text = text.replace(space, ' ')
        out, place = [], 0
        while True:
            mark = text.find('&', place)
            if mark < 0:
                return ''.join(out) + text[place:]
            out.append(text[place:mark])
            match = _shape.reference.match(text, mark)
            if match is None:
                raise _dtd.Wrong(4)
            place = match.end()
            if match[3] is None:
                out.append(_dtd.character(match))
            elif match[3] in _dtd.PREDEFINED:
                out.append(_dtd.PREDEFINED[match[3]])
            else:
                out.append(self._entity_in_value(match[3], depth))

    def _entity_in_value(self, name, depth):
        dtd = self._dtd
        entity = dtd.entities.get(name)
        if entity is None:
            if dtd.has_more and not dtd.standalone:
                return ''
            raise _dtd.Wrong(11)
        if entity.value is None:
            raise _dtd.Wrong(15 if entity.notation else 16)
        if entity.open or depth > 200:
            raise _dtd.Wrong(12)
        if '<' in entity.value:
            raise _dtd.Wrong(4)
        dtd.expanded += len(entity.value)
        if dtd.expanded > 8388608 and dtd.expanded > 100 * dtd.read:
            raise _dtd.Wrong(43)
        entity.open = True
        try:
            return self._expanded(entity.value, depth + 1)
        finally:
            entity.open = False

    def _attributes(self, tag, raw, at):
        """({name: value}, how many were written)"""
        known = self._dtd.attributes.get(tag)
        found = {}
        if raw:
            for match in _shape.attribute.finditer(raw):
                name = match[1]
                if name in found:
                    raise self._error(8, at + match.start(1))
                value = match[2][1:-1]
                kind = known.get(name, ('CDATA',))[0] if known else 'CDATA'
                found[name] = self._value(value, kind != 'CDATA')
        written = len(found)
        for name, (kind, default) in (known or {}).items():
            if default is not None and name not in found:
                found[name] = default
        return found, written

    def _start_element(self, match):
        tag, raw, slash = match.groups()
        place = match.start()
        attributes, written = self._attributes(tag, raw, match.start(2))
        declared, before = (), self._spaces
        name = tag
        if self._separator is not None:
            count = len(attributes)
            attributes, declared = self._declare(attributes)
            written -= count - len(attributes)
            name = self._qualified(tag, True)
            attributes = self._qualified_all(attributes)
        name = self.intern.setdefault(name, name)
        self._pos = match.end()
        for prefix, uri in declared:
            self._tell('StartNamespaceDeclHandler', prefix, uri)
        handler = self.StartElementHandler
        if handler is None:
            self._default(match[0])
        else:
            if self._held:
                self._flush()
            handler(name, self._given(attributes, written))
        self._stack.append((tag, name, before, declared))
        if slash:
            if not self._inner:
                self._at = match.end()
            self._leave(None)
        return True

    def _given(self, attributes, written):
        intern = self.intern.setdefault
        pairs = [(intern(key, key), value)
                 for key, value in attributes.items()]
        if self.specified_attributes:
            pairs = pairs[:written]
        if not self.ordered_attributes:
            return dict(pairs)
        return [item for pair in pairs for item in pair]

    def _end_element(self):
        buf, pos = self._buf, self._pos
        match = _shape.end_tag.match(buf, pos)
        if match is None:
            name = _shape.name.match(buf, pos + 2)
            end = name.end() if name else pos + 2
            space = _shape.spaces.match(buf, end) if name else None
            end = space.end() if space else end
            if end < len(buf):
                raise self._error(4, end)
            return False
        if not self._stack:
            raise self._error(13 if self._inner or self._outside else 4, pos)
        if self._stack[-1][0] != match[1]:
            raise self._error(7, pos + 2)
        self._pos = match.end()
        self._leave(match[0])
        return True

    def _leave(self, raw):
        tag, name, before, declared = self._stack.pop()
        if not self._tell('EndElementHandler', name) and raw:
            self._default(raw)
        for prefix, _ in reversed(declared):
            self._tell('EndNamespaceDeclHandler', prefix)
        self._spaces = before
        if not self._stack and not self._inner and not self._outside:
            self._state = self._epilog

    # ---- namespaces ----

    def _declare(self, attributes):
        """Take xmlns attributes out; (the others, what was declared)."""
        declared = []
        for key in attributes:
            if key == 'xmlns' or key[:6] == 'xmlns:':
                prefix = key[6:] or None
                self._check_prefix(prefix, attributes[key])
                declared.append((prefix, attributes[key] or None))
        if not declared:
            return attributes, ()
        self._spaces = {**self._spaces,
                        **{prefix: uri for prefix, uri in declared}}
        return {key: value for key, value in attributes.items()
                if key != 'xmlns' and key[:6] != 'xmlns:'}, declared

    def _check_prefix(self, prefix, uri):
        if prefix == 'xmlns':
            raise self._error(39)
        if (prefix == 'xml') != (uri == _XML):
            raise self._error(38 if prefix == 'xml' else 40)
        if uri == _XMLNS:
            raise self._error(40)
        if prefix is not None and not uri:
            raise self._error(28)

    def _qualified(self, name, element=False):
        prefix, colon, local = name.partition(':')
        if not colon:
            uri = self._spaces.get(None) if element else None
            return name if not uri else f'{uri}{self._separator}{name}'
        if prefix not in self._spaces:
            raise self._error(27)
        made = f'{self._spaces[prefix]}{self._separator}{local}'
        if self.namespace_prefixes and prefix:
            made += self._separator + prefix
        return made

    def _qualified_all(self, attributes):
        made = {}
        for key, value in attributes.items():
            if ':' in key:
                key = self._qualified(key)
                if key in made:
                    raise self._error(8)
            made[key] = value
        return made


xmlparser.__module__ = 'pyexpat'
XMLParserType = xmlparser


# ---- The two modules inside ----

def _inside(name, contents):
    module = type(_sys)('pyexpat.' + name)
    module.__dict__.update(contents)
    _sys.modules['pyexpat.' + name] = module
    return module


errors = _inside('errors', {
    '__doc__': 'Constants used to describe error conditions.',
    'codes': _shape.codes, 'messages': _shape.messages, **_shape.names})
model = _inside('model', {
    '__doc__': 'Constants used to interpret content model information.',
    **{f'XML_CTYPE_{_name}': _number for _number, _name in enumerate(
        ('EMPTY', 'ANY', 'MIXED', 'NAME', 'CHOICE', 'SEQ'), 1)},
    **{f'XML_CQUANT_{_name}': _number for _number, _name in enumerate(
        ('NONE', 'OPT', 'REP', 'PLUS'))}})
