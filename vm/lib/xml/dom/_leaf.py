# SPDX-License-Identifier: MIT
# Nodes of minidom without children: texts, comments, declarations.

import xml.dom
from xml.dom._node import EmptyNodeList, Node, NodeList, _write_data


class _Leaf(Node):
    """A node without children."""

    childNodes = EmptyNodeList()
    firstChild = lastChild = None

    def normalize(self):
        pass

    def hasChildNodes(self):
        return False

    def appendChild(self, node):
        raise xml.dom.HierarchyRequestErr(
            f'{self.nodeName} nodes cannot have children')

    def insertBefore(self, newChild, refChild):
        self.appendChild(newChild)

    def replaceChild(self, newChild, oldChild):
        self.appendChild(newChild)

    def removeChild(self, oldChild):
        raise xml.dom.NotFoundErr(
            f'{self.nodeName} nodes do not have children')


class ProcessingInstruction(_Leaf):
    nodeType = Node.PROCESSING_INSTRUCTION_NODE

    def __init__(self, target, data):
        self.target, self.data = target, data

    nodeName = property(lambda self: self.target)

    @property
    def nodeValue(self):
        return self.data

    @nodeValue.setter
    def nodeValue(self, value):
        self.data = value

    def writexml(self, writer, indent='', addindent='', newl=''):
        writer.write(f'{indent}<?{self.target} {self.data}?>{newl}')


class CharacterData(_Leaf):
    """Nodes that are text, with .data to change."""

    def __init__(self):
        self.ownerDocument = self.parentNode = None
        self.previousSibling = self.nextSibling = None
        self._data = ''

    @property
    def data(self):
        return self._data

    @data.setter
    def data(self, data):
        self._data = data

    nodeValue = data
    length = property(lambda self: len(self._data))

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        dots = '...' if len(self.data) > 10 else ''
        return (f'<DOM {self.__class__.__name__} node '
                f'"{self.data[:10]!r}{dots}">')

    def _check(self, offset, count=0):
        if offset < 0:
            raise xml.dom.IndexSizeErr('offset cannot be negative')
        if offset >= len(self._data):
            raise xml.dom.IndexSizeErr('offset cannot be beyond end of data')
        if count < 0:
            raise xml.dom.IndexSizeErr('count cannot be negative')

    def substringData(self, offset, count):
        self._check(offset, count)
        return self._data[offset:offset + count]

    def appendData(self, arg):
        self.data = self._data + arg

    def insertData(self, offset, arg):
        self._check(offset)
        if arg:
            self.data = self._data[:offset] + arg + self._data[offset:]

    def deleteData(self, offset, count):
        self.replaceData(offset, count, '')

    def replaceData(self, offset, count, arg):
        self._check(offset, count)
        if count:
            self.data = self._data[:offset] + arg + \
                self._data[offset + count:]


class Text(CharacterData):
    nodeType = Node.TEXT_NODE
    nodeName = '#text'

    def splitText(self, offset):
        if offset < 0 or offset > len(self.data):
            raise xml.dom.IndexSizeErr('illegal offset value')
        made = self.__class__()
        made.data, made.ownerDocument = self.data[offset:], self.ownerDocument
        after = self.nextSibling
        if self.parentNode is not None:
            self.parentNode.insertBefore(made, after)
        self.data = self.data[:offset]
        return made

    def writexml(self, writer, indent='', addindent='', newl=''):
        _write_data(writer, f'{indent}{self.data}{newl}')

    def replaceWholeText(self, content):
        """One text in place of all that are neighbours; None: none left."""
        parent = self.parentNode
        kinds = Node.TEXT_NODE, Node.CDATA_SECTION_NODE
        for step in ('previousSibling', 'nextSibling'):
            node = getattr(self, step)
            while node is not None and node.nodeType in kinds:
                after = getattr(node, step)
                parent.removeChild(node)
                node = after
        if content:
            self.data = content
            return self
        if parent is not None:
            parent.removeChild(self)
        return None

    @property
    def isWhitespaceInElementContent(self):
        return False

    @property
    def wholeText(self):
        texts = [self.data]
        kinds = Node.TEXT_NODE, Node.CDATA_SECTION_NODE
        node = self.previousSibling
        while node is not None and node.nodeType in kinds:
            texts.insert(0, node.data)
            node = node.previousSibling
        node = self.nextSibling
        while node is not None and node.nodeType in kinds:
            texts.append(node.data)
            node = node.nextSibling
        return ''.join(texts)


class Comment(CharacterData):
    nodeType = Node.COMMENT_NODE
    nodeName = '#comment'

    def __init__(self, data):
        super().__init__()
        self._data = data

    def writexml(self, writer, indent='', addindent='', newl=''):
        if '--' in self.data:
            raise ValueError("'--' is not allowed in a comment node")
        writer.write(f'{indent}<!--{self.data}-->{newl}')


class CDATASection(Text):
    nodeType = Node.CDATA_SECTION_NODE
    nodeName = '#cdata-section'

    def writexml(self, writer, indent='', addindent='', newl=''):
        if ']]>' in self.data:
            raise ValueError("']]>' not allowed in a CDATA section")
        writer.write(f'<![CDATA[{self.data}]]>')


class DocumentType(_Leaf):
    nodeType = Node.DOCUMENT_TYPE_NODE
    publicId = systemId = internalSubset = None

    def __init__(self, qualifiedName):
        self.name = self.nodeName = qualifiedName
        self.entities = ReadOnlySequentialNamedNodeMap([])
        self.notations = ReadOnlySequentialNamedNodeMap([])

    def cloneNode(self, deep):
        return super().cloneNode(deep) if self.ownerDocument is None \
            else None

    def writexml(self, writer, indent='', addindent='', newl=''):
        writer.write('<!DOCTYPE ' + self.name)
        if self.publicId:
            writer.write(f"{newl}  PUBLIC '{self.publicId}'{newl}  "
                         f"'{self.systemId}'")
        elif self.systemId:
            writer.write(f"{newl}  SYSTEM '{self.systemId}'")
        if self.internalSubset is not None:
            writer.write(f' [{self.internalSubset}]')
        writer.write('>' + newl)


class ReadOnlySequentialNamedNodeMap:
    """Entities or notations, in order."""

    def __init__(self, seq=()):
        self._seq = seq

    length = property(lambda self: len(self._seq))

    def __len__(self):
        return len(self._seq)

    def getNamedItem(self, name):
        for node in self._seq:
            if node.nodeName == name:
                return node
        return None

    def getNamedItemNS(self, namespaceURI, localName):
        for node in self._seq:
            if (node.namespaceURI, node.localName) == (namespaceURI,
                                                       localName):
                return node
        return None

    def __getitem__(self, name):
        node = self.getNamedItemNS(*name) if isinstance(name, tuple) \
            else self.getNamedItem(name)
        if node is None:
            raise KeyError(name)
        return node

    def item(self, index):
        return self._seq[index] if 0 <= index < len(self._seq) else None

    def _refuse(self, *args):
        raise xml.dom.NoModificationAllowedErr(
            'NamedNodeMap instance is read-only')

    removeNamedItem = removeNamedItemNS = setNamedItem = _refuse
    setNamedItemNS = _refuse


class Entity(_Leaf):
    nodeType = Node.ENTITY_NODE
    actualEncoding = encoding = version = None

    def __init__(self, name, publicId, systemId, notation):
        self.nodeName, self.notationName = name, notation
        self.publicId, self.systemId = publicId, systemId
        self.childNodes = NodeList()

    def appendChild(self, newChild):
        raise xml.dom.HierarchyRequestErr(
            'cannot append children to an entity node')

    def insertBefore(self, newChild, refChild):
        raise xml.dom.HierarchyRequestErr(
            'cannot insert children below an entity node')

    def removeChild(self, oldChild):
        raise xml.dom.HierarchyRequestErr(
            'cannot remove children from an entity node')

    def replaceChild(self, newChild, oldChild):
        raise xml.dom.HierarchyRequestErr(
            'cannot replace children of an entity node')


class Notation(_Leaf):
    nodeType = Node.NOTATION_NODE

    def __init__(self, name, publicId, systemId):
        self.nodeName = name
        self.publicId, self.systemId = publicId, systemId


for _thing in (ProcessingInstruction, CharacterData, Text, Comment,
               CDATASection, DocumentType, ReadOnlySequentialNamedNodeMap,
               Entity, Notation):
    _thing.__module__ = 'xml.dom.minidom'
del _thing
