/* The stepper's parts: safe text, the grid, keys, layouts, and sessions over the fake run in both
   modes. */
#include "tests/unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/fake_timeline.h"
#include "ui/code_words.h"
#include "ui/config.h"
#include "ui/layout.h"
#include "ui/lesson.h"
#include "ui/plain.h"
#include "ui/script.h"

static const char *visible(const char *text, size_t length, bool ascii, Buf *buf)
{
    Visible piece;
    int width = 0;
    buf_clear(buf);
    for (size_t i = 0; i < length; width += piece.width) {
        i += visible_next(text + i, length - i, ascii, &piece);
        buf_add(buf, piece.bytes, piece.length);
    }
    ck_assert_int_eq(width, visible_width(text, length, ascii));
    return buf_text(buf);
}

START_TEST(hostile_text_becomes_visible)
{
    static const struct { const char *text, *utf8, *ascii; } cases[] = {
        {"plain", "plain", "plain"},
        {"\x1b[2J\x07", "\\x1b[2J\\x07", "\\x1b[2J\\x07"},
        {"a\nb\tc\r", "a\\nb\\tc\\x0d", "a\\nb\\tc\\x0d"},
        {"\xC2\x9B" "31m", "\\x9b31m", "\\x9b31m"},
        {"\xE2\x80\xAE" "evil", "\\u202eevil", "\\u202eevil"},
        {"\xED\xA0\x80", "\\ud800", "\\ud800"},
        {"\xFF\xC0\x80", "\\xff\\xc0\\x80", "\\xff\\xc0\\x80"},
        {"\xE6\xBC\xA2", "\xE6\xBC\xA2", "\\u6f22"},
        {"e\xCC\x81x", "e\xCC\x81x", "e\\u0301x"},
        {"\xF3\xA0\x80\x81", "\\U000e0001", "\\U000e0001"},
    };
    Buf buf = BUF_INIT;
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        ck_assert_str_eq(visible(cases[i].text, strlen(cases[i].text), false, &buf), cases[i].utf8);
        ck_assert_str_eq(visible(cases[i].text, strlen(cases[i].text), true, &buf), cases[i].ascii);
    }
    for (int byte = 0; byte < 256; byte++) {
        char text[1] = {(char)byte};
        for (const char *at = visible(text, 1, false, &buf); *at != '\0'; at++) ck_assert(*at >= ' ' && *at < 0x7F);
    }
    ck_assert_int_eq(visible_width("\xE6\xBC\xA2", 3, false), 2);
    buf_fini(&buf);
}
END_TEST

START_TEST(wide_characters_are_never_halved)
{
    static const Style plain = {ROLE_normal, 0};
    Grid grid;
    Buf buf = BUF_INIT;
    ck_assert_int_eq(grid_init(&grid, 6, 1, false), 0);
    ck_assert_int_eq(grid_put_text(&grid, 0, 0, 5, plain, "a\xE6\xBC\xA2\xE6\xBC\xA2z"), 5);
    grid_write(&grid, &buf);
    ck_assert_str_eq(buf_text(&buf), "a\xE6\xBC\xA2\xE6\xBC\xA2\n");
    grid_put_text(&grid, 2, 0, 6, plain, "x"); /* on the right half of the first */
    buf_clear(&buf);
    grid_write(&grid, &buf);
    ck_assert_str_eq(buf_text(&buf), "a x\xE6\xBC\xA2\n");
    ck_assert_int_eq(grid_put_text(&grid, 4, 0, 6, plain, "ab\xE6\xBC\xA2"), 6);
    ck_assert_ptr_null(grid_cell(&grid, 6, 0));
    grid_fini(&grid);
    buf_fini(&buf);
}
END_TEST

START_TEST(keys_have_one_meaning)
{
    for (int action = 0; action < ACTION_COUNT; action++) {
        const char *text = key_table[action].keys;
        for (size_t length; *text != '\0'; text += length, text += strspn(text, " ")) {
            length = strcspn(text, " ");
            int key = key_parse(text, length);
            ck_assert_msg(key != KEYCODE_NONE, "%s", text);
            ck_assert_int_eq(key_action(key), action);
            ck_assert(key < '1' || key > '9');
        }
        ck_assert_int_eq(key_action_named(key_table[action].action), action);
        ck_assert_uint_gt(strlen(key_table[action].help), 4);
    }
    ck_assert_int_eq(key_parse("F13", 3), KEYCODE_NONE);
    ck_assert_int_eq(key_parse("nonsense", 8), KEYCODE_NONE);
    ck_assert_int_eq(key_action('\\'), ACTION_COUNT);
}
END_TEST

/* Boxes lie inside the screen, never over each other (but for shared borders). */
START_TEST(layouts_fit_every_size)
{
    UiState ui;
    ui_state_init(&ui, 80, 24);
    for (ui.columns = 1; ui.columns <= 210; ui.columns++) {
        for (ui.rows = 1; ui.rows <= 62; ui.rows++) {
            ui.detail = 1 + (ui.columns + ui.rows) % UI_DETAILS;
            ui.preset = ui.rows % UI_PRESETS;
            ui.shift = (ui.rows * 7 + ui.columns) % 121 - 60;
            Layout layout;
            layout_make(&ui, &layout);
            ck_assert_int_eq(layout.too_small, ui.columns < 20 || ui.rows < 6);
            for (int i = 0; i < layout.count; i++) {
                const LayoutBox *box = &layout.boxes[i];
                ck_assert(box->x >= 0 && box->y >= 1 && box->width > 2 && box->height >= 1);
                ck_assert_int_le(box->x + box->width, ui.columns);
                ck_assert_int_lt(box->y + box->height, ui.rows);
                for (int j = 0; j < i; j++) {
                    const LayoutBox *other = &layout.boxes[j];
                    ck_assert(box->x >= other->x + other->width - 1 || other->x >= box->x + box->width - 1 ||
                              box->y >= other->y + other->height - layout.has_borders ||
                              other->y >= box->y + box->height - layout.has_borders);
                }
            }
        }
    }
    ui_state_fini(&ui);
}
END_TEST

typedef struct Fixture {
    Timeline *timeline;
    Session session;
} Fixture;

static void setup(Fixture *fixture)
{
    fixture->timeline = fake_timeline_new();
    session_init(&fixture->session, fixture->timeline, 80, 24);
}

static void teardown(Fixture *fixture)
{
    session_fini(&fixture->session);
    timeline_close(fixture->timeline);
}

/* Runs SCRIPT and expects to be at step N. */
static void expect_step(Fixture *fixture, const char *script, uint64_t n)
{
    int line = script_run(&fixture->session, script);
    ck_assert_msg(line == 0, "%s: line %d: %s", script, line, fixture->session.ui.message);
    ck_assert_msg(fixture->timeline->n == n, "%s: at %d, not at %d", script, (int)fixture->timeline->n, (int)n);
    ck_assert_uint_eq(fixture->session.view->n, n);
}

START_TEST(keys_walk_through_time)
{
    Fixture fixture;
    setup(&fixture);
    expect_step(&fixture, "i Right l Space", 4);
    expect_step(&fixture, "I Left", 2);
    expect_step(&fixture, "10i", 12);
    expect_step(&fixture, "3i", 13);           /* one digit is a pane, not a count */
    ck_assert_int_eq(fixture.session.ui.focus, PANE_stack);
    expect_step(&fixture, "13g", 13);
    expect_step(&fixture, "n", 16);            /* line 4 of fib#1 */
    expect_step(&fixture, "n", 83);            /* over both calls, and no line begins after them */
    ck_assert_int_eq(fixture.session.view->state, VIEW_ENDED);
    expect_step(&fixture, ":16\ns", 22);       /* into fib#2 */
    expect_step(&fixture, "f", 55);
    expect_step(&fixture, "F", 10);
    expect_step(&fixture, "^", 0);
    expect_step(&fixture, "I", 0);
    teardown(&fixture);
}
END_TEST

START_TEST(questions_are_answered)
{
    Fixture fixture;
    setup(&fixture);
    UiState *ui = &fixture.session.ui;
    expect_step(&fixture, ":30\n:when n", 22);
    ck_assert_ptr_nonnull(strstr(ui->message, "step 21 did it: CALL 1: calls fib"));
    expect_step(&fixture, ":when n", 22);
    ck_assert_ptr_nonnull(strstr(ui->message, "no change of n before this step"));
    expect_step(&fixture, "$\n:who #31", 78);
    ck_assert_ptr_nonnull(strstr(ui->message, "clear"));
    ck_assert_int_eq(script_run(&fixture.session, ":who knows"), 1);
    ck_assert_int_eq(script_run(&fixture.session, ":nonsense"), 1);
    teardown(&fixture);
}
END_TEST

START_TEST(runs_stop_at_breakpoints)
{
    Fixture fixture;
    setup(&fixture);
    expect_step(&fixture, ":break 3\nc", 38);
    teardown(&fixture);
}
END_TEST

START_TEST(an_interrupt_stays_in_the_stepper)
{
    Fixture fixture;
    setup(&fixture);
    expect_step(&fixture, ":break 3\n:16", 16);
    timeline_interrupt(fixture.timeline);
    expect_step(&fixture, "c", 16);
    ck_assert_str_eq(fixture.session.ui.message, "stopped by ^C");
    teardown(&fixture);
}
END_TEST

START_TEST(clicks_and_copies_reach_the_pane)
{
    Fixture fixture;
    setup(&fixture);
    expect_step(&fixture, ":19", 19);
    session_click(&fixture.session, 5, 3); /* the second row of the source */
    ck_assert_int_eq(fixture.session.ui.focus, PANE_source);
    ck_assert_int_eq(fixture.session.ui.cursor[PANE_source], 1);
    session_click(&fixture.session, 0, 0);
    session_click(&fixture.session, 79, 23);
    ck_assert_int_eq(fixture.session.ui.focus, PANE_source);
    expect_step(&fixture, "b 1 t", 23);
    expect_step(&fixture, "4 y", 23);
    ck_assert_ptr_nonnull(strstr(buf_text(&fixture.session.clipboard), "<module>"));
    teardown(&fixture);
}
END_TEST

START_TEST(a_configuration_is_applied)
{
    Fixture fixture;
    setup(&fixture);
    UiState *ui = &fixture.session.ui;
    const char *good = "# mine\ntheme = light\nglyphs = ascii\n\ndetail = 3\nx86 = 32\npreset = 2\nbind w instr_forward\nbind F8 last\n";
    ck_assert_int_eq(config_apply(&fixture.session, good), 0);
    ck_assert(ui->theme == THEME_LIGHT && ui->ascii && ui->detail == 3 && ui->x86 == X86_32 && ui->preset == 1);
    expect_step(&fixture, "www", 3);
    expect_step(&fixture, "F8", 83);
    static const char *const bad[] = {"theme = pink", "colour", "detail = 9", "bind w fly", "bind Hyper i", "preset = 0"};
    for (size_t i = 0; i < ARRAY_LENGTH(bad); i++) ck_assert_int_eq(config_apply(&fixture.session, bad[i]), 1);
    teardown(&fixture);
}
END_TEST

static char *run_plain(const char *commands)
{
    Fixture fixture;
    char *answer = NULL;
    size_t size = 0;
    setup(&fixture);
    fixture.session.ui.ascii = true;
    FILE *in = fmemopen((char *)(uintptr_t)commands, strlen(commands), "r"), *out = open_memstream(&answer, &size);
    ck_assert_int_eq(plain_run(&fixture.session, in, out), 0);
    fclose(in);
    fclose(out);
    teardown(&fixture);
    return answer;
}

START_TEST(lines_do_what_keys_do)
{
    char *answer = run_plain("18i\ni\nstack\nI\n\nnext output\nwhen nothing\nbogus\nq\n");
    static const char *const expected[] = {
        "(viv) step 18 of 18 or more, fib#1 line 4: LOAD_CONST 2 (1): pushes the constant 1.\n",
        "(viv) step 19 of 19 or more, fib#1 line 4: BINARY_OP (-): pops 1 and 3, pushes 3 - 1 = 2.\n",
        "(viv) stack:\n  TOP 3 -int 1",
        "(viv) step 17 of 19 or more",
        "output: 2\n",
        "note: no change of nothing before this step\n",
        "error: no command is called \"bogus\"",
    };
    for (size_t i = 0; i < ARRAY_LENGTH(expected); i++) {
        ck_assert_msg(strstr(answer, expected[i]) != NULL, "%s is not in:\n%s", expected[i], answer);
    }
    free(answer);
    answer = run_plain("help\nsource\nnames\nframes\nx86\ngc\nheap\n");
    ck_assert_ptr_nonnull(strstr(answer, "f Right") == NULL ? strstr(answer, "i Right l Space") : answer);
    ck_assert_ptr_nonnull(strstr(answer, "rsp>"));
    free(answer);
}
END_TEST

/* "k" keyword, "s" string, "c" comment, "p" anything else: one letter a piece. */
START_TEST(words_of_code_are_told_apart)
{
    static const struct { const char *text, *kinds; } lines[] = {
        {"return 'a#'# b", "kpsc"}, {"x='''one", "pps"}, {"if two''' or 3", "spkpp"}, {"\"open", "s"}, {"not_in", "p"}, {"\\'\\", "ps"},
    };
    CodeState state = {0};
    for (size_t i = 0; i < ARRAY_LENGTH(lines); i++) {
        const char *text = lines[i].text;
        size_t length = strlen(text), pieces = 0;
        char kinds[20] = "";
        for (size_t at = 0; at < length; pieces++) {
            CodeWord kind;
            at += code_word_next(&state, text + at, length - at, &kind);
            ck_assert_uint_le(at, length);
            kinds[pieces] = "pksc"[kind];
        }
        code_line_end(&state);
        ck_assert_str_eq(kinds, lines[i].kinds);
        ck_assert_int_eq(state.quote != '\0', i == 1);
    }
}
END_TEST

/* Whatever lies beside a program: a lesson is had or not, and nothing else happens. */
START_TEST(strange_lessons_do_no_harm)
{
    static const struct { const char *text; int questions; } lessons[] = {
        {"", -1},
        {"---\n", -1},
        {"---\nviv-lesson: 1\n---\n", -1},
        {"---\nviv-lesson: 2\nprograms: p.py\n---\n", -1},
        {"---\nviv-lesson: 1\nprograms: q.py\n---\n", -1},
        {"---\nviv-lesson: 1\nprograms: q.py, p.py\n", 0},
        {"---\nviv-lesson: 1\nprograms: p.py\n---\n```viv-question\n{\"id\":\"q\"}\n```\n", 0},
        {"---\nviv-lesson: 1\nprograms: p.py\n---\n```viv-question\n[[[[{\n```\n```viv-question\n", 0},
        {"---\nviv-lesson: 1\nprograms: p.py\n---\n```viv-question\n{\"id\":\"q\",\"ask\":\"depth\",\"prompt\":\"?\",\"at\":[],\"hints\":{}}\n```", 1},
    };
    char folder[] = "/tmp/viv-lesson-XXXXXX", path[60], program[60], message[200];
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/lesson.md", folder);
    snprintf(program, sizeof program, "%s/p.py", folder);
    for (size_t i = 0; i < ARRAY_LENGTH(lessons); i++) {
        FILE *file = fopen(path, "w");
        fputs(lessons[i].text, file);
        fclose(file);
        Lesson *lesson = lesson_open(program, message, sizeof message);
        ck_assert_int_eq(lesson == NULL ? -1 : (int)lesson->questions.length, lessons[i].questions);
        ck_assert_int_eq(message[0] != '\0', i == 3);
        lesson_free(lesson);
    }
    unlink(path);
    rmdir(folder);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("ui");
    tcase_add_test(tests, strange_lessons_do_no_harm);
    tcase_add_test(tests, words_of_code_are_told_apart);
    tcase_add_test(tests, hostile_text_becomes_visible);
    tcase_add_test(tests, wide_characters_are_never_halved);
    tcase_add_test(tests, keys_have_one_meaning);
    tcase_add_test(tests, layouts_fit_every_size);
    tcase_add_test(tests, keys_walk_through_time);
    tcase_add_test(tests, questions_are_answered);
    tcase_add_test(tests, runs_stop_at_breakpoints);
    tcase_add_test(tests, an_interrupt_stays_in_the_stepper);
    tcase_add_test(tests, clicks_and_copies_reach_the_pane);
    tcase_add_test(tests, a_configuration_is_applied);
    tcase_add_test(tests, lines_do_what_keys_do);
    return suite_run_one("ui", tests);
}
