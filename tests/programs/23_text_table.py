# cpython: 3.6-3.13
"""Tables of wrapped text, with alignment, in three styles."""
import textwrap
from itertools import zip_longest

BOOKS = [
    ("Title", "Author", "Year", "Price", "About"),
    ("Frankenstein", "Mary Shelley", 1818, 9.5,
     "A student makes a creature out of dead matter, and is sorry."),
    ("Moby-Dick; or, The Whale", "Herman Melville", 1851, 14,
     "A captain hunts a whale across every ocean there is."),
    ("The Time Machine", "H. G. Wells", 1895, 7.25, None),
    ("R.U.R.", "Karel Čapek", 1920, 6.75, "Robots."),
]

STYLES = {
    "grid": ("+-", "+", "| ", " | ", " |"),
    "plain": (None, None, "", "  ", ""),
    "pipes": ("|-", "|", "| ", " | ", " |"),
}


def text_of(value):
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.2f}"
    return str(value)


class Table:
    def __init__(self, header, *rows, width=20):
        self.header = [str(name) for name in header]
        self.rows = rows
        self.width = width

    def wrapped(self, row):
        cells = [textwrap.wrap(text_of(cell), self.width) or [""]
                 for cell in row]
        return list(zip_longest(*cells, fillvalue=""))

    def widths(self):
        lines = [line for row in (self.header, *self.rows)
                 for line in self.wrapped(row)]
        return [max(map(len, column)) for column in zip(*lines)]

    def aligned(self, text, width, column):
        values = [row[column] for row in self.rows]
        if all(isinstance(v, (int, float)) for v in values):
            return text.rjust(width)
        return text.ljust(width)

    def lines(self, style):
        edge, cross, left, middle, right = STYLES[style]
        widths = self.widths()
        rule = None
        if edge:
            rule = edge + f"-{cross}-".join("-" * w for w in widths) + "-" + cross
        if rule and style == "grid":
            yield rule
        for number, row in enumerate([self.header, *self.rows]):
            for line in self.wrapped(row):
                yield (left + middle.join(
                    self.aligned(text, width, column) for column,
                    (text, width) in enumerate(zip(line, widths)))
                    + right).rstrip()
            if rule and (style == "grid" or number == 0):
                yield rule

    def show(self, style="grid"):
        print(*self.lines(style), sep="\n", end="\n\n")


PARAGRAPH = """
    Shall I compare thee to a summer's day?   Thou art more lovely
    and more temperate: rough winds do shake the darling buds of May,
    and summer's lease hath all too short a date-of-expiry, so-to-speak.
"""

if __name__ == "__main__":
    table = Table(*BOOKS)
    for style in STYLES:
        table.show(style)
    Table(*[row[:3] for row in BOOKS], width=12).show("plain")
    print(textwrap.fill(textwrap.dedent(PARAGRAPH).strip(), 44,
                        initial_indent="* ", subsequent_indent="  "))
    print(textwrap.shorten(PARAGRAPH, 50, placeholder=" [...]"))
    print(textwrap.indent(textwrap.dedent("""\
        if x:
            y()

        z()
    """), "> "))
    print(textwrap.wrap("averyverylongwordindeed and short ones", 8,
                        break_long_words=True))
    for spec in ("<8", ">8", "^8", "*^9", "=+8d", "08.3f", ",", "_x", "e", "%"):
        print(f"{spec:>6} |{1234567 if spec[-1] in ',x' else 42:{spec}}|")
    print("%-10s|%5d|%05.1f|%x|%r|%%" % ("left", 42, 3.14159, 255, "q"))
    print("{0!r:>8}|{name:.3}|{1[0]}|{2.imag}".format("a", [7], 3j,
                                                      name="abcdef"))
    print("tabs\tare\texpanded".expandtabs(10), "x".center(7, "."),
          "-5".zfill(4), sep="|")
