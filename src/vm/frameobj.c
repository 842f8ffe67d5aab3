/* Frame objects.  While the frame lives on the data stack or in a generator, the object
   only points to it (and the frame owns one reference to the object); when the frame is left
   and somebody still holds the object, the contents move into it. */
#include "vm/frameobj.h"

#include <stdio.h>
#include <string.h>

#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/bytesobj.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/intobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "vm/frames.h"
#include "vm/gen_types.h"
#include "vm/generator.h"
#include "vm/line_jump.h"
#include "vm/observe.h"

_Static_assert(sizeof(FrameObj) == 120, "a frame object is as long as CPython's");

Ref frameobj_of(Rt *rt, Frame *frame)
{
    if (frame->frame_obj != NULL) return frame->frame_obj;
    Pending kept = error_fetch(rt);
    Own self = object_new_sized(rt, RT_TYPE(rt, frame), frame_slots(frame->code) * sizeof(Own), 0);
    if (self == NULL) {
        release(rt, kept.type);
        release(rt, kept.value);
        release(rt, kept.traceback);
        return NULL;
    }
    error_restore(rt, kept);
    AS_FRAME(self)->frame = frame;
    AS_FRAME(self)->trace_lines = true;
    frame->frame_obj = self;
    return self;
}

void frameobj_take_over(Rt *rt, Ref object, Frame *frame)
{
    FrameObj *self = AS_FRAME(object);
    Frame *caller = frame_visible(frame->previous);
    memcpy(&self->own, frame, sizeof *frame + sizeof(Own) * (size_t)frame->stack_top);
    self->own.owner = FRAME_OWNED_BY_FRAME_OBJECT;
    self->own.previous = NULL;
    self->own.frame_obj = NULL;
    self->frame = &self->own;
    frame->func = frame->locals = frame->code = NULL;
    frame->stack_top = 0;
    if (caller != NULL) {
        Pending error = error_fetch(rt); /* want of memory must not take its place */
        self->back = new_ref_or_null(frameobj_of(rt, caller));
        error_restore(rt, error);
    }
    if (!gc_is_tracked(object)) gc_track(rt, object);
}

int frame_line(const Frame *frame)
{
    int offset = frame_lasti(frame);
    return offset < 0 ? AS_CODE(frame->code)->firstlineno : code_line(frame->code, offset);
}

/* --- locals */

/* The value of slot I as locals() shows it; borrowed, NULL when unbound. */
static Ref slot_value(const Frame *frame, int i, uint8_t kind)
{
    Ref value = frame->localsplus[i];
    bool cell = (kind & (LOCAL_KIND_CELL | LOCAL_KIND_FREE)) != 0;
    return cell && value != NULL && is_exact(value, TYPE_cell) ? AS_CELL(value)->contents : value;
}

static uint8_t slot_kind(const Frame *frame, int i)
{
    return (uint8_t)((const BytesObj *)AS_CODE(frame->code)->localspluskinds)->bytes[i];
}

/* Makes the namespace's NAME the VALUE, or takes it out. */
static int namespace_put(Rt *rt, Ref locals, Ref name, Ref value_or_null)
{
    if (value_or_null != NULL) return object_item_set(rt, locals, name, value_or_null);
    if (object_item_delete(rt, locals, name) == 0 || error_clear_if(rt, TYPE_KeyError)) return 0;
    return -1;
}

Ref frame_locals(Rt *rt, Frame *frame)
{
    const CodeObj *code = FRAME_CODE(frame);
    if (frame->locals == NULL) {
        frame->locals = dict_new(rt);
        if (frame->locals == NULL) return NULL;
    }
    for (int i = 0; i < code->nlocalsplus; i++) {
        uint8_t kind = slot_kind(frame, i);
        if ((kind & LOCAL_KIND_FREE) != 0 && (code->flags & CODE_OPTIMIZED) == 0) continue;
        if (namespace_put(rt, frame->locals, tuple_peek(code->localsplusnames, i), slot_value(frame, i, kind)) < 0)
            return NULL;
    }
    return frame->locals;
}

/* Copies a dict of locals back into the fast locals (after `import *` and the like). */
static void frame_locals_to_fast(Rt *rt, Frame *frame, bool clear)
{
    const CodeObj *code = FRAME_CODE(frame);
    if (frame->locals == NULL) return;
    Pending kept = error_fetch(rt);
    for (int i = 0; i < code->nlocalsplus; i++) {
        uint8_t kind = slot_kind(frame, i);
        if ((kind & LOCAL_KIND_FREE) != 0 && (code->flags & CODE_OPTIMIZED) == 0) continue;
        Own value = object_item_get(rt, frame->locals, tuple_peek(code->localsplusnames, i));
        error_clear(rt);
        if (value == NULL && !clear) continue;
        Own *slot = &frame->localsplus[i];
        bool is_cell = *slot != NULL && is_exact(*slot, TYPE_cell) && (kind & (LOCAL_KIND_CELL | LOCAL_KIND_FREE)) != 0;
        if (is_cell) slot = &AS_CELL(*slot)->contents;
        if (*slot != value && rt_hears(rt, HEAR_VARS))
            observe_var(rt, frame, is_cell ? SCOPE_CELL : SCOPE_LOCAL, tuple_peek(code->localsplusnames, i), *slot, value);
        release_replace(rt, slot, value);
    }
    error_restore(rt, kept);
}

Ref frameobj_locals(Rt *rt, Ref object)
{
    Ref locals = frame_locals(rt, AS_FRAME(object)->frame);
    if (locals != NULL) AS_FRAME(object)->locals_are_fresh = true;
    return locals;
}

void frameobj_locals_to_fast(Rt *rt, Ref object)
{
    FrameObj *self = AS_FRAME(object);
    if (!self->locals_are_fresh || frame_is_incomplete(self->frame)) return;
    frame_locals_to_fast(rt, self->frame, true);
    self->locals_are_fresh = false;
}

/* --- attributes */

static Own get_back(Rt *rt, Ref self)
{
    if (AS_FRAME(self)->back != NULL) return new_ref(AS_FRAME(self)->back);
    Frame *caller = frame_visible(AS_FRAME(self)->frame->previous);
    return caller == NULL ? none_new(rt) : new_ref_or_null(frameobj_of(rt, caller));
}

static Own get_code(Rt *rt, Ref self)
{
    return new_ref(AS_FRAME(self)->frame->code);
}

static Own get_builtins(Rt *rt, Ref self)
{
    return new_ref(AS_FRAME(self)->frame->builtins);
}

static Own get_globals(Rt *rt, Ref self)
{
    return new_ref(AS_FRAME(self)->frame->globals);
}

static Own get_locals(Rt *rt, Ref self)
{
    return new_ref_or_null(frameobj_locals(rt, self));
}

static Own get_lasti(Rt *rt, Ref self)
{
    int offset = frame_lasti(AS_FRAME(self)->frame);
    return int_new(rt, offset < 0 ? -1 : offset);
}

static Own get_line(Rt *rt, Ref self)
{
    const FrameObj *object = AS_FRAME(self);
    int line = object->line != 0 ? object->line : frame_line(object->frame);
    return line < 0 ? none_new(rt) : int_new(rt, line);
}

static int set_line(Rt *rt, Ref self, Ref value_or_null)
{
    return frame_jump(rt, AS_FRAME(self), value_or_null);
}

static Own get_stacktop(Rt *rt, Ref self)
{
    Frame *frame = AS_FRAME(self)->frame;
    return int_new(rt, frame->stack_top - FRAME_CODE(frame)->nlocalsplus);
}

/* The slots from FIRST to END; an empty one is shown as None. */
static Own slots_tuple(Rt *rt, Frame *frame, int first, int end)
{
    Own tuple = tuple_new(rt, end > first ? end - first : 0);
    for (int i = first; tuple != NULL && i < end; i++) {
        Ref value = frame->localsplus[i];
        tuple_take(tuple, i - first, new_ref(value == NULL ? rt->none : value));
    }
    return tuple;
}

static Own get_valuestack(Rt *rt, Ref self)
{
    Frame *frame = AS_FRAME(self)->frame;
    return slots_tuple(rt, frame, FRAME_CODE(frame)->nlocalsplus, frame->stack_top);
}

static Own get_localsplus(Rt *rt, Ref self)
{
    Frame *frame = AS_FRAME(self)->frame;
    return slots_tuple(rt, frame, 0, frame->stack_top);
}

static Own get_trace(Rt *rt, Ref self)
{
    Ref trace = AS_FRAME(self)->trace;
    return new_ref(trace == NULL ? rt->none : trace);
}

static int set_trace(Rt *rt, Ref self, Ref value)
{
    release_replace(rt, &AS_FRAME(self)->trace, value == rt->none ? NULL : new_ref_or_null(value));
    return 0;
}

/* --- the object */

static int frame_type_clear(Rt *rt, Obj *self)
{
    Frame *frame = AS_FRAME(self)->frame;
    release_clear(rt, &AS_FRAME(self)->trace);
    int count = frame->stack_top;
    if (frame->owner != FRAME_OWNED_BY_FRAME_OBJECT) return 0;
    for (int i = 0; i < count; i++) release_clear(rt, &frame->localsplus[i]);
    return 0;
}

/* frame.clear(): drops the locals of a frame that is not running. */
static Own frame_clear_method(Rt *rt, Ref self)
{
    Frame *frame = AS_FRAME(self)->frame;
    if (frame->owner == FRAME_OWNED_BY_GENERATOR && frame_generator(frame)->state != GEN_RUNNING) {
        Own gen = new_ref(&frame_generator(frame)->head);
        generator_finalize(rt, gen);
        release(rt, gen);
    } else if (frame->owner != FRAME_OWNED_BY_FRAME_OBJECT) {
        return error_raise(rt, TYPE_RuntimeError, "cannot clear an executing frame");
    } else {
        frame_type_clear(rt, (Own)(uintptr_t)self);
    }
    return none_new(rt);
}

static void frame_dealloc(Rt *rt, Obj *self)
{
    FrameObj *object = AS_FRAME(self);
    Frame *frame = object->frame;
    if (frame->owner == FRAME_OWNED_BY_FRAME_OBJECT) {
        for (int i = 0; i < frame->stack_top; i++) release_clear(rt, &frame->localsplus[i]);
        release_clear(rt, &frame->locals);
        release_clear(rt, &frame->func);
        release_clear(rt, &frame->code);
    }
    release_clear(rt, &object->back);
    release_clear(rt, &object->trace);
    object_free(rt, self);
}

static int frame_type_traverse(Ref self, VisitFn visit, void *context)
{
    const FrameObj *object = AS_FRAME(self);
    int result = object->back == NULL ? 0 : visit(object->back, context);
    if (result == 0 && object->trace != NULL) result = visit(object->trace, context);
    if (result != 0 || object->frame->owner != FRAME_OWNED_BY_FRAME_OBJECT) return result;
    return frame_traverse(object->frame, visit, context);
}

static Own frame_repr(Rt *rt, Ref self)
{
    const Frame *frame = AS_FRAME(self)->frame;
    char address[32];
    snprintf(address, sizeof address, "%#llx", (unsigned long long)heap_nominal(rt, self));
    return str_format(rt, "<frame at %s, file %R, line %d, code %S>", address, AS_CODE(frame->code)->filename,
                      frame_line(frame), AS_CODE(frame->code)->name);
}

static Own frame_sizeof(Rt *rt, Ref self)
{
    return int_new(rt, (int64_t)(sizeof(FrameObj) + frame_slots(AS_FRAME(self)->frame->code) * sizeof(Own)));
}

const TypeSpec frame_type_spec = {
    .name = "frame",
    .id = TYPE_frame,
    .basicsize = sizeof(FrameObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .slots = {.tp_dealloc = frame_dealloc, .tp_traverse = frame_type_traverse, .tp_clear = frame_type_clear, .tp_repr = frame_repr},
    .methods = METHODS(
        {"clear", METHOD_NOARGS, {.unary = frame_clear_method}, "F.clear(): clear most references held by the frame", 0},
        {"__sizeof__", METHOD_NOARGS, {.unary = frame_sizeof}, "F.__sizeof__() -> size of F in memory, in bytes", 0}),
    .members = MEMBERS(
        {"f_trace_lines", MEMBER_BOOL, offsetof(FrameObj, trace_lines), false, NULL},
        {"f_trace_opcodes", MEMBER_BOOL, offsetof(FrameObj, trace_opcodes), false, NULL}),
    .getset = GETSETS(
        {"f_back", get_back, NULL, NULL},
        {"f_code", get_code, NULL, NULL},
        {"f_builtins", get_builtins, NULL, NULL},
        {"f_globals", get_globals, NULL, NULL},
        {"f_locals", get_locals, NULL, NULL},
        {"f_lasti", get_lasti, NULL, NULL},
        {"f_lineno", get_line, set_line, NULL},
        {"f_valuestack", get_valuestack, NULL, "the values on the stack, the top last"},
        {"f_stacktop", get_stacktop, NULL, "how many values are on the stack"},
        {"f_localsplus", get_localsplus, NULL, "locals, cells and free variables, and the stack"},
        {"f_trace", get_trace, set_trace, NULL}),
};
