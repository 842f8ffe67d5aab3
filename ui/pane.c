/* The table of panes, and what several of them share: how a value, its identity and its change
   look. */
#include "ui/pane.h"

#include <string.h>
#include <strings.h>

const PaneOps pane_table[PANE_COUNT] = {
#define PANE(name, key, title, detail)                                                         \
    {#name, title, key, detail, pane_##name##_build, pane_##name##_describe},
#include "ui/panes.def"
#undef PANE
};

bool pane_find(const char *name, PaneId *pane)
{
    for (int i = 0; i < PANE_COUNT && name[0] != '\0'; i++) {
        bool is_key = name[1] == '\0' && name[0] == pane_table[i].key;
        if (is_key || strncasecmp(pane_table[i].name, name, strlen(name)) == 0) {
            *pane = (PaneId)i;
            return true;
        }
    }
    return false;
}

size_t pane_anchor(const Rows *rows, const UiState *ui, PaneId pane)
{
    size_t length = rows->rows.length;
    if (length == 0) return 0;
    if (ui->cursor[pane] >= 0) {
        size_t cursor = (size_t)ui->cursor[pane];
        return cursor < length ? cursor : length - 1;
    }
    for (size_t i = 0; i < length; i++) {
        if (rows->rows.items[i].is_current) return i;
    }
    return 0;
}

/* Types' names that are long and frequent. */
static const char *short_type(const char *type)
{
    static const struct { const char *type, *name; } names[] = {
        {"function", "func"}, {"builtin_function_or_method", "builtin"}};
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        if (strcmp(names[i].type, type) == 0) return names[i].name;
    }
    return type;
}

/* True for texts that begin with their type, as "<function fib>" and "KeyError('x')" do. */
static bool says_type(const ViewValue *value)
{
    const char *type = value->type == NULL ? "NoneType" : value->type;
    size_t length = strlen(type);
    if (value->text.length == 0) return length == 0;
    if (value->text.bytes[0] == '<' || strcmp(type, "NoneType") == 0) return true;
    return value->text.length > length && memcmp(value->text.bytes, type, length) == 0 && value->text.bytes[length] == '(';
}

EventText pane_value_text(const ViewValue *value)
{
    return value->is_null ? (EventText){"NULL", 4} : value->text;
}

/* "<built-in function print>" in few columns: "builtin print".  False when the text is no such one. */
static bool add_named(Rows *rows, Role role, EventText text)
{
    static const struct { const char *opening, *word; } kinds[] = {
        {"<function ", "func "}, {"<built-in function ", "builtin "}, {"<built-in method ", "builtin "},
        {"<class ", "class "},   {"<module ", "module "},             {"<code ", "code "},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++) {
        size_t length = strlen(kinds[i].opening);
        if (text.length <= length + 1 || memcmp(text.bytes, kinds[i].opening, length) != 0) continue;
        if (text.bytes[text.length - 1] != '>') return false;
        rows_add(rows, ROLE_dim, kinds[i].word);
        rows_add_text(rows, role, (EventText){text.bytes + length, text.length - length - 1});
        return true;
    }
    return false;
}

void pane_add_value(Rows *rows, Role role, const ViewValue *value)
{
    if (value->is_null) {
        rows_add(rows, ROLE_dim, "NULL");
        return;
    }
    if (add_named(rows, role, value->text)) return;
    if (!says_type(value)) rows_printf(rows, ROLE_dim, "%-4s ", short_type(value->type));
    rows_add_text(rows, role, value->text);
}

void pane_add_value_row(Rows *rows, Role role, const ViewValue *value, int width, const char *note)
{
    enum { IDENTITY = 15, COUNT = 9, NARROW = 30 }; /* columns from the right */
    pane_add_value(rows, role, value);
    if (value->is_null || width < NARROW) return; /* the value itself needs the room most */
    rows_cut(rows, width - IDENTITY);
    rows_pad(rows, width - IDENTITY);
    pane_add_object(rows, ROLE_dim, value->object);
    rows_pad(rows, width - COUNT);
    if (note != NULL) rows_add(rows, role, note);
    else pane_add_refcount(rows, ROLE_dim, value->refcount);
}

void pane_add_object(Rows *rows, Role role, uint32_t object)
{
    if (object >= VIEW_EARLIER) rows_printf(rows, role, "~%u", object - VIEW_EARLIER);
    else if (object != 0) rows_printf(rows, role, "#%u", object);
}

void pane_add_refcount(Rows *rows, Role role, int64_t refcount)
{
    enum { MANY = 100000000 }; /* what lives as long as the machine begins with a count beyond this */
    if (refcount < 0) return; /* a trace need not tell */
    if (refcount >= MANY) rows_add(rows, role, "rc many");
    else rows_printf(rows, role, "rc %lld", (long long)refcount);
}

Role pane_add_mark(Rows *rows, RecallAnswer answer)
{
    switch (answer) {
    case RECALL_NEW: rows_add(rows, ROLE_added, "+"); return ROLE_added;
    case RECALL_CHANGED: rows_add(rows, ROLE_changed, "*"); return ROLE_changed;
    case RECALL_SAME: break;
    }
    rows_add(rows, ROLE_normal, " ");
    return ROLE_normal;
}

const char *pane_frame_name(const ViewFrame *frame)
{
    static const char around[] = "<locals>.";
    const char *name = frame->qualname;
    for (const char *at; (at = strstr(name, around)) != NULL;) name = at + sizeof around - 1;
    return name;
}

bool pane_is_dunder(EventText name)
{
    return name.length > 4 && memcmp(name.bytes, "__", 2) == 0 && memcmp(name.bytes + name.length - 2, "__", 2) == 0;
}

void pane_add_wrapped(const Scene *scene, Rows *rows, Role role, const char *text)
{
    int width = scene->width > 8 ? scene->width : 8;
    while (*text != '\0') {
        size_t length = 0, used = 0;
        int column = 0;
        Visible piece;
        while (text[used] != '\0') {
            size_t size = visible_next(text + used, strlen(text + used), rows->ascii, &piece);
            if (column + piece.width > width) break;
            if (text[used] == ' ') length = used;
            column += piece.width;
            used += size;
        }
        if (text[used] == '\0' || length == 0) length = used;
        rows_begin(rows, (Subject){0});
        rows_add_styled(rows, (Style){role, 0}, text, length);
        text += length;
        while (*text == ' ') text++;
    }
}
