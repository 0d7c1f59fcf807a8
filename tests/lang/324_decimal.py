# SPDX-License-Identifier: MIT
# Decimal: exact decimal numbers, contexts and their signals, one context a
# thread, and company with int, float, Fraction and the library.
import contextvars
import copy
import decimal
import json
import math
import pickle
import statistics
import threading
from decimal import (BasicContext, Clamped, Context, Decimal, DefaultContext,
                     DivisionByZero, FloatOperation, Inexact, InvalidOperation,
                     Overflow, ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Rounded,
                     Underflow, getcontext, localcontext, setcontext)
from fractions import Fraction


def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


print("--- money")
price = Decimal('19.99')
print(price * 3, price / 3, round(price / 3, 2), -price, abs(-price))
print(Decimal('0.1') + Decimal('0.2'), sum([Decimal('0.1')] * 10))
print((price * Decimal('1.19')).quantize(Decimal('0.01'), ROUND_HALF_UP))
print(Decimal(7) // 2, Decimal(-7) // 2, Decimal(-7) % 3, divmod(7, Decimal(2)))
print(Decimal('1.30') + Decimal('1.70'), Decimal('1.30') * 2)
print(2 ** Decimal('0.5'), Decimal(2) ** 100, Decimal('1.05') ** -3)
print(Decimal(2).sqrt(), Decimal(1).exp(), Decimal(10).ln(), Decimal(3).log10())
print(pow(Decimal(7), 20, 13), math.floor(Decimal('-1.5')),
      math.ceil(Decimal('1.2')), int(Decimal('9.99')), float(Decimal('0.1')))

print("--- text")
for text in ('12', ' 1_000.50 ', '1E+3', '-0', 'NaN123', 'sNaN', '-inf',
             '0.000001', '1e-7', '0E-10', '\u0661\u0662'):
    number = Decimal(text)
    print(repr(number), str(number), number.as_tuple(), number.to_eng_string())
for text in ('', '1e', '--1', '1 2', 'x', '1.2.3', 'infinit'):
    attempt(Decimal, text)
for spec in ('', '.2f', ',.2f', '010.1f', '.3e', 'E', '%', '.1%', '>15',
             '*^15', '+', ' ', '.3g', 'n', 'x', '.', '<010'):
    attempt(format, Decimal('1234567.8915'), spec)
print(f"{Decimal('2.5'):.0f} {Decimal('3.5'):.0f}", '%d %.3f %s' % (
    (Decimal('7.9'),) * 3))
attempt(Decimal, (1, (1, 2, 3), -2))
attempt(Decimal, 0.1)
attempt(Decimal, (0, (10,), 1))
attempt(Decimal, {})
attempt(Decimal, 5, 'context')

print("--- company")
print(Decimal('0.5') == 0.5 == Fraction(1, 2), Decimal('0.1') == 0.1,
      Decimal('0.1') < Fraction(1, 3) < Decimal('0.4'), Decimal(3) == 3 + 0j)
print(len({1, 1.0, Decimal(1), Fraction(1)}), hash(Decimal('1e20')) == hash(
    10 ** 20), hash(Decimal('0.3')) == hash(Fraction(3, 10)))
attempt(lambda: Decimal(1) + 1.5)
attempt(lambda: Decimal(1) < 'a')
attempt(lambda: Decimal(1) + Fraction(1, 2))
attempt(lambda: Decimal('NaN') < 1)
attempt(lambda: sorted([Decimal(3), 1, 2.5, Fraction(1, 3)]))
attempt(lambda: Fraction(Decimal('0.125')))
attempt(lambda: statistics.mean([Decimal('0.5'), Decimal('0.75')]))
attempt(lambda: json.loads('[1.10, 2]', parse_float=Decimal))
attempt(lambda: json.dumps(Decimal(1)))
attempt(lambda: pickle.loads(pickle.dumps(Decimal('-1.50'))))
attempt(lambda: copy.deepcopy([Decimal('1.0')]))
attempt(lambda: Decimal('1.50').as_integer_ratio())
attempt(lambda: math.sqrt(Decimal(16)))
attempt(lambda: [0, 1][Decimal(1)])
attempt(lambda: isinstance(Decimal(1), __import__('numbers').Number))


class Euro(Decimal):
    def __str__(self):
        return Decimal.__str__(self) + ' EUR'


euro = Euro('2.50')
print(euro, repr(euro), type(euro + 1).__name__, Euro.from_float(0.5),
      type(Euro.from_float(0.5)).__name__)

print("--- signals")
attempt(lambda: Decimal(1) / 0)
attempt(lambda: Decimal(0) / 0)
attempt(lambda: divmod(Decimal(1), 0))
attempt(lambda: Decimal(-1).sqrt())
attempt(lambda: Decimal('1e999999') * 10)
attempt(lambda: Decimal(1).quantize(Decimal('1e-40')))
print(issubclass(DivisionByZero, ZeroDivisionError),
      issubclass(FloatOperation, TypeError), decimal.DivisionUndefined.__mro__)
with localcontext() as context:
    context.traps[DivisionByZero] = False
    context.traps[Inexact] = True
    print(Decimal(-1) / 0, context.flags[DivisionByZero])
    attempt(lambda: Decimal(1) / 3)
    context.prec = 5
    context.rounding = ROUND_UP
    context.traps[Inexact] = False
    print(Decimal(1) / 3, context)
    context.clear_flags()
    context.clear_traps()
    print(Decimal('1e-999999') / 1000, Decimal('sNaN') + 1, context)
    context.traps[FloatOperation] = True
    attempt(Decimal, 0.5)
    attempt(lambda: Decimal(1) < 0.5)
    attempt(lambda: Decimal('0.5') == 0.5)
print(getcontext().prec, Decimal(1) / 7)
attempt(setattr, getcontext(), 'prec', 0)
attempt(setattr, getcontext(), 'rounding', 'up')
attempt(setattr, getcontext(), 'Emin', 5)
attempt(setattr, getcontext(), 'clamp', '1')
attempt(delattr, getcontext(), 'prec')
attempt(setcontext, 28)
attempt(lambda: getcontext().flags['x'])
attempt(lambda: getcontext().flags.pop(Inexact))
attempt(Context, prec=3, traps=[Inexact, Rounded, Clamped])
attempt(lambda: Context(prec=3).create_decimal('1.23456'))
attempt(lambda: Context(prec=3, rounding=ROUND_DOWN).divide(2, 3))
attempt(lambda: pickle.loads(pickle.dumps(Context(prec=3))).prec)
print(DefaultContext, BasicContext, sep='\n')

print("--- one context a thread")
getcontext().prec = 6
seen = []


def work(digits):
    seen.append(str(Decimal(1) / 7))
    getcontext().prec = digits
    seen.append(str(Decimal(1) / 7))


threads = [threading.Thread(target=work, args=(n,)) for n in (3, 4)]
for thread in threads:
    thread.start()
    thread.join()
print(seen, Decimal(1) / 7)


def inside():
    getcontext().prec = 2
    return Decimal(1) / 7


def replaced():
    setcontext(Context(prec=3))
    return Decimal(1) / 7


space = contextvars.copy_context()
print(space.run(replaced), Decimal(1) / 7, space.run(inside), Decimal(1) / 7)

print("--- large")
with localcontext(Context(prec=60, Emax=10 ** 9, Emin=-10 ** 9)) as context:
    print(Decimal(2) ** 199, Decimal(1) / 3, Decimal(2).exp(), sep='\n')
    print(Decimal('1e1000000') * Decimal('1e-999990'))
    print(Decimal('1e500000') + 1, Decimal('1.000000001') ** 1000000)
    print(len(str(Decimal(7) ** 50)), Decimal('9' * 70) + 1)
