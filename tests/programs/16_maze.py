# cpython: 3.6-3.13
"""A maze: carved by a seeded walk, solved breadth first, A* and by hand."""
import heapq
import random
from collections import deque


class Maze:
    def __init__(self, text):
        self.grid = text.strip("\n").split("\n")
        self.start = self.find("S")
        self.goal = self.find("G")

    @classmethod
    def carve(cls, width, height, seed):
        """A perfect maze: one path between any two places."""
        rng = random.Random(seed)
        grid = [["#"] * (2 * width + 1) for _ in range(2 * height + 1)]
        stack = [(0, 0)]
        seen = set(stack)
        grid[1][1] = " "
        while stack:
            x, y = stack[-1]
            steps = [(dx, dy) for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1))
                     if 0 <= x + dx < width and 0 <= y + dy < height
                     and (x + dx, y + dy) not in seen]
            if not steps:
                stack.pop()
                continue
            dx, dy = rng.choice(steps)
            grid[2 * y + 1 + dy][2 * x + 1 + dx] = " "
            grid[2 * (y + dy) + 1][2 * (x + dx) + 1] = " "
            seen.add((x + dx, y + dy))
            stack.append((x + dx, y + dy))
        grid[1][1], grid[-2][-2] = "S", "G"
        return cls("\n".join(map("".join, grid)))

    def find(self, mark):
        for y, row in enumerate(self.grid):
            if mark in row:
                return row.index(mark), y
        raise LookupError(f"no {mark} in the maze")

    def neighbours(self, place):
        x, y = place
        for name, dx, dy in (("E", 1, 0), ("S", 0, 1), ("W", -1, 0),
                             ("N", 0, -1)):
            if self.grid[y + dy][x + dx] != "#":
                yield name, (x + dx, y + dy)

    def breadth_first(self):
        came_from = {self.start: None}
        queue = deque([self.start])
        while queue:
            place = queue.popleft()
            if place == self.goal:
                return self.path(came_from), len(came_from)
            for _, following in self.neighbours(place):
                if following not in came_from:
                    came_from[following] = place
                    queue.append(following)
        return None, len(came_from)

    def a_star(self):
        def distance(place):
            return sum(abs(a - b) for a, b in zip(place, self.goal))

        heap = [(distance(self.start), 0, self.start)]
        came_from, cost = {self.start: None}, {self.start: 0}
        while heap:
            _, steps, place = heapq.heappop(heap)
            if place == self.goal:
                return self.path(came_from), len(came_from)
            for _, following in self.neighbours(place):
                if steps + 1 < cost.get(following, float("inf")):
                    cost[following] = steps + 1
                    came_from[following] = place
                    heapq.heappush(heap, (steps + 1 + distance(following),
                                          steps + 1, following))
        return None, len(came_from)

    def path(self, came_from):
        place, path = self.goal, []
        while place is not None:
            path.append(place)
            place = came_from[place]
        return path[::-1]

    def directions(self, path):
        for here, there in zip(path, path[1:]):
            yield next(n for n, p in self.neighbours(here) if p == there)

    def drawn(self, path):
        grid = [list(row) for row in self.grid]
        for x, y in path[1:-1]:
            grid[y][x] = "."
        return "\n".join("".join(row) for row in grid)


BY_HAND = """
##########
#S  #   G#
# # # ## #
# #   #  #
##########
"""

if __name__ == "__main__":
    maze = Maze(BY_HAND)
    path, seen = maze.breadth_first()
    print(maze.drawn(path), f"{len(path) - 1} steps, {seen} places seen",
          "".join(maze.directions(path)), sep="\n")
    for seed in (1, 42):
        maze = Maze.carve(12, 6, seed)
        (path, seen), (other, fewer) = maze.breadth_first(), maze.a_star()
        print(maze.drawn(path))
        print(f"seed {seed}: {len(path) - 1} steps, {seen} and {fewer} seen,",
              "the same path" if path == other else "another path")
    print(Maze("#####\n#S#G#\n#####").breadth_first())
    try:
        Maze("#S #")
    except LookupError as error:
        print(type(error).__name__, error)
