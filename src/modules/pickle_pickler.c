/* The type Pickler, and its memo as an attribute. */
#include "modules/pickle_parts.h"

#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/module_types.h"
#include "objects/owned.h"
#include "objects/tupleobj.h"

enum { MEMO_HEADER = 32, MEMO_ENTRY = 16, BYTES_HEADER = 33 };

/* --- making one */

Own pickle_pickler_new(Rt *rt)
{
    Type *type = AS_TYPE(module_type_peek(rt, &pickle_pickler_spec));
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self != NULL && pickle_write_restart(rt, AS_PICKLER(self)) < 0) release_clear(rt, &self);
    return self;
}

int pickle_set_protocol(Rt *rt, PicklerObj *pickler, Ref protocol, bool fix_imports)
{
    int64_t number = PICKLE_DEFAULT;
    if (protocol != rt->none) {
        number = int_value(rt, protocol);
        if (rt_is_pending(rt)) return -1;
        if (number > PICKLE_HIGHEST) return error_raise_int(rt, TYPE_ValueError, "pickle protocol must be <= %d", PICKLE_HIGHEST);
        if (number < 0) number = PICKLE_HIGHEST;
    }
    pickler->protocol = (uint8_t)number;
    pickler->bin = number > 0;
    pickler->fix_imports = fix_imports && number < 3;
    return 0;
}

int pickle_set_file(Rt *rt, PicklerObj *pickler, Ref file)
{
    Own write = NULL;
    int found = object_attr_lookup(rt, file, RT_NAME(rt, write), &write);
    release_replace(rt, &pickler->write, write);
    if (found == 0) error_raise(rt, TYPE_TypeError, "file must have a 'write' attribute");
    return found > 0 ? 0 : -1;
}

int pickle_set_callback(Rt *rt, PicklerObj *pickler, Ref callback)
{
    if (callback == rt->none) return 0;
    if (pickler->protocol < 5) return error_raise_int(rt, TYPE_ValueError, "buffer_callback needs protocol >= 5");
    release_replace(rt, &pickler->buffer_callback, new_ref(callback));
    return 0;
}

/* --- memory */

static int pickler_traverse(Ref self, VisitFn visit, void *context)
{
    const PickleMemo *memo = &AS_PICKLER(self)->memo;
    int result = owned_traverse(self, visit, context);
    for (size_t i = 0; result == 0 && i < memo->used; i++) result = visit(memo->items[i].object, context);
    return result;
}

static int pickler_clear(Rt *rt, Obj *self)
{
    owned_clear(rt, self);
    pickle_memo_clear(rt, &AS_PICKLER(self)->memo);
    return 0;
}

static void pickler_dealloc(Rt *rt, Obj *self)
{
    pickler_clear(rt, self);
    self->type->slots.tp_free(rt, self);
}

/* As large as CPython's: its memo is one table. */
static Own pickler_sizeof(Rt *rt, Ref self)
{
    const PicklerObj *pickler = AS_PICKLER(self);
    size_t entries = pickler->memo.size < MEMO_MIN ? MEMO_MIN : pickler->memo.size;
    ptrdiff_t size = self->type->basicsize + MEMO_HEADER + (ptrdiff_t)entries * MEMO_ENTRY;
    if (pickler->output != NULL) size += BYTES_HEADER + pickler->capacity;
    return int_new(rt, size);
}

/* --- methods */

static int busy(Rt *rt, const PicklerObj *pickler)
{
    return pickler->running ? error_raise_int(rt, TYPE_RuntimeError, "Pickler object is already used") : 0;
}

static int pickler_tp_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"file", "protocol", "fix_imports", "buffer_callback", NULL};
    static const ArgSpec spec = {"Pickler", names, 1, 4, 0};
    PicklerObj *pickler = AS_PICKLER(self);
    Ref given[4];
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return -1;
    int fix_imports = given[2] == NULL ? 1 : object_is_true(rt, given[2]);
    if (fix_imports < 0 || busy(rt, pickler) < 0) return -1;
    if (pickler->write != NULL) pickler_clear(rt, (Obj *)pickler);
    if (pickle_set_protocol(rt, pickler, given[1] == NULL ? rt->none : given[1], fix_imports) < 0) return -1;
    if (pickle_set_file(rt, pickler, given[0]) < 0 || pickle_set_callback(rt, pickler, given[3] == NULL ? rt->none : given[3]) < 0) return -1;
    if (pickle_write_restart(rt, pickler) < 0) return -1;
    pickler->fast = pickler->fast_nesting = 0;
    release_clear(rt, &pickler->fast_memo);
    if (pickle_method_keep(rt, self, PICKLE_NAME(rt, persistent_id), &pickler->persistent_id, &pickler->persistent_bound) < 0) return -1;
    if (pickler->dispatch_table != NULL) return 0;
    return object_attr_lookup(rt, self, PICKLE_NAME(rt, dispatch_table), &pickler->dispatch_table) < 0 ? -1 : 0;
}

static Own pickler_dump(Rt *rt, Ref self, Ref obj)
{
    PicklerObj *pickler = AS_PICKLER(self);
    if (pickler->write == NULL) {
        pickle_fail(rt, PICKLING_ERROR, "Pickler.__init__() was not called by %T.__init__()", self);
        return NULL;
    }
    if (busy(rt, pickler) < 0 || pickle_write_restart(rt, pickler) < 0) return NULL;
    if (pickle_dump(rt, pickler, obj) < 0 || pickle_write_flush(rt, pickler) < 0) return NULL;
    return none_new(rt);
}

static Own pickler_clear_memo(Rt *rt, Ref self)
{
    pickle_memo_clear(rt, &AS_PICKLER(self)->memo);
    return none_new(rt);
}

/* --- the memo, as the program sees it */

static Own pickler_get_memo(Rt *rt, Ref self)
{
    return pickle_memo_proxy_new(rt, &pickle_pickler_memo_spec, self);
}

/* The items of DICT, as proxy_copy gives them. */
static int fill_memo(Rt *rt, PickleMemo *memo, Ref dict)
{
    Ref key, value;
    ptrdiff_t position = 0;
    while (dict_next(dict, &position, &key, &value)) {
        if (!is_tuple(value) || tuple_length(value) != 2) return error_raise_int(rt, TYPE_TypeError, "'memo' values must be 2-item tuples");
        ptrdiff_t index;
        if (pickle_size(rt, tuple_peek(value, 0), &index) < 0 || pickle_memo_set(rt, memo, tuple_peek(value, 1), index) < 0) return -1;
    }
    return 0;
}

static int pickler_set_memo(Rt *rt, Ref self, Ref value)
{
    PickleMemo memo = {0};
    int status;
    if (value == NULL) return error_raise_int(rt, TYPE_TypeError, "attribute deletion is not supported");
    Ref machine = pickle_memo_proxy_machine(&pickle_pickler_memo_spec, value);
    if (machine != NULL) status = pickle_memo_copy(rt, &AS_PICKLER(machine)->memo, &memo);
    else if (is_dict(value)) status = fill_memo(rt, &memo, value);
    else return error_raise_int(rt, TYPE_TypeError, "'memo' attribute must be a PicklerMemoProxy object or dict, not %.200T", value);
    if (status == 0) {
        PickleMemo old = AS_PICKLER(self)->memo;
        AS_PICKLER(self)->memo = memo;
        memo = old;
    }
    pickle_memo_clear(rt, &memo);
    return status;
}

/* --- the type */

static Own pickler_get_persistent_id(Rt *rt, Ref self)
{
    return pickle_method_get(rt, self, AS_PICKLER(self)->persistent_id, AS_PICKLER(self)->persistent_bound, "persistent_id");
}

static int pickler_set_persistent_id(Rt *rt, Ref self, Ref value)
{
    return pickle_method_set(rt, &AS_PICKLER(self)->persistent_id, &AS_PICKLER(self)->persistent_bound, value, "persistent_id");
}

const TypeSpec pickle_pickler_spec = {
    .name = "_pickle.Pickler",
    .basicsize = sizeof(PicklerObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "Pickler(file, protocol=None, fix_imports=True, buffer_callback=None)\n--\n\n"
           "Pickles objects into one file; an object that comes again is told by its place in the memo.",
    .owned = OWNED(PicklerObj, write, output),
    .slots = {
        .tp_new = plain_tp_new,
        .tp_init = pickler_tp_init,
        .tp_traverse = pickler_traverse,
        .tp_clear = pickler_clear,
        .tp_dealloc = pickler_dealloc,
    },
    .methods = METHODS(
        {"dump", METHOD_O, {.binary = pickler_dump}, "dump($self, obj, /)\n--\n\nPickles obj into the file.", 0},
        {"clear_memo", METHOD_NOARGS, {.unary = pickler_clear_memo}, "clear_memo($self, /)\n--\n\nForgets which objects have been pickled: they are written whole again.", 0},
        {"__sizeof__", METHOD_NOARGS, {.unary = pickler_sizeof}, "__sizeof__($self, /)\n--\n\nBytes in memory, with the memo.", 0}),
    .members = MEMBERS(
        {"bin", MEMBER_INT, offsetof(PicklerObj, bin), false, NULL},
        {"fast", MEMBER_INT, offsetof(PicklerObj, fast), false, NULL},
        {"dispatch_table", MEMBER_OBJECT_EX, offsetof(PicklerObj, dispatch_table), false, NULL}),
    .getset = GETSETS(
        {"memo", pickler_get_memo, pickler_set_memo, NULL},
        {"persistent_id", pickler_get_persistent_id, pickler_set_persistent_id, NULL}),
};
