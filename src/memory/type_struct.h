/* struct Type: what memory and every operation need to know of a type.  A type is itself
   an object.  The operations are CPython 3.11's slots under CPython's names, so that
   what is said of them in its documents holds here; each takes the Rt first exactly when
   it may allocate, raise, free or run Python code.

   Errors follow one convention everywhere: Own results are NULL with an exception
   pending; int results are -1 with one pending, else 0 (done) or a truth 1/0. */
#ifndef VIV_MEMORY_TYPE_STRUCT_H
#define VIV_MEMORY_TYPE_STRUCT_H

#include "memory/object.h"

/* The types that viv's C code must know by name.  Every other type, a class statement's
   or a module's, has the id TYPE_other. */
typedef enum TypeId {
    TYPE_other,
#define TYPE(name) TYPE_##name,
#include "memory/types.def"
#undef TYPE
    TYPE_COUNT
} TypeId;

typedef enum CompareOp { COMPARE_LT, COMPARE_LE, COMPARE_EQ, COMPARE_NE, COMPARE_GT, COMPARE_GE } CompareOp;

/* CPython's tp_flags, same bits: `__flags__` shows them. */
enum {
    TYPE_FLAG_SEQUENCE = 1 << 5,
    TYPE_FLAG_MAPPING = 1 << 6,
    TYPE_FLAG_DISALLOW_INSTANTIATION = 1 << 7,
    TYPE_FLAG_IMMUTABLE = 1 << 8,
    TYPE_FLAG_HEAP = 1 << 9,
    TYPE_FLAG_BASE = 1 << 10, /* may be subclassed */
    TYPE_FLAG_HAVE_VECTORCALL = 1 << 11,
    TYPE_FLAG_READY = 1 << 12,
    TYPE_FLAG_GC = 1 << 14, /* instances have a GcHead before them */
    TYPE_FLAG_METHOD_DESCRIPTOR = 1 << 17,
    TYPE_FLAG_VALID_VERSION = 1 << 19,
    TYPE_FLAG_ABSTRACT = 1 << 20,
    TYPE_FLAG_MATCH_SELF = 1 << 22,
    TYPE_FLAG_INT_SUBCLASS = 1 << 24,
    TYPE_FLAG_LIST_SUBCLASS = 1 << 25,
    TYPE_FLAG_TUPLE_SUBCLASS = 1 << 26,
    TYPE_FLAG_BYTES_SUBCLASS = 1 << 27,
    TYPE_FLAG_STR_SUBCLASS = 1 << 28,
    TYPE_FLAG_DICT_SUBCLASS = 1 << 29,
    TYPE_FLAG_EXCEPTION_SUBCLASS = 1 << 30,
};
#define TYPE_FLAG_TYPE_SUBCLASS (1u << 31)
#define TYPE_FLAG_MANAGED_DICT (1 << 4) /* the instance dict pointers lie before the GcHead */

/* Called for each reference that an object owns.  CHILD is never NULL.  A result other
   than 0 ends the walk and becomes the result of traverse. */
typedef int (*VisitFn)(Ref child, void *context);

typedef Own (*UnaryFn)(Rt *, Ref self);
typedef Own (*BinaryFn)(Rt *, Ref left, Ref right);
typedef Own (*TernaryFn)(Rt *, Ref, Ref, Ref);
typedef int (*InquiryFn)(Rt *, Ref self);
typedef ptrdiff_t (*LengthFn)(Rt *, Ref self);
typedef Own (*IndexArgFn)(Rt *, Ref self, ptrdiff_t index);
typedef int (*IndexStoreFn)(Rt *, Ref self, ptrdiff_t index, Ref value_or_null);
typedef int (*ContainsFn)(Rt *, Ref self, Ref item);
typedef int (*StoreFn)(Rt *, Ref self, Ref key, Ref value_or_null); /* NULL deletes */
typedef Own (*CompareFn)(Rt *, Ref self, Ref other, CompareOp op);
/* 1 and *item, 0 at the end, -1 with an exception pending; a __next__ written in Python
   ends with -1 and StopIteration pending, as it does in CPython. */
typedef int (*NextFn)(Rt *, Ref self, Own *item);
/* Arguments as tuple and dict (NULL: none). */
typedef Own (*CallFn)(Rt *, Ref self, Ref args, Ref kwargs_or_null);
typedef Own (*NewFn)(Rt *, Type *type, Ref args, Ref kwargs_or_null);
typedef int (*InitFn)(Rt *, Ref self, Ref args, Ref kwargs_or_null);
/* PEP 590: nargsf is the count of positional arguments, with VECTORCALL_OFFSET added when
   args[-1] may be overwritten during the call; kwnames is a tuple of str or NULL, whose
   values follow the positional arguments. */
typedef Own (*VectorcallFn)(Rt *, Ref callable, const Ref *args, size_t nargsf, Ref kwnames_or_null);

#define VECTORCALL_OFFSET ((size_t)1 << (8 * sizeof(size_t) - 1))
static inline ptrdiff_t vectorcall_count(size_t nargsf)
{
    return (ptrdiff_t)(nargsf & ~VECTORCALL_OFFSET);
}

/* The stack's array of owned references, lent to a callee as borrowed ones. */
static inline const Ref *as_refs(Own const *array)
{
    return (const Ref *)(const void *)array;
}

/* A view of an object's bytes (PEP 3118). */
typedef struct Buffer Buffer;
typedef int (*GetBufferFn)(Rt *, Ref self, Buffer *view, int flags);
typedef void (*ReleaseBufferFn)(Rt *, Ref self, Buffer *view);

typedef struct Slots {
    /* memory */
    void (*tp_dealloc)(Rt *, Obj *self); /* count is 0, no collector and no weak reference knows it any more;
                                            releases all, frees the memory */
    int (*tp_traverse)(Ref self, VisitFn visit, void *context);
    int (*tp_clear)(Rt *, Obj *self);    /* breaks cycles */
    void (*tp_finalize)(Rt *, Obj *self); /* __del__ (PEP 442); runs once */
    bool (*tp_is_gc)(Ref self);           /* NULL: by flag */
    Own (*tp_alloc)(Rt *, Type *type, ptrdiff_t items);
    void (*tp_free)(Rt *, Obj *self);
    NewFn tp_new;
    InitFn tp_init;

    /* basic */
    UnaryFn tp_repr;
    UnaryFn tp_str;
    ptrdiff_t (*tp_hash)(Rt *, Ref self); /* never -1 but for an error */
    CompareFn tp_richcompare;
    CallFn tp_call;
    VectorcallFn tp_vectorcall;          /* how *instances* are called when not NULL */
    VectorcallFn tp_type_vectorcall;     /* how the *type itself* is called, or NULL */
    BinaryFn tp_getattro;
    StoreFn tp_setattro;
    UnaryFn tp_iter;
    NextFn tp_iternext;
    Own (*tp_descr_get)(Rt *, Ref descriptor, Ref instance_or_null, Ref owner_or_null);
    StoreFn tp_descr_set;

    /* numbers */
    BinaryFn nb_add, nb_subtract, nb_multiply, nb_remainder, nb_divmod;
    TernaryFn nb_power;
    UnaryFn nb_negative, nb_positive, nb_absolute;
    InquiryFn nb_bool;
    UnaryFn nb_invert;
    BinaryFn nb_lshift, nb_rshift, nb_and, nb_xor, nb_or;
    UnaryFn nb_int, nb_float;
    BinaryFn nb_inplace_add, nb_inplace_subtract, nb_inplace_multiply, nb_inplace_remainder;
    TernaryFn nb_inplace_power;
    BinaryFn nb_inplace_lshift, nb_inplace_rshift, nb_inplace_and, nb_inplace_xor, nb_inplace_or;
    BinaryFn nb_floor_divide, nb_true_divide, nb_inplace_floor_divide, nb_inplace_true_divide;
    UnaryFn nb_index;
    BinaryFn nb_matrix_multiply, nb_inplace_matrix_multiply;

    /* sequences and mappings */
    LengthFn sq_length;
    BinaryFn sq_concat;
    IndexArgFn sq_repeat, sq_item;
    IndexStoreFn sq_ass_item;
    ContainsFn sq_contains;
    BinaryFn sq_inplace_concat;
    IndexArgFn sq_inplace_repeat;
    LengthFn mp_length;
    BinaryFn mp_subscript;
    StoreFn mp_ass_subscript;

    /* coroutines */
    UnaryFn am_await, am_aiter, am_anext;
    /* 1: yielded *result; 0: returned *result; -1: raised */
    int (*am_send)(Rt *, Ref self, Ref value, Own *result);

    GetBufferFn bf_getbuffer;
    ReleaseBufferFn bf_releasebuffer;
} Slots;

/* How a method written in C takes its arguments (CPython: METH_*).  _STATUS: a function with nothing to return
   says 0 or -1, and the method returns None.  _OF: one function serves several methods; it is given the MethodDef
   of the one that was called, whose fn.which tells it apart. */
typedef enum MethodKind {
    METHOD_NOARGS,   /* fn.unary(rt, self) */
    METHOD_NOARGS_STATUS, /* fn.act(rt, self) */
    METHOD_NOARGS_OF,     /* fn.unary_of(rt, self, def) */
    METHOD_O,        /* fn.binary(rt, self, arg) */
    METHOD_O_STATUS,      /* fn.act_on(rt, self, arg) */
    METHOD_O_OF,          /* fn.binary_of(rt, self, arg, def) */
    METHOD_VARARGS,  /* fn.call(rt, self, args tuple, kwargs dict or NULL refused) */
    METHOD_FASTCALL, /* fn.fast(rt, self, args, nargs, NULL): no keywords; fn.least to fn.most arguments when most is not 0 */
    METHOD_FASTCALL_OF,   /* fn.fast_of(rt, self, args, nargs, NULL, def), likewise */

    /* those that may be given keywords */
    METHOD_KEYWORDS, /* fn.call(rt, self, args tuple, kwargs dict or NULL) */
    METHOD_FASTCALL_KEYWORDS, /* fn.fast(rt, self, args, nargs, kwnames) */
    METHOD_BOUND,    /* fn.bound(rt, self, given): the arguments in the order of fn.names, NULL where none is given */
    METHOD_BOUND_OF, /* fn.bound_of(rt, self, given, def), likewise */
} MethodKind;

/* METHOD_TUPLE: CPython packs the arguments into a tuple, and a dict when there are keywords (METH_VARARGS).  The
   collector counts these, so they are made; the function is given its arguments as the kind says.  Such a
   function says "find() takes no keyword arguments" when it is bound, and not "str.find()". */
enum { METHOD_CLASS = 1, METHOD_STATIC = 2, METHOD_COEXIST = 4, METHOD_TUPLE = 8 };

typedef struct MethodDef MethodDef;

/* nargs is the plain count, without VECTORCALL_OFFSET. */
typedef Own (*FastFn)(Rt *, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames_or_null);
typedef Own (*BoundFn)(Rt *, Ref self, Ref *given);
typedef Own (*BoundOfFn)(Rt *, Ref self, Ref *given, const MethodDef *def);
typedef Own (*UnaryOfFn)(Rt *, Ref self, const MethodDef *def);
typedef Own (*BinaryOfFn)(Rt *, Ref self, Ref arg, const MethodDef *def);
typedef Own (*FastOfFn)(Rt *, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames_or_null, const MethodDef *def);

/* The function, and what its kind wants to know. */
typedef struct MethodFn {
    union {
        UnaryFn unary;
        InquiryFn act;
        UnaryOfFn unary_of;
        BinaryFn binary;
        ContainsFn act_on;
        BinaryOfFn binary_of;
        CallFn call;
        FastFn fast;
        FastOfFn fast_of;
        BoundFn bound;
        BoundOfFn bound_of;
    };
    int which;
    short least, most;        /* how many arguments; of METHOD_BOUND, as in ArgSpec, like the names */
    const char *const *names; /* METHOD_NAMES_MOST at the most */
} MethodFn;
enum { METHOD_NAMES_MOST = 16 };

struct MethodDef {
    const char *name; /* NULL ends an array */
    MethodKind kind;
    MethodFn fn;
    const char *doc; /* may start with "name(params)\n--\n\n", from which __text_signature__ is made */
    int flags;       /* METHOD_CLASS … */
};

/* An array of them within a spec, ended as it must be; so are MEMBERS and GETSETS below. */
#define METHODS(...) (const MethodDef[]){__VA_ARGS__, {0}}
#define NAMES(...) (const char *const[]){__VA_ARGS__, NULL}

typedef enum MemberKind {
    MEMBER_OBJECT,    /* an Own field; None when NULL */
    MEMBER_OBJECT_EX, /* an Own field; AttributeError when NULL */
    MEMBER_INT,       /* int32_t */
    MEMBER_UINT,      /* uint32_t */
    MEMBER_SIZE,      /* ptrdiff_t */
    MEMBER_BOOL,      /* bool */
    MEMBER_DOUBLE,    /* double */
    MEMBER_TEXT,      /* const char *, UTF-8 */
} MemberKind;

typedef struct MemberDef {
    const char *name; /* NULL ends an array */
    MemberKind kind;
    ptrdiff_t offset;
    bool readonly;
    const char *doc;
} MemberDef;
#define MEMBERS(...) (const MemberDef[]){__VA_ARGS__, {0}}

typedef struct GetSetDef {
    const char *name; /* NULL ends an array */
    UnaryFn get;
    int (*set)(Rt *, Ref self, Ref value_or_null); /* NULL: read-only */
    const char *doc;
} GetSetDef;
#define GETSETS(...) (const GetSetDef[]){__VA_ARGS__, {0}}

/* A row of COUNT Own fields, OFFSET bytes into the object; see objects/owned.h. */
typedef struct OwnedFields {
    size_t offset, count;
} OwnedFields;

/* What a type written in C is made from, once for each Rt. */
typedef struct TypeSpec {
    const char *name;   /* "list"; "itertools.chain" for a type of another module */
    TypeId id;          /* TYPE_other when C code need not know it */
    TypeId base;        /* TYPE_other: object */
    size_t basicsize, itemsize; /* bytes, as CPython's */
    uint32_t flags;     /* TYPE_FLAG_*; GC, subclass flags and slots are inherited as in CPython */
    ptrdiff_t dict_offset, weaklist_offset; /* 0: none; dict_offset < 0 counts from the end */
    const char *doc;
    OwnedFields owned;  /* what owned_traverse and its kin go through */
    Slots slots;
    const MethodDef *methods;
    const MemberDef *members;
    const GetSetDef *getset;
} TypeSpec;

struct Type {
    VarObj head;
    TypeId id;
    uint32_t flags;
    const char *name; /* of C types: spec->name; of heap types: the bytes of heap.name */
    ptrdiff_t basicsize, itemsize, dict_offset, weaklist_offset;
    Slots slots;
    const TypeSpec *spec; /* NULL for a class statement's */

    Own dict;       /* dict; strong */
    Own base;       /* Type, NULL for object */
    Own bases;      /* tuple */
    Own mro;        /* tuple, the type itself first */
    Own subclasses; /* dict from number to weak reference, or NULL */
    Own weakrefs;   /* head of the list of weak references to this type; borrowed links */
    uint32_t version; /* of attributes found through the MRO; 0: none given */

    /* heap types only */
    Own heap_name, qualname, slots_tuple, module;
    struct DictKeys *cached_keys; /* shared by the dicts of instances, or NULL */
    MemberDef *slot_members;      /* of __slots__, heap_alloc'd, ended by a NULL name; or NULL */
};

#define AS_TYPE(ref) ((Type *)(ref))

static inline bool is_exact(Ref ref, TypeId id)
{
    return ref->type->id == id;
}

static inline bool has_flag(Ref ref, uint32_t flag)
{
    return (ref->type->flags & flag) != 0;
}

#define is_int(ref) has_flag((ref), TYPE_FLAG_INT_SUBCLASS)
#define is_list(ref) has_flag((ref), TYPE_FLAG_LIST_SUBCLASS)
#define is_tuple(ref) has_flag((ref), TYPE_FLAG_TUPLE_SUBCLASS)
#define is_bytes(ref) has_flag((ref), TYPE_FLAG_BYTES_SUBCLASS)
#define is_str(ref) has_flag((ref), TYPE_FLAG_STR_SUBCLASS)
#define is_dict(ref) has_flag((ref), TYPE_FLAG_DICT_SUBCLASS)
#define is_exception(ref) has_flag((ref), TYPE_FLAG_EXCEPTION_SUBCLASS)
#define is_type(ref) has_flag((ref), TYPE_FLAG_TYPE_SUBCLASS)
#define is_exception_class(ref)                                                        \
    (is_type(ref) && (AS_TYPE(ref)->flags & TYPE_FLAG_EXCEPTION_SUBCLASS) != 0)

#endif
