/* The three generations: how near each is to its threshold, who lives there, and, while a collection
   runs, its phase and its lists. */
#include "ui/pane.h"

void pane_gc_describe(const Scene *scene, Buf *buf)
{
    const ViewGc *gc = &scene->view->gc;
    if (gc->collecting >= 0) buf_printf(buf, "gen%d: %s", (int)gc->collecting, gc->phase == NULL ? "" : gc->phase);
    else buf_add_text(buf, gc->enabled ? "generations" : "disabled");
}

static void add_bar(Rows *rows, int32_t count, int32_t threshold)
{
    enum { BAR = 10 };
    int64_t full = threshold <= 0 ? 0 : (int64_t)count * BAR / threshold;
    rows_add(rows, ROLE_border, "[");
    for (int i = 0; i < BAR; i++) {
        bool is_full = i < full;
        rows_add(rows, is_full ? ROLE_accent : ROLE_dim, rows->ascii ? (is_full ? "#" : ".") : is_full ? "█" : "░");
    }
    rows_add(rows, ROLE_border, "]");
}

static void add_generation(const Scene *scene, Rows *rows, int number)
{
    const ViewGeneration *generation = &scene->view->gc.generations[number];
    RecallAnswer answer = recall_compare(scene->before, recall_gc_count(number), (uint64_t)generation->count);
    rows_begin(rows, (Subject){0});
    if (scene->view->gc.collecting == number) rows_mark_current(rows);
    Role role = pane_add_mark(rows, answer);
    rows_printf(rows, ROLE_title, "gen%d ", number);
    bool is_told = generation->threshold > 0 || !scene->view->is_replayed; /* traces tell only what collections did */
    if (is_told) {
        add_bar(rows, generation->count, generation->threshold);
        rows_printf(rows, role, " %d/%d", (int)generation->count, (int)generation->threshold);
    }
    rows_printf(rows, ROLE_normal, "  %llu object%s", (unsigned long long)generation->size, generation->size == 1 ? "" : "s");
    if (generation->collections == 0 || scene->width < 54) return;
    rows_printf(rows, ROLE_dim, "  %llu runs, %llu freed", (unsigned long long)generation->collections,
                (unsigned long long)generation->collected);
}

/* "#31" or, where it came from another generation since the last screen, "#31(0>1)". */
static void add_member(const Scene *scene, Rows *rows, uint32_t object, int generation)
{
    uint64_t before;
    bool was_shown = recall_find(scene->before, recall_generation(object), &before);
    bool is_new = !scene->before->is_empty && !was_shown && generation == 0;
    if (was_shown && (int)before != generation) {
        rows_add(rows, ROLE_normal, " ");
        pane_add_object(rows, ROLE_changed, object);
        rows_printf(rows, ROLE_changed, "(%d>%d)", (int)before, generation);
    } else {
        rows_add(rows, is_new ? ROLE_added : ROLE_normal, is_new ? " +" : " ");
        pane_add_object(rows, is_new ? ROLE_added : ROLE_normal, object);
    }
}

static void add_members(const Scene *scene, Rows *rows, int number)
{
    const ViewGeneration *generation = &scene->view->gc.generations[number];
    if (generation->size == 0) return;
    rows_begin(rows, (Subject){0});
    rows_printf(rows, ROLE_title, " gen%d:", number);
    size_t first = 0, length = generation->members.length;
    size_t room = scene->width > 20 ? (size_t)(scene->width - 16) / 6 : 2;
    if (length > room) first = length - room; /* the youngest are what changes */
    if (generation->size > length - first) {
        rows_printf(rows, ROLE_dim, " (%llu older)", (unsigned long long)generation->size - (length - first));
    }
    for (size_t i = first; i < length; i++) add_member(scene, rows, generation->members.items[i], number);
}

/* "  12 list, 4 Node, 1 dict" */
static void add_types(const Scene *scene, Rows *rows, int number)
{
    const ViewGeneration *generation = &scene->view->gc.generations[number];
    if (generation->types.length == 0) return;
    Buf text = BUF_INIT;
    for (size_t i = 0; i < generation->types.length; i++) {
        const ViewCount *count = &generation->types.items[i];
        buf_printf(&text, "%s%llu %s", i == 0 ? "  " : ", ", (unsigned long long)count->count, count->type);
    }
    pane_add_wrapped(scene, rows, ROLE_dim, buf_text(&text));
    buf_fini(&text);
}

static void add_list(Rows *rows, const char *title, Role role, const uint32_t *items, size_t length)
{
    enum { SHOWN = 12 };
    rows_begin(rows, (Subject){0});
    rows_printf(rows, ROLE_title, " %s:", title);
    for (size_t i = 0; i < length && i < SHOWN; i++) {
        rows_add(rows, role, " ");
        pane_add_object(rows, role, items[i]);
    }
    if (length > SHOWN) rows_printf(rows, ROLE_dim, " (+%zu)", length - SHOWN);
    if (length == 0) rows_add(rows, ROLE_dim, " none");
}

void pane_gc_build(const Scene *scene, Rows *rows)
{
    const ViewGc *gc = &scene->view->gc;
    for (int i = 0; i < 3; i++) add_generation(scene, rows, i);
    if (gc->collecting >= 0) {
        rows_line(rows, ROLE_changed, " collecting gen%d, phase %s", (int)gc->collecting, gc->phase == NULL ? "?" : gc->phase);
        add_list(rows, "looked at", ROLE_normal, gc->young.items, gc->young.length);
        add_list(rows, "unreachable", ROLE_error, gc->unreachable.items, gc->unreachable.length);
    }
    for (int i = 0; i < 3; i++) {
        add_members(scene, rows, i);
        add_types(scene, rows, i);
    }
    if (scene->view->is_replayed && gc->long_lived_total == 0) return;
    rows_line(rows, ROLE_dim, " gen2 runs when pending %llu > 25%% of %llu", (unsigned long long)gc->long_lived_pending,
              (unsigned long long)gc->long_lived_total);
}
