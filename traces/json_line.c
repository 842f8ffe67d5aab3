/* Kept true: cJSON never sees a line that could make it use much memory or many levels of the
   stack, nor an escape that it cannot keep: those are rewritten before. */
#include "traces/json_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Problem {
    char *message;
    size_t size;
} Problem;

static bool refuse(Problem problem, size_t offset, const char *what)
{
    snprintf(problem.message, problem.size, "column %zu: %s", offset + 1, what);
    return false;
}

/* --- before the parser */

/* Looks at brackets and commas outside strings: how deep, how many. */
static bool is_modest(const char *line, size_t length, Problem problem)
{
    size_t depth = 0, values = 0;
    bool in_string = false;
    if (length > JSON_LINE_BYTES) return refuse(problem, JSON_LINE_BYTES, "the line is too long");
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)line[i];
        if (byte < ' ' && byte != '\t' && byte != '\r') return refuse(problem, i, "a control character");
        if (in_string) {
            if (byte == '\\') i++;
            else if (byte == '"') in_string = false;
            continue;
        }
        switch (byte) {
        case '"': in_string = true; break;
        case '[': case '{':
            values++;
            if (++depth > JSON_LINE_DEPTH) return refuse(problem, i, "too deeply nested");
            break;
        case ']': case '}': depth -= depth > 0; break;
        case ',': values++; break;
        default: break;
        }
        if (values > JSON_LINE_VALUES) return refuse(problem, i, "too many values");
    }
    return true;
}

/* The code unit of the escape \uXXXX at AT, or -1. */
static int escaped_unit(const char *line, size_t length, size_t at)
{
    int unit = 0;
    if (length - at < 6 || line[at] != '\\' || line[at + 1] != 'u') return -1;
    for (size_t i = at + 2; i < at + 6; i++) {
        char digit = line[i];
        if (digit >= '0' && digit <= '9') unit = unit * 16 + digit - '0';
        else if ((digit | 32) >= 'a' && (digit | 32) <= 'f') unit = unit * 16 + (digit | 32) - 'a' + 10;
        else return -1;
    }
    return unit;
}

static bool is_high(int unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

static bool is_low(int unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

/* Copies LINE with the escapes that cJSON refuses or cuts at, lone surrogates and the
   character 0, written as bytes.  Stops when the copy has LIMIT bytes; the bytes read. */
static size_t copy_escapes(const char *line, size_t length, Buf *copy, size_t limit)
{
    size_t i = 0, plain = 0;
    while (i < length && copy->length + (i - plain) < limit) {
        if (line[i] != '\\') {
            i++;
            continue;
        }
        int unit = escaped_unit(line, length, i);
        bool is_pair = is_high(unit) && is_low(escaped_unit(line, length, i + 6));
        if (unit == 0 || ((is_high(unit) || is_low(unit)) && !is_pair)) {
            buf_add(copy, line + plain, i - plain);
            if (unit == 0) buf_add(copy, "\xC0\x80", 2);
            else buf_add_utf8(copy, (uint32_t)unit);
            plain = i += 6;
        } else {
            i += is_pair ? 12 : 2;
        }
    }
    i = i < length ? i : length;
    buf_add(copy, line + plain, i - plain);
    return i;
}

/* --- after the parser */

static int key_compare(const void *left, const void *right)
{
    return strcmp((*(const cJSON *const *)left)->string, (*(const cJSON *const *)right)->string);
}

/* A key that OBJECT has twice, or NULL.  *FAILED: no memory. */
static const char *twice_in(const cJSON *object, bool *failed)
{
    size_t count = (size_t)cJSON_GetArraySize(object), i = 0;
    const char *twice = NULL;
    if (count < 2) return NULL;
    const cJSON **members = malloc(count * sizeof *members);
    *failed = members == NULL;
    if (members == NULL) return NULL;
    for (const cJSON *member = object->child; member != NULL; member = member->next) members[i++] = member;
    qsort(members, count, sizeof *members, key_compare);
    for (i = 1; i < count && twice == NULL; i++) {
        if (strcmp(members[i - 1]->string, members[i]->string) == 0) twice = members[i]->string;
    }
    free(members);
    return twice;
}

/* Recurses no deeper than JSON_LINE_DEPTH. */
static bool has_single_keys(const cJSON *tree, Problem problem)
{
    bool failed = false;
    const char *twice = cJSON_IsObject(tree) ? twice_in(tree, &failed) : NULL;
    if (failed) snprintf(problem.message, problem.size, "no memory");
    if (twice != NULL) snprintf(problem.message, problem.size, "the key \"%.40s\" twice", twice);
    if (failed || twice != NULL) return false;
    for (const cJSON *child = tree->child; child != NULL; child = child->next) {
        if (child->child != NULL && !has_single_keys(child, problem)) return false;
    }
    return true;
}

cJSON *json_line_parse(const char *line, size_t length, Buf *scratch, char *message, size_t size)
{
    Problem problem = {message, size};
    if (!is_modest(line, length, problem)) return NULL;
    buf_clear(scratch);
    copy_escapes(line, length, scratch, SIZE_MAX);
    const char *start = buf_text(scratch), *end = start;
    cJSON *tree = scratch->failed ? NULL : cJSON_ParseWithLengthOpts(start, scratch->length, &end, false);
    while (tree != NULL && end < start + scratch->length && strchr(" \t\r", *end) != NULL) end++;
    if (tree != NULL && end == start + scratch->length) {
        if (has_single_keys(tree, problem)) return tree;
        cJSON_Delete(tree);
        return NULL;
    }
    Buf before = BUF_INIT;
    size_t offset = copy_escapes(line, length, &before, (size_t)(end - start));
    buf_fini(&before);
    refuse(problem, offset, tree == NULL ? "not JSON" : "something follows the record");
    cJSON_Delete(tree);
    return NULL;
}
