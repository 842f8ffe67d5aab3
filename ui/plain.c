/* One command a line, one sentence a step.  Keys are words here ("i", "10i", "next raise"), a pane's
   name prints it, an empty line repeats.  No boxes, no colours, nothing is overwritten. */
#include "ui/plain.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "events/explain.h"
#include "ui/help.h"
#include "ui/prompt.h"

enum { PLAIN_COLUMNS = 100, PLAIN_ROWS = 40 };

/* Adds TEXT as a terminal may show it. */
static void write_safe(FILE *out, const char *text, size_t length, bool ascii)
{
    Visible piece;
    for (size_t i = 0; i < length;) {
        i += visible_next(text + i, length - i, ascii, &piece);
        fputs(piece.bytes, out);
    }
}

/* "step 41 of 210, fib line 4: BINARY_OP (-): pops 1 and 3 …" */
static void write_position(const Session *session, FILE *out)
{
    const View *view = session->view;
    if (view == NULL) return;
    fprintf(out, "step %llu of %llu%s", (unsigned long long)view->n, (unsigned long long)session->ui.known_length,
            session->ui.length_is_final ? "" : " or more");
    const ViewFrame *frame = view_focus(view);
    if (frame != NULL) {
        fputs(", ", out);
        write_safe(out, frame->qualname, strlen(frame->qualname), session->ui.ascii);
        fprintf(out, "#%u", frame->number);
        if (frame->line > 0) fprintf(out, " line %d", (int)frame->line);
    }
    fputs(": ", out);
    Buf buf = BUF_INIT;
    int question = lesson_question_at(session->lesson, view->n);
    const LessonQuestion *asked = question < 0 ? NULL : &session->lesson->questions.items[question];
    if (asked != NULL && !asked->is_solved) buf_printf(&buf, "the lesson asks: %s (answer TEXT)", asked->prompt);
    else if (session->ui.predict) buf_add_text(&buf, "predict what happens; i asks, p tells");
    else explain_next(view, &buf);
    write_safe(out, buf_text(&buf), buf.length, session->ui.ascii);
    buf_fini(&buf);
    if (view->exception.length > 0) {
        fputs("\nexception: ", out);
        write_safe(out, view->exception.bytes, view->exception.length, session->ui.ascii);
    }
    fputc('\n', out);
}

static void write_message(const Session *session, FILE *out)
{
    if (session->ui.message[0] == '\0') return;
    fputs(session->ui.message_is_error ? "error: " : "note: ", out);
    write_safe(out, session->ui.message, strlen(session->ui.message), session->ui.ascii);
    fputc('\n', out);
}

/* Adds row INDEX with its blanks drawn together, but for those that it begins with: columns are for the eye. */
static void add_squeezed(const Rows *rows, size_t index, Buf *buf)
{
    Buf whole = BUF_INIT;
    rows_write(rows, index, &whole);
    const char *text = buf_text(&whole);
    size_t length = strspn(text, " ");
    buf_add(buf, text, length);
    for (const char *at = text + length; *at != '\0'; at++) {
        if (*at != ' ' || at[1] != ' ') buf_add_char(buf, *at);
    }
    buf_fini(&whole);
}

static void write_rows(const Rows *rows, size_t first, size_t end, bool is_text, FILE *out)
{
    Buf buf = BUF_INIT;
    for (size_t i = first; i < rows->rows.length && i < end; i++) {
        buf_clear(&buf);
        if (is_text) rows_write(rows, i, &buf);
        else add_squeezed(rows, i, &buf);
        fprintf(out, "  %s\n", buf_text(&buf));
    }
    buf_fini(&buf);
}

static void write_pane(const Session *session, PaneId pane, FILE *out)
{
    Rows rows = {0};
    if (session->view == NULL) return;
    draw_rows(session->view, &session->before, &session->ui, pane, PLAIN_COLUMNS, PLAIN_ROWS, &rows);
    size_t anchor = pane_anchor(&rows, &session->ui, pane);
    size_t first = anchor > PLAIN_ROWS / 2 ? anchor - PLAIN_ROWS / 2 : 0;
    fprintf(out, "%s:\n", pane_table[pane].name);
    write_rows(&rows, first, first + PLAIN_ROWS, pane == PANE_source || pane == PANE_output || pane == PANE_tree, out);
    if (rows.rows.length > first + PLAIN_ROWS) fprintf(out, "  ... %zu more\n", rows.rows.length - first - PLAIN_ROWS);
    rows_fini(&rows);
}

/* What lies over the screen where there is one. */
static void write_overlay(const Session *session, bool is_card, FILE *out)
{
    Rows rows = {.ascii = session->ui.ascii};
    if (is_card && session->view != NULL) draw_card_rows(session->view, &session->ui, &rows);
    else if (!is_card) draw_list_rows(&session->ui, &rows);
    write_rows(&rows, 0, rows.rows.length, true, out);
    rows_fini(&rows);
}

static void write_piece(const ViewOutput *piece, bool ascii, FILE *out)
{
    const char *text = piece->text.bytes, *end = text + piece->text.length;
    while (text != NULL && text < end) {
        const char *line_end = memchr(text, '\n', (size_t)(end - text));
        if (line_end == NULL) line_end = end;
        fputs(piece->fd == 2 ? "stderr: " : "output: ", out);
        write_safe(out, text, (size_t)(line_end - text), ascii);
        fputc('\n', out);
        text = line_end + 1;
    }
}

/* What the program wrote between step SINCE and now. */
static void write_new_output(const Session *session, uint64_t since, FILE *out)
{
    const View *view = session->view;
    for (size_t i = 0; view != NULL && i < view->output.length; i++) {
        const ViewOutput *piece = &view->output.items[i];
        if (piece->n > since && piece->n <= view->n) write_piece(piece, session->ui.ascii, out);
    }
}

/* A key with a count: "i", "10i", "Right".  False when LINE is none. */
static bool run_key(Session *session, const char *line, FILE *out)
{
    char *end;
    long count = strtol(line, &end, 10);
    if (end == line || count < 0 || count > 1000000000) count = 0;
    const char *name = end;
    int key = key_parse(name, strlen(name));
    Action action = key == KEYCODE_NONE ? key_action_named(name) : key_action(key);
    if (action == ACTION_COUNT) return false;
    if (action == ACTION_help) help_print(out, "");
    else if (action == ACTION_stop_list || action == ACTION_explain) write_overlay(session, action == ACTION_explain, out);
    else if (action == ACTION_search || action == ACTION_command || action == ACTION_mark || action == ACTION_jump ||
             action == ACTION_play_forward || action == ACTION_play_back)
        ui_say(&session->ui, "this key needs the screen; \"help\" lists what works here");
    else session_act(session, action, (int)count);
    if (action == ACTION_lesson && session->lesson != NULL) write_pane(session, PANE_lesson, out);
    return true;
}

/* Panes by their whole names; "next" is a command. */
static bool pane_named(const char *line, PaneId *pane)
{
    if (strcmp(line, "next") == 0 || !pane_find(line, pane)) return false;
    return strcmp(pane_table[*pane].name, line) == 0;
}

static void run_line(Session *session, const char *line, FILE *out)
{
    PaneId pane;
    uint64_t n = session->timeline->n;
    int64_t frame = session->ui.frame;
    bool predict = session->ui.predict;
    session->ui.message[0] = '\0';
    if (strncmp(line, "help", 4) == 0 && (line[4] == ' ' || line[4] == '\0')) {
        help_print(out, line[4] == ' ' ? line + 5 : "");
    } else if (pane_named(line, &pane)) {
        write_pane(session, pane, out);
    } else if (!run_key(session, line, out)) {
        prompt_run(session, line);
    }
    write_message(session, out);
    if (session->timeline->n > n) write_new_output(session, n, out);
    if (session->timeline->n != n || session->ui.frame != frame || session->ui.predict != predict) write_position(session, out);
}

/* Asks what the next step will do, and tells. */
static void read_answer(Session *session, FILE *in, FILE *out)
{
    UiState *ui = &session->ui;
    char answer[UI_LINE];
    ui->mode = UI_KEYS;
    fprintf(out, "question: %s", predict_question(ui->asked));
    fflush(out);
    if (fgets(answer, sizeof answer, in) == NULL) return;
    answer[strcspn(answer, "\n")] = '\0';
    uint64_t n = session->timeline->n;
    session_answer(session, answer);
    fputs("answer: ", out);
    write_safe(out, ui->verdict, strlen(ui->verdict), ui->ascii);
    fputc('\n', out);
    write_message(session, out);
    if (session->timeline->n > n) write_new_output(session, n, out);
    write_position(session, out);
}

int plain_run(Session *session, FILE *in, FILE *out)
{
    char line[UI_LINE], last[UI_LINE] = "i";
    session->ui.plain = true;
    fputs("viv line mode: i one instruction, s one line, n over calls, c run, I S N C back; \"help\" lists all, q quits\n", out);
    write_position(session, out);
    while (!session->quit) {
        fputs("(viv) ", out);
        fflush(out);
        if (fgets(line, sizeof line, in) == NULL) {
            fputc('\n', out);
            break;
        }
        size_t length = strlen(line);
        while (length > 0 && isspace((unsigned char)line[length - 1])) line[--length] = '\0';
        const char *start = line + strspn(line, " :");
        if (*start != '\0') snprintf(last, sizeof last, "%s", start);
        run_line(session, last, out);
        if (session->ui.mode == UI_ANSWER) read_answer(session, in, out);
    }
    return fflush(out) == 0 && !ferror(out) ? 0 : -1;
}
