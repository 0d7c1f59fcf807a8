# SPDX-License-Identifier: MIT
# Decimal arithmetic: each operation on some hundreds of pairs of numbers and
# contexts, chosen by a generator of our own; results, flags, hashes.
import decimal
from decimal import Context, Decimal, setcontext

UNARY = '''exp ln log10 logb logical_invert next_minus next_plus normalize sqrt
    abs minus plus to_integral_exact to_integral_value is_normal is_subnormal
    is_zero number_class to_eng_string to_sci_string'''.split()
BINARY = '''compare compare_signal compare_total compare_total_mag copy_sign
    logical_and logical_or logical_xor max max_mag min min_mag next_toward
    remainder_near rotate scaleb shift add divide divide_int multiply quantize
    remainder subtract divmod same_quantum'''.split()
SPECS = ['', '.3f', 'e', '.0e', '.5g', '010.2f', ',', '>20', '%', '.1%',
         '+,.2f', 'E', 'G', ' ', '.10e', '012,']
ROUNDINGS = [getattr(decimal, name) for name in sorted(dir(decimal))
             if name.startswith('ROUND_')]
state = 12345


def pick(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
    return (state >> 33) % n


def digits():
    count = (1, 2, 3, 5, 9, 16, 19, 20, 28, 30, 40, 60)[pick(12)]
    kind = pick(5)
    if kind == 0:
        return '9' * count
    if kind == 1:
        return '1' + '0' * (count - 1)
    text = ''.join(str(pick(10)) for _ in range(count))
    return text + ('', '', '0' * pick(6), '5' + '0' * pick(8), '')[kind]


def number():
    kind = pick(40)
    if kind < 2:
        return Decimal(('NaN', 'sNaN')[kind] + str(pick(1000) or ''))
    if kind == 2:
        return Decimal(('Inf', '-Inf')[pick(2)])
    sign = '-' if pick(3) == 0 else ''
    if kind <= 5:
        return Decimal(f'{sign}0E{pick(20) - 10}')
    if kind <= 9:
        return Decimal(f'{sign}{pick(12)}')
    exponent = (0, 0, -1, -2, pick(10) - 5, pick(60) - 30, pick(400) - 200,
                -pick(25))[pick(8)]
    return Decimal(f'{sign}{digits()}E{exponent}')


def context():
    limit = (999999, 999999, 384, 20, 5)[pick(5)]
    made = Context(prec=(1, 2, 3, 5, 9, 16, 28, 28, 50)[pick(9)],
                   rounding=ROUNDINGS[pick(len(ROUNDINGS))], Emax=limit,
                   Emin=-limit, clamp=int(pick(4) == 0), capitals=pick(2),
                   traps=[])
    setcontext(made)
    return made


def binary_operand(name, c):
    if name in ('shift', 'rotate', 'scaleb') and pick(5):
        return Decimal(pick(2 * c.prec + 3) - c.prec - 1)
    if name == 'quantize' and pick(2):
        return Decimal(f'1E{pick(20) - 12}')
    return number()


def logical():
    return Decimal(''.join('01'[pick(2)] for _ in range(1 + pick(30))))


def report(name, operands, function, c):
    try:
        result = function()
    except Exception as error:
        result = type(error).__name__, str(error)
    flags = [signal.__name__ for signal, is_set in c.flags.items() if is_set]
    print(name, *map(str, operands), '->', repr(result), *flags)


for name in UNARY:
    for _ in range(60):
        c = context()
        x = logical() if 'logical' in name else number()
        report(name, [x], lambda: getattr(c, name)(x), c)
for name in BINARY:
    for _ in range(60):
        c = context()
        is_logical = 'logical' in name and pick(4)
        x = logical() if is_logical else number()
        y = logical() if is_logical else binary_operand(name, c)
        report(name, [x, y], lambda: getattr(c, name)(x, y), c)
for _ in range(100):
    c = context()
    x, y, z = number(), number(), number()
    report('fma', [x, y, z], lambda: c.fma(x, y, z), c)
    x, y, z = (Decimal(pick(1000) - 500), Decimal(pick(50)),
               Decimal(pick(99) - 30))
    report('power', [x, y, z], lambda: c.power(x, y, z), c)
    c.rounding = decimal.ROUND_HALF_EVEN
    x, y = Decimal(digits()), Decimal(pick(12))
    report('power', [x, y], lambda: c.power(x, y), c)
    c.prec = 28
    x, y = Decimal(pick(1000)) / 8, Decimal(pick(100) - 50) / 16
    report('power', [x, y], lambda: c.power(x, y), c)
for _ in range(300):
    c = context()
    x, spec = number(), SPECS[pick(len(SPECS))]
    if x.is_finite() and abs(x.adjusted()) > 60:
        continue
    report('format ' + spec, [x], lambda: format(x, spec), c)
    report('hash', [x], lambda: x.is_nan() or hash(x), c)
    report('int', [x], lambda: int(x), c)
    report('float', [x], lambda: float(x), c)
    report('round', [x], lambda: round(x, pick(10) - 3), c)
    report('ratio', [x], lambda: x.as_integer_ratio(), c)
    report('create', [x], lambda: c.create_decimal(str(x)), c)
    report('compare', [x], lambda: (x == int(pick(5)), x == 0.5), c)
