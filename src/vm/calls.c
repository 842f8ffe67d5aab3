/* Ways into the eval loop.  Each nested loop has one entry frame, linked to the frame that was
   running; it is the current one until it is left, and then popped here. */
#include "vm/calls.h"

#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/methodcall.h"
#include "objects/tupleobj.h"
#include "vm/argbind.h"
#include "vm/build.h"
#include "vm/loop.h"
#include "vm/trace.h"

/* Frames nest on the data stack, but each way in from C takes C stack, which ends sooner
   than a high recursion limit. */
static Own run(Rt *rt, Frame *frame, LoopStart start)
{
    struct VmState *vm = rt->vm;
    if (UNLIKELY((char *)__builtin_frame_address(0) < rt->stack_limit))
        return error_raise(rt, TYPE_RecursionError, "maximum recursion depth exceeded");
    frame->is_entry = true;
    frame->previous = vm->frame;
    vm->frame = frame;
    bool observed = rt_hears(rt, (HookBit)(HEAR_STEPS | HEAR_PROGRAM));
    Own result = observed ? loop_run_observed(rt, frame, start) : loop_run_plain(rt, frame, start);
    if (UNLIKELY(vm->hands_over)) {
        vm->hands_over = false;
        result = loop_run_observed(rt, vm->frame, LOOP_GO_ON);
    }
    vm->frame = frame->previous;
    return result;
}

/* Runs FRAME, which lies on the data stack, to its end in a nested eval loop and pops it.
   Its result, or NULL + pending. */
static Own frame_run(Rt *rt, Frame *frame)
{
    Own result = run(rt, frame, LOOP_BEGIN);
    frame_end(rt, frame);
    return result;
}

Own frame_resume(Rt *rt, Frame *frame, bool raising)
{
    Own result = run(rt, frame, raising ? LOOP_RAISE : LOOP_BEGIN);
    frame->previous = NULL;
    return result;
}

static Own locals_for(Ref function)
{
    const FunctionObj *f = AS_FUNCTION(function);
    return (AS_CODE(f->code)->flags & CODE_OPTIMIZED) != 0 ? NULL : new_ref(f->globals);
}

Own function_vectorcall(Rt *rt, Ref function, const Ref *args, size_t nargsf, Ref kwnames_or_null)
{
    ptrdiff_t nargs = vectorcall_count(nargsf);
    ptrdiff_t total = nargs + (kwnames_or_null == NULL ? 0 : tuple_length(kwnames_or_null));
    for (ptrdiff_t i = 0; i < total; i++) new_ref(args[i]);
    Own const *taken = (Own const *)(uintptr_t)args;
    Frame *frame = frame_for_call(rt, new_ref(function), locals_for(function), taken, nargs, kwnames_or_null);
    return frame == NULL ? NULL : frame_run(rt, frame);
}

Own class_body_run(Rt *rt, Ref function, Ref locals)
{
    Frame *frame = frame_for_call(rt, new_ref(function), new_ref(locals), NULL, 0, NULL);
    return frame == NULL ? NULL : frame_run(rt, frame);
}

Own code_run(Rt *rt, Ref code, Ref globals, Ref locals, Ref closure_or_null)
{
    Own function = function_new(rt, code, globals, NULL);
    if (function == NULL) return NULL;
    if (closure_or_null != NULL) AS_FUNCTION(function)->closure = new_ref(closure_or_null);
    Own result = class_body_run(rt, function, locals);
    release(rt, function);
    return result;
}

/* Makes *args a tuple. */
static int spread_args(Rt *rt, Ref callable, Own *args)
{
    if (is_exact(*args, TYPE_tuple)) return 0;
    if ((*args)->type->slots.tp_iter == NULL && (*args)->type->slots.sq_item == NULL) {
        Own text = callable_text(rt, callable);
        if (text != NULL)
            error_raise(rt, TYPE_TypeError, "%U argument after * must be an iterable, not %.200T", text, *args);
        release(rt, text);
        return -1;
    }
    Own tuple = sequence_to_tuple(rt, *args);
    if (tuple == NULL) return -1;
    release_replace(rt, args, tuple);
    return 0;
}

/* Makes *keywords a dict. */
static int spread_keywords(Rt *rt, Ref callable, Own *keywords)
{
    if (is_exact(*keywords, TYPE_dict)) return 0;
    Own dict = dict_new(rt);
    if (dict == NULL) return -1;
    if (dict_merge(rt, dict, *keywords, 1) < 0) {
        release(rt, dict);
        raise_keywords_error(rt, callable, *keywords);
        return -1;
    }
    release_replace(rt, keywords, dict);
    return 0;
}

Own call_unpacked(Rt *rt, Own *operands, bool has_keywords)
{
    Ref callable = operands[0];
    if (has_keywords && spread_keywords(rt, callable, &operands[2]) < 0) return NULL;
    if (spread_args(rt, callable, &operands[1]) < 0) return NULL;
    Ref keywords = has_keywords ? operands[2] : NULL;
    return UNLIKELY(is_traced(rt)) ? trace_call_tuple(rt, callable, operands[1], keywords)
                                   : call_tuple(rt, callable, operands[1], keywords);
}

Own build_class_load(Rt *rt, Frame *frame)
{
    Ref name = RT_NAME(rt, __build_class__);
    Own found = NULL;
    if (is_exact(frame->builtins, TYPE_dict)) {
        if (dict_lookup(rt, frame->builtins, name, &found) == 0)
            error_raise(rt, TYPE_NameError, "__build_class__ not found");
        return found;
    }
    found = object_item_get(rt, frame->builtins, name);
    if (found == NULL && error_clear_if(rt, TYPE_KeyError))
        error_raise(rt, TYPE_NameError, "__build_class__ not found");
    return found;
}
