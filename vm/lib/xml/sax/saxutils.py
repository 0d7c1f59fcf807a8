# SPDX-License-Identifier: MIT
# Escaping, writing events as XML, and passing them on.

import codecs
import io
import os
import urllib.parse
import urllib.request

from xml.sax import handler, xmlreader


def _replaced(data, entities):
    for old, new in entities.items():
        data = data.replace(old, new)
    return data


def escape(data, entities={}):
    """Text with &, < and > as entities, and others that are named."""
    data = data.replace('&', '&amp;').replace('>', '&gt;')
    return _replaced(data.replace('<', '&lt;'), entities)


def unescape(data, entities={}):
    """The other way round."""
    data = data.replace('&lt;', '<').replace('&gt;', '>')
    return _replaced(data, entities).replace('&amp;', '&')


def quoteattr(data, entities={}):
    """An attribute's value in the quotes that suit it."""
    data = escape(data, {**entities, '\n': '&#10;', '\r': '&#13;',
                         '\t': '&#9;'})
    if '"' not in data:
        return f'"{data}"'
    if "'" not in data:
        return f"'{data}'"
    return '"' + data.replace('"', '&quot;') + '"'


def _text_writer(out, encoding):
    """A text stream that ends in what was given."""
    if isinstance(out, io.TextIOBase) or isinstance(
            out, (codecs.StreamWriter, codecs.StreamReaderWriter)):
        return out
    if isinstance(out, io.RawIOBase):
        class Wrapper:
            __class__ = out.__class__

            def __getattr__(self, name):
                return getattr(out, name)
        buffer = Wrapper()
        buffer.close = lambda: None
    else:
        buffer = io.BufferedIOBase()
        buffer.writable = lambda: True
        buffer.write = out.write
        for name in ('seekable', 'tell'):
            if hasattr(out, name):
                setattr(buffer, name, getattr(out, name))
    return io.TextIOWrapper(buffer, encoding=encoding,
                            errors='xmlcharrefreplace', newline='\n',
                            write_through=True)


class XMLGenerator(handler.ContentHandler):
    """Writes what it is told of."""

    def __init__(self, out=None, encoding='iso-8859-1',
                 short_empty_elements=False):
        super().__init__()
        if out is None:
            import sys
            out = sys.stdout
        out = _text_writer(out, encoding)
        self._write, self._flush = out.write, out.flush
        self._out = out
        self._contexts = [{}]
        self._prefixes = self._contexts[-1]
        self._fresh = []
        self._encoding = encoding
        self._short = short_empty_elements
        self._pending = False

    def _qname(self, name):
        uri, local = name
        if not uri:
            return local
        if uri == 'http://www.w3.org/XML/1998/namespace':
            return 'xml:' + local
        prefix = self._prefixes[uri]
        return f'{prefix}:{local}' if prefix else local

    def _finish_start(self, end=False):
        if self._pending:
            self._write('/>' if end else '>')
            self._pending = False
            return True
        return False

    def startDocument(self):
        self._write(f'<?xml version="1.0" encoding="{self._encoding}"?>\n')

    def endDocument(self):
        self._flush()

    def startPrefixMapping(self, prefix, uri):
        self._contexts.append(self._prefixes.copy())
        self._prefixes[uri] = prefix
        self._fresh.append((prefix, uri))

    def endPrefixMapping(self, prefix):
        self._prefixes = self._contexts.pop()

    def _start(self, name, pairs, fresh=()):
        self._finish_start()
        self._write('<' + name)
        for prefix, uri in fresh:
            self._write(f' xmlns:{prefix}="{uri}"' if prefix
                        else f' xmlns="{uri}"')
        for key, value in pairs:
            self._write(f' {key}={quoteattr(value)}')
        if self._short:
            self._pending = True
        else:
            self._write('>')

    def _end(self, name):
        if not self._finish_start(True):
            self._write(f'</{name}>')

    def startElement(self, name, attrs):
        self._start(name, attrs.items())

    def endElement(self, name):
        self._end(name)

    def startElementNS(self, name, qname, attrs):
        fresh, self._fresh = self._fresh, []
        self._start(self._qname(name),
                    [(self._qname(key), value)
                     for key, value in attrs.items()], fresh)

    def endElementNS(self, name, qname):
        self._end(self._qname(name))

    def _text(self, content):
        return content if isinstance(content, str) \
            else str(content, self._encoding)

    def characters(self, content):
        if content:
            self._finish_start()
            self._write(escape(self._text(content)))

    def ignorableWhitespace(self, content):
        if content:
            self._finish_start()
            self._write(self._text(content))

    def processingInstruction(self, target, data):
        self._finish_start()
        self._write(f'<?{target} {data}?>')


def _passed(attribute, name):
    def method(self, *args):
        return getattr(getattr(self, attribute), name)(*args)
    method.__name__ = name
    return method


class XMLFilterBase(xmlreader.XMLReader):
    """A reader that takes the events of another and passes them on."""

    def __init__(self, parent=None):
        super().__init__()
        self._parent = parent

    for _name in [name for name in vars(handler.ContentHandler)
                  if name[0] != '_']:
        locals()[_name] = _passed('_cont_handler', _name)
    for _name in ('notationDecl', 'unparsedEntityDecl'):
        locals()[_name] = _passed('_dtd_handler', _name)
    for _name in ('error', 'fatalError', 'warning'):
        locals()[_name] = _passed('_err_handler', _name)
    for _name in ('setLocale', 'getFeature', 'setFeature', 'getProperty',
                  'setProperty'):
        locals()[_name] = _passed('_parent', _name)
    resolveEntity = _passed('_ent_handler', 'resolveEntity')
    del _name

    def setDocumentLocator(self, locator):
        self._locator = locator
        self._cont_handler.setDocumentLocator(locator)

    def parse(self, source):
        self._parent.setContentHandler(self)
        self._parent.setErrorHandler(self)
        self._parent.setEntityResolver(self)
        self._parent.setDTDHandler(self)
        self._parent.parse(source)

    def getParent(self):
        return self._parent

    def setParent(self, parent):
        self._parent = parent


def prepare_input_source(source, base=''):
    """An InputSource of a name, an open file or such a source, opened."""
    if isinstance(source, os.PathLike):
        source = os.fspath(source)
    if isinstance(source, str):
        source = xmlreader.InputSource(source)
    elif hasattr(source, 'read'):
        file = source
        source = xmlreader.InputSource()
        if isinstance(file.read(0), str):
            source.setCharacterStream(file)
        else:
            source.setByteStream(file)
        if isinstance(getattr(file, 'name', None), str):
            source.setSystemId(file.name)
    if source.getCharacterStream() is None and \
            source.getByteStream() is None:
        name = source.getSystemId()
        path = os.path.join(os.path.dirname(os.path.normpath(base)), name)
        if os.path.isfile(path):
            source.setSystemId(path)
            source.setByteStream(open(path, 'rb'))
        else:
            source.setSystemId(urllib.parse.urljoin(base, name))
            source.setByteStream(urllib.request.urlopen(
                source.getSystemId()))
    return source
