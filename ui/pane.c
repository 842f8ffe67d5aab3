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
        {"function", "func"}, {"builtin_function_or_method", "builtin"}, {"NoneType", "None"}};
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        if (strcmp(names[i].type, type) == 0) return names[i].name;
    }
    return type;
}

EventText pane_value_text(const ViewValue *value)
{
    return value->is_null ? (EventText){"NULL", 4} : value->text;
}

void pane_add_value(Rows *rows, Role role, const ViewValue *value)
{
    if (value->is_null) {
        rows_add(rows, ROLE_dim, "NULL");
        return;
    }
    if (value->type != NULL && strcmp(value->type, "NoneType") != 0) {
        rows_printf(rows, ROLE_dim, "%-4s ", short_type(value->type));
    }
    rows_add_text(rows, role, value->text);
}

void pane_add_identity(Rows *rows, const ViewValue *value)
{
    if (value->is_null || value->object == 0) return;
    rows_printf(rows, ROLE_dim, "#%u", value->object);
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
