# SPDX-License-Identifier: MIT
# Patterns, replacements and their errors.
import re
import warnings

warnings.simplefilter('ignore')

PATTERNS = [
    r'a*', r'(a)|b', r'(?P<x>\w+)\s(?P=x)', r'\bfoo\b', r'^a$', r'(?m)^.*$',
    r'(?i)ä+', r'[^\W\d_]+', r'[\s\S]+', r'(?x) a  b # c', r'(?<=ab)c',
    r'(a)?b(?(1)c|d)', r'a{,2}b', r'a{b', r'a{2}', r'a{1,}?', r'\x41\u0042',
    r'[\]a-]', r'[]a]', r'(?s:.)+', r'(?a:\w)+', r'(?i:a)b', r'\d+\D',
    r'é[à-ÿ]', r'\S+', r'[^\S\n]+', r'a(?#x)*', r'\Z', r'(?:a|b)*?c', r'()',
    r'(?=(a))a', r'((a)(b)?)+', r'.', r'\0', r'\012', r'[\101]']
TEXTS = [
    '', 'a', 'ab', 'aab foo', 'foo foo\nbar', 'abc abd bd', 'Ää äÄ',
    'x1_é ü\u4e00\U0001f600 a', 'A B', '{a{b', '\n', 'a\n', 'aabac',
    'line1\nline2\n', '\x1c\x85 \t']
WRONG = [
    '(', 'a)', '*', 'a**', 'a{2,1}', '[', '[a', '\\', '\\q', '\\x1', '(?P<a',
    '(?P<a>', '(?P<1>a)', '(?P<a>b)(?P<a>c)', '(?P=z)', '(?Pz)', '(?z)',
    '(?<z)', '(?#', '(?(1)a', '(?(1)a|b|c)', '(?(0)a)', '(?(z)a)', '\\1',
    '(\\1)', '(?<=a*)b', '(?<=(a)\\1)b', '[b-a]', '[\\w-a]', '[a-\\w]',
    '\\400', '[\\777]', '(?', '(?P', '(?P=', '(?P<>a)', '(?i', '(?i-',
    '(?i-z)', '(?i-i:a)', '(?L)a', '(?au)a', '(?-a:b)', '^*', '\\b*',
    '(?:)*', '(?i)*', '(?<=a|bc)', '\\u12', '\\U00110000', 'a\n(', '(?iz)']


def outcome(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


def shown(found):
    if not hasattr(found, 'regs'):
        return repr(found)
    return repr((found.regs, found.lastindex, found.lastgroup,
                 found.groups(), found))


for pattern in PATTERNS:
    for text in TEXTS:
        for name in ('findall', 'split', 'search', 'match', 'fullmatch'):
            print(pattern, name, shown(outcome(getattr(re, name), pattern,
                                               text)))
for pattern in WRONG:
    result = outcome(re.compile, pattern)
    print(repr(pattern), result if isinstance(result, str) else 'compiles')
for repl in (r'\g<0>\n\\x', r'[\g<q>\2]', r'\q', r'\3', r'\g<z>', r'\g<',
             r'\101\0', '\\', r'\g<>', lambda m: m.group().upper()):
    print(outcome(re.sub, '(?P<q>a)(n)?', repl, 'banana'))
print(re.subn(b'a', b'\\g<0>!', b'ab'), re.split('(,)', 'a,b,c', 1))
print(re.compile('a', re.I | re.M), re.compile(b'a', re.A), re.I | re.X)
print(re.escape('a.b c-é\n'), re.escape(b'a.b'))
match = re.compile('(a)(?P<n>b)?').search('xxab', 1, 3)
print(match, match.group(1, 'n'), match.groupdict(), match.pos, match.endpos,
      match.expand(r'\1-'), outcome(match.group, 'z'), match.start(2))
print(outcome(re.match, 'a', b'a'), outcome(re.match, b'a', 'a'),
      outcome(re.match, 'a', 5))

# What sets may come to mean, cases, long repeats, changing buffers.
for pattern in ['[[a]', '[a--b]', '[%--]', '[a&&b]', '[a||b]', '[a~~b]',
                '[--a]', r'[\d&&1]']:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        try:
            re.compile(pattern)
        except re.error as error:
            print(error)
    print(pattern, [(str(w.message), w.filename == __file__) for w in seen])
for pattern in ['x(?i)', '(?:(?i)x)', 'a|(?i)x', '(?i)x', ' (?x)(?i)x']:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        re.compile(pattern, re.X)
    print(pattern, [w.category.__name__ for w in seen])
print(re.match('\ufb05', '\ufb06', re.I), re.match('[\ufb00-\ufb05]', '\ufb06',
                                                  re.I),
      re.match('[^\ufb05]', '\ufb06', re.I), re.match('\u0390', '\u1fd3', re.I))
text = 'x' * 100000
for pattern in ['.{65536}', '.{,65536}', '.{65536,}', '.{65536,}?', '.{70000,}',
                '.{3,65537}', '.{100001}', '.{0,4294967294}', '.{65536,65540}?']:
    found = re.match(pattern, text)
    print(pattern, found and found.span())
try:
    re.compile('.{4294967295}')
except OverflowError as error:
    print(error)
data = bytearray(b'abcdefgh')
found = re.search(b'[e-h]+', data)
print(found.group(), found.expand(br'<\g<0>>'))
data[:] = b'xyz'
print(found.group(), found.span())
