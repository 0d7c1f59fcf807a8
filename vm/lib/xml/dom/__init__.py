# SPDX-License-Identifier: MIT
"""The Document Object Model: node types and exceptions; minidom has nodes."""


class Node:
    """The numbers of the kinds of nodes."""

    __slots__ = ()

    (ELEMENT_NODE, ATTRIBUTE_NODE, TEXT_NODE, CDATA_SECTION_NODE,
     ENTITY_REFERENCE_NODE, ENTITY_NODE, PROCESSING_INSTRUCTION_NODE,
     COMMENT_NODE, DOCUMENT_NODE, DOCUMENT_TYPE_NODE,
     DOCUMENT_FRAGMENT_NODE, NOTATION_NODE) = range(1, 13)


class DOMException(Exception):
    """What the exceptions of a DOM derive from; .code is the number."""

    def __init__(self, *args, **kw):
        if self.__class__ is DOMException:
            raise RuntimeError('DOMException should not be instantiated '
                               'directly')
        super().__init__(*args, **kw)

    def _get_code(self):
        return self.code


_NAMES = ('IndexSize DomstringSize HierarchyRequest WrongDocument '
          'InvalidCharacter NoDataAllowed NoModificationAllowed NotFound '
          'NotSupported InuseAttribute InvalidState Syntax '
          'InvalidModification Namespace InvalidAccess Validation').split()


def _constant(name):
    out = ''
    for char in name:
        out += '_' + char if char.isupper() and out else char
    return out.upper() + '_ERR'


for _number, _name in enumerate(_NAMES, 1):
    _title = _name + 'Err'
    globals()[_title] = type(_title, (DOMException,), {
        'code': _number, '__module__': __name__})
    globals()[_constant(_name)] = _number
DOMSTRING_SIZE_ERR, INUSE_ATTRIBUTE_ERR = 2, 10


class UserDataHandler:
    NODE_CLONED, NODE_IMPORTED, NODE_DELETED, NODE_RENAMED = range(1, 5)


XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'
XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/'
XHTML_NAMESPACE = 'http://www.w3.org/1999/xhtml'
EMPTY_NAMESPACE = EMPTY_PREFIX = None


def getDOMImplementation(name=None, features=()):
    from xml.dom import minidom
    return minidom.getDOMImplementation(features)


def registerDOMImplementation(name, factory):
    """There is one implementation; others are called by their own names."""
