/* Chooses how to talk to the user, and runs the loop of the screen: draw, wait for a key, act.
   ^C stops a search of the machine, never the stepper. */
#include "ui/stepper.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ui/config.h"
#include "ui/plain.h"
#include "ui/script.h"
#include "ui/session.h"

/* What ^C interrupts: a signal handler has no other way to know. */
static Timeline *volatile interruptible;

static void on_interrupt(int signal_number)
{
    (void)signal_number;
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

static void click(Session *session, const Screen *screen)
{
    int x, y;
    screen_click(screen, &x, &y);
    session_click(session, x, y);
}

static int run_screen(Session *session, Screen *screen, const StepperOptions *options)
{
    session->ui.ascii = options->ascii || !screen_is_utf8(screen);
    session->ui.theme = choose_theme(options->colour, screen_colours(screen));
    config_load(session);
    session->ui.ascii |= options->ascii;
    if (session->ui.message[0] == '\0') ui_say(&session->ui, "Left and Right step through time, ? lists the keys, q leaves");
    while (!session->quit) {
        repaint(session, screen, options->sync_fd);
        int key = screen_key(screen);
        if (key == KEYCODE_NONE) break;
        if (key == 'L' - '@' || key == KEYCODE_RESIZE) screen_forget(screen);
        if (key == KEYCODE_MOUSE) click(session, screen);
        else session_key(session, key);
        screen_mouse(screen, session->ui.mouse);
        if (session->clipboard.length > 0) screen_copy(screen, session->clipboard.bytes, session->clipboard.length);
        buf_clear(&session->clipboard);
    }
    return 0;
}

int stepper_run(Timeline *timeline, const StepperOptions *options)
{
    Session session;
    char message[160] = "";
    bool is_plain = options->plain;
    Screen *screen = options->script != NULL || is_plain ? NULL : screen_open(message, sizeof message);
    int columns = options->columns, rows = options->rows, status;
    if (screen != NULL) screen_size(screen, &columns, &rows);
    session_init(&session, timeline, columns, rows);
    session.ui.ascii = options->ascii;
    interrupts_to(timeline);
    if (options->script != NULL) {
        status = run_script(&session, options);
    } else if (screen != NULL) {
        status = run_screen(&session, screen, options);
        screen_close(screen);
    } else {
        if (!is_plain && isatty(STDOUT_FILENO)) fprintf(stderr, "viv step: %s: line mode\n", message);
        status = run_plain(&session);
    }
    interrupts_to(NULL);
    session_fini(&session);
    return status;
}
