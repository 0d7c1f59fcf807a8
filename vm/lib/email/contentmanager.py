# SPDX-License-Identifier: MIT
# What get_content() gives for a type, and what set_content() makes of a value.
#
# raw_data_manager gives and takes str, bytes and messages; each of its
# functions stands under the keys that its decorator names.

import sys
from binascii import b2a_base64, b2a_qp

from email import charset as _charset, quoprimime


class ContentManager:
    """Functions by type of content, and by type of value."""

    def __init__(self):
        self.get_handlers, self.set_handlers = {}, {}

    def add_get_handler(self, key, handler):
        self.get_handlers.update({key: handler})

    def add_set_handler(self, typekey, handler):
        self.set_handlers.update({typekey: handler})

    def get_content(self, msg, *args, **kw):
        full = msg.get_content_type()
        give = _first(self.get_handlers, full,
                      (full, msg.get_content_maintype(), ''))
        return give(msg, *args, **kw)

    def set_content(self, msg, obj, *args, **kw):
        if msg.get_content_maintype() == 'multipart':
            raise TypeError('set_content not valid on multipart')
        keys = [key for kind in type(obj).__mro__ for key in _names(kind)]
        take = _first(self.set_handlers, keys[1], keys + [None])
        msg.clear_content()
        take(msg, obj, *args, **kw)


def _names(kind):
    """A class, and the texts that it may be registered under."""
    short = kind.__qualname__
    return kind, f'{kind.__module__}.{short}', short, kind.__name__


def _first(handlers, missing, keys):
    for key in keys:
        handler = handlers.get(key)
        if handler is not None:
            return handler
    raise KeyError(missing)


raw_data_manager = ContentManager()


def _registered(register, keys):
    def enter(function):
        for key in keys:
            register(key, function)
        return function
    return enter


def _gives(*keys):
    return _registered(raw_data_manager.add_get_handler, keys)


def _takes(*keys):
    return _registered(raw_data_manager.add_set_handler, keys)


# ---- Getting ----

@_gives('text')
def _give_text(msg, errors='replace'):
    data = msg.get_payload(decode=True)
    return data.decode(msg.get_param('charset', 'ascii'), errors)


@_gives('audio', 'image', 'video', 'application')
def _give_bytes(msg):
    return msg.get_payload(decode=True)


@_gives('message/rfc822', 'message/external-body')
def _give_message(msg):
    return msg.get_payload(0)


@_gives('message')
def _give_message_bytes(msg):
    return bytes(msg.get_payload(0))


# ---- Transfer encodings ----

def _as_base64(data, width):
    step = width // 4 * 3
    pieces = [data[at:at + step] for at in range(0, len(data), step)]
    return b''.join(map(b2a_base64, pieces)).decode('ascii')


def _as_ascii(data, width):
    return data.decode('ascii')


def _as_it_is(data, width):
    return data.decode('ascii', 'surrogateescape')


def _bytes_quoted(data, width):
    return b2a_qp(data, quotetabs=True, istext=False).decode('ascii')


def _text_quoted(data, width):
    return quoprimime.body_encode(data.decode('latin-1'), width)


# Each makes a payload of bytes; text has its lines cut by \n, but in base64,
# where nobody else can change them, by what the policy wants.
_BYTES_AS = {'base64': _as_base64, 'quoted-printable': _bytes_quoted,
             '7bit': _as_ascii, '8bit': _as_it_is, 'binary': _as_it_is}
_TEXT_AS = {'base64': _as_base64, 'quoted-printable': _text_quoted,
            '7bit': _as_ascii, '8bit': _as_it_is}


def _best_for(lines, policy, width):
    """The plainest encoding in which such text survives."""
    if max(map(len, lines), default=0) <= width:
        if all(map(bytes.isascii, lines)):
            return '7bit'
        if policy.cte_type == '8bit':
            return '8bit'
    start = _joined(lines[:10], b'\n')
    if len(_text_quoted(start, width)) <= len(b2a_base64(start)):
        return 'quoted-printable'
    return 'base64'


def _joined(lines, end):
    return b''.join([line + end for line in lines]) or end


# ---- Setting ----

class _Description:
    """What may be said of any content, beside what it is."""

    def __init__(self, disposition=None, filename=None, cid=None,
                 params=None, headers=None):
        if filename is not None and disposition is None:
            disposition = 'attachment'
        self._fields = {'Content-Disposition': disposition,
                        'Content-ID': cid}
        self._filename = filename
        self._params = params or {}
        self._headers = headers or ()

    def put_headers(self, msg):
        """The fields that were given, as text or as objects."""
        headers, policy = self._headers, msg.policy
        if headers and not hasattr(headers[0], 'name'):
            headers = [policy.header_factory(
                *policy.header_source_parse([text])) for text in headers]
        for header in headers:
            for defect in header.defects:
                raise ValueError('Invalid header: '
                                 + header.fold(policy=policy)) from defect
            msg[header.name] = header

    def put_rest(self, msg):
        for name, value in self._fields.items():
            if value is not None:
                msg[name] = value
            if name == 'Content-Disposition' and self._filename is not None:
                msg.set_param('filename', self._filename, name, replace=True)
        for name, value in self._params.items():
            msg.set_param(name, value)


def _fill(msg, kind, cte, payload, about, charset=None):
    # The order is that of the fields in the message.
    msg['Content-Type'] = kind
    about.put_headers(msg)
    msg.set_payload(payload)
    if charset:
        msg.set_param('charset', charset, replace=True)
    msg['Content-Transfer-Encoding'] = cte
    about.put_rest(msg)


@_takes(str)
def _take_text(msg, text, subtype='plain', charset='utf-8', cte=None,
               *about, **named):
    width = msg.policy.max_line_length or sys.maxsize
    lines = text.encode(charset).splitlines()
    cte = cte or _best_for(lines, msg.policy, width)
    if cte not in _TEXT_AS:
        raise ValueError(f'Unknown content transfer encoding {cte}')
    end = msg.policy.linesep if cte == 'base64' else '\n'
    payload = _TEXT_AS[cte](_joined(lines, end.encode('ascii')), width)
    _fill(msg, f'text/{subtype}', cte, payload, _Description(*about, **named),
          _charset.ALIASES.get(charset, charset))


@_takes(bytes, bytearray, memoryview)
def _take_bytes(msg, data, maintype, subtype, cte='base64', *about, **named):
    payload = data
    if cte in _BYTES_AS:
        width = msg.policy.max_line_length or sys.maxsize
        payload = _BYTES_AS[cte](data, width)
    _fill(msg, f'{maintype}/{subtype}', cte, payload,
          _Description(*about, **named))


# The encodings a message may ask for, by subtype; the first is the usual one.
_MESSAGE_ENCODINGS = {'rfc822': ('8bit', '7bit', 'binary'),
                      'external-body': ('7bit',)}


@_takes('email.message.Message')
def _take_message(msg, message, subtype='rfc822', cte=None, *about, **named):
    if subtype == 'partial':
        raise ValueError('message/partial is not supported for Message '
                         'objects')
    possible = _MESSAGE_ENCODINGS.get(subtype, (cte or '7bit',))
    if not cte:
        cte = possible[0]
    elif cte not in possible:
        raise ValueError(f'message/{subtype} parts do not support cte={cte}')
    _fill(msg, f'message/{subtype}', cte, [message],
          _Description(*about, **named))
