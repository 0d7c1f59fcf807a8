# SPDX-License-Identifier: MIT
# token and tokenize: kinds, places, errors, and back to text.
import io
import token
import tokenize

SOURCES = [
    'x = 1\n', 'x', '', '\n', '# c', 'if a:\n    b\n\n  # odd\n    c\nd\n',
    'f(a,\n  b) # c\n', '"""a\nb""" + \'c\\\nd\'\n', 'a \\\n  + b\n',
    "rb'x' Rb\"y\" f'{z}' u'w'\n", '0x1F 0b1_0 0o17 1_000 1e-5 .5j 1. 5J\n',
    'a **= b //c -> d ... := != <> @= ~x\n', 'def f():\n\treturn\n',
    'été = "ü"\n', '$ ? !\n', "'abc\n", 'for x in y: pass\n', '  x\n',
    'a if b else c', 'class A:\n  def f(self):\n    pass\n  x = 1\n', '1abc',
    'x = [\n\n# c\n1]\n', '\f\nx\n', 'a;b\n',
]
for source in SOURCES:
    print('----', repr(source))
    try:
        for tok in tokenize.generate_tokens(io.StringIO(source).readline):
            print(token.tok_name[tok.type], repr(tok.string), tok.start,
                  tok.end, repr(tok.line), token.tok_name[tok.exact_type])
    except (tokenize.TokenError, IndentationError) as error:
        print(type(error).__name__, error.args)
for source in ('(a', '"""a', 'if x:\n    a\n  b\n', 'a \\'):
    try:
        list(tokenize.generate_tokens(io.StringIO(source).readline))
        print('fine')
    except (tokenize.TokenError, IndentationError) as error:
        print(type(error).__name__, error.args)
print(tokenize.TokenInfo(1, 'a', (1, 0), (1, 1), 'a'))

for data in (b'x = 1\n', b'# -*- coding: latin-1 -*-\nx\n',
             b'\xef\xbb\xbfx\n', b'\n# vim: set fileencoding=ascii :\n',
             b'# coding: nonsense\n', b'\xff\n', b'x\n# coding: ascii\n',
             b'\xef\xbb\xbf# coding: latin-1\n', b''):
    try:
        print(tokenize.detect_encoding(io.BytesIO(data).readline))
    except SyntaxError as error:
        print(error)
for source in SOURCES[:9]:
    tokens = list(tokenize.tokenize(io.BytesIO(source.encode()).readline))
    for given in (tokens, [tok[:2] for tok in tokens]):
        try:
            print(tokenize.untokenize(given))
        except ValueError as error:
            print(error)
print(token.ISEOF(token.ENDMARKER), token.NT_OFFSET, sorted(
    token.tok_name.items())[:70] == [], token.N_TOKENS, token.EXACT_TOKEN_TYPES
    ['->'], token.ISTERMINAL(3))
print(token.tok_name)
