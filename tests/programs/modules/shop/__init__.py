__all__ = ["price"]
hidden = 1
_prices = {"tea": 3, "milk": 2}


def price(what):
    return _prices[what]
