/* memoryview: views of the bytes that another object lends.  All views made from one share one loan, and
   the last of them to be released gives the bytes back; while a view's own bytes are lent on, it
   cannot be released.  Indexes are in bufview_item.c, cast() in bufview_cast.c. */
#include "objects/memoryobj.h"

#include <string.h>

#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/bytes_methods.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/item_format.h"
#include "objects/iterobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* --- the loan */

static void loan_end(Rt *rt, Obj *self)
{
    if (AS_LOAN(self)->released) return;
    AS_LOAN(self)->released = true;
    gc_untrack(rt, self);
    buffer_release(rt, &AS_LOAN(self)->master);
}

static void loan_dealloc(Rt *rt, Obj *self)
{
    loan_end(rt, self);
    object_free(rt, self);
}

static int loan_traverse(Ref self, VisitFn visit, void *context)
{
    Ref owner = AS_LOAN(self)->master.owner;
    return owner == NULL ? 0 : visit(owner, context);
}

static int loan_clear(Rt *rt, Obj *self)
{
    if (AS_LOAN(self)->views == 0) loan_end(rt, self);
    return 0;
}

const TypeSpec managedbuffer_type_spec = {
    .name = "managedbuffer",
    .id = TYPE_managedbuffer,
    .basicsize = sizeof(LoanObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .slots = {.tp_dealloc = loan_dealloc, .tp_traverse = loan_traverse, .tp_clear = loan_clear},
};

static Own loan_new(Rt *rt, Ref obj)
{
    Own self = object_new(rt, RT_TYPE(rt, managedbuffer));
    if (self == NULL) return NULL;
    AS_LOAN(self)->released = true;
    if (buffer_get(rt, obj, &AS_LOAN(self)->master, BUFFER_FULL_RO) < 0) return error_release(rt, self);
    AS_LOAN(self)->released = false;
    gc_track(rt, self);
    return self;
}

/* --- making and releasing views */

Own bufview_on_loan(Rt *rt, Ref loan, const Buffer *source, int dimensions)
{
    Own self = object_new_var(rt, RT_TYPE(rt, memoryview), 3 * (ptrdiff_t)dimensions);
    if (self == NULL) return NULL;
    MemoryObj *memory = AS_MEMORY(self);
    memory->hash = -1;
    memory->loan = new_ref(loan);
    AS_LOAN(loan)->views++;
    memory->view = *source;
    memory->view.dimensions = dimensions;
    memory->view.shape = dimensions == 0 ? NULL : memory->places;
    memory->view.strides = dimensions == 0 ? NULL : memory->places + dimensions;
    memory->view.internal = NULL;
    for (int i = 0; i < dimensions && i < source->dimensions; i++) {
        memory->view.shape[i] = source->shape[i];
        memory->view.strides[i] = source->strides[i];
    }
    gc_track(rt, self);
    return self;
}

Own bufview_new(Rt *rt, Ref obj)
{
    if (is_exact(obj, TYPE_memoryview)) {
        if (bufview_check(rt, obj) < 0) return NULL;
        return bufview_on_loan(rt, AS_MEMORY(obj)->loan, &AS_MEMORY(obj)->view, AS_MEMORY(obj)->view.dimensions);
    }
    if (!buffer_is_supported(obj)) {
        return error_raise(rt, TYPE_TypeError, "memoryview: a bytes-like object is required, not '%.200T'", obj);
    }
    Own loan = loan_new(rt, obj);
    if (loan == NULL) return NULL;
    Own self = bufview_on_loan(rt, loan, &AS_LOAN(loan)->master, AS_LOAN(loan)->master.dimensions);
    release(rt, loan);
    return self;
}

static Own bufview_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"object", NULL};
    static const ArgSpec spec = {"memoryview", names, 1, 1, 0};
    Ref obj;
    return args_bind_tuple(rt, &spec, args, kwargs, &obj) < 0 ? NULL : bufview_new(rt, obj);
}

int bufview_check(Rt *rt, Ref self)
{
    if (!AS_MEMORY(self)->released && !AS_LOAN(AS_MEMORY(self)->loan)->released) return 0;
    return error_raise_int(rt, TYPE_ValueError, "operation forbidden on released memoryview object");
}

static void bufview_let_go(Rt *rt, Obj *self)
{
    MemoryObj *memory = AS_MEMORY(self);
    if (memory->released || memory->exports > 0) return;
    memory->released = true;
    if (--AS_LOAN(memory->loan)->views == 0) loan_end(rt, memory->loan);
}

static void bufview_dealloc(Rt *rt, Obj *self)
{
    bufview_let_go(rt, self);
    release_clear(rt, &AS_MEMORY(self)->loan);
    object_free(rt, self);
}

static int bufview_traverse(Ref self, VisitFn visit, void *context)
{
    Ref loan = AS_MEMORY(self)->loan;
    return loan == NULL ? 0 : visit(loan, context);
}

static int bufview_clear(Rt *rt, Obj *self)
{
    bufview_let_go(rt, self);
    return 0;
}

static Own bufview_release(Rt *rt, Ref self)
{
    ptrdiff_t exports = AS_MEMORY(self)->exports;
    if (!AS_MEMORY(self)->released && exports > 0) {
        return error_raise(rt, TYPE_BufferError, "memoryview has %zd exported buffer%s", exports, exports == 1 ? "" : "s");
    }
    bufview_let_go(rt, (Obj *)AS_MEMORY(self));
    return none_new(rt);
}

static Own bufview_enter(Rt *rt, Ref self)
{
    return bufview_check(rt, self) < 0 ? NULL : new_ref(self);
}

static Own bufview_exit(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return bufview_release(rt, self);
}

/* --- lending the bytes on */

static bool bufview_is_contiguous(Ref self, char order)
{
    const Buffer *view = &AS_MEMORY(self)->view;
    if (view->dimensions == 1) return view->shape[0] == 1 || view->strides[0] == view->item_size;
    return buffer_is_contiguous(view, order);
}

/* What the request in FLAGS asks for and the view is not; NULL: nothing. */
static const char *unfit_for(Ref self, int flags)
{
    bool c = bufview_is_contiguous(self, 'C'), f = bufview_is_contiguous(self, 'F');
    if ((flags & BUFFER_WRITABLE) != 0 && AS_MEMORY(self)->view.readonly) return "memoryview: underlying buffer is not writable";
    if ((flags & BUFFER_C_CONTIGUOUS) == BUFFER_C_CONTIGUOUS && !c) return "memoryview: underlying buffer is not C-contiguous";
    if ((flags & BUFFER_F_CONTIGUOUS) == BUFFER_F_CONTIGUOUS && !f) return "memoryview: underlying buffer is not Fortran contiguous";
    if ((flags & BUFFER_ANY_CONTIGUOUS) == BUFFER_ANY_CONTIGUOUS && !c && !f) return "memoryview: underlying buffer is not contiguous";
    if ((flags & BUFFER_STRIDES) != BUFFER_STRIDES && !c) return "memoryview: underlying buffer is not C-contiguous";
    if ((flags & (BUFFER_ND | BUFFER_FORMAT)) == BUFFER_FORMAT) return "memoryview: cannot cast to unsigned bytes if the format flag is present";
    return NULL;
}

static int bufview_getbuffer(Rt *rt, Ref self, Buffer *view, int flags)
{
    if (bufview_check(rt, self) < 0) return -1;
    const char *unfit = unfit_for(self, flags);
    if (unfit != NULL) return error_raise_int(rt, TYPE_BufferError, "%s", unfit);
    *view = AS_MEMORY(self)->view;
    view->owner = new_ref(self);
    if ((flags & BUFFER_FORMAT) == 0) view->format = NULL;
    if ((flags & BUFFER_STRIDES) != BUFFER_STRIDES) view->strides = NULL;
    if ((flags & BUFFER_ND) == 0) {
        view->dimensions = 1;
        view->shape = NULL;
    }
    AS_MEMORY(self)->exports++;
    return 0;
}

static void bufview_releasebuffer(Rt *rt, Ref self, Buffer *view)
{
    AS_MEMORY(self)->exports--;
}

/* --- the whole */

static Own bufview_tobytes(Rt *rt, Ref self, Ref *given)
{
    Ref order = given[0];
    char how = 'C';
    if (order != NULL && order != rt->none) {
        if (!is_str(order)) return error_raise(rt, TYPE_TypeError, "tobytes() argument 'order' must be str or None, not %.50K", order);
        how = str_length(order) == 1 && str_at(order, 0) < 0x80 ? (char)str_at(order, 0) : '?';
        if (how != 'C' && how != 'F' && how != 'A') return error_raise(rt, TYPE_ValueError, "order must be 'C', 'F' or 'A'");
    }
    if (bufview_check(rt, self) < 0) return NULL;
    return buffer_to_bytes(rt, &AS_MEMORY(self)->view, how);
}

static Own bufview_hex(Rt *rt, Ref self, Ref *given)
{
    if (bufview_check(rt, self) < 0) return NULL;
    Own bytes = buffer_to_bytes(rt, &AS_MEMORY(self)->view, 'C');
    Own result = bytes == NULL ? NULL : bytes_method_hex(rt, bytes, given);
    release(rt, bytes);
    return result;
}

static Own bufview_toreadonly(Rt *rt, Ref self)
{
    Own copy = bufview_new(rt, self);
    if (copy != NULL) AS_MEMORY(copy)->view.readonly = true;
    return copy;
}

static Own bufview_repr(Rt *rt, Ref self)
{
    char address[32];
    object_address_text(rt, self, address);
    return str_format(rt, "<%smemory at %s>", AS_MEMORY(self)->released ? "released " : "", address);
}

static ptrdiff_t bufview_hash(Rt *rt, Ref self)
{
    MemoryObj *memory = AS_MEMORY(self);
    if (memory->hash != -1) return memory->hash;
    if (bufview_check(rt, self) < 0) return -1;
    const ItemFormat *format = bufview_native_format(memory->view.format);
    if (!memory->view.readonly) return error_raise_int(rt, TYPE_ValueError, "cannot hash writable memoryview object");
    if (format == NULL || strchr("Bbc", format->letter) == NULL) {
        return error_raise_int(rt, TYPE_ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
    }
    if (memory->view.owner != NULL && object_hash(rt, memory->view.owner) == -1) return -1;
    Own bytes = buffer_to_bytes(rt, &memory->view, 'C');
    if (bytes == NULL) return -1;
    memory->hash = object_hash(rt, bytes);
    release(rt, bytes);
    return memory->hash;
}

static ptrdiff_t bufview_length(Rt *rt, Ref self)
{
    if (bufview_check(rt, self) < 0) return -1;
    return AS_MEMORY(self)->view.dimensions == 0 ? 1 : AS_MEMORY(self)->view.shape[0];
}

static Own bufview_iter(Rt *rt, Ref self)
{
    if (bufview_check(rt, self) < 0) return NULL;
    const Buffer *view = &AS_MEMORY(self)->view;
    if (view->dimensions == 0) return error_raise(rt, TYPE_TypeError, "invalid indexing of 0-dim memory");
    if (view->dimensions > 1) return error_raise(rt, TYPE_NotImplementedError, "multi-dimensional sub-views are not implemented");
    return index_iterator_new(rt, TYPE_memory_iterator, self, 0);
}

/* --- attributes */

#define GETTER(name, value)                                                            \
    static Own get_##name(Rt *rt, Ref self)                                            \
    {                                                                                  \
        if (bufview_check(rt, self) < 0) return NULL;                                  \
        const Buffer *view UNUSED = &AS_MEMORY(self)->view;                            \
        return value;                                                                  \
    }

GETTER(obj, new_ref(view->owner == NULL ? rt->none : view->owner))
GETTER(nbytes, int_new(rt, view->length))
GETTER(format, str_new(rt, view->format == NULL ? "B" : view->format))
GETTER(itemsize, int_new(rt, view->item_size))
GETTER(shape, tuple_of_sizes(rt, view->shape, view->dimensions))
GETTER(strides, tuple_of_sizes(rt, view->strides, view->dimensions))
GETTER(suboffsets, tuple_new(rt, 0))
GETTER(readonly, bool_new(rt, view->readonly))
GETTER(ndim, int_new(rt, view->dimensions))
GETTER(c_contiguous, bool_new(rt, bufview_is_contiguous(self, 'C')))
GETTER(f_contiguous, bool_new(rt, bufview_is_contiguous(self, 'F')))
GETTER(contiguous, bool_new(rt, bufview_is_contiguous(self, 'C') || bufview_is_contiguous(self, 'F')))

const TypeSpec memoryview_type_spec = {
    .name = "memoryview",
    .id = TYPE_memoryview,
    .basicsize = offsetof(MemoryObj, places),
    .itemsize = sizeof(ptrdiff_t),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_SEQUENCE,
    .weaklist_offset = offsetof(MemoryObj, weakrefs),
    .doc = "Create a new memoryview object which references the given object.",
    .slots = {
        .tp_dealloc = bufview_dealloc,
        .tp_traverse = bufview_traverse,
        .tp_clear = bufview_clear,
        .tp_new = bufview_tp_new,
        .tp_repr = bufview_repr,
        .tp_hash = bufview_hash,
        .tp_richcompare = bufview_compare,
        .tp_iter = bufview_iter,
        .sq_length = bufview_length,
        .sq_item = bufview_item,
        .mp_length = bufview_length,
        .mp_subscript = bufview_subscript,
        .mp_ass_subscript = bufview_assign,
        .bf_getbuffer = bufview_getbuffer,
        .bf_releasebuffer = bufview_releasebuffer,
    },
    .methods = METHODS(
        {"release", METHOD_NOARGS, {.unary = bufview_release}, "release($self, /)\n--\n\nRelease the underlying buffer exposed by the memoryview object.", 0},
        {"tobytes", METHOD_BOUND, {.bound = bufview_tobytes, .most = 1, .names = NAMES("order")}, "tobytes($self, /, order='C')\n--\n\nReturn the data in the buffer as a byte string.", 0},
        {"hex", METHOD_BOUND, {.bound = bufview_hex, .most = 2, .names = NAMES("sep", "bytes_per_sep")}, "hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\nReturn the data in the buffer as a str of hexadecimal numbers.\n\n>>> data = memoryview(b'\\x01\\xab\\x7f')\n>>> data.hex()\n'01ab7f'\n>>> data.hex(':')\n'01:ab:7f'\n>>> data.hex(':', 2)\n'01:ab7f'\n>>> data.hex(':', -2)\n'01ab:7f'", 0},
        {"tolist", METHOD_NOARGS, {.unary = bufview_tolist}, "tolist($self, /)\n--\n\nReturn the data in the buffer as a list of elements.", 0},
        {"cast", METHOD_FASTCALL_KEYWORDS, {.fast = bufview_cast}, "cast($self, /, format, shape=<unrepresentable>)\n--\n\nCast a memoryview to a new format or shape.", 0},
        {"toreadonly", METHOD_NOARGS, {.unary = bufview_toreadonly}, "toreadonly($self, /)\n--\n\nReturn a readonly version of the memoryview.", 0},
        {"__enter__", METHOD_NOARGS, {.unary = bufview_enter}, NULL, 0},
        {"__exit__", METHOD_FASTCALL, {.fast = bufview_exit}, NULL, METHOD_TUPLE}),
    .getset = GETSETS(
        {"obj", get_obj, NULL, "The underlying object of the memoryview."},
        {"nbytes", get_nbytes, NULL, "How many bytes the items take without gaps."},
        {"readonly", get_readonly, NULL, "A bool indicating whether the memory is read only."},
        {"itemsize", get_itemsize, NULL, "The size in bytes of each element of the memoryview."},
        {"format", get_format, NULL, "The format of each element, as the module struct writes it."},
        {"ndim", get_ndim, NULL, "How many dimensions the memory has."},
        {"shape", get_shape, NULL, "A tuple of the length of each dimension."},
        {"strides", get_strides, NULL, "A tuple of the bytes from one element to the next in each dimension."},
        {"suboffsets", get_suboffsets, NULL, "An empty tuple: no dimension goes through pointers."},
        {"c_contiguous", get_c_contiguous, NULL, "A bool indicating whether the memory is C contiguous."},
        {"f_contiguous", get_f_contiguous, NULL, "A bool indicating whether the memory is Fortran contiguous."},
        {"contiguous", get_contiguous, NULL, "A bool indicating whether the memory is contiguous."}),
};
