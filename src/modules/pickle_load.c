/* The machine of an Unpickler: its stack, marks and memo, and the loop that takes one opcode after the other.
   A mark is a depth of the stack; nothing below the last one can be popped. */
#include "modules/pickle_parts.h"

#include <string.h>

#include "memory/heap.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/tupleobj.h"

/* --- the stack */

int pickle_underflow(Rt *rt, UnpicklerObj *unpickler)
{
    return pickle_fail(rt, UNPICKLING_ERROR, unpickler->mark_count > 0 ? "unexpected MARK found" : "unpickling stack underflow");
}

/* Room for one more item at *ITEMS, which are ROOM of SIZE bytes. */
static int grow(Rt *rt, void **items, ptrdiff_t *room, size_t size)
{
    ptrdiff_t wanted = *room * 2 + 20;
    void *moved = heap_realloc(rt, *items, (size_t)wanted * size);
    if (moved == NULL) return -1;
    *items = moved;
    *room = wanted;
    return 0;
}

int pickle_push(Rt *rt, UnpicklerObj *unpickler, Own item)
{
    if (item == NULL) return -1;
    if (unpickler->depth == unpickler->room) {
        void *items = unpickler->stack;
        if (grow(rt, &items, &unpickler->room, sizeof *unpickler->stack) < 0) return error_release_int(rt, item);
        unpickler->stack = items;
    }
    unpickler->stack[unpickler->depth++] = item;
    return 0;
}

Own *pickle_top(Rt *rt, UnpicklerObj *unpickler)
{
    if (unpickler->depth > pickle_fence(unpickler)) return &unpickler->stack[unpickler->depth - 1];
    pickle_underflow(rt, unpickler);
    return NULL;
}

Own pickle_pop(Rt *rt, UnpicklerObj *unpickler)
{
    Own *top = pickle_top(rt, unpickler);
    if (top == NULL) return NULL;
    unpickler->depth--;
    return STEAL(*top);
}

void pickle_cut(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t depth)
{
    while (unpickler->depth > depth) {
        unpickler->depth--;
        release(rt, STEAL(unpickler->stack[unpickler->depth]));
    }
}

Own pickle_pop_tuple(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t start)
{
    if (start < pickle_fence(unpickler)) {
        pickle_underflow(rt, unpickler);
        return NULL;
    }
    Own tuple = tuple_new(rt, unpickler->depth - start);
    if (tuple == NULL) return NULL;
    for (ptrdiff_t i = start; i < unpickler->depth; i++) tuple_take(tuple, i - start, STEAL(unpickler->stack[i]));
    unpickler->depth = start;
    return tuple;
}

/* --- marks */

int pickle_load_mark(Rt *rt, UnpicklerObj *unpickler, int argument)
{
    (void)argument;
    if (unpickler->mark_count == unpickler->mark_room) {
        void *marks = unpickler->marks;
        if (grow(rt, &marks, &unpickler->mark_room, sizeof *unpickler->marks) < 0) return -1;
        unpickler->marks = marks;
    }
    unpickler->marks[unpickler->mark_count++] = unpickler->depth;
    return 0;
}

ptrdiff_t pickle_mark_pop(Rt *rt, UnpicklerObj *unpickler)
{
    if (unpickler->mark_count == 0) return pickle_fail(rt, UNPICKLING_ERROR, "could not find MARK");
    return unpickler->marks[--unpickler->mark_count];
}

int pickle_load_pop(Rt *rt, UnpicklerObj *unpickler, int argument)
{
    (void)argument;
    if (unpickler->mark_count > 0 && pickle_fence(unpickler) == unpickler->depth) {
        unpickler->mark_count--;
        return 0;
    }
    Own item = pickle_pop(rt, unpickler);
    release(rt, item);
    return item == NULL ? -1 : 0;
}

int pickle_load_pop_mark(Rt *rt, UnpicklerObj *unpickler, int argument)
{
    (void)argument;
    ptrdiff_t start = pickle_mark_pop(rt, unpickler);
    if (start < 0) return -1;
    pickle_cut(rt, unpickler, start);
    return 0;
}

int pickle_load_dup(Rt *rt, UnpicklerObj *unpickler, int argument)
{
    (void)argument;
    Own *top = pickle_top(rt, unpickler);
    return top == NULL ? -1 : pickle_push(rt, unpickler, new_ref(*top));
}

/* --- the memo: an array, since indices are counted; an index that no pickler would write goes into a dict, so
   that memory is used for items only */

enum { MEMO_FIRST = 32, MEMO_LEAP = 1 << 16 };

int pickle_memo_prepare(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t size)
{
    Own *memo = heap_alloc(rt, (size_t)size * sizeof *memo);
    if (memo == NULL) return -1;
    memset(memo, 0, (size_t)size * sizeof *memo);
    pickle_forget(rt, unpickler);
    unpickler->memo = memo;
    unpickler->memo_size = size;
    return 0;
}

void pickle_forget(Rt *rt, UnpicklerObj *unpickler)
{
    Own *memo = unpickler->memo;
    ptrdiff_t size = unpickler->memo_size;
    unpickler->memo = NULL;
    unpickler->memo_size = 0;
    release_clear(rt, &unpickler->far);
    for (ptrdiff_t i = size; i-- > 0;) release(rt, memo[i]);
    heap_free(rt, memo);
}

static int grow_memo(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t index)
{
    ptrdiff_t size = index < MEMO_FIRST / 2 ? MEMO_FIRST : index * 2;
    Own *memo = heap_realloc(rt, unpickler->memo, (size_t)size * sizeof *memo);
    if (memo == NULL) return -1;
    for (ptrdiff_t i = unpickler->memo_size; i < size; i++) memo[i] = NULL;
    unpickler->memo = memo;
    unpickler->memo_size = size;
    return 0;
}

static int remember_far(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t index, Ref value)
{
    if (unpickler->far == NULL) unpickler->far = dict_new(rt);
    Own key = unpickler->far == NULL ? NULL : int_new(rt, index);
    int status = key == NULL ? -1 : dict_contains(rt, unpickler->far, key);
    if (status == 0) unpickler->memo_count++;
    if (status >= 0) status = dict_set(rt, unpickler->far, key, value);
    release(rt, key);
    return status;
}

int pickle_remember(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t index, Ref value)
{
    if (index >= unpickler->memo_size && index - unpickler->memo_size > MEMO_LEAP) return remember_far(rt, unpickler, index, value);
    if (index >= unpickler->memo_size && grow_memo(rt, unpickler, index) < 0) return -1;
    if (unpickler->memo[index] == NULL) unpickler->memo_count++;
    release_replace(rt, &unpickler->memo[index], new_ref(value));
    return 0;
}

int pickle_recall(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t index)
{
    Own found = NULL;
    if (index >= 0 && index < unpickler->memo_size) found = new_ref_or_null(unpickler->memo[index]);
    if (found == NULL && unpickler->far != NULL) {
        Own key = int_new(rt, index);
        int status = key == NULL ? -1 : dict_lookup(rt, unpickler->far, key, &found);
        release(rt, key);
        if (status < 0) return -1;
    }
    if (found == NULL) return pickle_fail(rt, UNPICKLING_ERROR, "Memo value not found at index %ld", (long)index);
    return pickle_push(rt, unpickler, found);
}

/* --- the loop */

int pickle_load_stop(Rt *rt, UnpicklerObj *unpickler, int argument)
{
    (void)rt, (void)argument;
    unpickler->stopped = true;
    return 0;
}

int pickle_load_proto(Rt *rt, UnpicklerObj *unpickler, int argument)
{
    (void)argument;
    const char *byte = pickle_read(rt, unpickler, 1);
    if (byte == NULL) return -1;
    int protocol = (unsigned char)*byte;
    if (protocol > PICKLE_HIGHEST) return error_raise_int(rt, TYPE_ValueError, "unsupported pickle protocol: %d", protocol);
    unpickler->protocol = (uint8_t)protocol;
    return 0;
}

/* A frame is read as a whole, and then used. */
int pickle_load_frame(Rt *rt, UnpicklerObj *unpickler, int argument)
{
    (void)argument;
    const char *bytes = pickle_read(rt, unpickler, 8);
    if (bytes == NULL) return -1;
    ptrdiff_t size = (ptrdiff_t)pickle_number(bytes, 8);
    if (size < 0) return error_raise_int(rt, TYPE_OverflowError, "FRAME length exceeds system's maximum of %zd bytes", PTRDIFF_MAX);
    if (pickle_read(rt, unpickler, size) == NULL) return -1;
    unpickler->next -= size;
    return 0;
}

typedef int (*LoadFn)(Rt *rt, UnpicklerObj *unpickler, int argument);

static const struct Loader {
    LoadFn load;
    int argument;
} loaders[256] = {
#define PICKLE_OP(name, byte, protocol, function, argument) [byte] = {pickle_##function, argument},
#include "modules/pickle_opcodes.def"
#undef PICKLE_OP
};

static int bad_key(Rt *rt, unsigned char c)
{
    bool shown = c >= ' ' && c <= '~' && c != '\'' && c != '\\';
    return shown ? pickle_fail(rt, UNPICKLING_ERROR, "invalid load key, '%c'.", c) : pickle_fail(rt, UNPICKLING_ERROR, "invalid load key, '\\x%02x'.", c);
}

static int run(Rt *rt, UnpicklerObj *unpickler)
{
    while (!unpickler->stopped) {
        const char *byte = pickle_read(rt, unpickler, 1);
        if (byte == NULL) {
            if (pickle_failed(rt, UNPICKLING_ERROR)) error_raise(rt, TYPE_EOFError, "Ran out of input");
            return -1;
        }
        const struct Loader *loader = &loaders[(unsigned char)*byte];
        if (loader->load == NULL) return bad_key(rt, (unsigned char)*byte);
        if (loader->load(rt, unpickler, loader->argument) < 0 || error_poll(rt) < 0) return -1;
    }
    return pickle_read_settle(rt, unpickler);
}

Own pickle_load(Rt *rt, UnpicklerObj *unpickler)
{
    unpickler->mark_count = 0;
    unpickler->protocol = 0;
    unpickler->stopped = false;
    unpickler->running = true;
    pickle_cut(rt, unpickler, 0);
    int status = run(rt, unpickler);
    unpickler->running = false;
    return status < 0 ? NULL : pickle_pop(rt, unpickler);
}
