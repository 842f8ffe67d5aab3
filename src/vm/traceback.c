/* Traceback objects: a list from the outermost frame to the one that raised, which grows at
   its outer end while the exception passes frame after frame. */
#include "vm/traceback.h"

#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/excobj.h"
#include "objects/listobj.h"
#include "objects/strobj.h"
#include "objects/intobj.h"
#include "objects/owned.h"
#include "vm/frameobj.h"
#include "vm/frames.h"
#include "vm/vm_state.h"

_Static_assert(sizeof(TracebackObj) == 40, "a traceback is as long as CPython's");

static Own traceback_new(Rt *rt, Ref next_or_null, Ref frame, int lasti, int line)
{
    Own self = object_new(rt, RT_TYPE(rt, traceback));
    if (self == NULL) return NULL;
    TracebackObj *traceback = AS_TRACEBACK(self);
    traceback->next = new_ref_or_null(next_or_null);
    traceback->frame = new_ref(frame);
    traceback->lasti = lasti;
    traceback->line = line;
    gc_track(rt, self);
    return self;
}

void traceback_here(Rt *rt, Frame *frame)
{
    Pending pending = error_fetch(rt);
    Ref object = frameobj_of(rt, frame);
    Own added = NULL;
    if (object != NULL)
        added = traceback_new(rt, pending.traceback, object, frame_lasti(frame), frame_line(frame));
    if (added == NULL) error_clear(rt); /* without memory the frame is missing, nothing else */
    else release_replace(rt, &pending.traceback, added);
    error_restore(rt, pending);
}

void traceback_of_now(Rt *rt, Ref exception)
{
    Frame *frame = frame_visible(rt->vm->frame);
    Ref object = frame == NULL ? NULL : frameobj_of(rt, frame);
    Own traceback = object == NULL ? NULL : traceback_new(rt, NULL, object, frame_lasti(frame), frame_line(frame));
    if (traceback != NULL) exception_set_traceback(rt, exception, traceback);
    else error_clear(rt);
    release(rt, traceback);
}

static Own get_next(Rt *rt, Ref self)
{
    Ref next = AS_TRACEBACK(self)->next;
    return new_ref(next == NULL ? rt->none : next);
}

static int set_next(Rt *rt, Ref self, Ref value)
{
    if (value == NULL) return error_raise_int(rt, TYPE_TypeError, "can't delete tb_next attribute");
    if (value == rt->none) value = NULL;
    else if (!is_exact(value, TYPE_traceback))
        return error_raise_int(rt, TYPE_TypeError, "expected traceback object, got '%T'", value);
    for (Ref at = value; at != NULL; at = AS_TRACEBACK(at)->next) {
        if (at == self) return error_raise_int(rt, TYPE_ValueError, "traceback loop detected");
    }
    release_replace(rt, &AS_TRACEBACK(self)->next, new_ref_or_null(value));
    return 0;
}

static Own traceback_make(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"tb_next", "tb_frame", "tb_lasti", "tb_lineno", NULL};
    static const ArgSpec spec = {"TracebackType", names, 4, 4, 0};
    Ref given[4];
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return NULL;
    if (!is_exact(given[1], TYPE_frame))
        return error_raise(rt, TYPE_TypeError, "TracebackType() argument 'tb_frame' must be frame, not %T", given[1]);
    int64_t lasti = int_value(rt, given[2]);
    if (rt_is_pending(rt)) return NULL;
    int64_t line = int_value(rt, given[3]);
    if (rt_is_pending(rt)) return NULL;
    if (given[0] != rt->none && !is_exact(given[0], TYPE_traceback))
        return error_raise(rt, TYPE_TypeError, "expected traceback object or None, got '%T'", given[0]);
    return traceback_new(rt, given[0] == rt->none ? NULL : given[0], given[1], (int)lasti, (int)line);
}

static Own traceback_dir(Rt *rt, Ref self)
{
    static const char *const names[] = {"tb_frame", "tb_next", "tb_lasti", "tb_lineno"};
    Own list = list_new(rt, 0);
    for (size_t i = 0; list != NULL && i < ARRAY_LENGTH(names); i++) {
        Own name = str_new(rt, names[i]);
        if (name == NULL || list_append_take(rt, list, name) < 0) release_clear(rt, &list);
    }
    return list;
}

const TypeSpec traceback_type_spec = {
    .name = "traceback",
    .id = TYPE_traceback,
    .basicsize = sizeof(TracebackObj),
    .flags = TYPE_FLAG_GC,
    .doc = "TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)\n--\n\nCreate a new traceback object.",
    .owned = OWNED(TracebackObj, next, frame),
    .slots = {OWNED_SLOTS, .tp_new = traceback_make},
    .methods = METHODS(
        {"__dir__", METHOD_NOARGS, {.unary = traceback_dir}, NULL, 0}),
    .members = MEMBERS(
        {"tb_frame", MEMBER_OBJECT, offsetof(TracebackObj, frame), true, NULL},
        {"tb_lasti", MEMBER_INT, offsetof(TracebackObj, lasti), true, NULL},
        {"tb_lineno", MEMBER_INT, offsetof(TracebackObj, line), true, NULL}),
    .getset = GETSETS(
        {"tb_next", get_next, set_next, NULL}),
};
