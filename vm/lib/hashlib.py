# SPDX-License-Identifier: MIT
# Digests.  _hashlib computes them; a large update releases the GIL there.

import _hashlib

algorithms_guaranteed = {
    'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake2b',
    'blake2s', 'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'shake_128',
    'shake_256'}
algorithms_available = set(
    getattr(_hashlib, 'openssl_md_meth_names', None) or algorithms_guaranteed)

__all__ = ['new', 'algorithms_guaranteed', 'algorithms_available',
           'pbkdf2_hmac', 'file_digest', *sorted(algorithms_guaranteed)]


def new(name, data=b'', **kwargs):
    try:
        return _hashlib.new(name, data)
    except ValueError:
        raise ValueError(f'unsupported hash type {name}') from None


def _constructor(name):
    native = getattr(_hashlib, f'openssl_{name}', None) or getattr(
        _hashlib, name, None)
    if native is not None:
        return native

    def make(data=b'', *, usedforsecurity=True):
        return new(name, data)

    make.__name__ = make.__qualname__ = name
    return make


for _name in algorithms_guaranteed:
    globals()[_name] = _constructor(_name)
del _name


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    if not isinstance(hash_name, str):
        raise TypeError(hash_name)
    if iterations < 1:
        raise ValueError(iterations)
    if dklen is not None and dklen < 1:
        raise ValueError(dklen)
    inner, outer = new(hash_name), new(hash_name)
    block = inner.block_size
    password = bytes(password)
    if len(password) > block:
        password = new(hash_name, password).digest()
    password += b'\0' * (block - len(password))
    inner.update(bytes(byte ^ 0x36 for byte in password))
    outer.update(bytes(byte ^ 0x5c for byte in password))

    def keyed(message):
        first, second = inner.copy(), outer.copy()
        first.update(message)
        second.update(first.digest())
        return second.digest()

    size = outer.digest_size
    wanted = size if dklen is None else dklen
    found = b''
    number = 1
    while len(found) < wanted:
        last = keyed(bytes(salt) + number.to_bytes(4, 'big'))
        total = int.from_bytes(last, 'big')
        for _ in range(iterations - 1):
            last = keyed(last)
            total ^= int.from_bytes(last, 'big')
        found += total.to_bytes(size, 'big')
        number += 1
    return found[:wanted]


def file_digest(fileobj, digest, /, *, _bufsize=2 ** 18):
    made = new(digest) if isinstance(digest, str) else digest()
    if hasattr(fileobj, 'getbuffer'):
        made.update(fileobj.getbuffer())
        return made
    while True:
        data = fileobj.read(_bufsize)
        if not data:
            return made
        made.update(data)
