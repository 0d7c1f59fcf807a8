# SPDX-License-Identifier: MIT
# TOML 1.0: a text of tables to dicts.

from tomllib._parser import TOMLDecodeError, load, loads

__all__ = ('loads', 'load', 'TOMLDecodeError')
TOMLDecodeError.__module__ = __name__
