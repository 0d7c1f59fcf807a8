# SPDX-License-Identifier: MIT
# Keyed digests (RFC 2104): a digest of the outer key and of the digest of the
# inner key and the message.

import hashlib
import warnings
from secrets import compare_digest

__all__ = ['HMAC', 'new', 'digest', 'compare_digest']

digest_size = None
_openssl_md_meths = frozenset(hashlib.algorithms_available)
trans_5C = bytes(byte ^ 0x5c for byte in range(256))
trans_36 = bytes(byte ^ 0x36 for byte in range(256))


class HMAC:
    blocksize = 64

    def __init__(self, key, msg=None, digestmod=''):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError('key: expected bytes or bytearray, but got '
                            f'{type(key).__name__!r}')
        if not digestmod:
            raise TypeError("Missing required parameter 'digestmod'.")
        make = self._maker(digestmod)
        self.digest_cons = make
        self.outer, self.inner = make(), make()
        self.digest_size = self.inner.digest_size
        block = self.block_size = self._block()
        if len(key) > block:
            key = make(key).digest()
        key = bytes(key).ljust(block, b'\0')
        self.outer.update(key.translate(trans_5C))
        self.inner.update(key.translate(trans_36))
        if msg is not None:
            self.update(msg)

    @staticmethod
    def _maker(digestmod):
        if callable(digestmod):
            return digestmod
        if isinstance(digestmod, str):
            return lambda data=b'': hashlib.new(digestmod, data)
        return lambda data=b'': digestmod.new(data)

    def _block(self):
        size = getattr(self.inner, 'block_size', None)
        if size is None:
            warnings.warn('No block_size attribute on given digest object; '
                          f'Assuming {self.blocksize}.', RuntimeWarning, 3)
        elif size < 16:
            warnings.warn(f'block_size of {size} seems too small; using our '
                          f'default of {self.blocksize}.', RuntimeWarning, 3)
        else:
            return size
        return self.blocksize

    @property
    def name(self):
        return 'hmac-' + self.inner.name

    def update(self, msg):
        self.inner.update(msg)

    def copy(self):
        made = self.__class__.__new__(self.__class__)
        made.__dict__.update(self.__dict__)
        made.inner, made.outer = self.inner.copy(), self.outer.copy()
        return made

    def _finished(self):
        outer = self.outer.copy()
        outer.update(self.inner.digest())
        return outer

    def digest(self):
        return self._finished().digest()

    def hexdigest(self):
        return self._finished().hexdigest()


def new(key, msg=None, digestmod=''):
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()
