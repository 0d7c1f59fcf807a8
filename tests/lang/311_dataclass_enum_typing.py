# SPDX-License-Identifier: MIT


# cpython: 3.8
# dataclasses, enum, typing as books use them.
from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError, InitVar, is_dataclass
from enum import Enum, IntEnum, Flag, IntFlag, auto, unique
from typing import List, Dict, Optional, Union, Any, NamedTuple, TypeVar, Generic, Callable, Tuple, ClassVar, get_type_hints
import typing


@dataclass
class P:
    x: int
    y: int = 0
    tags: List[str] = field(default_factory=list, compare=False)
    hidden: int = field(default=1, repr=False)
    K: ClassVar[int] = 9

    def dist(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5


p = P(3, 4)
print(p, p.dist(), p == P(3, 4, ['z']), P(1) != P(2), asdict(p), astuple(p))
print(replace(p, x=9), [f.name for f in fields(p)], is_dataclass(P))
try:
    P()
except TypeError as e:
    print(e)


@dataclass(order=True, frozen=True)
class V:
    major: int
    minor: int = 0


print(V(1, 2) < V(1, 3), sorted([V(2), V(1, 5), V(1)]))
print(hash(V(1)) == hash(V(1)), {V(1): 'a'}[V(1, 0)])
try:
    V(1).major = 2
except FrozenInstanceError as e:
    print(type(e).__name__, e)
try:
    P(1) < P(2)
except TypeError as e:
    print(e)
try:
    hash(P(1))
except TypeError as e:
    print(e)


@dataclass
class Base:
    a: int = 1


@dataclass
class Derived(Base):
    b: int = 2
    c: InitVar[int] = 5

    def __post_init__(self, c):
        self.total = self.a + self.b + c


print(Derived(b=7), Derived().total, Derived(1, 2, 3).total)
try:

    @dataclass
    class Bad:
        l: list = []
except ValueError as e:
    print(e)
try:

    @dataclass
    class Bad2:
        a: int = 1
        b: int
except TypeError as e:
    print(e)


class Color(Enum):
    RED = 1
    GREEN = 2
    ALIAS = 1

    def describe(self):
        return f'{self.name}={self.value}'


print(Color.RED, repr(Color.GREEN), Color(2), Color['RED'], Color.ALIAS)
print(list(Color), Color.RED.describe(), Color.RED is Color.ALIAS, len(Color))
print(Color.RED in Color, Color.__members__, type(Color.RED))
print(isinstance(Color.RED, Color))
for f in (lambda: Color(9), lambda: Color['X'], lambda: Color.X,
    lambda: setattr(Color, 'RED', 5), lambda: Color.RED < Color.GREEN):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)


class N(IntEnum):
    ONE = 1
    TWO = 2


print(N.ONE + 1, N.ONE < N.TWO, N(1), f'{N.TWO}', '%d' % N.TWO)
print([10, 20][N.ONE], N.ONE == 1)


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(Perm.R | Perm.X, Perm.RW, Perm.R in Perm.RW, ~Perm.R, Perm(0))
print(bool(Perm(0)), Perm.RW & Perm.W, repr(Perm.R | Perm.X))


class IF(IntFlag):
    A = 1
    B = 2


print(IF.A | IF.B, IF.A | 8, IF(3), int(IF.B))


class A2(Enum):

    def _generate_next_value_(name, start, count, last):
        return name.lower()
    FOO = auto()
    BAR = auto()


print(list(A2))
try:

    @unique
    class U(Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)
print(Enum('Dyn', 'A B C'), list(Enum('Dyn', {'X': 10})))


class Planet(Enum):
    EARTH = (5.97, 6.37)

    def __init__(self, m, r):
        self.m = m
        self.r = r

    @property
    def g(self):
        return round(self.m / self.r, 2)


print(Planet.EARTH.g, Planet.EARTH.value)
try:

    class Ext(Color):
        pass
except TypeError as e:
    print(e)


class Emp(NamedTuple):
    name: str
    id: int = 3


print(Emp('a'), Emp('b', 5)._asdict(), Emp._field_defaults)
print(Emp.__annotations__)
T = TypeVar('T')


class Stack(Generic[T]):

    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, x: T) -> None:
        self.items.append(x)


s = Stack[int]()
s.push(1)
print(s.items, Stack[int], List[int], Dict[str, List[int]], Optional[int])
print(Union[int, str], Callable[[int], str], Tuple[int, ...], Any)
print(Union[int, None, int], T)


def f(a: int, b: 'str'='x') -> Optional[bool]:
    ...


print(f.__annotations__, get_type_hints(f)['b'], get_type_hints(P)['x'])
print(List[int] == List[int], List[int].__origin__, Dict[str, int].__args__)
try:
    isinstance([], List[int])
except TypeError as e:
    print(e)
UserId = typing.NewType('UserId', int)
print(UserId(5), typing.cast(int, 'x'))


@typing.overload
def o(a: int) -> int:
    ...


def o(a):
    return a


print(o(3))


class Proto(typing.Protocol):

    def run(self) -> int:
        ...


@typing.runtime_checkable
class Closable(typing.Protocol):

    def close(self):
        ...


class F:

    def close(self):
        pass


print(isinstance(F(), Closable), isinstance(5, Closable))
TD = typing.TypedDict('TD', {'a': int})
print(TD(a=1), TD.__annotations__)
print(typing.Literal['a', 1], typing.Final[int], typing.get_origin(List[int]))
print(typing.get_args(Dict[int, str]))
x: int = 5
y: str
print(__annotations__)
