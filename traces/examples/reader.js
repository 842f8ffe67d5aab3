// reader.js TRACE.jsonl: prints each line that ran with its variables, then how each variable got its last value.
//
// A whole reader of viv's traces: it keeps the frames and what is known of the objects, and ignores
// records and keys that it does not know.
const fs = require("fs");
const codes = new Map(), frames = new Map(), objects = new Map(), chain = [], changes = [];

const show = (value) => value === null ? "NULL" : objects.get(value) ?? value;

const follow = {
  code: (r) => codes.set(r.id, r),
  call: (r) => {
    frames.set(r.f, { name: codes.get(r.code).name, line: undefined, values: new Map(Object.entries(r.locals)) });
    chain.push(r.f);
  },
  resume: (r) => chain.push(r.f),
  return: (r) => chain.splice(chain.indexOf(r.f), 1),
  yield: (r) => chain.splice(chain.indexOf(r.f), 1),
  thread: (r) => chain.splice(0, chain.length, ...r.frames),
  unwind: (r) => chain.splice(chain.indexOf(r.f), 1),
  new: (r) => objects.set(`@${r.id}`, `${r.type} #${r.id}`),
  free: (r) => objects.delete(`@${r.id}`),
  var: (r) => {
    frames.get(r.f).values.set(r.name, r.new);
    changes.push(r);
  },
};

for (const text of fs.readFileSync(process.argv[2], "utf8").trimEnd().split("\n")) {
  const record = JSON.parse(text);
  (follow[record.t] ?? (() => {}))(record);
  if (record.t !== "op") continue;
  const frame = frames.get(record.f);
  if (record.line === undefined || record.line === frame.line) continue;
  frame.line = record.line;
  const values = [...frame.values].filter(([, value]) => value !== null).map(([name, value]) => `${name}=${show(value)}`);
  const place = "  ".repeat(chain.length - 1) + `${frame.name} line ${frame.line}`;
  console.log(`${String(record.n).padStart(6)} ${place}: ${values.join(", ")}`);
}

const last = new Map();
for (const change of changes.reverse()) { // backwards in time
  const key = `${change.f} ${change.name}`;
  if (!last.has(key)) last.set(key, change);
}
const sorted = [...last.values()].sort((a, b) => a.f - b.f || (a.name < b.name ? -1 : 1));
for (const c of sorted) console.log(`#${c.f} ${c.name}: ${c.old === null ? "None" : c.old} became ${c.new === null ? "None" : c.new} at ${c.n}`);
