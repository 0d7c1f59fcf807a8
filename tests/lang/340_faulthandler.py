# SPDX-License-Identifier: MIT
# faulthandler: stacks of all threads, of one, and after a time.
import faulthandler
import io
import os
import re
import threading
import time


def inner():
    gate.acquire()


gate = threading.Lock()
gate.acquire()
thread = threading.Thread(target=inner)
thread.start()
time.sleep(0.1)


def plain(text):
    text = re.sub(r'0x[0-9a-f]+', '0x', text)
    text = re.sub(r'File ".*/', 'File "', text)
    return '\n'.join(line for line in text.splitlines()
                     if 'threading.py' not in line)


def dump(name, **options):
    read, write = os.pipe()
    faulthandler.dump_traceback(write, **options)
    os.close(write)
    print('--', name)
    print(plain(os.read(read, 100000).decode()))
    os.close(read)


def outer():
    dump('all')
    dump('own', all_threads=False)


outer()
print(faulthandler.is_enabled())
faulthandler.enable()
print(faulthandler.is_enabled(), faulthandler.disable(),
      faulthandler.disable())

read, write = os.pipe()
faulthandler.dump_traceback_later(0.25, file=write)
time.sleep(0.5)
text = plain(os.read(read, 10000).decode())
print(text.splitlines()[0], text.count('most recent call first'))
faulthandler.dump_traceback_later(1, file=write)
faulthandler.cancel_dump_traceback_later()

for bad in 0, -1:
    try:
        faulthandler.dump_traceback_later(bad)
    except ValueError as error:
        print(error)
try:
    faulthandler.dump_traceback(io.StringIO())
except io.UnsupportedOperation:
    print('no file')
gate.release()
thread.join()
