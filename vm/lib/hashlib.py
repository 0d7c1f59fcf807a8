# SPDX-License-Identifier: MIT
# Digests.  _hashlib computes them; a large update releases the GIL there.

try:
    import _hashlib
except ImportError:
    _hashlib = None

algorithms_guaranteed = {
    'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake2b',
    'blake2s', 'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'shake_128',
    'shake_256'}
algorithms_available = set(
    getattr(_hashlib, 'openssl_md_meth_names', None) or algorithms_guaranteed)

__all__ = ['new', 'algorithms_guaranteed', 'algorithms_available',
           'pbkdf2_hmac', 'file_digest', *sorted(algorithms_guaranteed)]


# Which module has a digest that stands for itself.
_homes = {'md5': '_md5', 'sha1': '_sha1', 'sha224': '_sha256',
          'sha256': '_sha256', 'sha384': '_sha512', 'sha512': '_sha512',
          'blake2b': '_blake2', 'blake2s': '_blake2', 'sha3_224': '_sha3',
          'sha3_256': '_sha3', 'sha3_384': '_sha3', 'sha3_512': '_sha3',
          'shake_128': '_sha3', 'shake_256': '_sha3'}
__builtin_constructor_cache = {}


class _Blake:
    # A class, so that its limits can be asked for.
    def __new__(cls, /, *args, **kwargs):
        return cls._make(*args, **kwargs)


def _blake(name, size):
    found = getattr(_hashlib, name, None)
    if found is None:
        return getattr(__import__('_blake2'), name)
    made = type(name, (_Blake,), {'_make': staticmethod(found)})
    made.__module__ = '_blake2'
    made.SALT_SIZE = made.PERSON_SIZE = size // 4
    made.MAX_KEY_SIZE = made.MAX_DIGEST_SIZE = size
    return made


def __get_builtin_constructor(name):
    cache = __builtin_constructor_cache
    if not isinstance(name, str):
        raise TypeError(f'the name of a digest is a str, not {name!r}')
    if name not in cache:
        lower = name.lower()
        if lower not in _homes:
            raise ValueError(f'unsupported hash type {name}')
        try:
            home = __import__(_homes[lower])
        except ImportError:
            raise ValueError(f'unsupported hash type {name}') from None
        cache[lower] = cache[lower.upper()] = getattr(home, lower)
    return cache[name]


def new(name, data=b'', **kwargs):
    if _hashlib is None or isinstance(name, str) and name.startswith('blake2'):
        return __get_builtin_constructor(name)(data, **kwargs)
    try:
        return _hashlib.new(name, data)
    except ValueError:
        raise ValueError(f'unsupported hash type {name}') from None


def _constructor(name):
    return getattr(_hashlib, f'openssl_{name}', None) or \
        __get_builtin_constructor(name)


blake2b, blake2s = _blake('blake2b', 64), _blake('blake2s', 32)
for _name in algorithms_guaranteed - {'blake2b', 'blake2s'}:
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
