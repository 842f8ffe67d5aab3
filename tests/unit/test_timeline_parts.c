/* The parts of the timeline that need no machine: sources, the logs that all processes share,
   and the comparison format. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hasher.h"
#include "tests/unit/suite.h"
#include "timeline/shared.h"
#include "timeline/source_text.h"
#include "traces/ops_writer.h"

#define TEXT(literal) ((EventText){literal, sizeof(literal) - 1})

START_TEST(digests_are_sha256)
{
    char out[65];
    hasher_sha256_text("", 0, out);
    ck_assert_str_eq(out, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    hasher_sha256_text("abc", 3, out);
    ck_assert_str_eq(out, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    /* 56 bytes: the length needs a block of its own. */
    hasher_sha256_text("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56, out);
    ck_assert_str_eq(out, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}
END_TEST

START_TEST(sources_are_read_once)
{
    char path[] = "/tmp/viv-source-XXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_eq(write(fd, "x = 1\n", 6), 6);
    close(fd);
    SourceTable table = {0};
    const SourceText *source = source_get(&table, path);
    ck_assert_ptr_nonnull(source);
    ck_assert_str_eq(source->text, "x = 1\n");
    ck_assert_uint_eq(source_number(&table, source), 1);
    unlink(path);
    ck_assert_ptr_eq(source_get(&table, path), source);
    ck_assert_ptr_null(source_get(&table, "/dev/zero"));
    ck_assert_ptr_null(source_get(&table, "/nowhere/at/all.py"));
    ck_assert_ptr_null(source_get(&table, "<string>"));
    SourceTable given = {0};
    ck_assert(source_give(&given, "<string>", "y", 1));
    ck_assert_str_eq(source_get(&given, "<string>")->text, "y");
    source_fini(&given);
    source_fini(&table);
}
END_TEST

START_TEST(a_repeated_run_writes_nothing_new)
{
    Shared *shared = shared_new();
    SharedCursor first = {0}, again = {0};
    ck_assert(shared_write(shared, &first, 3, 1, "one", 3));
    ck_assert(shared_write(shared, &first, 9, 2, "two", 3));
    ck_assert(shared_write(shared, &again, 3, 1, "one", 3));
    ck_assert_uint_eq(shared->write_count, 2);
    ck_assert_uint_eq(shared->output_length, 6);
    ck_assert_uint_eq(again.output, 3);

    uint64_t answer = 42;
    ck_assert(!shared_answer_get(shared, &first, &answer, sizeof answer));
    ck_assert(shared_answer_put(shared, &first, &answer, sizeof answer));
    answer = 0;
    ck_assert(shared_answer_get(shared, &again, &answer, sizeof answer));
    ck_assert_uint_eq(answer, 42);
    ck_assert(!shared_answer_get(shared, &again, &answer, sizeof answer));

    char memory[4096];
    View view = {0};
    ck_assert(shared_view_output(shared, &view, 9, 100, arena_new_within(memory, sizeof memory)));
    ck_assert_uint_eq(view.output.length, 1);
    view = (View){0};
    ck_assert(shared_view_output(shared, &view, 10, 2, arena_new_within(memory, sizeof memory)));
    ck_assert_uint_eq(view.output.length, 1);
    ck_assert_mem_eq(view.output.items[0].text.bytes, "wo", 2);
    shared_free(shared);
}
END_TEST

START_TEST(a_search_that_is_too_long_is_refused)
{
    Shared *shared = shared_new();
    char *name = malloc(SHARED_REQUEST_SIZE);
    memset(name, 'x', SHARED_REQUEST_SIZE - 1);
    name[SHARED_REQUEST_SIZE - 1] = '\0';
    Predicate line = {.kind = FIND_LINE_AT, .line = 3, .file = "a.py"};
    Predicate either = {.kind = FIND_FUNCTION, .text = "f", .any = &line, .also = &line};
    ck_assert(shared_put_predicate(shared, &either));
    ck_assert_ptr_ne(shared->predicate, &either);
    ck_assert_str_eq(shared->predicate->any->file, "a.py");
    ck_assert_int_eq(shared->predicate->also->line, 3);
    either.text = name;
    ck_assert(!shared_put_predicate(shared, &either));
    free(name);
    shared_free(shared);
}
END_TEST

static int send_op(Sink *sink, const char *name, EventValue *stack, size_t depth)
{
    return sink->event(sink, &(Event){EVENT_op, .op_ = {1, 5, 2, name, -1, 4, {stack, depth}}});
}

START_TEST(ops_leave_out_what_a_tracer_does_not_see)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    Sink *sink = ops_writer_new(file);
    EventValue stack[] = {{.kind = EVENT_VALUE_OBJECT, .object = 9}, {.kind = EVENT_VALUE_NULL},
                          {.kind = EVENT_VALUE_TEXT, .text = TEXT("'a b'")}};
    Event made = {EVENT_new, .new_ = {0, 9, TEXT("list"), 56, 0, TEXT("[]")}};
    ck_assert_int_eq(sink->event(sink, &made), 0);
    send_op(sink, "RETURN_GENERATOR", stack, 3);
    send_op(sink, "POP_TOP", stack, 3);
    send_op(sink, "RESUME", stack, 3);
    ck_assert_int_eq(send_op(sink, "NOP", stack, 3), 0);
    ck_assert_int_eq(sink->close(sink), 0);
    fclose(file);
    ck_assert_str_eq(text, "2\tNOP\t-\t4\t<list>\tNULL\t'a b'\n");
    free(text);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("timeline_parts");
    tcase_add_test(tests, digests_are_sha256);
    tcase_add_test(tests, sources_are_read_once);
    tcase_add_test(tests, a_repeated_run_writes_nothing_new);
    tcase_add_test(tests, a_search_that_is_too_long_is_refused);
    tcase_add_test(tests, ops_leave_out_what_a_tracer_does_not_see);
    return suite_run_one("timeline_parts", tests);
}
