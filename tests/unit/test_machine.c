/* Time travel with real programs: every kind of search, both ways; input, output, crashes of the
   program's text, and Views that do not depend on the way. */
#include <stdio.h>
#include <string.h>

#include "cli/live_program.h"
#include "tests/unit/suite.h"

static Timeline *open_text(const char *text)
{
    static char *argv[] = {(char *)(uintptr_t) "-c"};
    char message[200];
    MachineOptions options = {.text = text, .argc = 1, .argv = argv};
    Timeline *timeline = machine_timeline_open(&live_program, &options, message, sizeof message);
    ck_assert_msg(timeline != NULL, "%s", message);
    return timeline;
}

static const View *look(Timeline *timeline)
{
    static const ViewRequest request = {.frame = -1};
    const View *view = timeline_view(timeline, &request);
    ck_assert_msg(view != NULL, "%s", timeline->message);
    ck_assert_uint_eq(view->n, timeline->n);
    return view;
}

static const ViewInstr *next_instr(const View *view)
{
    const ViewFrame *frame = view_focus(view);
    const ViewInstr *instr = view_instr(view_code(view, frame->code), frame->lasti);
    ck_assert_ptr_nonnull(instr);
    return instr;
}

static void expect(Timeline *timeline, const Predicate *predicate, Direction direction, TimelineStatus status)
{
    ck_assert_int_eq(timeline_find(timeline, predicate, direction), status);
}

/* Finds forwards until nothing is found, again from before each place, then backwards: the same places in reverse; how many. */
static size_t count_both_ways(Timeline *timeline, const Predicate *predicate)
{
    uint64_t places[100];
    size_t count = 0;
    ck_assert_int_eq(timeline_seek(timeline, 0), TIMELINE_OK);
    while (timeline_find(timeline, predicate, FORWARDS) == TIMELINE_OK) {
        ck_assert_uint_lt(count, ARRAY_LENGTH(places));
        places[count++] = timeline->n;
    }
    ck_assert(timeline->length_is_final);
    for (size_t i = 0; i < count; i++) { /* from right before it, when little is known of what was */
        ck_assert_int_eq(timeline_seek(timeline, places[i] - 1), TIMELINE_OK);
        expect(timeline, predicate, FORWARDS, TIMELINE_OK);
        ck_assert_uint_eq(timeline->n, places[i]);
    }
    ck_assert_int_eq(timeline_seek(timeline, UINT64_MAX), TIMELINE_OK);
    for (size_t i = count; i-- > 0;) {
        expect(timeline, predicate, BACKWARDS, TIMELINE_OK);
        ck_assert_uint_eq(timeline->n, places[i]);
    }
    expect(timeline, predicate, BACKWARDS, TIMELINE_NOT_FOUND);
    ck_assert_uint_eq(timeline->n, 0);
    return count;
}

static const char fib[] = "def fib(n):\n"
                          "    if n < 2:\n"
                          "        return n\n"
                          "    return fib(n-1) + fib(n-2)\n"
                          "print(fib(4))\n";

START_TEST(steps_and_looks)
{
    Timeline *timeline = open_text(fib);
    ck_assert_uint_eq(timeline->n, 0);
    ck_assert_str_eq(next_instr(look(timeline))->name, "RESUME");
    ck_assert_str_eq(look(timeline)->sources.items[0].lines.items[2].bytes + 8, "return n\n    return fib(n-1) + fib(n-2)\nprint(fib(4))\n");
    Predicate subtract = {.kind = FIND_OPCODE, .text = "BINARY_OP"};
    expect(timeline, &subtract, FORWARDS, TIMELINE_OK);
    const View *view = look(timeline);
    const ViewFrame *frame = view_focus(view);
    ck_assert_str_eq(frame->qualname, "fib");
    ck_assert_uint_eq(frame->number, 1);
    ck_assert_int_eq(frame->back, 0);
    ck_assert_uint_eq(frame->stack.length, 4);
    ck_assert(frame->stack.items[0].is_null);
    ck_assert_str_eq(frame->stack.items[2].text.bytes, "4");
    ck_assert_str_eq(frame->localsplus.items[0].name.bytes, "n");
    ck_assert_uint_eq(view->frames.total, 2);
    ck_assert_str_eq(view->sentence, "BINARY_OP (-): pops 1 and 4, pushes 4 - 1 = 3.");
    ck_assert_int_eq(timeline_seek(timeline, UINT64_MAX), TIMELINE_OK);
    view = look(timeline);
    ck_assert_int_eq(view->state, VIEW_ENDED);
    ck_assert_str_eq(view->end_reason, "exit");
    ck_assert_mem_eq(view->output.items[0].text.bytes, "3\n", 2);
    timeline_close(timeline);
}
END_TEST

static void ck_counts(Timeline *timeline, Predicate predicate, uint64_t before, uint64_t here, uint64_t total)
{
    TimelineCount count;
    uint64_t n = timeline->n;
    ck_assert_int_eq(timeline_count(timeline, &predicate, &count), TIMELINE_OK);
    ck_assert_uint_eq(count.before, before);
    ck_assert_uint_eq(count.here, here);
    ck_assert_uint_eq(count.total, total);
    ck_assert(count.total_is_known);
    ck_assert_uint_eq(timeline->n, n);
}

START_TEST(counts_what_is_asked_for)
{
    Timeline *timeline = open_text(fib);
    Predicate call = {.kind = FIND_FUNCTION, .text = "fib"}, resume = {.kind = FIND_OPCODE, .text = "RESUME"};
    ck_counts(timeline, resume, 0, 1, 10);
    ck_counts(timeline, call, 0, 0, 9);
    for (int i = 0; i < 3; i++) expect(timeline, &call, FORWARDS, TIMELINE_OK);
    ck_counts(timeline, call, 2, 1, 9);
    ck_counts(timeline, (Predicate){.kind = FIND_LINE_AT, .line = 3}, 0, 0, 5);
    timeline_seek(timeline, UINT64_MAX);
    ck_counts(timeline, call, 9, 0, 9);
    timeline_close(timeline);
}
END_TEST

/* Each step adds one to the instruction that it executed, and going back takes it away. */
START_TEST(tallies_both_ways)
{
    Timeline *timeline = open_text(fib);
    Predicate entered = {.kind = FIND_FUNCTION, .text = "fib"};
    ck_assert(!look(timeline)->has_tally);
    ck_assert_int_eq(timeline_tally(timeline, true), TIMELINE_OK);
    for (uint64_t i = 0; i < 9; i++) {
        expect(timeline, &entered, FORWARDS, TIMELINE_OK);
        ck_assert(look(timeline)->has_tally);
        ck_assert_uint_eq(next_instr(look(timeline))->executed, i);
    }
    for (uint64_t i = 8; i-- > 0;) {
        expect(timeline, &entered, BACKWARDS, TIMELINE_OK);
        ck_assert_uint_eq(next_instr(look(timeline))->executed, i);
    }
    ck_assert_int_eq(timeline_tally(timeline, false), TIMELINE_OK);
    ck_assert(!look(timeline)->has_tally);
    timeline_close(timeline);
}
END_TEST

START_TEST(evaluates_without_a_trace)
{
    static const char text[] = "seen = []\n"
                               "def look(x):\n"
                               "    seen.append(x)\n"
                               "    print(x)\n"
                               "    return len(seen)\n"
                               "total = 0\n"
                               "for i in range(4):\n"
                               "    total += i\n"
                               "print(seen)\n";
    Timeline *timeline = open_text(text);
    Predicate watch = {.kind = FIND_WATCH, .text = "total * 2", .file = "<module>"};
    Predicate becomes = {.kind = FIND_BECOMES, .text = "total == 3"};
    ViewExpression expressions[] = {{"look('spam')", NULL}, {"1 / 0", NULL}, {"total", "<module>"}, {"x", "look"}};
    ViewRequest request = {.frame = -1, .expressions = expressions, .expression_count = 4};
    ck_assert_uint_eq(count_both_ways(timeline, &watch), 4);
    ck_assert_uint_eq(count_both_ways(timeline, &becomes), 1);
    expect(timeline, &becomes, FORWARDS, TIMELINE_OK);
    const View *view = timeline_view(timeline, &request);
    ck_assert_uint_eq(view->watches.length, 4);
    ck_assert_str_eq(view->watches.items[0].text.bytes, "1");
    ck_assert_str_eq(view->watches.items[1].text.bytes, "ZeroDivisionError: division by zero");
    ck_assert_int_eq(view->watches.items[1].state, VIEW_WATCH_ERROR);
    ck_assert_str_eq(view->watches.items[2].text.bytes, "3");
    ck_assert_int_eq(view->watches.items[3].state, VIEW_WATCH_ABSENT);
    timeline_seek(timeline, UINT64_MAX);
    view = look(timeline);
    ck_assert_uint_eq(view->output.length, 1);
    ck_assert_mem_eq(view->output.items[0].text.bytes, "[]\n", 3);
    timeline_close(timeline);
}
END_TEST

START_TEST(finds_what_is_asked_for)
{
    Timeline *timeline = open_text(fib);
    ck_assert_uint_eq(count_both_ways(timeline, &(Predicate){.kind = FIND_FUNCTION, .text = "fib"}), 9);
    ck_assert_uint_eq(count_both_ways(timeline, &(Predicate){.kind = FIND_LINE_AT, .line = 3}), 5);
    ck_assert_uint_eq(count_both_ways(timeline, &(Predicate){.kind = FIND_OUTPUT}), 1);
    Predicate deep = {.kind = FIND_DEPTH, .depth = 1};
    ck_assert_uint_eq(count_both_ways(timeline, &(Predicate){.kind = FIND_RETURN, .also = &deep}), 1);
    Predicate unwritten = {.kind = FIND_FUNCTION, .text = "nowhere", .any = &(Predicate){.kind = FIND_OUTPUT}};
    ck_assert_uint_eq(count_both_ways(timeline, &unwritten), 1);
    Predicate n_of_first = {.kind = FIND_SLOT_CHANGE, .text = "fib", .frame = 0};
    ck_assert_uint_eq(count_both_ways(timeline, &n_of_first), 1);
    timeline_close(timeline);
}
END_TEST

START_TEST(follows_lines)
{
    Timeline *timeline = open_text("total = 0\nfor i in range(2):\n    total += i\nx = total\n");
    static const int32_t lines[] = {1, 2, 3, 2, 3, 2, 4};
    Predicate line = {.kind = FIND_LINE};
    for (size_t i = 0; i < ARRAY_LENGTH(lines); i++) {
        expect(timeline, &line, FORWARDS, TIMELINE_OK);
        ck_assert_int_eq(view_focus(look(timeline))->line, lines[i]);
    }
    for (size_t i = ARRAY_LENGTH(lines) - 1; i-- > 0;) {
        expect(timeline, &line, BACKWARDS, TIMELINE_OK);
        ck_assert_int_eq(view_focus(look(timeline))->line, lines[i]);
    }
    timeline_close(timeline);
}
END_TEST

START_TEST(watches_objects_live_and_die)
{
    Timeline *timeline = open_text("class A:\n    pass\na = A()\nb = a\na = None\ndel b\nc = 1\n");
    Predicate line = {.kind = FIND_LINE_AT, .line = 4};
    expect(timeline, &line, FORWARDS, TIMELINE_OK);
    const View *view = look(timeline);
    uint32_t id = 0;
    for (size_t i = 0; i < view->globals.items.length; i++) {
        if (strcmp(view->globals.items.items[i].name.bytes, "a") == 0) id = view->globals.items.items[i].value.object;
    }
    ck_assert_uint_ne(id, 0);
    ViewRequest request = {.frame = -1, .objects = &id, .object_count = 1};
    const ViewObject *object = view_object(timeline_view(timeline, &request), id);
    ck_assert_ptr_nonnull(object);
    ck_assert_str_eq(object->value.type, "A");
    ck_assert_int_eq(object->value.refcount, 1);
    ck_assert_uint_eq(object->holders.total, 1);
    ck_assert_str_eq(object->holders.items[0].label.bytes, "['a']");
    ck_assert_uint_eq(object->size, 56);

    Predicate died = {.kind = FIND_FREE, .object = id}, made = {.kind = FIND_NEW, .object = id};
    Predicate counted = {.kind = FIND_RC_CHANGE, .object = id};
    expect(timeline, &died, FORWARDS, TIMELINE_OK);
    ck_assert_int_eq(view_focus(look(timeline))->line, 7);
    expect(timeline, &made, BACKWARDS, TIMELINE_OK);
    ck_assert_int_eq(view_focus(look(timeline))->line, 3);
    expect(timeline, &died, FORWARDS, TIMELINE_OK);
    expect(timeline, &counted, BACKWARDS, TIMELINE_OK);
    ck_assert_int_eq(view_focus(look(timeline))->line, 6);
    ck_assert_ptr_null(view_object(timeline_view(timeline, &request), id + 100000));
    timeline_close(timeline);
}
END_TEST

START_TEST(steps_inside_a_collection)
{
    Timeline *timeline = open_text("import gc\nclass N:\n    pass\na = N()\na.me = a\ndel a\ngc.collect()\n");
    Predicate start = {.kind = FIND_GC}, phase = {.kind = FIND_GC_PHASE};
    expect(timeline, &start, FORWARDS, TIMELINE_OK);
    const View *view = look(timeline);
    ck_assert_int_eq(view->state, VIEW_AT_GC_PHASE);
    ck_assert_str_eq(view->gc.phase, "start");
    static const char *const phases[] = {"update_refs", "subtract_refs", "move_unreachable", "move_survivors", "finalize", "clear", "end"};
    for (size_t i = 0; i < ARRAY_LENGTH(phases); i++) {
        expect(timeline, &phase, FORWARDS, TIMELINE_OK);
        view = look(timeline);
        ck_assert_str_eq(view->gc.phase, phases[i]);
        if (strcmp(phases[i], "finalize") == 0) ck_assert_uint_eq(view->gc.unreachable.length, 1);
    }
    ck_assert_int_eq(timeline_seek(timeline, timeline->n + 1), TIMELINE_OK);
    ck_assert_int_eq(look(timeline)->state, VIEW_AT_INSTRUCTION);
    ck_assert_int_eq(look(timeline)->gc.collecting, -1);
    timeline_close(timeline);
}
END_TEST

/* While a collection runs, all lists are walked to be counted; before, all but the longest. */
START_TEST(counts_long_generations)
{
    Timeline *timeline = open_text("import gc\ngc.disable()\n"
                                   "kept = [[] for i in range(9000)]\ngc.collect()\n" /* the youngest is the longest, */
                                   "more = [[] for i in range(500)]\ngc.collect()\n"  /* the oldest, */
                                   "gc.freeze()\nyoung = [[] for i in range(300)]\ngc.collect()\n" /* what is frozen */
                                   "gc.unfreeze()\ndel kept\ngc.collect()\n");
    Predicate start = {.kind = FIND_GC};
    for (int i = 0; i < 4; i++) {
        expect(timeline, &start, FORWARDS, TIMELINE_OK);
        ViewGc walked = look(timeline)->gc;
        ck_assert_int_eq(walked.collecting, 2);
        ck_assert_int_eq(timeline_seek(timeline, timeline->n - 1), TIMELINE_OK);
        ViewGc counted = look(timeline)->gc;
        ck_assert_int_eq(counted.collecting, -1);
        static const uint64_t least[4][4] = {{9000, 0, 0, 1}, {500, 0, 9000, 1}, {300, 0, 0, 9500}, {0, 0, 800, 1}};
        for (int j = 0; j < 3; j++) {
            ck_assert_uint_eq(counted.generations[j].size, walked.generations[j].size);
            ck_assert_uint_ge(counted.generations[j].size, least[i][j]);
        }
        ck_assert_uint_eq(counted.permanent, walked.permanent);
        ck_assert_uint_ge(counted.permanent, least[i][3]);
        expect(timeline, &start, FORWARDS, TIMELINE_OK);
    }
    timeline_close(timeline);
}
END_TEST

/* Of a large container only the first fields are shown, and all are counted. */
START_TEST(counts_fields)
{
    Timeline *timeline = open_text("a = list(range(3000))\nb = tuple([i] for i in range(700))\nc = {i: i for i in range(800)}\n"
                                   "d = set(range(900))\nfrom collections import deque\ne = deque(range(1100))\nend = 1\n");
    static const struct { const char *type; size_t total; } containers[] = {
        {"list", 3000}, {"tuple", 700}, {"dict", 1600}, {"set", 900}, {"deque", 1100}};
    Predicate last = {.kind = FIND_LINE_AT, .line = 7};
    expect(timeline, &last, FORWARDS, TIMELINE_OK);
    const View *view = look(timeline);
    for (size_t i = 0; i < ARRAY_LENGTH(containers); i++) {
        size_t found = 0;
        for (size_t j = 0; j < view->objects.length; j++) {
            const ViewObject *object = &view->objects.items[j];
            if (strcmp(object->value.type, containers[i].type) != 0 || object->fields.total != containers[i].total) continue;
            ck_assert_uint_eq(object->fields.length, 200);
            found++;
        }
        ck_assert_msg(found == 1, "%s: %zu", containers[i].type, found);
    }
    timeline_close(timeline);
}
END_TEST

START_TEST(waits_for_input_and_remembers_it)
{
    Timeline *timeline = open_text("name = input()\nprint('hello ' + name)\n");
    ck_assert_int_eq(timeline_seek(timeline, UINT64_MAX), TIMELINE_OK);
    ck_assert_int_eq(look(timeline)->state, VIEW_WAITING_INPUT);
    ck_assert_int_eq(timeline_feed(timeline, "bob\n", 4, false), TIMELINE_OK);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(timeline_seek(timeline, UINT64_MAX), TIMELINE_OK);
        const View *view = look(timeline);
        ck_assert_int_eq(view->state, VIEW_ENDED);
        ck_assert_mem_eq(view->output.items[view->output.length - 1].text.bytes, "hello bob\n", 10);
        ck_assert_int_eq(timeline_seek(timeline, 0), TIMELINE_OK);
        ck_assert_uint_eq(look(timeline)->output.length, 0);
    }
    timeline_close(timeline);
}
END_TEST

START_TEST(shows_a_program_that_does_not_compile)
{
    Timeline *timeline = open_text("x = = 1\n");
    const View *view = look(timeline);
    ck_assert_int_eq(view->state, VIEW_ENDED);
    ck_assert_int_eq(view->exit_status, 1);
    ck_assert_str_eq(view->end_reason, "exception");
    ck_assert_uint_gt(view->output.length, 0);
    timeline_close(timeline);
}
END_TEST

START_TEST(finds_exceptions)
{
    Timeline *timeline = open_text("def f():\n    return {}['x']\ntry:\n    f()\nexcept KeyError:\n    pass\nraise ValueError(3)\n");
    Predicate raised = {.kind = FIND_RAISE};
    expect(timeline, &raised, FORWARDS, TIMELINE_OK);
    ck_assert_str_eq(look(timeline)->exception.bytes, "KeyError: 'x'");
    ck_assert_int_eq(timeline_seek(timeline, UINT64_MAX), TIMELINE_OK);
    ck_assert_str_eq(look(timeline)->end_reason, "exception");
    ck_assert_int_eq(look(timeline)->exit_status, 1);
    timeline_close(timeline);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("machine");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, counts_what_is_asked_for);
    tcase_add_test(tests, tallies_both_ways);
    tcase_add_test(tests, evaluates_without_a_trace);
    tcase_add_test(tests, steps_and_looks);
    tcase_add_test(tests, finds_what_is_asked_for);
    tcase_add_test(tests, follows_lines);
    tcase_add_test(tests, watches_objects_live_and_die);
    tcase_add_test(tests, steps_inside_a_collection);
    tcase_add_test(tests, counts_long_generations);
    tcase_add_test(tests, counts_fields);
    tcase_add_test(tests, waits_for_input_and_remembers_it);
    tcase_add_test(tests, shows_a_program_that_does_not_compile);
    tcase_add_test(tests, finds_exceptions);
    return suite_run_one("machine", tests);
}
