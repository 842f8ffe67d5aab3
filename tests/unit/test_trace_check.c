/* The parts of the trace reader: lines that would harm, records there and back, the map. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/suite.h"
#include "traces/json_event.h"
#include "traces/json_line.h"
#include "traces/json_record.h"
#include "traces/number_map.h"

static Buf scratch;

/* What is wrong with LINE; "" when nothing is. */
static const char *complaint(const char *line, size_t length)
{
    static char message[200];
    message[0] = '\0';
    cJSON *tree = json_line_parse(line, length, &scratch, message, sizeof message);
    ck_assert_int_eq(tree == NULL, message[0] != '\0');
    cJSON_Delete(tree);
    return message;
}

#define complaint_of(text) complaint((text), strlen(text))

/* COUNT times PIECE. */
static Buf repeated(const char *piece, size_t count)
{
    Buf buf = BUF_INIT;
    while (count-- > 0) buf_add_text(&buf, piece);
    return buf;
}

START_TEST(refuses_what_would_harm)
{
    Buf deep = repeated("[", JSON_LINE_DEPTH + 1), wide = repeated("[],", JSON_LINE_VALUES / 2 + 1);
    Buf allowed = repeated("[", JSON_LINE_DEPTH);
    for (int i = 0; i < JSON_LINE_DEPTH; i++) buf_add_char(&allowed, ']');
    ck_assert_str_eq(complaint(deep.bytes, deep.length), "column 33: too deeply nested");
    ck_assert_str_eq(complaint(allowed.bytes, allowed.length), "");
    ck_assert_ptr_nonnull(strstr(complaint(wide.bytes, wide.length), "too many values"));
    ck_assert_str_eq(complaint("", 0), "column 1: not JSON");
    ck_assert_str_eq(complaint("{\0}", 3), "column 2: a control character");
    ck_assert_str_eq(complaint_of("{\"a\":[{\"b\":1,\"c\":2,\"b\":3}]}"), "the key \"b\" twice");
    ck_assert_str_eq(complaint_of("{\"a\":\"\\ud800\"} x"), "column 16: something follows the record");
    ck_assert_str_eq(complaint_of("\"\\"), "column 2: not JSON");
    ck_assert_str_eq(complaint_of("\"\\ud8"), "column 2: not JSON");
    buf_fini(&deep);
    buf_fini(&wide);
    buf_fini(&allowed);
}
END_TEST

START_TEST(keeps_every_character)
{
    char message[200];
    const char *line = "\"\\ud800 \\u0000 \\ud83d\\ude00 \\udc00 \\\\ud800\"";
    cJSON *tree = json_line_parse(line, strlen(line), &scratch, message, sizeof message);
    ck_assert_ptr_nonnull(tree);
    ck_assert_str_eq(cJSON_GetStringValue(tree), "\xED\xA0\x80 \xC0\x80 \xF0\x9F\x98\x80 \xED\xB0\x80 \\ud800");
    cJSON_Delete(tree);
}
END_TEST

/* What was read is written as the same bytes. */
START_TEST(reads_what_is_written)
{
    FILE *file = fopen("tests/damaged_traces/whole.jsonl", "r");
    Arena *arena = arena_new();
    char *line = NULL, message[200];
    size_t capacity = 0;
    ssize_t length;
    int count = 0;
    ck_assert_ptr_nonnull(file);
    while ((length = getline(&line, &capacity, file)) > 0) {
        Event event;
        JsonOut out = {0};
        cJSON *tree = json_line_parse(line, (size_t)length - 1, &scratch, message, sizeof message);
        ck_assert_ptr_nonnull(tree);
        ck_assert_int_eq(json_event(tree, arena, &event, message, sizeof message), JSON_EVENT_READ);
        json_record(&out, &event);
        json_literal(&out, "\n\0");
        ck_assert_str_eq(out.bytes, line);
        json_fini(&out);
        cJSON_Delete(tree);
        count++;
    }
    ck_assert_int_gt(count, 80);
    free(line);
    arena_free(arena);
    fclose(file);
}
END_TEST

START_TEST(maps_numbers)
{
    NumberMap map = {0};
    ck_assert_ptr_null(number_map_peek(&map, 7));
    number_map_drop(&map, 7);
    for (uint64_t key = 0; key < 5000; key++) {
        ck_assert_int_eq(number_map_put(&map, key << 20, key), 0);
        if (key >= 10) number_map_drop(&map, (key - 10) << 20);
    }
    for (uint64_t key = 0; key < 5000; key++) {
        uint64_t *value = number_map_peek(&map, key << 20);
        ck_assert_int_eq(value != NULL, key >= 4990);
        if (value != NULL) ck_assert_uint_eq(*value, key);
    }
    ck_assert_uint_lt(map.capacity, 1024);
    number_map_fini(&map);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("trace check");
    tcase_add_test(tests, refuses_what_would_harm);
    tcase_add_test(tests, keeps_every_character);
    tcase_add_test(tests, reads_what_is_written);
    tcase_add_test(tests, maps_numbers);
    return suite_run_one("trace check", tests);
}
