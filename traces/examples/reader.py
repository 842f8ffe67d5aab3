"""reader.py TRACE.jsonl: prints each line that ran with its variables, then how each variable got its last value.

A whole reader of viv's traces: it keeps the frames and what is known of the objects, and ignores
records and keys that it does not know."""
import json
import sys

codes, frames, chain, objects, changes = {}, {}, [], {}, []


def show(value):
    return "NULL" if value is None else objects.get(value, value) if value.startswith("@") else value


def follow(record):
    kind = record["t"]
    if kind == "code":
        codes[record["id"]] = record
    elif kind == "call":
        frames[record["f"]] = {"name": codes[record["code"]]["name"], "line": None, "values": dict(record["locals"])}
        chain.append(record["f"])
    elif kind == "resume":
        chain.append(record["f"])
    elif kind in ("return", "yield", "unwind"):
        chain.remove(record["f"])
    elif kind == "thread":
        chain[:] = record["frames"]
    elif kind == "new":
        objects["@%d" % record["id"]] = "%s #%d" % (record["type"], record["id"])
    elif kind == "free":
        objects.pop("@%d" % record["id"], None)
    elif kind == "var":
        frames[record["f"]]["values"][record["name"]] = record["new"]
        changes.append(record)


def main(path):
    with open(path, encoding="utf-8") as trace:
        for text in trace:
            record = json.loads(text)
            follow(record)
            if record["t"] != "op":
                continue
            frame, line = frames[record["f"]], record.get("line")
            if line is None or line == frame["line"]:
                continue
            frame["line"] = line
            values = ", ".join("%s=%s" % (name, show(value)) for name, value in frame["values"].items() if value is not None)
            print("%6d %s%s line %d: %s" % (record["n"], "  " * (len(chain) - 1), frame["name"], line, values))
    last = {}
    while changes:    # backwards in time
        change = changes.pop()
        last.setdefault((change["f"], change["name"]), change)
    for (frame, name), change in sorted(last.items()):
        print("#%d %s: %s became %s at %d" % (frame, name, change["old"], change["new"], change["n"]))


main(sys.argv[1])
