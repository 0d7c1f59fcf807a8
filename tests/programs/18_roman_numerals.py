# cpython: 3.6-3.13
"""Roman numerals as a subclass of int, and other ways to write numbers."""
import re
import unittest
from functools import total_ordering


class Roman(int):
    SYMBOLS = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"),
               (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
               (5, "V"), (4, "IV"), (1, "I")]
    PATTERN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})"
                         r"(IX|IV|V?I{0,3})", re.IGNORECASE)

    def __new__(cls, value):
        if isinstance(value, str):
            value = cls._parse(value)
        if not 0 < value < 4000:
            raise ValueError(f"no Roman numeral for {value}")
        return super().__new__(cls, value)

    @classmethod
    def _parse(cls, text):
        if not text or not cls.PATTERN.fullmatch(text):
            raise ValueError(f"{text!r} is no Roman numeral")
        digits = [dict((s, v) for v, s in cls.SYMBOLS if len(s) == 1)[c]
                  for c in text.upper()]
        return sum(-d if d < max(digits[i:]) else d
                   for i, d in enumerate(digits))

    def __str__(self):
        rest, text = int(self), ""
        for value, symbol in self.SYMBOLS:
            times, rest = divmod(rest, value)
            text += symbol * times
        return text

    def __repr__(self):
        return f"Roman('{self}')"

    def __format__(self, spec):
        return format(str(self), spec)

    def __add__(self, other):
        return Roman(int(self) + int(other))

    __radd__ = __add__


@total_ordering
class Mixed:
    """A number of hours, minutes and seconds."""

    def __init__(self, seconds):
        self.seconds = seconds

    def __str__(self):
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}"

    def __eq__(self, other):
        return self.seconds == other.seconds

    def __lt__(self, other):
        return self.seconds < other.seconds


def in_base(number, base):
    digits = ""
    while number:
        number, digit = divmod(number, base)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"


def in_words(n):
    small = ("zero one two three four five six seven eight nine ten eleven "
             "twelve thirteen fourteen fifteen sixteen seventeen eighteen "
             "nineteen").split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    if n < 20:
        return small[n]
    if n < 100:
        ten, one = divmod(n, 10)
        return tens[ten - 2] + (f"-{small[one]}" if one else "")
    for size, name in ((10 ** 6, "million"), (1000, "thousand"),
                       (100, "hundred")):
        if n >= size:
            most, rest = divmod(n, size)
            return (f"{in_words(most)} {name}"
                    + (f" {in_words(rest)}" if rest else ""))


class RomanTest(unittest.TestCase):
    def test_round_trip(self):
        for n in range(1, 4000, 7):
            with self.subTest(n=n):
                self.assertEqual(Roman(str(Roman(n))), n)

    def test_bad(self):
        for text in ("", "IIII", "IC", "ABC", "MMMM"):
            with self.assertRaises(ValueError, msg=text):
                Roman(text)

    def test_sum(self):
        self.assertIsInstance(sum([Roman(1), Roman(2)]), Roman)


if __name__ == "__main__":
    for n in (1, 4, 9, 14, 40, 90, 400, 1066, 1994, 2024, 3999):
        print(f"{n:5} {Roman(n):<12}| {in_words(n)}")
    print(Roman("xiv") + 3, [Roman("MCMXC"), 2 + Roman(5)], Roman(7) * 2)
    for bad in (0, 4000, "IIX", ""):
        try:
            print(Roman(bad))
        except ValueError as error:
            print(error)
    print([in_base(255, b) for b in (2, 8, 10, 16, 36)], int("zz", 36))
    print(max(Mixed(s) for s in (59, 3600, 3599)), Mixed(5) >= Mixed(5),
          in_words(7654321))
    result = unittest.TextTestRunner(open("/dev/null", "w")).run(
        unittest.defaultTestLoader.loadTestsFromTestCase(RomanTest))
    print(result.testsRun, "tests,", "good" if result.wasSuccessful() else "bad")
