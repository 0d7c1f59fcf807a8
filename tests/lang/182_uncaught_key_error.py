# SPDX-License-Identifier: MIT
# cpython: 3.8-3.10
# The last line shows str(error); a multi-line statement shows its line.
table = {
    "a": 1,
}
print(
    table["a"],
    table["missing"],
)
