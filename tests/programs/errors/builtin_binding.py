# What built-in functions say of arguments that do not fit: too few, too many, unknown keywords.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

functions = [abs, all, any, ascii, bin, callable, chr, compile, delattr, dir, divmod, eval, exec, format, getattr, globals,
             hasattr, hash, hex, id, isinstance, issubclass, iter, len, locals, max, min, next, oct, ord, pow, repr,
             round, setattr, sorted, sum, vars, __import__, __build_class__]
for function in functions:
    print(function.__name__)
    for args, kwargs in (((), {}), ((1,), {}), ((1, 2, 3, 4, 5, 6, 7, 8), {}), ((), {"bogus": 1}), (([1],), {"bogus": 1})):
        if function in (dir, globals, locals, vars, id, hash) and not kwargs and len(args) < 2:
            continue
        try:
            result = function(*args, **kwargs)
            print("  ", args, kwargs, "gives", type(result).__name__)
        except Exception as error:
            print("  ", args, kwargs, type(error).__name__ + ":", error)
