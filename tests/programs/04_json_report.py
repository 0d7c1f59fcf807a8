# cpython: 3.7-3.13
"""Reads orders from JSON text, sums them up, writes a report and JSON."""
import json
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Dict, List

ORDERS = """
[
  {"id": 1, "customer": "Ann", "date": "2024-01-15",
   "lines": [{"item": "pen", "count": 10, "price": 1.25},
             {"item": "ink", "count": 2, "price": 7.5}]},
  {"id": 2, "customer": "Bob", "date": "2024-02-29", "lines": []},
  {"id": 3, "customer": "Ann", "date": "2024-03-01", "note": "caf\\u00e9 \\ud83d\\ude00",
   "lines": [{"item": "desk", "count": 1, "price": 149.99}], "paid": true},
  {"id": 4, "customer": "Cy", "date": "2023-12-31",
   "lines": [{"item": "pen", "count": 3, "price": 1.25}], "paid": null}
]
"""


@dataclass
class Order:
    id: int
    customer: str
    date: date
    total: Decimal = Decimal(0)
    tags: List[str] = field(default_factory=list)

    @classmethod
    def from_json(cls, data: Dict[str, Any]) -> "Order":
        total = sum((Decimal(str(line["price"])) * line["count"]
                     for line in data["lines"]), Decimal(0))
        order = cls(data["id"], data["customer"],
                    date(*map(int, data["date"].split("-"))), total)
        if data.get("paid"):
            order.tags.append("paid")
        if "note" in data:
            order.tags.append(data["note"])
        return order


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, (date, Decimal)):
            return str(o)
        if isinstance(o, set):
            return sorted(o)
        return super().default(o)


def report(orders: List[Order]) -> None:
    print(f"{'id':>3} | {'customer':<10}|{'date':^14}|{'total':>10}")
    print("-" * 42)
    for order in sorted(orders, key=lambda o: o.date):
        print(f"{order.id:3} | {order.customer:<10}|{order.date:%d %b %Y}"
              f"{'':3}|{order.total:>10.2f}")
    print("=" * 42)
    print(f"{sum(order.total for order in orders):42.2f}")


def main() -> None:
    orders = [Order.from_json(data) for data in json.loads(ORDERS)]
    report(orders)
    by_customer = defaultdict(list)
    for order in orders:
        by_customer[order.customer].append(order)
    summary = {
        name: {"orders": len(group), "total": sum(o.total for o in group),
               "tags": {tag for o in group for tag in o.tags}}
        for name, group in sorted(by_customer.items())
    }
    print(json.dumps(summary, cls=Encoder, indent=2))
    print(json.dumps([asdict(o) for o in orders[:2]], cls=Encoder,
                     sort_keys=True, separators=(",", ":")))
    print(json.dumps(summary["Ann"], cls=Encoder, ensure_ascii=False))
    for bad in ["{'a': 1}", "[1, 2", '"tab\there"', "nul", ""]:
        try:
            json.loads(bad)
        except json.JSONDecodeError as error:
            print(f"line {error.lineno} column {error.colno}: "
                  f"{type(error).__name__}")
    try:
        json.dumps({"when": 1j})
    except TypeError as error:
        print(error)


if __name__ == "__main__":
    main()
