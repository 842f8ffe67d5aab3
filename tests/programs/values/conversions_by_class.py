# What int(), operator.index and % take from classes, and what they refuse.
for e in ["'%.*d' % (9223372036854775807, 1)","'%.*d' % (2**31,1)","'%.99999999999d' % 1","'%.*f' % (9223372036854775807, 1)","'%.*s' % (9223372036854775807, 'a')","b'%.*d' % (9223372036854775807, 1)","'%*d' % (9223372036854775807, 1)","'%.*x' % (2**31-2,1)", "b'%.*d' % (2**40,1)","'%.*d' % (2**63,1)"]:
    try: print(e, len(eval(e)))
    except BaseException as x: print(e, type(x).__name__, x)
class I(int): pass
class A:
    def __int__(self): return I(5)
class B:
    def __index__(self): return I(5)
class C:
    def __trunc__(self): return I(5)
class D:
    def __trunc__(self): return B()
class E_:
    def __trunc__(self): return 'x'
class F:
    def __int__(self): return 'x'
class G:
    def __trunc__(self): return 4.5
for c in (A,B,C,D,E_,F,G):
    try: print(c.__name__, type(int(c())), int(c()))
    except BaseException as x: print(c.__name__, type(x).__name__, x)
