/* The source of the focused frame: the current line marked, its current span underlined, and
   again by a row of ^^^ for those who see no underline. */
#include <string.h>

#include "ui/code_words.h"
#include "ui/pane.h"

enum { SOURCE_MARGIN = 6 }; /* mark, line number, blank */

static const ViewSource *source_of(const Scene *scene, const ViewFrame *frame)
{
    const ViewCode *code = frame == NULL ? NULL : view_code(scene->view, frame->code);
    return code == NULL ? NULL : view_source(scene->view, code->source);
}

void pane_source_describe(const Scene *scene, Buf *buf)
{
    const ViewFrame *frame = view_focus(scene->view);
    const ViewSource *source = source_of(scene, frame);
    const char *name = frame == NULL || frame->filename == NULL ? "" : frame->filename;
    const char *base = strrchr(name, '/');
    if (source != NULL && name[0] == '\0') buf_add(buf, source->name.bytes, source->name.length);
    else buf_add_text(buf, base == NULL ? name : base + 1);
}

/* Adds TEXT with its tabs as blanks; COLUMN is the visible column in the line, kept. */
static void add_expanded(Rows *rows, Style style, const char *text, size_t length, int *column)
{
    size_t start = 0;
    for (size_t i = 0; i <= length; i++) {
        if (i < length && text[i] != '\t') continue;
        rows_add_styled(rows, style, text + start, i - start);
        *column += visible_width(text + start, i - start, rows->ascii);
        start = i + 1;
        if (i == length) return;
        int blanks = 8 - *column % 8;
        rows_add_styled(rows, (Style){ROLE_normal, 0}, "        ", (size_t)blanks);
        *column += blanks;
    }
}

/* The part [from, to) of LINE in bytes that SPAN covers on line NUMBER. */
static void span_on_line(EventSpan span, int number, EventText line, size_t *from, size_t *to)
{
    *from = *to = 0;
    if (span.line < 0 || span.column < 0 || number < span.line || number > span.end_line) return;
    *from = number == span.line ? (size_t)span.column : 0;
    *to = number == span.end_line ? (size_t)span.end_column : line.length;
    if (*to > line.length) *to = line.length;
    if (*from > *to) *from = *to;
}

static void add_carets(Rows *rows, Subject subject, int from, int to)
{
    if (to <= from) return;
    rows_begin(rows, subject);
    rows_pad(rows, SOURCE_MARGIN + from);
    for (int i = from; i < to; i++) rows_add(rows, ROLE_changed, "^");
}

/* The line that FRAME is at; where its instruction belongs to none, that of the nearest instruction before. */
static int line_shown(const Scene *scene, const ViewFrame *frame)
{
    const ViewCode *code = view_code(scene->view, frame->code);
    int line = frame->line;
    for (size_t i = 0; line <= 0 && code != NULL && i < code->instrs.length; i++) {
        const ViewInstr *instr = &code->instrs.items[i];
        if (instr->offset > frame->lasti) break;
        if (instr->span.line > 0) line = -instr->span.line;
    }
    return line < 0 ? -line : line;
}

/* How much of the current line is left out at its beginning, so that the span is in sight. */
static size_t bytes_skipped(const Scene *scene, const Rows *rows, EventText line, size_t from, size_t to)
{
    enum { BEFORE = 6 }; /* bytes before the span that stay */
    int room = scene->width - SOURCE_MARGIN;
    if (from <= BEFORE || visible_width(line.bytes, to, rows->ascii) <= room) return 0;
    size_t skipped = from - BEFORE;
    while (skipped < from && ((unsigned char)line.bytes[skipped] & 0xC0) == 0x80) skipped++;
    return skipped;
}

/* Adds a line that the machine is not at: its keywords and comments are told apart. */
static void add_words(Rows *rows, EventText line, CodeState *state)
{
    static const Role roles[] = {[CODE_PLAIN] = ROLE_normal, [CODE_KEYWORD] = ROLE_title, [CODE_STRING] = ROLE_normal, [CODE_COMMENT] = ROLE_dim};
    int column = 0;
    for (size_t i = 0; i < line.length;) {
        CodeWord kind;
        size_t length = code_word_next(state, line.bytes + i, line.length - i, &kind);
        add_expanded(rows, (Style){roles[kind], 0}, line.bytes + i, length, &column);
        i += length;
    }
}

/* What STATE is after a line that is not added by its words. */
static void pass_words(EventText line, CodeState *state)
{
    CodeWord kind;
    for (size_t i = 0; i < line.length;) i += code_word_next(state, line.bytes + i, line.length - i, &kind);
}

static void add_line(const Scene *scene, Rows *rows, const ViewFrame *frame, EventText line, int number, bool is_current, CodeState *state)
{
    bool stops = stops_has_line(&scene->ui->stops, frame->filename, number);
    size_t from, to;
    span_on_line(frame->span, number, line, &from, &to);
    Subject subject = {.kind = SUBJECT_LINE, .line = number, .frame = frame->number};
    rows_begin(rows, subject);
    rows_add(rows, is_current ? ROLE_accent : ROLE_error, is_current ? ">" : stops ? "B" : " ");
    bool is_both = stops && is_current && number < 1000;
    rows_printf(rows, stops ? ROLE_error : ROLE_dim, is_both ? "B%3d " : "%4d ", number);
    if (!is_current && to == from) {
        add_words(rows, line, state);
        return;
    }
    pass_words(line, state);
    int column = 0, start;
    Role role = is_current ? ROLE_accent : ROLE_normal;
    size_t skipped = is_current ? bytes_skipped(scene, rows, line, from, to) : 0;
    if (skipped > 0) add_expanded(rows, (Style){ROLE_dim, 0}, "..", 2, &column);
    add_expanded(rows, (Style){role, 0}, line.bytes + skipped, from - skipped, &column);
    start = column;
    add_expanded(rows, (Style){role, STYLE_UNDERLINE}, line.bytes + from, to - from, &column);
    int end = column;
    add_expanded(rows, (Style){role, 0}, line.bytes + to, line.length - to, &column);
    if (is_current) {
        rows_mark_current(rows);
        if (frame->span.line == number && !scene->ui->plain) add_carets(rows, subject, start, end);
    }
}

void pane_source_build(const Scene *scene, Rows *rows)
{
    const ViewFrame *frame = view_focus(scene->view);
    const ViewSource *source = source_of(scene, frame);
    if (source == NULL) {
        rows_line(rows, ROLE_dim, frame == NULL ? "(no frame is left)" : "(no source text)");
        return;
    }
    int current = line_shown(scene, frame);
    CodeState state = {0};
    for (size_t i = 0; i < source->lines.length; i++) {
        int number = (int)i + 1;
        add_line(scene, rows, frame, source->lines.items[i], number, number == current, &state);
        code_line_end(&state);
    }
}
