/* Rows share one buffer of text and one array of parts, so that a screenful costs three
   allocations.  Text is kept as the View has it; it becomes visible text when it is drawn. */
#include "ui/rows.h"

#include <stdio.h>
#include <string.h>

void rows_fini(Rows *rows)
{
    vec_fini(&rows->rows);
    vec_fini(&rows->parts);
    buf_fini(&rows->text);
}

void rows_begin(Rows *rows, Subject subject)
{
    Row row = {.subject = subject, .first = rows->parts.length};
    if (vec_push(&rows->rows, row) < 0) rows->failed = true;
}

void rows_mark_current(Rows *rows)
{
    if (rows->rows.length > 0) vec_last(&rows->rows).is_current = true;
}

void rows_add_styled(Rows *rows, Style style, const char *text, size_t length)
{
    RowPart part = {.start = rows->text.length, .length = length, .style = style};
    if (rows->failed || rows->rows.length == 0 || length == 0) return;
    buf_add(&rows->text, text, length);
    if (rows->text.failed || vec_push(&rows->parts, part) < 0) {
        rows->failed = true;
        return;
    }
    vec_last(&rows->rows).count++;
    vec_last(&rows->rows).width += visible_width(text, length, rows->ascii);
}

void rows_add(Rows *rows, Role role, const char *text)
{
    rows_add_styled(rows, (Style){role, 0}, text, strlen(text));
}

void rows_add_text(Rows *rows, Role role, EventText text)
{
    if (text.bytes != NULL) rows_add_styled(rows, (Style){role, 0}, text.bytes, text.length);
}

static void add_formatted(Rows *rows, Role role, const char *format, va_list args)
{
    Buf buf = BUF_INIT;
    buf_vprintf(&buf, format, args);
    rows_add(rows, role, buf_text(&buf));
    buf_fini(&buf);
}

void rows_printf(Rows *rows, Role role, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_formatted(rows, role, format, args);
    va_end(args);
}

void rows_pad(Rows *rows, int column)
{
    static const char blanks[] = "                                                                ";
    if (rows->rows.length == 0) return;
    int missing = column - vec_last(&rows->rows).width;
    if (missing < 1) missing = 1;
    for (int most = (int)sizeof blanks - 1; missing > 0; missing -= most)
        rows_add_styled(rows, (Style){ROLE_normal, 0}, blanks, (size_t)(missing < most ? missing : most));
}

/* How many of PART's bytes fit into WIDTH columns, which become what they take. */
static size_t bytes_within(const Rows *rows, const RowPart *part, int *width)
{
    const char *text = rows->text.bytes + part->start;
    int taken = 0;
    Visible piece;
    for (size_t i = 0; i < part->length;) {
        size_t size = visible_next(text + i, part->length - i, rows->ascii, &piece);
        if (taken + piece.width > *width) {
            *width = taken;
            return i;
        }
        taken += piece.width;
        i += size;
    }
    *width = taken;
    return part->length;
}

void rows_cut(Rows *rows, int column)
{
    int dots = rows->ascii ? 2 : 1, room = column - 1 - dots, width = 0;
    if (rows->rows.length == 0 || vec_last(&rows->rows).width < column || room < 1) return;
    Row *row = &vec_last(&rows->rows);
    size_t count = 0;
    Style style = {ROLE_normal, 0};
    for (; count < row->count && width < room; count++) {
        RowPart *part = &rows->parts.items[row->first + count];
        int left = room - width;
        style = part->style;
        part->length = bytes_within(rows, part, &left);
        width += left;
        if (width + 1 >= room) width = room;
    }
    row->count = count;
    row->width = width;
    rows->parts.length = row->first + count;
    rows_add_styled(rows, style, rows->ascii ? ".." : "…", rows->ascii ? 2 : strlen("…"));
}

void rows_line(Rows *rows, Role role, const char *format, ...)
{
    va_list args;
    rows_begin(rows, (Subject){0});
    va_start(args, format);
    add_formatted(rows, role, format, args);
    va_end(args);
}

void rows_write(const Rows *rows, size_t index, Buf *buf)
{
    const Row *row = &rows->rows.items[index];
    for (size_t i = row->first; i < row->first + row->count; i++) {
        const char *text = rows->text.bytes + rows->parts.items[i].start;
        size_t length = rows->parts.items[i].length;
        Visible piece;
        for (size_t j = 0; j < length;) {
            j += visible_next(text + j, length - j, rows->ascii, &piece);
            buf_add(buf, piece.bytes, piece.length);
        }
    }
}

bool rows_contain(const Rows *rows, size_t index, const char *word)
{
    Buf buf = BUF_INIT;
    rows_write(rows, index, &buf);
    bool found = strcasestr(buf_text(&buf), word) != NULL;
    buf_fini(&buf);
    return found;
}

/* Takes pieces of PART away until *SKIP columns are gone; the number of its bytes. */
static size_t skip_columns(const Rows *rows, const RowPart *part, int *skip)
{
    size_t used = 0;
    Visible piece;
    while (*skip > 0 && used < part->length) {
        used += visible_next(rows->text.bytes + part->start + used, part->length - used, rows->ascii, &piece);
        *skip -= piece.width;
    }
    return used;
}

void rows_draw(const Rows *rows, size_t index, Grid *grid, int x, int y, int end, int skip)
{
    const Row *row = &rows->rows.items[index];
    for (size_t i = row->first; i < row->first + row->count; i++) {
        const RowPart *part = &rows->parts.items[i];
        size_t used = skip_columns(rows, part, &skip);
        x = grid_put(grid, x, y, end, part->style, rows->text.bytes + part->start + used, part->length - used);
    }
}
