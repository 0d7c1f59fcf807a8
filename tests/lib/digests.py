# SPDX-License-Identifier: MIT
# Digests of every kind, keyed ones, base 64 and checksums.

import base64
import binascii
import hashlib
import hmac
import random
import threading


def tried(make, *arguments, **options):
    try:
        print(arguments, make(*arguments, **options))
    except Exception as error:
        print(arguments, type(error).__name__, error)


for name in sorted(hashlib.algorithms_guaranteed):
    digest = hashlib.new(name, b'abc')
    copy = digest.copy()
    digest.update(b'x' * 3000)
    size = (20,) if name.startswith('shake') else ()
    print(name, digest.name, digest.digest_size, digest.block_size,
          digest.hexdigest(*size), copy.hexdigest(*size),
          getattr(hashlib, name)(b'abc').digest(*size)[:4])
print(hashlib.blake2b(b'a', digest_size=20, key=b'k', salt=b's',
                      person=b'p').hexdigest())
print(hashlib.blake2s(b'a', key=b'k', fanout=2, depth=3, leaf_size=100,
                      node_offset=5, node_depth=1, inner_size=7,
                      last_node=True).hexdigest())
print(hashlib.pbkdf2_hmac('sha256', b'password', b'salt', 10).hex())
for key in (b'key', b'long' * 50):
    print(hmac.new(key, b'message', 'sha256').hexdigest(),
          hmac.new(key, b'message', hashlib.md5).hexdigest())
print(hmac.compare_digest(b'a', b'a'), hmac.compare_digest('a', 'b'))
random.seed('text')
print(random.random())

tried(hashlib.sha256, 'x')
tried(hashlib.sha256, 1)
tried(hashlib.new, 'nope')
tried(hashlib.blake2b, digest_size=65)
tried(hashlib.blake2b, key=b'x' * 65)
for text in ('a', 'aGVsbG8', 'aG VsbG8=', '=', 'ab=c=', 'ab==cd'):
    tried(binascii.a2b_base64, text)
for text in ('a', 'zz', '6162', b'4G', '\xe9'):
    tried(binascii.unhexlify, text)
print(base64.b64encode(b'hello'), base64.b64decode('aGVsbG8='))
print(binascii.crc32(b'hello'), binascii.crc32(b'lo', binascii.crc32(b'hel')))

# A large update lets the other threads run.
done = []


def work(name):
    digest = hashlib.sha256()
    for _ in range(3):
        digest.update(b'x' * 100000)
    done.append((name, digest.hexdigest()[:8]))


threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(done))
