/* One JSON object: everything the watch kept, in the order in which it happened. */
#include "cli/gc_report.h"

#include <string.h>

static void put_text(JsonOut *out, const char *text)
{
    if (text == NULL) json_literal(out, "null");
    else json_string(out, text, strlen(text));
}

/* Begins a member: a comma but before the FIRST, and the name. */
static void put_name(JsonOut *out, const char *name, bool first)
{
    if (!first) json_literal(out, ",");
    put_text(out, name);
    json_literal(out, ":");
}

static void put_number(JsonOut *out, const char *name, int64_t value, bool first)
{
    put_name(out, name, first);
    json_signed(out, value);
}

static void put_types(JsonOut *out, const char *name, const TypeCounts *counts)
{
    put_name(out, name, false);
    json_literal(out, "[");
    for (size_t i = 0; i < counts->length; i++) {
        if (i > 0) json_literal(out, ",");
        json_literal(out, "{");
        put_name(out, "type", true);
        put_text(out, counts->items[i].name);
        put_number(out, "count", (int64_t)counts->items[i].count, false);
        put_number(out, "bytes", (int64_t)counts->items[i].bytes, false);
        json_literal(out, "}");
    }
    json_literal(out, "]");
}

static void put_links(JsonOut *out, const CycleLinks *links)
{
    put_name(out, "first", false);
    json_literal(out, "[");
    for (size_t i = 0; i < links->length; i++) {
        const CycleLink *link = &links->items[i];
        if (i > 0) json_literal(out, ",");
        json_literal(out, "{");
        put_number(out, "id", link->id, true);
        put_name(out, "shown", false);
        put_text(out, link->shown);
        put_number(out, "refcount", link->refcount, false);
        put_name(out, "holds_next_by", false);
        put_text(out, link->label);
        json_literal(out, "}");
    }
    json_literal(out, "]");
}

static void put_cycles(JsonOut *out, const CycleShapes *shapes)
{
    put_name(out, "cycles", false);
    json_literal(out, "[");
    for (size_t i = 0; i < shapes->length; i++) {
        const CycleShape *shape = &shapes->items[i];
        if (i > 0) json_literal(out, ",");
        json_literal(out, "{");
        put_name(out, "shape", true);
        put_text(out, shape->text);
        put_number(out, "count", (int64_t)shape->count, false);
        put_number(out, "objects", (int64_t)shape->objects, false);
        put_links(out, &shape->links);
        json_literal(out, "}");
    }
    json_literal(out, "]");
}

static void put_collection(JsonOut *out, const GcCollection *collection)
{
    json_literal(out, "{");
    put_number(out, "step", (int64_t)collection->step, true);
    put_number(out, "generation", collection->generation, false);
    put_name(out, "asked_for", false);
    if (collection->asked_for) json_literal(out, "true");
    else json_literal(out, "false");
    put_name(out, "file", false);
    put_text(out, collection->file);
    put_name(out, "function", false);
    put_text(out, collection->function);
    put_number(out, "line", collection->line, false);
    put_name(out, "on_entry", false);
    if (collection->on_entry) json_literal(out, "true");
    else json_literal(out, "false");
    put_name(out, "counts", false);
    for (int i = 0; i < GENERATIONS; i++) {
        json_raw(out, i == 0 ? "[" : ",", 1);
        json_signed(out, collection->counts[i]);
    }
    json_literal(out, "]");
    put_name(out, "objects", false);
    for (int i = 0; i < GENERATIONS; i++) {
        json_raw(out, i == 0 ? "[" : ",", 1);
        json_unsigned(out, collection->sizes[i]);
    }
    json_literal(out, "]");
    put_number(out, "unreachable", (int64_t)collection->found, false);
    put_number(out, "freed", (int64_t)collection->freed, false);
    put_number(out, "died_in_finalizers", (int64_t)collection->finalized, false);
    put_number(out, "revived", (int64_t)collection->revived, false);
    put_number(out, "survivors", (int64_t)collection->survivors, false);
    put_types(out, "survivor_types", &collection->survivor_types);
    put_types(out, "unreachable_types", &collection->found_types);
    put_cycles(out, &collection->cycles);
    put_number(out, "held_by_cycles", (int64_t)collection->hanging, false);
    json_literal(out, "}");
}

static void put_end(JsonOut *out, const GcWatch *watch)
{
    put_name(out, "end", false);
    json_literal(out, "{");
    put_name(out, "counts", true);
    for (int i = 0; i < GENERATIONS; i++) {
        json_raw(out, i == 0 ? "[" : ",", 1);
        json_signed(out, watch->counts[i]);
    }
    json_literal(out, "]");
    put_name(out, "alive", false);
    for (int i = 0; i <= GENERATIONS; i++) {
        json_raw(out, i == 0 ? "[" : ",", 1);
        json_literal(out, "{");
        put_number(out, "objects", (int64_t)watch->alive_count[i], true);
        put_types(out, "types", &watch->alive[i]);
        json_literal(out, "}");
    }
    json_literal(out, "]}");
}

void gc_report_json(const GcWatch *watch, const char *program, int status, JsonOut *out)
{
    json_literal(out, "{");
    put_name(out, "program", true);
    put_text(out, program);
    put_number(out, "status", status, false);
    put_name(out, "complete", false);
    if (watch->has_failed) json_literal(out, "false");
    else json_literal(out, "true");
    put_name(out, "collections", false);
    json_literal(out, "[");
    for (size_t i = 0; i < watch->collections.length; i++) {
        json_raw(out, i == 0 ? "\n" : ",\n", i == 0 ? 1 : 2);
        put_collection(out, &watch->collections.items[i]);
    }
    json_literal(out, "]");
    put_end(out, watch);
    json_literal(out, "}\n");
}
