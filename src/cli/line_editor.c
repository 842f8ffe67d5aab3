/* A line is read key by key through libedit; a key that an interrupt came before gives the line up. */
#include "cli/line_editor.h"

#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>
#include <wchar.h>

#include <histedit.h>

enum { REMEMBERED_LINES = 1000 };

static LineEditor *editor_of(EditLine *edit)
{
    void *editor = NULL;
    el_get(edit, EL_CLIENTDATA, &editor);
    return editor;
}

/* libedit's type for it is not const, but it only reads. */
static char *prompt_of(EditLine *edit)
{
    return (char *)(uintptr_t)editor_of(edit)->prompt;
}

/* 1 and the next byte of the terminal; 0 at its end; -1 when an interrupt comes first. */
static int next_byte(LineEditor *editor, char *byte)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    for (;;) {
        if (poll(&input, 1, -1) > 0) return read(STDIN_FILENO, byte, 1) == 1;
        if (errno == EINTR && editor->rt->interrupts == 0) continue;
        editor->interrupted = errno == EINTR;
        return editor->interrupted ? -1 : 0;
    }
}

/* A character of the terminal's encoding; a byte that begins none stands for itself. */
static int next_char(EditLine *edit, wchar_t *c)
{
    mbstate_t state = {0};
    for (;;) {
        char byte;
        int got = next_byte(editor_of(edit), &byte);
        if (got <= 0) return got;
        size_t size = mbrtowc(c, &byte, 1, &state);
        if (size == (size_t)-2) continue;
        if (size == (size_t)-1) *c = (unsigned char)byte;
        return 1;
    }
}

/* False: no memory. */
static bool start(LineEditor *editor)
{
    HistEvent event;
    setlocale(LC_CTYPE, ""); /* libedit's characters are the terminal's */
    editor->edit = el_init("viv", stdin, stdout, stderr);
    editor->history = history_init();
    if (editor->edit == NULL || editor->history == NULL) return false;
    history(editor->history, &event, H_SETSIZE, REMEMBERED_LINES);
    history(editor->history, &event, H_SETUNIQUE, 1);
    el_set(editor->edit, EL_CLIENTDATA, editor);
    el_set(editor->edit, EL_PROMPT, prompt_of);
    el_set(editor->edit, EL_EDITOR, "emacs");
    el_set(editor->edit, EL_SIGNAL, 0); /* SIGINT is the program's */
    el_set(editor->edit, EL_HIST, history, editor->history);
    el_set(editor->edit, EL_GETCFN, next_char);
    el_set(editor->edit, EL_BIND, "\t", "ed-insert", NULL); /* for indentation */
    return true;
}

void line_editor_fini(LineEditor *editor)
{
    if (editor->edit != NULL) el_end(editor->edit);
    if (editor->history != NULL) history_end(editor->history);
}

int line_editor_read(void *context, Rt *rt, const char *prompt, Buf *line)
{
    LineEditor *editor = context;
    HistEvent event;
    int length = 0;
    if (editor->history == NULL && !start(editor)) return 0;
    editor->rt = rt;
    editor->prompt = prompt;
    editor->interrupted = false;
    el_resize(editor->edit);
    const char *text = el_gets(editor->edit, &length);
    if (editor->interrupted) return -1;
    if (text == NULL || length <= 0) return 0;
    if (*text != '\n') history(editor->history, &event, H_ENTER, text);
    buf_add(line, text, (size_t)length);
    return 1;
}
