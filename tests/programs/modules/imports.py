import shop
print(shop.price("tea"), shop.__name__, shop.__package__)
from shop import stock
from shop.stock import count as how_many, items
print(how_many("tea"), items, stock.__package__, stock.__name__)
import shop.stock as again
print(again is stock, shop.stock is stock)
from shop import *
print(price("milk"))
try:
    hidden
except NameError as e:
    print(e)
import math, sys
print("shop.stock" in sys.modules, sys.modules["math"] is math)
for statement in ("import nosuch", "import shop.nosuch", "import math.x", "from shop import nosuch", "from . import z", "import shop.broken"):
    try:
        exec(statement)
    except Exception as e:
        print(statement, "->", type(e).__name__, str(e).split(" (")[0])
print("shop.broken" in sys.modules)
sys.modules["gone"] = None
try:
    import gone
except ModuleNotFoundError as e:
    print(e, e.name)
print(__import__("shop.stock").__name__, __import__("shop.stock", fromlist=["x"]).__name__)
