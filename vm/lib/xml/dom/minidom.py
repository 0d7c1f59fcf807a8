# SPDX-License-Identifier: MIT
# A small DOM: documents of nodes that know their parents and neighbours.
#
# _node has what all nodes have, _leaf those without children.

import xml.dom
from xml.dom import EMPTY_NAMESPACE, XMLNS_NAMESPACE
from xml.dom._leaf import (CDATASection, CharacterData, Comment, DocumentType,
                           Entity, Notation, ProcessingInstruction,
                           ReadOnlySequentialNamedNodeMap, Text)
from xml.dom._node import (_INNER, DocumentFragment, EmptyNodeList, Node,
                           NodeList, _write_data)


class Attr(Node):
    """An attribute; .value is its text."""

    nodeType = Node.ATTRIBUTE_NODE
    ownerElement = None
    specified = False
    _child_types = Node.TEXT_NODE, Node.ENTITY_REFERENCE_NODE

    def __init__(self, qName, namespaceURI=EMPTY_NAMESPACE, localName=None,
                 prefix=None):
        self._name, self._local = qName, localName
        self.namespaceURI, self._prefix = namespaceURI, prefix
        self.childNodes = NodeList()
        self._value = ''
        self.ownerDocument = None

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        owner = self.ownerElement
        if owner is not None:
            owner._drop(self)
        self._name = name
        if owner is not None:
            owner._keep(self)

    nodeName = name

    @property
    def localName(self):
        return self._local or self._name.split(':', 1)[-1]

    @property
    def prefix(self):
        return self._prefix

    @prefix.setter
    def prefix(self, prefix):
        local = self.localName
        if prefix == 'xmlns' and self.namespaceURI not in (
                None, XMLNS_NAMESPACE):
            raise xml.dom.NamespaceErr('illegal use of \'xmlns\' prefix for '
                                       'the wrong namespace')
        self._prefix = prefix
        self.name = f'{prefix}:{local}' if prefix else local

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._value = value
        self.childNodes[:] = []
        if value:
            text = Text()
            text.data = value
            self.appendChild(text)

    nodeValue = value

    @property
    def isId(self):
        return self.name in getattr(self.ownerElement, '_ids', ())

    def unlink(self):
        owner, self.ownerElement = self.ownerElement, None
        if owner is not None:
            owner._drop(self)
        self.childNodes = NodeList()


class NamedNodeMap:
    """The attributes of an element, by name."""

    def __init__(self, attrs, attrsNS, ownerElement):
        self._attrs, self._attrsNS = attrs, attrsNS
        self._ownerElement = ownerElement

    length = property(lambda self: len(self._attrs))

    def __len__(self):
        return len(self._attrs)

    def item(self, index):
        names = list(self._attrs)
        return self[names[index]] if 0 <= index < len(names) else None

    def items(self):
        return [(name, node.value) for name, node in self._attrs.items()]

    def itemsNS(self):
        return [((node.namespaceURI, node.localName), node.value)
                for node in self._attrs.values()]

    def keys(self):
        return self._attrs.keys()

    def keysNS(self):
        return self._attrsNS.keys()

    def values(self):
        return self._attrs.values()

    def __contains__(self, key):
        return key in (self._attrs if isinstance(key, str)
                       else self._attrsNS)

    def get(self, name, value=None):
        return self._attrs.get(name, value)

    def __eq__(self, other):
        return self._attrs == getattr(other, '_attrs', other)

    def __getitem__(self, name):
        return (self._attrsNS if isinstance(name, tuple)
                else self._attrs)[name]

    def __setitem__(self, name, value):
        if isinstance(value, str):
            node = self._attrs.get(name)
            if node is None:
                node = Attr(name)
                node.ownerDocument = self._ownerElement.ownerDocument
                self.setNamedItem(node)
            node.value = value
        elif isinstance(value, Attr):
            self.setNamedItem(value)
        else:
            raise TypeError('value must be a string or Attr object')

    def __delitem__(self, name):
        self._ownerElement._drop(self[name])

    def getNamedItem(self, name):
        return self._attrs.get(name)

    def getNamedItemNS(self, namespaceURI, localName):
        return self._attrsNS.get((namespaceURI, localName))

    def removeNamedItem(self, name):
        node = self.getNamedItem(name)
        if node is None:
            raise xml.dom.NotFoundErr()
        self._ownerElement._drop(node)
        return node

    def removeNamedItemNS(self, namespaceURI, localName):
        node = self.getNamedItemNS(namespaceURI, localName)
        if node is None:
            raise xml.dom.NotFoundErr()
        self._ownerElement._drop(node)
        return node

    def setNamedItem(self, node):
        if not isinstance(node, Attr):
            raise xml.dom.HierarchyRequestErr(
                f'{node!r} cannot be child of {self!r}')
        old = self._attrs.get(node.name)
        if old:
            old.unlink()
        self._ownerElement._keep(node)
        return old

    setNamedItemNS = setNamedItem


AttributeList = NamedNodeMap


class Element(Node):
    nodeType = Node.ELEMENT_NODE
    nodeValue = None
    schemaType = None
    _child_types = _INNER

    def __init__(self, tagName, namespaceURI=EMPTY_NAMESPACE, prefix=None,
                 localName=None):
        self.tagName = self.nodeName = tagName
        self.prefix, self.namespaceURI = prefix, namespaceURI
        self._local = localName
        self.childNodes = NodeList()
        self._attrs, self._attrsNS = {}, {}
        self._ids = set()

    def __repr__(self):
        return f'<DOM Element: {self.tagName} at {id(self):#x}>'

    @property
    def localName(self):
        return self._local or self.tagName.split(':', 1)[-1]

    def unlink(self):
        for node in list(self._attrs.values()):
            node.unlink()
        super().unlink()

    # ---- attributes ----

    def _keep(self, node):
        self._attrs[node.name] = node
        self._attrsNS[node.namespaceURI, node.localName] = node
        node.ownerElement = self

    def _drop(self, node):
        self._attrs.pop(node.name, None)
        self._attrsNS.pop((node.namespaceURI, node.localName), None)
        node.ownerElement = None

    @property
    def attributes(self):
        return NamedNodeMap(self._attrs, self._attrsNS, self)

    def hasAttributes(self):
        return bool(self._attrs)

    def getAttribute(self, attname):
        node = self._attrs.get(attname)
        return '' if node is None else node.value

    def getAttributeNS(self, namespaceURI, localName):
        node = self._attrsNS.get((namespaceURI, localName))
        return '' if node is None else node.value

    def setAttribute(self, attname, value):
        node = self._attrs.get(attname)
        if node is None:
            node = Attr(attname)
            node.ownerDocument = self.ownerDocument
            self._keep(node)
        node.value = value

    def setAttributeNS(self, namespaceURI, qualifiedName, value):
        prefix, local = _split(qualifiedName)
        node = self._attrsNS.get((namespaceURI, local))
        if node is None:
            node = Attr(qualifiedName, namespaceURI, local, prefix)
            node.ownerDocument = self.ownerDocument
            self._keep(node)
        elif node.name != qualifiedName:
            node._prefix, node.name = prefix, qualifiedName
        node.value = value

    def getAttributeNode(self, attrname):
        return self._attrs.get(attrname)

    def getAttributeNodeNS(self, namespaceURI, localName):
        return self._attrsNS.get((namespaceURI, localName))

    def setAttributeNode(self, attr):
        if attr.ownerElement not in (None, self):
            raise xml.dom.InuseAttributeErr('attribute node already owned')
        old = self._attrs.get(attr.name)
        if old is attr:
            return None
        if old is not None:
            self._drop(old)
        self._keep(attr)
        return old

    setAttributeNodeNS = setAttributeNode

    def removeAttribute(self, name):
        if name not in self._attrs:
            raise xml.dom.NotFoundErr()
        self._drop(self._attrs[name])

    def removeAttributeNS(self, namespaceURI, localName):
        node = self._attrsNS.get((namespaceURI, localName))
        if node is None:
            raise xml.dom.NotFoundErr()
        self._drop(node)

    def removeAttributeNode(self, node):
        if node is None or self._attrs.get(node.name) is not node:
            raise xml.dom.NotFoundErr()
        self._drop(node)
        node.ownerDocument = self.ownerDocument
        return node

    removeAttributeNodeNS = removeAttributeNode

    def hasAttribute(self, name):
        return name in self._attrs

    def hasAttributeNS(self, namespaceURI, localName):
        return (namespaceURI, localName) in self._attrsNS

    def setIdAttribute(self, name):
        self.setIdAttributeNode(self._attrs.get(name))

    def setIdAttributeNS(self, namespaceURI, localName):
        self.setIdAttributeNode(self._attrsNS.get((namespaceURI,
                                                   localName)))

    def setIdAttributeNode(self, idAttr):
        """Its value names this element."""
        if idAttr is None or idAttr.ownerElement is not self:
            raise xml.dom.NotFoundErr()
        self._ids.add(idAttr.name)

    # ---- what is below ----

    def getElementsByTagName(self, name):
        return NodeList(_found(self, lambda node: name in ('*',
                                                           node.tagName)))

    def getElementsByTagNameNS(self, namespaceURI, localName):
        return NodeList(_found(
            self, lambda node: localName in ('*', node.localName) and
            namespaceURI in ('*', node.namespaceURI)))

    def writexml(self, writer, indent='', addindent='', newl=''):
        writer.write(f'{indent}<{self.tagName}')
        for name, node in self._attrs.items():
            writer.write(f' {name}="')
            _write_data(writer, node.value)
            writer.write('"')
        if not self.childNodes:
            writer.write('/>' + newl)
            return
        writer.write('>')
        only = self.childNodes[0]
        if len(self.childNodes) == 1 and only.nodeType in (
                Node.TEXT_NODE, Node.CDATA_SECTION_NODE):
            only.writexml(writer, '', '', '')
        else:
            writer.write(newl)
            for node in self.childNodes:
                node.writexml(writer, indent + addindent, addindent, newl)
            writer.write(indent)
        writer.write(f'</{self.tagName}>{newl}')


def _found(parent, test):
    for node in parent.childNodes:
        if node.nodeType == Node.ELEMENT_NODE:
            if test(node):
                yield node
            yield from _found(node, test)


class DOMImplementation:
    """Makes documents."""

    _features = [('core', '1.0'), ('core', '2.0'), ('core', None),
                 ('xml', '1.0'), ('xml', '2.0'), ('xml', None)]

    def hasFeature(self, feature, version):
        return (feature.lower(), version or None) in self._features

    def createDocument(self, namespaceURI, qualifiedName, doctype):
        if doctype and doctype.parentNode is not None:
            raise xml.dom.WrongDocumentErr(
                'doctype object owned by another DOM tree')
        made = Document()
        if not qualifiedName and (namespaceURI or doctype):
            raise xml.dom.InvalidCharacterErr('Element with no name')
        if doctype:
            doctype.parentNode = doctype.ownerDocument = made
            made.childNodes.append(doctype)
        made.doctype = doctype
        if qualifiedName:
            prefix, local = _split(qualifiedName)
            if prefix and not namespaceURI:
                raise xml.dom.NamespaceErr(
                    'illegal use of prefix without namespaces')
            made.appendChild(made.createElementNS(namespaceURI,
                                                  qualifiedName))
        return made

    def createDocumentType(self, qualifiedName, publicId, systemId):
        made = DocumentType(qualifiedName)
        made.publicId, made.systemId = publicId, systemId
        return made

    def getInterface(self, feature):
        return self if self.hasFeature(feature, None) else None


def _split(name):
    prefix, colon, local = name.partition(':')
    return (prefix, local) if colon else (None, name)


class Document(Node):
    nodeType = Node.DOCUMENT_NODE
    nodeName = '#document'
    implementation = DOMImplementation()
    doctype = None
    encoding = standalone = version = actualEncoding = documentURI = None
    strictErrorChecking = async_ = False
    errorHandler = None
    _child_types = (Node.ELEMENT_NODE, Node.PROCESSING_INSTRUCTION_NODE,
                    Node.COMMENT_NODE, Node.DOCUMENT_TYPE_NODE)

    def __init__(self):
        self.childNodes = NodeList()

    @property
    def documentElement(self):
        for node in self.childNodes:
            if node.nodeType == Node.ELEMENT_NODE:
                return node
        return None

    def appendChild(self, node):
        self._check_child(node)
        if node.nodeType == Node.ELEMENT_NODE and node.parentNode is not self \
                and self.documentElement is not None:
            raise xml.dom.HierarchyRequestErr(
                'two document elements disallowed')
        return super().appendChild(node)

    def unlink(self):
        self.doctype = None
        super().unlink()

    def _owned(self, node):
        node.ownerDocument = self
        return node

    def createDocumentFragment(self):
        return self._owned(DocumentFragment())

    def createElement(self, tagName):
        return self._owned(Element(tagName))

    def _text(self, node, data):
        if not isinstance(data, str):
            raise TypeError('node contents must be a string')
        node.data = data
        return self._owned(node)

    def createTextNode(self, data):
        return self._text(Text(), data)

    def createCDATASection(self, data):
        return self._text(CDATASection(), data)

    def createComment(self, data):
        return self._owned(Comment(data))

    def createProcessingInstruction(self, target, data):
        return self._owned(ProcessingInstruction(target, data))

    def createAttribute(self, qName):
        return self._owned(Attr(qName))

    def createElementNS(self, namespaceURI, qualifiedName):
        prefix, _ = _split(qualifiedName)
        return self._owned(Element(qualifiedName, namespaceURI, prefix))

    def createAttributeNS(self, namespaceURI, qualifiedName):
        prefix, local = _split(qualifiedName)
        return self._owned(Attr(qualifiedName, namespaceURI, local, prefix))

    def getElementById(self, id):
        for node in _found(self, lambda node: True):
            for name in node._ids:
                if node.getAttribute(name) == id:
                    return node
        return None

    getElementsByTagName = Element.getElementsByTagName
    getElementsByTagNameNS = Element.getElementsByTagNameNS

    def importNode(self, node, deep):
        if node.nodeType in (Node.DOCUMENT_NODE, Node.DOCUMENT_TYPE_NODE):
            raise xml.dom.NotSupportedErr(
                'cannot import document nodes' if node.nodeType ==
                Node.DOCUMENT_NODE else 'cannot import document type nodes')
        return _clone(node, deep, self)

    def renameNode(self, n, namespaceURI, name):
        """Another name for an element or an attribute."""
        if n.ownerDocument is not self:
            raise xml.dom.WrongDocumentErr(
                'cannot rename nodes from other documents;\nexpected '
                f'{self},\nfound {n.ownerDocument}')
        if n.nodeType not in (Node.ELEMENT_NODE, Node.ATTRIBUTE_NODE):
            raise xml.dom.NotSupportedErr(
                'renameNode() only applies to element and attribute nodes')
        prefix, local = _split(name)
        if namespaceURI is not EMPTY_NAMESPACE:
            if prefix == 'xmlns' and namespaceURI != XMLNS_NAMESPACE:
                raise xml.dom.NamespaceErr(
                    "illegal use of 'xmlns' prefix")
            if name == 'xmlns' and namespaceURI != XMLNS_NAMESPACE and \
                    n.nodeType == Node.ATTRIBUTE_NODE:
                raise xml.dom.NamespaceErr(
                    "illegal use of the 'xmlns' attribute")
        else:
            prefix, local = None, name
        if n.nodeType == Node.ELEMENT_NODE:
            n.prefix, n._local, n.namespaceURI = prefix, local, namespaceURI
            n.nodeName = n.tagName = name
            return n
        owner = n.ownerElement
        is_id = n.isId
        if owner is not None:
            owner._drop(n)
            owner._ids.discard(n.name)
        n._prefix, n._local, n.namespaceURI = prefix, local, namespaceURI
        n._name = name
        if owner is not None:
            owner._keep(n)
            if is_id:
                owner.setIdAttribute(name)
        return n

    def writexml(self, writer, indent='', addindent='', newl='',
                 encoding=None, standalone=None):
        charset = ' ' if encoding is None else f' encoding="{encoding}"'
        writer.write(f'<?xml version="1.0"{charset}?>{newl}')
        for node in self.childNodes:
            node.writexml(writer, indent, addindent, newl)


def _clone(node, deep, owner):
    """A copy of a node that belongs to a document."""
    kind = node.nodeType
    if kind == Node.ELEMENT_NODE:
        made = owner.createElementNS(node.namespaceURI, node.nodeName)
        for attr in node._attrs.values():
            made.setAttributeNS(attr.namespaceURI, attr.nodeName, attr.value)
    elif kind == Node.DOCUMENT_FRAGMENT_NODE:
        made = owner.createDocumentFragment()
    elif kind == Node.TEXT_NODE:
        made = owner.createTextNode(node.data)
    elif kind == Node.CDATA_SECTION_NODE:
        made = owner.createCDATASection(node.data)
    elif kind == Node.PROCESSING_INSTRUCTION_NODE:
        made = owner.createProcessingInstruction(node.target, node.data)
    elif kind == Node.COMMENT_NODE:
        made = owner.createComment(node.data)
    elif kind == Node.ATTRIBUTE_NODE:
        made = owner.createAttributeNS(node.namespaceURI, node.nodeName)
        made.specified, made.value = True, node.value
    elif kind == Node.DOCUMENT_TYPE_NODE:
        made = DocumentType(node.name)
        if owner is not node:
            made.ownerDocument = owner
        made.publicId, made.systemId = node.publicId, node.systemId
        if deep:
            made.entities._seq = [
                _clone_leaf(Entity(inner.nodeName, inner.publicId,
                                   inner.systemId, inner.notationName),
                            inner, made) for inner in node.entities._seq]
            made.notations._seq = [
                _clone_leaf(Notation(inner.nodeName, inner.publicId,
                                     inner.systemId), inner, made)
                for inner in node.notations._seq]
    elif kind == Node.DOCUMENT_NODE:
        if not deep:
            return None
        made = owner = Document()
    else:
        raise xml.dom.NotSupportedErr(f'Cannot clone node {node!r}')
    if deep and kind in (Node.ELEMENT_NODE, Node.DOCUMENT_NODE,
                         Node.DOCUMENT_FRAGMENT_NODE):
        for child in node.childNodes:
            copy = _clone(child, deep, owner)
            if kind == Node.DOCUMENT_NODE and \
                    child.nodeType == Node.DOCUMENT_TYPE_NODE:
                made.doctype = copy
            made.appendChild(copy)
    return made


def _clone_leaf(made, inner, owner):
    made.ownerDocument = owner.ownerDocument
    made.parentNode = None
    for name in ('encoding', 'version', 'actualEncoding'):
        if hasattr(inner, name):
            setattr(made, name, getattr(inner, name))
    return made


# ---- From text ----

def parse(file, parser=None, bufsize=None):
    """The document of a file, by name or open."""
    from xml.dom.expatbuilder import Builder
    if hasattr(file, 'read'):
        return Builder().parse(file)
    with open(file, 'rb') as opened:
        return Builder().parse(opened)


def parseString(string, parser=None):
    """The document in a str or bytes."""
    from xml.dom.expatbuilder import Builder
    return Builder().parse_text(string)


def getDOMImplementation(features=None):
    return Document.implementation
