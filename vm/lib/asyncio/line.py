# SPDX-License-Identifier: MIT
# Standing in line: how a task waits for a lock, an event or a queue.
#
# A line is a deque of futures, one for each task in it, the longest waiter
# first. Who has something to give settles a future; the task that finds its
# own settled goes on. Locks, conditions and queues differ in nothing else but
# when they call whom.

import collections


def _left(place):
    """Was this one called, and then cancelled before it could go on?"""
    return place.done() and not place.cancelled()


class Line(collections.deque):
    async def stand(self, loop, decline=None):
        """Until called. Who is called and cannot come declines: decline()
        offers what it was called for to somebody else."""
        place = loop.create_future()
        self.append(place)
        try:
            return await place
        except BaseException:
            if decline is not None and _left(place):
                decline()
            raise
        finally:
            if place in self:
                self.remove(place)

    def call(self, number=1):
        """The first so many who are not called yet; how many there were. They
        keep their places until they go on: nobody overtakes them."""
        called = 0
        for place in self:
            if called >= number:
                break
            if not place.done():
                called += 1
                place.set_result(True)
        return called

    def call_out(self):
        """The first one, out of the line: there may be more for the next."""
        while self:
            place = self.popleft()
            if not place.done():
                place.set_result(None)
                break
