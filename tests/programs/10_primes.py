# cpython: 3.6-3.13
"""Primes: sieves, factors, perfect numbers, Goldbach, Miller-Rabin."""
import math
from collections import Counter
from itertools import compress, count, islice
from typing import Dict, Iterator, List


def sieve(limit: int) -> List[int]:
    flags = bytearray([1]) * (limit + 1)
    flags[0:2] = b"\0\0"
    for n in range(2, int(math.sqrt(limit)) + 1):
        if flags[n]:
            flags[n * n::n] = bytes(len(range(n * n, limit + 1, n)))
    return list(compress(range(limit + 1), flags))


def endless() -> Iterator[int]:
    """An incremental sieve that never ends."""
    composites: Dict[int, List[int]] = {}
    for n in count(2):
        if n not in composites:
            yield n
            composites[n * n] = [n]
        else:
            for prime in composites.pop(n):
                composites.setdefault(n + prime, []).append(prime)


def factors(n: int) -> Counter:
    found: Counter = Counter()
    divisor = 2
    while divisor * divisor <= n:
        while n % divisor == 0:
            found[divisor] += 1
            n //= divisor
        divisor += 1 + (divisor > 2)
    if n > 1:
        found[n] += 1
    return found


def shown(n: int) -> str:
    parts = [f"{p}^{e}" if e > 1 else str(p) for p, e in factors(n).items()]
    return f"{n} = {' * '.join(parts)}"


def is_prime(n: int) -> bool:
    """Miller-Rabin with the bases that are exact below 3.3e24."""
    if n < 2:
        return False
    small = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41)
    if n in small:
        return True
    if any(n % p == 0 for p in small):
        return False
    power, odd = 0, n - 1
    while odd % 2 == 0:
        power, odd = power + 1, odd // 2
    for base in small:
        x = pow(base, odd, n)
        if x in (1, n - 1):
            continue
        for _ in range(power - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def divisors(n: int) -> set:
    return {d for i in range(1, int(n ** 0.5) + 1) if n % i == 0
            for d in (i, n // i)}


def main() -> None:
    primes = sieve(2000)
    print(len(primes), primes[:10], primes[-3:])
    print(list(islice(endless(), 303)) == primes)
    table = [primes[i:i + 10] for i in range(0, 50, 10)]
    for row in table:
        print(" ".join(f"{p:4}" for p in row))
    gaps = Counter(b - a for a, b in zip(primes, primes[1:]))
    print("gaps:", gaps.most_common(4))
    print("twins:", [(p, p + 2) for p in primes if p + 2 in primes][:6])
    for n in (360, 1001, 2 ** 16, 9699690, 600851475143, 97):
        print(shown(n))
    print("perfect:", [n for n in range(2, 600) if sum(divisors(n)) == 2 * n])
    for n in range(20, 31, 2):
        pairs = [f"{p}+{n - p}" for p in primes
                 if p <= n - p and n - p in primes]
        print(n, "=", ", ".join(pairs))
    print([n for n in range(560, 600) if is_prime(n)])
    for exponent in (31, 61, 67):
        n = 2 ** exponent - 1
        print(f"2^{exponent}-1 = {n:,} {'is' if is_prime(n) else 'not'} prime")
    print(math.gcd(2 ** 40, 6 ** 20), math.factorial(25), pow(3, -1 + 101, 101))


if __name__ == "__main__":
    main()
