# SPDX-License-Identifier: MIT
# time and sys: what can be said exactly.
import sys
import time
a = time.perf_counter()
time.sleep(0.05)
b = time.perf_counter()
print(b - a >= 0.05, b - a < 2, time.time() > 1.7e9,
    time.monotonic() <= time.monotonic(), type(time.time()).__name__)
print(time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(0)),
    time.gmtime(86400 * 365)[:6], time.gmtime(0).tm_year)
try:
    time.sleep(-1)
except ValueError as error:
    print(error)
old = sys.getswitchinterval()
sys.setswitchinterval(0.25)
print(old, sys.getswitchinterval())
sys.setswitchinterval(old)
for bad in (0, -1):
    try:
        sys.setswitchinterval(bad)
    except ValueError as error:
        print(error)
print(sys.version_info >= (3, 8), sys.version_info[0],
    sys.maxsize == 2**63 - 1, sys.byteorder, sys.getrecursionlimit(),
    sys.float_info.max, sys.float_info.epsilon, type(sys.argv).__name__)
print(sys.getrefcount.__name__, sys.intern("a") == "a", "sys" in sys.modules,
    sys.stdin is not None, sys.maxunicode,
    sys.implementation.name in ("cpython", "gilscope"),
    sys.hash_info.modulus == 2**61 - 1)
