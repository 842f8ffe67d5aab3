# Dialects: made, registered, guessed, refused.
import csv
import io
import pickle


class Pipes(csv.Dialect):
    delimiter = "|"
    quotechar = "'"
    doublequote = False
    escapechar = "\\"
    lineterminator = ";\n"
    quoting = csv.QUOTE_NONNUMERIC
    skipinitialspace = True


csv.register_dialect("pipes", Pipes)
csv.register_dialect("loose", "pipes", quoting=csv.QUOTE_MINIMAL)
print(sorted(csv.list_dialects()))
for name in ("excel", "excel-tab", "unix", "pipes", "loose"):
    dialect = csv.get_dialect(name)
    print(name, [getattr(dialect, option) for option in
                 ("delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict")])

rows = [["it's", 1, 2.5, None, "a|b", "back\\slash"], ["", True], [" lead", "x\ny"]]
for name in ("excel", "unix", "pipes", "loose"):
    out = io.StringIO(newline="")
    csv.writer(out, name).writerows(rows)
    print(name, repr(out.getvalue()))
    back = csv.reader(io.StringIO(out.getvalue(), newline=""), name)
    try:
        print(list(back))
    except (csv.Error, ValueError) as error:
        print(type(error).__name__, error)
print(csv.get_dialect("pipes") is csv.reader([], csv.get_dialect("pipes")).dialect)

sample = "name;age\nAda;36\nAlan;41\n"
guessed = csv.Sniffer().sniff(sample)
print(repr(guessed.delimiter), csv.Sniffer().has_header(sample), list(csv.reader(sample.splitlines(), guessed)))
csv.unregister_dialect("loose")


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: csv.get_dialect("loose"))
attempt(lambda: csv.unregister_dialect("loose"))
attempt(lambda: csv.register_dialect(5))
attempt(lambda: csv.reader([], delimiter="::"))
attempt(lambda: csv.reader([], delimiter=5))
attempt(lambda: csv.reader([], quotechar=None).dialect.quoting)
attempt(lambda: csv.reader([], quotechar=None, quoting=csv.QUOTE_ALL))
attempt(lambda: csv.reader([], quoting=7))
attempt(lambda: csv.reader([], lineterminator=None))
attempt(lambda: csv.reader([], color="red"))
attempt(lambda: csv.reader())
attempt(lambda: csv.writer(5))
attempt(lambda: csv.Dialect())
attempt(lambda: pickle.dumps(csv.get_dialect("excel")))
attempt(lambda: csv.get_dialect("excel").__class__(delimiter=";").delimiter)
