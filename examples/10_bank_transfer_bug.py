# SPDX-License-Identifier: MIT
# Money moves between two accounts; none may appear or vanish.
#
# Look for: a total that is not 2000. Withdrawing and depositing are each a
# read and a write; a transfer the other way that comes between them is
# overwritten, and its money is gone, or there twice.
#
#   gilscope 10_bank_transfer_bug.py                     2000: luck
#   gilscope --interval 500ns 10_bank_transfer_bug.py
#   gilscope sweep 10_bank_transfer_bug.py               names the two lines
#   gilscope sweep 10_bank_transfer_fixed.py
import threading

ROUNDS = 100


class Account:
    def __init__(self, balance):
        self.balance = balance


def transfer(source, target):
    for amount in range(ROUNDS):
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
