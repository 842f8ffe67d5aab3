/* Views: lookups, digests, and their frames drawn as x86 stack frames. */
#include "tests/unit/suite.h"

#include <stdlib.h>
#include <string.h>

#include "events/x86.h"
#include "tests/unit/fake_timeline.h"

enum { AT_MINUS = 19 }; /* fib#1, n = 3, is about to run BINARY_OP (-) */

START_TEST(things_are_found_by_number)
{
    Timeline *timeline = fake_timeline_new();
    const View *view = fake_view_at(timeline, AT_MINUS);
    const ViewFrame *frame = view_frame(view, 1);
    ck_assert_ptr_nonnull(frame);
    ck_assert_ptr_eq(view_focus(view), frame);
    ck_assert_ptr_null(view_frame(view, 99));
    const ViewCode *code = view_code(view, frame->code);
    ck_assert_str_eq(view_instr(code, frame->lasti)->name, "BINARY_OP");
    ck_assert_ptr_null(view_instr(code, 35));
    ck_assert_ptr_null(view_instr(code, -2));
    ck_assert_ptr_null(view_instr(NULL, 0));
    ck_assert_uint_eq(view_source(view, code->source)->lines.length, 5);
    ck_assert_ptr_null(view_source(view, 7));
    ck_assert_str_eq(view_object(view, 20)->value.type, "function");
    ck_assert_ptr_null(view_object(view, 4000));
    timeline_close(timeline);
}
END_TEST

START_TEST(digests_tell_moments_apart)
{
    Timeline *timeline = fake_timeline_new();
    timeline_seek(timeline, UINT64_MAX);
    uint64_t length = timeline->known_length, forwards[200];
    ck_assert_uint_lt(length, ARRAY_LENGTH(forwards));
    for (uint64_t n = 0; n <= length; n++) {
        forwards[n] = view_digest(fake_view_at(timeline, n));
        for (uint64_t before = 0; before < n; before++) ck_assert_uint_ne(forwards[before], forwards[n]);
    }
    for (uint64_t n = length + 1; n-- > 0;) {
        ck_assert_uint_eq(view_digest(fake_view_at(timeline, n)), forwards[n]);
    }
    timeline_close(timeline);
}
END_TEST

static const X86Row *row_labelled(const X86Stack *stack, uint32_t frame, const char *label)
{
    for (size_t i = 0; i < stack->rows.length; i++) {
        const X86Row *row = &stack->rows.items[i];
        if (row->frame == frame && strcmp(row->label, label) == 0) return row;
    }
    return NULL;
}

START_TEST(frames_become_x86_frames)
{
    Timeline *timeline = fake_timeline_new();
    Arena *arena = arena_new();
    const View *view = fake_view_at(timeline, AT_MINUS);
    const X86Stack *wide = x86_stack(view, X86_64, arena), *narrow = x86_stack(view, X86_32, arena);
    ck_assert_int_eq(row_labelled(wide, 1, "n")->offset, -8);
    ck_assert_int_eq(row_labelled(wide, 1, "n")->kind, X86_LOCAL);
    ck_assert_int_eq(row_labelled(narrow, 1, "n")->offset, 8);
    ck_assert_int_eq(row_labelled(narrow, 1, "n")->kind, X86_ARGUMENT);
    ck_assert_str_eq(row_labelled(narrow, 1, "n")->text, "3");
    ck_assert_int_eq(row_labelled(wide, 1, "ret -> <module>#0 after pc 22")->offset, 8);
    ck_assert_str_eq(row_labelled(narrow, 1, "ret -> <module>#0 after pc 22")->text, "8058018");
    const X86Row *saved = row_labelled(wide, 1, "saved rbp = f_back <module>#0");
    ck_assert_uint_eq(strtoull(saved->text, NULL, 16), row_labelled(wide, 0, "saved rbp: none, f_back is None")->address);
    ck_assert(row_labelled(wide, 1, "saved rbp = f_back <module>#0")->is_frame_pointer);
    ck_assert(row_labelled(wide, 1, "stack[3]")->is_stack_pointer);
    for (size_t i = 1; i < wide->rows.length; i++) {
        ck_assert_uint_eq(wide->rows.items[i - 1].address - wide->rows.items[i].address, 8);
        ck_assert_uint_eq(narrow->rows.items[i - 1].address - narrow->rows.items[i].address, 4);
    }
    ck_assert_str_eq(wide->instruction, "pop rbx; pop rax; sub rax, rbx; push rax");
    ck_assert_str_eq(narrow->instruction, "pop ebx; pop eax; sub eax, ebx; push eax");
    ck_assert_uint_gt(strlen(wide->caveat), 20);
    arena_free(arena);
    timeline_close(timeline);
}
END_TEST

static const char *instruction_at(Timeline *timeline, uint64_t n, X86Mode mode, Arena *arena)
{
    return x86_stack(fake_view_at(timeline, n), mode, arena)->instruction;
}

START_TEST(instructions_have_x86_twins)
{
    Timeline *timeline = fake_timeline_new();
    Arena *arena = arena_new();
    ck_assert_str_eq(instruction_at(timeline, 12, X86_64, arena), "push [rbp-8]");
    ck_assert_str_eq(instruction_at(timeline, 12, X86_32, arena), "push [ebp+8]");
    ck_assert_str_eq(instruction_at(timeline, 14, X86_32, arena), "pop ebx; pop eax; cmp eax, ebx; setl al; push eax");
    ck_assert_str_eq(instruction_at(timeline, 15, X86_64, arena), "pop rax; test rax, rax; jz L18");
    ck_assert_str_eq(instruction_at(timeline, 16, X86_64, arena), "push [fib]");
    Predicate pop = {.kind = FIND_OPCODE, .text = "POP_TOP"}, ret = {.kind = FIND_OPCODE, .text = "RETURN_VALUE"};
    ck_assert_int_eq(timeline_find(timeline, &pop, FORWARDS), TIMELINE_OK);
    ck_assert_str_eq(instruction_at(timeline, timeline->n, X86_32, arena), "add esp, 4");
    ck_assert_str_eq(instruction_at(timeline, timeline->n, X86_64, arena), "add rsp, 8");
    timeline_seek(timeline, 0);
    ck_assert_int_eq(timeline_find(timeline, &ret, FORWARDS), TIMELINE_OK);
    ck_assert_str_eq(x86_stack(fake_view_at(timeline, timeline->n), X86_64, arena)->ax, "1");
    const View *end = fake_view_at(timeline, 10000);
    ck_assert_str_eq(x86_stack(end, X86_64, arena)->instruction, "");
    arena_free(arena);
    timeline_close(timeline);
}
END_TEST

START_TEST(a_full_arena_gives_nothing)
{
    char memory[400];
    Timeline *timeline = fake_timeline_new();
    Arena *arena = arena_new_within(memory, sizeof memory);
    ck_assert_ptr_null(x86_stack(fake_view_at(timeline, AT_MINUS), X86_64, arena));
    timeline_close(timeline);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("view");
    tcase_add_test(tests, things_are_found_by_number);
    tcase_add_test(tests, digests_tell_moments_apart);
    tcase_add_test(tests, frames_become_x86_frames);
    tcase_add_test(tests, instructions_have_x86_twins);
    tcase_add_test(tests, a_full_arena_gives_nothing);
    return suite_run_one("view", tests);
}
