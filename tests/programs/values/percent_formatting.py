# The % operator: conversions and flags, mappings, widths from arguments, and its complaints.
print('%d %i %u|%5d|%-5d|%05d|%+d|% d|%.3d|%+08.3d' % (1, -2, 3, 42, 42, 42, 42, 42, 7, 7), '%x %X %#x %o %#o %c %c' % (255, 255, 255, 8, 8, 'a', 0x20ac))
print('%f %.2f %10.3f %-10.1f| %+.1f %e %.1E %g %G %.3g %#.3g' % (3.5, 2.675, 3.14159, 2.5, 2.5, 12345.678, 0.00012, 1e20, 1e-10, 1234.5, 1.0), '%s %r %a %10s|%-10s|%.2s' % ('é', 'é', 'é', 'abc', 'abc', 'abcdef'))
print('%(a)s %(b)05.1f %(a)r %%' % {'a': 'x', 'b': 2.25}, '%*d|%-*d|%.*f|%*.*f' % (5, 42, 5, 42, 2, 3.14159, 8, 3, 2.5), '%s' % (1,), '%s' % [1, 2], '%s %s' % ('a', (1, 2)), '100%%' % (), '%s' % {}, '%(x)s' % {'x': {}}, '%s' % None, '%ld' % 5)
print('%d' % 3.99, '%d' % True, '%x' % True, '%s' % 1e300, '%d' % 10**25, '%x' % 2**70, '%.0f' % 0.5, '%.0f' % 1.5, '%g' % 0.1, '%r' % 0.1, '%5s' % True, '%c' % 'é', '%f' % float('inf'), '%F' % float('nan'), '%05d' % -3, '%+5s' % 'a', '%e' % 0)
print(b'%d %s %b %a %c %5.1f %x' % (1, b'x', b'y', 'é', 65, 2.5, 255), b'%(k)s' % {b'k': b'v'}, b'%%' % (), b'%r' % 'a')
class I:
    def __index__(self): return 17
    def __int__(self): return 18
    def __float__(self): return 19.5
print('%d %x %f %s' % (I(), I(), I(), 'end'))
for f in (lambda: '%d' % 'a', lambda: '%d' % None, lambda: '%x' % 1.5, lambda: '%c' % 'ab', lambda: '%c' % 1.5, lambda: '%c' % -1, lambda: '%f' % 'a', lambda: '%s %s' % 'a', lambda: '%s' % (1, 2), lambda: 'abc' % 5, lambda: '%(a)s' % 5, lambda: '%(a)s' % {}, lambda: '%' % (), lambda: '%q' % 5, lambda: '%5' % 5, lambda: '%(a' % {}, lambda: '%*d' % ('a', 5), lambda: '%.*f' % (1.5, 2), lambda: '%s' % (), lambda: 'abc' % (1,), lambda: 'abc' % {}, lambda: '%(a)s %s' % {'a': 1}, lambda: b'%s' % 'a', lambda: b'%d' % b'a', lambda: b'%c' % 256, lambda: b'%c' % b'ab', lambda: b'%b' % 5, lambda: '%d' % float('nan'), lambda: '%d' % float('inf'), lambda: '%é' % 5, lambda: '%i' % 1j):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

# A digit that is a letter is no prefix: zeros go before it.
for value in 10, -10, 255, 0:
    print([form % value for form in ('% 030.2x', '%012.3X', '%#012.3x', '%#08.2X', '%-08.2x|', '%+08.4o', '%#08.1o', '%08.3d')])

# A conversion that changes nothing gives its argument, a format without any gives itself; %c takes a byte of any kind.
text = ''.join(['ab', 'cde'])
print([form % text is text for form in ('%s', '%.5s', '%.10s', '%1s', '%5s')], text % () is text, '%.4s' % text is text)
print([form.format(text) is text for form in ('{0}', '{:s}', '{:.5s}', '{:1s}')], text.format() is text)
print(b'%c%c' % (bytearray(b'Z'), b'Y'), bytearray(b'%c') % 7)
