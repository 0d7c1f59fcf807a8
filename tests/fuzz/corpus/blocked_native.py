# SPDX-License-Identifier: MIT
# print() waits for its IO: a native on the chain that has called nobody.
class Text:
    def __repr__(self):
        return "text"


for i in range(40):
    print(Text(), [Text()] * i, sep=str(i))
    print(i, end="")
