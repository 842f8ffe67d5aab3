class A:
    def m(self, a, b=1, *, c): pass
for bad in ["A().m()", "A().m(1)", "A().m(1,2,3,c=1)", "A().m(1,c=1,d=2)", "A().m(1,a=2,c=3)", "len()", "len(1,2)", "x", "[].foo", "1+'a'", "'a'+1", "[1][5]", "{}['k']", "int('x')", "None()", "(1,2,3)[1.5]", "f'{1:q}'", "a,b=1,2,3", "a,b=1", "print(sep=1)", "sorted(1)", "1<'a'", "abs('x')", "{[]:1}", "next(iter([]))", "range(1.5)", "''.join([1])", "chr(-1)", "ord('ab')", "max([])", "sum(['a'])","isinstance(1,1)", "import_x", "int.foo", "A.zz", "del q", "super()"]:
    try:
        exec(bad)
    except BaseException as e:
        print(bad, "->", type(e).__name__, e)
