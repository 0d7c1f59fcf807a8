# SPDX-License-Identifier: MIT
# Lists of lists, dicts of lists: aliasing and copying.
grid = [[0] * 3 for _ in range(2)]
alias = [[0] * 3] * 2
grid[0][1] = 5
alias[0][1] = 5
print(grid, alias, [list(row) for row in zip(*grid)])
groups = {}
for word in "the quick brown fox jumps over the lazy dog".split():
    groups.setdefault(len(word), []).append(word)
print(groups, sorted(groups.items(), reverse=True))
counts = {}
for letter in "mississippi":
    counts[letter] = counts.get(letter, 0) + 1
print(counts, max(counts, key=counts.get),
    sorted(counts.items(), key=lambda p: (-p[1], p[0])))
matrix = [[1, 2], [3, 4]]
print([[sum(a * b for a, b in zip(r, c)) for c in zip(*matrix)]
    for r in matrix], sum(matrix, []), [row[:] for row in matrix])
data = {"users": [{"name": "Ann", "tags": {"a", }},
    {"name": "Bob", "tags": set()}]}
print([u["name"] for u in data["users"] if u["tags"]],
    data["users"][-1]["name"][::-1], data)
a = [1, 2]
b = [a, a]
b[0].append(3)
print(b, b[0] is b[1], a in b)
