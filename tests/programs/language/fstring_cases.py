# f-strings: nesting, conversions, =, format specs, errors at run time.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

x, y, name, width, value = 5, 2.5, "name", 10, 3.14159
class F:
    def __format__(self, spec): return f"<{spec}>"
    def __repr__(self): return "R"
    def __str__(self): return "S"
f = F()
print(f"{f}{f!r}{f!s}{f!a}{f:spec}{f!r:>5}{f:}{f!s:^7}|", f"{x=} {x = } {x=!s} {x=:>5} {f=} {f=!s} { x + 1 = }")
print(f"{value:{width}.{x}}|{value:{'>'}{width}}|{name:{f}}|{name:{width}}{'a' 'b'}|", f"{{}} {{{x}}}")
print(f'''{"nested " f"{x} {f'deep {y}'}"}''', f"{(lambda a: a * 2)(x)}", f"{ {1: 2}[1] }", f"{[i for i in range(3)]}", f"{x if x else y}", f"{x!r:{width}}", rf"\n{x}\t", f"\x41\N{BULLET}{x}", f"{x}" "{not}" f"{y}", F"{x}", fr"{x}\d", f"""{
    x
    + 1
}""")
print(f"{x:05d} {x:+} {x:x} {x:#b} {x:,} {y:e} {y:%} {name:*^12} {name:.2} {True} {None!s:>6} {b'a'!r} {1_000_000:_} {x:c}", f"{-0.0:+.1f} {float('nan'):5} {1e100:.3} {12345.678:,.2f}")
import datetime, decimal
print(f"{datetime.date(2020, 1, 2):%Y/%m/%d}", f"{decimal.Decimal('1.50'):.1f}")
def n(v): print("eval", v); return v
print(f"{n(1)}{n(2):{n(3)}}{n(4)}")
show(lambda: f"{x:q}", lambda: f"{name:d}", lambda: f"{y:d}", lambda: f"{x:.2d}", lambda: f"{None:5}", lambda: f"{[]:5}", lambda: f"{undefined}", lambda: f"{1/0}", lambda: f"{x:{undefined}}", lambda: f"{f:{f!r}}", lambda: f"{object():5}" and 0, lambda: f"{x:,_}", lambda: f"{x:>>5}", lambda: f"{name:+}", lambda: f"{name:=5}", lambda: f"{name:05}", lambda: f"{name:,}", lambda: f"{1j:=5}", lambda: f"{x:1000000000000000000000}", lambda: f"{y:.99999999999}", lambda: f"{x:cx}", lambda: f"{-1:c}", lambda: f"{1114112:c}", lambda: f"{x:#c}", lambda: f"{x:+c}")
class Bad:
    def __format__(self, spec): return 5
    def __repr__(self): return 5
show(lambda: f"{Bad()}", lambda: f"{Bad()!r}", lambda: f"{Bad()!s}")
for source in ("f'{'", "f'}'", "f'{}'", "f'{ }'", "f'{x!}'", "f'{x!z}'", "f'{x!r'", "f'{x:'", "f'{x:{y:{z}}}'", "f'{x:{y:{z:{w}}}}'", "f'{a b}'", "f'{a;b}'", "f'{lambda x: 1}'", "f'{*a}'", "f'{**a}'", "f'{a\\n}'", "f'{#}'", "f'{x = }'", "f'{=}'", "f'{x==y}'", "f'{x!=y}'", "f'{x:=5}'", "f'{(x:=5)}'", "f'{yield}'", "f'{await x}'", "f'{print(\"x\")}'", "f'{x}' b'y'", "f'{None!r:}'", "f'{)}'", "f'{(}'", "f'{[}'", "f'{a.}'", "f'{a[}'", "f'{1 if}'", "f'{\"}'", "f'{x:%H:%M}'", "f'{x::}'", "f'{x!r:!s}'", "f'{x !r}'", "f'{x! r}'", "f'{ {}}'", "f'{{x}'", "f'{x}}'", "f'{x}}}'"):
    try: compile(source, "<s>", "eval"); print("good", source)
    except SyntaxError as error: print(source, "|", error.msg)
print("\N{CJK UNIFIED IDEOGRAPH-4E2D}", "\N{HANGUL SYLLABLE GAG}", "\N{bullet}", rb"\N{CJK UNIFIED IDEOGRAPH-4E2D}".decode("unicode_escape"), "\u4e2d\uac01".encode("ascii", "namereplace"))
