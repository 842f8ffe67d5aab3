/* Between grid and curses.  Kept true: the terminal is in curses' mode exactly while a Screen is open,
   and is given back on every way out; only LC_CTYPE is taken from the environment, so that numbers keep
   their dots. */
#include "ui/screen.h"

#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

/* term.h takes these words for itself. */
#undef columns
#undef key_help

#include "ui/keys.h"

struct Screen {
    SCREEN *terminal;
    bool is_utf8;
    int colours;
    bool takes_clicks;
    int click_x, click_y;
};

/* Signals know no arguments: whether the terminal must be restored, and whether we were stopped. */
static volatile sig_atomic_t terminal_is_ours, was_stopped;

static void on_abort(int signal_number)
{
    if (terminal_is_ours) endwin();
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

static void on_continue(int signal_number)
{
    was_stopped = 1;
}

static void catch_signal(int signal_number, void (*handler)(int))
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    sigaction(signal_number, &action, NULL);
}

/* True when the terminal can be told where to write: newterm() would start on any, and show nothing. */
static bool can_address(char *message, size_t size)
{
    int error = 0;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        snprintf(message, size, "standard input and output are not a terminal");
        return false;
    }
    const char *name = getenv("TERM");
    if (name == NULL || name[0] == '\0' || setupterm(name, STDOUT_FILENO, &error) != OK) {
        snprintf(message, size, "the terminal \"%s\" is unknown", name == NULL ? "" : name);
        return false;
    }
    const char *address = tigetstr("cup");
    bool can = address != NULL && address != (char *)-1;
    if (!can) snprintf(message, size, "the terminal \"%s\" cannot address its cursor", name);
    del_curterm(cur_term); /* newterm reads a description of its own */
    return can;
}

static void start_colours(Screen *screen)
{
    screen->colours = 0;
    if (!has_colors() || start_color() == ERR) return;
    screen->colours = COLORS;
    use_default_colors();
    for (int colour = 0; colour < COLORS && colour + 1 < COLOR_PAIRS && colour < 256; colour++) {
        init_pair((short)(colour + 1), (short)colour, -1);
    }
}

Screen *screen_open(char *message, size_t size)
{
    setlocale(LC_CTYPE, "");
    if (!can_address(message, size)) return NULL;
    Screen *screen = calloc(1, sizeof *screen);
    if (screen == NULL || (screen->terminal = newterm(NULL, stdout, stdin)) == NULL) {
        snprintf(message, size, "the terminal cannot be used");
        free(screen);
        return NULL;
    }
    terminal_is_ours = 1;
    catch_signal(SIGABRT, on_abort);
    catch_signal(SIGSEGV, on_abort);
    catch_signal(SIGTERM, on_abort);
    catch_signal(SIGHUP, on_abort);
    catch_signal(SIGCONT, on_continue);
    screen->is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    start_colours(screen);
    cbreak();
    noecho();
    set_escdelay(25);
    keypad(stdscr, TRUE);
    intrflush(stdscr, FALSE);
    return screen;
}

void screen_close(Screen *screen)
{
    int columns, rows;
    screen_size(screen, &columns, &rows);
    attr_set(A_NORMAL, 0, NULL);
    move(rows - 1, 0); /* terminals without a second screen go on there */
    clrtoeol();
    refresh();
    endwin();
    terminal_is_ours = 0;
    delscreen(screen->terminal);
    free(screen);
}

void screen_size(Screen *screen, int *columns, int *rows)
{
    getmaxyx(stdscr, *rows, *columns);
}

bool screen_is_utf8(const Screen *screen)
{
    return screen->is_utf8;
}

int screen_colours(const Screen *screen)
{
    return screen->colours;
}

static attr_t attributes_of(int attributes)
{
    attr_t result = A_NORMAL;
    if (attributes & STYLE_BOLD) result |= A_BOLD;
    if (attributes & STYLE_REVERSE) result |= A_REVERSE;
    if (attributes & STYLE_UNDERLINE) result |= A_UNDERLINE;
    return result;
}

void screen_show(Screen *screen, const Grid *grid, Theme theme)
{
    int columns, rows;
    screen_size(screen, &columns, &rows);
    for (int y = 0; y < grid->rows && y < rows; y++) {
        for (int x = 0; x < grid->columns && x < columns; x++) {
            const Cell *cell = &grid->cells[(size_t)y * (size_t)grid->columns + (size_t)x];
            if (cell->width == 0 && cell->arms == 0) continue;
            Look look = theme_look(theme, cell->style.role);
            short pair = look.colour >= 0 && look.colour < screen->colours ? (short)(look.colour + 1) : 0;
            attr_set(attributes_of(look.attributes | cell->style.attributes), pair, NULL);
            mvaddstr(y, x, grid_glyph(grid, cell));
        }
    }
    move(grid->cursor_y < rows ? grid->cursor_y : 0, grid->cursor_x < columns ? grid->cursor_x : 0);
    refresh();
}

void screen_forget(Screen *screen)
{
    clearok(curscr, TRUE);
    erase();
}

/* A resize while we were stopped went unseen: ask the terminal itself. */
static int wake(Screen *screen)
{
    struct winsize size;
    was_stopped = 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        resizeterm(size.ws_row, size.ws_col);
    }
    screen_forget(screen);
    return KEYCODE_RESIZE;
}

void screen_mouse(Screen *screen, bool takes)
{
    if (takes == screen->takes_clicks) return;
    screen->takes_clicks = takes;
    mousemask(takes ? BUTTON1_PRESSED | BUTTON1_CLICKED : 0, NULL);
    mouseinterval(0);
}

void screen_click(const Screen *screen, int *x, int *y)
{
    *x = screen->click_x;
    *y = screen->click_y;
}

void screen_copy(Screen *screen, const char *text, size_t length)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    fputs("\x1b]52;c;", stdout);
    for (size_t i = 0; i < length; i += 3) {
        uint32_t bits = 0;
        for (size_t j = 0; j < 3; j++) bits = bits << 8 | (i + j < length ? (unsigned char)text[i + j] : 0);
        for (size_t j = 0; j < 4; j++) putchar(i + j <= length ? digits[bits >> (18 - 6 * j) & 63] : '=');
    }
    fputs("\x07", stdout);
    fflush(stdout);
}

/* The click that the terminal reports. */
static int take_click(Screen *screen)
{
    MEVENT event;
    if (getmouse(&event) != OK) return KEYCODE_RESIZE;
    screen->click_x = event.x;
    screen->click_y = event.y;
    return KEYCODE_MOUSE;
}

static int translate(wint_t key)
{
    static const struct { wint_t curses; int key; } keys[] = {
        {KEY_UP, KEYCODE_UP},          {KEY_DOWN, KEYCODE_DOWN},           {KEY_LEFT, KEYCODE_LEFT},
        {KEY_RIGHT, KEYCODE_RIGHT},    {KEY_PPAGE, KEYCODE_PAGE_UP},       {KEY_NPAGE, KEYCODE_PAGE_DOWN},
        {KEY_HOME, KEYCODE_HOME},      {KEY_END, KEYCODE_END},             {KEY_BTAB, KEYCODE_BACK_TAB},
        {KEY_ENTER, KEYCODE_ENTER},    {KEY_BACKSPACE, KEYCODE_BACKSPACE}, {KEY_RESIZE, KEYCODE_RESIZE},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(keys); i++) {
        if (keys[i].curses == key) return keys[i].key;
    }
    if (key >= KEY_F(1) && key <= KEY_F(12)) return KEYCODE_F1 + (int)(key - KEY_F(1));
    return KEYCODE_RESIZE; /* a key without a meaning: draw again */
}

bool screen_waits(Screen *screen, int milliseconds)
{
    wint_t key = 0;
    if (was_stopped) return true;
    timeout(milliseconds);
    int kind = get_wch(&key);
    timeout(-1);
    if (kind == KEY_CODE_YES) ungetch((int)key);
    else if (kind == OK) unget_wch((wchar_t)key);
    return kind != ERR || was_stopped;
}

bool screen_is_typed_at(const Screen *screen)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&input, 1, 0) > 0;
}

/* Curses' own endless wait goes on after a stop as if nothing had been; poll() does not. */
int screen_key(Screen *screen)
{
    enum { BYTES_OF_A_KEY_MS = 25, FAILURES_MOST = 3 };
    for (int failures = 0; failures < FAILURES_MOST;) {
        struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
        wint_t key = 0;
        if (was_stopped) return wake(screen);
        timeout(BYTES_OF_A_KEY_MS);
        int kind = get_wch(&key);
        timeout(-1);
        if (was_stopped) return wake(screen);
        if (kind == KEY_CODE_YES) return key == KEY_MOUSE ? take_click(screen) : translate(key);
        if (kind == OK) return key == '\n' ? KEYCODE_ENTER : (int)key;
        if (poll(&input, 1, -1) > 0) failures++; /* a key comes next, or the terminal is gone */
    }
    return KEYCODE_NONE;
}
