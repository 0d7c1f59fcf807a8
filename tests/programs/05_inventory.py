# cpython: 3.7-3.13
"""An inventory of dataclasses: frozen, ordered, inherited, with properties."""
import dataclasses
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import ClassVar, Dict, Iterator, Optional


class Unit(Enum):
    PIECE = auto()
    KILOGRAM = auto()
    LITRE = auto()

    def __str__(self):
        return {"PIECE": "pc", "KILOGRAM": "kg"}.get(self.name, "l")


@dataclass(frozen=True, order=True)
class Sku:
    category: str
    number: int

    def __post_init__(self):
        if self.number < 0:
            raise ValueError(f"negative number in {self}")

    def __str__(self):
        return f"{self.category.upper()}-{self.number:04d}"


@dataclass
class Product:
    sku: Sku
    name: str
    price: float
    unit: Unit = Unit.PIECE
    stock: float = field(default=0, compare=False)
    history: list = field(default_factory=list, repr=False, compare=False)
    tax: ClassVar[float] = 0.19

    @property
    def gross(self) -> float:
        return round(self.price * (1 + self.tax), 2)

    def move(self, amount: float) -> None:
        if self.stock + amount < 0:
            raise OutOfStock(self, -amount)
        self.history.append(amount)
        self.stock += amount


@dataclass
class Food(Product):
    best_before: Optional[str] = None
    tax: ClassVar[float] = 0.07


class OutOfStock(Exception):
    def __init__(self, product, wanted):
        super().__init__(product.name, wanted)
        self.product = product
        self.wanted = wanted

    def __str__(self):
        return (f"{self.wanted:g} {self.product.unit} of {self.product.name} "
                f"wanted, {self.product.stock:g} there")


class Inventory:
    def __init__(self, *products: Product):
        self._products: Dict[Sku, Product] = {}
        for product in products:
            self.add(product)

    def add(self, product: Product) -> "Inventory":
        if product.sku in self:
            raise KeyError(str(product.sku))
        self._products[product.sku] = product
        return self

    def __contains__(self, sku: Sku) -> bool:
        return sku in self._products

    def __getitem__(self, sku: Sku) -> Product:
        return self._products[sku]

    def __iter__(self) -> Iterator[Product]:
        return iter(sorted(self._products.values(), key=lambda p: p.sku))

    def __len__(self) -> int:
        return len(self._products)

    @property
    def value(self) -> float:
        return sum(p.price * p.stock for p in self)


def main():
    pen = Product(Sku("office", 7), "Pen", 1.2)
    milk = Food(Sku("food", 12), "Milk", 0.99, Unit.LITRE,
                best_before="2024-06-01")
    flour = Food(Sku("food", 3), "Flour", 0.65, unit=Unit.KILOGRAM)
    inventory = Inventory(pen, milk).add(flour)
    for product, amount in [(pen, 100), (milk, 24), (flour, 7.5), (pen, -30)]:
        product.move(amount)
    for product in inventory:
        print(f"{product.sku}  {product.name:<6} {product.stock:6g} "
              f"{product.unit!s:<3} {product.gross:5.2f}")
    print(f"{len(inventory)} products worth {inventory.value:.2f}")
    print(pen)
    print(milk)
    print(pen.history, pen == replace(pen, stock=0), pen == milk)
    print(sorted([Sku("b", 2), Sku("a", 9), Sku("b", 1)]))
    print(hash(Sku("a", 1)) == hash(Sku("a", 1)), Sku("a", 1) < Sku("a", 2))
    print([f.name for f in dataclasses.fields(Food)])
    print(dataclasses.astuple(Sku("x", 1)), list(Unit))
    for action in (lambda: milk.move(-30),
                   lambda: inventory.add(replace(pen)),
                   lambda: setattr(pen.sku, "number", 8),
                   lambda: Sku("x", -1),
                   lambda: Product("no sku"),
                   lambda: Sku("a", 1) < ("a", 2),
                   lambda: inventory[Sku("none", 0)]):
        try:
            action()
        except Exception as error:
            text = str(error).replace("Product.__init__", "__init__")
            print(f"{type(error).__name__}: {text}")


if __name__ == "__main__":
    main()
