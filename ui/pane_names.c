/* The names that the focused frame can see, in the order in which they are looked up: locals,
   enclosing functions' variables, globals, built-ins. */
#include <string.h>

#include "ui/pane.h"
#include "ui/watches.h"

void pane_names_describe(const Scene *scene, Buf *buf)
{
    const ViewFrame *frame = view_focus(scene->view);
    bool is_module = frame != NULL && frame->kind != NULL && strcmp(frame->kind, "module") == 0;
    buf_add_text(buf, is_module ? "G B  (here L is G)" : "L E G B");
}

static void add_name(const Scene *scene, Rows *rows, char scope, uint32_t frame, const ViewName *name)
{
    Subject subject = {.kind = scope == 'G' ? SUBJECT_GLOBAL : SUBJECT_SLOT, .name = name->name, .object = name->value.object};
    const ViewFrame *focus = view_focus(scene->view);
    subject.frame = focus == NULL ? 0 : focus->number;
    rows_begin(rows, subject);
    rows_printf(rows, ROLE_title, "%c", scope);
    uint64_t thing = recall_name(scope, frame, name->name);
    Role role = pane_add_mark(rows, recall_compare(scene->before, thing, recall_value(&name->value)));
    rows_add_text(rows, ROLE_normal, name->name);
    rows_pad(rows, 9);
    if (name->value.is_null) {
        rows_add(rows, ROLE_dim, "(unbound)");
        return;
    }
    pane_add_value_row(rows, role, &name->value, scene->width, NULL);
}

/* The names that are always there, in one row: "G __name__ __doc__ … (+3)". */
static void add_summary(const Scene *scene, Rows *rows, char scope, const ViewNames *names, bool dunders_only)
{
    size_t shown = 0, hidden = names->total - names->items.length;
    for (size_t i = 0; i < names->items.length; i++) {
        const ViewName *name = &names->items.items[i];
        if (pane_is_dunder(name->name) != dunders_only) continue;
        if (shown == 0) {
            rows_begin(rows, (Subject){0});
            rows_printf(rows, ROLE_title, "%c ", scope);
        }
        if (vec_last(&rows->rows).width + (int)name->name.length + 8 > scene->width) {
            hidden++;
            continue;
        }
        rows_add_text(rows, ROLE_dim, name->name);
        rows_add(rows, ROLE_dim, " ");
        shown++;
    }
    if (shown > 0 && hidden > 0) rows_printf(rows, ROLE_dim, "(+%zu)", hidden);
}

static void add_scope(const Scene *scene, Rows *rows, char scope, uint32_t frame, const ViewNames *names)
{
    for (size_t i = 0; i < names->items.length; i++) {
        const ViewName *name = &names->items.items[i];
        if (scope != 'G' || !pane_is_dunder(name->name)) add_name(scene, rows, scope, frame, name);
    }
    if (scope == 'G') add_summary(scene, rows, scope, names, true);
    else if (names->total > names->items.length) rows_line(rows, ROLE_dim, "  ... %zu more", names->total - names->items.length);
}

/* "W*total / 2 = 3.5" */
static void add_watch(const Scene *scene, Rows *rows, int index)
{
    const UiWatch *watch = &scene->ui->watches[index];
    EventText text;
    bool has_value = watch_value(scene->ui, index, scene->view, &text);
    uint64_t before = 0, thing = recall_watch(index, watch->text);
    bool changes = has_value && recall_find(scene->before, thing, &before) && before != recall_text(text);
    rows_begin(rows, (Subject){.kind = SUBJECT_WATCH, .offset = index});
    rows_add(rows, ROLE_accent, "W");
    rows_add(rows, ROLE_changed, changes ? "*" : " ");
    rows_add(rows, ROLE_normal, watch->text);
    rows_pad(rows, 9);
    if (has_value) rows_add(rows, ROLE_dim, "= ");
    rows_add_text(rows, changes ? ROLE_changed : has_value ? ROLE_normal : ROLE_dim, text);
}

void pane_names_build(const Scene *scene, Rows *rows)
{
    const View *view = scene->view;
    for (int i = 0; i < scene->ui->watch_count; i++) add_watch(scene, rows, i);
    const ViewFrame *frame = view_focus(view);
    if (frame == NULL) {
        if (scene->ui->watch_count == 0) rows_line(rows, ROLE_dim, "(no frame is left)");
        return;
    }
    bool is_module = frame->kind != NULL && strcmp(frame->kind, "module") == 0;
    if (!is_module) add_scope(scene, rows, 'L', frame->number, &view->locals);
    add_scope(scene, rows, 'E', frame->number, &view->enclosing);
    add_scope(scene, rows, 'G', frame->f_globals, &view->globals);
    add_summary(scene, rows, 'B', &view->builtins, false);
}
