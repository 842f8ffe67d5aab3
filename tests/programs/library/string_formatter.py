"""Templates and a Formatter of one's own."""
import string


class Shouting(string.Formatter):
    def convert_field(self, value, conversion):
        if conversion == 'u':
            return str(value).upper()
        return super().convert_field(value, conversion)

    def get_value(self, key, args, kwargs):
        if isinstance(key, str) and key not in kwargs:
            return f'<{key}?>'
        return super().get_value(key, args, kwargs)

    def format_field(self, value, spec):
        if spec.startswith('*'):
            return '*' * int(spec[1:]) + str(value)
        return super().format_field(value, spec)


form = Shouting()
print(form.format('{0!u} and {name!r:>8} {missing} {1:*3} {1:05.1f}', 'quiet', 2.5, name='n'))
print(form.format('{} {} {{}}', 1, 2), form.vformat('{a[0]} {b.real}', (), {'a': 'xyz', 'b': 3 + 4j}))
print(list(string.Formatter().parse('a{b!r:>{w}}c{{d}}{}')))
letter = string.Template('Dear $name, you owe $$${amount}. $unknown')
print(letter.safe_substitute(name='Ann', amount=5), letter.is_valid(), letter.get_identifiers())
for attempt in (lambda: letter.substitute(name='x', amount=1), lambda: string.Template('$ 5').substitute(),
                lambda: string.Formatter().format('{} {0}', 1), lambda: '{x}'.format(y=1), lambda: '{0.real.imag.nope}'.format(1)):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)


class Percent(string.Template):
    delimiter = '%'
    idpattern = '[a-z]+_[a-z]+'


print(Percent('%first_name %other %%').safe_substitute(first_name='Bo'))
