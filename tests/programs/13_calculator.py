# cpython: 3.8-3.13
"""A calculator: tokenizer, recursive descent parser, tree, evaluator."""
import math
import operator
import re
from typing import Iterator, List, NamedTuple, Union


class Token(NamedTuple):
    kind: str
    text: str
    column: int


TOKEN = re.compile(r"""
    (?P<number>\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<operator>\*\*|//|[-+*/%^(),=!])
  | (?P<space>\s+)
  | (?P<bad>.)
""", re.VERBOSE)


class CalculatorError(Exception):
    def __init__(self, message, column):
        super().__init__(message)
        self.column = column


def tokenize(text: str) -> Iterator[Token]:
    for match in TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "bad":
            raise CalculatorError(f"unexpected {match[0]!r}", match.start())
        if kind != "space":
            yield Token(kind, match[0], match.start())
    yield Token("end", "", len(text))


class Number(NamedTuple):
    value: Union[int, float]

    def evaluate(self, names):
        return self.value

    def __str__(self):
        return str(self.value)


class Name(NamedTuple):
    token: Token

    def evaluate(self, names):
        try:
            return names[self.token.text]
        except KeyError:
            raise CalculatorError(f"unknown name {self.token.text}",
                                  self.token.column) from None

    def __str__(self):
        return self.token.text


class Call(NamedTuple):
    token: Token
    function: object
    arguments: List

    def evaluate(self, names):
        values = [argument.evaluate(names) for argument in self.arguments]
        try:
            return self.function(*values)
        except (ArithmeticError, ValueError, TypeError) as error:
            raise CalculatorError(f"{self.token.text}: "
                                  f"{type(error).__name__}",
                                  self.token.column) from error

    def __str__(self):
        return f"({self.token.text} {' '.join(map(str, self.arguments))})"


BINARY = {"+": (1, operator.add), "-": (1, operator.sub),
          "*": (2, operator.mul), "/": (2, operator.truediv),
          "//": (2, operator.floordiv), "%": (2, operator.mod),
          "^": (4, operator.pow), "**": (4, operator.pow)}
FUNCTIONS = {"sqrt": math.sqrt, "max": max, "min": min, "abs": abs,
             "log": math.log, "sin": math.sin, "round": round}


class Parser:
    def __init__(self, text):
        self.tokens = list(tokenize(text))
        self.position = 0

    @property
    def token(self):
        return self.tokens[self.position]

    def accept(self, *texts):
        token = self.token
        if token.text in texts and token.kind == "operator":
            self.position += 1
            return token
        return None

    def expect(self, text):
        if not (token := self.accept(text)):
            found = self.token.text or "the end"
            raise CalculatorError(f"expected {text!r}, found {found}",
                                  self.token.column)
        return token

    def statement(self):
        if (self.token.kind == "name" and len(self.tokens) > 1
                and self.tokens[1].text == "="):
            target = self.token.text
            self.position += 2
            return target, self.whole()
        return "_", self.whole()

    def whole(self):
        tree = self.binary(1)
        if self.token.kind != "end":
            raise CalculatorError(f"unexpected {self.token.text!r}",
                                  self.token.column)
        return tree

    def binary(self, level):
        left = self.unary(level)
        while (self.token.text in BINARY
               and (power := BINARY[self.token.text])[0] >= level):
            token = self.token
            self.position += 1
            right_level = power[0] if power[0] == 4 else power[0] + 1
            left = Call(token, power[1], [left, self.binary(right_level)])
        return left

    def unary(self, level):
        if token := self.accept("-"):
            return Call(token, operator.neg, [self.binary(3)])
        tree = self.primary()
        while token := self.accept("!"):
            tree = Call(token, math.factorial, [tree])
        return tree

    def primary(self):
        token = self.token
        self.position += 1
        if token.kind == "number":
            whole = token.text.isdigit()
            return Number(int(token.text) if whole else float(token.text))
        if token.kind == "name":
            if token.text in FUNCTIONS:
                return Call(token, FUNCTIONS[token.text], self.arguments())
            return Name(token)
        if token.text == "(":
            tree = self.binary(1)
            self.expect(")")
            return tree
        raise CalculatorError("expected a number", token.column)

    def arguments(self):
        self.expect("(")
        found = [self.binary(1)]
        while self.accept(","):
            found.append(self.binary(1))
        self.expect(")")
        return found


LINES = """
1 + 2 * 3
(1 + 2) * 3
2 ^ 3 ** 2
-2 ^ 2
10 - 4 - 3
x = 2.5e1 // 2
x * x % 7
5! / (3! * 2!)
sqrt(2) * max(1, 2, x)
sin(pi / 6)
2 ** 200
1 / 0
0.1 + 0.2
sqrt(0 - 1)
2 +
(1, 2
3 $ 4
y + 1
1 2
""".strip().splitlines()

if __name__ == "__main__":
    names = {"pi": math.pi, "e": math.e}
    for line in LINES:
        print(">", line)
        try:
            target, tree = Parser(line).statement()
            print("   ", tree)
            names[target] = tree.evaluate(names)
            print("    =", names[target])
        except CalculatorError as error:
            print("  " + " " * error.column + "^", error)
    print(sorted(names))
