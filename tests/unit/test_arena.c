/* Arenas: pieces are zeroed, aligned, apart from each other and never moved. */
#include "tests/unit/suite.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

START_TEST(pieces_are_zeroed_aligned_and_apart)
{
    Arena *arena = arena_new();
    char *pieces[300];
    for (int i = 0; i < 300; i++) {
        pieces[i] = arena_alloc(arena, (size_t)i);
        ck_assert_uint_eq((uintptr_t)pieces[i] % alignof(max_align_t), 0);
        for (int j = 0; j < i; j++) ck_assert_int_eq(pieces[i][j], 0);
        memset(pieces[i], i & 0xFF, (size_t)i);
    }
    for (int i = 0; i < 300; i++) {
        for (int j = 0; j < i; j++) ck_assert_int_eq((unsigned char)pieces[i][j], i & 0xFF);
    }
    arena_free(arena);
}
END_TEST

START_TEST(large_pieces_fit)
{
    Arena *arena = arena_new();
    char *large = arena_alloc(arena, 10 << 20);
    ck_assert_ptr_nonnull(large);
    large[(10 << 20) - 1] = 'x';
    ck_assert_ptr_null(arena_alloc(arena, SIZE_MAX));
    ck_assert_uint_ge(arena_used(arena), 10 << 20);
    arena_free(arena);
    arena_free(NULL);
}
END_TEST

START_TEST(text_is_copied_and_printed)
{
    Arena *arena = arena_new();
    ck_assert_mem_eq(arena_copy(arena, "a\0b", 3), "a\0b", 4);
    ck_assert_str_eq(arena_printf(arena, "%d-%s", 42, "x"), "42-x");
    ck_assert_str_eq(arena_copy(arena, NULL, 0), "");
    arena_free(arena);
}
END_TEST

START_TEST(reset_forgets_and_zeroes_again)
{
    Arena *arena = arena_new();
    for (int round = 0; round < 3; round++) {
        ck_assert_uint_eq(arena_used(arena), 0);
        for (int i = 0; i < 1000; i++) {
            char *piece = arena_alloc(arena, 100);
            ck_assert_int_eq(piece[99], 0);
            memset(piece, 1, 100);
        }
        arena_reset(arena);
    }
    arena_free(arena);
}
END_TEST

START_TEST(foreign_memory_has_an_end)
{
    char *memory = malloc(1001);
    Arena *arena = arena_new_within(memory + 1, 1000);
    ck_assert_ptr_nonnull(arena);
    size_t given = 0;
    for (char *piece; (piece = arena_alloc(arena, 16)) != NULL; given += 16) {
        ck_assert(piece > memory && piece + 16 <= memory + 1001);
    }
    ck_assert_uint_ge(given, 800);
    arena_reset(arena);
    ck_assert_ptr_nonnull(arena_alloc(arena, 800));
    arena_free(arena);
    ck_assert_ptr_null(arena_new_within(memory, 20));
    free(memory);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("arena");
    tcase_add_test(tests, pieces_are_zeroed_aligned_and_apart);
    tcase_add_test(tests, large_pieces_fit);
    tcase_add_test(tests, text_is_copied_and_printed);
    tcase_add_test(tests, reset_forgets_and_zeroes_again);
    tcase_add_test(tests, foreign_memory_has_an_end);
    return suite_run_one("arena", tests);
}
