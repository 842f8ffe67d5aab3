/* A collection is told of phase by phase (memory/hooks.h); here each phase adds what can be seen
   then: the generations before START, the survivors at MOVE_SURVIVORS, the garbage, still whole, at
   FINALIZE and at CLEAR.  Only from there on is every death heard. */
#include "timeline/gc_watch.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "memory/gc.h"
#include "timeline/object_size.h"
#include "timeline/render.h"
#include "vm/frames.h"

static size_t list_count(const GcHead *list)
{
    size_t count = 0;
    for (const GcHead *head = gc_next(list); head != list; head = gc_next(head)) count++;
    return count;
}

/* --- objects by type */

static void count_object(GcWatch *watch, TypeCounts *counts, Ref object)
{
    TypeCount *row = NULL;
    for (size_t i = 0; i < counts->length && row == NULL; i++) {
        if (counts->items[i].type == object->type) row = &counts->items[i];
    }
    if (row == NULL) {
        TypeCount fresh = {.type = object->type, .name = strdup(render_type_name(object->type))};
        if (fresh.name == NULL || vec_push(counts, fresh) < 0) {
            free(fresh.name);
            watch->has_failed = true;
            return;
        }
        row = &vec_last(counts);
    }
    row->count++;
    row->bytes += object_byte_size(object);
}

static void count_list(GcWatch *watch, TypeCounts *counts, const GcHead *list)
{
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) count_object(watch, counts, gc_object(head));
}

static int compare_rows(const void *a, const void *b)
{
    const TypeCount *left = a, *right = b;
    if (left->count != right->count) return left->count < right->count ? 1 : -1;
    return strcmp(left->name, right->name);
}

/* The most frequent first. */
static void sort_counts(TypeCounts *counts)
{
    if (counts->length > 0) qsort(counts->items, counts->length, sizeof *counts->items, compare_rows);
}

static void counts_fini(TypeCounts *counts)
{
    for (size_t i = 0; i < counts->length; i++) free(counts->items[i].name);
    vec_fini(counts);
}

/* --- one collection */

static char *name_text(Ref name)
{
    Buf text = BUF_INIT;
    render_name(name, &text);
    return buf_steal(&text);
}

/* An allocation sets a collection off when both counts are over their thresholds. */
static bool is_asked_for(const Gc *gc, int generation)
{
    const GcGeneration *youngest = &gc->generations[0], *collected = &gc->generations[generation];
    return !gc->enabled || youngest->count <= youngest->threshold || collected->count <= collected->threshold;
}

static void begin_collection(GcWatch *watch, Rt *rt, int generation)
{
    const Gc *gc = rt->gc;
    GcCollection fresh = {.step = rt_step(rt) - 1, .generation = generation, .line = -1};
    fresh.asked_for = is_asked_for(gc, generation);
    for (int i = 0; i < GENERATIONS; i++) {
        fresh.counts[i] = gc->generations[i].count;
        fresh.sizes[i] = list_count(&gc->generations[i].head);
    }
    const Frame *frame = vm_current_frame(rt);
    if (frame != NULL) {
        fresh.file = name_text(FRAME_CODE(frame)->filename);
        fresh.function = name_text(FRAME_CODE(frame)->qualname);
        fresh.line = code_line(frame->code, frame_lasti(frame));
        fresh.on_entry = fresh.line < 0;
        if (fresh.on_entry) fresh.line = FRAME_CODE(frame)->firstlineno;
    }
    if (vec_push(&watch->collections, fresh) < 0) watch->has_failed = true;
}

static int compare_numbers(const void *a, const void *b)
{
    const uint32_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

/* Hears from now on which of the objects in LIST die. */
static void expect_deaths(GcWatch *watch, Rt *rt, const GcHead *list)
{
    watch->dying.length = 0;
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) {
        if (vec_push(&watch->dying, gc_object(head)->number) < 0) watch->has_failed = true;
    }
    if (watch->dying.length == 0) return;
    qsort(watch->dying.items, watch->dying.length, sizeof(uint32_t), compare_numbers);
    rt->hears |= HEAR_HEAP;
}

/* Finalizers have run, and GARBAGE is about to be cleared. */
static void look_at_garbage(GcWatch *watch, Rt *rt, GcCollection *collection, const GcHead *garbage)
{
    collection->revived = watch->dying.length - collection->finalized;
    expect_deaths(watch, rt, garbage);
    collection->found = watch->dying.length;
    collection->revived -= collection->found;
    watch->clears = true;
    if (collection->found == 0) return;
    count_list(watch, &collection->found_types, garbage);
    sort_counts(&collection->found_types);
    if (!garbage_cycles(&watch->ids, garbage, &collection->cycles, &collection->hanging)) watch->has_failed = true;
}

static void hear_freeing(Rt *rt UNUSED, void *context, Ref object)
{
    GcWatch *watch = context;
    if (watch->collections.length == 0 || watch->dying.length == 0) return;
    GcCollection *collection = &vec_last(&watch->collections);
    if (bsearch(&object->number, watch->dying.items, watch->dying.length, sizeof(uint32_t), compare_numbers) == NULL) return;
    if (watch->clears) collection->freed++;
    else collection->finalized++;
}

static void hear_gc_phase(Rt *rt, void *context, GcPhase phase, int generation)
{
    GcWatch *watch = context;
    const Gc *gc = rt->gc;
    if (watch->has_ended || watch->has_failed) return;
    if (phase == GC_START) begin_collection(watch, rt, generation);
    if (watch->collections.length == 0) return;
    GcCollection *collection = &vec_last(&watch->collections);
    switch (phase) {
    case GC_MOVE_SURVIVORS:
        collection->survivors = list_count(gc->young);
        count_list(watch, &collection->survivor_types, gc->young);
        sort_counts(&collection->survivor_types);
        break;
    case GC_FINALIZE: expect_deaths(watch, rt, gc->unreachable); break;
    case GC_CLEAR: look_at_garbage(watch, rt, collection, gc->unreachable); break;
    case GC_END:
        rt->hears &= ~(uint32_t)HEAR_HEAP;
        watch->dying.length = 0;
        watch->clears = false;
        break;
    case GC_START: case GC_UPDATE_REFS: case GC_SUBTRACT_REFS: case GC_MOVE_UNREACHABLE: break;
    }
}

/* --- the end */

/* What the program leaves behind, before modules are taken apart. */
static void look_at_the_end(GcWatch *watch, Rt *rt, const Frame *frame)
{
    const Gc *gc = rt->gc;
    bool is_program = frame->previous == NULL && frame->owner != FRAME_OWNED_BY_GENERATOR;
    if (watch->has_ended || !is_program) return;
    watch->has_ended = true;
    rt->hears &= ~(uint32_t)(HEAR_GC | HEAR_FRAMES | HEAR_HEAP);
    for (int i = 0; i <= GENERATIONS; i++) {
        const GcHead *list = i < GENERATIONS ? &gc->generations[i].head : &gc->permanent;
        watch->alive_count[i] = list_count(list);
        count_list(watch, &watch->alive[i], list);
        sort_counts(&watch->alive[i]);
    }
    for (int i = 0; i < GENERATIONS; i++) {
        watch->stats[i] = gc->stats[i];
        watch->counts[i] = gc->generations[i].count;
        watch->thresholds[i] = gc->generations[i].threshold;
    }
    if (watch->at_end != NULL) watch->at_end(watch->context, watch, frame->locals);
}

static void hear_returned(Rt *rt, void *context, Frame *frame, Ref value UNUSED)
{
    look_at_the_end(context, rt, frame);
}

static void hear_unwound(Rt *rt, void *context, Frame *frame)
{
    look_at_the_end(context, rt, frame);
}

void gc_watch_begin(GcWatch *watch, Rt *rt, uint32_t first_object)
{
    watch->rt = rt;
    watch->ids = (Ids){first_object, 0};
    watch->hooks = (Hooks){.context = watch,
                           .hears = HEAR_STEPS | HEAR_FRAMES | HEAR_GC,
                           .returned = hear_returned, .unwound = hear_unwound,
                           .freeing = hear_freeing, .gc_phase = hear_gc_phase};
    rt_listen(rt, &watch->hooks);
    rt_step_restart(rt, 0);
    rt_stop_at(rt, UINT64_MAX); /* steps are counted, none is looked at */
}

void gc_watch_end(GcWatch *watch)
{
    if (watch->rt != NULL) rt_listen(watch->rt, NULL);
    watch->rt = NULL;
}

void gc_watch_fini(GcWatch *watch)
{
    for (size_t i = 0; i < watch->collections.length; i++) {
        GcCollection *collection = &watch->collections.items[i];
        free(collection->file);
        free(collection->function);
        counts_fini(&collection->survivor_types);
        counts_fini(&collection->found_types);
        cycle_shapes_fini(&collection->cycles);
    }
    vec_fini(&watch->collections);
    vec_fini(&watch->dying);
    for (int i = 0; i <= GENERATIONS; i++) counts_fini(&watch->alive[i]);
}
