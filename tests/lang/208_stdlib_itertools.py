# SPDX-License-Identifier: MIT
# itertools.
import itertools as it
print(list(it.chain([1], "a", (2,))), list(it.islice(it.count(5, 2), 3)),
    list(it.islice("abcdef", 1, None, 2)), list(it.repeat("x", 3)),
    list(it.islice(it.cycle("ab"), 5)))
print(list(it.accumulate([1, 2, 3])), list(it.accumulate([3, 1, 2], max)),
    list(it.product("ab", [1, 2])), list(it.permutations("abc", 2)),
    list(it.combinations("abcd", 2)),
    list(it.combinations_with_replacement("ab", 2)))
print([(k, list(g)) for k, g in it.groupby("aaabbc")],
    list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])),
    list(it.dropwhile(lambda x: x < 3, [1, 2, 3, 1])),
    list(it.filterfalse(lambda x: x % 2, range(5))),
    list(it.compress("abcd", [1, 0, 1, 0])))
print(list(it.starmap(pow, [(2, 3), (3, 2)])),
    list(it.zip_longest("abc", "x", fillvalue="-")),
    list(it.chain.from_iterable(["ab", "c"])),
    len(list(it.permutations(range(5)))), list(it.product([0, 1], repeat=2)))
a, b = it.tee(iter([1, 2, 3]))
print(next(a), list(b), list(a))
