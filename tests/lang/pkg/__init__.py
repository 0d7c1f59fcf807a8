# SPDX-License-Identifier: MIT
"""A package for the import tests."""
print("loading pkg")
VALUE = 42
_private = 1
