#!/usr/bin/python3
"""Compares the .pyc contents that viv writes with CPython's, byte for byte:
pyc_bytes.py [--show N] [-O LEVEL] [FOLDER], by default the whole standard library.

What is compared is marshal.dumps(compile(...)), all in one process, with what `viv compile -o`
puts behind the header.  Of a file that differs, the first object that does is shown: its place in
the code object, and how each of the two wrote it (type, + for a numbered object, value)."""
import argparse, collections, marshal, os, struct, subprocess, sys, tempfile, warnings

VIV = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "viv")
HEADER = 16
FIELDS = ("code", "consts", "names", "localsplusnames", "localspluskinds", "filename", "name", "qualname")


class Walk:
    """What marshal data consists of: (place, type, is numbered, value) for each object."""

    def __init__(self, data):
        self.data, self.at, self.objects = data, 0, []

    def take(self, size):
        self.at += size
        return self.data[self.at - size:self.at]

    def number(self, format):
        return struct.unpack("<" + format, self.take(struct.calcsize(format)))[0]

    def sized(self, format):
        return self.take(self.number(format))

    def read(self, place):
        byte = self.number("B")
        kind = chr(byte & 0x7F)
        index = len(self.objects)
        self.objects.append((place, kind, byte >= 0x80, None))
        value = self.contents(kind, place)
        self.objects[index] = (place, kind, byte >= 0x80, value)

    def contents(self, kind, place):
        if kind in "ir":
            return self.number("i")
        if kind == "l":
            return self.take(2 * abs(self.number("i")))
        if kind in "gy":
            return self.take(8 if kind == "g" else 16)
        if kind in "sutaA":
            return self.sized("I")
        if kind in "zZ":
            return self.sized("B")
        if kind in ")([<>":
            count = self.number("B" if kind == ")" else "I")
            for i in range(count):
                self.read(f"{place}[{i}]")
            return count
        if kind == "c":
            return self.code(place)
        return None

    def code(self, place):
        numbers = struct.unpack("<5i", self.take(20))
        for field in FIELDS:
            self.read(f"{place}.{field}")
        numbers += (self.number("i"),)
        for field in ("linetable", "exceptiontable"):
            self.read(f"{place}.{field}")
        return numbers


def objects_of(data):
    walk = Walk(data)
    walk.read("")
    return walk.objects


def first_difference(want, have):
    """The first objects that differ; a reference's number only counts when all else is equal."""
    for left, right in zip(objects_of(want), objects_of(have)):
        if left != right:
            return left, right
    return None, None


def shown(entry):
    place, kind, numbered, value = entry
    return f"{kind}{'+' if numbered else '-'} {value!r:.60}"


def class_of(place):
    """A place without its indexes: what kind of object it is."""
    return place.rpartition(".")[2].partition("[")[0] or "module"


def sources(folder):
    for path, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (os.path.join(path, name) for name in sorted(files) if name.endswith(".py"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", type=int, default=10)
    parser.add_argument("-O", type=int, default=0, dest="optimize")
    parser.add_argument("folder", nargs="?", default="/usr/lib/python3.11")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    total = equal = 0
    causes = collections.Counter()
    with tempfile.TemporaryDirectory() as scratch:
        level = [["-O", "-OO"][options.optimize - 1]] if options.optimize else []
        subprocess.run([VIV, "compile", *level, "-o", scratch, options.folder], stderr=subprocess.DEVNULL)
        for name in sources(options.folder):
            try:
                with open(name, "rb") as file:
                    code = compile(file.read(), name, "exec", dont_inherit=True, optimize=options.optimize)
            except (SyntaxError, ValueError):
                continue
            want = marshal.dumps(code)
            total += 1
            try:
                with open(os.path.join(scratch, os.path.relpath(name, options.folder) + "c"), "rb") as file:
                    have = file.read()[HEADER:]
            except OSError:
                causes["no file"] += 1
                continue
            if want == have:
                equal += 1
                continue
            left, right = first_difference(want, have)
            place = left[0] if left else ""
            causes[f"{class_of(place)} {left[1:3]} {right[1:3]}" if left else "?"] += 1
            if sum(causes.values()) <= options.show:
                print(f"{name}: {place}\n  want {left and shown(left)}\n  have {right and shown(right)}")
    for cause, count in causes.most_common(options.show):
        print(f"first difference {cause}: {count} files")
    print(f".pyc bytes -O {options.optimize}: {equal}/{total} ({100 * equal / max(total, 1):.2f} %)")
    sys.exit(equal < 0.99 * total)


if __name__ == "__main__":
    main()
