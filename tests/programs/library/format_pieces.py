# The pieces of str.format templates, and what is wrong with bad ones.
import _string
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
P=lambda s: list(_string.formatter_parser(s))
for s in ['','a','{}','{{','}}','a{b}c','{0.x[1]!r:>{w}}','{','}','{a','a}','{a!}','{a!r','{a!rx}','{a:','{a:{}','{a[}]}','{a[{]}','{a!r:}','{:}','{!r}','{a{b}','{a:{b}{c}}','{{}}','x{{{a}}}','é{ü}','{a!rr:}','{a[:]}','{a!','{a!}}','{:{','{a:}}','{a[!]}']:
    print(s, end=' '); t(lambda: P(s))
F=lambda s: (lambda r: (r[0], list(r[1])))(_string.formatter_field_name_split(s))
for s in ['','a','0','0.a','a.b[c][0].d','a[','a[]','a.','a..b','a[b]c','[a]','.a','12x','a[1x]','99999999999999999999','a[99999999999999999999]','a]','0[٣]']:
    print(s, end=' '); t(lambda: F(s))
for template in "{", "}", "{a", "{a!", "{a!}", "{a!x}", "{a!rx}", "{a:{", "{a[}", "{a..b}", "{a[b]c}", "{:{:{}}}", "{0}{}", "a{{b}}", "{a[:]!r:>5}{{":
    t(lambda: template.format(3, a={":": 7}))
