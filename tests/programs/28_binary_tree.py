# cpython: 3.6-3.13
"""A binary search tree with iteration, deletion, balance and drawing."""
import random
from typing import Any, Generic, Iterator, List, Optional, TypeVar

T = TypeVar("T")


class Node(Generic[T]):
    def __init__(self, key: T) -> None:
        self.key = key
        self.left: Optional["Node[T]"] = None
        self.right: Optional["Node[T]"] = None

    def __iter__(self) -> Iterator[T]:
        if self.left:
            yield from self.left
        yield self.key
        if self.right:
            yield from self.right


class Tree(Generic[T]):
    def __init__(self, keys=()):
        self.root: Optional[Node[T]] = None
        self._size = 0
        for key in keys:
            self.add(key)

    def add(self, key: T) -> bool:
        if self.root is None:
            self.root = Node(key)
        else:
            node = self.root
            while True:
                if key == node.key:
                    return False
                side = "left" if key < node.key else "right"
                child = getattr(node, side)
                if child is None:
                    setattr(node, side, Node(key))
                    break
                node = child
        self._size += 1
        return True

    def remove(self, key: T) -> None:
        def without(node, key):
            if node is None:
                raise KeyError(key)
            if key < node.key:
                node.left = without(node.left, key)
            elif key > node.key:
                node.right = without(node.right, key)
            elif node.left and node.right:
                successor = next(iter(node.right))
                node.key = successor
                node.right = without(node.right, successor)
            else:
                return node.left or node.right
            return node

        self.root = without(self.root, key)
        self._size -= 1

    def __contains__(self, key: T) -> bool:
        node = self.root
        while node and node.key != key:
            node = node.left if key < node.key else node.right
        return node is not None

    def __iter__(self):
        return iter(self.root or ())

    def __len__(self):
        return self._size

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [*self][index]
        for number, key in enumerate(self):
            if number == index:
                return key
        raise IndexError("tree index out of range")

    def height(self) -> int:
        def of(node):
            return 0 if node is None else 1 + max(of(node.left), of(node.right))
        return of(self.root)

    def levels(self) -> List[List[Any]]:
        result, level = [], [self.root] if self.root else []
        while level:
            result.append([node.key for node in level])
            level = [child for node in level
                     for child in (node.left, node.right) if child]
        return result

    def balanced(self) -> "Tree[T]":
        keys = list(self)
        tree: Tree[T] = Tree()

        def build(low, high):
            if low < high:
                middle = (low + high) // 2
                tree.add(keys[middle])
                build(low, middle)
                build(middle + 1, high)

        build(0, len(keys))
        return tree

    def draw(self) -> str:
        lines = []

        def visit(node, before, here, after):
            if node is None:
                return
            visit(node.right, before + "   ", before + " ┌─", before + " │ ")
            lines.append(here + str(node.key))
            visit(node.left, after + " │ ", after + " └─", after + "   ")

        visit(self.root, "", "", "")
        return "\n".join(lines)


def main() -> None:
    random.seed(7)
    numbers = random.sample(range(100), 15)
    print(numbers)
    tree = Tree(numbers)
    print(list(tree) == sorted(numbers), len(tree), tree.height())
    print(tree.draw())
    for level in tree.levels():
        print(level)
    flat = tree.balanced()
    print(flat.height(), flat.levels()[:3], [*flat] == [*tree])
    for key in (numbers[0], max(numbers), numbers[4]):
        tree.remove(key)
        print(f"without {key}: {tree.levels()[:2]}", key in tree, len(tree))
    print(tree.add(50), tree.add(50), tree[0], tree[2:5], min(tree), max(tree))
    words = Tree("to be or not to be that is the question".split())
    print(*words, sep=" < ")
    print(words.draw())
    chain = Tree(range(200))
    print(chain.height(), sum(chain), chain.balanced().height())
    print(Tree[int], Tree.__parameters__, bool(Tree()), list(Tree()))
    for action in (lambda: tree.remove(-1), lambda: tree[99],
                   lambda: tree.add("text")):
        try:
            action()
        except Exception as error:
            print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
