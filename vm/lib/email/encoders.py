# SPDX-License-Identifier: MIT
# Writing a message's payload so that it can travel.

from base64 import encodebytes as _bencode
from quopri import encodestring as _encodestring

__all__ = ['encode_7or8bit', 'encode_base64', 'encode_noop',
           'encode_quopri']


def encode_base64(msg):
    """base64, and a header that says so."""
    data = msg.get_payload(decode=True)
    msg.set_payload(str(_bencode(data), 'ascii'))
    msg['Content-Transfer-Encoding'] = 'base64'


def encode_quopri(msg):
    """Quoted-printable, and a header that says so."""
    data = _encodestring(msg.get_payload(decode=True), quotetabs=True)
    msg.set_payload(data.replace(b' ', b'=20'))
    msg['Content-Transfer-Encoding'] = 'quoted-printable'


def encode_7or8bit(msg):
    """A header that says which of the two it is."""
    data = msg.get_payload(decode=True)
    plain = data is None or data.isascii()
    msg['Content-Transfer-Encoding'] = '7bit' if plain else '8bit'


def encode_noop(msg):
    """Nothing."""
