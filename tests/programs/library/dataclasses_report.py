# A small program with data classes: orders, totals, a report.
from collections import defaultdict
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, order=True)
class Product:
    sort_index: float = field(init=False, repr=False)
    name: str
    price: float

    def __post_init__(self):
        object.__setattr__(self, "sort_index", -self.price)


@dataclass
class Line:
    product: Product
    quantity: int = 1

    @property
    def total(self):
        return self.product.price * self.quantity


@dataclass
class Order:
    customer: str
    lines: list[Line] = field(default_factory=list)
    tax: ClassVar[float] = 0.2
    count: ClassVar[int] = 0

    def __post_init__(self):
        Order.count += 1

    def total(self):
        return round(sum(line.total for line in self.lines) * (1 + self.tax), 2)


pen, ink, desk = Product("pen", 1.5), Product("ink", 4.25), Product("desk", 120.0)
orders = [Order("ann", [Line(pen, 3), Line(ink)]), Order("bob", [Line(desk)]), Order("ann", [Line(pen)])]
totals = defaultdict(float)
for order in orders:
    totals[order.customer] += order.total()
print(dict(totals), Order.count, sorted([pen, ink, desk]), max([pen, desk]))
for order in orders:
    print(f"{order.customer:<6}{len(order.lines):>3}{order.total():>10.2f}")
print(orders[0])
