/* GNU Readline, driven key by key, so that an interrupt is seen between two of them: the line that was
   begun is then given up.  Readline has one state for the process, and so has this file. */
#include "cli/line_editor.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <readline/history.h>
#include <readline/readline.h>

static struct {
    char *text; /* the finished line; NULL: the input has ended */
    bool done;
} entered;

static void take_line(char *text)
{
    entered.text = text;
    entered.done = true;
    rl_callback_handler_remove();
}

static void begin(const char *prompt)
{
    entered.text = NULL;
    entered.done = false;
    rl_readline_name = "viv";
    rl_catch_signals = 0; /* SIGINT is the program's */
    rl_instream = stdin;
    rl_outstream = stdout;
    rl_callback_handler_install(prompt, take_line);
    rl_bind_key('\t', rl_insert); /* for indentation */
}

static void give_up(void)
{
    rl_free_line_state();
    rl_callback_sigcleanup();
    rl_cleanup_after_signal();
    rl_callback_handler_remove();
}

/* Each line once, though it may come several times in a row. */
static void remember(const char *text)
{
    const HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
    if (*text != '\0' && (last == NULL || strcmp(last->line, text) != 0)) add_history(text);
}

int line_editor_read(Rt *rt, const char *prompt, Buf *line)
{
    begin(prompt);
    while (!entered.done) {
        struct pollfd input = {.fd = fileno(stdin), .events = POLLIN};
        int ready = poll(&input, 1, -1);
        if (ready > 0) {
            rl_callback_read_char();
        } else if (errno != EINTR || rt->interrupts != 0) {
            give_up();
            return errno != EINTR ? 0 : -1;
        }
    }
    if (entered.text == NULL) return 0;
    remember(entered.text);
    buf_add_text(line, entered.text);
    buf_add_char(line, '\n');
    free(entered.text);
    return 1;
}
