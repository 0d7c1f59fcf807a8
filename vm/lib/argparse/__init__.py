# SPDX-License-Identifier: MIT
# Command lines: what arguments a program takes, reading them, and its help.
#
# _action has what one argument may do, _container how arguments are added and
# grouped, _format the help texts, _parser the reading.

import sys as _sys

from argparse._action import (
    ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE, Action,
    ArgumentError, ArgumentTypeError, BooleanOptionalAction, FileType,
    Namespace, _AttributeHolder, _get_action_name, _StoreAction,
    _StoreConstAction, _StoreTrueAction, _StoreFalseAction, _AppendAction,
    _AppendConstAction, _CountAction, _ExtendAction, _HelpAction,
    _VersionAction)
from argparse._container import (_ActionsContainer, _ArgumentGroup,
                                 _MutuallyExclusiveGroup)
from argparse._format import (
    ArgumentDefaultsHelpFormatter, HelpFormatter, MetavarTypeHelpFormatter,
    RawDescriptionHelpFormatter, RawTextHelpFormatter)
from argparse._parser import ArgumentParser, _SubParsersAction

__all__ = ['ArgumentParser', 'ArgumentError', 'ArgumentTypeError',
           'BooleanOptionalAction', 'FileType', 'HelpFormatter',
           'ArgumentDefaultsHelpFormatter', 'RawDescriptionHelpFormatter',
           'RawTextHelpFormatter', 'MetavarTypeHelpFormatter', 'Namespace',
           'Action', 'ONE_OR_MORE', 'OPTIONAL', 'PARSER', 'REMAINDER',
           'SUPPRESS', 'ZERO_OR_MORE']

if _sys.version_info < (3, 9):
    __all__.remove('BooleanOptionalAction')
