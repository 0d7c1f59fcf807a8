# cpython: 3.6-3.13
"""Five classic sorting algorithms, compared on the same data."""
import random
from typing import Callable, Dict, List


class Counter:
    """An int that counts how often it is compared."""

    comparisons = 0

    def __init__(self, value: int) -> None:
        self.value = value

    def __lt__(self, other: "Counter") -> bool:
        Counter.comparisons += 1
        return self.value < other.value

    def __repr__(self) -> str:
        return f"<{self.value}>"


def bubble_sort(items: List) -> List:
    items = items[:]
    for end in range(len(items) - 1, 0, -1):
        swapped = False
        for i in range(end):
            if items[i + 1] < items[i]:
                items[i], items[i + 1] = items[i + 1], items[i]
                swapped = True
        if not swapped:
            break
    return items


def selection_sort(items: List) -> List:
    items = items[:]
    for i in range(len(items)):
        smallest = min(range(i, len(items)), key=items.__getitem__)
        items[i], items[smallest] = items[smallest], items[i]
    return items


def insertion_sort(items: List) -> List:
    result: List = []
    for item in items:
        position = len(result)
        while position > 0 and item < result[position - 1]:
            position -= 1
        result.insert(position, item)
    return result


def merge_sort(items: List) -> List:
    if len(items) <= 1:
        return items[:]
    middle = len(items) // 2
    left, right = merge_sort(items[:middle]), merge_sort(items[middle:])
    merged = []
    while left and right:
        merged.append((right if right[0] < left[0] else left).pop(0))
    return merged + left + right


def quick_sort(items: List) -> List:
    if not items:
        return []
    pivot, *rest = items
    smaller = [item for item in rest if item < pivot]
    larger = [item for item in rest if not item < pivot]
    return [*quick_sort(smaller), pivot, *quick_sort(larger)]


def heap_sort(items: List) -> List:
    heap = items[:]

    def sift(start: int, end: int) -> None:
        root = start
        while 2 * root + 1 < end:
            child = 2 * root + 1
            if child + 1 < end and heap[child] < heap[child + 1]:
                child += 1
            if not heap[root] < heap[child]:
                return
            heap[root], heap[child] = heap[child], heap[root]
            root = child

    for start in reversed(range(len(heap) // 2)):
        sift(start, len(heap))
    for end in range(len(heap) - 1, 0, -1):
        heap[0], heap[end] = heap[end], heap[0]
        sift(0, end)
    return heap


ALGORITHMS: Dict[str, Callable[[List], List]] = {
    function.__name__: function
    for function in (bubble_sort, selection_sort, insertion_sort, merge_sort,
                     quick_sort, heap_sort, sorted)
}


def main() -> None:
    random.seed(2024)
    data = [random.randint(0, 999) for _ in range(60)]
    print("first ten:", data[:10])
    for name, sort in ALGORITHMS.items():
        Counter.comparisons = 0
        result = sort([Counter(value) for value in data])
        ordered = [item.value for item in result]
        status = "ok" if ordered == sorted(data) else "WRONG"
        count = Counter.comparisons
        if name == "sorted":
            print(f"{name:>15}: {status}, as many as {count // 100 * 100}+")
        else:
            print(f"{name:>15}: {status}, {count:5d} comparisons")
    print(result[:3], "...", result[-3:])
    words = "the quick brown fox jumps over the lazy dog".split()
    print(quick_sort(words))
    print(sorted(words, key=lambda word: (-len(word), word)))


if __name__ == "__main__":
    main()
