# SPDX-License-Identifier: MIT
# XInclude on trees: <xi:include href="..."/> becomes what it names.

import copy
from urllib.parse import urljoin

from xml.etree import ElementTree

XINCLUDE = '{http://www.w3.org/2001/XInclude}'
XINCLUDE_INCLUDE = XINCLUDE + 'include'
XINCLUDE_FALLBACK = XINCLUDE + 'fallback'
DEFAULT_MAX_INCLUSION_DEPTH = 6


class FatalIncludeError(SyntaxError):
    """Something that was to be included cannot be."""


class LimitedRecursiveIncludeError(FatalIncludeError):
    """Inclusions inside inclusions, too deep."""


def default_loader(href, parse, encoding=None):
    """The root of an XML file, or the text of another."""
    if parse == 'xml':
        with open(href, 'rb') as file:
            return ElementTree.parse(file).getroot()
    with open(href, 'r', encoding=encoding or 'UTF-8') as file:
        return file.read()


def include(elem, loader=None, base_url=None,
            max_depth=DEFAULT_MAX_INCLUSION_DEPTH):
    """Replace the include elements below an element, in place."""
    if max_depth is None:
        max_depth = -1
    elif max_depth < 0:
        raise ValueError('expected non-negative depth or None for '
                         f"'max_depth', got {max_depth!r}")
    root = elem.getroot() if hasattr(elem, 'getroot') else elem
    _include(root, loader or default_loader, base_url, max_depth, set())


def _include(elem, loader, base_url, depth, parents):
    place = 0
    while place < len(elem):
        child = elem[place]
        if child.tag == XINCLUDE_INCLUDE:
            place = _put(elem, place, loader, base_url, depth, parents)
        elif child.tag == XINCLUDE_FALLBACK:
            raise FatalIncludeError('xi:fallback tag must be child of '
                                    f'xi:include ({child.tag!r})')
        else:
            _include(child, loader, base_url, depth, parents)
            place += 1


def _put(elem, place, loader, base_url, depth, parents):
    """Do one include element; the place to go on at."""
    child = elem[place]
    href = child.get('href')
    if base_url:
        href = urljoin(base_url, href)
    kind = child.get('parse', 'xml')
    if kind == 'text':
        text = loader(href, kind, child.get('encoding'))
        if text is None:
            raise FatalIncludeError(f'cannot load {href!r} as {kind!r}')
        text += child.tail or ''
        if place:
            before = elem[place - 1]
            before.tail = (before.tail or '') + text
        else:
            elem.text = (elem.text or '') + text
        del elem[place]
        return place
    if kind != 'xml':
        raise FatalIncludeError('unknown parse type in xi:include tag '
                                f'({kind!r})')
    if href in parents:
        raise FatalIncludeError(f'recursive include of {href}')
    if depth == 0:
        raise LimitedRecursiveIncludeError(
            f'maximum xinclude depth reached when including file {href}')
    node = loader(href, kind)
    if node is None:
        raise FatalIncludeError(f'cannot load {href!r} as {kind!r}')
    node = copy.copy(node)
    _include(node, loader, href, depth - 1, parents | {href})
    if child.tail:
        node.tail = (node.tail or '') + child.tail
    elem[place] = node
    return place + 1
