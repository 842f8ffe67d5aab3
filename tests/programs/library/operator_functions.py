# Every operator as a function gives what the operator gives.
import operator

for name in "add sub mul floordiv truediv mod pow lshift rshift and_ xor or_ lt le eq ne gt ge is_ is_not".split():
    print(name, [getattr(operator, name)(a, b) for a, b in [(7, 2), (2, 5), (9, 9)]], end="; ")
print()
for name in "neg pos abs inv invert not_ truth index".split():
    print(name, [getattr(operator, name)(a) for a in (0, 5, -3)], end="; ")
print()
items = [1, 2]
same = operator.iadd(items, [3])
print(same is items, operator.iconcat(items, (4,)), operator.concat("ab", "c"), operator.imul([0], 3), operator.ipow(2, 5))
operator.setitem(items, 0, "x")
operator.delitem(items, 1)
print(items, operator.getitem("abc", slice(1, None)), operator.contains("abc", "b"), operator.indexOf("abc", "c"), operator.countOf("banana", "a"))
print(operator.length_hint(iter([1, 2, 3])), operator.length_hint(5, 9), operator.call(sorted, [2, 1], reverse=True))
for bad in ["add(1)", "indexOf('abc', 'z')", "concat(1, 2)", "index(1.5)", "add(1, 'a')", "countOf(1, 2)", "length_hint([], 'x')"]:
    try:
        eval("operator." + bad)
    except (TypeError, ValueError) as error:
        print(error)
