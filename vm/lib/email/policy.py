# SPDX-License-Identifier: MIT
# The newer policies: a kept value is a field object, a str that knows its
# name (and so what it says), made by a registry of such classes.

from email._policybase import Compat32, Policy, compat32, split_source
from email.contentmanager import raw_data_manager
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.utils import _has_surrogates

__all__ = ['Compat32', 'compat32', 'Policy', 'EmailPolicy', 'default',
           'strict', 'SMTP', 'HTTP']


def _is_field(value, name=None):
    own = getattr(value, 'name', None)
    return own is not None and (name is None or own.lower() == name.lower())


class EmailPolicy(Policy):
    """Fields are str with more to ask; bodies by the content manager."""

    refold_source, utf8 = 'long', False
    header_factory, content_manager = HeaderRegistry(), raw_data_manager
    message_factory = EmailMessage

    def __init__(self, **kw):
        # Every policy has a registry of its own, to be changed at will.
        super().__init__(**{'header_factory': HeaderRegistry(), **kw})

    def _field(self, name, *lines):
        return self.header_factory(name, ''.join(lines))

    # -- keeping and giving

    def header_max_count(self, name):
        return self.header_factory[name].max_count

    def header_source_parse(self, sourcelines):
        return split_source(sourcelines, ' \t\r\n')

    def header_store_parse(self, name, value):
        if _is_field(value, name):
            return name, value
        if isinstance(value, str) and value.splitlines()[1:]:
            raise ValueError('Header values may not contain linefeed or '
                             'carriage return characters')
        return name, self.header_factory(name, value)

    def header_fetch_parse(self, name, value):
        return value if _is_field(value) else \
            self._field(name, value.replace('\r', '').replace('\n', ''))

    # -- folding

    def fold(self, name, value):
        return self._folded(name, value, no_bytes=True)

    def fold_binary(self, name, value):
        text = self._folded(name, value, no_bytes=self.cte_type == '7bit')
        return text.encode('utf-8' if self.utf8 else 'ascii',
                           'surrogateescape')

    def _folded(self, name, value, no_bytes):
        field = value
        if not _is_field(value):
            lines = value.splitlines()
            if not (no_bytes and _has_surrogates(value)
                    or self._refolds(name, lines)):
                return f'{name}: {self.linesep.join(lines)}{self.linesep}'
            field = self._field(name, *lines)
        return field.fold(policy=self)

    def _refolds(self, name, lines):
        """Whether the lines of the source do not stay as they are."""
        if self.refold_source != 'long':
            return self.refold_source == 'all'
        taken, width = len(name) + 2, self.max_line_length or float('inf')
        for line in lines:
            if taken + len(line) > width:
                return True
            taken = 0
        return False


# The one policy that shares the registry of the class.
default = EmailPolicy.__new__(EmailPolicy)
strict, SMTP, HTTP = (default.clone(**_settings) for _settings in (
    dict(raise_on_defect=True), dict(linesep='\r\n'),
    dict(linesep='\r\n', max_line_length=None)))
SMTPUTF8 = SMTP.clone(utf8=True)
