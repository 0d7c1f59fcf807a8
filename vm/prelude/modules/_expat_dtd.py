# SPDX-License-Identifier: MIT
# What a document type declares: entities, notations, elements' content and
# their attributes. A declaration comes here whole, as text.

import _expat_names as _shape

PREDEFINED = {'amp': '&', 'lt': '<', 'gt': '>', 'quot': '"', 'apos': "'"}
_TYPES = frozenset('CDATA ID IDREF IDREFS ENTITY ENTITIES NMTOKEN '
                   'NMTOKENS'.split())
_QUANTS = {'?': 1, '*': 2, '+': 3}


class Entity:
    def __init__(self, name, value, system=None, public=None, base=None,
                 notation=None):
        self.name = name
        self.value = value
        self.system = system
        self.public = public
        self.base = base
        self.notation = notation
        self.open = False


class Dtd:
    """What the parsers of one document share."""

    def __init__(self):
        self.entities = {}
        self.parameters = {}
        self.attributes = {}    # element: {name: (type, default)}
        self.standalone = False
        self.has_more = False   # something declared was not read
        self.was_read = False   # the external subset, at last
        self.keep = True        # declarations still count
        self.expanded = 0       # characters that came out of entities
        self.read = 0           # characters of the document itself


class Wrong(Exception):
    """args: the error's number"""


class _Words:
    """The words of a declaration, one after the other."""

    def __init__(self, text):
        self.words = _shape.word.findall(text)
        self.place = 0

    def peek(self):
        return self.words[self.place] if self.place < len(self.words) else ''

    def next(self):
        word = self.peek()
        if not word:
            raise Wrong(2)
        self.place += 1
        return word

    def name(self):
        word = self.next()
        if not _shape.name.fullmatch(word):
            raise Wrong(2)
        return word

    def literal(self):
        word = self.next()
        if word[0] not in '"\'':
            raise Wrong(2)
        return word[1:-1]

    def take(self, word):
        if self.peek() == word:
            self.place += 1
            return True
        return False

    def end(self):
        if self.place < len(self.words):
            raise Wrong(2)


def _public(text):
    if not _shape.public_id.match(text):
        raise Wrong(32)
    return ' '.join(text.split())


def external_id(words, system_needed=True):
    """(system, public) behind SYSTEM or PUBLIC."""
    kind = words.next()
    if kind == 'SYSTEM':
        return words.literal(), None
    if kind != 'PUBLIC':
        raise Wrong(2)
    public = _public(words.literal())
    if words.peek()[:1] in ('"', "'") and words.peek():
        return words.literal(), public
    if system_needed:
        raise Wrong(2)
    return None, public


def entity_value(dtd, text, inside):
    """A literal with its character and parameter references put in."""
    out, place = [], 0
    while True:
        mark = min((at for at in (text.find('&', place),
                                  text.find('%', place)) if at >= 0),
                   default=-1)
        if mark < 0:
            return ''.join(out) + text[place:]
        out.append(text[place:mark])
        pattern = _shape.reference if text[mark] == '&' else _shape.parameter
        match = pattern.match(text, mark)
        if match is None:
            raise Wrong(4)
        place = match.end()
        if text[mark] == '&':
            out.append(match[0] if match[3] else character(match))
        else:
            out.append(_parameter_text(dtd, match[1], inside))


def _parameter_text(dtd, name, inside):
    if not inside:
        raise Wrong(10)
    entity = dtd.parameters.get(name)
    if entity is None or entity.value is None:
        raise Wrong(11)
    if entity.open:
        raise Wrong(12)
    entity.open = True
    try:
        return entity_value(dtd, entity.value, True)
    finally:
        entity.open = False


def character(match):
    """What a character reference stands for."""
    digits = match[1] or match[2]
    number = int(digits, 10 if match[1] else 16) if len(digits) < 9 else 0
    if not _shape.is_char(number):
        raise Wrong(14)
    return chr(number)


# ---- One declaration each ----

def entity(dtd, words, parser, inside):
    parameter = words.take('%')
    name = words.name()
    table = dtd.parameters if parameter else dtd.entities
    notation = None
    if words.peek()[:1] in ('"', "'") and words.peek():
        value = entity_value(dtd, words.literal(), inside)
        made = Entity(name, value.replace('\r\n', '\n'), base=parser._base)
    else:
        system, public = external_id(words)
        if not parameter and words.take('NDATA'):
            notation = words.name()
        made = Entity(name, None, system, public, parser._base, notation)
    words.end()
    if name in table or (not parameter and name in PREDEFINED) or \
            not dtd.keep:
        return True
    table[name] = made
    if notation is not None and parser.UnparsedEntityDeclHandler:
        return parser._tell('UnparsedEntityDeclHandler', name, made.base,
                            made.system, made.public, notation)
    return parser._tell('EntityDeclHandler', name, int(parameter), made.value,
                        made.base, made.system, made.public, notation)


def notation(dtd, words, parser, inside):
    name = words.name()
    system, public = external_id(words, system_needed=False)
    words.end()
    return parser._tell('NotationDeclHandler', name, parser._base, system,
                        public)


def _quantity(words):
    quantity = _QUANTS.get(words.peek(), 0)
    if quantity:
        words.next()
    return quantity


def _group(words, depth):
    """A content model behind its parenthesis."""
    if depth > 200:
        raise Wrong(1)
    children, kind = [], None
    if words.take('#PCDATA'):
        while words.take('|'):
            children.append((4, 0, words.name(), ()))
        if words.next() != ')':
            raise Wrong(2)
        many = words.take('*')
        if children and not many:
            raise Wrong(2)
        return 3, 2 if many else 0, None, tuple(children)
    while True:
        if words.take('('):
            children.append(_group(words, depth + 1))
        else:
            name = words.name()
            children.append((4, _quantity(words), name, ()))
        mark = words.next()
        if mark == ')':
            break
        if mark not in ('|', ',') or kind not in (None, mark):
            raise Wrong(2)
        kind = mark
    return (5 if kind == '|' else 6), _quantity(words), None, tuple(children)


def element(dtd, words, parser, inside):
    name = words.name()
    if words.take('('):
        model = _group(words, 0)
    else:
        kind = words.next()
        if kind not in ('EMPTY', 'ANY'):
            raise Wrong(2)
        model = (1 if kind == 'EMPTY' else 2), 0, None, ()
    words.end()
    return parser._tell('ElementDeclHandler', name, model)


def _attribute_type(words):
    kind = words.next()
    if kind in _TYPES:
        return kind
    prefix = ''
    if kind == 'NOTATION':
        prefix, kind = kind, words.next()
    if kind != '(':
        raise Wrong(2)
    choices = [words.next()]
    while words.take('|'):
        choices.append(words.next())
    if words.next() != ')':
        raise Wrong(2)
    return f"{prefix}({'|'.join(choices)})"


def attlist(dtd, words, parser, inside):
    owner = words.name()
    known = dtd.attributes.setdefault(owner, {})
    told = False
    while words.peek():
        name = words.name()
        kind = _attribute_type(words)
        default, required = None, 0
        if words.take('#REQUIRED'):
            required = 1
        elif not words.take('#IMPLIED'):
            required = int(words.take('#FIXED'))
            default = parser._value(words.literal(), kind != 'CDATA')
        if name not in known and dtd.keep:
            known[name] = kind, default
        told = parser._tell('AttlistDeclHandler', owner, name, kind, default,
                            required) or told
    return told


_READERS = {'ENTITY': entity, 'NOTATION': notation, 'ELEMENT': element,
            'ATTLIST': attlist}


def declare(dtd, kind, text, parser, inside):
    """Take in <!KIND text>; was a handler told of it?"""
    if inside and '%' in text:
        text = _with_parameters(dtd, text, kind == 'ENTITY')
    return _READERS[kind](dtd, _Words(text), parser, inside)


def _with_parameters(dtd, text, is_entity):
    """Parameter references between the words become their text."""
    out = []
    for part in _shape.piece.findall(text):
        match = _shape.parameter.fullmatch(part)
        if match is None:
            out.append(part)
            continue
        out.append(f' {_parameter_text(dtd, match[1], True)} ')
    return ''.join(out)
