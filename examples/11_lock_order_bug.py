# SPDX-License-Identifier: MIT
# A lock for each account: no money is lost, but the bank can come to a halt.
#
# Look for: a deadlock. One thread holds alice's lock and wants bob's, the
# other holds bob's and wants alice's. Neither line is wrong by itself: the
# same two locks are taken in two different orders.
#
#   gilscope 11_lock_order_bug.py                            done: luck
#   gilscope --interval 500ns 11_lock_order_bug.py           the circle
#   gilscope sweep 11_lock_order_bug.py
#   gilscope sweep 11_lock_order_fixed.py
import threading

ROUNDS = 20


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target):
    for amount in range(ROUNDS):
        with source.lock:
            with target.lock:
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
