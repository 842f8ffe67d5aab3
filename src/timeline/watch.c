/* Kept true while watching: levels[i] is the frame i + 1 deep in the chain and the line it is
   at; a leaf's `happened` is about the step before the present one only. */
#include "timeline/watch.h"

#include <string.h>

#include "base/hash.h"
#include "code/opcode.h"
#include "memory/gc.h"
#include "memory/rtinit.h"
#include "objects/strobj.h"
#include "timeline/evaluate.h"
#include "timeline/object_find.h"
#include "timeline/render.h"
#include "timeline/survey.h"
#include "vm/threads.h"

/* --- what happens during a step */

/* The step that runs. */
static uint64_t running_step(const Watch *watch)
{
    uint64_t step = rt_step(watch->rt);
    return step == 0 ? 0 : step - 1;
}

static void hear_entered(Rt *rt UNUSED, void *context, Frame *frame)
{
    Watch *watch = context;
    survey_entered(&watch->surveyor, running_step(watch), frame);
}

static void hear_left(Rt *rt UNUSED, void *context, Frame *frame, Ref value UNUSED)
{
    Watch *watch = context;
    survey_left(&watch->surveyor, running_step(watch), frame);
}

static void hear_unwound(Rt *rt, void *context, Frame *frame)
{
    hear_left(rt, context, frame, NULL);
}

static void hear_phase(Rt *rt, void *context, GcPhase phase, int generation UNUSED)
{
    Watch *watch = context;
    if (phase == GC_START) survey_event(&watch->surveyor, running_step(watch), vm_current_frame(rt), VIEW_SURVEY_COLLECTION);
}

static void hear_raised(Rt *rt UNUSED, void *context, Frame *frame, Ref exception UNUSED)
{
    Watch *watch = context;
    const CodeFacts *facts = facts_of(&watch->facts, frame->code);
    bool is_told = facts != NULL && facts->is_user && !facts->is_made; /* the library raises all the time */
    survey_event(&watch->surveyor, running_step(watch), frame, is_told ? VIEW_SURVEY_EXCEPTION : 0);
    for (size_t i = 0; i < watch->leaves.length; i++) {
        if (watch->leaves.items[i].predicate->kind == FIND_RAISE) watch->leaves.items[i].happened = true;
    }
}

/* What expressions are worth may be something else now. */
static void make_stale(Watch *watch)
{
    for (size_t i = 0; i < watch->leaves.length; i++) watch->leaves.items[i].is_stale = true;
}

static uint32_t frame_number(const Watch *watch, const Frame *frame)
{
    uint32_t first = watch->ids->first_frame;
    return frame->number >= first ? frame->number - first : (uint32_t)IDS_EARLIER + frame->number;
}

static void hear_var(Rt *rt UNUSED, void *context, Frame *frame, VarScope scope UNUSED, Ref name, Ref old UNUSED,
                     Ref value UNUSED)
{
    Watch *watch = context;
    make_stale(watch);
    for (size_t i = 0; i < watch->leaves.length; i++) {
        WatchLeaf *leaf = &watch->leaves.items[i];
        if (leaf->predicate->kind == FIND_SLOT_CHANGE && leaf->predicate->frame == frame_number(watch, frame) &&
            leaf->predicate->text != NULL && str_equals_text(name, leaf->predicate->text))
            leaf->happened = true;
    }
}

/* Is the place that was written the one that TEXT names? */
static bool place_is(const char *text, ptrdiff_t index, Ref key)
{
    Buf name = BUF_INIT;
    if (text == NULL) return true;
    if (key == NULL && index < 0) buf_add_text(&name, "cell_contents");
    else if (key == NULL) buf_printf(&name, "%td", index);
    else render_name(key, &name);
    bool is_same = strcmp(buf_text(&name), text) == 0;
    buf_fini(&name);
    return is_same;
}

static void hear_written(Rt *rt UNUSED, void *context, Ref container, WriteKind kind UNUSED, ptrdiff_t index, Ref key,
                         Ref old UNUSED, Ref value UNUSED)
{
    Watch *watch = context;
    uint32_t id = ids_of(watch->ids, container);
    make_stale(watch);
    for (size_t i = 0; i < watch->leaves.length; i++) {
        const Predicate *predicate = watch->leaves.items[i].predicate;
        if (predicate->kind != FIND_PLACE_CHANGE || predicate->object != id) continue;
        if (place_is(predicate->text, index, key)) watch->leaves.items[i].happened = true;
    }
}

/* An object was made or is about to die. */
static void note_object(Watch *watch, Ref object, PredicateKind kind, bool is_alive)
{
    uint32_t id = ids_of(watch->ids, object);
    for (size_t i = 0; i < watch->leaves.length; i++) {
        WatchLeaf *leaf = &watch->leaves.items[i];
        if (leaf->predicate->object != id) continue;
        if (leaf->predicate->kind == kind) leaf->happened = true;
        if (leaf->predicate->kind != FIND_RC_CHANGE) continue;
        leaf->happened = true;
        leaf->object = is_alive ? object : NULL;
        leaf->refcount = is_alive ? 0 : leaf->refcount;
    }
}

static void hear_allocated(Rt *rt UNUSED, void *context, Ref object)
{
    note_object(context, object, FIND_NEW, true);
}

static void hear_freeing(Rt *rt UNUSED, void *context, Ref object)
{
    note_object(context, object, FIND_FREE, false);
}

/* --- frames and lines */

static uint32_t chain_length(const Frame *frame)
{
    uint32_t length = 0;
    for (; frame != NULL; frame = frame->previous) length++;
    return length;
}

/* How deep FRAME is in the chain, cheaply when the last step was in it or its caller. */
static uint32_t depth_of(Watch *watch, const Frame *frame)
{
    bool is_known = watch->frame != NULL && watch->levels.length >= watch->depth && watch->depth > 0 &&
                    watch->levels.items[watch->depth - 1].frame == watch->frame->number;
    if (frame == watch->frame && is_known && watch->levels.items[watch->depth - 1].frame == frame->number)
        return watch->depth;
    return chain_length(frame);
}

static int32_t line_of(Watch *watch, const Frame *frame)
{
    const CodeFacts *facts = facts_of(&watch->facts, frame->code);
    int unit = code_unit_of(frame->code, frame->prev_instr);
    return facts == NULL || unit < 0 || unit >= facts->count ? -1 : facts->lines[unit];
}

/* Notes where every frame of the chain is. */
static void levels_begin(Watch *watch, Frame *frame)
{
    uint32_t depth = chain_length(frame);
    watch->levels.length = 0;
    watch->frame = frame;
    watch->depth = depth;
    if (vec_reserve(&watch->levels, depth) < 0) return;
    watch->levels.length = depth;
    for (; depth > 0; frame = frame->previous)
        watch->levels.items[--depth] = (WatchLevel){frame->number, line_of(watch, frame)};
}

/* The thread NUMBER runs now: the levels of the one before are kept until it runs again. */
static void levels_switch(Watch *watch, uint32_t number, Frame *frame)
{
    WatchThread kept = {watch->thread, watch->levels};
    watch->levels = (WatchLevels){0};
    watch->thread = number;
    watch->frame = NULL;
    for (size_t i = 0; i < watch->threads.length; i++) {
        WatchThread *other = &watch->threads.items[i];
        if (other->number != number) continue;
        watch->levels = other->levels;
        *other = kept;
        return;
    }
    if (vec_push(&watch->threads, kept) < 0) vec_fini(&kept.levels);
    levels_begin(watch, frame);
}

/* Follows the machine to FRAME's next instruction, and sees whether a line begins there. */
static void levels_follow(Watch *watch, Frame *frame)
{
    uint32_t number = (uint32_t)thread_number(thread_current(watch->rt));
    if (number != watch->thread) levels_switch(watch, number, frame);
    uint32_t depth = depth_of(watch, frame);
    int32_t line = line_of(watch, frame);
    bool is_entered = watch->levels.length < depth || watch->levels.items[depth - 1].frame != frame->number;
    if (vec_reserve(&watch->levels, depth) < 0) return;
    for (size_t i = watch->levels.length; i < depth; i++) watch->levels.items[i] = (WatchLevel){UINT32_MAX, -1};
    watch->levels.length = depth;
    WatchLevel *level = &watch->levels.items[depth - 1];
    watch->begins_line = line >= 0 && (is_entered || line != level->line);
    if (is_entered || line >= 0) *level = (WatchLevel){frame->number, line};
    watch->frame = frame;
    watch->depth = depth;
}

/* --- conditions at a step */

static bool is_user(Watch *watch, const Frame *frame)
{
    const CodeFacts *facts = facts_of(&watch->facts, frame->code);
    return facts != NULL && facts->is_user && !facts->is_made;
}

static bool name_equals(Ref name, const char *text)
{
    return text != NULL && str_equals_text(name, text);
}

/* Is FILE the code's file, as named or by the last part of its path? */
static bool file_matches(Ref code, const char *file)
{
    Buf name = BUF_INIT;
    render_name(AS_CODE(code)->filename, &name);
    size_t length = strlen(file);
    const char *text = buf_text(&name);
    bool is_match = strcmp(text, file) == 0 || (name.length > length && text[name.length - length - 1] == '/' &&
                                                strcmp(text + name.length - length, file) == 0);
    buf_fini(&name);
    return is_match;
}

static bool begins_line(Watch *watch, const Predicate *predicate, const Frame *frame)
{
    const CodeFacts *facts = facts_of(&watch->facts, frame->code);
    if (!watch->begins_line || facts == NULL) return false;
    if (predicate->kind == FIND_LINE) return !facts->is_made && (facts->is_user || predicate->library);
    if (line_of(watch, frame) != predicate->line) return false;
    return predicate->file == NULL ? is_user(watch, frame) : file_matches(frame->code, predicate->file);
}

/* Conditions on the instruction that is about to run. */
static bool holds_at_instruction(Watch *watch, const Predicate *predicate, const Frame *frame)
{
    const CodeObj *code = FRAME_CODE(frame);
    int unit = code_unit_of(frame->code, frame->prev_instr);
    CodeInstr instr = code_instr(frame->code, unit);
    bool is_start = instr.op == OP_RESUME && instr.arg == 0;
    switch (predicate->kind) {
    case FIND_LINE: case FIND_LINE_AT: return begins_line(watch, predicate, frame);
    case FIND_FUNCTION:
        return is_start && (name_equals(code->name, predicate->text) || name_equals(code->qualname, predicate->text));
    case FIND_OPCODE: return predicate->text != NULL && strcmp(opcode_table[instr.op].name, predicate->text) == 0;
    case FIND_OFFSET:
        return ids_of(watch->ids, frame->code) == predicate->code && unit * (int)sizeof(CodeUnit) == predicate->offset;
    case FIND_DEPTH: return watch->thread == predicate->thread && watch->depth <= predicate->depth;
    case FIND_CALL: return is_start;
    case FIND_USER: return is_user(watch, frame);
    case FIND_RETURN: return instr.op == OP_RETURN_VALUE || instr.op == OP_YIELD_VALUE;
    default: return false;
    }
}

/* --- expressions */

enum { WORTH_FALSE = 1, WORTH_TRUE = 2 };

/* What LEAF's expression is worth in FRAME; never 0. */
static uint64_t worth(Watch *watch, const WatchLeaf *leaf, Frame *frame)
{
    const char *text = leaf->predicate->text;
    if (leaf->predicate->kind != FIND_WATCH) return evaluate_truth(watch->rt, frame, text) ? WORTH_TRUE : WORTH_FALSE;
    Buf value = BUF_INIT;
    Evaluation evaluation = evaluate(watch->rt, frame, text, &value);
    uint64_t hash = hash_siphash13(evaluation == EVALUATION_VALUE, 0, buf_text(&value), value.length);
    buf_fini(&value);
    return hash == 0 ? 1 : hash;
}

/* Finds out what LEAF's expression is worth at FRAME's instruction, unless nothing was written since it was found
   out there; true when that is another value than it had. */
static bool leaf_evaluate(Watch *watch, WatchLeaf *leaf, const Frame *frame)
{
    if (leaf->predicate->text == NULL) return false;
    Frame *where = evaluate_frame((Frame *)(uintptr_t)frame, leaf->predicate->file);
    if (where == NULL || (!leaf->is_stale && leaf->frame == where->number)) return false;
    uint64_t before = leaf->value;
    leaf->value = worth(watch, leaf, where);
    leaf->frame = where->number;
    leaf->is_stale = false;
    return before != 0 && leaf->value != before;
}

/* For what is compared with the step before: at every step, or a change would be told too late. */
static void leaves_evaluate(Watch *watch, const Frame *frame)
{
    for (size_t i = 0; i < watch->leaves.length; i++) {
        WatchLeaf *leaf = &watch->leaves.items[i];
        if (leaf->predicate->kind != FIND_BECOMES && leaf->predicate->kind != FIND_WATCH) continue;
        bool changes = leaf_evaluate(watch, leaf, frame);
        leaf->happened = changes && (leaf->predicate->kind == FIND_WATCH || leaf->value == WORTH_TRUE);
    }
}

static bool leaf_holds(Watch *watch, WatchLeaf *leaf, const Frame *frame)
{
    switch (leaf->predicate->kind) {
    case FIND_STEP: return true;
    case FIND_GC: return frame == NULL && watch->rt->gc->phase == GC_START;
    case FIND_GC_PHASE: return frame == NULL;
    case FIND_OUTPUT: return watch->cursor->writes != watch->writes;
    case FIND_RAISE: case FIND_SLOT_CHANGE: case FIND_FREE: case FIND_NEW: case FIND_PLACE_CHANGE: case FIND_BECOMES:
    case FIND_WATCH:
        return leaf->happened;
    case FIND_CONDITION:
        if (frame != NULL) leaf_evaluate(watch, leaf, frame);
        return frame != NULL && leaf->value == WORTH_TRUE;
    case FIND_RC_CHANGE: return leaf->happened || (leaf->object != NULL && leaf->object->refcount != leaf->refcount);
    case FIND_LINE: case FIND_LINE_AT: case FIND_FUNCTION: case FIND_OPCODE: case FIND_OFFSET: case FIND_DEPTH:
    case FIND_CALL: case FIND_RETURN: case FIND_USER: return frame != NULL && holds_at_instruction(watch, leaf->predicate, frame);
    }
    return false;
}

static WatchLeaf *leaf_of(const Watch *watch, const Predicate *predicate)
{
    for (size_t i = 0; i < watch->leaves.length; i++) {
        if (watch->leaves.items[i].predicate == predicate) return &watch->leaves.items[i];
    }
    return NULL;
}

static bool holds_with_kin(Watch *watch, const Predicate *predicate, const Frame *frame)
{
    for (; predicate != NULL; predicate = predicate->any) {
        WatchLeaf *leaf = leaf_of(watch, predicate);
        if (leaf == NULL || !leaf_holds(watch, leaf, frame)) continue;
        if (predicate->also == NULL || holds_with_kin(watch, predicate->also, frame)) return true;
    }
    return false;
}

/* What is to be compared with at the next step. */
static void leaves_renew(Watch *watch)
{
    watch->writes = watch->cursor->writes;
    for (size_t i = 0; i < watch->leaves.length; i++) {
        WatchLeaf *leaf = &watch->leaves.items[i];
        leaf->happened = false;
        if (leaf->object != NULL) leaf->refcount = leaf->object->refcount;
    }
}

bool watch_holds(Watch *watch, const Predicate *predicate, Frame *frame)
{
    watch->begins_line = false;
    if (frame != NULL) {
        levels_follow(watch, frame);
        leaves_evaluate(watch, frame);
    }
    bool holds = holds_with_kin(watch, predicate, frame);
    leaves_renew(watch);
    return holds;
}

/* --- beginning and end */

static void add_leaves(Watch *watch, const Predicate *predicate)
{
    if (predicate == NULL) return;
    WatchLeaf leaf = {.predicate = predicate, .is_stale = true};
    if (predicate->kind == FIND_RC_CHANGE)
        leaf.object = object_find(watch->rt, ids_number(watch->ids, predicate->object));
    if (vec_push(&watch->leaves, leaf) < 0) return;
    add_leaves(watch, predicate->also);
    add_leaves(watch, predicate->any);
}

static uint32_t heard_for(PredicateKind kind)
{
    switch (kind) {
    case FIND_SLOT_CHANGE: return HEAR_VARS;
    case FIND_PLACE_CHANGE: return HEAR_WRITES;
    case FIND_FREE: case FIND_NEW: case FIND_RC_CHANGE: return HEAR_HEAP;
    case FIND_RAISE: return HEAR_FRAMES;
    case FIND_CONDITION: case FIND_BECOMES: case FIND_WATCH: return HEAR_VARS | HEAR_WRITES;
    default: return 0;
    }
}

static void forget_threads(Watch *watch)
{
    for (size_t i = 0; i < watch->threads.length; i++) vec_fini(&watch->threads.items[i].levels);
    watch->threads.length = 0;
}

void watch_begin(Watch *watch, const Predicate *predicate, Frame *frame, uint64_t end)
{
    uint32_t hears = HEAR_STEPS;
    if (end > watch->surveyor.survey->reached) hears |= HEAR_FRAMES | HEAR_GC;
    watch->surveyor.knows = false;
    watch->leaves.length = 0;
    add_leaves(watch, predicate);
    for (size_t i = 0; i < watch->leaves.length; i++) hears |= heard_for(watch->leaves.items[i].predicate->kind);
    rt_hear(watch->rt, hears);
    if (predicate == NULL) return;
    leaves_renew(watch);
    forget_threads(watch);
    watch->thread = (uint32_t)thread_number(thread_current(watch->rt));
    levels_begin(watch, frame);
    if (frame != NULL) leaves_evaluate(watch, frame);
    leaves_renew(watch);
}

void watch_init(Watch *watch, Rt *rt, const Ids *ids, const SharedCursor *cursor, ViewSurvey *survey,
                void (*step)(Rt *, void *, Frame *))
{
    *watch = (Watch){.rt = rt, .ids = ids, .cursor = cursor, .surveyor = {.survey = survey}};
    watch->hooks = (Hooks){.context = watch,
                           .hears = HEAR_STEPS | HEAR_FRAMES | HEAR_GC,
                           .step = step,
                           .called = hear_entered,
                           .resumed = hear_entered,
                           .returned = hear_left,
                           .yielded = hear_left,
                           .unwound = hear_unwound,
                           .gc_phase = hear_phase,
                           .raised = hear_raised,
                           .var = hear_var,
                           .written = hear_written,
                           .allocated = hear_allocated,
                           .freeing = hear_freeing};
}
