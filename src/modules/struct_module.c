/* The module _struct, which the library's struct re-exports: bytes as records of C's types.  The type
   Struct holds a format that was read once; the functions keep those they were last asked for. */
#include <stdio.h>
#include <string.h>

#include "memory/gc.h"
#include "memory/heap.h"
#include "modules/module_specs.h"
#include "modules/struct_format.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/buffer.h"
#include "objects/bytesobj.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/exc_parts.h"
#include "objects/intobj.h"
#include "objects/owned.h"
#include "objects/str_codec.h"
#include "objects/strobj.h"

static const TypeSpec struct_error_type_spec = {
    .name = "struct.error",
    .id = TYPE_struct_error,
    .base = TYPE_Exception,
    .basicsize = sizeof(ExceptionObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
};

/* --- Struct */

static void record_dealloc(Rt *rt, Obj *self)
{
    heap_free(rt, AS_STRUCT(self)->fields);
    release(rt, AS_STRUCT(self)->format);
    self->type->slots.tp_free(rt, self);
}

static Own record_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self != NULL) AS_STRUCT(self)->size = AS_STRUCT(self)->count = -1;
    return self;
}

static int record_set_format(Rt *rt, Ref self, Ref format)
{
    if (!is_str(format) && !is_bytes(format)) {
        return error_raise_int(rt, TYPE_TypeError, "Struct() argument 1 must be a str or bytes object, not %.200T", format);
    }
    Own bytes = is_bytes(format) ? new_ref(format) : str_encode(rt, format, "ascii", "strict");
    if (bytes == NULL) return -1;
    release_replace(rt, &AS_STRUCT(self)->format, bytes);
    return record_read_format(rt, self, bytes);
}

static int record_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"format", NULL};
    static const ArgSpec spec = {"Struct", names, 1, 1, 0};
    Ref format;
    return args_bind_tuple(rt, &spec, args, kwargs, &format) < 0 ? -1 : record_set_format(rt, self, format);
}

static Own record_pack(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t count = AS_STRUCT(self)->count, size = AS_STRUCT(self)->size;
    if (nargs != count) return error_raise(rt, TYPE_struct_error, "pack expected %zd items for packing (got %zd)", count, nargs);
    char one[1];
    Own bytes = size <= 1 ? NULL : bytes_new(rt, NULL, (size_t)size);
    if (size > 1 && bytes == NULL) return NULL;
    if (record_pack_into(rt, self, args, bytes == NULL ? one : AS_BYTES(bytes)->bytes) < 0) return error_release(rt, bytes);
    return bytes == NULL ? bytes_new(rt, one, (size_t)size) : bytes;
}

/* The offset ARG in a buffer of LENGTH bytes, which from there on must hold the record; VERB is what is
   to be done. */
static int check_offset(Rt *rt, Ref self, ptrdiff_t *offset, ptrdiff_t length, bool packing)
{
    ptrdiff_t size = AS_STRUCT(self)->size;
    if (*offset < 0) {
        if (*offset + size > 0) {
            return error_raise_int(rt, TYPE_struct_error, packing ? "no space to pack %zd bytes at offset %zd" : "not enough data to unpack %zd bytes at offset %zd", size, *offset);
        }
        if (*offset + length < 0) {
            return error_raise_int(rt, TYPE_struct_error, "offset %zd out of range for %zd-byte buffer", *offset, length);
        }
        *offset += length;
    }
    if (length - *offset >= size) return 0;
    char least[24]; /* more than a ptrdiff_t holds, perhaps */
    (void)snprintf(least, sizeof least, "%zu", (size_t)size + (size_t)*offset);
    return error_raise_int(rt, TYPE_struct_error, "%s requires a buffer of at least %s bytes for %s %zd bytes at offset %zd (actual buffer size is %zd)",
                           packing ? "pack_into" : "unpack_from", least, packing ? "packing" : "unpacking", size, *offset, length);
}

static Own record_method_pack_into(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t count = AS_STRUCT(self)->count;
    if (nargs < 2) return error_raise(rt, TYPE_struct_error, "pack_into expected %s argument", nargs == 0 ? "buffer" : "offset");
    if (nargs != count + 2) return error_raise(rt, TYPE_struct_error, "pack_into expected %zd items for packing (got %zd)", count, nargs - 2);
    Buffer view = {0};
    if (!buffer_is_supported(args[0]) || buffer_get(rt, args[0], &view, BUFFER_WRITABLE) < 0) {
        if (rt_is_pending(rt)) error_clear(rt);
        return error_raise(rt, TYPE_TypeError, "argument must be read-write bytes-like object, not %.50K", args[0]);
    }
    ptrdiff_t offset = number_as_size(rt, args[1], TYPE_IndexError);
    int status = offset == -1 && rt_is_pending(rt) ? -1 : check_offset(rt, self, &offset, view.length, true);
    if (status == 0) status = record_pack_into(rt, self, args + 2, view.bytes + offset);
    buffer_release(rt, &view);
    return status < 0 ? NULL : none_new(rt);
}

static Own record_unpack(Rt *rt, Ref self, Ref arg)
{
    Buffer view;
    if (buffer_get(rt, arg, &view, BUFFER_SIMPLE) < 0) return NULL;
    Own result = NULL;
    ptrdiff_t size = AS_STRUCT(self)->size;
    if (view.length != size) (void)error_raise(rt, TYPE_struct_error, "unpack requires a buffer of %zd bytes", size);
    else result = record_unpack_from(rt, self, view.bytes);
    buffer_release(rt, &view);
    return result;
}

static Own record_method_unpack_from(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    static const char *const names[] = {"buffer", "offset", NULL};
    static const ArgSpec spec = {"unpack_from", names, 1, 2, 0};
    Ref given[2];
    Buffer view;
    ptrdiff_t offset = 0;
    if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0 || buffer_get(rt, given[0], &view, BUFFER_SIMPLE) < 0) return NULL;
    Own result = NULL;
    if ((given[1] == NULL || args_size(rt, given[1], &offset) == 0) && check_offset(rt, self, &offset, view.length, false) == 0) {
        result = record_unpack_from(rt, self, view.bytes + offset);
    }
    buffer_release(rt, &view);
    return result;
}

/* --- iterating over records */

typedef struct UnpackIterator {
    Obj head;
    Own record; /* the Struct; NULL at the end */
    Buffer view;
    ptrdiff_t at;
} UnpackIterator;
#define AS_UNPACK_ITERATOR(ref) ((UnpackIterator *)(ref))

static void iterator_dealloc(Rt *rt, Obj *self)
{
    release(rt, AS_UNPACK_ITERATOR(self)->record);
    buffer_release(rt, &AS_UNPACK_ITERATOR(self)->view);
    object_free(rt, self);
}

static int iterator_traverse(Ref self, VisitFn visit, void *context)
{
    const UnpackIterator *iterator = AS_UNPACK_ITERATOR(self);
    int stop = iterator->record == NULL ? 0 : visit(iterator->record, context);
    return stop != 0 || iterator->view.owner == NULL ? stop : visit(iterator->view.owner, context);
}

static int iterator_next(Rt *rt, Ref self, Own *item)
{
    UnpackIterator *iterator = AS_UNPACK_ITERATOR(self);
    if (iterator->record == NULL) return 0;
    ptrdiff_t size = AS_STRUCT(iterator->record)->size;
    if (iterator->view.length - iterator->at < size) {
        release_clear(rt, &iterator->record);
        buffer_release(rt, &iterator->view);
        return 0;
    }
    *item = record_unpack_from(rt, iterator->record, iterator->view.bytes + iterator->at);
    iterator->at += size;
    return *item == NULL ? -1 : 1;
}

static Own iterator_length_hint(Rt *rt, Ref self)
{
    const UnpackIterator *iterator = AS_UNPACK_ITERATOR(self);
    return int_new(rt, iterator->record == NULL ? 0 : (iterator->view.length - iterator->at) / AS_STRUCT(iterator->record)->size);
}

static const TypeSpec unpack_iterator_type_spec = {
    .name = "_struct.unpack_iterator",
    .id = TYPE_unpack_iterator,
    .basicsize = sizeof(UnpackIterator),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .slots = {.tp_dealloc = iterator_dealloc, .tp_traverse = iterator_traverse, .tp_iter = object_itself, .tp_iternext = iterator_next},
    .methods = METHODS(
        {"__length_hint__", METHOD_NOARGS, {.unary = iterator_length_hint}, NULL, 0}),
};

static Own record_iter_unpack(Rt *rt, Ref self, Ref arg)
{
    ptrdiff_t size = AS_STRUCT(self)->size;
    if (size <= 0) return error_raise(rt, TYPE_struct_error, "cannot iteratively unpack with a struct of length 0");
    Own iterator = object_new(rt, RT_TYPE(rt, unpack_iterator));
    if (iterator == NULL) return NULL;
    Buffer *view = &AS_UNPACK_ITERATOR(iterator)->view;
    int status = buffer_get(rt, arg, view, BUFFER_SIMPLE);
    if (status == 0 && view->length % size != 0) {
        status = error_raise_int(rt, TYPE_struct_error, "iterative unpacking requires a buffer of a multiple of %zd bytes", size);
    }
    if (status < 0) return error_release(rt, iterator);
    AS_UNPACK_ITERATOR(iterator)->record = new_ref(self);
    gc_track(rt, iterator);
    return iterator;
}

/* --- the type */

static Own record_get_format(Rt *rt, Ref self)
{
    Ref format = AS_STRUCT(self)->format;
    return format == NULL ? str_new(rt, "") : str_decode(rt, AS_BYTES(format)->bytes, (size_t)bytes_length(format), "latin-1", NULL);
}

static Own record_get_size(Rt *rt, Ref self)
{
    return int_new(rt, AS_STRUCT(self)->size);
}

/* The fields' memory is as large as CPython's, which has 32 bytes for each. */
static Own record_sizeof(Rt *rt, Ref self)
{
    int64_t size = sizeof(StructObj) + 32;
    for (const StructField *field = AS_STRUCT(self)->fields; field != NULL && field->repeat > 0; field++) size += 32;
    return int_new(rt, size);
}

static const TypeSpec Struct_type_spec = {
    .name = "_struct.Struct",
    .id = TYPE_Struct,
    .basicsize = sizeof(StructObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .weaklist_offset = offsetof(StructObj, weakrefs),
    .doc = "Struct(fmt) --> compiled struct object",
    .owned = OWNED(StructObj, format, format),
    .slots = {
        .tp_dealloc = record_dealloc,
        .tp_traverse = owned_traverse,
        .tp_new = record_tp_new,
        .tp_init = record_init,
    },
    .methods = METHODS(
        {"iter_unpack", METHOD_O, {.binary = record_iter_unpack}, "iter_unpack($self, buffer, /)\n--\n\nReturn an iterator yielding tuples.", 0},
        {"pack", METHOD_FASTCALL, {.fast = record_pack}, "S.pack(v1, v2, ...) -> bytes", 0},
        {"pack_into", METHOD_FASTCALL, {.fast = record_method_pack_into}, "S.pack_into(buffer, offset, v1, v2, ...)", 0},
        {"unpack", METHOD_O, {.binary = record_unpack}, "unpack($self, buffer, /)\n--\n\nReturn a tuple containing unpacked values.", 0},
        {"unpack_from", METHOD_FASTCALL_KEYWORDS, {.fast = record_method_unpack_from}, "unpack_from($self, /, buffer, offset=0)\n--\n\nReturn a tuple containing unpacked values.", 0},
        {"__sizeof__", METHOD_NOARGS, {.unary = record_sizeof}, "S.__sizeof__() -> size of S in memory, in bytes", 0}),
    .getset = GETSETS(
        {"format", record_get_format, NULL, "struct format string"},
        {"size", record_get_size, NULL, "struct size in bytes"}),
};

/* --- the functions */

enum { CACHE_MOST = 100 };

typedef struct StructState {
    Own cache; /* dict from format to Struct */
} StructState;

static StructState *state_of(Ref module)
{
    return AS_MODULE(module)->state;
}

/* The Struct of a format, from the cache if it is there. */
static Own record_of(Rt *rt, Ref module, Ref format)
{
    Own record = NULL, cache = new_ref(state_of(module)->cache);
    if ((is_str(format) || is_bytes(format)) && dict_lookup(rt, cache, format, &record) != 0) goto done;
    record = record_tp_new(rt, RT_TYPE(rt, Struct), NULL, NULL);
    if (record == NULL || record_set_format(rt, record, format) < 0) {
        release_clear(rt, &record);
        goto done;
    }
    if (dict_length(cache) >= CACHE_MOST) dict_clear(rt, cache);
    if (dict_set(rt, cache, format, record) < 0) release_clear(rt, &record);
done:
    release(rt, cache);
    return record;
}

/* A function of the module is the Struct's method with the format before its arguments. */
#define WITH_FORMAT(name, method)                                                                          \
    static Own name(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)                       \
    {                                                                                                      \
        if (nargs == 0) return error_raise(rt, TYPE_TypeError, "missing format argument");                 \
        Own record = record_of(rt, self, args[0]);                                                         \
        Own result = record == NULL ? NULL : method(rt, record, args + 1, nargs - 1, kwnames);             \
        release(rt, record);                                                                               \
        return result;                                                                                     \
    }
WITH_FORMAT(module_pack, record_pack)
WITH_FORMAT(module_pack_into, record_method_pack_into)

static Own module_unpack_from(Rt *rt, Ref self, Ref *given)
{
    Own record = record_of(rt, self, given[0]);
    Own result = record == NULL ? NULL : record_method_unpack_from(rt, record, given + 1, given[2] == NULL ? 1 : 2, NULL);
    release(rt, record);
    return result;
}

#define WITH_BUFFER(name, method)                                                                          \
    static Own module_##name(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)              \
    {                                                                                                      \
        if (args_count(rt, #name, nargs, 2, 2) < 0) return NULL;                                           \
        Own record = record_of(rt, self, args[0]);                                                         \
        Own result = record == NULL ? NULL : method(rt, record, args[1]);                                  \
        release(rt, record);                                                                               \
        return result;                                                                                     \
    }
WITH_BUFFER(unpack, record_unpack)
WITH_BUFFER(iter_unpack, record_iter_unpack)

static Own module_calcsize(Rt *rt, Ref self, Ref arg)
{
    Own record = record_of(rt, self, arg);
    Own result = record == NULL ? NULL : record_get_size(rt, record);
    release(rt, record);
    return result;
}

static Own module_clearcache(Rt *rt, Ref self)
{
    dict_clear(rt, state_of(self)->cache);
    return none_new(rt);
}

static int record_exec(Rt *rt, Ref module)
{
    state_of(module)->cache = dict_new(rt);
    return state_of(module)->cache == NULL ? -1 : 0;
}

static int module_traverse(Ref module, VisitFn visit, void *context)
{
    Ref cache = state_of(module)->cache;
    return cache == NULL ? 0 : visit(cache, context);
}

static void module_clear(Rt *rt, Obj *module)
{
    release_clear(rt, &state_of(module)->cache);
}

const ModuleSpec _struct_module_spec = {
    .name = "_struct",
    .doc = "Functions to convert between Python values and C structs\nrepresented as bytes objects.",
    .methods = METHODS(
        {"_clearcache", METHOD_NOARGS, {.unary = module_clearcache}, "_clearcache($module, /)\n--\n\nClear the internal cache.", 0},
        {"calcsize", METHOD_O, {.binary = module_calcsize}, "calcsize($module, format, /)\n--\n\nReturn size in bytes of the struct described by the format string.", 0},
        {"iter_unpack", METHOD_FASTCALL, {.fast = module_iter_unpack}, "iter_unpack($module, format, buffer, /)\n--\n\nReturn an iterator yielding tuples unpacked from the given bytes.", 0},
        {"pack", METHOD_FASTCALL, {.fast = module_pack}, "pack(format, v1, v2, ...) -> bytes", 0},
        {"pack_into", METHOD_FASTCALL, {.fast = module_pack_into}, "pack_into(format, buffer, offset, v1, v2, ...)", 0},
        {"unpack", METHOD_FASTCALL, {.fast = module_unpack}, "unpack($module, format, buffer, /)\n--\n\nReturn a tuple containing values unpacked according to the format string.", 0},
        {"unpack_from", METHOD_BOUND, {.bound = module_unpack_from, .least = 2, .most = 3, .names = NAMES("", "buffer", "offset")}, "unpack_from($module, format, /, buffer, offset=0)\n--\n\nReturn a tuple containing values unpacked according to the format string.", 0}),
    .state_size = sizeof(StructState),
    .hidden = TYPES(&unpack_iterator_type_spec),
    .types = TYPES(&Struct_type_spec, &struct_error_type_spec),
    .exec = record_exec,
    .traverse = module_traverse,
    .clear = module_clear,
};
