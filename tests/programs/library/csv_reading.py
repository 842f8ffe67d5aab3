# What readers make of hard lines, character by character.
import csv

lines = {
    "plain": ["a,b,c"],
    "empty": ["", "a", "", ""],
    "quotes": ['"a","b ""c""","d,e"', 'x"y,"z"w'],
    "over lines": ['a,"one', 'two","three', '', 'four"'],
    "ends": ["a,b\r\n", "c\r", "d\n"],
    "spaces": [' a, "b" ,c '],
    "nul": ["a\0b,c"],
    "unfinished": ['a,"b'],
    "wide": ["é,🎈,\u20ac"],
}
for name, given in lines.items():
    for options in ({}, {"strict": True}, {"skipinitialspace": True}, {"quoting": csv.QUOTE_NONE}, {"escapechar": "b", "doublequote": False}):
        reader = csv.reader(iter(given), **options)
        rows = []
        try:
            for row in reader:
                rows.append(row)
        except csv.Error as error:
            rows.append(str(error))
        print(name, options, reader.line_num, rows)

print(list(csv.reader(["1,2.5,'x'", "-3,1e3,' '"], quotechar="'", quoting=csv.QUOTE_NONNUMERIC)))
for given, options in ((["a\nb,c"], {}), ([b"a"], {}), ([1], {}), (["1,x"], {"quoting": csv.QUOTE_NONNUMERIC}), (5, {})):
    try:
        print(list(csv.reader(given, **options)))
    except Exception as error:
        print(type(error).__name__, error)
print(csv.field_size_limit(), csv.field_size_limit(10), csv.field_size_limit())
try:
    list(csv.reader(["x" * 10, "x" * 11]))
except csv.Error as error:
    print(error)
csv.field_size_limit(131072)


def endless():
    number = 0
    while True:
        yield f"{number},{number * number}"
        number += 1


numbers = csv.reader(endless())
print([next(numbers) for _ in range(4)], numbers.line_num, iter(numbers) is numbers)
