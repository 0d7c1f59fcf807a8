# SPDX-License-Identifier: MIT
# Putting the nodes of a graph in an order in which none precedes what it needs.

__all__ = ['TopologicalSorter', 'CycleError']


class CycleError(ValueError):
    """There is a cycle; args[1] lists it, first node again at the end."""


class TopologicalSorter:
    """Nodes, and what each needs before it."""

    def __init__(self, graph=None):
        self._needs = {}      # node -> how many it still waits for
        self._after = {}      # node -> nodes that wait for it
        self._ready = None    # to be given out; None before prepare()
        self._out = set()     # given out and not done
        self._finished = 0
        self._passed = 0
        for node, predecessors in (graph or {}).items():
            self.add(node, *predecessors)

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError('Nodes cannot be added after a call to '
                             'prepare()')
        for each in (node, *predecessors):
            self._needs.setdefault(each, 0)
            self._after.setdefault(each, [])
        self._needs[node] += len(predecessors)
        for each in predecessors:
            self._after[each].append(node)

    def prepare(self):
        if self._ready is not None:
            raise ValueError('cannot prepare() more than once')
        self._ready = [node for node, count in self._needs.items()
                       if not count]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError('nodes are in a cycle', cycle)

    def _find_cycle(self):
        done = set()
        for start in self._needs:
            if start in done:
                continue
            path, place = [], {}
            branches = []
            node = start
            while True:
                if node in place:
                    return path[place[node]:] + [node]
                if node not in done:
                    done.add(node)
                    place[node] = len(path)
                    path.append(node)
                    branches.append(iter(self._after[node]))
                while branches:
                    node = next(branches[-1], branches)
                    if node is not branches:
                        break
                    branches.pop()
                    del place[path.pop()]
                else:
                    break
        return None

    def get_ready(self):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        found = tuple(self._ready)
        self._ready.clear()
        self._out.update(found)
        self._passed += len(found)
        return found

    def is_active(self):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        return self._finished < self._passed or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        for node in nodes:
            if node not in self._needs:
                raise ValueError(f'node {node!r} was not added using add()')
            if node not in self._out:
                if self._needs[node] < 0:
                    raise ValueError(f'node {node!r} was already marked done')
                raise ValueError(f'node {node!r} was not passed out (still '
                                 'not ready)')
            self._out.remove(node)
            self._needs[node] = -1
            self._finished += 1
            for after in self._after[node]:
                self._needs[after] -= 1
                if not self._needs[after]:
                    self._ready.append(after)

    def static_order(self):
        """All nodes in one such order."""
        self.prepare()
        while self.is_active():
            nodes = self.get_ready()
            yield from nodes
            self.done(*nodes)

    def __class_getitem__(cls, item):
        return cls
