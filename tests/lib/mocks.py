# SPDX-License-Identifier: MIT
# library: unittest
# Mocks, what they remember, and patch().
from unittest.mock import *
import os
import re

def t(f):
    try:
        print(re.sub("id='\\d+'", 'id=X', repr(f())))
    except BaseException as e:
        print(type(e).__name__, re.sub("id='\\d+'", 'id=X', str(e)))
m = Mock()
m.a.b(1, x=2)
m.c = 3
m(4)
m.d().e(5)
t(lambda: m.mock_calls)
t(lambda: m.method_calls)
t(lambda: m.call_args)
t(lambda: m.call_args_list)
t(lambda: m.called)
t(lambda: m.a.b.call_count)
t(lambda: m.c)
t(lambda: m.a.b)
t(lambda: m.d())
t(lambda: m)
t(lambda: m.a.b.assert_called_once_with(1, x=2))
t(lambda: m.a.b.assert_called_with(3))
t(lambda: m.zz.assert_called())
t(lambda: m.assert_not_called())
t(lambda: m.assert_has_calls([call(4)]))
t(lambda: m.assert_has_calls([call(9)]))
t(lambda: m.assert_any_call(7))
t(lambda: m.zz.assert_called_with(1))
t(lambda: m.zz.assert_called_once())
m = Mock(side_effect=[1, ValueError('x')])
t(m)
t(m)
t(m)
t(Mock(side_effect=KeyError('k')))
t(Mock(return_value=3))
t(Mock(side_effect=lambda x: DEFAULT, return_value=8).__call__) if 0 else None
t(lambda: Mock(spec=['a']).b)
t(lambda: Mock(spec=['a']).a)
t(lambda: setattr(Mock(spec_set=['a']), 'b', 1))
t(lambda: Mock(spec=int))
t(lambda: isinstance(Mock(spec=int), int))
t(lambda: Mock().__len__())
t(lambda: Mock(**{'a.b.return_value': 3}).a.b())
mm = MagicMock()
t(lambda: len(mm))
t(lambda: [x for x in mm])
t(lambda: int(mm))
t(lambda: mm[3])
t(lambda: mm.__getitem__.call_args)
t(lambda: bool(mm))
t(lambda: mm == mm)
t(lambda: mm == 3)
t(lambda: hash(mm) == hash(mm))
t(lambda: mm < 3)
t(lambda: mm + 1)
mm.__len__.return_value = 5
t(lambda: len(mm))
mm.__str__.return_value = 'hey'
t(lambda: str(mm))
mm.__iter__.return_value = iter([1, 2])
t(lambda: [x for x in mm])
with mm as q:
    t(lambda: q)
t(lambda: mm.mock_calls)
with patch('os.getcwd', return_value='/x') as g:
    t(os.getcwd)
    t(lambda: g)
t(lambda: os.getcwd() != '/x')

class K:
    v = 1

    def f(self, a, b=2):
        return a
with patch.object(K, 'v', 7):
    t(lambda: K.v)
t(lambda: K.v)

@patch.object(K, 'f')
def fn(mk):
    K().f(1)
    return mk.call_args
t(fn)
with patch.dict(os.environ, {'ZZ': '1'}):
    t(lambda: os.environ['ZZ'])
t(lambda: 'ZZ' in os.environ)
with patch.multiple(K, v=DEFAULT, f=DEFAULT) as d:
    t(lambda: sorted(d))
t(lambda: patch.object(K, 'nope').start())
t(lambda: patch('nodot'))
o = mock_open(read_data='a\nb\n')
with patch('builtins.open', o):
    with open('f') as h:
        t(h.read)
    with open('f') as h:
        t(lambda: list(h))
    with open('f') as h:
        t(h.readline)
o.assert_called_with('f')
c = create_autospec(K)
t(lambda: c().f(1))
t(lambda: c().f())
t(lambda: c().nope)
fs = create_autospec(lambda a, b: 0)
t(lambda: fs(1))
t(lambda: call(1).foo(2).bar)
t(lambda: call.a.b(3) == call.a.b(3))
t(lambda: call(1, a=2) == ((1,), {'a': 2}))
t(lambda: call.x(1).call_list())
t(lambda: ANY == 3)
t(lambda: sentinel.q)
t(lambda: call(ANY) == call(4))
t(lambda: call('x').args)

class P:
    pass
P.q = PropertyMock(return_value=4)
t(lambda: P().q)
m = Mock()
m.reset_mock()
del m.a
t(lambda: m.a)
m = Mock(name='n')
t(lambda: m.x.y)
t(lambda: m(1).z)
w = Mock(wraps=len)
t(lambda: w([1, 2]))
p = Mock()
p.attach_mock(Mock(), 'k')
p.k(1)
t(lambda: p.mock_calls)
seal(p)
t(lambda: p.new)
t(lambda: m.assert_foo)

# A call is also equal to a list of its parts.
t(lambda: call.write('a') == ['write', ('a',), {}])
