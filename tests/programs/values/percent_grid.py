# The % operator with every conversion, flag, width and precision.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

for spec in ("%d", "%i", "%u", "%x", "%X", "%o", "%e", "%E", "%f", "%F", "%g", "%G", "%c", "%s", "%r", "%a", "%%", "%5d", "%-5d|", "%05d", "%+d", "% d", "%#x", "%#o", "%.3d", "%8.3f", "%-8.2e|", "%+.1g", "%#.0f", "%10s", "%-10s|", "%.2s", "%5.1s", "%ld", "%hd", "%Lf", "%*d", "%.*f", "%q", "%", "%5", "%.f", "%(k)s", "%(k)d", "%(missing)s", "%(k", "% ", "%y", "%\u00e9", "%5%", "%.5%", "%-+ #05.2d", "%.100f", "%s %s", "%*s", "%.*s"):
    for args in (5, -5, 3.7, "s", None, (1, 2), (5, 3, 2), {"k": 9}, (3, 2.5), "\u00e9", 10**25, True, [], (), 65, 1j):
        try: print(spec, args, repr(spec % args), end=" ; ")
        except Exception as error: print(spec, args, type(error).__name__ + ":", error, end=" ; ")
    print()
    for args in (5, b"bytes", (3, b"x"), {b"k": b"v"}, 2.5, "s", None):
        try: print(spec.encode() % args, end=" ; ")
        except Exception as error: print(type(error).__name__ + ":", error, end=" ; ")
    print()
