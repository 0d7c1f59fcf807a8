# SPDX-License-Identifier: MIT
"""Python's interface to XML parsers: expat."""
