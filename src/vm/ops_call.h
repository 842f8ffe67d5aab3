/* Opcodes that make functions, call, and return. */
#ifndef VIV_VM_OPS_CALL_H
#define VIV_VM_OPS_CALL_H

#include "objects/abstract.h"
#include "objects/call.h"
#include "vm/argbind.h"
#include "vm/calls.h"
#include "objects/error.h"
#include "vm/inline_cache.h"
#include "vm/observe.h"
#include "vm/regs.h"
#include "vm/trace.h"

HANDLER(MAKE_FUNCTION)
{
    frame_sync(r);
    Own code = pop(r);
    Own function = function_new(rt, code, r->frame->globals, NULL);
    if (LIKELY(function != NULL)) {
        FunctionObj *f = AS_FUNCTION(function);
        if (arg & 8) f->closure = pop(r);
        if (arg & 4) f->annotations = pop(r);
        if (arg & 2) f->kwdefaults = pop(r);
        if (arg & 1) f->defaults = pop(r);
        push(r, function);
    }
    frame_sync(r);
    release(rt, code);
    return function == NULL ? THEN_RAISE : THEN_NEXT;
}

HANDLER(LOAD_METHOD)
{
    Own object = peek(r, 1), found = NULL;
    MethodCache *cache = caches_of(r);
    Ref known = cached_method(object, cache);
    if (LIKELY(known != NULL)) {
        r->sp[-1] = new_ref(known);
        push(r, object);
        skip_caches(r, 10);
        return THEN_NEXT;
    }
    known = cached_member(rt, object, cache);
    if (known != NULL) {
        r->sp[-1] = NULL;
        push(r, new_ref(known));
        skip_caches(r, 10);
        frame_sync(r);
        release(rt, object);
        return THEN_NEXT;
    }
    frame_sync(r);
    cache_learn_method(rt, object, name_at(r, arg), cache);
    int unbound = object_method_get(rt, object, name_at(r, arg), &found);
    skip_caches(r, 10);
    if (UNLIKELY(unbound < 0)) {
        pop_release(rt, r);
        return THEN_RAISE;
    }
    if (unbound) {
        r->sp[-1] = found;
        push(r, object);
        return THEN_NEXT;
    }
    r->sp[-1] = NULL;
    push(r, found);
    frame_sync(r);
    release(rt, object);
    return THEN_NEXT;
}

HANDLER(KW_NAMES)
{
    r->kwnames = const_at(r, arg);
    return THEN_NEXT;
}

HANDLER(PRECALL)
{
    Own callable = peek(r, arg + 1);
    if (peek(r, arg + 2) == NULL && callable->type == RT_TYPE(rt, method)) {
        Own *slot = r->sp - arg - 2;
        slot[0] = new_ref(AS_METHOD(callable)->func);
        slot[1] = new_ref(AS_METHOD(callable)->self);
        frame_sync(r);
        release(rt, callable);
    }
    skip_caches(r, 1);
    return THEN_NEXT;
}

/* Does each of COUNT arguments go straight into a parameter of its own? */
static ALWAYS_INLINE bool call_is_plain(const CodeObj *code, unsigned count)
{
    return (code->flags & (CODE_OPTIMIZED | CODE_VARARGS | CODE_VARKEYWORDS)) == CODE_OPTIMIZED &&
           code->argcount == (int32_t)count && code->kwonlyargcount == 0;
}

/* The commonest call: no keywords, no defaults, no stars. */
static ALWAYS_INLINE OpResult call_plain(Rt *rt, Regs *r, Own function, Own *args, unsigned total, bool method)
{
    r->sp -= total + (method ? 1 : 2);
    frame_sync(r);
    Frame *frame = frame_begin(rt, function, NULL);
    if (UNLIKELY(frame == NULL)) {
        for (unsigned i = 0; i < total; i++) release(rt, args[i]);
        return THEN_RAISE;
    }
    for (unsigned i = 0; i < total; i++) frame->localsplus[i] = args[i];
    r->kwnames = NULL;
    skip_caches(r, 4);
    r->frame->prev_instr = r->next - 1;
    frame->previous = r->frame;
    r->frame = frame;
    return THEN_ENTER;
}

/* Enters FUNCTION without recursion: its frame becomes the running one. */
static ALWAYS_INLINE OpResult call_python(Rt *rt, Regs *r, Own function, unsigned total, bool method)
{
    ptrdiff_t keywords = r->kwnames == NULL ? 0 : tuple_length(r->kwnames);
    Own *args = r->sp - total;
    if (LIKELY(keywords == 0 && call_is_plain(AS_CODE(AS_FUNCTION(function)->code), total)))
        return call_plain(rt, r, function, args, total, method);
    Own locals = (AS_CODE(AS_FUNCTION(function)->code)->flags & CODE_OPTIMIZED) != 0 ? NULL : new_ref(AS_FUNCTION(function)->globals);
    r->sp -= total + (method ? 1 : 2);
    frame_sync(r);
    Frame *frame = frame_for_call(rt, function, locals, args, (ptrdiff_t)total - keywords, r->kwnames);
    r->kwnames = NULL;
    if (UNLIKELY(frame == NULL)) return THEN_RAISE;
    skip_caches(r, 4);
    r->frame->prev_instr = r->next - 1;
    frame->previous = r->frame;
    r->frame = frame;
    return THEN_ENTER;
}

HANDLER(CALL)
{
    bool method = peek(r, arg + 2) != NULL;
    unsigned total = arg + method;
    Own callable = peek(r, total + 1);
    if (LIKELY(callable->type == RT_TYPE(rt, function))) return call_python(rt, r, callable, total, method);
    Own *args = r->sp - total;
    ptrdiff_t keywords = r->kwnames == NULL ? 0 : tuple_length(r->kwnames);
    frame_sync(r);
    size_t nargsf = (total - (size_t)keywords) | VECTORCALL_OFFSET;
    Own result = UNLIKELY(is_traced(rt)) ? trace_call_vector(rt, callable, as_refs(args), nargsf, r->kwnames)
                                         : call_vector(rt, callable, as_refs(args), nargsf, r->kwnames);
    r->kwnames = NULL;
    r->sp -= arg + 2;
    if (LIKELY(result != NULL)) push(r, result);
    frame_sync(r);
    release(rt, callable);
    for (unsigned i = 0; i < total; i++) release(rt, args[i]);
    if (UNLIKELY(result == NULL)) return THEN_RAISE;
    skip_caches(r, 4);
    if (UNLIKELY(rt->interrupts != 0)) return finish_poll(rt, r);
    return THEN_NEXT;
}

HANDLER(CALL_FUNCTION_EX)
{
    bool has_keywords = (arg & 1) != 0;
    frame_sync(r);
    Own *top = r->sp - 2 - has_keywords; /* callable, args, keywords */
    Own result = call_unpacked(rt, top, has_keywords);
    Own callable = top[0], args = top[1], keywords = has_keywords ? top[2] : NULL;
    r->sp = top - 1;
    if (LIKELY(result != NULL)) push(r, result);
    frame_sync(r);
    release_all(rt, callable, args, keywords);
    if (UNLIKELY(result == NULL)) return THEN_RAISE;
    if (UNLIKELY(rt->interrupts != 0)) return finish_poll(rt, r);
    return THEN_NEXT;
}

HANDLER(RETURN_VALUE)
{
    Own value = pop(r);
    Frame *frame = r->frame;
    frame_sync(r);
    if (UNLIKELY(is_traced(rt)) && trace_exit(rt, frame, value) < 0) {
        release(rt, value);
        return THEN_LEAVE;
    }
    if (rt_hears(rt, HEAR_FRAMES)) observe_returned(rt, frame, value);
    rt->recursion_left++;
    if (frame->is_entry) {
        r->result = value;
        return THEN_EXIT;
    }
    Frame *caller = frame->previous;
    rt->vm->frame = caller;
    frame_end(rt, frame);
    r->frame = caller;
    r->sp = frame_stack_pointer(caller);
    push(r, value);
    return THEN_RETURNED;
}

HANDLER(LOAD_BUILD_CLASS)
{
    frame_sync(r);
    return finish_push(r, build_class_load(rt, r->frame));
}

#endif
