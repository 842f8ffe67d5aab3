/* Objects: the selected one with what it holds and who holds it, then those that the frames show.
   '*' marks a refcount or contents that have changed since the last screen. */
#include "ui/pane.h"

void pane_heap_describe(const Scene *scene, Buf *buf)
{
    buf_printf(buf, "%llu live, %llu KiB", (unsigned long long)scene->view->live_objects,
               (unsigned long long)(scene->view->heap_bytes / 1024));
}

static void add_generation(Rows *rows, const ViewObject *object)
{
    if (object->is_unreachable) rows_add(rows, ROLE_error, " unreachable");
    else if (object->generation == 3) rows_add(rows, ROLE_dim, " permanent");
    else if (object->generation >= 0) rows_printf(rows, ROLE_dim, " gen%d", (int)object->generation);
    else if (object->is_container) rows_add(rows, ROLE_dim, " untracked");
    if (object->gc_refs >= 0) rows_printf(rows, ROLE_changed, " gc_refs %lld", (long long)object->gc_refs);
}

/* HOLDER: whose fields they are; 0: they are its holders'. */
static void add_edges(Rows *rows, const char *title, uint32_t holder, const ViewEdge *edges, size_t length, size_t total)
{
    if (total == 0) return;
    rows_line(rows, ROLE_title, " %s", title);
    for (size_t i = 0; i < length; i++) {
        Subject subject = {.kind = edges[i].object == 0 ? SUBJECT_NONE : SUBJECT_OBJECT, .object = edges[i].object};
        if (holder != 0) subject = (Subject){.kind = SUBJECT_PLACE, .holder = holder, .object = edges[i].object, .name = edges[i].label};
        rows_begin(rows, subject);
        rows_add(rows, ROLE_normal, "   ");
        rows_add_text(rows, ROLE_accent, edges[i].label);
        rows_pad(rows, 12);
        if (edges[i].object == 0) continue;
        pane_add_object(rows, ROLE_dim, edges[i].object);
        rows_add(rows, ROLE_normal, " ");
        pane_add_value(rows, ROLE_normal, &edges[i].value);
    }
    if (total > length) rows_line(rows, ROLE_dim, "   ... %zu more", total - length);
}

static void add_selected(Rows *rows, const ViewObject *object)
{
    rows_begin(rows, (Subject){.kind = SUBJECT_OBJECT, .object = object->id});
    pane_add_object(rows, ROLE_title, object->id);
    rows_add(rows, ROLE_normal, " ");
    pane_add_value(rows, ROLE_accent, &object->value);
    rows_line(rows, ROLE_normal, " ");
    pane_add_refcount(rows, ROLE_normal, object->value.refcount);
    rows_printf(rows, ROLE_normal, ", %llu bytes at 0x%llx", (unsigned long long)object->size,
                (unsigned long long)object->address);
    add_generation(rows, object);
    add_edges(rows, "holds", object->id, object->fields.items, object->fields.length, object->fields.total);
    add_edges(rows, "is held by", 0, object->holders.items, object->holders.length, object->holders.total);
    rows_line(rows, ROLE_dim, " ");
}

static RecallAnswer object_answer(const Recall *before, const ViewObject *object)
{
    RecallAnswer count = recall_compare(before, recall_refcount(object->id), (uint64_t)object->value.refcount);
    RecallAnswer contents = recall_compare(before, recall_contents(object->id), recall_fields(object));
    return count != RECALL_SAME ? count : contents;
}

/* Who in the focused frame refers to the object: "n, stack[2]". */
static void add_holders(Rows *rows, const ViewFrame *frame, uint32_t object)
{
    const char *before = " ";
    for (size_t i = 0; frame != NULL && i < frame->localsplus.length; i++) {
        const ViewSlot *slot = &frame->localsplus.items[i];
        if (slot->value.is_null || slot->value.object != object) continue;
        rows_add(rows, ROLE_accent, before);
        rows_add_text(rows, ROLE_accent, slot->name);
        before = ", ";
    }
    for (size_t i = 0; frame != NULL && i < frame->stack.length; i++) {
        const ViewValue *value = &frame->stack.items[i];
        if (value->is_null || value->object != object) continue;
        rows_printf(rows, ROLE_accent, "%sstack[%zu]", before, i);
        before = ", ";
    }
}

static void add_object(const Scene *scene, Rows *rows, const ViewObject *object)
{
    uint64_t count;
    rows_begin(rows, (Subject){.kind = SUBJECT_OBJECT, .object = object->id});
    Role role = pane_add_mark(rows, object_answer(scene->before, object));
    pane_add_object(rows, ROLE_dim, object->id);
    rows_pad(rows, 8);
    pane_add_value(rows, role, &object->value);
    int column = scene->width / 2 + (object->gc_refs >= 0 || object->is_unreachable ? 0 : 4);
    rows_cut(rows, column);
    rows_pad(rows, column);
    pane_add_refcount(rows, role == ROLE_changed ? role : ROLE_dim, object->value.refcount);
    bool was_known = recall_find(scene->before, recall_refcount(object->id), &count);
    if (was_known && !scene->before->is_empty && (int64_t)count != object->value.refcount) {
        rows_printf(rows, ROLE_changed, " (%+lld)", (long long)(object->value.refcount - (int64_t)count));
    }
    add_generation(rows, object);
    add_holders(rows, view_focus(scene->view), object->id);
}

static void add_absent(Rows *rows, uint32_t object)
{
    rows_begin(rows, (Subject){.kind = SUBJECT_OBJECT, .object = object});
    pane_add_object(rows, ROLE_error, object);
    rows_add(rows, ROLE_error, " does not live at this step");
}

/* Is the object the value of a name like __loader__, that every module has? */
static bool is_furniture(const View *view, const ViewObject *object)
{
    for (size_t i = 0; i < view->globals.items.length; i++) {
        const ViewName *name = &view->globals.items.items[i];
        if (name->value.object == object->id && pane_is_dunder(name->name)) return true;
    }
    return false;
}

void pane_heap_build(const Scene *scene, Rows *rows)
{
    const View *view = scene->view;
    const ViewObject *selected = scene->ui->object == 0 ? NULL : view_object(view, scene->ui->object);
    if (selected != NULL) add_selected(rows, selected);
    else if (scene->ui->object != 0) add_absent(rows, scene->ui->object);
    size_t before = rows->rows.length, hidden = 0;
    for (size_t i = 0; i < view->objects.length; i++) {
        const ViewObject *object = &view->objects.items[i];
        if (object == selected) continue;
        if (is_furniture(view, object)) hidden++;
        else add_object(scene, rows, object);
    }
    if (rows->rows.length == before && selected == NULL) pane_add_wrapped(scene, rows, ROLE_dim, "(no lists, dicts or instances of the program's own)");
    if (hidden > 0) rows_line(rows, ROLE_dim, " (and %zu that every module has)", hidden);
}
