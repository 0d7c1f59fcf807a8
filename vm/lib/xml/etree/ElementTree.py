# SPDX-License-Identifier: MIT
# XML as a tree of elements: reading, changing and writing it.
#
# The parts: _element (elements), ElementPath (find), _read (parsing),
# _write (output), _canonical (canonical form).

import io
import warnings

from xml.etree import ElementPath
from xml.etree._canonical import C14NWriterTarget, canonicalize
from xml.etree._element import (PI, Comment, Element, ProcessingInstruction,
                                QName, SubElement, iselement)
from xml.etree._read import (XML, XMLID, ParseError, TreeBuilder, XMLParser,
                             XMLPullParser, fromstringlist, iterparse,
                             read_tree as _read_tree)
from xml.etree._write import (HTML_EMPTY, METHODS as _METHODS, _namespace_map,
                              _namespaces, indent, register_namespace,
                              writer_of as _writer_of)

__all__ = [
    'Comment', 'dump', 'Element', 'ElementTree', 'canonicalize', 'fromstring',
    'fromstringlist', 'iselement', 'iterparse', 'parse', 'ParseError', 'PI',
    'ProcessingInstruction', 'QName', 'SubElement', 'tostring',
    'tostringlist', 'TreeBuilder', 'VERSION', 'XML', 'XMLID', 'XMLParser',
    'XMLPullParser', 'register_namespace', 'C14NWriterTarget']

VERSION = '1.3.0'
fromstring = XML
_Element_Py = Element       # there is no other


class ElementTree:
    """A whole document: its root element, and how to read and write it."""

    def __init__(self, element=None, file=None):
        self._root = element
        if file:
            self.parse(file)

    def getroot(self):
        return self._root

    def _setroot(self, element):
        self._root = element

    def parse(self, source, parser=None):
        """Read a file, by name or open; its root element."""
        if hasattr(source, 'read'):
            self._root = _read_tree(source, parser)
        else:
            with open(source, 'rb') as file:
                self._root = _read_tree(file, parser)
        return self._root

    def iter(self, tag=None):
        return self._root.iter(tag)

    def getiterator(self, tag=None):
        warnings.warn('This method will be removed in future versions.  '
                      "Use 'tree.iter()' or 'list(tree.iter())' instead.",
                      DeprecationWarning, stacklevel=2)
        return list(self.iter(tag))

    def _relative(self, path):
        if path[:1] != '/':
            return path
        path = '.' + path
        warnings.warn('This search is broken in 1.3 and earlier, and will be '
                      'fixed in a future version.  If you rely on the current '
                      f'behaviour, change it to {path!r}',
                      FutureWarning, stacklevel=3)
        return path

    def find(self, path, namespaces=None):
        return self._root.find(self._relative(path), namespaces)

    def findtext(self, path, default=None, namespaces=None):
        return self._root.findtext(self._relative(path), default, namespaces)

    def findall(self, path, namespaces=None):
        return self._root.findall(self._relative(path), namespaces)

    def iterfind(self, path, namespaces=None):
        return self._root.iterfind(self._relative(path), namespaces)

    def write(self, file_or_filename, encoding=None, xml_declaration=None,
              default_namespace=None, method=None, *,
              short_empty_elements=True):
        """Write it to a file, by name or open."""
        method = method or 'xml'
        if method == 'c14n':
            encoding = 'utf-8'
        elif method not in _METHODS:
            raise ValueError(f'unknown method {method!r}')
        elif not encoding:
            encoding = 'us-ascii'
        kind = encoding.lower()
        with _writer_of(file_or_filename, kind) as write:
            if method == 'c14n':
                canonicalize(tostring(self._root), out=_Write(write))
                return
            if method == 'xml' and (xml_declaration or (
                    xml_declaration is None and
                    kind not in ('utf-8', 'us-ascii', 'unicode'))):
                if kind == 'unicode':
                    import locale
                    encoding = locale.getpreferredencoding()
                write(f"<?xml version='1.0' encoding='{encoding}'?>\n")
            _METHODS[method](write, self._root, default_namespace,
                             short_empty_elements)

    def write_c14n(self, file):
        return self.write(file, method='c14n')


class _Write:
    def __init__(self, write):
        self.write = write


def parse(source, parser=None):
    """The ElementTree of a file, by name or open."""
    tree = ElementTree()
    tree.parse(source, parser)
    return tree


# ---- To text ----

def tostring(element, encoding=None, method=None, *, xml_declaration=None,
             default_namespace=None, short_empty_elements=True):
    """bytes, or a str where the encoding is 'unicode'."""
    file = io.StringIO() if encoding == 'unicode' else io.BytesIO()
    ElementTree(element).write(file, encoding, method=method,
                               xml_declaration=xml_declaration,
                               default_namespace=default_namespace,
                               short_empty_elements=short_empty_elements)
    return file.getvalue()


class _Pieces(io.BufferedIOBase):
    """A binary file that is a list of what was written."""

    def __init__(self, pieces):
        self.pieces = pieces

    def writable(self):
        return True

    def seekable(self):
        return True

    def write(self, data):
        self.pieces.append(data)

    def tell(self):
        return len(self.pieces)


def tostringlist(element, encoding=None, method=None, *, xml_declaration=None,
                 default_namespace=None, short_empty_elements=True):
    """The same in pieces."""
    pieces = []
    ElementTree(element).write(_Pieces(pieces), encoding, method=method,
                               xml_declaration=xml_declaration,
                               default_namespace=default_namespace,
                               short_empty_elements=short_empty_elements)
    return pieces


def dump(elem):
    """Print an element or a tree, to look at it."""
    import sys
    tree = elem if isinstance(elem, ElementTree) else ElementTree(elem)
    tree.write(sys.stdout, encoding='unicode')
    tail = tree.getroot().tail
    if not tail or tail[-1] != '\n':
        sys.stdout.write('\n')
