# SPDX-License-Identifier: MIT
# The small part of XPath that find(), findall() and iterfind() know.
#
# A path becomes a list of steps. A step is a function of (search, elements)
# that yields elements; the steps of a path are kept for the next time.

import re

_TOKEN = re.compile(r'''
    (?P<text> '[^']*' | "[^"]*")
  | (?P<sign> :: | //? | \.\. | \(\) | != | [/.*:\[\]()@=])
  | (?P<name> (?:\{[^}]+\})? [^/\[\]()@!=\s]+)
  | \s+
  ''', re.VERBOSE)


def _qualified(name, namespaces, attribute):
    """prefix:name with the prefix's namespace in braces."""
    plain = not attribute and namespaces and namespaces.get('')
    if name[:1] == '{':
        return name
    prefix, colon, local = name.partition(':')
    if colon:
        try:
            if not namespaces:
                raise KeyError
            return f'{{{namespaces[prefix]}}}{local}'
        except KeyError:
            raise SyntaxError(
                f'prefix {prefix!r} not found in prefix map') from None
    return f'{{{plain}}}{name}' if plain else name


def xpath_tokenizer(pattern, namespaces=None):
    """Yields (sign, name); one of the two is empty, texts keep quotes."""
    attribute = False
    for match in _TOKEN.finditer(pattern):
        sign = match['text'] or match['sign'] or ''
        name = match['name'] or ''
        if name:
            name = _qualified(name, namespaces, attribute)
            attribute = False
        else:
            attribute = sign == '@' or (attribute and not sign)
        yield sign, name


class _Search:
    """What the steps of one search share: who is whose parent."""

    def __init__(self, root):
        self.root = root
        self.known = None

    def parent_of(self, element):
        if self.known is None:
            self.known = {child: parent for parent in self.root.iter()
                          for child in parent}
        return self.known.get(element)


# ---- Names, some with a wildcard ----

def _has_wildcard(tag):
    return tag[:3] == '{*}' or tag[-2:] == '}*'


def _tag_test(tag):
    """A predicate of an element's tag."""
    if tag in ('*', '{*}*'):
        return (lambda found: True) if tag == '*' \
            else (lambda found: isinstance(found, str))
    if tag == '{}*':
        return lambda found: isinstance(found, str) and found[:1] != '{'
    if tag[:3] == '{*}':
        local, ending = tag[3:], tag[2:]
        return lambda found: found == local or (
            isinstance(found, str) and found[:1] == '{' and
            found.endswith(ending))
    if tag[-2:] == '}*':
        space = tag[:-1]
        return lambda found: isinstance(found, str) and \
            found.startswith(space)
    return lambda found: found == tag


def _plain(tag):
    return tag[2:] if tag[:2] == '{}' and tag != '{}*' else tag


# ---- Steps ----

def _children(next_token, token):
    test = _tag_test(_plain(token[1] or '*'))

    def step(search, elements):
        for element in elements:
            for child in element:
                if test(child.tag):
                    yield child
    return step


def _here(next_token, token):
    def step(search, elements):
        yield from elements
    return step


def _below(next_token, token):
    try:
        token = next_token()
    except StopIteration:
        return None
    if token[0] not in ('*', ''):
        raise SyntaxError('invalid descendant')
    tag = _plain(token[1] or '*')
    test = _tag_test(tag)

    def step(search, elements):
        for element in elements:
            for found in element.iter():
                if found is not element and test(found.tag):
                    yield found
    return step


def _above(next_token, token):
    def step(search, elements):
        seen = set()
        for element in elements:
            parent = search.parent_of(element)
            if parent is not None and parent not in seen:
                seen.add(parent)
                yield parent
    return step


def _whole_text(element):
    return ''.join(element.itertext())


def _read_predicate(next_token):
    """(shape, values): `@-='` and ['', 'key', '', 'value'], for instance."""
    shape, values = [], []
    while True:
        try:
            sign, name = next_token()
        except StopIteration:
            return None
        if sign == ']':
            return ''.join(shape), values
        if (sign, name) == ('', ''):
            continue
        if sign and sign[:1] in '\'"':
            sign, name = "'", sign[1:-1]
        shape.append(sign or '-')
        values.append(name)


def _by_attribute(key, wanted=None):
    def keep(element):
        value = element.get(key)
        return value is not None and (wanted is None or value == wanted)
    return keep


def _by_child(tag, wanted=None):
    def keep(element):
        if wanted is None:
            return element.find(tag) is not None
        return any(_whole_text(child) == wanted
                   for child in element.findall(tag))
    return keep


def _position(shape, values):
    """The index among the parent's children of that tag."""
    if shape == '-':
        index = int(values[0]) - 1
        if index < 0:
            raise SyntaxError('XPath position >= 1 expected')
        return index
    if values[0] != 'last':
        raise SyntaxError('unsupported function')
    if shape != '-()-':
        return -1
    try:
        index = int(values[2]) - 1
    except ValueError:
        raise SyntaxError('unsupported expression') from None
    if index > -2:
        raise SyntaxError('XPath offset from last() must be negative')
    return index


def _by_position(index):
    def step(search, elements):
        for element in elements:
            parent = search.parent_of(element)
            if parent is None:
                continue
            same = list(parent.findall(element.tag))
            if -len(same) <= index < len(same) and same[index] is element:
                yield element
    return step


def _predicate(next_token, token):
    read = _read_predicate(next_token)
    if read is None:
        return None
    shape, values = read
    number = bool(values) and re.match(r'-?\d+$', values[0]) is not None
    if shape == '@-':
        keep = _by_attribute(values[1])
    elif shape in ("@-='", "@-!='"):
        keep = _by_attribute(values[1], values[-1])
        if shape == "@-!='":
            keep = _not_attribute(values[1], values[-1])
    elif shape == '-' and not number:
        keep = _by_child(values[0])
    elif shape == ".='":
        wanted = values[-1]
        keep = lambda element: _whole_text(element) == wanted
    elif shape == "-='" and not number:
        keep = _by_child(values[0], values[-1])
    elif shape == ".!='":
        unwanted = values[-1]
        keep = lambda element: _whole_text(element) != unwanted
    elif shape == "-!='" and not number:
        keep = _not_child(values[0], values[-1])
    elif shape in ('-', '-()', '-()-'):
        return _by_position(_position(shape, values))
    else:
        raise SyntaxError('invalid predicate')
    return lambda search, elements: filter(keep, elements)


def _not_attribute(key, unwanted):
    return lambda element: element.get(key) not in (None, unwanted)


def _not_child(tag, unwanted):
    return lambda element: any(_whole_text(child) != unwanted
                               for child in element.findall(tag))


_STEPS = {'': _children, '*': _children, '.': _here, '..': _above,
          '//': _below, '[': _predicate}
_cache = {}


# ---- Searching ----

def _compiled(path, namespaces):
    next_token = iter(xpath_tokenizer(path, namespaces)).__next__
    steps = []
    try:
        token = next_token()
    except StopIteration:
        return steps
    while True:
        try:
            step = _STEPS[token[0]](next_token, token)
        except (StopIteration, KeyError):
            raise SyntaxError('invalid path') from None
        if step is None:
            raise SyntaxError('invalid path')
        steps.append(step)
        try:
            token = next_token()
            if token[0] == '/':
                token = next_token()
        except StopIteration:
            return steps


def iterfind(elem, path, namespaces=None):
    """Yields what the path leads to."""
    if path[-1:] == '/':
        path += '*'
    key = (path, tuple(sorted(namespaces.items())) if namespaces else ())
    steps = _cache.get(key)
    if steps is None:
        if path[:1] == '/':
            raise SyntaxError('cannot use absolute path on element')
        steps = _compiled(path, namespaces)
        if len(_cache) > 100:
            _cache.clear()
        _cache[key] = steps
    search = _Search(elem)
    found = (elem,)
    for step in steps:
        found = step(search, found)
    return iter(found)


def find(elem, path, namespaces=None):
    return next(iterfind(elem, path, namespaces), None)


def findall(elem, path, namespaces=None):
    return list(iterfind(elem, path, namespaces))


def findtext(elem, path, default=None, namespaces=None):
    found = find(elem, path, namespaces)
    return default if found is None else found.text or ''
