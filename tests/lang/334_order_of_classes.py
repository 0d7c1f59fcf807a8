"""A metaclass may choose the order in which classes are searched."""


class Other:
    hello = 'from Other'

    def __len__(self):
        return 7


class Meta(type):
    def mro(cls):
        order = super().mro()
        return [order[0], Other, *order[1:]]


class A(metaclass=Meta):
    pass


class B(A):
    def __repr__(self):
        return 'B!'


print([cls.__name__ for cls in A.__mro__], [cls.__name__ for cls in B.__mro__])
print(A.hello, B().hello, len(A()), len(B()), B())
print(isinstance(A(), Other), issubclass(B, Other), A.__bases__)


def refused(order):
    class Bad(type):
        def mro(cls):
            return order
    try:
        Bad('X', (), {})
    except TypeError as error:
        print(error)


refused([object, 1])
refused([object, int])
refused(None)


class Many:
    __slots__ = [f's{i}' for i in range(300)]


many = Many()
many.s299 = 'last'
print(many.s299, hasattr(many, 's0'), len(Many.__slots__))
