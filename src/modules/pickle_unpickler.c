/* The type Unpickler, and its memo as an attribute. */
#include "modules/pickle_parts.h"

#include <string.h>

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/module_types.h"
#include "objects/owned.h"
#include "objects/strobj.h"

enum { MEMO_FIRST = 32 };

/* --- making one */

Own pickle_unpickler_new(Rt *rt)
{
    Type *type = AS_TYPE(module_type_peek(rt, &pickle_unpickler_spec));
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self != NULL && pickle_memo_prepare(rt, AS_UNPICKLER(self), MEMO_FIRST) < 0) release_clear(rt, &self);
    return self;
}

int pickle_set_input_file(Rt *rt, UnpicklerObj *unpickler, Ref file)
{
    Own *const methods[] = {&unpickler->peek, &unpickler->readinto, &unpickler->read, &unpickler->readline};
    Ref names[] = {PICKLE_NAME(rt, peek), PICKLE_NAME(rt, readinto), PICKLE_NAME(rt, read), PICKLE_NAME(rt, readline)};
    int status = 0;
    for (size_t i = 0; status >= 0 && i < ARRAY_LENGTH(methods); i++) {
        Own method = NULL;
        status = object_attr_lookup(rt, file, names[i], &method);
        release_replace(rt, methods[i], method);
    }
    if (status >= 0 && (unpickler->read == NULL || unpickler->readline == NULL))
        status = error_raise_int(rt, TYPE_TypeError, "file must have 'read' and 'readline' attributes");
    if (status >= 0) return 0;
    for (size_t i = 0; i < ARRAY_LENGTH(methods); i++) release_clear(rt, methods[i]);
    return -1;
}

static int check_text(Rt *rt, const char *function, const char *name, Ref value)
{
    size_t size;
    if (value == NULL) return 0;
    if (!is_str(value)) return error_raise_int(rt, TYPE_TypeError, "%s() argument '%s' must be str, not %.50K", function, name, value);
    const char *text = str_utf8(rt, value, &size);
    if (text == NULL) return -1;
    return strlen(text) == size ? 0 : error_raise_int(rt, TYPE_ValueError, "embedded null character");
}

int pickle_check_options(Rt *rt, const UnpickleOptions *options)
{
    if (check_text(rt, options->function, "encoding", options->encoding) < 0) return -1;
    return check_text(rt, options->function, "errors", options->errors);
}

static int keep_text(Rt *rt, char **kept, Ref text, const char *otherwise)
{
    size_t size = strlen(otherwise);
    const char *utf8 = text == NULL ? otherwise : str_utf8(rt, text, &size);
    char *copy = utf8 == NULL ? NULL : heap_alloc(rt, size + 1);
    if (copy == NULL) return -1;
    memcpy(copy, utf8, size);
    copy[size] = 0;
    heap_free(rt, *kept);
    *kept = copy;
    return 0;
}

int pickle_set_options(Rt *rt, UnpicklerObj *unpickler, const UnpickleOptions *options)
{
    int fix_imports = options->fix_imports == NULL ? 1 : object_is_true(rt, options->fix_imports);
    if (fix_imports < 0) return -1;
    if (keep_text(rt, &unpickler->encoding, options->encoding, "ASCII") < 0 || keep_text(rt, &unpickler->errors, options->errors, "strict") < 0) return -1;
    Own buffers = options->buffers == NULL || options->buffers == rt->none ? NULL : object_iter(rt, options->buffers);
    release_replace(rt, &unpickler->buffers, buffers);
    unpickler->fix_imports = fix_imports;
    return rt_is_pending(rt) ? -1 : 0;
}

/* --- memory */

static int visit_all(Own const *items, ptrdiff_t count, VisitFn visit, void *context)
{
    int result = 0;
    for (ptrdiff_t i = 0; result == 0 && i < count; i++) {
        if (items[i] != NULL) result = visit(items[i], context);
    }
    return result;
}

static int unpickler_traverse(Ref self, VisitFn visit, void *context)
{
    const UnpicklerObj *unpickler = AS_UNPICKLER(self);
    int result = owned_traverse(self, visit, context);
    if (result == 0) result = visit_all(unpickler->stack, unpickler->depth, visit, context);
    return result == 0 ? visit_all(unpickler->memo, unpickler->memo_size, visit, context) : result;
}

static int unpickler_clear(Rt *rt, Obj *self)
{
    UnpicklerObj *unpickler = AS_UNPICKLER(self);
    owned_clear(rt, self);
    pickle_cut(rt, unpickler, 0);
    pickle_forget(rt, unpickler);
    buffer_release(rt, &unpickler->data);
    memset(&unpickler->data, 0, sizeof unpickler->data);
    unpickler->next = unpickler->prefetched = unpickler->mark_count = 0;
    return 0;
}

static void unpickler_dealloc(Rt *rt, Obj *self)
{
    UnpicklerObj *unpickler = AS_UNPICKLER(self);
    unpickler_clear(rt, self);
    heap_free(rt, unpickler->stack);
    heap_free(rt, unpickler->marks);
    heap_free(rt, unpickler->line);
    heap_free(rt, unpickler->encoding);
    heap_free(rt, unpickler->errors);
    self->type->slots.tp_free(rt, self);
}

static size_t text_size(const char *text)
{
    return text == NULL ? 0 : strlen(text) + 1;
}

static Own unpickler_sizeof(Rt *rt, Ref self)
{
    const UnpicklerObj *unpickler = AS_UNPICKLER(self);
    size_t size = (size_t)self->type->basicsize + (size_t)unpickler->memo_size * sizeof *unpickler->memo + (size_t)unpickler->mark_room * sizeof *unpickler->marks;
    return int_new_unsigned(rt, size + text_size(unpickler->line) + text_size(unpickler->encoding) + text_size(unpickler->errors));
}

/* --- methods */

static int busy(Rt *rt, const UnpicklerObj *unpickler)
{
    return unpickler->running ? error_raise_int(rt, TYPE_RuntimeError, "Unpickler object is already used") : 0;
}

static int unpickler_tp_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"file", "fix_imports", "encoding", "errors", "buffers", NULL};
    static const ArgSpec spec = {"Unpickler", names, 1, 1, 0};
    UnpicklerObj *unpickler = AS_UNPICKLER(self);
    Ref given[5];
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return -1;
    const UnpickleOptions options = {"Unpickler", given[1], given[2], given[3], given[4]};
    if (pickle_check_options(rt, &options) < 0 || busy(rt, unpickler) < 0) return -1;
    if (unpickler->read != NULL) unpickler_clear(rt, (Obj *)unpickler);
    if (pickle_set_input_file(rt, unpickler, given[0]) < 0 || pickle_set_options(rt, unpickler, &options) < 0) return -1;
    if (pickle_method_keep(rt, self, PICKLE_NAME(rt, persistent_load), &unpickler->persistent_load, &unpickler->persistent_bound) < 0) return -1;
    unpickler->protocol = 0;
    return pickle_memo_prepare(rt, unpickler, MEMO_FIRST);
}

static Own unpickler_load(Rt *rt, Ref self)
{
    UnpicklerObj *unpickler = AS_UNPICKLER(self);
    if (unpickler->read == NULL) {
        pickle_fail(rt, UNPICKLING_ERROR, "Unpickler.__init__() was not called by %T.__init__()", self);
        return NULL;
    }
    return busy(rt, unpickler) < 0 ? NULL : pickle_load(rt, unpickler);
}

/* --- the memo, as the program sees it */

static Own unpickler_get_memo(Rt *rt, Ref self)
{
    return pickle_memo_proxy_new(rt, &pickle_unpickler_memo_spec, self);
}

/* The items of a dict go into the memo that is there, which is then replaced by an empty one: CPython 3.11
   forgets them too. */
static int forget_items(Rt *rt, UnpicklerObj *unpickler, Ref dict)
{
    Ref key, value;
    ptrdiff_t position = 0;
    while (dict_next(dict, &position, &key, &value)) {
        if (!is_int(key)) return error_raise_int(rt, TYPE_TypeError, "memo key must be integers");
        ptrdiff_t index;
        if (pickle_size(rt, key, &index) < 0) return -1;
        if (index < 0) return error_raise_int(rt, TYPE_ValueError, "memo key must be positive integers.");
        if (pickle_remember(rt, unpickler, index, value) < 0) return -1;
    }
    return pickle_memo_prepare(rt, unpickler, dict_length(dict));
}

static int copy_items(Rt *rt, UnpicklerObj *unpickler, const UnpicklerObj *from)
{
    ptrdiff_t size = from->memo_size;
    Own *memo = heap_alloc(rt, (size_t)size * sizeof *memo), far = from->far == NULL ? NULL : dict_copy(rt, from->far);
    if (memo == NULL || (from->far != NULL && far == NULL)) {
        heap_free(rt, memo);
        release(rt, far);
        return -1;
    }
    for (ptrdiff_t i = 0; i < size; i++) memo[i] = new_ref_or_null(from->memo[i]);
    pickle_forget(rt, unpickler);
    unpickler->memo = memo;
    unpickler->memo_size = size;
    unpickler->far = far;
    return 0;
}

static int unpickler_set_memo(Rt *rt, Ref self, Ref value)
{
    UnpicklerObj *unpickler = AS_UNPICKLER(self);
    if (value == NULL) return error_raise_int(rt, TYPE_TypeError, "attribute deletion is not supported");
    Ref machine = pickle_memo_proxy_machine(&pickle_unpickler_memo_spec, value);
    if (machine != NULL) return copy_items(rt, unpickler, AS_UNPICKLER(machine));
    if (is_dict(value)) return forget_items(rt, unpickler, value);
    return error_raise_int(rt, TYPE_TypeError, "'memo' attribute must be an UnpicklerMemoProxy object or dict, not %.200T", value);
}

/* --- the type */

static Own unpickler_get_persistent_load(Rt *rt, Ref self)
{
    return pickle_method_get(rt, self, AS_UNPICKLER(self)->persistent_load, AS_UNPICKLER(self)->persistent_bound, "persistent_load");
}

static int unpickler_set_persistent_load(Rt *rt, Ref self, Ref value)
{
    return pickle_method_set(rt, &AS_UNPICKLER(self)->persistent_load, &AS_UNPICKLER(self)->persistent_bound, value, "persistent_load");
}

const TypeSpec pickle_unpickler_spec = {
    .name = "_pickle.Unpickler",
    .basicsize = sizeof(UnpicklerObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "Unpickler(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())\n--\n\n"
           "Makes the objects of the pickles in one file, whatever their protocol.",
    .owned = OWNED(UnpicklerObj, read, far),
    .slots = {
        .tp_new = plain_tp_new,
        .tp_init = unpickler_tp_init,
        .tp_traverse = unpickler_traverse,
        .tp_clear = unpickler_clear,
        .tp_dealloc = unpickler_dealloc,
    },
    .methods = METHODS(
        {"load", METHOD_NOARGS, {.unary = unpickler_load}, "load($self, /)\n--\n\nThe object of the next pickle.", 0},
        {"find_class", METHOD_FASTCALL, {.fast = pickle_find_class}, "find_class($self, module_name, global_name, /)\n--\n\nWhat a pickle names: imports the module when need be.  A subclass may refuse.", 0},
        {"__sizeof__", METHOD_NOARGS, {.unary = unpickler_sizeof}, "__sizeof__($self, /)\n--\n\nBytes in memory, with the memo.", 0}),
    .getset = GETSETS(
        {"memo", unpickler_get_memo, unpickler_set_memo, NULL},
        {"persistent_load", unpickler_get_persistent_load, unpickler_set_persistent_load, NULL}),
};
