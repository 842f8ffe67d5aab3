/* Saving any object: by its exact type when there is a function for it, else as its reduction says: a function
   and arguments that make it anew, and what to do with the result. */
#include "modules/pickle_parts.h"

#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* --- persistent ids: 1 when OBJ is written as one */

static int write_text_id(Rt *rt, PicklerObj *pickler, Ref id)
{
    Own text = object_str(rt, id);
    if (text == NULL) return -1;
    size_t size = 0;
    const char *bytes = AS_STR(text)->ascii ? str_utf8(rt, text, &size) : NULL;
    int status = bytes != NULL ? 0 : pickle_fail(rt, PICKLING_ERROR, "persistent IDs in protocol 0 must be ASCII strings");
    if (status == 0) status = pickle_write_op(rt, pickler, PK_PERSID);
    if (status == 0) status = pickle_write(rt, pickler, bytes, (ptrdiff_t)size);
    release(rt, text);
    return status < 0 ? -1 : pickle_write(rt, pickler, "\n", 1);
}

static int save_object(Rt *rt, PicklerObj *pickler, Ref obj);

static int save_persistent(Rt *rt, PicklerObj *pickler, Ref obj)
{
    Own id = pickle_method_call(rt, (Ref)pickler, pickler->persistent_id, pickler->persistent_bound, obj);
    if (id == NULL) return -1;
    int status = 0;
    if (id != rt->none && !pickler->bin) status = write_text_id(rt, pickler, id) < 0 ? -1 : 1;
    else if (id != rt->none) {
        status = pickle_write_boundary(rt, pickler);
        if (status == 0) status = save_object(rt, pickler, id);
        if (status == 0) status = pickle_write_op(rt, pickler, PK_BINPERSID) < 0 ? -1 : 1;
    }
    release(rt, id);
    return status;
}

/* --- reductions */

/* __newobj_ex__(class, args, kwargs) before protocol 4: partial(class.__new__, class, *args, **kwargs)(). */
static int save_partial(Rt *rt, PicklerObj *pickler, Ref class_obj, Ref args, Ref kwargs)
{
    Own maker = object_attr_get(rt, class_obj, RT_NAME(rt, __new__)), callable = NULL;
    Own first = maker == NULL ? NULL : tuple_of(rt, 2, (Ref)maker, class_obj), all = first == NULL ? NULL : tuple_concat(rt, first, args);
    if (all != NULL) callable = call_tuple(rt, PICKLE_STATE(rt)->partial, all, kwargs);
    release_all(rt, maker, first, all);
    int status = callable == NULL ? -1 : pickle_save(rt, pickler, callable);
    if (status == 0) status = pickle_save(rt, pickler, rt->empty_tuple);
    release(rt, callable);
    return status < 0 ? -1 : pickle_write_op(rt, pickler, PK_REDUCE);
}

static int save_newobj_ex(Rt *rt, PicklerObj *pickler, Ref argument)
{
    if (tuple_length(argument) != 3)
        return pickle_fail(rt, PICKLING_ERROR, "length of the NEWOBJ_EX argument tuple must be exactly 3, not %zd", tuple_length(argument));
    Ref class_obj = tuple_peek(argument, 0), args = tuple_peek(argument, 1), kwargs = tuple_peek(argument, 2);
    if (!is_type(class_obj)) return pickle_fail(rt, PICKLING_ERROR, "first item from NEWOBJ_EX argument tuple must be a class, not %.200T", class_obj);
    if (!is_tuple(args)) return pickle_fail(rt, PICKLING_ERROR, "second item from NEWOBJ_EX argument tuple must be a tuple, not %.200T", args);
    if (!is_dict(kwargs)) return pickle_fail(rt, PICKLING_ERROR, "third item from NEWOBJ_EX argument tuple must be a dict, not %.200T", kwargs);
    if (pickler->protocol < 4) return save_partial(rt, pickler, class_obj, args, kwargs);
    for (int i = 0; i < 3; i++) {
        if (pickle_save(rt, pickler, tuple_peek(argument, i)) < 0) return -1;
    }
    return pickle_write_op(rt, pickler, PK_NEWOBJ_EX);
}

static int save_newobj(Rt *rt, PicklerObj *pickler, Ref argument, Ref obj)
{
    if (tuple_length(argument) < 1) return pickle_fail(rt, PICKLING_ERROR, "__newobj__ arglist is empty");
    Ref class_obj = tuple_peek(argument, 0);
    if (!is_type(class_obj)) return pickle_fail(rt, PICKLING_ERROR, "args[0] from __newobj__ args is not a type");
    if (obj != NULL) {
        Own own_class = NULL;
        int found = object_attr_lookup(rt, obj, RT_NAME(rt, __class__), &own_class);
        bool same = found > 0 ? own_class == class_obj : object_type(obj) == class_obj;
        release(rt, own_class);
        if (found < 0) return -1;
        if (!same) return pickle_fail(rt, PICKLING_ERROR, "args[0] from __newobj__ args has the wrong class");
    }
    if (pickle_save(rt, pickler, class_obj) < 0) return -1;
    Own rest = tuple_slice(rt, argument, 1, tuple_length(argument));
    int status = rest == NULL ? -1 : pickle_save(rt, pickler, rest);
    release(rt, rest);
    return status < 0 ? -1 : pickle_write_op(rt, pickler, PK_NEWOBJ);
}

/* The call that makes the object. */
static int save_making(Rt *rt, PicklerObj *pickler, Ref callable, Ref argument, Ref obj)
{
    bool newobj = false, newobj_ex = false;
    if (pickler->protocol >= 2) {
        Own name = NULL;
        if (object_attr_lookup(rt, callable, RT_NAME(rt, __name__), &name) < 0) return -1;
        newobj_ex = name != NULL && is_str(name) && str_equals_text(name, "__newobj_ex__");
        newobj = name != NULL && is_str(name) && str_equals_text(name, "__newobj__");
        release(rt, name);
    }
    if (newobj_ex) return save_newobj_ex(rt, pickler, argument);
    if (newobj) return save_newobj(rt, pickler, argument, obj);
    if (pickle_save(rt, pickler, callable) < 0 || pickle_save(rt, pickler, argument) < 0) return -1;
    return pickle_write_op(rt, pickler, PK_REDUCE);
}

/* STATE is given to the object's __setstate__, or, with SETTER, by a call whose result is dropped. */
static int save_state(Rt *rt, PicklerObj *pickler, Ref obj, Ref state, Ref setter)
{
    static const char call[] = {(char)PK_TUPLE2, PK_REDUCE, PK_POP};
    if (setter == NULL) return pickle_save(rt, pickler, state) < 0 ? -1 : pickle_write_op(rt, pickler, PK_BUILD);
    if (pickle_save(rt, pickler, setter) < 0 || pickle_save(rt, pickler, obj) < 0 || pickle_save(rt, pickler, state) < 0) return -1;
    return pickle_write(rt, pickler, call, sizeof call);
}

enum { CALLABLE, ARGUMENTS, STATE, LIST_ITEMS, DICT_ITEMS, STATE_SETTER, REDUCED_MAX };

/* Are the PARTS of a reduction what they must be?  None becomes NULL. */
static int check_parts(Rt *rt, Ref reduced, Ref *parts)
{
    static const char *const wanted[] = {
        [LIST_ITEMS] = "fourth element of the tuple returned by __reduce__ must be an iterator, not %T",
        [DICT_ITEMS] = "fifth element of the tuple returned by __reduce__ must be an iterator, not %T",
        [STATE_SETTER] = "sixth element of the tuple returned by __reduce__ must be a function, not %T",
    };
    ptrdiff_t length = tuple_length(reduced);
    if (length < 2 || length > REDUCED_MAX) return pickle_fail(rt, PICKLING_ERROR, "tuple returned by __reduce__ must contain 2 through 6 elements");
    for (int i = 0; i < REDUCED_MAX; i++) parts[i] = i < length && (i < STATE || tuple_peek(reduced, i) != rt->none) ? tuple_peek(reduced, i) : NULL;
    if (!object_is_callable(parts[CALLABLE])) return pickle_fail(rt, PICKLING_ERROR, "first item of the tuple returned by __reduce__ must be callable");
    if (!is_tuple(parts[ARGUMENTS])) return pickle_fail(rt, PICKLING_ERROR, "second item of the tuple returned by __reduce__ must be a tuple");
    for (int i = LIST_ITEMS; i < REDUCED_MAX; i++) {
        bool fits = parts[i] == NULL || (i == STATE_SETTER ? object_is_callable(parts[i]) : object_is_iterator(parts[i]));
        if (!fits) return pickle_fail(rt, PICKLING_ERROR, wanted[i], parts[i]);
    }
    return 0;
}

int pickle_save_reduced(Rt *rt, PicklerObj *pickler, Ref reduced, Ref obj)
{
    Ref parts[REDUCED_MAX];
    if (check_parts(rt, reduced, parts) < 0) return -1;
    if (save_making(rt, pickler, parts[CALLABLE], parts[ARGUMENTS], obj) < 0) return -1;
    if (obj != NULL && pickle_memo_find(&pickler->memo, obj) != NULL) { /* it contains itself */
        return pickle_write_op(rt, pickler, PK_POP) < 0 ? -1 : pickle_memo_get(rt, pickler, obj);
    }
    if (obj != NULL && pickle_memo_put(rt, pickler, obj) < 0) return -1;
    if (parts[LIST_ITEMS] != NULL && pickle_save_items(rt, pickler, parts[LIST_ITEMS], false) < 0) return -1;
    if (parts[DICT_ITEMS] != NULL && pickle_save_items(rt, pickler, parts[DICT_ITEMS], true) < 0) return -1;
    return parts[STATE] == NULL ? 0 : save_state(rt, pickler, obj, parts[STATE], parts[STATE_SETTER]);
}

int pickle_save_call(Rt *rt, PicklerObj *pickler, Ref obj, Ref function, int count, ...)
{
    Own args = count == 0 ? new_ref(rt->empty_tuple) : tuple_new(rt, count);
    va_list items;
    va_start(items, count);
    for (int i = 0; args != NULL && i < count; i++) tuple_take(args, i, new_ref(va_arg(items, Ref)));
    va_end(items);
    Own reduced = args == NULL ? NULL : tuple_of(rt, 2, function, (Ref)args);
    release(rt, args);
    int status = reduced == NULL ? -1 : pickle_save_reduced(rt, pickler, reduced, obj);
    release(rt, reduced);
    return status;
}

/* --- any object */

/* When its turn is: before the memo is asked; after it; with a level of recursion; only when reducer_override
   left it. */
typedef enum SaveTurn { TURN_NEVER, TURN_ATOM, TURN_FLAT, TURN_NESTED, TURN_NAMED } SaveTurn;

static const struct Saver {
    SaveTurn turn;
    PickleSaveFn save;
} savers[TYPE_COUNT] = {
    [TYPE_NoneType] = {TURN_ATOM, pickle_save_none},
    [TYPE_bool] = {TURN_ATOM, pickle_save_bool},
    [TYPE_int] = {TURN_ATOM, pickle_save_int},
    [TYPE_float] = {TURN_ATOM, pickle_save_float},
    [TYPE_bytes] = {TURN_FLAT, pickle_save_bytes},
    [TYPE_str] = {TURN_FLAT, pickle_save_str},
    [TYPE_dict] = {TURN_NESTED, pickle_save_dict},
    [TYPE_set] = {TURN_NESTED, pickle_save_set},
    [TYPE_frozenset] = {TURN_NESTED, pickle_save_frozenset},
    [TYPE_list] = {TURN_NESTED, pickle_save_list},
    [TYPE_tuple] = {TURN_NESTED, pickle_save_tuple},
    [TYPE_bytearray] = {TURN_NESTED, pickle_save_bytearray},
    [TYPE_type] = {TURN_NAMED, pickle_save_type},
    [TYPE_function] = {TURN_NAMED, pickle_save_global},
};

/* The function that a dispatch table has for the type of OBJ: 1, 0, -1. */
static int find_reducer(Rt *rt, const PicklerObj *pickler, Ref obj, Own *reducer)
{
    Ref table = pickler->dispatch_table;
    if (table == NULL) return dict_lookup(rt, PICKLE_STATE(rt)->dispatch_table, object_type(obj), reducer);
    *reducer = object_item_get(rt, table, object_type(obj));
    if (*reducer != NULL) return 1;
    return error_clear_if(rt, TYPE_KeyError) ? 0 : -1;
}

/* What the methods of OBJ say. */
static Own reduce_by_method(Rt *rt, const PicklerObj *pickler, Ref obj)
{
    Own method = NULL, result = NULL;
    int found = object_attr_lookup(rt, obj, PICKLE_NAME(rt, __reduce_ex__), &method);
    if (found > 0) {
        Own protocol = int_new(rt, pickler->protocol);
        result = protocol == NULL ? NULL : call_one(rt, method, protocol);
        release(rt, protocol);
    } else if (found == 0) {
        found = object_attr_lookup(rt, obj, PICKLE_NAME(rt, __reduce__), &method);
        if (found > 0) result = call_none(rt, method);
        else if (found == 0) (void)pickle_fail(rt, PICKLING_ERROR, "can't pickle '%.200T' object: %R", obj, obj);
    }
    release(rt, method);
    return result;
}

/* The reduction of OBJ; NULL and nothing pending: *status is that of saving it in another way. */
static Own reduce(Rt *rt, PicklerObj *pickler, Ref obj, int *status)
{
    Own reducer = NULL, reduced = NULL;
    *status = -1;
    if (pickler->reducer_override != NULL) {
        reduced = call_one(rt, pickler->reducer_override, obj);
        if (reduced == NULL || reduced != rt->not_implemented) return reduced;
        release_clear(rt, &reduced);
    }
    const struct Saver *saver = &savers[obj->type->id];
    if (saver->turn == TURN_NAMED) {
        *status = saver->save(rt, pickler, obj);
        return NULL;
    }
    int found = find_reducer(rt, pickler, obj, &reducer);
    if (found > 0) reduced = call_one(rt, reducer, obj);
    else if (found == 0 && is_type(obj)) *status = pickle_save_global(rt, pickler, obj);
    else if (found == 0) reduced = reduce_by_method(rt, pickler, obj);
    release(rt, reducer);
    return reduced;
}

static int save_by_reduction(Rt *rt, PicklerObj *pickler, Ref obj)
{
    int status;
    Own reduced = reduce(rt, pickler, obj, &status);
    if (reduced == NULL) return status;
    if (is_str(reduced)) status = pickle_save_global_named(rt, pickler, obj, reduced);
    else if (is_tuple(reduced)) status = pickle_save_reduced(rt, pickler, reduced, obj);
    else status = pickle_fail(rt, PICKLING_ERROR, "__reduce__ must return a string or tuple");
    release(rt, reduced);
    return status;
}

static int save_object(Rt *rt, PicklerObj *pickler, Ref obj)
{
    const struct Saver *saver = &savers[obj->type->id];
    if (error_poll(rt) < 0) return -1;
    if (saver->turn == TURN_ATOM) return saver->save(rt, pickler, obj);
    if (pickle_memo_find(&pickler->memo, obj) != NULL) return pickle_memo_get(rt, pickler, obj);
    if (saver->turn == TURN_FLAT) return saver->save(rt, pickler, obj);
    if (call_enter(rt, " while pickling an object") < 0) return -1;
    int status;
    if (saver->turn == TURN_NESTED) status = saver->save(rt, pickler, obj);
    else if (obj->type->spec == &pickle_buffer_spec) status = pickle_save_buffer(rt, pickler, obj);
    else status = save_by_reduction(rt, pickler, obj);
    call_leave(rt);
    return status;
}

int pickle_save(Rt *rt, PicklerObj *pickler, Ref obj)
{
    if (pickle_write_boundary(rt, pickler) < 0) return -1;
    int done = pickler->persistent_id == NULL ? 0 : save_persistent(rt, pickler, obj);
    if (done != 0) return done < 0 ? -1 : 0;
    return save_object(rt, pickler, obj);
}

int pickle_dump(Rt *rt, PicklerObj *pickler, Ref obj)
{
    Own override = NULL;
    int status = object_attr_lookup(rt, (Ref)pickler, PICKLE_NAME(rt, reducer_override), &override);
    release_replace(rt, &pickler->reducer_override, override);
    pickler->running = true;
    if (status >= 0 && pickler->protocol >= 2) {
        status = pickle_write_op_value(rt, pickler, PK_PROTO, pickler->protocol, 1);
        pickler->framing = pickler->protocol >= 4;
    }
    if (status >= 0) status = pickle_save(rt, pickler, obj);
    if (status >= 0) status = pickle_write_op(rt, pickler, PK_STOP);
    if (status >= 0) pickle_write_frame_end(pickler);
    pickler->framing = pickler->running = false;
    release_clear(rt, &pickler->reducer_override);
    return status < 0 ? -1 : 0;
}
