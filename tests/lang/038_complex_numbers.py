# SPDX-License-Identifier: MIT
# Complex numbers: literals, operators, repr.
z = 3 + 4j
print(z, -z, z.real, z.imag, abs(z), z.conjugate(), z * 2, z * z, z / 2,
    z ** 2)
print(1j, 0j, -1j, 1 - 1j, complex(1, -0.0), complex(), complex(2),
    complex("1+2j"), complex("-j"))
print(1j * 1j, (1 + 2j) * (3 - 1j), (1 + 2j) / (3 - 1j), (1 + 2j) == (1 + 2j),
    1 + 0j == 1)
print(repr(1.5 + 2.5j), complex(0, float("inf")), complex(float("nan"), 1),
    1e100j)
print(hash(1 + 0j), hash(2j) == hash(2j), bool(0j), bool(1j))
print([z, 2j], {1j: 2}, f"{z} {z:.2f}", "%s" % z)
for code in ("1j < 2j", "int(1j)", "1j // 2", "1j / 0", "complex('x')",
        "complex('1', 2)"):
    try:
        eval(code)
    except (TypeError, ValueError, ZeroDivisionError) as error:
        print(type(error).__name__)
