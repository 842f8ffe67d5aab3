"""A PrettyPrinter of one's own, and pages of nested data."""
import io
import pprint


class Short(pprint.PrettyPrinter):
    def format(self, item, context, maxlevels, level):
        if isinstance(item, str) and len(item) > 8:
            return repr(item[:5] + '..'), True, False
        if isinstance(item, float):
            return f'{item:.2f}', True, False
        return super().format(item, context, maxlevels, level)


tree = {'name': 'a long name', 'size': 3.14159, 'children': [{'name': f'child number {n}', 'size': n / 3, 'children': []} for n in range(3)]}
Short(width=60).pprint(tree)
target = io.StringIO()
printer = pprint.PrettyPrinter(indent=4, width=30, stream=target)
printer.pprint(tree)
print(target.getvalue().count('\n'), target.getvalue().splitlines()[1])
print(printer.pformat((1,)), printer.pformat(()), printer.isreadable(tree), printer.isrecursive(tree))
pprint.pp({'second': 2, 'first': 1})
for bad in (dict(indent=-1), dict(depth=0), dict(width=0)):
    try:
        pprint.PrettyPrinter(**bad)
    except ValueError as error:
        print(error)
