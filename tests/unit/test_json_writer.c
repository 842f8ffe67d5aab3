/* The JSON trace, record by record: key order, escapes, absent fields, and what is left on
   the disk. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/suite.h"
#include "traces/json_record.h"
#include "traces/json_writer.h"

#define TEXT(literal) ((EventText){literal, sizeof(literal) - 1})

static void check_record(const Event *event, const char *expected)
{
    JsonOut out = {0};
    json_record(&out, event);
    json_raw(&out, "", 1);
    ck_assert_str_eq(out.bytes, expected);
    json_fini(&out);
}

START_TEST(writes_keys_in_order)
{
    EventValue stack[] = {{.kind = EVENT_VALUE_OBJECT, .object = 20},
                          {.kind = EVENT_VALUE_TEXT, .text = TEXT("3")},
                          {.kind = EVENT_VALUE_NULL}};
    Event event = {EVENT_op, .op_ = {41, 2, 34, "BINARY_OP", 10, 4, {stack, 3}}};
    check_record(&event, "{\"t\":\"op\",\"n\":41,\"f\":2,\"pc\":34,\"op\":\"BINARY_OP\",\"arg\":10,\"line\":4,"
                         "\"stack\":[\"@20\",\"3\",null]}");
}
END_TEST

START_TEST(leaves_out_what_is_absent)
{
    Event op = {EVENT_op, .op_ = {0, 0, 0, "RESUME", -1, -1, {NULL, 0}}};
    check_record(&op, "{\"t\":\"op\",\"n\":0,\"f\":0,\"pc\":0,\"op\":\"RESUME\",\"stack\":[]}");
    Event raised = {EVENT_raise, .raise_ = {7, 1, "KeyError", 0, TEXT("'x'")}};
    check_record(&raised, "{\"t\":\"raise\",\"n\":7,\"f\":1,\"type\":\"KeyError\",\"text\":\"'x'\"}");
}
END_TEST

START_TEST(escapes_text)
{
    Event out = {EVENT_out, .out_ = {1, 1, TEXT("a\"\\\n\x1b[31m\x7f\xC3\xA9\xED\xA0\x80\xFF")}};
    check_record(&out, "{\"t\":\"out\",\"n\":1,\"fd\":1,\"text\":\"a\\\"\\\\\\n\\u001b[31m\\u007f\xC3\xA9\\ud800\\ufffd\"}");
}
END_TEST

START_TEST(keeps_large_numbers_exact)
{
    JsonOut out = {0};
    json_unsigned(&out, ((uint64_t)1 << 53) - 1);
    json_literal(&out, " ");
    json_unsigned(&out, (uint64_t)1 << 53);
    json_literal(&out, " ");
    json_signed(&out, INT64_MIN);
    json_raw(&out, "", 1);
    ck_assert_str_eq(out.bytes, "9007199254740991 \"9007199254740992\" \"-9223372036854775808\"");
    json_fini(&out);
}
END_TEST

static char *file_read(const char *path)
{
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    static char text[4096];
    size_t length = fread(text, 1, sizeof text - 1, file);
    text[length] = '\0';
    fclose(file);
    return text;
}

START_TEST(names_a_file_when_it_is_complete)
{
    char folder[] = "/tmp/viv-writer-XXXXXX", path[64], beside[80], message[200];
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/t.jsonl", folder);
    snprintf(beside, sizeof beside, "%s.part", path);
    Sink *sink = json_writer_new(path, JSON_LINES, message, sizeof message);
    ck_assert_ptr_nonnull(sink);
    Event freed = {EVENT_free, .free_ = {3, 9}};
    ck_assert_int_eq(sink->event(sink, &freed), 0);
    ck_assert_int_ne(access(path, F_OK), 0);
    ck_assert_int_eq(access(beside, F_OK), 0);
    ck_assert_int_eq(sink->close(sink), 0);
    ck_assert_int_ne(access(beside, F_OK), 0);
    ck_assert_str_eq(file_read(path), "{\"t\":\"free\",\"n\":3,\"id\":9}\n");

    sink = json_writer_new(path, JSON_DOCUMENT, message, sizeof message);
    ck_assert_int_eq(sink->event(sink, &freed), 0);
    ck_assert_int_eq(sink->event(sink, &freed), 0);
    ck_assert_int_eq(sink->close(sink), 0);
    ck_assert_str_eq(file_read(path), "{\"records\":[\n{\"t\":\"free\",\"n\":3,\"id\":9},\n"
                                      "{\"t\":\"free\",\"n\":3,\"id\":9}\n]}\n");
    unlink(path);
    ck_assert_ptr_null(json_writer_new(folder, JSON_LINES, message, sizeof message));
    ck_assert_ptr_nonnull(strstr(message, "directory"));
    rmdir(folder);
}
END_TEST

START_TEST(says_when_the_disk_is_full)
{
    char message[200];
    Sink *sink = json_writer_new("/dev/full", JSON_LINES, message, sizeof message);
    ck_assert_ptr_nonnull(sink);
    Event freed = {EVENT_free, .free_ = {3, 9}};
    ck_assert_int_eq(sink->event(sink, &freed), 0);
    ck_assert_int_lt(sink->close(sink), 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("json_writer");
    tcase_add_test(tests, writes_keys_in_order);
    tcase_add_test(tests, leaves_out_what_is_absent);
    tcase_add_test(tests, escapes_text);
    tcase_add_test(tests, keeps_large_numbers_exact);
    tcase_add_test(tests, names_a_file_when_it_is_complete);
    tcase_add_test(tests, says_when_the_disk_is_full);
    return suite_run_one("json_writer", tests);
}
