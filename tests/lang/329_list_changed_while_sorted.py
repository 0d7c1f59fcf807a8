"""A list that is changed while it sorts itself says so."""
from functools import cmp_to_key

numbers = []


def sort_while(change):
    numbers[:] = [3, 1, 2]

    def compare(a, b):
        change()
        return (a > b) - (a < b)
    try:
        numbers.sort(key=cmp_to_key(compare))
        print('sorted', numbers)
    except ValueError as error:
        print(error, numbers)


def append_and_pop():
    numbers.append(3)
    numbers.pop()


def append_and_empty():
    numbers.append(3)
    del numbers[:]


sort_while(append_and_pop)
sort_while(append_and_empty)
sort_while(lambda: numbers.append(1))
sort_while(lambda: numbers.reverse())
sort_while(lambda: (len(numbers), list(numbers), numbers + numbers))
