# SPDX-License-Identifier: MIT
# A whole program: classes, exceptions, formatting, sorting.


class InsufficientFunds(Exception):
    def __init__(self, account, amount):
        super().__init__(f"{account.owner} has {account.balance:.2f}, "
                         f"needs {amount:.2f}")
        self.account = account


class Account:
    count = 0

    def __init__(self, owner, balance=0):
        self.owner, self.balance = owner, balance
        self.history = []
        Account.count += 1

    def __repr__(self):
        return f"<{self.owner}: {self.balance:.2f}>"

    def deposit(self, amount):
        self.balance += amount
        self.history.append(("deposit", amount))

    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(self, amount)
        self.balance -= amount
        self.history.append(("withdraw", amount))


class Bank:
    def __init__(self):
        self.accounts = {}

    def open(self, owner, balance=0):
        return self.accounts.setdefault(owner, Account(owner, balance))

    def transfer(self, source, target, amount):
        try:
            self.accounts[source].withdraw(amount)
            self.accounts[target].deposit(amount)
        except InsufficientFunds as error:
            print("refused:", error)
        except KeyError as error:
            print("no account", error)
            self.accounts[source].deposit(amount)
        else:
            print(f"{source:>6} -> {target:<6} {amount:>8,.2f}")

    def __iter__(self):
        return iter(sorted(self.accounts.values(), key=lambda a: -a.balance))


bank = Bank()
for owner, amount in [("Ann", 1200.5), ("Bob", 300), ("Cid", 0)]:
    bank.open(owner, amount)
bank.transfer("Ann", "Bob", 200.25)
bank.transfer("Cid", "Ann", 1)
bank.transfer("Bob", "Dan", 10)
bank.transfer("Bob", "Cid", 499.99)
print(*bank, Account.count, sep=" | ")
for account in bank:
    for kind, amount in account.history:
        print(f"{account.owner:<5}{kind:^12}{amount:>10.2f}")
