# cpython: 3.6-3.13
"""Old ciphers: Caesar, Vigenere, rail fence, XOR - and how to break one."""
import base64
import hashlib
import itertools
import string
from string import ascii_lowercase as LOWER, ascii_uppercase as UPPER

ENGLISH = dict(zip("etaoinshrdlcumwfgypbvkjxqz",
                   [12.7, 9.1, 8.2, 7.5, 7.0, 6.7, 6.3, 6.1, 6.0, 4.3, 4.0,
                    2.8, 2.8, 2.4, 2.4, 2.2, 2.0, 2.0, 1.9, 1.5, 1.0, 0.8,
                    0.15, 0.15, 0.1, 0.07]))


def shift(char: str, key: int) -> str:
    for alphabet in (LOWER, UPPER):
        if char in alphabet:
            return alphabet[(alphabet.index(char) + key) % 26]
    return char


def caesar(text: str, key: int) -> str:
    table = str.maketrans(LOWER + UPPER,
                          LOWER[key % 26:] + LOWER[:key % 26]
                          + UPPER[key % 26:] + UPPER[:key % 26])
    return text.translate(table)


def vigenere(text: str, key: str, *, decrypt: bool = False) -> str:
    if not key.isalpha():
        raise ValueError(f"the key {key!r} has more than letters")
    keys = itertools.cycle(ord(c) - ord("a") for c in key.lower())
    sign = -1 if decrypt else 1
    return "".join(shift(c, sign * next(keys)) if c.isalpha() else c
                   for c in text)


def rails(length: int, count: int):
    zigzag = itertools.cycle([*range(count), *range(count - 2, 0, -1)])
    return sorted(range(length), key=dict(zip(range(length), zigzag)).get)


def rail_fence(text: str, count: int) -> str:
    return "".join(text[i] for i in rails(len(text), count))


def rail_unfence(text: str, count: int) -> str:
    result = [""] * len(text)
    for i, char in zip(rails(len(text), count), text):
        result[i] = char
    return "".join(result)


def xor(data: bytes, key: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(data, itertools.cycle(key)))


def score(text: str) -> float:
    return sum(ENGLISH.get(c, 0) for c in text.lower())


def crack_caesar(text: str):
    ranking = sorted(range(26), key=lambda k: -score(caesar(text, -k)))
    return ranking[0], caesar(text, -ranking[0])


def checksum(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def main() -> None:
    message = "Meet me at the old harbour, 9 o'clock; bring the Maps!"
    secret = caesar(message, 3)
    print(secret, caesar(secret, -3) == message, sep="\n")
    print(caesar(caesar("rot thirteen", 13), 13), caesar("Zebra", 1))
    print("cracked:", crack_caesar(caesar(message, 17)))
    for key in ("lemon", "A", "k3y"):
        try:
            coded = vigenere("Attack at Dawn", key)
        except ValueError as error:
            print("ValueError:", error)
        else:
            print(f"{key}: {coded} -> {vigenere(coded, key, decrypt=True)}")
    fenced = rail_fence("WEAREDISCOVEREDFLEEATONCE", 3)
    print(fenced, rail_unfence(fenced, 3))
    hidden = xor("naïve café ☕".encode(), b"key")
    print(hidden, hidden.hex(), base64.b64encode(hidden).decode("ascii"))
    print(xor(hidden, b"key").decode())
    print(checksum(message), checksum(secret), sep="\n")
    print({c: ord(c) for c in "AZaz"}, chr(0x1F600), "%x" % 255, f"{77:08b}")
    print(base64.b32encode(b"hello"), base64.b16decode("48 69".replace(" ", "")))
    print(len(string.printable), string.punctuation, string.capwords("a bc d"))


if __name__ == "__main__":
    main()
