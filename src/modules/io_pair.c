/* BufferedRWPair: a reader and a writer over two raw files, such as the ends of two pipes. */
#include "modules/io_buffered.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/owned.h"

typedef struct PairObj {
    IoObj base;
    Own reader, writer; /* NULL before __init__ */
} PairObj;
#define AS_PAIR(ref) ((PairObj *)(uintptr_t)(ref))

static int pair_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"", "", "", NULL};
    static const ArgSpec spec = {"BufferedRWPair", names, 2, 3, 0};
    Ref given[3];
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return -1;
    ptrdiff_t size = given[2] == NULL ? IO_BUFFER_SIZE : number_as_size(rt, given[2], TYPE_OverflowError);
    if (rt_is_pending(rt) || io_check(rt, given[0], "readable", "File or stream is not readable.") < 0 ||
        io_check(rt, given[1], "writable", "File or stream is not writable.") < 0)
        return -1;
    Own reader = io_buffered_new(rt, TYPE_io_BufferedReader, given[0], size);
    Own writer = reader == NULL ? NULL : io_buffered_new(rt, TYPE_io_BufferedWriter, given[1], size);
    if (writer == NULL) return error_release_int(rt, reader);
    release_replace(rt, &AS_PAIR(self)->reader, reader);
    release_replace(rt, &AS_PAIR(self)->writer, writer);
    return 0;
}

static Own forward(Rt *rt, Ref half, const char *method, const Ref *args, ptrdiff_t nargs)
{
    if (half == NULL) return error_raise(rt, TYPE_ValueError, "I/O operation on uninitialized object");
    Own function = object_attr_get_text(rt, half, method), result = NULL;
    if (function != NULL) result = call_vector(rt, function, args, (size_t)nargs, NULL);
    release(rt, function);
    return result;
}

#define FORWARD(method, half)                                                          \
    static Own pair_##method(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames) \
    {                                                                                  \
        return forward(rt, AS_PAIR(self)->half, #method, args, nargs);                 \
    }

FORWARD(read, reader)
FORWARD(peek, reader)
FORWARD(read1, reader)
FORWARD(readinto, reader)
FORWARD(readinto1, reader)
FORWARD(write, writer)
FORWARD(flush, writer)
FORWARD(readable, reader)
FORWARD(writable, writer)

static Own pair_close(Rt *rt, Ref self)
{
    Own wrote = forward(rt, AS_PAIR(self)->writer, "close", NULL, 0);
    Pending kept = error_fetch(rt);
    Own read = forward(rt, AS_PAIR(self)->reader, "close", NULL, 0);
    io_chain(rt, &kept);
    if (wrote == NULL) release_clear(rt, &read);
    release(rt, wrote);
    return read;
}

static Own pair_isatty(Rt *rt, Ref self)
{
    Own answer = forward(rt, AS_PAIR(self)->writer, "isatty", NULL, 0);
    if (answer == NULL || answer != rt->false_obj) return answer;
    release(rt, answer);
    return forward(rt, AS_PAIR(self)->reader, "isatty", NULL, 0);
}

static Own pair_closed(Rt *rt, Ref self)
{
    if (AS_PAIR(self)->writer == NULL) return error_raise(rt, TYPE_RuntimeError, "the BufferedRWPair object is being garbage-collected");
    return object_attr_get_text(rt, AS_PAIR(self)->writer, "closed");
}

#define FORWARDED(method) {#method, METHOD_FASTCALL, {.fast = pair_##method}, NULL, 0}

const TypeSpec io_BufferedRWPair_type_spec = {
    .name = "_io.BufferedRWPair",
    .id = TYPE_io_BufferedRWPair,
    .base = TYPE_io_BufferedIOBase,
    .basicsize = sizeof(PairObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    IO_LAYOUT,
    .doc = "BufferedRWPair(reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)\n--\n\nA buffered reader and writer object together.",
    .owned = OWNED(PairObj, reader, writer),
    .slots = {OWNED_SLOTS, .tp_new = plain_tp_new, .tp_init = pair_init},
    .methods = METHODS(
        FORWARDED(read), FORWARDED(peek), FORWARDED(read1), FORWARDED(readinto), FORWARDED(readinto1),
        FORWARDED(write), FORWARDED(flush), FORWARDED(readable), FORWARDED(writable),
        {"close", METHOD_NOARGS, {.unary = pair_close}, NULL, 0},
        {"isatty", METHOD_NOARGS, {.unary = pair_isatty}, NULL, 0}),
    .getset = GETSETS(
        {"closed", pair_closed, NULL, NULL}),
};
