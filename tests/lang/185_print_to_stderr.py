# SPDX-License-Identifier: MIT
# Writing to stderr and stdout; print(file=...).
import sys
print("to stderr", file=sys.stderr)
print("to stdout", file=sys.stdout, flush=True)
sys.stderr.write("written\n")
print(sys.stdout.write("four"), end="\n")


class Sink:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)


s = Sink()
print("a", 1, sep="-", file=s)
print(s.parts)
old, sys.stdout = sys.stdout, s
print("captured")
sys.stdout = old
print(s.parts[-2:])
for code in ("print(1, sep=5)", "print(1, end=5)", "print(1, nope=2)"):
    try:
        eval(code)
    except TypeError as error:
        print(type(error).__name__)
