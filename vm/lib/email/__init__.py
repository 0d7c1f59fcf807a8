# SPDX-License-Identifier: MIT
"""Mail messages: making them, reading them, writing them."""

__all__ = ['base64mime', 'charset', 'encoders', 'errors', 'feedparser',
           'generator', 'header', 'iterators', 'message',
           'message_from_file', 'message_from_binary_file',
           'message_from_string', 'message_from_bytes', 'mime', 'parser',
           'quoprimime', 'utils']


def _parsed(kind, method, source, args, kws):
    from email import parser
    made = getattr(parser, kind)(*args, **kws)
    return getattr(made, method)(source)


def message_from_string(s, *args, **kws):
    """The message in a str."""
    return _parsed('Parser', 'parsestr', s, args, kws)


def message_from_bytes(s, *args, **kws):
    """The message in bytes."""
    return _parsed('BytesParser', 'parsebytes', s, args, kws)


def message_from_file(fp, *args, **kws):
    """The message in an open text file."""
    return _parsed('Parser', 'parse', fp, args, kws)


def message_from_binary_file(fp, *args, **kws):
    """The message in an open binary file."""
    return _parsed('BytesParser', 'parse', fp, args, kws)
