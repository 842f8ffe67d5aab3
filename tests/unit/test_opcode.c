/* The opcode table against CPython's: numbers, names, caches and stack effects, from
   tests/golden/code/opcodes.txt (number name caches, then the effect for each of the
   arguments below, not jumping and jumping). */
#include "tests/unit/suite.h"

#include <stdio.h>

#include "code/opcode.h"

static const int golden_args[] = {0, 1, 2, 3, 4, 258};

START_TEST(table_equals_cpythons)
{
    FILE *golden = fopen("tests/golden/code/opcodes.txt", "r");
    ck_assert_ptr_nonnull(golden);
    int number, caches, count = 0;
    char name[64];
    while (fscanf(golden, "%d %63s %d", &number, name, &caches) == 3) {
        count++;
        ck_assert_msg(opcode_is_stored(number), "%s is missing", name);
        ck_assert_str_eq(opcode_name(number), name);
        ck_assert_int_eq(opcode_table[number].caches, caches);
        for (size_t i = 0; i < 2 * ARRAY_LENGTH(golden_args); i++) {
            int effect, arg = number >= OPCODE_FIRST_WITH_ARG ? golden_args[i / 2] : 0;
            ck_assert_int_eq(fscanf(golden, "%d", &effect), 1);
            ck_assert_msg(opcode_declared_effect(number, arg, i % 2 == 1) == effect,
                          "%s %d: effect %d, not %d", name, arg,
                          opcode_declared_effect(number, arg, i % 2 == 1), effect);
        }
    }
    fclose(golden);
    for (int op = 0; op < OPCODE_LIMIT; op++) count -= opcode_is_stored(op);
    ck_assert_int_eq(count, 0);
}
END_TEST

START_TEST(names_are_found)
{
    for (int op = -10; op < OPCODE_LIMIT; op++) {
        int found = 1000;
        if (opcode_name(op) == NULL) continue;
        ck_assert(opcode_find(opcode_name(op), &found));
        ck_assert_int_eq(found, op);
    }
    int unchanged = 7;
    ck_assert(!opcode_find("LOAD_FAST__LOAD_FAST", &unchanged));
    ck_assert_int_eq(unchanged, 7);
    ck_assert_str_eq(opcode_name(-10), "POP_JUMP_IF_NOT_NONE");
    ck_assert_ptr_null(opcode_name(-11));
    ck_assert_ptr_null(opcode_name(OPCODE_LIMIT));
}
END_TEST

START_TEST(real_effects_of_a_call_agree_with_the_declared_sum)
{
    for (int argc = 0; argc < 5; argc++) {
        ck_assert_int_eq(opcode_effect(OP_PRECALL, argc, false), 0);
        ck_assert_int_eq(opcode_effect(OP_CALL, argc, false), -argc - 1);
        ck_assert_int_eq(opcode_declared_effect(OP_PRECALL, argc, false) +
                             opcode_declared_effect(OP_CALL, argc, false),
                         -argc - 1);
    }
}
END_TEST

START_TEST(needs_reach_below)
{
    ck_assert_int_eq(opcode_needs(OP_LIST_APPEND, 2), 3);
    ck_assert_int_eq(opcode_needs(OP_MAP_ADD, 2), 4);
    ck_assert_int_eq(opcode_needs(OP_COPY, 3), 3);
    ck_assert_int_eq(opcode_needs(OP_SWAP, 3), 3);
    ck_assert_int_eq(opcode_needs(OP_RERAISE, 1), 2);
    ck_assert_int_eq(opcode_needs(OP_BUILD_MAP, 3), 6);
    ck_assert_int_eq(opcode_needs(OP_DICT_MERGE, 1), 4);
}
END_TEST

START_TEST(jumps_have_targets)
{
    ck_assert_int_eq(opcode_jump_target(OP_FOR_ITER, 5, 10), 15);
    ck_assert_int_eq(opcode_jump_target(OP_JUMP_BACKWARD, 5, 10), 5);
    ck_assert_int_eq(opcode_jump_target(OP_JUMP_BACKWARD, 11, 10), -1);
    ck_assert_int_eq(opcode_jump_target(OP_RETURN_VALUE, 0, 10), -1);
    ck_assert_int_gt(opcode_jump_target(OP_JUMP_FORWARD, UINT32_MAX, 10), 1 << 29);
}
END_TEST

START_TEST(operators_have_names)
{
    ck_assert_str_eq(opcode_binary_name(0), "+");
    ck_assert_str_eq(opcode_binary_name(13), "+=");
    ck_assert_str_eq(opcode_binary_name(25), "^=");
    ck_assert_ptr_null(opcode_binary_name(26));
    ck_assert_str_eq(opcode_compare_name(5), ">=");
    ck_assert_ptr_null(opcode_compare_name(6));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("opcode");
    tcase_add_test(tests, table_equals_cpythons);
    tcase_add_test(tests, names_are_found);
    tcase_add_test(tests, real_effects_of_a_call_agree_with_the_declared_sum);
    tcase_add_test(tests, needs_reach_below);
    tcase_add_test(tests, jumps_have_targets);
    tcase_add_test(tests, operators_have_names);
    return suite_run_one("opcode", tests);
}
