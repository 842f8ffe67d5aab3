// validate.cjs SCHEMA FILE…: validates JSON documents, or each line of .jsonl files, with ajv 8.
// Needs npm's ajv where NODE_PATH finds it.  Prints one line for a file; exits 1 when one is wrong.
const fs = require("fs");
const [schemaPath, ...files] = process.argv.slice(2);
const schema = JSON.parse(fs.readFileSync(schemaPath, "utf8"));
const is2020 = (schema.$schema || "").includes("2020-12");
const Ajv = require(is2020 ? "ajv/dist/2020" : "ajv").default;
const ajv = new Ajv({ strict: false, allErrors: false });
const validate = ajv.compile(schema);
let wrong = 0;
for (const file of files) {
  const text = fs.readFileSync(file, "utf8");
  const records = file.endsWith(".jsonl") ? text.trimEnd().split("\n") : [text];
  const bad = records.findIndex((record) => !validate(JSON.parse(record)));
  if (bad >= 0) {
    wrong++;
    validate(JSON.parse(records[bad]));
    console.log(`${file}: record ${bad + 1}: ${ajv.errorsText(validate.errors)}`);
  } else {
    console.log(`${file}: ${records.length} valid`);
  }
}
process.exit(wrong > 0 ? 1 : 0);
