/* Golden screens: scripts over the fake run, at five sizes, in UTF-8, ASCII and with the looks
   of a theme.  VIV_RENEW=1 writes the goldens anew. */
#include "tests/unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/tree_rows.h"
#include "tests/unit/fake_timeline.h"
#include "ui/script.h"
#include "ui/shot.h"
#include "ui/watches.h"

static const struct {
    const char *name, *script;
    int columns, rows;
    bool ascii;
} cases[] = {
    {"minus_20x6", ":19\n:18\ni", 20, 6, true},
    {"minus_40x12", ":18\ni", 40, 12, true},
    {"minus_80x24", ":18\ni", 80, 24, true},
    {"minus_80x24_utf8", ":18\ni", 80, 24, false},
    {"minus_20x6_utf8", ":18\ni", 20, 6, false},
    {"minus_40x12_utf8", ":18\ni", 40, 12, false},
    {"minus_120x40_utf8", ":18\ni", 120, 40, false},
    {"minus_200x60_ascii", ":18\ni", 200, 60, true},
    {"predicted_80x24", ":19\npi\n2 Enter", 80, 24, true},
    {"minus_120x40", ":18\ni", 120, 40, true},
    {"minus_200x60", ":18\ni", 200, 60, false},
    {"jump_40x12", "19i", 40, 12, true},
    {"start_80x24", "", 80, 24, true},
    {"end_80x24", "$", 80, 24, true},
    {"small_19x5", "i", 19, 5, true},
    {"help_80x24", "?", 80, 24, true},
    {"help_scrolled_80x24", "? 40j", 80, 24, true},
    {"card_80x24", ":19\ne", 80, 24, true},
    {"stack_zoom_80x24", ":19\n3z", 80, 24, true},
    {"heap_80x24", ":19\n6", 80, 24, true},
    {"heap_object_80x24", ":19\n:object #20", 80, 24, true},
    {"gc_80x24", ":next phase\nii 7", 80, 24, true},
    {"gc_moved_120x40", ":next gc\n06i", 120, 40, true},
    {"x86_80x24", ":19\nx", 80, 24, true},
    {"x86_32_80x24", ":19\nxx", 80, 24, true},
    {"memory_80x24", ":19\no", 80, 24, true},
    {"machine_80x24", ":19\noo", 80, 24, true},
    {"names_when_80x24", ":30\n5 [", 80, 24, true},
    {"outer_frame_80x24", ":30\nu", 80, 24, true},
    {"detail_1_80x24", ":19\n:detail 1", 80, 24, true},
    {"breakpoints_80x24", "1 jjj b\n:19\n:break fib if n == 1\n:watch n\nB", 80, 24, true},
    {"wider_80x24", ":19\n+++", 80, 24, true},
    {"predict_80x24", ":19\np", 80, 24, true},
    {"output_80x24", ":next output\n", 80, 24, true},
    {"command_80x24", ":19\ng w h e n Space n", 80, 24, true},
    {"tree_80x24", ":19\n0", 80, 24, true},
    {"search_80x24", "2 / C A L L Enter . .", 80, 24, true},
    {"asked_80x24", ":18\npi", 80, 24, true},
    {"mispredicted_40x12", ":19\npi\n3 Enter", 40, 12, true},
    {"completed_80x24", ":19\ng s Tab", 80, 24, true},
    {"completed_40x12", ":19\ng s h o w Space Tab", 40, 12, true},
    {"help_40x12", "? 06j", 40, 12, true},
    {"help_searched_80x24", "? / w a t c h Enter", 80, 24, true},
};

static void check_golden(const char *name, const char *ending, const Buf *picture)
{
    char path[200];
    snprintf(path, sizeof path, "tests/golden/screens/%s.%s", name, ending);
    if (getenv("VIV_RENEW") != NULL) {
        FILE *file = fopen(path, "w");
        ck_assert_ptr_nonnull(file);
        fwrite(buf_text(picture), 1, picture->length, file);
        fclose(file);
        return;
    }
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "%s is missing", path);
    char *golden = calloc(1, 1 << 20);
    size_t length = fread(golden, 1, (1 << 20) - 1, file);
    fclose(file);
    bool same = length == picture->length && memcmp(golden, buf_text(picture), length) == 0;
    ck_assert_msg(same, "%s differs:\n%s", path, buf_text(picture));
    free(golden);
}

static void run_case(size_t index, const char *ending, Theme theme)
{
    Timeline *timeline = fake_timeline_new();
    Session session;
    Grid grid;
    Buf picture = BUF_INIT;
    session_init(&session, timeline, cases[index].columns, cases[index].rows);
    session.ui.ascii = cases[index].ascii;
    session_trees(&session, tree_rows);
    ck_assert_int_eq(script_run(&session, cases[index].script), 0);
    ck_assert_int_eq(grid_init(&grid, session.ui.columns, session.ui.rows, session.ui.ascii), 0);
    draw_screen(session.view, &session.before, &session.ui, &grid);
    ck_assert(grid.cursor_x >= 0 && grid.cursor_x < grid.columns && grid.cursor_y >= 0 && grid.cursor_y < grid.rows);
    shot_add(&grid, theme, ending, &picture);
    check_golden(cases[index].name, ending, &picture);
    buf_fini(&picture);
    grid_fini(&grid);
    session_fini(&session);
    timeline_close(timeline);
}

START_TEST(screen_is_as_before)
{
    run_case((size_t)_i, "txt", THEME_MONO);
}
END_TEST

START_TEST(looks_are_as_before)
{
    run_case(2, "ansi", THEME_SIXTEEN);
    static const size_t sizes[] = {0, 1, 3, 9, 10}; /* 20x6 to 200x60 */
    for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++) run_case(sizes[i], "ansi", THEME_MONO);
    run_case(2, "html", THEME_MONO);
    run_case(2, "svg", THEME_LIGHT);
}
END_TEST

static EventText hostile_text(void)
{
    static const char text[] = "\x1b]0;owned\x07\x9b" "2J\xE2\x80\xAE\xED\xA0\x80\n\r\xFF";
    return (EventText){text, sizeof text - 1};
}

static void poison(View *view)
{
    EventText hostile = hostile_text();
    static ViewWatch watch;
    watch = (ViewWatch){VIEW_WATCH_VALUE, hostile, hostile.bytes};
    view->watches.items = &watch;
    view->watches.length = 1;
    view->exception = hostile;
    for (size_t i = 0; i < view->frames.length; i++) {
        ViewFrame *frame = &view->frames.items[i];
        frame->qualname = frame->filename = hostile.bytes;
        for (size_t j = 0; j < frame->stack.length; j++) frame->stack.items[j].text = hostile;
        for (size_t j = 0; j < frame->localsplus.length; j++) frame->localsplus.items[j].name = hostile;
    }
    for (size_t i = 0; i < view->sources.items[0].lines.length; i++) view->sources.items[0].lines.items[i] = hostile;
    for (size_t i = 0; i < view->globals.items.length; i++) view->globals.items.items[i].name = hostile;
    for (size_t i = 0; i < view->objects.length; i++) view->objects.items[i].value.text = hostile;
    for (size_t i = 0; i < view->codes.length; i++) {
        for (size_t j = 0; j < view->codes.items[i].instrs.length; j++) view->codes.items[i].instrs.items[j].words = hostile.bytes;
    }
}

/* Whatever a program calls its things: no cell holds a character that a terminal obeys. */
START_TEST(hostile_programs_cannot_command_the_terminal)
{
    Timeline *timeline = fake_timeline_new();
    Session session;
    session_init(&session, timeline, 200, 60);
    session_seek(&session, 19);
    ck_assert_int_eq(watch_add(&session.ui, hostile_text().bytes, NULL), 1);
    View view = *session.view;
    poison(&view);
    for (int pane = 0; pane < PANE_COUNT; pane++) {
        Grid grid;
        session.ui.focus = (PaneId)pane;
        session.ui.zoom = true;
        ck_assert_int_eq(grid_init(&grid, 200, 60, pane % 2), 0);
        draw_screen(&view, &session.before, &session.ui, &grid);
        for (int i = 0; i < 200 * 60; i++) {
            const char *text = grid.cells[i].text;
            ck_assert(text[0] == '\0' || (unsigned char)text[0] >= ' ');
            ck_assert(strchr(text, '\x7f') == NULL && strstr(text, "\xC2\x9B") == NULL && strstr(text, "\xE2\x80\xAE") == NULL);
        }
        grid_fini(&grid);
    }
    session_fini(&session);
    timeline_close(timeline);
}
END_TEST

/* Random keys and sizes: nothing but the session's own limits may stop them. */
START_TEST(monkeys_do_no_harm)
{
    static const char keys[] = "iIsSnNfFcCtbB^$()[]{}udjk/.,mz+-=yM'oDTx~epg?q123456789:0w#\t ";
    Timeline *timeline = fake_timeline_new();
    Session session;
    uint32_t seed = 12345;
    session_init(&session, timeline, 80, 24);
    for (int i = 0; i < 6000; i++) {
        seed = seed * 1664525 + 1013904223;
        uint32_t random = seed >> 16;
        int key = random % 9 == 0 ? KEYCODE_UP + (int)(random / 9 % 8) : keys[random % (sizeof keys - 1)];
        if (random % 31 == 0) key = KEYCODE_ESC;
        if (random % 37 == 0) key = KEYCODE_ENTER;
        session_key(&session, key);
        session.quit = false;
        if (random % 5 != 0) continue;
        session.ui.columns = 1 + (int)(random / 5 % 130);
        session.ui.rows = 1 + (int)(random / 7 % 50);
        session_rearrange(&session);
        Grid grid;
        ck_assert_int_eq(grid_init(&grid, session.ui.columns, session.ui.rows, session.ui.ascii), 0);
        draw_screen(session.view, &session.before, &session.ui, &grid);
        grid_fini(&grid);
    }
    session_fini(&session);
    timeline_close(timeline);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("screens");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, screen_is_as_before, 0, (int)ARRAY_LENGTH(cases));
    tcase_add_test(tests, looks_are_as_before);
    tcase_add_test(tests, hostile_programs_cannot_command_the_terminal);
    tcase_add_test(tests, monkeys_do_no_harm);
    return suite_run_one("screens", tests);
}
