# Templates, formatters and constants of the module string.
import string

print(string.ascii_lowercase, string.digits, string.hexdigits, string.punctuation, repr(string.whitespace))
template = string.Template("$who owes $$${amount}, ${who}!")
print(template.substitute(who="Ann", amount=5), template.safe_substitute(who="Bob"), template.get_identifiers(), template.is_valid())
for text in "$", "$1", "${a", "$missing":
    try:
        string.Template(text).substitute()
    except (ValueError, KeyError) as error:
        print(type(error).__name__, error)


class Percent(string.Template):
    delimiter = "%"
    idpattern = "[a-z]+"


print(Percent("%a and $b").substitute(a=1), string.capwords("the  quick fox", None), string.capwords("a-b-c", "-"))


class Default(string.Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f"<{key}>") if isinstance(key, str) else super().get_value(key, args, kwargs)

    def convert_field(self, value, conversion):
        return value.upper() if conversion == "u" else super().convert_field(value, conversion)


f = Default()
print(f.format("{0!u} {name} {x!r:>5} {0:{w}}|", "abc", x=1, w=6), f.vformat("{a[0]} {a[1].real}", (), {"a": [1, 2]}))
print(list(string.Formatter().parse("a{b!r:c}{{d}}{}")), string.Formatter().get_field("x.real", (), {"x": 5}))
for text in "{", "{0} {}", "{a!x}", "{9}":
    try:
        f.format(text, 1)
    except (ValueError, IndexError) as error:
        print(type(error).__name__, error)
