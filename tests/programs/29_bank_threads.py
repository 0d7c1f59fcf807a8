# cpython: 3.6-3.13
"""A bank with threads: locks in order, conditions, futures, a barrier."""
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()
        self.changed = threading.Condition(self.lock)

    def deposit(self, amount):
        with self.changed:
            self.balance += amount
            self.changed.notify_all()

    def withdraw_when_possible(self, amount):
        with self.changed:
            self.changed.wait_for(lambda: self.balance >= amount)
            self.balance -= amount


class Bank:
    def __init__(self, balances):
        self.accounts = [Account(n, b) for n, b in enumerate(balances)]
        self.refused = 0
        self.refused_lock = threading.Lock()
        self.local = threading.local()

    @contextmanager
    def both(self, a, b):
        """Locks in the order of the numbers: no deadlock."""
        first, second = sorted((a, b), key=lambda account: account.number)
        with first.lock, second.lock:
            yield

    def transfer(self, source, target, amount):
        a, b = self.accounts[source], self.accounts[target]
        if a is b:
            return False
        with self.both(a, b):
            if a.balance < amount:
                with self.refused_lock:
                    self.refused += 1
                return False
            a.balance -= amount
            b.balance += amount
        return True

    def clerk(self, number, orders):
        self.local.done = 0
        for order in range(orders):
            source = (number * 7 + order * 3) % len(self.accounts)
            target = (number + order * 5) % len(self.accounts)
            if self.transfer(source, target, 1 + (number + order) % 40):
                self.local.done += 1
        return self.local.done

    @property
    def total(self):
        return sum(account.balance for account in self.accounts)


def main():
    bank = Bank([100] * 6)
    clerks = [threading.Thread(target=bank.clerk, args=(n, 200),
                               name=f"clerk-{n}") for n in range(5)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    print("total after the threads:", bank.total)
    print("nobody below zero:", all(a.balance >= 0 for a in bank.accounts))
    print("alive:", [clerk.name for clerk in clerks if clerk.is_alive()])

    with ThreadPoolExecutor(max_workers=3) as pool:
        futures = {pool.submit(bank.clerk, n, 50): n for n in range(6)}
        finished = sorted(futures[f] for f in as_completed(futures))
        done = sum(f.result() for f in futures)
    print("futures:", finished, "total", bank.total, done <= 300)

    with ThreadPoolExecutor(2) as pool:
        print(list(pool.map(lambda n: n ** 2, range(8))))
        future = pool.submit(bank.transfer, 0, 99, 1)
        print(type(future.exception()).__name__, future.done())

    account = Account(99, 0)
    order = []
    waiter = threading.Thread(target=lambda: (
        account.withdraw_when_possible(30), order.append("withdrawn")))
    waiter.start()
    for _ in range(3):
        account.deposit(10)
    waiter.join()
    print(order, account.balance)

    barrier = threading.Barrier(3, action=lambda: log.append("all are here"))
    log = []

    def walker(name):
        log.append("arrives")
        barrier.wait()
        log.append("goes on")

    threads = [threading.Thread(target=walker, args=(n,)) for n in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(log)

    gate = threading.Event()
    seen = []
    watcher = threading.Thread(target=lambda: seen.append(gate.wait(5)))
    watcher.start()
    gate.set()
    watcher.join()
    semaphore = threading.BoundedSemaphore(2)
    with semaphore:
        print(seen, semaphore.acquire(blocking=False),
              semaphore.acquire(blocking=False))
        semaphore.release()
    try:
        semaphore.release()
    except ValueError as error:
        print(error)
    timer = threading.Timer(0.01, log.append, ["tick"])
    timer.start()
    timer.join()
    print(log[-1], threading.current_thread().name, threading.active_count())


if __name__ == "__main__":
    main()
