/* Sentences: one for every opcode, kind of event and phase of a collection, with the values that
   the View shows. */
#include "tests/unit/suite.h"

#include <string.h>

#include "events/explain.h"
#include "events/foresee.h"
#include "tests/unit/fake_code.h"
#include "tests/unit/fake_timeline.h"

static const char *sentence_at(Timeline *timeline, uint64_t n, Buf *buf)
{
    buf_clear(buf);
    explain_next(fake_view_at(timeline, n), buf);
    return buf_text(buf);
}

START_TEST(the_run_is_told_with_its_values)
{
    static const struct { uint64_t n; const char *sentence; } expected[] = {
        {1, "LOAD_CONST 0 (<code object fib>): pushes the constant <code object fib>."},
        {5, "LOAD_NAME 1 (print): looks print up in the local, global and built-in names and pushes it, which is "
            "<built-in function print>."},
        {9, "PRECALL 1: prepares to call fib with 1 argument."},
        {10, "CALL 1: calls fib with 1 argument: a new frame."},
        {11, "RESUME 0: the frame begins here."},
        {12, "LOAD_FAST 0 (n): pushes n, which is 3."},
        {14, "COMPARE_OP (<): pops 2 and 3, pushes whether 3 < 2: False."},
        {15, "POP_JUMP_FORWARD_IF_FALSE 2 (to 18): pops False: it is false, so execution jumps to 18."},
        {16, "LOAD_GLOBAL 1 (NULL + fib): pushes NULL and the global or built-in fib, which is <function fib>."},
        {19, "BINARY_OP (-): pops 1 and 3, pushes 3 - 1 = 2."},
    };
    Timeline *timeline = fake_timeline_new();
    Buf buf = BUF_INIT;
    for (size_t i = 0; i < ARRAY_LENGTH(expected); i++) {
        ck_assert_str_eq(sentence_at(timeline, expected[i].n, &buf), expected[i].sentence);
    }
    ck_assert_str_eq(sentence_at(timeline, 1000, &buf), "The program has ended (exit), with exit status 0.");
    buf_fini(&buf);
    timeline_close(timeline);
}
END_TEST

/* A View whose only frame is about to run OP with five values on its stack. */
static void check_opcode(int op, Buf *buf)
{
    ViewValue values[5];
    for (int i = 0; i < 5; i++) {
        values[i] = (ViewValue){.is_simple = true, .type = "int", .text = {"7", 1}, .refcount = 1};
    }
    ViewSlot slot = {.name = {"n", 1}, .value = values[0]};
    int64_t arg = op >= OPCODE_FIRST_WITH_ARG ? 0 : -1;
    ViewInstr instr = {0, 2, (uint8_t)op, arg, 20, false, opcode_name(op), "words", {1, 0, 1, 5}, 0};
    ViewCode code = {.id = 1, .instrs = {&instr, 1}};
    ViewFrame frame = {.code = 1, .back = -1, .localsplus = {&slot, 1}, .stack = {values, 5}};
    View view = {.frames = {&frame, 1, 1}, .codes = {&code, 1}};
    buf_clear(buf);
    explain_next(&view, buf);
    const char *text = buf_text(buf);
    ck_assert_msg(strncmp(text, opcode_name(op), strlen(opcode_name(op))) == 0, "%s", text);
    ck_assert_msg(text[strlen(text) - 1] == '.' && strchr(text, '{') == NULL, "%s", text);
    frame.stack.length = 0; /* a View that says too little must not be believed */
    frame.localsplus.length = 0;
    explain_next(&view, buf);
}

START_TEST(every_opcode_has_a_sentence)
{
    Buf buf = BUF_INIT;
    int count = 0;
    for (int op = 0; op < OPCODE_LIMIT; op++) {
        if (!opcode_is_stored(op)) continue;
        check_opcode(op, &buf);
        count++;
    }
    ck_assert_int_eq(count, 110);
    buf_fini(&buf);
}
END_TEST

START_TEST(errors_are_seen_coming)
{
    ViewValue stack[2] = {{.is_simple = true, .type = "int", .text = {"7", 1}}, {.is_simple = true, .type = "int", .text = {"0", 1}}};
    ViewSlot slot = {.name = {"n", 1}, .value = {.is_null = true}};
    ViewInstr instrs[2] = {{0, 4, OP_BINARY_OP, 6, -1, false, "BINARY_OP", "%", {1, 0, 1, 5}, 0},
                           {4, 6, OP_LOAD_FAST, 0, -1, false, "LOAD_FAST", "n", {1, 0, 1, 5}, 0}};
    ViewCode code = {.id = 1, .instrs = {instrs, 2}};
    ViewFrame frame = {.code = 1, .back = -1, .localsplus = {&slot, 1}, .stack = {stack, 2}};
    View view = {.frames = {&frame, 1, 1}, .codes = {&code, 1}};
    Buf buf = BUF_INIT;
    explain_next(&view, &buf);
    ck_assert_str_eq(buf_text(&buf), "BINARY_OP (%): pops 0 and 7, 7 % 0 raises ZeroDivisionError.");
    buf_clear(&buf);
    frame.lasti = 4;
    explain_next(&view, &buf);
    ck_assert_str_eq(buf_text(&buf), "LOAD_FAST 0 (n): n is unbound: raises UnboundLocalError.");
    buf_fini(&buf);
}
END_TEST

START_TEST(every_phase_is_told)
{
    Timeline *timeline = fake_timeline_new();
    Buf buf = BUF_INIT;
    Predicate gc = {.kind = FIND_GC};
    ck_assert_int_eq(timeline_find(timeline, &gc, FORWARDS), TIMELINE_OK);
    uint64_t first = timeline->n;
    for (uint64_t n = first; n < first + 8; n++) {
        ck_assert_ptr_null(strstr(sentence_at(timeline, n, &buf), "does not know"));
    }
    ck_assert_str_eq(sentence_at(timeline, first + 1, &buf),
                     "gc of generation 0, update_refs: copies each object's refcount into gc_refs.");
    buf_fini(&buf);
    timeline_close(timeline);
}
END_TEST

START_TEST(every_kind_of_event_is_told)
{
    Buf buf = BUF_INIT;
    for (int kind = 0; kind < EVENT_KIND_COUNT; kind++) {
        Event event;
        memset(&event, 0, sizeof event);
        event.kind = (EventKind)kind;
        if (kind == EVENT_header) event.header_.viv = event.header_.python = "1";
        if (kind == EVENT_call) event.call_.kind = "function";
        if (kind == EVENT_op) event.op_.op = "NOP";
        if (kind == EVENT_var) event.var_.scope = "local";
        if (kind == EVENT_raise) event.raise_.type = "ValueError";
        if (kind == EVENT_set) event.set_.what = "item";
        if (kind == EVENT_gc) event.gc_.phase = "clear";
        if (kind == EVENT_limit) event.limit_.what = "max-steps";
        if (kind == EVENT_end) event.end_.reason = "exit";
        buf_clear(&buf);
        explain_event(&event, &buf);
        ck_assert_uint_gt(buf.length, 8);
        ck_assert_str_ne(event_kind_name((EventKind)kind), "");
        ck_assert_str_ne(event_kind_doc((EventKind)kind), "");
    }
    buf_fini(&buf);
}
END_TEST

static ViewValue simple(const char *text)
{
    const char *type = text[0] == '\'' ? "str" : strpbrk(text, ".en") != NULL ? "float" : "int";
    return (ViewValue){.is_simple = true, .type = type, .text = {text, strlen(text)}};
}

START_TEST(only_certain_results_are_foreseen)
{
    static const struct { const char *left, *operator, *right, *result; } cases[] = {
        {"3", "-", "1", "2"},       {"-7", "//", "2", "-4"},  {"-7", "%", "2", "1"}, {"7", "%", "-2", "-1"},
        {"2", "**", "10", "1024"},  {"2", "**", "64", ""},    {"2", "**", "-1", ""}, {"1", "/", "2", "0.5"},
        {"1", "//", "0", ""},       {"9223372036854775807", "+", "1", ""},          {"1", "<<", "5", "32"},
        {"99999999999999999999", "+", "1", ""}, {"5", "+=", "6", "11"},             {"6", "^", "3", "5"},
        {"0.1", "+", "0.2", "0.30000000000000004"}, {"1e+308", "*", "10", "inf"}, {"1.5", "/", "0", ""}, {"1.5", "//", "2", ""},
        {"9007199254740993", "/", "1", ""}, {"6", "/", "3", "2.0"}, {"0.5", "-", "9007199254740993", ""},
        {"'ab'", "+", "'c'", "'abc'"}, {"'ab'", "*", "2", ""}, {"'a\\n'", "+", "'c'", ""},
    };
    Buf buf = BUF_INIT;
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        ViewValue left = simple(cases[i].left), right = simple(cases[i].right);
        buf_clear(&buf);
        bool known = foresee_binary(&left, cases[i].operator, &right, &buf);
        ck_assert_str_eq(buf_text(&buf), cases[i].result);
        ck_assert_int_eq(known, cases[i].result[0] != '\0');
    }
    buf_fini(&buf);
    ViewValue zero = simple("0"), two = simple("2"), half = simple("0.5"), nan = simple("nan");
    ViewValue node = {.type = "Node", .text = {"<Node #3>", 9}};
    ck_assert_int_eq(foresee_truth(&zero), 0);
    ck_assert_int_eq(foresee_truth(&two), 1);
    ck_assert_int_eq(foresee_truth(&node), -1);
    ck_assert_int_eq(foresee_compare(&zero, "<=", &two), 1);
    ck_assert_int_eq(foresee_compare(&zero, "<", &node), -1);
    ck_assert_int_eq(foresee_compare(&half, ">=", &two), 0);
    ck_assert_int_eq(foresee_compare(&half, ">=", &nan), -1);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("explain");
    tcase_add_test(tests, the_run_is_told_with_its_values);
    tcase_add_test(tests, every_opcode_has_a_sentence);
    tcase_add_test(tests, errors_are_seen_coming);
    tcase_add_test(tests, every_phase_is_told);
    tcase_add_test(tests, every_kind_of_event_is_told);
    tcase_add_test(tests, only_certain_results_are_foreseen);
    return suite_run_one("explain", tests);
}
