/* Chooses how to talk to the user, and runs the loop of the screen: draw, wait for a key, act.
   ^C stops a search of the machine, never the stepper. */
#include "ui/stepper.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "ui/config.h"
#include "ui/plain.h"
#include "ui/prompt.h"
#include "ui/script.h"
#include "ui/session.h"

/* What ^C interrupts: a signal handler has no other way to know. */
static Timeline *volatile interruptible;

static void on_interrupt(int signal_number)
{
    if (interruptible != NULL) timeline_interrupt(interruptible);
}

static void interrupts_to(Timeline *timeline)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = timeline == NULL ? SIG_DFL : on_interrupt;
    sigemptyset(&action.sa_mask);
    interruptible = timeline;
    sigaction(SIGINT, &action, NULL);
}

/* --- Without a terminal */

/* The whole file; NULL with errno set. */
static char *read_file(const char *path)
{
    Buf buf = BUF_INIT;
    char piece[4096];
    FILE *file = fopen(path, "r");
    if (file == NULL) return NULL;
    for (size_t length; (length = fread(piece, 1, sizeof piece, file)) > 0;) buf_add(&buf, piece, length);
    int error = ferror(file) ? EIO : ENOMEM;
    char *text = ferror(file) ? NULL : buf_steal(&buf);
    if (text == NULL) errno = error;
    fclose(file);
    buf_fini(&buf);
    return text;
}

/* Where the command line says that the walk begins: 0, or 2 with the reason on stderr. */
static int begin(Session *session, const StepperOptions *options)
{
    const char *wrong = NULL;
    if (options->theme != NULL && !theme_find(options->theme, &session->ui.theme)) wrong = options->theme;
    else if (options->at != NULL && !prompt_go(session, options->at)) wrong = options->at;
    else if (options->keys != NULL && !script_line(session, options->keys)) wrong = options->keys;
    if (wrong == NULL) return 0;
    fprintf(stderr, "viv step: \"%s\": %s\n", wrong, session->ui.message);
    return 2;
}

static int run_shot(Session *session, const char *path)
{
    if (session_shot(session, path) == 0) return 0;
    fprintf(stderr, "viv shot: %s: %s\n", path, strerror(errno));
    return 1;
}

static int run_script(Session *session, const StepperOptions *options)
{
    char *text = read_file(options->script);
    if (text == NULL) {
        fprintf(stderr, "viv step: %s: %s\n", options->script, strerror(errno));
        return 2;
    }
    int line = script_run(session, text);
    free(text);
    if (line == 0) return 0;
    fprintf(stderr, "viv step: line %d of %s: %s\n", line, options->script, session->ui.message);
    return 2;
}

static int run_plain(Session *session)
{
    return plain_run(session, stdin, stdout) < 0 ? 1 : 0;
}

/* --- On the screen */

/* --color, then NO_COLOR, then what the terminal has. */
static Theme choose_theme(ScreenColour colour, int colours)
{
    const char *no_colour = getenv("NO_COLOR");
    switch (colour) {
    case SCREEN_NEVER: return THEME_MONO;
    case SCREEN_256: return colours >= 256 ? THEME_DARK : THEME_SIXTEEN;
    case SCREEN_16:
    case SCREEN_ALWAYS: return THEME_SIXTEEN;
    case SCREEN_AUTO: break;
    }
    bool refused = no_colour != NULL && no_colour[0] != '\0';
    return refused || colours < 8 ? THEME_MONO : THEME_SIXTEEN;
}

static void repaint(Session *session, Screen *screen, int sync_fd)
{
    UiState *ui = &session->ui;
    Grid grid;
    int columns = ui->columns, rows = ui->rows;
    screen_size(screen, &ui->columns, &ui->rows);
    if (columns != ui->columns || rows != ui->rows) {
        screen_forget(screen);
        session_rearrange(session);
    }
    if (grid_init(&grid, ui->columns, ui->rows, ui->ascii) < 0) return; /* the old screen stays */
    draw_screen(session->view, &session->before, ui, &grid);
    screen_show(screen, &grid, ui->theme);
    grid_fini(&grid);
    if (sync_fd >= 0 && write(sync_fd, "", 1) < 0) session->quit = true; /* nobody waits any more */
}

/* While the machine works: nobody has pressed a key, so nobody waits for this repaint. */
static void paint_at_work(Session *session, void *context)
{
    repaint(session, context, -1);
}

static void click(Session *session, const Screen *screen)
{
    int x, y;
    screen_click(screen, &x, &y);
    session_click(session, x, y);
}

/* 6, a look at that pane, 7: two panes, and not the count 67.  *PRESSED is when the last key was, in milliseconds. */
static void forget_digit(Session *session, int key, int64_t *pressed)
{
    enum { PAUSE_MS = 800 };
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    int64_t now = (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
    bool is_digit = key >= '0' && key <= '9';
    if (is_digit && session->digits == 1 && now - *pressed > PAUSE_MS) session->count = session->digits = 0;
    *pressed = now;
}

static int run_screen(Session *session, Screen *screen, const StepperOptions *options)
{
    session->ui.ascii = options->ascii || !screen_is_utf8(screen);
    int64_t pressed = 0;
    Theme theme = session->ui.theme, usual = choose_theme(options->colour, screen_colours(screen));
    screen_size(screen, &session->ui.columns, &session->ui.rows);
    session_rearrange(session);
    session->ui.theme = usual;
    config_load(session);
    /* The command line comes before NO_COLOR, and that before the configuration. */
    bool is_settled = options->colour != SCREEN_AUTO || usual == THEME_MONO;
    if (options->theme != NULL) session->ui.theme = theme;
    else if (is_settled) session->ui.theme = usual;
    session->ui.ascii |= options->ascii || !screen_is_utf8(screen);
    session->paint = paint_at_work;
    session->paint_context = screen;
    if (session->ui.message[0] == '\0') ui_say(&session->ui, "Left and Right step through time, ? lists the keys, q leaves");
    for (int unseen = 0; !session->quit;) {
        /* Who types faster than can be painted sees the last of it. */
        enum { UNSEEN_MOST = 50 };
        unseen = screen_is_typed_at(screen) && unseen < UNSEEN_MOST ? unseen + 1 : 0;
        if (unseen == 0) repaint(session, screen, options->sync_fd);
        if (session->ui.play != 0 && !screen_waits(screen, 1000 / abs(session->ui.play))) {
            session_play(session);
            continue;
        }
        int key = screen_key(screen);
        if (key == KEYCODE_NONE) break;
        forget_digit(session, key, &pressed);
        if (key == 'L' - '@' || key == KEYCODE_RESIZE) screen_forget(screen);
        if (key == KEYCODE_MOUSE) click(session, screen);
        else session_key(session, key);
        screen_mouse(screen, session->ui.mouse);
        if (session->clipboard.length > 0) screen_copy(screen, session->clipboard.bytes, session->clipboard.length);
        buf_clear(&session->clipboard);
    }
    return 0;
}

static int walk(Session *session, const StepperOptions *options)
{
    char message[160] = "";
    if (options->script != NULL) return run_script(session, options);
    if (options->shot != NULL) return run_shot(session, options->shot);
    if (options->plain) return run_plain(session);
    Screen *screen = screen_open(message, sizeof message);
    if (screen == NULL) {
        if (isatty(STDOUT_FILENO)) fprintf(stderr, "viv step: %s: line mode\n", message);
        return run_plain(session);
    }
    int status = run_screen(session, screen, options);
    session->paint = NULL;
    screen_close(screen);
    return status;
}

int stepper_run(Timeline *timeline, const StepperOptions *options)
{
    Session session;
    session_init(&session, timeline, options->columns, options->rows);
    session.ui.ascii = options->ascii;
    session_trees(&session, options->tree);
    if (options->program != NULL) session_lesson(&session, options->program);
    interrupts_to(timeline);
    int status = begin(&session, options);
    if (status == 0) status = walk(&session, options);
    interrupts_to(NULL);
    session_fini(&session);
    return status;
}
