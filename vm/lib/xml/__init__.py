# SPDX-License-Identifier: MIT
"""XML: trees (etree, dom), events (sax) and the parser beneath (parsers)."""

__all__ = ['dom', 'parsers', 'sax', 'etree']
