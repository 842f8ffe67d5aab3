/* The small parts of src/base: buffers, UTF-8, SipHash, vectors, links, fibers, debug words. */
#include "tests/unit/suite.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/debug.h"
#include "base/fiber.h"
#include "base/hash.h"
#include "base/link.h"
#include "base/utf8.h"
#include "base/vec.h"

START_TEST(buf_grows_and_is_terminated)
{
    Buf buf = BUF_INIT;
    ck_assert_str_eq(buf_text(&buf), "");
    for (int i = 0; i < 1000; i++) buf_printf(&buf, "%d,", i);
    ck_assert_uint_eq(buf.length, 10 + 90 * 2 + 900 * 3 + 1000);
    ck_assert_uint_eq(strlen(buf.bytes), buf.length);
    buf_clear(&buf);
    buf_add_text(&buf, "ab");
    buf_add_char(&buf, '\0');
    buf_add_utf8(&buf, 0x20AC);
    ck_assert_mem_eq(buf.bytes, "ab\0\xE2\x82\xAC", 7);
    char *bytes = buf_steal(&buf);
    ck_assert_mem_eq(bytes, "ab", 3);
    ck_assert_ptr_null(buf.bytes);
    free(bytes);
    bytes = buf_steal(&buf);
    ck_assert_str_eq(bytes, "");
    free(bytes);
}
END_TEST

START_TEST(buf_that_failed_stays_failed)
{
    Buf buf = BUF_INIT;
    buf_add_text(&buf, "kept");
    buf_add(&buf, "x", SIZE_MAX - 2);
    ck_assert(buf.failed);
    buf_add_text(&buf, "dropped");
    ck_assert_str_eq(buf_text(&buf), "kept");
    ck_assert_ptr_null(buf_steal(&buf));
}
END_TEST

START_TEST(utf8_round_trip_of_every_code_point)
{
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char bytes[UTF8_MAX_BYTES];
        uint32_t back = 0;
        size_t size = utf8_encode(c, bytes);
        bool is_surrogate = c >= 0xD800 && c <= 0xDFFF;
        ck_assert_uint_eq(utf8_decode(bytes, size, &back), is_surrogate ? 0 : size);
        ck_assert_uint_eq(utf8_decode_wtf(bytes, size, &back), size);
        ck_assert_uint_eq(back, c);
        ck_assert_uint_eq(utf8_decode_wtf(bytes, size - 1 + (size == 1), &back),
                          size == 1 ? 1 : 0);
        c += c > 0x3000 ? 16 : 0;
    }
}
END_TEST

START_TEST(utf8_rejects_what_is_not)
{
    static const char *const bad[] = {
        "\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xED\xA0\x80",
        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xC2z",
    };
    uint32_t code_point;
    for (size_t i = 0; i < ARRAY_LENGTH(bad); i++) {
        ck_assert_uint_eq(utf8_decode(bad[i], strlen(bad[i]), &code_point), 0);
    }
    ck_assert_uint_eq(utf8_check("ab\xC3\xA9\xFFx", 6), 4);
    ck_assert_uint_eq(utf8_check("ab\xC3\xA9", 4), 4);
    ck_assert_uint_eq(utf8_count("a\xC3\xA9\xE2\x82\xAC", 6), 3);
}
END_TEST

/* Values of hash(b"...") in CPython 3.11 with PYTHONHASHSEED=0. */
START_TEST(siphash_gives_the_hashes_of_cpython)
{
    ck_assert_int_eq((int64_t)hash_siphash13(0, 0, "a", 1), 4644417185603328019);
    ck_assert_int_eq((int64_t)hash_siphash13(0, 0, "abcdefgh", 8), 4574395652268504554);
    ck_assert_int_eq((int64_t)hash_siphash13(0, 0, "the python in the glass", 23), -6137886992857333578);
}
END_TEST

START_TEST(vec_grows_and_keeps_its_items)
{
    VEC(int) numbers = {0};
    for (int i = 0; i < 1000; i++) ck_assert_int_eq(vec_push(&numbers, i * i), 0);
    ck_assert_uint_eq(numbers.length, 1000);
    for (int i = 0; i < 1000; i++) ck_assert_int_eq(numbers.items[i], i * i);
    ck_assert_int_eq(vec_reserve(&numbers, SIZE_MAX / 2), -1);
    ck_assert_int_eq(vec_last(&numbers), 999 * 999);
    ck_assert_int_eq(vec_pop(&numbers), 999 * 999);
    ck_assert_uint_eq(numbers.length, 999);
    vec_fini(&numbers);
    ck_assert_ptr_null(numbers.items);
}
END_TEST

START_TEST(link_keeps_the_order)
{
    Link head, a, b, c;
    link_init(&head);
    ck_assert(link_is_empty(&head));
    link_append(&head, &a);
    link_append(&head, &b);
    link_append(&head, &c);
    link_remove(&b);
    ck_assert(head.next == &a && a.next == &c && c.next == &head);
    ck_assert(head.previous == &c && c.previous == &a && a.previous == &head);
    ck_assert_ptr_null(b.next);
}
END_TEST

START_TEST(debug_words_are_read)
{
    DebugFlags flags;
    char message[200];
    ck_assert_int_eq(debug_parse(NULL, &flags, message, sizeof message), 0);
    ck_assert(!flags.gc_stress && !flags.poison && flags.fail_alloc == 0);
    ck_assert_int_eq(
        debug_parse("gc-stress,fail-alloc=17,poison", &flags, message, sizeof message), 0);
    ck_assert(flags.gc_stress == 1 && flags.poison && !flags.heap_check && !flags.fail_from);
    ck_assert_uint_eq(flags.fail_alloc, 17);
    ck_assert_int_eq(debug_parse("fail-alloc=3+", &flags, message, sizeof message), 0);
    ck_assert(flags.fail_from && flags.fail_alloc == 3);
    ck_assert_int_eq(debug_parse("gc-stress=10,heap-check", &flags, message, sizeof message), 0);
    ck_assert(flags.gc_stress == 10 && flags.heap_check);
}
END_TEST

START_TEST(debug_words_unknown_are_refused)
{
    static const char *const bad[] = {
        "gcstress", "poison,x", "fail-alloc=", "fail-alloc=0", "fail-alloc=-1",
        "gc-stress=", "gc-stress=0", "gc-stress=2+", "gc-stress=4294967296",
        "fail-alloc=1x", "fail-alloc=99999999999999999999", "poisonous",
    };
    for (size_t i = 0; i < ARRAY_LENGTH(bad); i++) {
        DebugFlags flags;
        char message[200] = "";
        ck_assert_int_eq(debug_parse(bad[i], &flags, message, sizeof message), -1);
        ck_assert_ptr_nonnull(strstr(message, "VIV_DEBUG"));
    }
}
END_TEST

typedef struct FiberCase {
    Fiber *first, *fiber;
    int turns;
} FiberCase;

/* Hands over from DEPTH calls below, where each has filled its part of the stack. */
static int hand_over(FiberCase *test, int depth)
{
    char room[300];
    memset(room, depth, sizeof room);
    if (depth == 0) fiber_switch(test->fiber, test->first);
    else if (hand_over(test, depth - 1) != 0) return 1;
    for (size_t i = 0; i < sizeof room; i++) {
        if (room[i] != (char)depth) return 1;
    }
    return 0;
}

static void run_fiber(void *argument)
{
    FiberCase *test = argument;
    for (test->turns = 1; test->turns < 10; test->turns++) {
        if (hand_over(test, 100) != 0) test->turns = 1000;
    }
    fiber_leave(test->fiber, test->first);
}

START_TEST(fibers_keep_their_stacks)
{
    FiberCase cases[3] = {0};
    Fiber *first = fiber_new_first();
    for (int i = 0; i < 3; i++) cases[i] = (FiberCase){first, fiber_new(1 << 18, run_fiber, &cases[i]), 0};
    for (int turn = 1; turn <= 10; turn++) {
        for (int i = 0; i < 3; i++) {
            fiber_switch(first, cases[i].fiber);
            ck_assert_int_eq(cases[i].turns, turn);
        }
    }
    for (int i = 0; i < 3; i++) fiber_free(cases[i].fiber);
    fiber_free(first);
}
END_TEST

START_TEST(panic_aborts)
{
    ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
    viv_panic(__FILE__, __LINE__, "on purpose, number %d", 1);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("base");
    tcase_add_test(tests, buf_grows_and_is_terminated);
    tcase_add_test(tests, buf_that_failed_stays_failed);
    tcase_add_test(tests, utf8_round_trip_of_every_code_point);
    tcase_add_test(tests, utf8_rejects_what_is_not);
    tcase_add_test(tests, siphash_gives_the_hashes_of_cpython);
    tcase_add_test(tests, vec_grows_and_keeps_its_items);
    tcase_add_test(tests, link_keeps_the_order);
    tcase_add_test(tests, fibers_keep_their_stacks);
    tcase_add_test(tests, debug_words_are_read);
    tcase_add_test(tests, debug_words_unknown_are_refused);
    tcase_add_test_raise_signal(tests, panic_aborts, SIGABRT);
    return suite_run_one("base", tests);
}
