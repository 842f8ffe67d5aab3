/* The syntax tree around the current instruction: the scope that it belongs to, node by node, and in it the
   node that is being evaluated. */
#include "ui/pane.h"

void pane_tree_describe(const Scene *scene, Buf *buf)
{
    const ViewFrame *frame = view_focus(scene->view);
    if (frame != NULL) buf_add_text(buf, pane_frame_name(frame));
}

/* Places compare as (line, column). */
static int place_compare(int32_t line, int32_t column, int32_t other_line, int32_t other_column)
{
    if (line != other_line) return line < other_line ? -1 : 1;
    return (column > other_column) - (column < other_column);
}

static bool span_holds(EventSpan outer, EventSpan inner)
{
    return outer.line >= 0 && place_compare(outer.line, outer.column, inner.line, inner.column) <= 0 &&
           place_compare(outer.end_line, outer.end_column, inner.end_line, inner.end_column) >= 0;
}

static bool span_equals(EventSpan a, EventSpan b)
{
    return span_holds(a, b) && span_holds(b, a);
}

/* The outermost node with exactly this span, else the innermost around it; the root when there is none. */
static size_t find_node(const Tree *tree, EventSpan span)
{
    size_t found = 0;
    for (size_t i = 0; i < tree->length; i++) {
        if (span_equals(tree->items[i].span, span)) return i;
        if (span_holds(tree->items[i].span, span)) found = i;
    }
    return found;
}

/* The scope around NODE, or NODE itself when it is one that is entered. */
static size_t find_scope(const Tree *tree, size_t node)
{
    int depth = tree->items[node].depth + 1;
    for (size_t i = node + 1; i-- > 0;) {
        if (tree->items[i].depth >= depth) continue;
        depth = tree->items[i].depth;
        if (tree->items[i].is_scope) return i;
    }
    return 0;
}

static void add_row(const Scene *scene, Rows *rows, const TreeRow *row, int margin, bool is_current)
{
    const ViewFrame *frame = view_focus(scene->view);
    Subject subject = {.kind = row->span.line > 0 ? SUBJECT_LINE : SUBJECT_NONE, .line = row->span.line, .frame = frame->number};
    rows_begin(rows, subject);
    rows_add(rows, ROLE_accent, is_current ? ">" : " ");
    if (row->span.line > 0) rows_printf(rows, ROLE_dim, "%4d ", (int)row->span.line);
    else rows_add(rows, ROLE_dim, "     ");
    rows_printf(rows, ROLE_normal, "%*s", 2 * (row->depth - margin), "");
    rows_add(rows, is_current ? ROLE_accent : row->is_scope ? ROLE_title : ROLE_normal, row->label);
    if (is_current) rows_mark_current(rows);
}

void pane_tree_build(const Scene *scene, Rows *rows)
{
    const Tree *tree = &scene->ui->tree;
    const ViewFrame *frame = view_focus(scene->view);
    if (tree->length == 0 || frame == NULL) {
        rows_line(rows, ROLE_dim, "(no syntax tree)");
        return;
    }
    size_t current = find_node(tree, frame->span), scope = find_scope(tree, current);
    bool is_somewhere = frame->span.line > 0 && frame->span.column >= 0;
    for (size_t i = scope; i < tree->length && (i == scope || tree->items[i].depth > tree->items[scope].depth); i++)
        add_row(scene, rows, &tree->items[i], tree->items[scope].depth, is_somewhere && i == current);
}
