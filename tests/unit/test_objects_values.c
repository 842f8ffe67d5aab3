/* The value types without a machine: numbers, text, containers, and that nothing is left behind. */
#include "tests/unit/suite.h"

#include "memory/heap.h"
#include "memory/rtinit.h"
#include "objects/abstract.h"
#include "objects/dict_keys.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/objects_layer.h"
#include "objects/strobj.h"

static Rt *rt;
static uint64_t before;

static void set_up(void)
{
    static const LayerInit layers[] = {{"objects", objects_init, objects_fini}};
    RtOptions options = {0};
    rt = rt_new(&options, layers, 1);
    ck_assert_ptr_nonnull(rt);
    before = rt_live_objects(rt);
}

static void tear_down(void)
{
    ck_assert_uint_eq(rt_live_objects(rt), before);
    ck_assert_uint_eq(rt_free(rt), 0);
}

/* Does repr(OBJ) read TEXT?  Takes OBJ. */
static void check_repr(Own obj, const char *text)
{
    ck_assert_ptr_nonnull(obj);
    Own shown = object_repr(rt, obj);
    ck_assert_str_eq(str_utf8(rt, shown, NULL), text);
    release_all(rt, shown, obj);
}

START_TEST(integers_of_any_size)
{
    Own a = int_parse(rt, "123456789012345678901234567890", 30, 10), b = int_new(rt, -7);
    check_repr(int_binary(rt, BINARY_MULTIPLY, a, b), "-864197523086419752308641975230");
    check_repr(int_binary(rt, BINARY_FLOOR_DIVIDE, a, b), "-17636684144620811271604938270");
    check_repr(int_binary(rt, BINARY_REMAINDER, a, b), "0");
    ck_assert_ptr_null(int_parse(rt, "12x", 3, 10));
    ck_assert(error_clear_if(rt, TYPE_ValueError));
    release_all(rt, a, b);
}
END_TEST

START_TEST(small_ints_and_characters_exist_once)
{
    Own a = int_new(rt, 256), b = int_new(rt, 256), c = str_new(rt, "x"), d = str_from_char(rt, 'x');
    ck_assert_ptr_eq(a, b);
    ck_assert_ptr_eq(c, d);
    release_all(rt, a, b, c, d);
}
END_TEST

START_TEST(dicts_grow_as_cpythons)
{
    Own dict = dict_new(rt);
    ck_assert_uint_eq(dict_size_in_bytes(dict), 48);
    ck_assert_int_eq(dict_set_text(rt, dict, "a", rt->none), 0);
    ck_assert_uint_eq(dict_size_in_bytes(dict), 168);
    for (int i = 0; i < 100; i++) {
        Own key = int_new(rt, i);
        ck_assert_int_eq(dict_set(rt, dict, key, key), 0);
        release(rt, key);
    }
    ck_assert_int_eq(dict_length(dict), 101);
    Own key = int_new(rt, 500);
    ck_assert_int_eq(dict_delete(rt, dict, key), -1);
    ck_assert(error_clear_if(rt, TYPE_KeyError));
    release_all(rt, key, dict);
}
END_TEST

START_TEST(lists_sort_stably)
{
    Own list = list_new(rt, 0);
    for (int i = 0; i < 200; i++) ck_assert_int_eq(list_append_take(rt, list, int_new(rt, i * 7919 % 200)), 0);
    ck_assert_int_eq(list_sort(rt, list, NULL, true), 0);
    for (int i = 0; i < 200; i++) ck_assert_int_eq(int_value(rt, list_peek(list, i)), 199 - i);
    release(rt, list);
}
END_TEST

START_TEST(containers_that_hold_themselves)
{
    Own list = list_new(rt, 0);
    ck_assert_int_eq(list_append(rt, list, list), 0);
    check_repr(new_ref(list), "[[...]]");
    ck_assert_int_eq(list_clear(rt, list), 0);
    release(rt, list);
}
END_TEST

START_TEST(appending_changes_a_string_only_its_owner_has)
{
    Own text = str_new(rt, "ab"), other = str_new(rt, "cd");
    str_append(rt, &text, other);
    Own kept = new_ref(text);
    str_append(rt, &text, other);
    ck_assert(str_equals_text(kept, "abcd"));
    ck_assert(str_equals_text(text, "abcdcd"));
    release_all(rt, kept, text, other);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("values");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, integers_of_any_size);
    tcase_add_test(tests, small_ints_and_characters_exist_once);
    tcase_add_test(tests, dicts_grow_as_cpythons);
    tcase_add_test(tests, lists_sort_stably);
    tcase_add_test(tests, containers_that_hold_themselves);
    tcase_add_test(tests, appending_changes_a_string_only_its_owner_has);
    return suite_run_one("values", tests);
}
