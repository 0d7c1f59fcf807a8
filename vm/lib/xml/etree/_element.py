# SPDX-License-Identifier: MIT
# An element: a tag, attributes, text, the text behind its end, children.
#
# Invariant: ._children is a list of Elements; only its own methods see it.

import operator
import warnings

from xml.etree import ElementPath


def iselement(element):
    """Does it look like an element?"""
    return hasattr(element, 'tag')


def _checked(*things):
    for thing in things:
        if not isinstance(thing, Element):
            raise TypeError('expected an Element, not '
                            + type(thing).__name__)
    return things


def _warn(message, category=DeprecationWarning):
    warnings.warn(message, category, 3)


def _warn_removed(instead):
    warnings.warn('This method will be removed in future versions.  '
                  f'Use {instead} instead.', DeprecationWarning, 3)


class Element:
    """An element is a sequence of its children."""

    tag = attrib = text = tail = None

    def __init__(self, tag, attrib={}, **extra):
        if not isinstance(attrib, dict):
            kind = type(attrib).__name__
            raise TypeError(f'attrib must be dict, not {kind}')
        self.tag, self.attrib, self._children = tag, dict(attrib), []
        self.attrib.update(extra)

    def __repr__(self):
        return f'<{type(self).__name__} {self.tag!r} at {id(self):#x}>'

    def makeelement(self, tag, attrib):
        """A new element of the same class."""
        return type(self)(tag, attrib)

    def __copy__(self):
        other = self.makeelement(self.tag, self.attrib)
        other.text, other.tail = self.text, self.tail
        other._children += self._children
        return other

    def clear(self):
        """Empty, but for the tag."""
        self._children = []
        self.attrib.clear()
        self.tail = self.text = None

    # ---- its children ----

    def __len__(self):
        return len(self._children)

    def __bool__(self):
        _warn("The behavior of this method will change in future versions.  "
              "Use specific 'len(elem)' or 'elem is not None' test instead.",
              FutureWarning)
        return len(self) > 0

    def __getitem__(self, index):
        return self._children[index]

    def __setitem__(self, index, element):
        if isinstance(index, slice):
            new = _checked(*element)
        else:
            new, = _checked(element)
        self._children.__setitem__(index, new)

    def __delitem__(self, index):
        self._children.__delitem__(index)

    def append(self, subelement):
        self._children += _checked(subelement)

    def extend(self, elements):
        for each in elements:
            self._children += _checked(each)

    def insert(self, index, subelement):
        self._children.insert(index, *_checked(subelement))

    def remove(self, subelement):
        self._children.remove(subelement)

    # ---- its attributes ----

    def get(self, key, default=None):
        return self.attrib.get(key, default)

    def set(self, key, value):
        self.attrib.update({key: value})

    def keys(self):
        return self.attrib.keys()

    def items(self):
        return self.attrib.items()

    # ---- what is below it ----

    def find(self, path, namespaces=None):
        return ElementPath.find(self, path, namespaces)

    def findtext(self, path, default=None, namespaces=None):
        return ElementPath.findtext(self, path, default, namespaces)

    def findall(self, path, namespaces=None):
        return ElementPath.findall(self, path, namespaces)

    def iterfind(self, path, namespaces=None):
        return ElementPath.iterfind(self, path, namespaces)

    def _walk(self):
        """Yields (element, whether it begins here) in document order."""
        yield self, True
        open_ones = [(self, iter(self._children))]
        while open_ones:
            element, rest = open_ones[-1]
            for child in rest:
                yield child, True
                open_ones.append((child, iter(child._children)))
                break
            else:
                yield element, False
                del open_ones[-1]

    def iter(self, tag=None):
        """It and what is below it, in the order of the document."""
        every = tag is None or tag == '*'
        for element, begins in self._walk():
            if begins and (every or element.tag == tag):
                yield element

    def itertext(self):
        """The pieces of text, in the order of the document."""
        hidden = None       # a comment, say, with what is in it
        for element, begins in self._walk():
            if hidden is None and begins:
                if element.tag is None or isinstance(element.tag, str):
                    yield from filter(None, (element.text,))
                else:
                    hidden = element
            elif not begins:
                if hidden is element:
                    hidden = None
                if hidden is None and element is not self:
                    yield from filter(None, (element.tail,))

    # ---- what is no longer done ----

    def copy(self):
        _warn('elem.copy() is deprecated. Use copy.copy(elem) instead.')
        return self.__copy__()

    def getchildren(self):
        _warn_removed("'list(elem)' or iteration over elem")
        return self._children

    def getiterator(self, tag=None):
        _warn_removed("'elem.iter()' or 'list(elem.iter())'")
        return [*self.iter(tag)]


def SubElement(parent, tag, attrib={}, **extra):
    """A new element, made by the parent and appended to it."""
    made = parent.makeelement(tag, {**attrib, **extra})
    parent.append(made)
    return made


# ---- Elements that stand for something else: the tag says what ----

def _standing_for(what, text):
    made = Element(what)
    made.text = text
    return made


def Comment(text=None):
    """<!--text-->"""
    return _standing_for(Comment, text)


def ProcessingInstruction(target, text=None):
    """<?target text?>"""
    return _standing_for(ProcessingInstruction,
                         f'{target} {text}' if text else target)


PI = ProcessingInstruction


# ---- Names with a namespace ----

def _compared(compare):
    def method(self, other):
        if isinstance(other, QName):
            other = other.text
        return compare(self.text, other)
    return method


class QName:
    """A name with its namespace; as a value it is written as prefix:name."""

    def __init__(self, text_or_uri, tag=None):
        self.text = text_or_uri
        if tag:
            self.text = f'{{{text_or_uri}}}{tag}'

    def __repr__(self):
        return f'<{type(self).__name__} {self.text!r}>'

    def __str__(self):
        return self.text

    def __hash__(self):
        return hash(self.text)

    __eq__, __lt__, __le__, __gt__, __ge__ = map(_compared, (
        operator.eq, operator.lt, operator.le, operator.gt, operator.ge))


for _thing in (iselement, Element, SubElement, Comment,
               ProcessingInstruction, QName):
    _thing.__module__ = 'xml.etree.ElementTree'
