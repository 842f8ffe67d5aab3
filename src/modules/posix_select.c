/* The module select, over the system's poll. */
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <string.h>

#include "memory/heap.h"
#include "modules/module_specs.h"
#include "modules/posix_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/module_types.h"
#include "objects/owned.h"
#include "objects/tupleobj.h"
#include "objects/typeobj.h"

int posix_poll(Rt *rt, struct pollfd *items, size_t count, int milliseconds)
{
    WorldRequest request = {WORLD_POLL, {milliseconds}, {{(const char *)items, count * sizeof *items}}};
    WorldReply reply = {.room = (char *)items, .capacity = count * sizeof *items};
    int status = world_ask(rt, &request, &reply);
    if (status < 0) posix_raise(rt, &reply);
    if (status == 0 && reply.bytes != (char *)items && reply.bytes != NULL) memcpy(items, reply.bytes, reply.size);
    int ready = status < 0 ? -1 : (int)reply.value;
    world_reply_fini(&reply);
    return ready;
}

/* A number of UNITS a second as milliseconds, rounded up; None is -1. */
static int timeout_read(Rt *rt, Ref value_or_null, double factor, int *milliseconds)
{
    *milliseconds = -1;
    if (value_or_null == NULL || value_or_null == rt->none) return 0;
    if (!is_int(value_or_null) && !is_exact(value_or_null, TYPE_float) && !number_has_index(value_or_null))
        return error_raise_int(rt, TYPE_TypeError, "timeout must be a real number or None");
    double time = float_value(rt, value_or_null) * factor;
    if (rt_is_pending(rt)) return -1;
    if (time > INT_MAX) return error_raise_int(rt, TYPE_OverflowError, "timeout is too large");
    *milliseconds = (int)time + (time > (double)(int)time);
    return 0;
}

/* --- select */

/* Adds the descriptors of SEQUENCE, waiting for EVENTS. */
static int add_waiting(Rt *rt, Ref sequence, short events, struct pollfd *items, size_t *count, size_t most)
{
    Own files = sequence_fast(rt, sequence, "arguments 1-3 must be sequences");
    if (files == NULL) return -1;
    Own list = sequence_to_list(rt, files);
    release(rt, files);
    int status = list == NULL ? -1 : 0;
    for (ptrdiff_t i = 0; status == 0 && i < list_length(list); i++) {
        int fd;
        if (*count == most) status = error_raise_int(rt, TYPE_ValueError, "too many file descriptors in select()");
        else if ((status = posix_descriptor(rt, list_peek(list, i), &fd)) == 0) items[(*count)++] = (struct pollfd){.fd = fd, .events = events};
    }
    release(rt, list);
    return status;
}

/* Those of SEQUENCE of which ITEMS say that they are ready. */
static Own ready_list(Rt *rt, Ref sequence, const struct pollfd *items, short events)
{
    Own files = sequence_to_list(rt, sequence), ready = files == NULL ? NULL : list_new(rt, 0);
    for (ptrdiff_t i = 0; ready != NULL && i < list_length(files); i++) {
        if ((items[i].revents & (events | POLLERR | POLLHUP)) != 0 && list_append(rt, ready, list_peek(files, i)) < 0) release_clear(rt, &ready);
    }
    release(rt, files);
    return ready;
}

static Own select_select(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    static const short events[] = {POLLIN, POLLOUT, POLLPRI};
    struct pollfd items[3072];
    size_t starts[3], count = 0;
    int milliseconds;
    if (timeout_read(rt, nargs == 4 ? args[3] : NULL, 1000, &milliseconds) < 0) return NULL;
    if (nargs == 4 && args[3] != rt->none && milliseconds < 0) return error_raise(rt, TYPE_ValueError, "timeout must be non-negative");
    for (int i = 0; i < 3; i++) {
        starts[i] = count;
        if (add_waiting(rt, args[i], events[i], items, &count, ARRAY_LENGTH(items)) < 0) return NULL;
    }
    if (posix_poll(rt, items, count, milliseconds) < 0) return NULL;
    for (size_t i = 0; i < count; i++) {
        if (items[i].revents & POLLNVAL) return error_raise_os(rt, EBADF, NULL);
    }
    Own lists[3] = {NULL}, result = NULL;
    for (int i = 0; i < 3 && !rt_is_pending(rt); i++) lists[i] = ready_list(rt, args[i], items + starts[i], events[i]);
    if (!rt_is_pending(rt)) result = tuple_of(rt, 3, lists[0], lists[1], lists[2]);
    for (int i = 0; i < 3; i++) release(rt, lists[i]);
    return result;
}

/* --- poll objects */

typedef struct PollObj {
    Obj head;
    Own events; /* dict: descriptor to events */
} PollObj;
#define AS_POLL(ref) ((PollObj *)(uintptr_t)(ref))

static Own poll_set(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames, const MethodDef *def)
{
    bool only_known = def->fn.which;
    int fd, events = POLLIN | POLLPRI | POLLOUT;
    if (args_count(rt, only_known ? "modify" : "register", nargs, only_known ? 2 : 1, 2) < 0 || posix_descriptor(rt, args[0], &fd) < 0) return NULL;
    if (nargs == 2 && posix_int(rt, args[1], &events) < 0) return NULL;
    if (events < 0 || events > USHRT_MAX) return error_raise(rt, TYPE_OverflowError, "Python int too large to convert to C unsigned short");
    Own key = int_new(rt, fd), value = int_new(rt, events), result = NULL;
    int known = key == NULL ? -1 : only_known ? dict_contains(rt, AS_POLL(self)->events, key) : 1;
    if (known == 0) error_raise_os(rt, ENOENT, NULL);
    if (known == 1 && value != NULL && dict_set(rt, AS_POLL(self)->events, key, value) == 0) result = none_new(rt);
    release_all(rt, key, value);
    return result;
}

static Own poll_unregister(Rt *rt, Ref self, Ref file)
{
    int fd;
    if (posix_descriptor(rt, file, &fd) < 0) return NULL;
    Own key = int_new(rt, fd);
    int status = key == NULL ? -1 : dict_delete(rt, AS_POLL(self)->events, key);
    release(rt, key);
    return status < 0 ? NULL : none_new(rt);
}

static Own poll_poll(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int milliseconds;
    if (timeout_read(rt, nargs == 1 ? args[0] : NULL, 1, &milliseconds) < 0) return NULL;
    Ref events = AS_POLL(self)->events, key, value;
    size_t count = (size_t)dict_length(events), at = 0;
    struct pollfd *items = heap_alloc(rt, (count + 1) * sizeof *items);
    ptrdiff_t position = 0;
    if (items == NULL) return NULL;
    while (at < count && dict_next(events, &position, &key, &value))
        items[at++] = (struct pollfd){.fd = int_small_value(key), .events = (short)int_small_value(value)};
    Own list = posix_poll(rt, items, at, milliseconds) < 0 ? NULL : list_new(rt, 0);
    for (size_t i = 0; list != NULL && i < at; i++) {
        if (items[i].revents == 0) continue;
        Own fd = int_new(rt, items[i].fd), seen = int_new(rt, items[i].revents & 0xFFFF), pair = NULL;
        if (fd != NULL && seen != NULL) pair = tuple_of(rt, 2, fd, seen);
        release_all(rt, fd, seen);
        if (pair == NULL || list_append_take(rt, list, pair) < 0) release_clear(rt, &list);
    }
    heap_free(rt, items);
    return list;
}

static const TypeSpec poll_type_spec = {
    .name = "select.poll",
    .id = TYPE_select_poll,
    .basicsize = sizeof(PollObj),
    .flags = TYPE_FLAG_DISALLOW_INSTANTIATION,
    .owned = OWNED(PollObj, events, events),
    .slots = {.tp_dealloc = owned_dealloc},
    .methods = METHODS(
        {"register", METHOD_FASTCALL_OF, {.fast_of = poll_set}, "Register a file descriptor with the polling object.", 0},
        {"modify", METHOD_FASTCALL_OF, {.fast_of = poll_set, .which = true}, "Modify an already registered file descriptor.", 0},
        {"unregister", METHOD_O, {.binary = poll_unregister}, "Remove a file descriptor being tracked by the polling object.", 0},
        {"poll", METHOD_FASTCALL, {.fast = poll_poll, .most = 1}, "Polls the set of registered file descriptors.", 0}),
};

static Own select_poll(Rt *rt, Ref self)
{
    if (RT_TYPE(rt, select_poll) == NULL) {
        Own type = type_from_spec(rt, &poll_type_spec, NULL);
        if (type == NULL) return NULL;
        release(rt, type);
    }
    Own poll = object_new(rt, RT_TYPE(rt, select_poll));
    if (poll != NULL && (AS_POLL(poll)->events = dict_new(rt)) == NULL) release_clear(rt, &poll);
    return poll;
}

static int select_exec(Rt *rt, Ref module)
{
#define CONSTANT(name) {#name, name}
    static const ModuleInt constants[] = {
        CONSTANT(POLLIN), CONSTANT(POLLPRI), CONSTANT(POLLOUT), CONSTANT(POLLERR), CONSTANT(POLLHUP), CONSTANT(POLLNVAL), CONSTANT(POLLRDNORM),
        CONSTANT(POLLRDBAND), CONSTANT(POLLWRNORM), CONSTANT(POLLWRBAND), CONSTANT(POLLMSG), CONSTANT(POLLRDHUP), CONSTANT(PIPE_BUF),
    };
#undef CONSTANT
    if (module_add(rt, module, "error", new_ref((Ref)RT_TYPE(rt, OSError))) < 0) return -1;
    return module_add_ints(rt, module, constants, ARRAY_LENGTH(constants));
}

const ModuleSpec select_module_spec = {
    .name = "select",
    .doc = "This module supports asynchronous I/O on multiple file descriptors.",
    .methods = METHODS(
        {"select", METHOD_FASTCALL, {.fast = select_select, .least = 3, .most = 4}, "Wait until one or more file descriptors are ready for some kind of I/O.", 0},
        {"poll", METHOD_NOARGS, {.unary = select_poll}, "Returns a polling object.", 0}),
    .exec = select_exec,
};
