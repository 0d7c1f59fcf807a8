# SPDX-License-Identifier: MIT
# cpython: 3.8-3.11
# abc and typing at run time.
from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Mapping, MutableSequence, Sized
from typing import (
    Any, Callable, Dict, Generic, List, NamedTuple, Optional, TypeVar, Union)


class Shape(ABC):
    @abstractmethod
    def area(self):
        ...

    @property
    @abstractmethod
    def name(self):
        ...


class Square(Shape):
    name = "square"

    def area(self):
        return 4


print(Square().area(), isinstance(Square(), Shape),
    sorted(Shape.__abstractmethods__))
try:
    Shape()
except TypeError as error:
    print(str(error)[:46])
Shape.register(int)
print(isinstance(5, Shape), isinstance([], Iterable), isinstance({}, Mapping),
    isinstance([], Hashable), isinstance((), Sized),
    issubclass(list, MutableSequence))


class Items(MutableSequence):
    def __init__(self):
        self.data = []

    def __getitem__(self, i):
        return self.data[i]

    def __setitem__(self, i, v):
        self.data[i] = v

    def __delitem__(self, i):
        del self.data[i]

    def __len__(self):
        return len(self.data)

    def insert(self, i, v):
        self.data.insert(i, v)


i = Items()
i.append(1)
i.extend([2, 3])
print(list(i), i.pop(), 2 in i, i.index(2), list(reversed(i)))


class Employee(NamedTuple):
    name: str
    id: int = 3


T = TypeVar("T")


class Box(Generic[T]):
    def __init__(self, item: T) -> None:
        self.item = item


def f(a: Optional[int], b: List[Dict[str, Any]],
        c: Callable[[int], str] = str) -> Union[int, str]:
    return a


print(Employee("Ann"), Employee("B", 1).id, Box[int](5).item, Box("x").item,
    f(1, []), List[int], Dict[str, List[int]],
    Optional[str] == Union[str, None])


# references that name themselves, and forms that are made once
from typing import Protocol, Tuple, get_type_hints, runtime_checkable

Tree = Union[str, List["Tree"]]


class Forest:
    trees: Tree


print(get_type_hints(Forest)["trees"] == Union[str, List[Tree]])
print(List[int] is List[int], Dict[str, T] is Dict[str, T],
    Box[int] is Box[int])
for wrong in (lambda: List[Union], lambda: Tuple[Optional],
        lambda: Optional[Generic], lambda: List[Generic[T]]):
    try:
        print(wrong())
    except TypeError as error:
        print(error)


@runtime_checkable
class Named(Protocol):
    name: str


print(isinstance(Employee("Cy"), Named), isinstance(3, Named))
try:
    issubclass(Employee, Named)
except TypeError as error:
    print(type(error).__name__)
