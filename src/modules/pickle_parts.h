/* What the files of the module _pickle share: opcodes, state, and the two machines.

   A Pickler walks an object and writes opcodes (pickle_save_*.c) through one writer (pickle_write.c), which
   knows of frames; a memo (pickle_memo.c) knows what was written before.  An Unpickler reads opcodes through
   one reader (pickle_read.c) and runs them on a stack of its own (pickle_load_*.c).  Both call the program's
   functions in between; `running` forbids that these start the same machine again. */
#ifndef VIV_MODULES_PICKLE_PARTS_H
#define VIV_MODULES_PICKLE_PARTS_H

#include "memory/rt.h"
#include "modules/module_state.h"
#include "objects/buffer.h"

enum { PICKLE_HIGHEST = 5, PICKLE_DEFAULT = 4 };

enum {
#define PICKLE_OP(name, byte, ...) PK_##name = byte,
#include "modules/pickle_opcodes.def"
#undef PICKLE_OP
};

typedef enum PickleError { PICKLE_ERROR, PICKLING_ERROR, UNPICKLING_ERROR, PICKLE_ERRORS } PickleError;

/* What other modules give, in the order in which they are asked: GIVEN(name, module, attribute). */
#define PICKLE_GIVEN(GIVEN)                                                                   \
    GIVEN(dispatch_table, "copyreg", "dispatch_table")                                        \
    GIVEN(extension_registry, "copyreg", "_extension_registry")                               \
    GIVEN(inverted_registry, "copyreg", "_inverted_registry")                                 \
    GIVEN(extension_cache, "copyreg", "_extension_cache")                                     \
    GIVEN(names_2to3, "_compat_pickle", "NAME_MAPPING")                                       \
    GIVEN(imports_2to3, "_compat_pickle", "IMPORT_MAPPING")                                   \
    GIVEN(names_3to2, "_compat_pickle", "REVERSE_NAME_MAPPING")                               \
    GIVEN(imports_3to2, "_compat_pickle", "REVERSE_IMPORT_MAPPING")                           \
    GIVEN(codecs_encode, "codecs", "encode")                                                  \
    GIVEN(partial, "functools", "partial")

/* The names that only this module uses. */
#define PICKLE_NAMES(NAME)                                                                    \
    NAME(persistent_id) NAME(persistent_load) NAME(reducer_override) NAME(dispatch_table)     \
    NAME(read) NAME(readinto) NAME(readline) NAME(peek) NAME(find_class) NAME(items)          \
    NAME(extend) NAME(append) NAME(add) NAME(latin1) NAME(__reduce__) NAME(__reduce_ex__)     \
    NAME(__setstate__) NAME(__getinitargs__)

/* What the module keeps for one Rt, from its first import on: nothing but references. */
typedef struct PickleState {
    Own errors[PICKLE_ERRORS];
#define GIVEN(name, ...) Own name;
    PICKLE_GIVEN(GIVEN)
#undef GIVEN
#define NAME(name) Own name_##name;
    PICKLE_NAMES(NAME)
#undef NAME
    Own getattr;
} PickleState;
#define PICKLE_STATE(rt)      ((rt)->modules->pickle)
#define PICKLE_NAME(rt, name) ((Ref)PICKLE_STATE(rt)->name_##name)
void pickle_state_fini(Rt *rt);

/* Raises one of the module's errors, whatever is pending; -1. */
int pickle_fail(Rt *rt, PickleError error, const char *format, ...);
/* Is one of them pending? */
bool pickle_failed(const Rt *rt, PickleError error);

/* An int as a ptrdiff_t: "an integer is required". */
MUST_USE int pickle_size(Rt *rt, Ref obj, ptrdiff_t *size);

/* The method NAME of SELF, or NULL, into *function; when it is bound to SELF itself, only its function is kept,
   so that SELF is no part of a cycle, and *bound says so.  0 or -1. */
MUST_USE int pickle_method_keep(Rt *rt, Ref self, Ref name, Own *function, bool *bound);
MUST_USE Own pickle_method_call(Rt *rt, Ref self, Ref function, bool bound, Ref argument);
/* Getter and setter of an attribute that is such a method. */
MUST_USE Own pickle_method_get(Rt *rt, Ref self, Ref function, bool bound, const char *name);
MUST_USE int pickle_method_set(Rt *rt, Own *function, bool *bound, Ref value, const char *name);

/* OBJ.a.b.c for the NAME "a.b.c": 1, *out and, unless PARENT is NULL, what the last attribute is of; 0; -1. */
MUST_USE int pickle_deep_get(Rt *rt, Ref obj, Ref name, Own *out, Own *parent);
/* Is a part of NAME "<locals>"? */
bool pickle_is_local(Ref name);
/* MAPPING[(module, name)], which is to be a pair of str: 1 and new references instead of the two; 0; -1. */
MUST_USE int pickle_rename(Rt *rt, Ref names, Ref imports, const char *direction, Own *module, Own *name);

/* --- the memo of a Pickler: objects, by identity, in the order in which they came */

typedef struct MemoItem {
    Own object;
    ptrdiff_t index;
} MemoItem;

typedef struct PickleMemo {
    MemoItem *items;
    uint32_t *table; /* of positions in `items` + 1; 0: free */
    size_t used, size;  /* of `table`: a power of two, or 0 */
} PickleMemo;

enum { MEMO_MIN = 8 };

MUST_USE int pickle_memo_set(Rt *rt, PickleMemo *memo, Ref object, ptrdiff_t index);
const MemoItem *pickle_memo_find(const PickleMemo *memo, Ref object); /* NULL: absent */
void pickle_memo_clear(Rt *rt, PickleMemo *memo);
MUST_USE int pickle_memo_copy(Rt *rt, const PickleMemo *from, PickleMemo *to); /* TO is empty */

/* --- a Pickler */

typedef struct PicklerObj {
    Obj head;
    Own write;            /* the file's method; NULL: the pickle becomes a bytes object, or there was no __init__ */
    Own persistent_id;    /* or NULL */
    Own dispatch_table;   /* its own, or NULL */
    Own reducer_override; /* during dump(), when there is one */
    Own fast_memo;        /* in fast mode: dict of the containers around, by id; or NULL */
    Own buffer_callback;  /* or NULL */
    Own output;           /* bytes, of which `length` are written; NULL after a dump */

    ptrdiff_t length, capacity, frame_start; /* frame_start -1: no frame is open */
    PickleMemo memo;
    int32_t bin, fast, fast_nesting;
    uint8_t protocol;
    bool framing, fix_imports, persistent_bound, running;
} PicklerObj;
#define AS_PICKLER(ref) ((PicklerObj *)(uintptr_t)(ref))

extern const TypeSpec pickle_pickler_spec, pickle_pickler_memo_spec;
MUST_USE Own pickle_pickler_new(Rt *rt); /* as _pickle.dump uses it, without a file */
MUST_USE int pickle_set_protocol(Rt *rt, PicklerObj *pickler, Ref protocol_or_none, bool fix_imports);
MUST_USE int pickle_set_file(Rt *rt, PicklerObj *pickler, Ref file);
MUST_USE int pickle_set_callback(Rt *rt, PicklerObj *pickler, Ref callback_or_none);
MUST_USE int pickle_dump(Rt *rt, PicklerObj *pickler, Ref obj);

/* The writer.  All but the first may call the file's write(). */
MUST_USE int pickle_write(Rt *rt, PicklerObj *pickler, const void *bytes, ptrdiff_t size);
MUST_USE int pickle_write_boundary(Rt *rt, PicklerObj *pickler); /* between two objects: a long frame ends here */
/* An opcode with its payload of SIZE bytes; long ones go to the file past the frames, as PAYLOAD when there is
   such an object. */
MUST_USE int pickle_write_blob(
    Rt *rt, PicklerObj *pickler, const void *header, ptrdiff_t header_size, const char *bytes, ptrdiff_t size, Ref payload_or_null);
MUST_USE int pickle_write_restart(Rt *rt, PicklerObj *pickler); /* with an empty output */
MUST_USE int pickle_write_flush(Rt *rt, PicklerObj *pickler);   /* to the file; the output is gone then */
MUST_USE Own pickle_write_result(Rt *rt, PicklerObj *pickler);  /* what was written; the output is gone then */
void pickle_write_frame_end(PicklerObj *pickler);

MUST_USE static inline int pickle_write_op(Rt *rt, PicklerObj *pickler, int op)
{
    char byte = (char)op;
    return pickle_write(rt, pickler, &byte, 1);
}
/* OP and VALUE in SIZE bytes, the lowest first. */
MUST_USE int pickle_write_op_value(Rt *rt, PicklerObj *pickler, int op, uint64_t value, int size);

/* Saving. */
typedef int (*PickleSaveFn)(Rt *rt, PicklerObj *pickler, Ref obj);
MUST_USE int pickle_save(Rt *rt, PicklerObj *pickler, Ref obj);
MUST_USE int pickle_save_reduced(Rt *rt, PicklerObj *pickler, Ref reduced, Ref obj_or_null);
/* As FUNCTION(ARGS…): COUNT of them, borrowed. */
MUST_USE int pickle_save_call(Rt *rt, PicklerObj *pickler, Ref obj_or_null, Ref function, int count, ...);
MUST_USE int pickle_save_global_named(Rt *rt, PicklerObj *pickler, Ref obj, Ref name_or_null);
MUST_USE int pickle_save_items(Rt *rt, PicklerObj *pickler, Ref iterator, bool pairs); /* of a list, or a dict */
MUST_USE int pickle_memo_get(Rt *rt, PicklerObj *pickler, Ref obj); /* writes the opcode that fetches it */
MUST_USE int pickle_memo_put(Rt *rt, PicklerObj *pickler, Ref obj); /* that remembers it */
#define SAVER(name) int pickle_save_##name(Rt *rt, PicklerObj *pickler, Ref obj);
SAVER(none) SAVER(bool) SAVER(int) SAVER(float) SAVER(str) SAVER(bytes) SAVER(bytearray) SAVER(buffer)
SAVER(list) SAVER(tuple) SAVER(dict) SAVER(set) SAVER(frozenset) SAVER(type) SAVER(global)
#undef SAVER

/* --- an Unpickler */

typedef struct UnpicklerObj {
    Obj head;
    Own read, readline;   /* methods of the file; NULL: all the bytes are in `data`, or there was no __init__ */
    Own readinto, peek;   /* its further ones, or NULL */
    Own persistent_load;  /* or NULL */
    Own buffers;          /* iterator over what lies outside of the pickle, or NULL */
    Own far;              /* dict of memo items whose indices are too large for `memo`, or NULL */

    Buffer data;          /* the bytes that were read last */
    ptrdiff_t next;       /* of them, the one to be used next */
    ptrdiff_t prefetched; /* those from here on were only peeked at */
    char *line;           /* the last line, with a NUL; or NULL */

    Own *stack;           /* an item may be NULL while it is being used */
    ptrdiff_t depth, room;
    ptrdiff_t *marks;     /* depths of the stack, the innermost last */
    ptrdiff_t mark_count, mark_room;

    Own *memo; /* by index; NULL: nothing there */
    ptrdiff_t memo_size, memo_count;

    char *encoding, *errors; /* of 8-bit strings */
    uint8_t protocol;
    bool fix_imports, persistent_bound, running, stopped;
} UnpicklerObj;
#define AS_UNPICKLER(ref) ((UnpicklerObj *)(uintptr_t)(ref))

extern const TypeSpec pickle_unpickler_spec, pickle_unpickler_memo_spec;

/* What Unpickler(), load() and loads() are told besides the source. */
typedef struct UnpickleOptions {
    const char *function;
    Ref fix_imports, encoding, errors, buffers; /* NULL: not given */
} UnpickleOptions;
MUST_USE Own pickle_unpickler_new(Rt *rt); /* as _pickle.load uses it */
MUST_USE int pickle_check_options(Rt *rt, const UnpickleOptions *options); /* texts are str */
MUST_USE int pickle_set_options(Rt *rt, UnpicklerObj *unpickler, const UnpickleOptions *options);
MUST_USE int pickle_set_input_file(Rt *rt, UnpicklerObj *unpickler, Ref file);
MUST_USE int pickle_set_input(Rt *rt, UnpicklerObj *unpickler, Ref bytes_like);
MUST_USE Own pickle_load(Rt *rt, UnpicklerObj *unpickler);

/* The reader.  What it gives is valid until the next read. */
const char *pickle_read_more(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t size);
MUST_USE Own pickle_read_array(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t size); /* SIZE bytes, as a bytearray */
/* A line of at least MIN bytes, its end included, and a NUL behind it; NULL. */
char *pickle_read_line(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t min, ptrdiff_t *length);
MUST_USE int pickle_read_settle(Rt *rt, UnpicklerObj *unpickler); /* reads what was used and only peeked at */
int pickle_truncated(Rt *rt); /* raises; -1 */

/* SIZE bytes, or NULL and an error. */
static inline const char *pickle_read(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t size)
{
    if (size > unpickler->data.length - unpickler->next || unpickler->data.bytes == NULL) return pickle_read_more(rt, unpickler, size);
    unpickler->next += size;
    return unpickler->data.bytes + unpickler->next - size;
}
/* A number of COUNT bytes, the lowest first. */
static inline uint64_t pickle_number(const char *bytes, int count)
{
    uint64_t value = 0;
    for (int i = 0; i < count; i++) value |= (uint64_t)(unsigned char)bytes[i] << (8 * i);
    return value;
}

/* The stack. */
MUST_USE int pickle_push(Rt *rt, UnpicklerObj *unpickler, Own item_or_null); /* takes it; NULL: -1 at once */
MUST_USE Own pickle_pop(Rt *rt, UnpicklerObj *unpickler);
Own *pickle_top(Rt *rt, UnpicklerObj *unpickler);      /* NULL and an error when there is none */
int pickle_underflow(Rt *rt, UnpicklerObj *unpickler); /* raises; -1 */
ptrdiff_t pickle_mark_pop(Rt *rt, UnpicklerObj *unpickler); /* where it is; -1 */
MUST_USE Own pickle_pop_tuple(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t start);
void pickle_cut(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t depth); /* lets go what lies above */
/* The depth that may not be popped below. */
static inline ptrdiff_t pickle_fence(const UnpicklerObj *unpickler)
{
    return unpickler->mark_count == 0 ? 0 : unpickler->marks[unpickler->mark_count - 1];
}

/* The memo. */
MUST_USE int pickle_recall(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t index);
MUST_USE int pickle_remember(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t index, Ref value);
void pickle_forget(Rt *rt, UnpicklerObj *unpickler);
MUST_USE int pickle_memo_prepare(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t size); /* an empty one */

#define PICKLE_OP(name, byte, protocol, function, ...) int pickle_##function(Rt *rt, UnpicklerObj *unpickler, int argument);
#include "modules/pickle_opcodes.def"
#undef PICKLE_OP

MUST_USE Own pickle_find_class(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);

/* --- the memos as the program sees them */

MUST_USE Own pickle_memo_proxy_new(Rt *rt, const TypeSpec *spec, Ref machine);
Ref pickle_memo_proxy_machine(const TypeSpec *spec, Ref obj); /* NULL: OBJ is none of that type */

/* --- PickleBuffer */

extern const TypeSpec pickle_buffer_spec;
const Buffer *pickle_buffer_view(Rt *rt, Ref self); /* NULL: ValueError, it is released */

#endif
