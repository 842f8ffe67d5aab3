"""A small recursive descent parser and evaluator: tuples, dicts, exceptions, strings."""
OUT = []
import sys


class Token:
    def __init__(self, kind, text):
        self.kind, self.text = kind, text

    def __repr__(self):
        return f"{self.kind}:{self.text}"


def tokens(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isdigit():
            j = i
            while j < len(text) and text[j].isdigit():
                j += 1
            yield Token("num", text[i:j])
            i = j
            continue
        if c != " ":
            yield Token("op", c)
        i += 1
    yield Token("end", "")


class Parser:
    def __init__(self, text):
        self.tokens = tokens(text)
        self.now = next(self.tokens)

    def take(self):
        token, self.now = self.now, next(self.tokens, None)
        return token

    def sum(self):
        node = self.product()
        while self.now.text in ("+", "-"):
            node = (self.take().text, node, self.product())
        return node

    def product(self):
        node = self.atom()
        while self.now.text == "*":
            node = (self.take().text, node, self.atom())
        return node

    def atom(self):
        token = self.take()
        if token.kind == "num":
            return ("num", int(token.text))
        if token.text != "(":
            raise SyntaxError(f"unexpected {token!r}")
        node = self.sum()
        self.take()
        return node


def value(node):
    match node:
        case ("num", n):
            return n
        case ("+", a, b):
            return value(a) + value(b)
        case ("-", a, b):
            return value(a) - value(b)
        case ("*", a, b):
            return value(a) * value(b)


trees = []
for i in range(120):
    tree = Parser("(%d + 2) * 3 - 4 * (5 + %d)" % (i, i)).sum()
    trees.append(tree)
OUT.append((sum(value(tree) for tree in trees),))
errors = []
for i in range(200):
    try:
        Parser("1 + * %d" % i).sum()
    except SyntaxError as error:
        errors.append(error)
OUT.append((len(errors), errors[0], sys.getrefcount(errors[0]),))
for line in OUT:
    print(*line)
