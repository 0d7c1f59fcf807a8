# SPDX-License-Identifier: MIT
# Going through a message's parts.

import sys
from io import StringIO

__all__ = ['body_line_iterator', 'typed_subpart_iterator', 'walk']


def _below(msg):
    return msg.get_payload() if msg.is_multipart() else ()


def walk(self):
    """It and all below it, each before its parts."""
    yield self
    for part in _below(self):
        yield from part.walk()


def body_line_iterator(msg, decode=False):
    """The lines of all the texts."""
    texts = (part.get_payload(decode=decode) for part in msg.walk())
    for text in texts:
        if isinstance(text, str):
            yield from StringIO(text)


def typed_subpart_iterator(msg, maintype='text', subtype=None):
    """The parts of a type."""
    for part in msg.walk():
        wanted = maintype, subtype or part.get_content_subtype()
        if wanted == (part.get_content_maintype(),
                      part.get_content_subtype()):
            yield part


def _structure(msg, fp=None, level=0, include_default=False):
    """Print an outline of its parts."""
    words = [msg.get_content_type()]
    if include_default:
        words.append(f'[{msg.get_default_type()}]')
    print('    ' * level + ' '.join(words), file=fp or sys.stdout)
    for part in _below(msg):
        _structure(part, fp, level + 1, include_default)
