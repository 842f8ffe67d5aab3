/* Kept true: neither text can say anything that the writer does not do, since all three are
   made from event.def. */
#include "traces/describe.h"

#include <stdbool.h>

#include "base/base.h"

typedef struct FieldType {
    const char *name, *schema, *words;
} FieldType;

#define WORD_OR_NULL "{\"type\":[\"string\",\"null\"]}"
#define UNSIGNED "{\"type\":\"integer\",\"minimum\":0}"
#define PLACE "{\"type\":[\"integer\",\"null\"]}"

/* What each type of event.def is in JSON, in event.def's order. */
static const FieldType field_types[] = {
    {"STEP", UNSIGNED, "step"},
    {"COUNT", "{\"anyOf\":[" UNSIGNED ",{\"type\":\"string\",\"pattern\":\"^[0-9]+$\"}]}", "unsigned"},
    {"NUMBER", "{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"string\",\"pattern\":\"^-?[0-9]+$\"}]}", "number"},
    {"FRAME", UNSIGNED, "frame"},
    {"OBJECT", UNSIGNED, "object"},
    {"CODE", UNSIGNED, "code"},
    {"SOURCE", UNSIGNED, "source"},
    {"NAME", "{\"type\":\"string\"}", "word"},
    {"TEXT", "{\"type\":\"string\"}", "text"},
    {"VALUE", WORD_OR_NULL, "value"},
    {"VALUES", "{\"type\":\"array\",\"items\":" WORD_OR_NULL "}", "array of values"},
    {"OBJECTS", "{\"type\":\"array\",\"items\":" UNSIGNED "}", "array of objects"},
    {"COUNTS", "{\"type\":\"array\",\"items\":" UNSIGNED "}", "array of unsigned"},
    {"TEXTS", "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}", "array of texts"},
    {"BINDINGS", "{\"type\":\"object\",\"additionalProperties\":" WORD_OR_NULL "}", "names to values"},
    {"FRAMES",
     "{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"f\":" UNSIGNED ",\"back\":" UNSIGNED
     ",\"code\":" UNSIGNED ",\"kind\":{\"type\":\"string\"},\"pc\":" UNSIGNED ",\"line\":" UNSIGNED
     ",\"runs\":{\"type\":\"boolean\"},\"stack\":{\"type\":\"array\",\"items\":" WORD_OR_NULL
     "},\"locals\":{\"type\":\"object\",\"additionalProperties\":" WORD_OR_NULL
     "},\"cells\":{\"type\":\"object\",\"additionalProperties\":" UNSIGNED "},\"globals\":" UNSIGNED
     ",\"names\":" UNSIGNED
     "},\"required\":[\"f\",\"code\",\"kind\",\"runs\",\"stack\",\"locals\",\"cells\"]}}",
     "array of frames"},
    {"STATES",
     "{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"id\":" UNSIGNED
     ",\"type\":{\"type\":\"string\"},\"size\":" UNSIGNED ",\"gen\":" UNSIGNED
     ",\"repr\":{\"type\":\"string\"},\"fields\":{\"type\":\"array\",\"items\":{\"type\":\"array\",\"minItems\":3,"
     "\"maxItems\":3,\"items\":" WORD_OR_NULL
     "}}},\"required\":[\"id\",\"type\",\"size\",\"repr\",\"fields\"]}}",
     "array of states"},
    {"OPS",
     "{\"type\":\"array\",\"items\":{\"type\":\"array\",\"minItems\":5,\"maxItems\":5,\"prefixItems\":[" UNSIGNED
     ",{\"type\":\"string\"}," PLACE ",{\"type\":\"string\"},{\"type\":\"array\",\"minItems\":4,"
     "\"maxItems\":4,\"items\":" PLACE "}]}}",
     "array of instructions"},
    {"HANDLERS",
     "{\"type\":\"array\",\"items\":{\"type\":\"array\",\"minItems\":5,\"maxItems\":5,\"prefixItems\":[" UNSIGNED
     "," UNSIGNED "," UNSIGNED "," UNSIGNED ",{\"type\":\"boolean\"}]}}",
     "array of table rows"},
};

typedef struct RecordField {
    const char *type; /* NULL: a kind begins, and `name` and `doc` are the kind's */
    const char *name, *doc;
    bool is_optional;
} RecordField;

static const RecordField record_fields[] = {
#define EVENT(kind, doc) {NULL, #kind, doc, false},
#define FIELD(type, name, doc) {#type, #name, doc, false},
#define OPTIONAL(type, name, doc) {#type, #name, doc, true},
#define EVENT_END(kind)
#include "events/event.def"
#undef EVENT
#undef FIELD
#undef OPTIONAL
#undef EVENT_END
};

static const FieldType *field_type(const char *name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(field_types); i++) {
        const char *left = field_types[i].name, *right = name;
        while (*left != '\0' && *left == *right) left++, right++;
        if (*left == *right) return &field_types[i];
    }
    viv_unreachable("event.def uses a type that describe.c does not know");
}

static bool is_kind(size_t at)
{
    return at == ARRAY_LENGTH(record_fields) || record_fields[at].type == NULL;
}

static void put_quoted(FILE *file, const char *text)
{
    putc('"', file);
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') putc('\\', file);
        putc(*text, file);
    }
    putc('"', file);
}

/* The schema of the kind that begins at AT; returns where the next begins. */
static size_t describe_kind(FILE *file, size_t at)
{
    const RecordField *kind = &record_fields[at++];
    size_t first = at;
    fprintf(file, "    {\"title\":\"%s\",\"description\":", kind->name);
    put_quoted(file, kind->doc);
    fprintf(file, ",\"type\":\"object\",\n     \"properties\":{\"t\":{\"const\":\"%s\"}", kind->name);
    for (; !is_kind(at); at++) {
        fprintf(file, ",\n       \"%s\":%s", record_fields[at].name, field_type(record_fields[at].type)->schema);
    }
    fputs("},\n     \"required\":[\"t\"", file);
    for (size_t i = first; i < at; i++) {
        if (!record_fields[i].is_optional) fprintf(file, ",\"%s\"", record_fields[i].name);
    }
    fputs("]}", file);
    return at;
}

void describe_schema(FILE *file)
{
    fputs("{\n  \"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\n"
          "  \"title\":\"A record of a viv trace\",\n"
          "  \"$comment\":\"Printed by viv trace --schema.  Readers ignore unknown records and keys.\",\n"
          "  \"type\":\"object\",\n  \"required\":[\"t\"],\n  \"anyOf\":[\n",
          file);
    for (size_t at = 0; at < ARRAY_LENGTH(record_fields);) {
        at = describe_kind(file, at);
        fputs(",\n", file);
    }
    fputs("    {\"title\":\"unknown\",\"description\":\"A record of a later minor version.\",\"type\":\"object\",\n"
          "     \"properties\":{\"t\":{\"type\":\"string\",\"not\":{\"enum\":[",
          file);
    bool is_first = true;
    for (size_t i = 0; i < ARRAY_LENGTH(record_fields); i++) {
        if (!is_kind(i)) continue;
        fprintf(file, "%s\"%s\"", is_first ? "" : ",", record_fields[i].name);
        is_first = false;
    }
    fputs("]}}},\n     \"required\":[\"t\"]}\n  ]\n}\n", file);
}

void describe_records(FILE *file)
{
    for (size_t i = 0; i < ARRAY_LENGTH(record_fields); i++) {
        const RecordField *field = &record_fields[i];
        if (field->type == NULL) {
            fprintf(file, "%s### `%s`\n\n%s\n\n| key | type | meaning |\n|---|---|---|\n", i == 0 ? "" : "\n",
                    field->name, field->doc);
        } else {
            fprintf(file, "| `%s` | %s%s | %s |\n", field->name, field_type(field->type)->words,
                    field->is_optional ? ", optional" : "", field->doc);
        }
    }
}
