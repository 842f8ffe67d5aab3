/* Carets are placed by character, not by byte: columns in code objects count UTF-8 bytes, and
   each character before the mark becomes one space. */
#include "vm/caret.h"

#include <stdlib.h>
#include <string.h>

#include "code/code.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/strobj.h"
#include "vm/import_ops.h"
#include "vm/vm_state.h"

enum { INDENT = 4 };

/* Line LINE (from 1) of TEXT without its end: its bytes and *length, or NULL. */
static const char *line_find(const char *text, size_t size, int line, size_t *length)
{
    const char *at = text, *end = text + size;
    for (int i = 1; i < line; i++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        if (newline == NULL) return NULL;
        at = newline + 1;
    }
    if (at >= end) return NULL;
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    *length = (size_t)((newline == NULL ? end : newline) - at);
    if (*length > 0 && at[*length - 1] == '\r') --*length;
    return at;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

/* Characters in the first BYTES bytes of TEXT. */
static int characters(const char *text, size_t length, int bytes)
{
    int count = 0;
    for (size_t i = 0; i < length && i < (size_t)bytes; i++) count += (text[i] & 0xC0) != 0x80;
    return count;
}

typedef struct Marks {
    int start, end;   /* characters from the line's beginning */
    int left, right;  /* the operator inside, marked ^ between ~; -1: none */
} Marks;

static void add_marks(const Marks *marks, int skipped, Buf *out)
{
    bool anchored = marks->left != -1 || marks->right != -1;
    for (int i = skipped + 1; i <= marks->end; i++) {
        if (i <= marks->start) buf_add_char(out, ' ');
        else if (anchored && !(marks->left < i && i <= marks->right)) buf_add_char(out, '~');
        else buf_add_char(out, '^');
    }
    buf_add_char(out, '\n');
}

/* Where the failing expression's own operator is, when its source says so. */
static void find_anchors(Rt *rt, const char *segment, size_t size, Marks *marks)
{
    int left, right;
    if (rt->vm->expression_anchors == NULL || !rt->vm->expression_anchors(segment, size, &left, &right, call_stack_left(rt))) return;
    marks->left = marks->start + characters(segment, size, left);
    marks->right = marks->start + characters(segment, size, right);
}

static void print_carets(Rt *rt, Ref code, int lasti, const char *line, size_t length, int leading, const char *margin, Buf *out)
{
    CodeSpan span = code_span(code, lasti);
    if (span.line < 0 || span.end_line < 0 || span.column < 0 || span.end_column < 0) return;
    if ((size_t)span.column > length) return;
    int total = characters(line, length, (int)length);
    Marks marks = {characters(line, length, span.column), characters(line, length, span.end_column), -1, -1};
    if (span.line == span.end_line && (size_t)span.end_column <= length) {
        find_anchors(rt, line + span.column, (size_t)(span.end_column - span.column), &marks);
    } else {
        size_t end = length;
        while (end > 0 && is_blank(line[end - 1])) end--;
        marks.end = characters(line, length, (int)end);
    }
    bool whole_line = marks.end - marks.start == total - leading;
    if (whole_line && marks.left == -1 && marks.right == -1) return;
    buf_add_text(out, margin);
    add_marks(&marks, leading - INDENT, out);
}

/* The text of the file FILENAME, malloc'd, or NULL: "<string>" and its like are no files. */
static char *source_read(Rt *rt, Ref filename, size_t *size)
{
    Buf name = BUF_INIT;
    char *text = NULL;
    Ref modules = sys_peek(rt, "modules");
    if (modules != NULL && is_dict(modules) && dict_length(modules) == 0) return NULL; /* the end: no file is opened any more */
    str_add_to_buf(filename, &name);
    if (name.length > 0 && !(name.bytes[0] == '<' && name.bytes[name.length - 1] == '>'))
        text = rt->world->file_read(rt->world, buf_text(&name), size);
    buf_fini(&name);
    return text;
}

/* Adds the line without its indentation; the result is how wide that was. */
static int add_line(const char *line, size_t length, int indent, const char *margin, Buf *out)
{
    int leading = 0;
    while ((size_t)leading < length && is_blank(line[leading])) leading++;
    buf_printf(out, "%s%*s", margin, indent, "");
    buf_add(out, line + leading, length - (size_t)leading);
    buf_add_char(out, '\n');
    return leading;
}

void caret_print(Rt *rt, Ref code, int lasti, int line_number, const char *margin, Buf *out)
{
    size_t size = 0, length = 0;
    char *text = source_read(rt, AS_CODE(code)->filename, &size);
    const char *line = text == NULL || line_number < 1 ? NULL : line_find(text, size, line_number, &length);
    if (line != NULL) {
        int leading = add_line(line, length, INDENT, margin, out);
        print_carets(rt, code, lasti, line, length, leading, margin, out);
    }
    free(text);
}

void caret_print_line(Rt *rt, Ref filename, int line_number, int indent, Buf *out)
{
    size_t size = 0, length = 0;
    char *text = source_read(rt, filename, &size);
    const char *line = text == NULL || line_number < 1 ? NULL : line_find(text, size, line_number, &length);
    if (line != NULL) add_line(line, length, indent, "", out);
    free(text);
}

void caret_print_syntax(Ref text, int line, int offset, int end_line, int end_offset, Buf *out)
{
    Buf plain = BUF_INIT;
    str_add_to_buf(text, &plain);
    const char *at = buf_text(&plain), *newline;
    int size = (int)plain.length, length = (int)strlen(at), start = offset - 1;
    if (end_line > line) end_offset = size; /* only the first line is shown */
    if (end_offset > size + 1) end_offset = size + 1;
    int carets = end_offset > 0 && end_offset > offset ? end_offset - offset : 1;
    for (; length > 0 && is_blank(*at); at++, length--) start--;
    if (length > 0 && at[length - 1] == '\n') length--;
    if (start > length) start = length;
    while ((newline = memchr(at, '\n', (size_t)length)) != NULL && newline - at < start) { /* lines before it */
        int skipped = (int)(newline - at) + 1;
        at += skipped;
        length -= skipped;
        start -= skipped;
    }
    buf_add_text(out, "    ");
    buf_add(out, at, (size_t)length);
    buf_add_char(out, '\n');
    if (start >= 0) {
        buf_printf(out, "    %*s", start, "");
        buf_add_repeated(out, '^', (size_t)carets);
        buf_add_char(out, '\n');
    }
    buf_fini(&plain);
}
