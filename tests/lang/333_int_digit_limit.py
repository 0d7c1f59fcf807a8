# cpython: 3.8-3.10
"""Very long decimal numbers are refused unless the program allows them."""
import json
import sys


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


print(sys.get_int_max_str_digits())
attempt(lambda: str(10 ** 4300))
attempt(lambda: len(str(10 ** 4300 - 1)))
attempt(lambda: len(str(1 - 10 ** 4300)))
attempt(lambda: '%d' % 10 ** 0 + '%i' % (-10 ** 4300))
attempt(lambda: f'{10 ** 5000}')
attempt(lambda: format(10 ** 5000, 'n'))
attempt(lambda: json.dumps(10 ** 5000))
attempt(lambda: int('1' * 4301))
attempt(lambda: int('1' * 4301, 7))
attempt(lambda: len(hex(10 ** 5000)) + len(f'{10 ** 5000:b}'))
attempt(lambda: int('f' * 5000, 16) == 16 ** 5000 - 1)
attempt(lambda: sys.set_int_max_str_digits(100))
attempt(lambda: sys.set_int_max_str_digits(-1))
sys.set_int_max_str_digits(0)
attempt(lambda: len(str(10 ** 5000)))
sys.set_int_max_str_digits(640)
attempt(lambda: len(str(10 ** 640)))
print(sys.int_info.default_max_str_digits)
