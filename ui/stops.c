/* A stop is a predicate with a text of its own; all of them linked by "or" say where a run
   stops. */
#include "ui/stops.h"

#include <stdlib.h>
#include <string.h>

#include "code/opcode.h"

static void stop_fini(Stop *stop)
{
    free(stop->text);
    free(stop->condition);
}

void stops_fini(Stops *stops)
{
    for (size_t i = 0; i < stops->stops.length; i++) stop_fini(&stops->stops.items[i]);
    vec_fini(&stops->stops);
}

static bool texts_equal(const char *left, const char *right)
{
    if (left == NULL || right == NULL) return left == right;
    return strcmp(left, right) == 0;
}

static bool stops_equal(const Stop *left, const Stop *right)
{
    return left->kind == right->kind && left->line == right->line && left->offset == right->offset &&
           left->code == right->code && texts_equal(left->text, right->text) &&
           texts_equal(left->condition, right->condition);
}

int stops_toggle(Stops *stops, Stop stop)
{
    for (size_t i = 0; i < stops->stops.length; i++) {
        if (!stops_equal(&stops->stops.items[i], &stop)) continue;
        stop_fini(&stops->stops.items[i]);
        memmove(&stops->stops.items[i], &stops->stops.items[i + 1],
                (stops->stops.length - i - 1) * sizeof stop);
        stops->stops.length--;
        return 0;
    }
    Stop kept = stop;
    kept.text = stop.text == NULL ? NULL : strdup(stop.text);
    kept.condition = stop.condition == NULL ? NULL : strdup(stop.condition);
    bool has_memory = (kept.text != NULL || stop.text == NULL) && (kept.condition != NULL || stop.condition == NULL);
    if (!has_memory || vec_push(&stops->stops, kept) < 0) {
        stop_fini(&kept);
        return -1;
    }
    return 1;
}

static const struct {
    const char *word;
    PredicateKind kind;
} words_table[] = {
    {"raise", FIND_RAISE}, {"exception", FIND_RAISE}, {"gc", FIND_GC},     {"output", FIND_OUTPUT},
    {"call", FIND_CALL},   {"return", FIND_RETURN},   {"line", FIND_LINE}, {"phase", FIND_GC_PHASE},
    {"step", FIND_STEP},
};

Stop stops_parse_with(char *words, const char *file)
{
    char *condition = strstr(words, " if ");
    if (condition != NULL) *condition = '\0';
    char *colon = strrchr(words, ':');
    bool has_file = colon != NULL && colon[1] != '\0' && strspn(colon + 1, "0123456789") == strlen(colon + 1);
    if (has_file) *colon = '\0';
    Stop stop = has_file ? (Stop){.kind = FIND_LINE_AT, .line = (int32_t)atoi(colon + 1), .text = words} : stops_parse(words, file);
    if (condition != NULL) stop.condition = condition + strlen(" if ");
    return stop;
}

Stop stops_parse(const char *words, const char *file)
{
    char *end;
    const char *number = strncmp(words, "line ", 5) == 0 ? words + 5 : words;
    long line = strtol(number, &end, 10);
    if (end != number && *end == '\0') {
        return (Stop){.kind = FIND_LINE_AT, .line = (int32_t)line, .text = (char *)(uintptr_t)file};
    }
    for (size_t i = 0; i < ARRAY_LENGTH(words_table); i++) {
        if (strcmp(words_table[i].word, words) == 0) return (Stop){.kind = words_table[i].kind};
    }
    if (strcmp(words, "yield") == 0) words = "YIELD_VALUE";
    bool says_opcode = strncmp(words, "op ", 3) == 0;
    if (says_opcode) words += 3;
    int opcode;
    bool is_opcode = says_opcode || opcode_find(words, &opcode);
    return (Stop){.kind = is_opcode ? FIND_OPCODE : FIND_FUNCTION, .text = (char *)(uintptr_t)words};
}

bool stops_has_line(const Stops *stops, const char *file, int32_t line)
{
    for (size_t i = 0; i < stops->stops.length; i++) {
        const Stop *stop = &stops->stops.items[i];
        bool same_file = stop->text == NULL || file == NULL || strcmp(stop->text, file) == 0;
        if (stop->kind == FIND_LINE_AT && stop->line == line && same_file) return true;
    }
    return false;
}

bool stops_has_offset(const Stops *stops, uint32_t code, int32_t offset)
{
    for (size_t i = 0; i < stops->stops.length; i++) {
        const Stop *stop = &stops->stops.items[i];
        if (stop->kind == FIND_OFFSET && stop->code == code && stop->offset == offset) return true;
    }
    return false;
}

static void write_place(const Stop *stop, Buf *buf)
{
    const char *text = stop->text == NULL ? "" : stop->text;
    if (stop->kind == FIND_LINE_AT) {
        buf_printf(buf, "line %d", (int)stop->line);
        if (stop->text != NULL) buf_printf(buf, " of %s", text);
    } else if (stop->kind == FIND_OFFSET) {
        buf_printf(buf, "instruction %d of code %u", (int)stop->offset, stop->code);
    } else if (stop->kind == FIND_FUNCTION) {
        buf_printf(buf, "function %s", text);
    } else if (stop->kind == FIND_OPCODE) {
        buf_printf(buf, "opcode %s", text);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(words_table); i++) {
        if (words_table[i].kind != stop->kind) continue;
        buf_printf(buf, "any %s", words_table[i].word);
        return;
    }
}

void stop_write(const Stop *stop, Buf *buf)
{
    write_place(stop, buf);
    if (stop->condition != NULL) buf_printf(buf, " if %s", stop->condition);
}

Predicate stop_predicate(Stop *stop)
{
    Predicate predicate = {.kind = stop->kind, .line = stop->line, .offset = stop->offset, .code = stop->code};
    if (stop->kind == FIND_LINE_AT) predicate.file = stop->text;
    else predicate.text = stop->text;
    stop->also = (Predicate){.kind = FIND_CONDITION, .text = stop->condition};
    if (stop->condition != NULL) predicate.also = &stop->also;
    return predicate;
}

size_t stops_predicates(Stops *stops, Predicate *predicates, size_t count)
{
    size_t used = stops->stops.length < count ? stops->stops.length : count;
    for (size_t i = 0; i < used; i++) {
        predicates[i] = stop_predicate(&stops->stops.items[i]);
        if (i > 0) predicates[i - 1].any = &predicates[i];
    }
    return used;
}
