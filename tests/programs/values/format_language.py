# The format language for strings and numbers: fill, align, sign, '#', '0', width, grouping, precision, type; fields in fields.
for spec in ('', '>8', '<8', '^8', '*^9', '=8', '08', '+', ' ', '-', '#x', '#b', '#o', 'X', '#X', 'c', 'd', 'n', ',', '_', '_b', '_x', '+,', '010,', '*=+10,d', '.2f', 'e', '%', '8.3e', 'g'):
    row = []
    for value in (42, 1234567, 65):
        try: row.append(format(value, spec))
        except Exception as e: row.append(str(e))
    print(repr(spec), row)
for spec in ('', '.2f', '10.3f', '+.1e', '.0f', '#.0f', '%', '.1%', 'g', '.3g', '#.3g', 'G', 'E', ',', ',.2f', '_.1f', '08.2f', '<10', '^+10.1f', 'z.0f', 'F', 'n', 'r', 'd'):
    row = []
    for value in (3.14159, -0.0, 1234567.891, 1e20, float('inf'), float('nan')):
        try: row.append(format(value, spec))
        except Exception as e: row.append(str(e))
    print(repr(spec), row)
for spec in ('', '5', '<5', '>5', '^6', '.2', '*^7.1', '05', 's', '=5', 'd', ',', '+', '.', '5.', '#', 'x<', '\u20ac^4'):
    try: print(repr(spec), repr(format('abc', spec)))
    except ValueError as e: print(repr(spec), e)
for spec in ('', '.1f', '+.2e', '>20', ',', '=5', '05', '%', 'g'):
    try: print(repr(spec), format(3.5 - 4j, spec), format(complex('nan+infj'), spec))
    except ValueError as e: print(repr(spec), e)
print('{:{w}.{p}f}|{:>{}}|{!r:^9}|{0.real}|{1[0]}'.format(3.14159, 'ab', 'q', w=8, p=2) if False else '{0:{w}.{p}f}|{1:>{2}}|{3!r:^9}|{0.real}|{1[0]}'.format(3.14159, 'ab', 5, 'q', w=8, p=2))
print('{} {} {}'.format(1, 'a', None), '{{}} {{{}}}'.format(5), '{a[x]} {b.imag} {c[0][1]}'.format(a={'x': 1}, b=2j, c=['xy']), '{!s} {!r} {!a}'.format('é', 'é', 'é'), '{:%}'.format(0.25), f'{7:{"0"}{3}}', f'{10**6:_}', f'{True:d} {True}', format(None), format([1]))
class Temp:
    def __format__(self, spec): return f'<{spec}>'
print(format(Temp(), 'any thing'), f'{Temp()}', '{:{}}'.format(Temp(), 'x'))
for f in (lambda: '{}'.format(), lambda: '{0} {}'.format(1, 2), lambda: '{} {0}'.format(1), lambda: '{x}'.format(), lambda: '{'.format(), lambda: '}'.format(), lambda: '{0.x}'.format(1), lambda: '{0[a]}'.format([1]), lambda: '{!z}'.format(1), lambda: '{:d}'.format('a'), lambda: '{:5}'.format([1]), lambda: '{:s}'.format(5), lambda: '{0!r'.format(1), lambda: format(5, 5), lambda: format(), lambda: '{:{:{}}}'.format(1, 2, 3), lambda: '{0.}'.format(1), lambda: '{0[}'.format(1), lambda: '{:c}'.format(-1), lambda: '{:.2d}'.format(5), lambda: '{:,s}'.format('a'), lambda: '{:,x}'.format(5), lambda: '{:,_}'.format(5), lambda: '{:99999999999999999999}'.format(5), lambda: '{:.99999999999999999999f}'.format(5.0), lambda: f'{1:q}', lambda: format(object(), 'x'), lambda: '{:+c}'.format(65), lambda: '{0]}'.format(1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
