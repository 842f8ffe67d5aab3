/* Line tables and exception tables: what is written is read back, CPython's bytes for
   known tables, and damaged ones do no harm. */
#include "tests/unit/suite.h"

#include "code/exception_table.h"
#include "code/locations.h"

static const CodeSpan spans[] = {
    {10, 10, 0, 0},     {10, 10, 79, 94},    {10, 10, 79, 95},  {10, 10, 80, 81},
    {12, 12, 127, 127}, {12, 12, 127, 128},  {15, 15, 3, 4},    {14, 14, 3, 4},
    {14, 20, 3, 400},   {14, 14, -1, -1},    {-1, -1, -1, -1},  {1000000, 1000000, 5, 2},
    {3, 3, 9, 5},       {3, 1000, 70000, 0}, {3, 3, 0, 127},    {4, -1, -1, -1},
};

START_TEST(locations_round_trip)
{
    LocationWriter writer = {.line = 10};
    int units[ARRAY_LENGTH(spans)];
    for (size_t i = 0; i < ARRAY_LENGTH(spans); i++) {
        units[i] = 1 + (int)(i % 11);
        location_add(&writer, units[i], spans[i]);
    }
    LocationReader reader = location_reader(writer.table.bytes, writer.table.length, 10);
    int end = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(spans); i++) {
        CodeSpan want = spans[i];
        if (want.line >= 0 && want.end_line < 0) want.end_line = want.line;
        for (end += units[i]; reader.end < end;) {
            ck_assert(location_next(&reader));
            ck_assert_msg(span_equals(reader.span, want), "span %zu: %d-%d %d-%d", i,
                          reader.span.line, reader.span.end_line, reader.span.column,
                          reader.span.end_column);
        }
        ck_assert_int_eq(reader.end, end);
    }
    ck_assert(!location_next(&reader));
    buf_fini(&writer.table);
}
END_TEST

/* compile("x = 1\n", "f", "exec").co_linetable: RESUME on line 0, then 1 and x. */
START_TEST(locations_equal_cpythons)
{
    static const unsigned char want[] = {
        0xf0, 0x03, 0x01, 0x01, 0x01, 0xd8, 0x04, 0x05, 0x80, 0x01, 0x80, 0x01, 0x80, 0x01,
    };
    LocationWriter writer = {.line = 1};
    location_add(&writer, 1, (CodeSpan){0, 1, 0, 0});
    location_add(&writer, 1, (CodeSpan){1, 1, 4, 5});
    location_add(&writer, 1, (CodeSpan){1, 1, 0, 1});
    location_add(&writer, 1, (CodeSpan){1, 1, 0, 1});
    location_add(&writer, 1, (CodeSpan){1, 1, 0, 1});
    ck_assert_uint_eq(writer.table.length, sizeof want);
    ck_assert_mem_eq(writer.table.bytes, want, sizeof want);
    buf_fini(&writer.table);
}
END_TEST

START_TEST(locations_survive_damage)
{
    unsigned char bytes[64];
    uint32_t random = 1;
    for (int round = 0; round < 20000; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) {
            random = random * 1664525 + 1013904223;
            bytes[i] = (unsigned char)(random >> 24 | (i % 3 == 0 ? 0x70 : 0));
        }
        LocationReader reader = location_reader(bytes, sizeof bytes, INT32_MAX);
        int count = 0;
        while (location_next(&reader)) count++;
        ck_assert_int_le(count, (int)sizeof bytes);
    }
}
END_TEST

static const ExceptionEntry entries[] = {
    {0, 1, 2, 0, false},       {1, 63, 64, 31, true},          {63, 64, 4095, 32, false},
    {64, 4096, 4096, 1, true}, {5000, 300000, 262144, 7, false}, {300000, 1u << 30, 1, 9, true},
};

START_TEST(exceptions_round_trip)
{
    Buf table = BUF_INIT;
    for (size_t i = 0; i < ARRAY_LENGTH(entries); i++) exception_add(&table, &entries[i]);
    ExceptionReader reader = exception_reader(table.bytes, table.length);
    ExceptionEntry entry;
    for (size_t i = 0; i < ARRAY_LENGTH(entries); i++) {
        ck_assert(exception_next(&reader, &entry));
        ck_assert_uint_eq(entry.start, entries[i].start);
        ck_assert_uint_eq(entry.end, entries[i].end);
        ck_assert_uint_eq(entry.target, entries[i].target);
        ck_assert_uint_eq(entry.depth, entries[i].depth);
        ck_assert_int_eq(entry.lasti, entries[i].lasti);
    }
    ck_assert(!exception_next(&reader, &entry));
    ck_assert_ptr_eq(reader.at, reader.limit);
    ck_assert(exception_lookup(table.bytes, table.length, 62, &entry));
    ck_assert_uint_eq(entry.target, 64);
    ck_assert(!exception_lookup(table.bytes, table.length, 4096, &entry));
    ck_assert(exception_lookup(table.bytes, table.length, 5000, &entry));
    ck_assert_uint_eq(entry.target, 262144);
    ck_assert(!exception_lookup(table.bytes, table.length, 1u << 30, &entry));
    buf_fini(&table);
}
END_TEST

/* co_exceptiontable of "try:\n f()\nexcept E: pass\n". */
START_TEST(exceptions_equal_cpythons)
{
    static const unsigned char want[] = {
        0x82, 0x0a, 0x0e, 0x00, 0x8e, 0x05, 0x17, 0x03, 0x96, 0x01, 0x17, 0x03,
    };
    Buf table = BUF_INIT;
    exception_add(&table, &(ExceptionEntry){2, 12, 14, 0, false});
    exception_add(&table, &(ExceptionEntry){14, 19, 23, 1, true});
    exception_add(&table, &(ExceptionEntry){22, 23, 23, 1, true});
    ck_assert_uint_eq(table.length, sizeof want);
    ck_assert_mem_eq(table.bytes, want, sizeof want);
    buf_fini(&table);
}
END_TEST

START_TEST(exceptions_cut_short_end)
{
    static const unsigned char bytes[] = {0x82, 0x0b, 0x0e, 0x00, 0x8e, 0x0a, 0x5a};
    ExceptionReader reader = exception_reader(bytes, sizeof bytes);
    ExceptionEntry entry;
    ck_assert(exception_next(&reader, &entry));
    ck_assert(!exception_next(&reader, &entry));
    ck_assert(reader.at < reader.limit);
    static const unsigned char large[] = {0xFF, 0x7F, 0x7F, 0x7F, 0x7F, 0x7F, 0x3F, 1, 1, 1};
    reader = exception_reader(large, sizeof large);
    ck_assert(!exception_next(&reader, &entry));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("code_tables");
    tcase_add_test(tests, locations_round_trip);
    tcase_add_test(tests, locations_equal_cpythons);
    tcase_add_test(tests, locations_survive_damage);
    tcase_add_test(tests, exceptions_round_trip);
    tcase_add_test(tests, exceptions_equal_cpythons);
    tcase_add_test(tests, exceptions_cut_short_end);
    return suite_run_one("code_tables", tests);
}
