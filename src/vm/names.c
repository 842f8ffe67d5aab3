/* Names are looked up in the order locals, globals, builtins (LEGB's L of a class body or a
   module, G and B; E, the enclosing functions, are cells).  Dicts are asked directly; any other
   mapping, such as a metaclass's __prepare__ gave, through its __getitem__. */
#include "vm/names.h"

#include "objects/abstract.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/tupleobj.h"

/* 1 and *out, 0 absent, -1. */
static int mapping_lookup(Rt *rt, Ref mapping, Ref name, Own *out)
{
    if (LIKELY(is_exact(mapping, TYPE_dict))) {
        *out = new_ref_or_null(dict_peek(rt, mapping, name));
        return *out != NULL;
    }
    *out = object_item_get(rt, mapping, name);
    if (*out != NULL) return 1;
    return error_clear_if(rt, TYPE_KeyError) ? 0 : -1;
}

/* Gives the pending NameError the name that it is about. */
static void tell_name(Rt *rt, Ref name)
{
    Pending pending = error_fetch(rt);
    error_normalize(rt, &pending);
    if (is_exception(pending.value) && type_is_subtype(pending.value->type, RT_TYPE(rt, NameError)) &&
        object_attr_set(rt, pending.value, RT_NAME(rt, name), name) < 0)
        error_clear(rt);
    error_restore(rt, pending);
}

/* NameError with its `name` attribute set. */
static void raise_name_error(Rt *rt, Ref name)
{
    error_raise(rt, TYPE_NameError, "name '%.200U' is not defined", name);
    tell_name(rt, name);
}

/* Globals, then builtins. */
static Own global_or_builtin(Rt *rt, Frame *frame, Ref name)
{
    Own value = NULL;
    int found = mapping_lookup(rt, frame->globals, name, &value);
    if (found == 0) found = mapping_lookup(rt, frame->builtins, name, &value);
    if (found == 0) raise_name_error(rt, name);
    return found == 1 ? value : NULL;
}

Own name_load(Rt *rt, Frame *frame, Ref name)
{
    if (frame->locals == NULL)
        return error_raise(rt, TYPE_SystemError, "no locals when loading %R", name);
    Own value = NULL;
    if (LIKELY(is_exact(frame->locals, TYPE_dict))) {
        value = new_ref_or_null(dict_peek(rt, frame->locals, name));
    } else if (mapping_lookup(rt, frame->locals, name, &value) < 0) {
        return NULL;
    }
    return LIKELY(value != NULL) ? value : global_or_builtin(rt, frame, name);
}

static Ref hear_old(Rt *rt, Ref namespace, Ref name)
{
    return rt_hears(rt, HEAR_VARS) && is_exact(namespace, TYPE_dict) ? dict_peek(rt, namespace, name) : NULL;
}

static void hear_name(Rt *rt, Frame *frame, VarScope scope, Ref name, Ref old, Ref value)
{
    if (rt->hooks->var != NULL)
        rt->hooks->var(rt, rt->hooks->context, frame, scope, name, old, value);
}

static Ref slot_name(Frame *frame, unsigned slot)
{
    return tuple_peek(FRAME_CODE(frame)->localsplusnames, slot);
}

void hear_local(Rt *rt, Frame *frame, unsigned slot, Ref value_or_null)
{
    hear_name(rt, frame, SCOPE_LOCAL, slot_name(frame, slot), frame->localsplus[slot], value_or_null);
}

void hear_cell(Rt *rt, Frame *frame, unsigned slot, Ref value_or_null)
{
    hear_name(rt, frame, SCOPE_CELL, slot_name(frame, slot), AS_CELL(frame->localsplus[slot])->contents, value_or_null);
}

int name_store(Rt *rt, Frame *frame, Ref name, Ref value)
{
    Ref locals = frame->locals;
    if (locals == NULL)
        return error_raise_int(rt, TYPE_SystemError, "no locals found when storing %R", name);
    if (rt_hears(rt, HEAR_VARS))
        hear_name(rt, frame, SCOPE_NAME, name, hear_old(rt, locals, name), value);
    if (is_exact(locals, TYPE_dict)) return dict_set(rt, locals, name, value);
    return object_item_set(rt, locals, name, value);
}

int name_delete(Rt *rt, Frame *frame, Ref name)
{
    Ref locals = frame->locals;
    if (locals == NULL)
        return error_raise_int(rt, TYPE_SystemError, "no locals when deleting %R", name);
    if (rt_hears(rt, HEAR_VARS) && hear_old(rt, locals, name) != NULL)
        hear_name(rt, frame, SCOPE_NAME, name, hear_old(rt, locals, name), NULL);
    if (object_item_delete(rt, locals, name) == 0) return 0;
    if (error_clear_if(rt, TYPE_KeyError)) raise_name_error(rt, name);
    return -1;
}

Own global_load(Rt *rt, Frame *frame, Ref name)
{
    if (LIKELY(is_exact(frame->globals, TYPE_dict) && is_exact(frame->builtins, TYPE_dict))) {
        Ref value = dict_peek(rt, frame->globals, name);
        if (value == NULL) value = dict_peek(rt, frame->builtins, name);
        if (LIKELY(value != NULL)) return new_ref(value);
        raise_name_error(rt, name);
        return NULL;
    }
    return global_or_builtin(rt, frame, name);
}

int global_store(Rt *rt, Frame *frame, Ref name, Ref value)
{
    if (rt_hears(rt, HEAR_VARS))
        hear_name(rt, frame, SCOPE_GLOBAL, name, hear_old(rt, frame->globals, name), value);
    return dict_set(rt, frame->globals, name, value);
}

int global_delete(Rt *rt, Frame *frame, Ref name)
{
    Ref old = hear_old(rt, frame->globals, name);
    if (old != NULL) hear_name(rt, frame, SCOPE_GLOBAL, name, old, NULL);
    if (dict_delete(rt, frame->globals, name) == 0) return 0;
    if (error_clear_if(rt, TYPE_KeyError)) raise_name_error(rt, name);
    return -1;
}

int cell_make(Rt *rt, Frame *frame, unsigned slot)
{
    Own cell = cell_new(rt, frame->localsplus[slot]);
    if (cell == NULL) return -1;
    release_replace(rt, &frame->localsplus[slot], cell);
    return 0;
}

Own class_name_load(Rt *rt, Frame *frame, unsigned slot)
{
    Own value = NULL;
    int found = mapping_lookup(rt, frame->locals, slot_name(frame, slot), &value);
    if (found < 0) return NULL;
    if (found == 1) return value;
    Ref contents = AS_CELL(frame->localsplus[slot])->contents;
    if (contents != NULL) return new_ref(contents);
    raise_unbound_cell(rt, frame, slot);
    return NULL;
}

int annotations_set_up(Rt *rt, Frame *frame)
{
    Ref name = RT_NAME(rt, __annotations__);
    if (frame->locals == NULL)
        return error_raise_int(rt, TYPE_SystemError, "no locals found when setting up annotations");
    Own value = NULL;
    int found = mapping_lookup(rt, frame->locals, name, &value);
    release(rt, value);
    if (found != 0) return found < 0 ? -1 : 0;
    Own empty = dict_new(rt);
    if (empty == NULL) return -1;
    int status = name_store(rt, frame, name, empty);
    release(rt, empty);
    return status;
}

void raise_unbound_local(Rt *rt, Frame *frame, unsigned slot)
{
    error_raise(rt, TYPE_UnboundLocalError,
                "cannot access local variable '%.200U' where it is not associated with a value",
                slot_name(frame, slot));
}

void raise_unbound_cell(Rt *rt, Frame *frame, unsigned slot)
{
    const CodeObj *code = FRAME_CODE(frame);
    if ((int)slot < code->nlocalsplus - code->nfreevars) {
        raise_unbound_local(rt, frame, slot);
        return;
    }
    error_raise(rt, TYPE_NameError,
                "cannot access free variable '%.200U' where it is not associated with a value in enclosing scope",
                slot_name(frame, slot));
    tell_name(rt, slot_name(frame, slot));
}
