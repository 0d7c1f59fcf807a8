# SPDX-License-Identifier: MIT
# library: quopri linecache rlcompleter warnings
# quopri with and without binascii, lines of files, -W options, completion.
import io
import linecache
import quopri
import rlcompleter
import warnings

SAMPLES = [b'plain', b'a=b', b'tab\there\nend ', b'\xe4\xf6', b'x' * 100,
           b'_under score_', b'', b'\n', b'a\nb\n', b'= =', b'caf\xe9 ' * 12]


def show():
    for data in SAMPLES:
        for how in (False, False), (True, False), (False, True):
            text = quopri.encodestring(data, *how)
            print(text, quopri.decodestring(text, how[1]) == data)
    out = io.BytesIO()
    quopri.encode(io.BytesIO(b'a \tb='), out, 1)
    quopri.decode(io.BytesIO(b'a=20=\n\tb=3D=zz'), out)
    print(out.getvalue())


show()
quopri.a2b_qp = quopri.b2a_qp = None
for data in SAMPLES[:8]:
    text = quopri.encodestring(data)
    print(text, quopri.decodestring(text) == data)


class Loader:
    def get_source(self, name):
        print('asked for', name)
        return 'one\ntwo'


space = {'__name__': 'made', '__loader__': Loader()}
print(linecache.lazycache('made.py', space), len(linecache.cache['made.py']))
print(linecache.getlines('made.py'), linecache.getline('made.py', 2, space))
print(linecache.lazycache('<string>', space), linecache.lazycache('x', {}))

for option in ('ignore', 'err::UserWarning', 'bogus',
               'ignore::no.such', 'ignore::::-1', 'a:b:c:d:e:f'):
    with warnings.catch_warnings():
        warnings.resetwarnings()
        try:
            warnings._setoption(option)
            print(warnings.filters[0][0], warnings.filters[0][2])
        except warnings._OptionError as error:
            print(error)
found = rlcompleter.Completer({'thing': None}).attr_matches('thing.__b')
print([name for name in found if 'bool' in name])
