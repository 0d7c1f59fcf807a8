# SPDX-License-Identifier: MIT
# What the newer messages can do: content with a manager, and parts by what
# they are for.

# A multipart can only become one that stands more to the right.
_KINDS = 'related', 'alternative', 'mixed'
_BODIES = ('text/plain', 'text/html', 'multipart/related',
           'multipart/alternative')


def _is_content(name):
    return name.lower().startswith('content-')


class Content:
    """Mixed into a Message."""

    def _manager(self, given):
        return given or self.policy.content_manager

    def get_content(self, *args, content_manager=None, **kw):
        manager = self._manager(content_manager)
        return manager.get_content(self, *args, **kw)

    def set_content(self, *args, content_manager=None, **kw):
        manager = self._manager(content_manager)
        manager.set_content(self, *args, **kw)

    def clear_content(self):
        """Without its content, but with its other fields."""
        self._take_content()

    def clear(self):
        self._headers, self._payload = [], None

    def _take_content(self):
        """Take away (payload, its fields)."""
        taken = self._payload, [
            field for field in self._headers if _is_content(field[0])]
        self._payload = None
        self._headers = [
            field for field in self._headers if not _is_content(field[0])]
        return taken

    # ---- parts that are there ----

    def is_attachment(self):
        field = self.get('content-disposition')
        return field is not None and \
            field.content_disposition == 'attachment'

    def iter_parts(self):
        """The parts; there are none but in a multipart."""
        if self.is_multipart() and \
                self.get_content_maintype() == 'multipart':
            yield from self._payload

    def _root(self):
        """The part of a multipart/related that uses the others, or None."""
        parts = list(self.iter_parts())
        wanted = self.get_param('start')
        named = [part for part in parts if part['content-id'] == wanted] \
            if wanted else []
        for part in named or parts:
            return part
        return None

    def get_body(self, preferencelist=('related', 'html', 'plain')):
        """The part that is most the message itself."""
        ranks, parts = list(preferencelist), {}
        for subtype, part in self._bodies():
            if subtype in ranks:
                parts.setdefault(ranks.index(subtype), part)
        return parts[min(parts)] if parts else None

    def _bodies(self):
        """Yields (subtype, part) of what may be the body, outermost first."""
        kind, _, subtype = self.get_content_type().partition('/')
        if self.is_attachment():
            return
        inner = list(self.iter_parts())
        if kind == 'text':
            yield subtype, self
        elif inner and subtype == 'related':
            yield subtype, self
            inner = [self._root()]
        for part in inner:
            yield from part._bodies()

    def iter_attachments(self):
        """The parts that are not its body."""
        subtype, parts = self.get_content_subtype(), list(self.iter_parts())
        if subtype == 'alternative':
            return
        if subtype == 'related':
            root = self._root()
            yield from (part for part in parts if part is not root)
            return
        bodies = set()      # of each type the first is one
        for part in parts:
            kind = part.get_content_type()
            if part.is_attachment() or kind not in _BODIES or kind in bodies:
                yield part
            bodies.add(kind)

    # ---- parts that are made ----

    def make_related(self, boundary=None):
        self._become('related', boundary)

    def make_alternative(self, boundary=None):
        self._become('alternative', boundary)

    def make_mixed(self, boundary=None):
        self._become('mixed', boundary)

    def add_related(self, *args, **kw):
        self._add('related', self.make_related, 'inline', args, kw)

    def add_alternative(self, *args, **kw):
        self._add('alternative', self.make_alternative, None, args, kw)

    def add_attachment(self, *args, **kw):
        self._add('mixed', self.make_mixed, 'attachment', args, kw)

    def _become(self, subtype, boundary):
        """A multipart whose first part is what the message was."""
        kind, _, now = self.get_content_type().partition('/')
        if kind == 'multipart' and now in _KINDS[_KINDS.index(subtype):]:
            raise ValueError(f'Cannot convert {now} to {subtype}')
        payload, fields = self._take_content()
        self._payload = []
        if fields:
            first = self._new_part()
            first._payload, first._headers = payload, fields
            self._payload.append(first)
        self['Content-Type'] = f'multipart/{subtype}'
        if boundary is not None:
            self.set_param('boundary', boundary)

    def _new_part(self):
        return type(self)(policy=self.policy)

    def _add(self, subtype, become, disposition, args, kw):
        if self.get_content_type() != f'multipart/{subtype}':
            become()
        part = self._new_part()
        part.set_content(*args, **kw)
        if disposition and 'content-disposition' not in part:
            part['Content-Disposition'] = disposition
        self.attach(part)
