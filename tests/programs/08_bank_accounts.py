# cpython: 3.6-3.13
"""Bank accounts: classes, properties, exceptions, context managers."""
from abc import ABC, abstractmethod
from contextlib import contextmanager
from typing import List, Tuple


class BankError(Exception):
    """Anything the bank refuses to do."""


class InsufficientFunds(BankError):
    def __init__(self, account: "Account", amount: int) -> None:
        self.missing = amount - account.available
        super().__init__(f"{account.owner} lacks {euros(self.missing)}")


def euros(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return f"{sign}{whole:,}.{rest:02d} EUR"


class Account(ABC):
    _next_number = 1000

    def __init__(self, owner: str, balance: int = 0) -> None:
        self.owner = owner
        self._balance = balance
        self.number = Account._next_number
        Account._next_number += 1
        self.log: List[Tuple[str, int]] = []

    @property
    def balance(self) -> int:
        """The balance in cents; read-only."""
        return self._balance

    @property
    @abstractmethod
    def available(self) -> int:
        ...

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError(f"cannot deposit {amount}")
        self._balance += amount
        self.log.append(("deposit", amount))

    def withdraw(self, amount: int) -> None:
        if amount > self.available:
            raise InsufficientFunds(self, amount)
        self._balance -= amount
        self.log.append(("withdraw", amount))

    def __repr__(self) -> str:
        name = type(self).__name__
        return f"{name}({self.number}, {self.owner!r}, {self._balance})"

    def __format__(self, spec: str) -> str:
        if spec == "short":
            return f"{self.owner}: {euros(self.balance)}"
        return format(str(self), spec)

    def __lt__(self, other: "Account") -> bool:
        return self.balance < other.balance


class Savings(Account):
    def __init__(self, owner, balance=0, *, rate=0.02):
        super().__init__(owner, balance)
        self.rate = rate

    @property
    def available(self):
        return self._balance

    def add_interest(self):
        self.deposit(round(self._balance * self.rate))


class Checking(Account):
    overdraft = 50000

    @property
    def available(self):
        return self._balance + self.overdraft


class Bank:
    def __init__(self) -> None:
        self.accounts = {}

    def open(self, kind, *args, **kwargs):
        account = kind(*args, **kwargs)
        self.accounts[account.number] = account
        return account

    @contextmanager
    def transaction(self, *accounts):
        before = [(a, a.balance, len(a.log)) for a in accounts]
        try:
            yield
        except BankError as error:
            for account, balance, entries in before:
                account._balance = balance
                del account.log[entries:]
            print("rolled back:", error)
        else:
            print("done")

    def transfer(self, source, target, amount):
        with self.transaction(source, target):
            target.deposit(amount)
            source.withdraw(amount)

    def __iter__(self):
        return iter(self.accounts.values())


def main():
    bank = Bank()
    ann = bank.open(Savings, "Ann", 100000, rate=0.015)
    bob = bank.open(Checking, "Bob")
    cy = bank.open(Checking, "Cy", balance=123456789)
    bank.transfer(ann, bob, 25050)
    bank.transfer(bob, ann, 99999)
    bank.transfer(ann, cy, 80000)
    ann.add_interest()
    for account in sorted(bank, reverse=True):
        print(f"{account:short}", account.log)
    print([repr(a) for a in bank])
    print(f"{ann:>40}|{ann!r:.12}|")
    print(Account.balance.__doc__, isinstance(bob, Account))
    for action in ("bob.balance = 5", "bob.deposit(-1)", "Account('x')",
                   "cy.withdraw(10**12)", "bob.blance", "min(ann, 5)"):
        try:
            exec(action)
        except InsufficientFunds as error:
            print(f"{action}: {error} ({error.missing})")
        except Exception as error:
            print(f"{action}: {type(error).__name__}")
    print(sum(a.balance for a in bank), max(bank).owner)


if __name__ == "__main__":
    main()
