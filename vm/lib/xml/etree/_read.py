# SPDX-License-Identifier: MIT
# From text to a tree: the builder that events are sent to, the parser that
# sends them, and the two ways to see events as they come.

from xml.etree import _element

_HERE = 'xml.etree.ElementTree'


class ParseError(SyntaxError):
    """The text is no XML; .code is expat's number, .position (line, column)."""


# ---- Building ----

class TreeBuilder:
    """Makes a tree of start(), data(), end() ...; close() gives its root."""

    def __init__(self, element_factory=None, *, comment_factory=None,
                 pi_factory=None, insert_comments=False, insert_pis=False):
        self._factory = element_factory or _element.Element
        self._comment_factory = comment_factory or _element.Comment
        self._pi_factory = pi_factory or _element.ProcessingInstruction
        self.insert_comments = insert_comments
        self.insert_pis = insert_pis
        self._pieces = []   # of text not yet put anywhere
        self._open = []     # elements without an end so far
        self._last = None   # the element that text now belongs to
        self._root = None
        self._behind = False    # its end was seen: the text is its tail

    def close(self):
        """The root element."""
        assert not self._open, 'missing end tags'
        assert self._root is not None, 'missing toplevel element'
        return self._root

    def _flush(self):
        if not self._pieces:
            return
        last = self._last
        if last is not None:
            text = ''.join(self._pieces)
            place = 'tail' if self._behind else 'text'
            assert getattr(last, place) is None, f'internal error ({place})'
            setattr(last, place, text)
        self._pieces = []

    def data(self, data):
        """Text."""
        self._pieces.append(data)

    def start(self, tag, attrs):
        """The start of an element, which it gives."""
        self._flush()
        element = self._last = self._factory(tag, attrs)
        if self._open:
            self._open[-1].append(element)
        elif self._root is None:
            self._root = element
        self._open.append(element)
        self._behind = False
        return element

    def end(self, tag):
        """The end of an element, which it gives."""
        self._flush()
        self._last = self._open.pop()
        assert self._last.tag == tag, \
            f'end tag mismatch (expected {self._last.tag}, got {tag})'
        self._behind = True
        return self._last

    def _single(self, insert, factory, *args):
        element = factory(*args)
        if insert:
            self._flush()
            self._last = element
            if self._open:
                self._open[-1].append(element)
            self._behind = True
        return element

    def comment(self, text):
        return self._single(self.insert_comments, self._comment_factory, text)

    def pi(self, target, text=None):
        return self._single(self.insert_pis, self._pi_factory, target, text)


# ---- Parsing ----

class XMLParser:
    """Sends the events of the text that feed() gets to a target."""

    def __init__(self, *, target=None, encoding=None):
        from xml.parsers import expat
        parser = expat.ParserCreate(encoding, '}')
        if target is None:
            target = TreeBuilder()
        self.parser = self._parser = parser
        self.target = self._target = target
        self._error = expat.error
        self._names = {}
        self._doctype = None
        self.entity = {}
        parser.DefaultHandlerExpand = self._default
        parser.buffer_text = 1
        parser.ordered_attributes = 1
        for method, handler, ours in (
                ('start', 'StartElementHandler', self._start),
                ('end', 'EndElementHandler', self._end),
                ('start_ns', 'StartNamespaceDeclHandler', self._start_ns),
                ('end_ns', 'EndNamespaceDeclHandler', self._end_ns),
                ('data', 'CharacterDataHandler', None),
                ('comment', 'CommentHandler', None),
                ('pi', 'ProcessingInstructionHandler', None)):
            if hasattr(target, method):
                setattr(parser, handler, ours or getattr(target, method))
        self.version = 'Expat %d.%d.%d' % expat.version_info

    def _setevents(self, events_queue, events_to_report):
        """Also append those events to a queue."""
        put = events_queue.append
        for event in events_to_report:
            if event not in _REPORTS:
                raise ValueError(f'unknown event {event!r}')
            handler, make = _REPORTS[event]
            if event in ('start', 'end'):
                self.parser.ordered_attributes = 1
            setattr(self.parser, handler, make(self, event, put))

    def _raise(self, value):
        error = ParseError(value)
        error.code = value.code
        error.position = value.lineno, value.offset
        raise error

    def _fix(self, name):
        """The parser's uri}name is {uri}name here."""
        try:
            return self._names[name]
        except KeyError:
            fixed = '{' + name if '}' in name else name
            self._names[name] = fixed
            return fixed

    def _start(self, tag, pairs):
        fix = self._fix
        names = iter(pairs)
        return self.target.start(fix(tag),
                                 {fix(name): next(names) for name in names})

    def _end(self, tag):
        return self.target.end(self._fix(tag))

    def _start_ns(self, prefix, uri):
        return self.target.start_ns(prefix or '', uri or '')

    def _end_ns(self, prefix):
        return self.target.end_ns(prefix or '')

    def _default(self, text):
        mark = text[:1]
        if mark == '&':
            self._entity(text)
        elif mark == '<' and text == '<!DOCTYPE':
            self._doctype = []
        elif self._doctype is not None:
            self._doctype_part(text)

    def _entity(self, text):
        data = getattr(self.target, 'data', None)
        if data is None:
            return
        try:
            data(self.entity[text[1:-1]])
        except KeyError:
            parser = self.parser
            line, column = parser.ErrorLineNumber, parser.ErrorColumnNumber
            error = self._error(f'undefined entity {text}: line {line}, '
                                f'column {column}')
            error.code, error.lineno, error.offset = 11, line, column
            raise error from None

    def _doctype_part(self, text):
        if text == '>':
            self._doctype = None
            return
        text = text.strip()
        if not text:
            return
        parts = self._doctype
        parts.append(text)
        if len(parts) < 3:
            return
        kind = parts[1]
        if kind == 'PUBLIC' and len(parts) == 4:
            name, public, system = parts[0], parts[2][1:-1], parts[3][1:-1]
        elif kind == 'SYSTEM' and len(parts) == 3:
            name, public, system = parts[0], None, parts[2][1:-1]
        else:
            return
        self._doctype = None
        if hasattr(self.target, 'doctype'):
            self.target.doctype(name, public, system)
        elif hasattr(self, 'doctype'):
            import warnings
            warnings.warn('The doctype() method of XMLParser is ignored.  '
                          'Define doctype() method on the TreeBuilder '
                          'target.', RuntimeWarning)

    def feed(self, data):
        """More of the text."""
        try:
            self.parser.Parse(data, False)
        except self._error as error:
            self._raise(error)

    def close(self):
        """The text is complete; what the target's close() gives."""
        try:
            self.parser.Parse(b'', True)
        except self._error as error:
            self._raise(error)
        try:
            close = self.target.close
        except AttributeError:
            return None
        finally:
            del self.parser, self._parser
            del self.target, self._target
        return close()


def _report_start(parser, event, put):
    return lambda tag, pairs: put((event, parser._start(tag, pairs)))


def _report_end(parser, event, put):
    return lambda tag: put((event, parser._end(tag)))


def _report_start_ns(parser, event, put):
    if hasattr(parser.target, 'start_ns'):
        return lambda prefix, uri: put((event, parser._start_ns(prefix, uri)))
    return lambda prefix, uri: put((event, (prefix or '', uri or '')))


def _report_end_ns(parser, event, put):
    if hasattr(parser.target, 'end_ns'):
        return lambda prefix: put((event, parser._end_ns(prefix)))
    return lambda prefix: put((event, None))


def _report_comment(parser, event, put):
    return lambda text: put((event, parser.target.comment(text)))


def _report_pi(parser, event, put):
    return lambda target, text: put((event, parser.target.pi(target, text)))


_REPORTS = {
    'start': ('StartElementHandler', _report_start),
    'end': ('EndElementHandler', _report_end),
    'start-ns': ('StartNamespaceDeclHandler', _report_start_ns),
    'end-ns': ('EndNamespaceDeclHandler', _report_end_ns),
    'comment': ('CommentHandler', _report_comment),
    'pi': ('ProcessingInstructionHandler', _report_pi)}


# ---- Events as they come ----

class XMLPullParser:
    """feed() it, and ask read_events() what has come so far."""

    def __init__(self, events=None, *, _parser=None):
        import collections
        self._queue = collections.deque()
        self._parser = _parser or XMLParser(target=TreeBuilder())
        self._parser._setevents(self._queue,
                                ('end',) if events is None else events)

    def feed(self, data):
        if self._parser is None:
            raise ValueError('feed() called after end of stream')
        if data:
            try:
                self._parser.feed(data)
            except SyntaxError as error:
                self._queue.append(error)

    def _close_and_return_root(self):
        root = self._parser.close()
        self._parser = None
        return root

    def close(self):
        self._close_and_return_root()

    def read_events(self):
        queue = self._queue
        while queue:
            event = queue.popleft()
            if isinstance(event, Exception):
                raise event
            yield event


class _Events:
    """What iterparse() gives: (event, element) pairs, and at last .root."""

    def __init__(self, source, pull):
        self.root = None
        self._source, self._pull = source, pull
        self._mine = not hasattr(source, 'read')
        if self._mine:
            self._source = open(source, 'rb')
        self._pairs = self._read()

    def _read(self):
        try:
            while True:
                yield from self._pull.read_events()
                data = self._source.read(16 * 1024)
                if not data:
                    break
                self._pull.feed(data)
            root = self._pull._close_and_return_root()
            yield from self._pull.read_events()
            self.root = root
        finally:
            if self._mine:
                self._source.close()

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._pairs)


def iterparse(source, events=None, parser=None):
    """The events of a file while it is read: (event, element) pairs."""
    return _Events(source, XMLPullParser(events=events, _parser=parser))


def _parsed(pieces, parser):
    if not parser:
        parser = XMLParser(target=TreeBuilder())
    for piece in pieces:
        parser.feed(piece)
    return parser.close()


def XML(text, parser=None):
    """The root element of a document in a string."""
    return _parsed((text,), parser)


def fromstringlist(sequence, parser=None):
    """The same of a document in pieces."""
    return _parsed(sequence, parser)


def XMLID(text, parser=None):
    """(root, {id: element})"""
    root = XML(text, parser)
    return root, {element.get('id'): element for element in root.iter()
                  if element.get('id')}


def read_tree(source, parser):
    """The root element of an open file."""
    if parser is None:
        parser = XMLParser()
    if hasattr(parser, '_parse_whole'):
        return parser._parse_whole(source)
    while True:
        data = source.read(65536)
        if not data:
            return parser.close()
        parser.feed(data)


for _thing in (ParseError, TreeBuilder, XMLParser, XMLPullParser, iterparse,
               XML, XMLID, fromstringlist):
    _thing.__module__ = _HERE
del _thing
