# SPDX-License-Identifier: MIT
# A tree as text: XML, HTML, or the text alone.

import contextlib
import io

from xml.etree._element import Comment, ProcessingInstruction, QName

HTML_EMPTY = frozenset(
    'area base basefont br col embed frame hr img input isindex link meta '
    'param source track wbr'.split())

# The usual prefixes of well-known namespaces.
_namespace_map = {
    'http://www.w3.org/XML/1998/namespace': 'xml',
    'http://www.w3.org/1999/xhtml': 'html',
    'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
    'http://schemas.xmlsoap.org/wsdl/': 'wsdl',
    'http://www.w3.org/2001/XMLSchema': 'xs',
    'http://www.w3.org/2001/XMLSchema-instance': 'xsi',
    'http://purl.org/dc/elements/1.1/': 'dc'}


def register_namespace(prefix, uri):
    """Write names of this namespace with this prefix from now on."""
    import re
    if re.match(r'ns\d+$', prefix):
        raise ValueError('Prefix format reserved for internal use')
    for known, other in list(_namespace_map.items()):
        if known == uri or other == prefix:
            del _namespace_map[known]
    _namespace_map[uri] = prefix


register_namespace.__module__ = 'xml.etree.ElementTree'
register_namespace._namespace_map = _namespace_map


def _cannot(thing):
    raise TypeError(f'cannot serialize {thing!r} '
                    f'(type {type(thing).__name__})')


def indent(tree, space='  ', level=0):
    """White space into texts and tails, so that it prints as an outline."""
    root = tree.getroot() if hasattr(tree, 'getroot') else tree
    if level < 0:
        raise ValueError('Initial indentation level must be >= 0, got '
                         f'{level}')
    if not len(root):
        return
    margins = ['\n' + level * space]

    def blank(text):
        return not text or not text.strip()

    def indent_children(parent, depth):
        if depth == len(margins):
            margins.append(margins[-1] + space)
        if blank(parent.text):
            parent.text = margins[depth]
        for child in parent:
            if len(child):
                indent_children(child, depth + 1)
            if blank(child.tail):
                child.tail = margins[depth]
        if blank(child.tail):
            child.tail = margins[depth - 1]

    indent_children(root, 1)


# ---- Characters ----

def _escape_text(text):
    try:
        for char, entity in (('&', '&amp;'), ('<', '&lt;'), ('>', '&gt;')):
            if char in text:
                text = text.replace(char, entity)
        return text
    except (TypeError, AttributeError):
        _cannot(text)


def _escape_attribute(text):
    text = _escape_text(text)
    for char, entity in (('"', '&quot;'), ('\r\n', '\n'), ('\r', '\n'),
                         ('\n', '&#10;'), ('\t', '&#09;')):
        if char in text:
            text = text.replace(char, entity)
    return text


def _escape_html(text):
    try:
        return text.replace('&', '&amp;').replace('>', '&gt;') \
            .replace('"', '&quot;')
    except (TypeError, AttributeError):
        _cannot(text)


# ---- Names ----

class _Names:
    """{uri}name to prefix:name, for all the names of one tree."""

    def __init__(self, default):
        self.default = default
        self.prefixes = {default: ''} if default else {}
        self.written = {None: None}

    def _new_prefix(self, uri):
        prefix = _namespace_map.get(uri)
        if prefix is None:
            prefix = f'ns{len(self.prefixes)}'
        if prefix != 'xml':
            self.prefixes[uri] = prefix
        return prefix

    def add(self, name):
        if name in self.written:
            return
        try:
            if name[:1] == '{':
                uri, local = name[1:].rsplit('}', 1)
                prefix = self.prefixes.get(uri)
                if prefix is None:
                    prefix = self._new_prefix(uri)
                text = f'{prefix}:{local}' if prefix else local
            elif self.default:
                raise ValueError('cannot use non-qualified names with '
                                 'default_namespace option')
            else:
                text = name
        except TypeError:
            _cannot(name)
        self.written[name] = text

    def add_tree(self, root):
        for element in root.iter():
            tag = element.tag
            if isinstance(tag, QName):
                self.add(tag.text)
            elif isinstance(tag, str):
                self.add(tag)
            elif tag not in (None, Comment, ProcessingInstruction):
                _cannot(tag)
            for key, value in element.items():
                self.add(key.text if isinstance(key, QName) else key)
                if isinstance(value, QName):
                    self.add(value.text)
            if isinstance(element.text, QName):
                self.add(element.text.text)

    def of(self, name):
        return self.written[name.text if isinstance(name, QName) else name]

    def declarations(self):
        for uri, prefix in sorted(self.prefixes.items(), key=lambda p: p[1]):
            yield (f'xmlns:{prefix}' if prefix else 'xmlns'), uri


def _namespaces(elem, default_namespace=None):
    names = _Names(default_namespace)
    names.add_tree(elem)
    return names.written, names.prefixes


# ---- The three ways ----

class _Xml:
    """Writes elements; what is peculiar to HTML is in the class below."""

    escape_value = staticmethod(_escape_attribute)

    def __init__(self, write, names, short):
        self.write = write
        self.names = names
        self.short = short

    def text_of(self, thing):
        return self.names.of(thing) if isinstance(thing, QName) \
            else _escape_text(thing)

    def content(self, tag, text):
        return self.text_of(text)

    def empty(self, tag):
        return ' />' if self.short else f'></{tag}>'

    def end(self, tag):
        return f'</{tag}>'

    def element(self, element, top=False):
        kind, write = element.tag, self.write
        if kind is Comment:
            write(self.comment(element.text))
        elif kind is ProcessingInstruction:
            write(self.instruction(element.text))
        else:
            tag = self.names.of(kind)
            if tag is None:
                self.children(element, element.text and
                              self.text_of(element.text))
            else:
                self.start(element, tag, top)
        if element.tail:
            write(_escape_text(element.tail))

    def comment(self, text):
        return f'<!--{text}-->'

    def instruction(self, text):
        return f'<?{text}?>'

    def children(self, element, text):
        if text:
            self.write(text)
        for child in element:
            self.element(child)

    def attributes(self, element, top):
        if top:
            for key, uri in self.names.declarations():
                yield f' {key}="{self.escape_value(uri)}"'
        for key, value in element.items():
            value = self.names.of(value) if isinstance(value, QName) \
                else self.escape_value(value)
            yield f' {self.names.of(key)}="{value}"'

    def start(self, element, tag, top):
        self.write(f'<{tag}')
        for attribute in self.attributes(element, top):
            self.write(attribute)
        text = element.text
        if text or len(element) or not self.is_short(tag):
            self.write('>')
            self.children(element, text and self.content(tag, text))
            self.write(self.end(tag))
        else:
            self.write(self.empty(tag))

    def is_short(self, tag):
        return True


class _Html(_Xml):
    escape_value = staticmethod(_escape_html)

    def is_short(self, tag):
        return False

    def comment(self, text):
        return f'<!--{_escape_text(text)}-->'

    def instruction(self, text):
        return f'<?{_escape_text(text)}?>'

    def content(self, tag, text):
        raw = tag.lower() in ('script', 'style')
        return text if raw else self.text_of(text)

    def end(self, tag):
        return '' if tag.lower() in HTML_EMPTY else f'</{tag}>'


def _write_xml(write, elem, default, short):
    names = _Names(default)
    names.add_tree(elem)
    _Xml(write, names, short).element(elem, top=True)


def _write_html(write, elem, default, short):
    names = _Names(default)
    names.add_tree(elem)
    _Html(write, names, short).element(elem, top=True)


def _write_text(write, elem, default, short):
    for part in elem.itertext():
        write(part)
    if elem.tail:
        write(elem.tail)


METHODS = {'xml': _write_xml, 'html': _write_html, 'text': _write_text}


# ---- Where it goes ----

def _binary_file(file):
    """A binary stream that writes to an object with a write()."""
    if isinstance(file, io.BufferedIOBase):
        return file
    if isinstance(file, io.RawIOBase):
        return io.BufferedWriter(file)
    raw = io.BufferedIOBase()
    raw.writable = lambda: True
    raw.write = file.write
    for name in ('seekable', 'tell'):
        if hasattr(file, name):
            setattr(raw, name, getattr(file, name))
    return raw


@contextlib.contextmanager
def writer_of(file_or_name, encoding):
    """The write() to give text to, for a name, a file or any object."""
    try:
        write = file_or_name.write
    except AttributeError:
        charset = 'utf-8' if encoding == 'unicode' else encoding
        with open(file_or_name, 'w', encoding=charset,
                  errors='xmlcharrefreplace') as file:
            yield file.write
        return
    if encoding == 'unicode':
        yield write
        return
    binary = _binary_file(file_or_name)
    text = io.TextIOWrapper(binary, encoding=encoding,
                            errors='xmlcharrefreplace', newline='\n')
    try:
        yield text.write
    finally:
        text.detach()
        if binary is not file_or_name and \
                isinstance(binary, io.BufferedWriter):
            binary.detach()
