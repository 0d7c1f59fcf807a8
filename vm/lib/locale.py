# SPDX-License-Identifier: MIT
# The C locale, the only one there is: every machine gives the same bytes.

import functools

__all__ = ['getlocale', 'getdefaultlocale', 'getpreferredencoding', 'Error',
           'setlocale', 'resetlocale', 'localeconv', 'strcoll', 'strxfrm',
           'str', 'atof', 'atoi', 'format_string', 'currency', 'normalize',
           'LC_CTYPE', 'LC_COLLATE', 'LC_MESSAGES', 'LC_TIME', 'LC_MONETARY',
           'LC_NUMERIC', 'LC_ALL', 'CHAR_MAX']

(LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES,
 LC_ALL) = range(7)
CHAR_MAX = 127
_text = str


class Error(Exception):
    """There is no such locale."""


def setlocale(category, locale=None):
    """'C'; any other one is an error."""
    if not isinstance(category, int) or not 0 <= category <= LC_ALL:
        raise Error('unsupported locale setting')
    if isinstance(locale, tuple):
        locale = '.'.join([part for part in locale if part]) or 'C'
    if locale not in (None, '', 'C', 'POSIX', 'C.UTF-8', 'C.utf8'):
        raise Error('unsupported locale setting')
    return 'C'


def resetlocale(category=LC_ALL):
    setlocale(category, '')


def getlocale(category=LC_CTYPE):
    if category == LC_ALL:
        raise TypeError('category LC_ALL is not supported')
    return None, None


def getdefaultlocale(envvars=()):
    return None, None


def getpreferredencoding(do_setlocale=True):
    return 'UTF-8'


def getencoding():
    return 'utf-8'


def normalize(localename):
    return localename


def localeconv():
    """How the C locale writes numbers."""
    numbers = dict.fromkeys((
        'int_curr_symbol', 'currency_symbol', 'mon_decimal_point',
        'mon_thousands_sep', 'positive_sign', 'negative_sign',
        'thousands_sep'), '')
    numbers.update(dict.fromkeys((
        'int_frac_digits', 'frac_digits', 'p_cs_precedes', 'p_sep_by_space',
        'n_cs_precedes', 'n_sep_by_space', 'p_sign_posn', 'n_sign_posn'),
        CHAR_MAX), decimal_point='.', grouping=[], mon_grouping=[])
    return numbers


def strcoll(a, b):
    return (a > b) - (a < b)


def strxfrm(string):
    return string


strcoll_key = functools.cmp_to_key(strcoll)


def format_string(f, val, grouping=False, monetary=False):
    """f % val"""
    return f % val


def currency(val, symbol=True, grouping=False, international=False):
    raise ValueError("Currency formatting is not possible using the 'C' "
                     'locale.')


def str(val):
    return '%.12g' % val


def delocalize(string):
    return string


def atof(string, func=float):
    return func(string)


def atoi(string):
    return int(string)
