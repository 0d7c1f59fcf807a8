# SPDX-License-Identifier: MIT
# The kinds of tokens, by CPython 3.8's numbers.

__all__ = ['tok_name', 'ISTERMINAL', 'ISNONTERMINAL', 'ISEOF']

_PLAIN = 'ENDMARKER NAME NUMBER STRING NEWLINE INDENT DEDENT'.split()
_OPERATORS = '''
    LPAR ( RPAR ) LSQB [ RSQB ] COLON : COMMA , SEMI ; PLUS + MINUS - STAR *
    SLASH / VBAR | AMPER & LESS < GREATER > EQUAL = DOT . PERCENT % LBRACE {
    RBRACE } EQEQUAL == NOTEQUAL != LESSEQUAL <= GREATEREQUAL >= TILDE ~
    CIRCUMFLEX ^ LEFTSHIFT << RIGHTSHIFT >> DOUBLESTAR ** PLUSEQUAL +=
    MINEQUAL -= STAREQUAL *= SLASHEQUAL /= PERCENTEQUAL %= AMPEREQUAL &=
    VBAREQUAL |= CIRCUMFLEXEQUAL ^= LEFTSHIFTEQUAL <<= RIGHTSHIFTEQUAL >>=
    DOUBLESTAREQUAL **= DOUBLESLASH // DOUBLESLASHEQUAL //= AT @ ATEQUAL @=
    RARROW -> ELLIPSIS ... COLONEQUAL :=
'''.split()
_REST = ('OP AWAIT ASYNC TYPE_IGNORE TYPE_COMMENT ERRORTOKEN COMMENT NL '
         'ENCODING N_TOKENS').split()

EXACT_TOKEN_TYPES = {}
tok_name = {}

for _number, _name in enumerate(_PLAIN + _OPERATORS[::2] + _REST):
    globals()[_name] = _number
    if _name != 'N_TOKENS':
        __all__.append(_name)
    tok_name[_number] = _name
for _name, _text in zip(_OPERATORS[::2], _OPERATORS[1::2]):
    EXACT_TOKEN_TYPES[_text] = globals()[_name]

NT_OFFSET = tok_name[256] = 256
tok_name[256] = 'NT_OFFSET'
__all__ += ['N_TOKENS', 'NT_OFFSET']


def ISTERMINAL(x):
    return x < NT_OFFSET


def ISNONTERMINAL(x):
    return x >= NT_OFFSET


def ISEOF(x):
    return x == ENDMARKER
