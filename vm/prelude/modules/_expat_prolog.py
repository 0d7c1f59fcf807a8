# SPDX-License-Identifier: MIT
# What an XML parser meets outside the root element: the declaration, comments
# and instructions, the document type with its declarations.

import _expat_dtd as _dtd
import _expat_names as _shape

# What may stand behind a word outside of tags.
_AFTER_WORD = ('', *_shape.SPACE, *'>),|[%+*?')


def _lines(text):
    return text.replace('\r\n', '\n').replace('\r', '\n') \
        if '\r' in text else text


class Prolog:
    """A part of pyexpat.xmlparser: its states before the content."""

    __slots__ = ()

    # ---- the start ----

    def _start(self, final):
        """Is there a declaration <?xml ...?>?"""
        buf = self._buf
        if buf[:1] == '\ufeff':
            self._buf = buf = buf[1:]
            self._decoder.skipped = 3
        if self._decoder.skipped:
            self._column, self._bytes = 1, self._decoder.skipped
        head = buf[:6]
        if len(buf) < 6 and '<?xml '.startswith(buf) and not final:
            return False
        self._state = self._prolog
        if self._outside:
            self._state = self._content if self._subset_of is None \
                else self._subset
        if head[:5] == '<?xml' and head[5:] in tuple(_shape.SPACE):
            if '?>' not in buf and not final:
                self._state = self._start
                return False
            return self._declaration()
        return True

    def _declaration(self):
        match = _shape.xml_decl.match(self._buf)
        wrong = 31 if self._outside else 30
        if match is None:
            at = self._buf.find('?>')
            raise self._error(wrong, max(at, 0) and 6)
        version, encoding, alone = match[2], match[4], match[6]
        if version is None and not self._outside or \
                self._outside and (encoding is None or alone):
            raise self._error(wrong, match.end() - 2)
        if version is not None and version != '1.0' and \
                not version.startswith('1.'):
            raise self._error(wrong, 5)
        if alone == 'yes':
            self._dtd.standalone = True
        number = {None: -1, 'no': 0, 'yes': 1}[alone]
        if not self._tell('XmlDeclHandler', version, encoding, number):
            self._default(match[0])
        self._pos = match.end()
        rest = self._decoder.declared(encoding, self._buf[self._pos:])
        if rest is None:
            raise self._error(self._decoder.wrong, 0)
        self._buf = self._buf[:self._pos] + rest
        return True

    # ---- outside the root element ----

    def _misc(self, final):
        """A space, a comment or an instruction; None: something else."""
        buf, pos = self._buf, self._pos
        match = _shape.spaces.match(buf, pos)
        if match:
            self._default(match[0])
            self._pos = match.end()
            return True
        if buf.startswith('<!--', pos):
            return self._comment(final)
        if buf.startswith('<?', pos):
            return self._instruction(final)
        if not final and len(buf) - pos < 9 and (
                '<!--'.startswith(buf[pos:]) or
                '<!DOCTYPE'.startswith(buf[pos:])):
            return False
        if len(buf) - pos == 1 and buf[pos] == '<':
            return False
        return None

    def _prolog(self, final):
        done = self._misc(final)
        if done is not None:
            return done
        buf, pos = self._buf, self._pos
        if buf.startswith('<!DOCTYPE', pos):
            return self._doctype(final)
        if buf[pos] == '<' and buf[pos + 1] not in '!/':
            self._state = self._content
            if self._foreign:
                self._foreign = False
                self._external_subset(None, None)
            return True
        word = _shape.name.match(buf, pos)
        if word and buf[word.end():word.end() + 1] not in _AFTER_WORD:
            raise self._error(4, word.end())
        odd = not word and buf[pos] not in '<>[]'
        if buf[pos] == '<':
            raise self._error(4, pos + (1 if buf[pos + 1] == '/' else 2))
        raise self._error(4 if odd else 2, pos)

    def _epilog(self, final):
        done = self._misc(final)
        if done is not None:
            return done
        buf, pos = self._buf, self._pos
        if buf[pos] == '&' or _shape.bad.match(buf, pos):
            raise self._error(4, pos)
        raise self._error(9, pos)

    def _comment(self, final):
        buf, pos = self._buf, self._pos
        end = buf.find('--', pos + 4)
        wrong = _shape.bad.search(buf, pos, end if end >= 0 else len(buf))
        if wrong:
            raise self._error(4, wrong.start())
        if end < 0 or end + 2 >= len(buf):
            return False
        if buf[end + 2] != '>':
            raise self._error(4, end + 2)
        text = buf[pos + 4:end]
        self._pos = end + 3
        if not self._tell('CommentHandler', _lines(text)):
            self._default(buf[pos:end + 3])
        return True

    def _instruction(self, final):
        buf, pos = self._buf, self._pos
        match = _shape.instruction.match(buf, pos)
        if match is None:
            return self._no_instruction()
        target = match[1]
        if target.lower() == 'xml':
            raise self._error(*((17, pos) if target == 'xml'
                                else (4, pos + 2)))
        wrong = _shape.bad.search(match[0])
        if wrong:
            raise self._error(4, pos + wrong.start())
        self._pos = match.end()
        if not self._tell('ProcessingInstructionHandler', target,
                          _lines(match[2] or '')):
            self._default(match[0])
        return True

    def _no_instruction(self):
        buf, pos = self._buf, self._pos
        name = _shape.name.match(buf, pos + 2)
        if name is None:
            if len(buf) == pos + 2:
                return False
            raise self._error(4, pos + 2)
        after = buf[name.end():name.end() + 1]
        if after and after not in _shape.SPACE and after != '?':
            raise self._error(4, name.end())
        if name[0] == 'xml' and after and after in _shape.SPACE:
            raise self._error(17, pos)
        return False

    # ---- the document type ----

    def _doctype(self, final):
        buf, pos = self._buf, self._pos
        match = _shape.doctype.match(buf, pos)
        if match is None:
            end = buf.find('>', pos)
            if end < 0 and not (final and '[' in buf[pos:]):
                return False
            raise self._error(2, pos + 9)
        name, system, public, other, mark = match.groups()
        system = system or other
        system = system and system[1:-1]
        public = public and ' '.join(public[1:-1].split())
        self._pos = match.end()
        inside = mark == '['
        if not self._inner:
            self._at = match.end() - 1
        if system is not None and not self._params:
            self._not_standalone()
        if not self._tell('StartDoctypeDeclHandler', name, system, public,
                          int(inside)):
            for part in _shape.piece.findall(match[0]):
                self._default(part)
        if system is not None:
            self._dtd.has_more = True
        self._subset_of = system, public
        if inside:
            self._state = self._subset
        else:
            self._end_doctype()
        return True

    def _end_doctype(self):
        system, public = self._subset_of
        self._state = self._prolog
        if system is not None or self._foreign:
            self._foreign = False
            self._external_subset(system, public)
        self._tell('EndDoctypeDeclHandler')

    def _external_subset(self, system, public):
        dtd = self._dtd
        wanted = self._params == 2 or (self._params == 1 and
                                       not dtd.standalone)
        if wanted and self.ExternalEntityRefHandler is not None:
            before, dtd.has_more = dtd.has_more, False
            dtd.was_read = False
            self._ask_external(None, self._base, system, public)
            if not dtd.was_read:
                dtd.has_more = before
            else:
                self._not_standalone()

    def _not_standalone(self):
        if not self._dtd.standalone and self.NotStandaloneHandler is not None:
            self._flush()
            if not self.NotStandaloneHandler():
                raise self._error(22)

    def _ask_external(self, context, base, system, public):
        self._flush()
        if not self.ExternalEntityRefHandler(context, base, system, public):
            raise self._error(21)

    def _subset(self, final):
        """One thing of the declarations between [ and ], or of a file."""
        buf, pos = self._buf, self._pos
        if buf[pos] == ']' and not self._inner and not self._outside:
            return self._close_subset(final)
        if buf[pos] == '%':
            return self._parameter(final)
        done = self._misc(final)
        if done is not None:
            return done
        if self._outside and buf.startswith('<![', pos):
            return self._conditional()
        if self._outside and buf.startswith(']]>', pos):
            self._pos = pos + 3
            return True
        match = _shape.declaration.match(buf, pos)
        if match is None:
            if buf[pos] != '<' or (len(buf) > pos + 1 and
                                   buf[pos + 1] != '!'):
                raise self._error(2 if buf[pos] != '<' else 4, pos)
            return False
        kind = _shape.declaration_start.match(buf, pos)
        if kind is None:
            raise self._error(2, pos)
        self._pos = match.end()
        body = buf[kind.end():match.end() - 1]
        if not _dtd.declare(self._dtd, kind[1], body, self,
                            self._outside or self._inner > 0):
            for part in _shape.piece.findall(match[0]):
                self._default(part)
        return True

    def _close_subset(self, final):
        buf = self._buf
        end = _shape.spaces.match(buf, self._pos + 1)
        end = end.end() if end else self._pos + 1
        if end >= len(buf):
            return False
        if buf[end] != '>':
            raise self._error(4, end)
        if self.StartDoctypeDeclHandler is None and \
                self.EndDoctypeDeclHandler is None:
            for part in _shape.piece.findall(buf[self._pos:end + 1]):
                self._default(part)
        self._pos = end + 1
        if not self._inner:
            self._at = end
        self._end_doctype()
        return True

    def _conditional(self):
        buf, pos = self._buf, self._pos
        mark = buf.find('[', pos + 3)
        if mark < 0:
            return False
        word = buf[pos + 3:mark].strip()
        match = _shape.parameter.fullmatch(word)
        if match and match[1] in self._dtd.parameters:
            word = (self._dtd.parameters[match[1]].value or '').strip()
        if word == 'INCLUDE':
            self._pos = mark + 1
            return True
        if word != 'IGNORE':
            raise self._error(2, pos)
        depth, place = 1, mark + 1
        while depth:
            opened, closed = buf.find('<![', place), buf.find(']]>', place)
            if closed < 0:
                return False
            if 0 <= opened < closed:
                depth, place = depth + 1, opened + 3
            else:
                depth, place = depth - 1, closed + 3
        self._pos = place
        return True

    def _parameter(self, final):
        buf, pos = self._buf, self._pos
        match = _shape.parameter.match(buf, pos)
        if match is None:
            if _shape.name.match(buf, pos + 1) is None and \
                    len(buf) > pos + 1:
                raise self._error(4, pos + 1)
            return False
        self._pos = match.end()
        dtd = self._dtd
        entity = dtd.parameters.get(match[1])
        if not self._params:
            dtd.has_more, dtd.keep = True, dtd.standalone
            self._not_standalone()
            self._default(match[0])
        elif entity is None:
            if not dtd.has_more and not self._outside:
                raise self._error(11)
            dtd.has_more, dtd.keep = True, dtd.standalone
            if not self._tell('SkippedEntityHandler', match[1], True):
                self._default(match[0])
        elif entity.value is not None:
            self._enter(entity, self._subset)
        elif self.ExternalEntityRefHandler is not None:
            self._guarded(entity, lambda: self._ask_external(
                None, entity.base, entity.system, entity.public))
        else:
            dtd.has_more, dtd.keep = True, dtd.standalone
            if not self._tell('SkippedEntityHandler', match[1], True):
                self._default(match[0])
        return True
