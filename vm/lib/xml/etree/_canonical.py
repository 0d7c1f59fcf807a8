# SPDX-License-Identifier: MIT
# Canonical XML 2.0: equal documents become equal texts.

import io

_HERE = 'xml.etree.ElementTree'
_XML = 'http://www.w3.org/XML/1998/namespace'
_XML_SPACE = f'{{{_XML}}}space'


def _replaced(text, pairs):
    try:
        for char, entity in pairs:
            if char in text:
                text = text.replace(char, entity)
        return text
    except (TypeError, AttributeError):
        raise TypeError(f'cannot serialize {text!r} '
                        f'(type {type(text).__name__})') from None


_IN_TEXT = (('&', '&amp;'), ('<', '&lt;'), ('>', '&gt;'), ('\r', '&#xD;'))
_IN_VALUE = (('&', '&amp;'), ('<', '&lt;'), ('"', '&quot;'),
             ('\t', '&#x9;'), ('\n', '&#xA;'), ('\r', '&#xD;'))


def _looks_qualified(text):
    import re
    return re.match(r'\w+:\w+$', text) is not None


class C14NWriterTarget:
    """A parser's target that writes the canonical form."""

    def __init__(self, write, *, with_comments=False, strip_text=False,
                 rewrite_prefixes=False, qname_aware_tags=None,
                 qname_aware_attrs=None, exclude_attrs=None,
                 exclude_tags=None):
        self._write = write
        self._with_comments = with_comments
        self._strip_text = strip_text
        self._rewrite = rewrite_prefixes
        self._name_tags = set(qname_aware_tags or ())
        self._name_attributes = set(qname_aware_attrs or ())
        self._no_attributes = set(exclude_attrs or ())
        self._no_tags = set(exclude_tags or ())
        self._pieces = []
        # What the document declares, and what the output has declared.
        self._declared = []     # [[(prefix, uri)]]
        self._visible = [[(_XML, 'xml')], []]   # [[(uri, prefix)]]
        if not rewrite_prefixes:
            from xml.etree._write import _namespace_map
            self._declared.append([(prefix, uri) for uri, prefix
                                   in _namespace_map.items()])
        self._declared.append([])
        self._made = {}         # uri: 'n0', 'n1' ...
        self._preserve = [False]
        self._held = None       # a start whose text may hold a name
        self._seen_root = False
        self._done_root = False
        self._excluded = 0      # elements open inside one left out

    # ---- names ----

    def _all(self, stack):
        for frame in reversed(stack):
            yield from frame

    def _qualified(self, tag, uri=None):
        """(text, prefix, uri) of {uri}local, declaring what is needed."""
        if uri is None:
            uri, local = tag[1:].rsplit('}', 1) if tag[:1] == '{' \
                else ('', tag)
        else:
            local = tag
        hidden = set()
        for known, prefix in self._all(self._visible):
            if known == uri and prefix not in hidden:
                return (f'{prefix}:{local}' if prefix else local,
                        local, uri)
            hidden.add(prefix)
        return self._declare(local, uri)

    def _declare(self, local, uri):
        if self._rewrite:
            if uri not in self._made:
                self._made[uri] = f'n{len(self._made)}'
            prefix = self._made[uri]
            self._visible[-1].append((uri, prefix))
            return f'{prefix}:{local}', local, uri
        if not uri and '' not in {p for _, p in self._all(self._visible)}:
            return local, local, uri
        for prefix, known in self._all(self._declared):
            if known == uri:
                self._visible[-1].append((uri, prefix))
                return (f'{prefix}:{local}' if prefix else local,
                        local, uri)
        if not uri:
            return local, local, uri
        raise ValueError(f'Namespace "{uri}" is not declared in scope')

    def _resolve(self, text):
        """prefix:local in a text to {uri}local."""
        prefix, local = text.split(':', 1)
        for known, uri in self._all(self._declared):
            if known == prefix:
                return f'{{{uri}}}{local}'
        raise ValueError(f'Prefix {prefix} of QName "{text}" is not declared '
                         'in scope')

    # ---- events ----

    def data(self, data):
        if not self._excluded:
            self._pieces.append(data)

    def _flush(self):
        text = ''.join(self._pieces)
        self._pieces.clear()
        if self._strip_text and not self._preserve[-1]:
            text = text.strip()
        if self._held is not None:
            held, self._held = self._held, None
            name = text if text and _looks_qualified(text) else None
            self._write_start(*held, name)
            if name is not None:
                return
        if text and self._seen_root:
            self._write(_replaced(text, _IN_TEXT))

    def start_ns(self, prefix, uri):
        if self._excluded:
            return
        if self._pieces:
            self._flush()
        self._declared[-1].append((prefix or '', uri))

    def start(self, tag, attrs):
        if self._excluded or tag in self._no_tags:
            self._excluded += 1
            return
        if self._pieces or self._held is not None:
            self._flush()
        if self._name_tags and tag in self._name_tags:
            self._held = tag, attrs
            self._declared.append([])
            return
        self._write_start(tag, attrs)
        self._declared.append([])

    def _attributes(self, attrs):
        """(attributes, names in their values) without those left out."""
        if self._no_attributes:
            attrs = {key: value for key, value in attrs.items()
                     if key not in self._no_attributes}
        names = {key: self._resolve(value) for key, value in attrs.items()
                 if key in self._name_attributes and
                 _looks_qualified(value)}
        return attrs, names

    def _write_start(self, tag, attrs, text=None):
        attrs, values = self._attributes(attrs)
        text = text and self._resolve(text)
        names = {tag, *attrs, *values.values()}
        if text:
            names.add(text)
        self._visible.append([])
        known = {}
        for name in sorted(names, key=lambda n: n.split('}', 1)):
            if name == tag or name in values.values() or name == text or \
                    name[:1] == '{':
                known[name] = self._qualified(name)
            else:
                known[name] = name, name, ''
        listed = []
        for uri, prefix in self._visible[-1]:
            listed.append((f'xmlns:{prefix}' if prefix else 'xmlns', uri))
        listed.sort()
        for key, value in sorted(attrs.items(),
                                 key=lambda pair: pair[0].split('}', 1)
                                 if pair[0][:1] == '{' else ['', pair[0]]):
            if key in values:
                value = known[values[key]][0]
            listed.append((known[key][0], value))
        space = attrs.get(_XML_SPACE)
        self._preserve.append(space == 'preserve' if space
                              else self._preserve[-1])
        write = self._write
        write('<' + known[tag][0])
        for key, value in listed:
            write(f' {key}="{_replaced(value, _IN_VALUE)}"')
        write('>')
        if text:
            write(_replaced(known[text][0], _IN_TEXT))
        self._seen_root = True

    def end(self, tag):
        if self._excluded:
            self._excluded -= 1
            return
        if self._pieces or self._held is not None:
            self._flush()
        self._write(f'</{self._qualified(tag)[0]}>')
        self._preserve.pop()
        self._done_root = len(self._preserve) == 1
        self._declared.pop()
        self._declared[-1] = []
        self._visible.pop()

    def _outside(self, text):
        """A comment or an instruction, on its own line outside the root."""
        if self._excluded:
            return
        if self._done_root:
            self._write('\n')
        elif self._pieces and self._seen_root:
            self._flush()
        elif self._pieces:
            self._pieces.clear()
        self._write(text)
        if not self._seen_root:
            self._write('\n')

    def comment(self, text):
        if self._with_comments:
            self._outside(f'<!--{_replaced(text, _IN_TEXT)}-->')

    def pi(self, target, data):
        text = f'{target} {_replaced(data, _IN_TEXT)}' if data else target
        self._outside(f'<?{text}?>')


def canonicalize(xml_data=None, *, out=None, from_file=None, **options):
    """The canonical form of a document; a str, or written to `out`."""
    from xml.etree.ElementTree import XMLParser, parse
    if xml_data is None and from_file is None:
        raise ValueError("Either 'xml_data' or 'from_file' must be provided "
                         'as input')
    text = io.StringIO() if out is None else None
    target = C14NWriterTarget((out or text).write, **options)
    parser = XMLParser(target=target)
    if xml_data is not None:
        parser.feed(xml_data)
        parser.close()
    else:
        parse(from_file, parser=parser)
    return None if text is None else text.getvalue()


for _thing in (C14NWriterTarget, canonicalize):
    _thing.__module__ = _HERE
del _thing
