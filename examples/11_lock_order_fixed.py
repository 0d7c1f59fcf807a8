# SPDX-License-Identifier: MIT
# The fix: everybody takes the locks in the same order, here by number.
#
# Look for: no deadlock at any interval. Whoever holds the account with the
# higher number already has the lower one, so no circle can close. (Two
# transfers of different accounts can now run side by side.)
#
#   gilscope sweep 11_lock_order_fixed.py
import threading

ROUNDS = 20


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target):
    first, second = sorted((source, target), key=lambda one: one.number)
    for amount in range(ROUNDS):
        with first.lock:
            with second.lock:
                source.balance -= amount
                target.balance += amount


alice = Account(1, 1000)
bob = Account(2, 1000)
threads = [threading.Thread(target=transfer, args=(alice, bob)),
           threading.Thread(target=transfer, args=(bob, alice))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"alice and bob together: {alice.balance + bob.balance}, expected 2000")
