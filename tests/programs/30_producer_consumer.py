# cpython: 3.6-3.13
"""Producers and consumers: queues of three kinds, a pipeline, sentinels."""
import queue
import threading
import time
from collections import Counter, deque
from queue import LifoQueue, PriorityQueue, Queue

STOP = object()


def producer(number, out, count):
    for n in range(count):
        out.put((number, n))
    out.put(STOP)


def consumer(source, results, producers):
    stopped = 0
    while stopped < producers:
        item = source.get()
        if item is STOP:
            stopped += 1
        else:
            results.append(item)
        source.task_done()


class Stage(threading.Thread):
    """Takes from one queue, applies a function, puts into the next."""

    def __init__(self, function, source, target):
        super().__init__(name=function.__name__)
        self.function = function
        self.source = source
        self.target = target
        self.errors = []

    def run(self):
        while True:
            item = self.source.get()
            if item is STOP:
                self.target.put(STOP)
                return
            try:
                self.target.put(self.function(item))
            except Exception as error:
                self.errors.append(f"{item!r}: {type(error).__name__}")


def parse(text):
    return int(text)


def invert(number):
    return 60 // number


def label(number):
    return f"<{number}>"


def drain(source):
    while True:
        try:
            yield source.get_nowait()
        except queue.Empty:
            return


class BoundedBuffer:
    """A bounded buffer from one condition, as in every textbook."""

    def __init__(self, size):
        self.items = deque()
        self.size = size
        self.most = 0
        self.condition = threading.Condition()

    def put(self, item):
        with self.condition:
            while len(self.items) >= self.size:
                self.condition.wait()
            self.items.append(item)
            self.most = max(self.most, len(self.items))
            self.condition.notify_all()

    def get(self):
        with self.condition:
            while not self.items:
                self.condition.wait()
            item = self.items.popleft()
            self.condition.notify_all()
            return item


def main():
    channel, results = Queue(maxsize=4), []
    workers = [threading.Thread(target=producer, args=(n, channel, 25))
               for n in range(3)]
    workers.append(threading.Thread(target=consumer,
                                    args=(channel, results, 3)))
    for worker in workers:
        worker.start()
    channel.join()
    for worker in workers:
        worker.join()
    print(len(results), sorted(Counter(p for p, _ in results).items()))
    print(all([n for p, n in results if p == number] == list(range(25))
              for number in range(3)))

    queues = [Queue() for _ in range(4)]
    stages = [Stage(function, source, target) for function, source, target
              in zip((parse, invert, label), queues, queues[1:])]
    for stage in stages:
        stage.start()
    for text in ["1", "5", "zero", "0", "7", "-9"]:
        queues[0].put(text)
    queues[0].put(STOP)
    for stage in stages:
        stage.join()
    print([item for item in drain(queues[-1]) if item is not STOP])
    print({stage.name: stage.errors for stage in stages if stage.errors})

    jobs = PriorityQueue()
    for job in [(3, "sleep"), (1, "wake up"), (2, "eat"), (1, "stretch")]:
        jobs.put(job)
    print([name for _, name in drain(jobs)], jobs.empty())
    stack = LifoQueue()
    for char in "stack":
        stack.put(char)
    print("".join(drain(stack)), stack.qsize())

    full = Queue(1)
    full.put("x", timeout=0.1)
    for action in (lambda: full.put_nowait("y"),
                   lambda: full.put("z", timeout=0.01),
                   lambda: Queue().get(timeout=0.01),
                   lambda: full.task_done() or full.task_done()):
        try:
            action()
        except Exception as error:
            print(f"{type(error).__name__}: {error}")

    buffer = BoundedBuffer(2)
    received = []
    reader = threading.Thread(
        target=lambda: received.extend(buffer.get() for _ in range(10)))
    reader.start()
    for n in range(10):
        buffer.put(n)
        if n % 4 == 0:
            time.sleep(0.001)
    reader.join()
    print(received, buffer.most <= 2)


if __name__ == "__main__":
    main()
