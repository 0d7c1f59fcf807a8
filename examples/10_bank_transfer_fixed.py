# SPDX-License-Identifier: MIT
# The fix: one lock for the bank; a transfer is whole or has not begun.
#
# Look for: 2000 at every interval. Simple and right, but only one transfer at
# a time in the whole bank. 11_lock_order shows a lock for each account, and
# the trap in it.
#
#   gilscope sweep 10_bank_transfer_fixed.py
import threading

ROUNDS = 100
bank_lock = threading.Lock()


class Account:
    def __init__(self, balance):
        self.balance = balance


def transfer(source, target):
    for amount in range(ROUNDS):
        with bank_lock:
            source.balance -= amount
            target.balance += amount


alice = Account(1000)
bob = Account(1000)
threads = [threading.Thread(target=transfer, args=(alice, bob)),
           threading.Thread(target=transfer, args=(bob, alice))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"alice and bob together: {alice.balance + bob.balance}, expected 2000")
