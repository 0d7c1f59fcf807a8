# SPDX-License-Identifier: MIT
# A parser's events to a document of minidom.

from xml.dom import EMPTY_NAMESPACE, XMLNS_NAMESPACE, minidom
from xml.parsers import expat

__all__ = ['Builder', 'parse', 'parseString']


class Builder:
    """Makes one document."""

    def __init__(self):
        self.document = minidom.Document()
        self.node = self.document
        self.declared = []      # (prefix, uri) for the next element
        self.in_cdata = self.in_doctype = False
        self.parser = parser = expat.ParserCreate(namespace_separator=' ')
        parser.namespace_prefixes = True
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.specified_attributes = True
        for name in ('StartElement', 'EndElement', 'CharacterData',
                     'Comment', 'ProcessingInstruction', 'StartCdataSection',
                     'EndCdataSection', 'StartNamespaceDecl',
                     'StartDoctypeDecl', 'EndDoctypeDecl', 'XmlDecl',
                     'EntityDecl', 'NotationDecl'):
            setattr(parser, name + 'Handler', getattr(self, name))

    def parse(self, file):
        self.parser.ParseFile(file)
        return self.document

    def parse_text(self, text):
        self.parser.Parse(text, True)
        return self.document

    # ---- events ----

    @staticmethod
    def _name(text):
        """(uri, prefix, local, prefix:local)"""
        parts = text.split(' ')
        if len(parts) == 1:
            return EMPTY_NAMESPACE, None, text, text
        if len(parts) == 2:
            return parts[0], None, parts[1], parts[1]
        if len(parts) > 3:
            raise ValueError('Unsupported syntax: spaces in URIs not '
                             f'supported: {text!r}')
        uri, local, prefix = parts
        return uri, prefix, local, f'{prefix}:{local}'

    def XmlDecl(self, version, encoding, standalone):
        self.document.version, self.document.encoding = version, encoding
        if standalone >= 0:
            self.document.standalone = bool(standalone)

    def StartDoctypeDecl(self, name, system, public, has_subset):
        doctype = minidom.DocumentType(name)
        doctype.systemId, doctype.publicId = system, public
        doctype.ownerDocument = self.document
        self.document.appendChild(doctype)
        self.document.doctype = doctype
        self.in_doctype = True
        if has_subset:
            doctype.internalSubset = []
            self.parser.DefaultHandler = doctype.internalSubset.append

    def EndDoctypeDecl(self):
        self.in_doctype = False
        doctype = self.document.doctype
        if doctype.internalSubset is not None:
            self.parser.DefaultHandler = None
            parts = doctype.internalSubset
            if parts and parts[-1] == '>':
                parts.pop()
            if parts and parts[-1] == ']':
                parts.pop()
            doctype.internalSubset = ''.join(parts)

    def EntityDecl(self, name, is_parameter, value, base, system, public,
                   notation):
        if is_parameter:
            return
        node = minidom.Entity(name, public, system, notation)
        if value is not None:
            text = self.document.createTextNode(value)
            node.childNodes.append(text)
        self.document.doctype.entities._seq.append(node)

    def NotationDecl(self, name, base, system, public):
        node = minidom.Notation(name, public, system)
        self.document.doctype.notations._seq.append(node)

    def StartNamespaceDecl(self, prefix, uri):
        self.declared.append((prefix, uri))

    def StartElement(self, tag, pairs):
        uri, prefix, local, name = self._name(tag)
        element = minidom.Element(name, uri, prefix, local)
        element.ownerDocument = self.document
        for declared, space in self.declared:
            element.setAttributeNS(
                XMLNS_NAMESPACE,
                f'xmlns:{declared}' if declared else 'xmlns', space or '')
        self.declared = []
        for key, value in zip(pairs[::2], pairs[1::2]):
            uri, prefix, local, name = self._name(key)
            attr = minidom.Attr(name, uri, local, prefix)
            attr.ownerDocument = self.document
            attr.value = value
            attr.specified = True
            element._keep(attr)
        self.node.appendChild(element)
        self.node = element

    def EndElement(self, tag):
        self.node = self.node.parentNode

    def CharacterData(self, data):
        children = self.node.childNodes
        kind = minidom.CDATASection if self.in_cdata else minidom.Text
        if children and type(children[-1]) is kind and (
                not self.in_cdata or self.continues):
            children[-1].data += data
        else:
            node = kind()
            node.data, node.ownerDocument = data, self.document
            self.node.appendChild(node)
        self.continues = True

    def StartCdataSection(self):
        self.in_cdata, self.continues = True, False

    def EndCdataSection(self):
        self.in_cdata = False

    def Comment(self, data):
        if self.in_doctype:
            return
        self.node.appendChild(self.document.createComment(data))

    def ProcessingInstruction(self, target, data):
        if not self.in_doctype:
            self.node.appendChild(
                self.document.createProcessingInstruction(target, data))


def parse(file, namespaces=True):
    """The document of a file, by name or open."""
    return minidom.parse(file)


def parseString(string, namespaces=True):
    """The document in a str or bytes."""
    return minidom.parseString(string)
