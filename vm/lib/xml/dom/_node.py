# SPDX-License-Identifier: MIT
# What all nodes of minidom have: a place among others, and a text.

import io

import xml.dom
from xml.dom import EMPTY_NAMESPACE

_HERE = 'xml.dom.minidom'
_Types = xml.dom.Node
# Which kinds of children a kind of node may have.
_INNER = (_Types.ELEMENT_NODE, _Types.PROCESSING_INSTRUCTION_NODE,
          _Types.COMMENT_NODE, _Types.TEXT_NODE, _Types.CDATA_SECTION_NODE,
          _Types.ENTITY_REFERENCE_NODE)


class NodeList(list):
    """Nodes, by item() and length too."""

    __slots__ = ()

    def item(self, index):
        return self[index] if 0 <= index < len(self) else None

    length = property(lambda self: len(self))

    __add__ = lambda self, other: NodeList(list(self) + list(other))
    __radd__ = lambda self, other: NodeList(list(other) + list(self))


class EmptyNodeList(tuple):
    __slots__ = ()

    def item(self, index):
        return None

    length = 0


def _write_data(writer, data):
    """Text with what must not stand in it escaped."""
    if data:
        writer.write(data.replace('&', '&amp;').replace('<', '&lt;')
                     .replace('"', '&quot;').replace('>', '&gt;'))


class Node(xml.dom.Node):
    """What all nodes have."""

    namespaceURI = parentNode = ownerDocument = None
    nextSibling = previousSibling = None
    prefix = EMPTY_NAMESPACE
    attributes = nodeValue = None
    _child_types = ()

    def __bool__(self):
        return True

    # ---- as text ----

    def toxml(self, encoding=None, standalone=None):
        return self.toprettyxml('', '', encoding)

    def toprettyxml(self, indent='\t', newl='\n', encoding=None,
                    standalone=None):
        """Its text, each node on a line of its own; bytes if encoded."""
        out = io.StringIO()
        declared = (encoding,) if self.nodeType == Node.DOCUMENT_NODE else ()
        self.writexml(out, '', indent, newl, *declared)
        text = out.getvalue()
        return text if encoding is None else \
            text.encode(encoding, 'xmlcharrefreplace')

    # ---- children ----

    @property
    def firstChild(self):
        return next(iter(self.childNodes), None)

    @property
    def lastChild(self):
        return next(reversed(self.childNodes), None)

    localName = property(lambda self: None)

    def hasChildNodes(self):
        return len(self.childNodes) > 0

    def _check_child(self, node):
        if node.nodeType not in self._child_types:
            raise xml.dom.HierarchyRequestErr(
                f'{node!r} cannot be child of {self!r}')

    def _freed(self, node):
        """A node that may become a child, taken from where it was."""
        self._check_child(node)
        parent = node.parentNode
        if parent is not None:
            parent.removeChild(node)
        return node

    def _place_of(self, child):
        for place, other in enumerate(self.childNodes):
            if other is child:
                return place
        raise xml.dom.NotFoundErr()

    def _splice(self, start, stop, *nodes):
        """Put free nodes where children were, which are free afterwards."""
        children = self.childNodes
        for gone in children[start:stop]:
            gone.parentNode = gone.previousSibling = gone.nextSibling = None
        children[start:stop] = nodes
        for node in nodes:
            node.parentNode = self
        self._link(start - 1, start + len(nodes))

    def _link(self, first, last):
        """Tell the children from here to there of their neighbours."""
        children = self.childNodes
        for place in range(max(first, 0), min(last + 1, len(children))):
            child = children[place]
            child.previousSibling = children[place - 1] if place else None
            child.nextSibling = children[place + 1] \
                if children[place + 1:place + 2] else None

    def appendChild(self, node):
        if node.nodeType == Node.DOCUMENT_FRAGMENT_NODE:
            for child in tuple(node.childNodes):
                self.appendChild(child)
        else:
            self._freed(node)
            end = len(self.childNodes)
            self._splice(end, end, node)
        return node

    def insertBefore(self, newChild, refChild):
        """Put a node before one of the children; None: at the end."""
        if newChild.nodeType == Node.DOCUMENT_FRAGMENT_NODE:
            for child in tuple(newChild.childNodes):
                self.insertBefore(child, refChild)
            return newChild
        if refChild is None:
            return self.appendChild(newChild)
        self._freed(newChild)
        place = self._place_of(refChild)
        self._splice(place, place, newChild)
        return newChild

    def replaceChild(self, newChild, oldChild):
        if newChild is oldChild:
            return None
        if newChild.nodeType == Node.DOCUMENT_FRAGMENT_NODE:
            following = oldChild.nextSibling
            self.removeChild(oldChild)
            return self.insertBefore(newChild, following)
        self._freed(newChild)
        place = self._place_of(oldChild)
        self._splice(place, place + 1, newChild)
        return oldChild

    def removeChild(self, oldChild):
        place = self._place_of(oldChild)
        self._splice(place, place + 1)
        return oldChild

    def normalize(self):
        """Join texts that are neighbours, and drop empty ones."""
        kept, text = [], None       # text: the last one kept, if it is one
        for child in self.childNodes:
            is_text = child.nodeType == Node.TEXT_NODE
            if is_text and (text is not None or not child.data):
                child.parentNode = None
                if text is not None:
                    text.data += child.data
                continue
            text = child if is_text else None
            kept.append(child)
            if child.nodeType == Node.ELEMENT_NODE:
                child.normalize()
        self.childNodes[:] = kept
        self._link(0, len(kept))

    def cloneNode(self, deep):
        from xml.dom.minidom import _clone
        return _clone(self, deep, self.ownerDocument or self)

    def isSupported(self, feature, version):
        return self.ownerDocument.implementation.hasFeature(feature, version)

    def isSameNode(self, other):
        return self is other

    def getUserData(self, key):
        return self.__dict__.get('_user_data', {}).get(key, (None,))[0]

    def setUserData(self, key, data, handler):
        table = self.__dict__.setdefault('_user_data', {})
        old = table.pop(key, (None,))[0]
        if data is not None:
            table[key] = data, handler
        return old

    def unlink(self):
        """Take it apart, for the sake of reference counts."""
        for child in self.childNodes:
            child.unlink()
        if self.hasChildNodes():
            self.childNodes = NodeList()
        self.ownerDocument = self.parentNode = None
        self.nextSibling = self.previousSibling = None

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.unlink()


class DocumentFragment(Node):
    nodeType = Node.DOCUMENT_FRAGMENT_NODE
    nodeName = '#document-fragment'
    _child_types = _INNER + (Node.NOTATION_NODE,)

    def __init__(self):
        self.childNodes = NodeList()


for _thing in (NodeList, EmptyNodeList, Node, DocumentFragment):
    _thing.__module__ = _HERE
del _thing
