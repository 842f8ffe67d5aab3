/* _socket.socket: a descriptor of the operating system with its family and type.  Whatever has to wait waits
   by poll first, as the socket's timeout says, and asks then without waiting: so signals are served and other
   threads run meanwhile. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <string.h>

#include "modules/module_state.h"
#include "modules/posix_parts.h"
#include "modules/socket_parts.h"
#include "modules/timespan.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/buffer.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/module_types.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

typedef struct SocketObj {
    Obj head;
    int32_t fd; /* -1: closed or detached */
    int32_t family, type, protocol;
    int64_t timeout; /* nanoseconds; -1: wait for ever, 0: never wait */
} SocketObj;
#define AS_SOCKET(ref) ((SocketObj *)(uintptr_t)(ref))

/* --- timeouts */

int socket_timeout_read(Rt *rt, Ref given, int64_t *timeout)
{
    *timeout = -1;
    if (given == rt->none) return 0;
    if (timespan_from_seconds(rt, given, TIME_ROUND_CEILING, timeout) < 0) return -1;
    return *timeout < 0 ? error_raise_int(rt, TYPE_ValueError, "Timeout value out of range") : 0;
}

Own socket_timeout_new(Rt *rt, int64_t timeout)
{
    return timeout < 0 ? none_new(rt) : float_new(rt, (double)timeout * 1e-9);
}

static int set_timeout(Rt *rt, SocketObj *self, int64_t timeout)
{
    WorldReply reply = WORLD_REPLY_INIT;
    if (world_ask_ints(rt, WORLD_SET_BLOCKING, self->fd, timeout < 0, &reply) < 0) return -1;
    world_reply_fini(&reply);
    self->timeout = timeout;
    return 0;
}

/* Waits for EVENTS as long as the socket may: 0, or -1 with TimeoutError. */
static int wait_for(Rt *rt, const SocketObj *self, short events)
{
    if (self->timeout == 0 || self->fd < 0) return 0; /* what is closed refuses at once */
    int64_t milliseconds = self->timeout < 0 ? -1 : (self->timeout + 999999) / 1000000;
    struct pollfd item = {.fd = self->fd, .events = events};
    int ready = posix_poll(rt, &item, 1, milliseconds > INT_MAX ? INT_MAX : (int)milliseconds);
    return ready == 0 ? error_raise_int(rt, TYPE_TimeoutError, "timed out") : ready < 0 ? -1 : 0;
}

/* Asks when the socket is ready for EVENTS: 0 with REPLY to be ended, or -1. */
static int ask_when_ready(Rt *rt, const SocketObj *self, short events, const WorldRequest *request, WorldReply *reply)
{
    for (;;) {
        if (wait_for(rt, self, events) < 0) return -1;
        if (world_ask(rt, request, reply) == 0) return 0;
        bool again = self->timeout != 0 && !rt_is_pending(rt) && (reply->error == EAGAIN || reply->error == EWOULDBLOCK);
        if (!again) posix_raise(rt, reply);
        world_reply_fini(reply);
        if (!again) return -1;
    }
}

/* --- opening and closing */

static int close_descriptor(Rt *rt, SocketObj *self)
{
    WorldReply reply = WORLD_REPLY_INIT;
    int fd = self->fd;
    self->fd = -1;
    if (fd < 0) return 0;
    if (world_ask_ints(rt, WORLD_CLOSE, fd, 0, &reply) < 0) return error_clear_if(rt, TYPE_ConnectionResetError) ? 0 : -1;
    world_reply_fini(&reply);
    return 0;
}

/* An int option of the socket; -1 with OSError. */
static int option_int(Rt *rt, int fd, int level, int name, int *value)
{
    WorldRequest request = {WORLD_OPTION_GET, {fd, level, name, sizeof *value}, {{NULL, 0}}};
    WorldReply reply = WORLD_REPLY_INIT;
    int status = world_ask(rt, &request, &reply);
    if (status < 0) posix_raise(rt, &reply);
    else memcpy(value, reply.bytes, sizeof *value);
    world_reply_fini(&reply);
    return status;
}

/* SELF is about the descriptor FD from now on; what is -1 is asked for. */
static int adopt(Rt *rt, SocketObj *self, int fd, int family, int type, int protocol)
{
    if (family == -1 && option_int(rt, fd, SOL_SOCKET, SO_DOMAIN, &family) < 0) return -1;
    if (type == -1 && option_int(rt, fd, SOL_SOCKET, SO_TYPE, &type) < 0) return -1;
    if (protocol == -1 && option_int(rt, fd, SOL_SOCKET, SO_PROTOCOL, &protocol) < 0) return -1;
    self->fd = fd;
    self->family = family;
    self->type = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
    self->protocol = protocol;
    if (type & SOCK_NONBLOCK) {
        self->timeout = 0;
        return 0;
    }
    self->timeout = -1;
    return rt->modules->socket_waits ? set_timeout(rt, self, rt->modules->socket_timeout) : 0;
}

static Own socket_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    AS_SOCKET(self)->fd = -1;
    AS_SOCKET(self)->timeout = -1;
    return self;
}

static int socket_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"family", "type", "proto", "fileno", NULL};
    static const ArgSpec spec = {"socket", names, 0, 4, 0};
    Ref given[4];
    int numbers[3] = {-1, -1, -1};
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return -1;
    for (int i = 0; i < 3; i++) {
        if (given[i] != NULL && posix_int(rt, given[i], &numbers[i]) < 0) return -1;
    }
    if (given[3] != NULL && given[3] != rt->none) {
        int fd;
        if (is_exact(given[3], TYPE_float)) return error_raise_int(rt, TYPE_TypeError, "integer argument expected, got float");
        if (posix_int(rt, given[3], &fd) < 0) return -1;
        if (fd < 0) return error_raise_int(rt, TYPE_ValueError, "negative file descriptor");
        return adopt(rt, AS_SOCKET(self), fd, numbers[0], numbers[1], numbers[2]);
    }
    static const int otherwise[] = {AF_INET, SOCK_STREAM, 0};
    for (int i = 0; i < 3; i++) {
        if (numbers[i] == -1) numbers[i] = otherwise[i];
    }
    WorldRequest request = {WORLD_SOCKET, {numbers[0], numbers[1], numbers[2]}, {{NULL, 0}}};
    WorldReply reply = WORLD_REPLY_INIT;
    int status = world_ask(rt, &request, &reply);
    if (status < 0) posix_raise(rt, &reply);
    else status = adopt(rt, AS_SOCKET(self), (int)reply.value, numbers[0], numbers[1], numbers[2]);
    world_reply_fini(&reply);
    return status;
}

static void socket_finalize(Rt *rt, Obj *obj)
{
    SocketObj *self = AS_SOCKET(obj);
    if (self->fd < 0) return;
    Pending kept = error_fetch(rt);
    if (error_warn(rt, TYPE_ResourceWarning, 1, "unclosed %R", obj) < 0) {
        if (error_matches(rt, TYPE_Warning)) error_unraisable(rt, obj);
        else error_clear(rt);
    }
    if (close_descriptor(rt, self) < 0) error_clear(rt);
    error_restore(rt, kept);
}

static Own socket_repr(Rt *rt, Ref self)
{
    const SocketObj *s = AS_SOCKET(self);
    return str_format(rt, "<socket object, fd=%d, family=%d, type=%d, proto=%d>", (int)s->fd, (int)s->family, (int)s->type, (int)s->protocol);
}

Own socket_pair(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int numbers[3] = {AF_UNIX, SOCK_STREAM, 0}, ends[2];
    if (args_count(rt, "socketpair", nargs, 0, 3) < 0) return NULL;
    for (ptrdiff_t i = 0; i < nargs; i++) {
        if (posix_int(rt, args[i], &numbers[i]) < 0) return NULL;
    }
    WorldRequest request = {WORLD_SOCKET_PAIR, {numbers[0], numbers[1], numbers[2]}, {{NULL, 0}}};
    WorldReply reply = {.room = (char *)ends, .capacity = sizeof ends};
    if (world_ask(rt, &request, &reply) < 0) {
        posix_raise(rt, &reply);
        world_reply_fini(&reply);
        return NULL;
    }
    if (reply.bytes != (char *)ends) memcpy(ends, reply.bytes, sizeof ends);
    world_reply_fini(&reply);
    Own made[2] = {NULL}, type = module_type_get(rt, &socket_type_spec), result = NULL;
    bool whole = type != NULL;
    for (int i = 0; whole && i < 2; i++) {
        made[i] = socket_new(rt, AS_TYPE(type), rt->empty_tuple, NULL);
        whole = made[i] != NULL && adopt(rt, AS_SOCKET(made[i]), ends[i], numbers[0], numbers[1], numbers[2]) == 0;
    }
    if (whole) result = tuple_of(rt, 2, made[0], made[1]);
    release(rt, type);
    release(rt, made[0]);
    release(rt, made[1]);
    return result;
}

static Own socket_close(Rt *rt, Ref self)
{
    return close_descriptor(rt, AS_SOCKET(self)) < 0 ? NULL : none_new(rt);
}

static Own socket_detach(Rt *rt, Ref self)
{
    int fd = AS_SOCKET(self)->fd;
    AS_SOCKET(self)->fd = -1;
    return int_new(rt, fd);
}

static Own socket_fileno(Rt *rt, Ref self)
{
    return int_new(rt, AS_SOCKET(self)->fd);
}

/* --- connecting */

/* One request about the address GIVEN. */
static Own with_address(Rt *rt, Ref self, WorldOp op, Ref given, const char *function)
{
    SocketAddress address;
    if (socket_address_read(rt, AS_SOCKET(self)->family, given, function, &address) < 0) return NULL;
    WorldRequest request = {op, {AS_SOCKET(self)->fd}, {{(const char *)&address.storage, address.size}}};
    WorldReply reply = WORLD_REPLY_INIT;
    int status = world_ask(rt, &request, &reply);
    if (status < 0) posix_raise(rt, &reply);
    world_reply_fini(&reply);
    return status < 0 ? NULL : none_new(rt);
}

static Own socket_bind(Rt *rt, Ref self, Ref given)
{
    return with_address(rt, self, WORLD_BIND, given, "bind");
}

/* Begins to connect and waits until that is done: 0 or the system's error number; -1 + pending. */
static int connect_to(Rt *rt, SocketObj *self, Ref given, const char *function)
{
    SocketAddress address;
    if (socket_address_read(rt, self->family, given, function, &address) < 0) return -1;
    WorldRequest request = {WORLD_CONNECT, {self->fd}, {{(const char *)&address.storage, address.size}}};
    WorldReply reply = WORLD_REPLY_INIT;
    int error = world_ask(rt, &request, &reply) == 0 ? 0 : reply.error;
    world_reply_fini(&reply);
    if (rt_is_pending(rt)) return -1;
    if (error != EINPROGRESS || self->timeout == 0) return error;
    if (wait_for(rt, self, POLLOUT) < 0) return -1;
    return option_int(rt, self->fd, SOL_SOCKET, SO_ERROR, &error) < 0 ? -1 : error;
}

static Own socket_connect(Rt *rt, Ref self, Ref given)
{
    int error = connect_to(rt, AS_SOCKET(self), given, "connect");
    return error < 0 ? NULL : error == 0 ? none_new(rt) : error_raise_os(rt, error, NULL);
}

static Own socket_connect_ex(Rt *rt, Ref self, Ref given)
{
    int error = connect_to(rt, AS_SOCKET(self), given, "connect_ex");
    if (error < 0 && error_clear_if(rt, TYPE_TimeoutError)) error = EWOULDBLOCK;
    return error < 0 ? NULL : int_new(rt, error);
}

static Own socket_listen(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int backlog = SOMAXCONN < 128 ? SOMAXCONN : 128;
    WorldReply reply = WORLD_REPLY_INIT;
    if (nargs == 1 && posix_int(rt, args[0], &backlog) < 0) return NULL;
    if (world_ask_ints(rt, WORLD_LISTEN, AS_SOCKET(self)->fd, backlog < 0 ? 0 : backlog, &reply) < 0) return NULL;
    world_reply_fini(&reply);
    return none_new(rt);
}

/* (descriptor, address of the other end) */
static Own socket_accept(Rt *rt, Ref self)
{
    WorldRequest request = {WORLD_ACCEPT, {AS_SOCKET(self)->fd}, {{NULL, 0}}};
    WorldReply reply = WORLD_REPLY_INIT;
    if (ask_when_ready(rt, AS_SOCKET(self), POLLIN, &request, &reply) < 0) return NULL;
    Own fd = int_new(rt, reply.value), address = socket_address_new(rt, reply.bytes, reply.size), result = NULL;
    if (fd != NULL && address != NULL) result = tuple_of(rt, 2, fd, address);
    world_reply_fini(&reply);
    release_all(rt, fd, address);
    return result;
}

static Own name_of(Rt *rt, Ref self, const MethodDef *def)
{
    bool other_end = def->fn.which;
    WorldReply reply = WORLD_REPLY_INIT;
    if (world_ask_ints(rt, WORLD_SOCKET_NAME, AS_SOCKET(self)->fd, other_end, &reply) < 0) return NULL;
    Own address = socket_address_new(rt, reply.bytes, reply.size);
    world_reply_fini(&reply);
    return address;
}

static Own socket_shutdown(Rt *rt, Ref self, Ref given)
{
    int how;
    WorldReply reply = WORLD_REPLY_INIT;
    if (posix_int(rt, given, &how) < 0 || world_ask_ints(rt, WORLD_SHUTDOWN, AS_SOCKET(self)->fd, how, &reply) < 0) return NULL;
    world_reply_fini(&reply);
    return none_new(rt);
}

/* --- receiving */

/* A FLAGS argument, or 0. */
static int flags_read(Rt *rt, const Ref *args, ptrdiff_t nargs, ptrdiff_t index, int *flags)
{
    *flags = 0;
    return nargs > index ? posix_int(rt, args[index], flags) : 0;
}

/* Up to SIZE bytes, and the sender's address: 0 with REPLY to be ended. */
static int receive(Rt *rt, Ref self, ptrdiff_t size, int flags, WorldReply *reply)
{
    int whole = flags & MSG_WAITALL ? 0 : MSG_DONTWAIT;
    WorldRequest request = {WORLD_RECEIVE, {AS_SOCKET(self)->fd, size, flags | whole}, {{NULL, 0}}};
    return ask_when_ready(rt, AS_SOCKET(self), POLLIN, &request, reply);
}

/* recv and recvfrom: bytes, or (bytes, address). */
static Own received(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames, const MethodDef *def)
{
    bool with_sender = def->fn.which;
    ptrdiff_t size;
    int flags;
    WorldReply reply = WORLD_REPLY_INIT;
    if (args_size(rt, args[0], &size) < 0 || flags_read(rt, args, nargs, 1, &flags) < 0) return NULL;
    if (size < 0) return error_raise(rt, TYPE_ValueError, "negative buffersize in %s", def->name);
    if (receive(rt, self, size, flags, &reply) < 0) return NULL;
    size_t got = (size_t)reply.value;
    Own bytes = bytes_new(rt, reply.bytes, got), address = NULL, result = NULL;
    if (bytes != NULL && with_sender) {
        address = socket_address_new(rt, reply.bytes + got, reply.size - got);
        if (address != NULL) result = tuple_of(rt, 2, bytes, address);
    } else {
        result = STEAL(bytes);
    }
    world_reply_fini(&reply);
    release_all(rt, bytes, address);
    return result;
}

/* recv_into and recvfrom_into: a count, or (count, address). */
static Own received_into(Rt *rt, Ref self, Ref *given, const MethodDef *def)
{
    bool with_sender = def->fn.which;
    ptrdiff_t size = 0;
    int flags = 0;
    Buffer view = {0};
    WorldReply reply = WORLD_REPLY_INIT;
    if (args_size(rt, given[1], &size) < 0) return NULL;
    if (given[2] != NULL && posix_int(rt, given[2], &flags) < 0) return NULL;
    if (size < 0) return error_raise(rt, TYPE_ValueError, "negative buffersize in %s", def->name);
    if (buffer_get(rt, given[0], &view, BUFFER_WRITABLE) < 0) return NULL;
    Own count = NULL, address = NULL, result = NULL;
    if (size > view.length) error_raise(rt, TYPE_ValueError, "buffer too small for requested bytes");
    else if (receive(rt, self, size == 0 ? view.length : size, flags, &reply) == 0) count = int_new(rt, reply.value);
    if (count != NULL) {
        size_t got = (size_t)reply.value;
        memcpy(view.bytes, reply.bytes, got);
        if (with_sender) address = socket_address_new(rt, reply.bytes + got, reply.size - got);
        if (!with_sender) result = STEAL(count);
        else if (address != NULL) result = tuple_of(rt, 2, count, address);
    }
    world_reply_fini(&reply);
    buffer_release(rt, &view);
    release_all(rt, count, address);
    return result;
}

/* --- sending */

/* Sends some of the SIZE bytes, to ADDRESS unless it is NULL: how many, or -1. */
static int64_t send_some(Rt *rt, Ref self, const char *bytes, size_t size, int flags, const SocketAddress *address)
{
    WorldRequest request = {WORLD_SEND, {AS_SOCKET(self)->fd, flags | MSG_DONTWAIT}, {{bytes, size}}};
    WorldReply reply = WORLD_REPLY_INIT;
    if (address != NULL) request.texts[1] = (struct WorldText){(const char *)&address->storage, address->size};
    if (ask_when_ready(rt, AS_SOCKET(self), POLLOUT, &request, &reply) < 0) return -1;
    int64_t sent = reply.value;
    world_reply_fini(&reply);
    return sent;
}

static Own sent(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames, const MethodDef *def)
{
    bool all = def->fn.which;
    int flags;
    Buffer view = {0};
    if (flags_read(rt, args, nargs, 1, &flags) < 0) return NULL;
    if (buffer_get(rt, args[0], &view, BUFFER_SIMPLE) < 0) return NULL;
    size_t size = (size_t)view.length, done = 0;
    int64_t some;
    do {
        some = send_some(rt, self, view.bytes + done, size - done, flags, NULL);
        if (some > 0) done += (size_t)some;
    } while (all && some >= 0 && done < size && error_poll(rt) == 0);
    buffer_release(rt, &view);
    if (some < 0 || rt_is_pending(rt)) return NULL;
    return all ? none_new(rt) : int_new(rt, some);
}

/* sendto(data, [flags,] address) */
static Own socket_sendto(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int flags = 0;
    SocketAddress address;
    Buffer view = {0};
    if (nargs != 2 && nargs != 3) return error_raise(rt, TYPE_TypeError, "sendto() takes 2 or 3 arguments (%zd given)", nargs);
    if (nargs == 3 && posix_int(rt, args[1], &flags) < 0) return NULL;
    if (buffer_get(rt, args[0], &view, BUFFER_SIMPLE) < 0) return NULL;
    int64_t count = socket_address_read(rt, AS_SOCKET(self)->family, args[nargs - 1], "sendto", &address);
    if (count == 0) count = send_some(rt, self, view.bytes, (size_t)view.length, flags, &address);
    buffer_release(rt, &view);
    return count < 0 ? NULL : int_new(rt, count);
}

/* --- options */

static Own socket_getsockopt(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int level, name, size = 0, value;
    if (posix_int(rt, args[0], &level) < 0 || posix_int(rt, args[1], &name) < 0) return NULL;
    if (nargs == 3 && posix_int(rt, args[2], &size) < 0) return NULL;
    if (size == 0) return option_int(rt, AS_SOCKET(self)->fd, level, name, &value) < 0 ? NULL : int_new(rt, value);
    if (size < 0 || size > 1024) return error_raise(rt, TYPE_OSError, "getsockopt buflen out of range");
    WorldRequest request = {WORLD_OPTION_GET, {AS_SOCKET(self)->fd, level, name, size}, {{NULL, 0}}};
    WorldReply reply = WORLD_REPLY_INIT;
    int status = world_ask(rt, &request, &reply);
    Own result = status < 0 ? posix_raise(rt, &reply) : bytes_new(rt, reply.bytes, reply.size);
    world_reply_fini(&reply);
    return result;
}

static Own socket_setsockopt(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int level, name, number = 0;
    Buffer view = {0};
    if (posix_int(rt, args[0], &level) < 0 || posix_int(rt, args[1], &name) < 0) return NULL;
    bool is_number = number_has_index(args[2]);
    if (is_number ? posix_int(rt, args[2], &number) < 0 : buffer_get(rt, args[2], &view, BUFFER_SIMPLE) < 0) return NULL;
    WorldRequest request = {WORLD_OPTION_SET, {AS_SOCKET(self)->fd, level, name}, {{view.bytes, (size_t)view.length}}};
    if (is_number) request.texts[0] = (struct WorldText){(const char *)&number, sizeof number};
    WorldReply reply = WORLD_REPLY_INIT;
    int status = world_ask(rt, &request, &reply);
    if (status < 0) posix_raise(rt, &reply);
    world_reply_fini(&reply);
    buffer_release(rt, &view);
    return status < 0 ? NULL : none_new(rt);
}

static Own socket_settimeout(Rt *rt, Ref self, Ref given)
{
    int64_t timeout;
    if (socket_timeout_read(rt, given, &timeout) < 0 || set_timeout(rt, AS_SOCKET(self), timeout) < 0) return NULL;
    return none_new(rt);
}

static Own socket_gettimeout(Rt *rt, Ref self)
{
    return socket_timeout_new(rt, AS_SOCKET(self)->timeout);
}

static Own socket_setblocking(Rt *rt, Ref self, Ref given)
{
    int waits = object_is_true(rt, given);
    return waits < 0 || set_timeout(rt, AS_SOCKET(self), waits ? -1 : 0) < 0 ? NULL : none_new(rt);
}

static Own socket_getblocking(Rt *rt, Ref self)
{
    return bool_new(rt, AS_SOCKET(self)->timeout != 0);
}

/* --- the type */

#define INTO .least = 1, .most = 3, .names = NAMES("buffer", "nbytes", "flags")

static const MethodDef methods[] = {
    {"_accept", METHOD_NOARGS, {.unary = socket_accept}, "_accept() -> (integer, address info)", 0},
    {"bind", METHOD_O, {.binary = socket_bind}, "bind(address)\n\nBind the socket to a local address.", 0},
    {"close", METHOD_NOARGS, {.unary = socket_close}, "close()\n\nClose the socket.  It cannot be used after this call.", 0},
    {"connect", METHOD_O, {.binary = socket_connect}, "connect(address)\n\nConnect the socket to a remote address.", 0},
    {"connect_ex", METHOD_O, {.binary = socket_connect_ex}, "connect_ex(address) -> errno", 0},
    {"detach", METHOD_NOARGS, {.unary = socket_detach}, "detach()\n\nClose the socket object without closing the underlying file descriptor.", 0},
    {"fileno", METHOD_NOARGS, {.unary = socket_fileno}, "fileno() -> integer", 0},
    {"getblocking", METHOD_NOARGS, {.unary = socket_getblocking}, "getblocking()", 0},
    {"getpeername", METHOD_NOARGS_OF, {.unary_of = name_of, .which = true}, "getpeername() -> address info", 0},
    {"getsockname", METHOD_NOARGS_OF, {.unary_of = name_of}, "getsockname() -> address info", 0},
    {"getsockopt", METHOD_FASTCALL, {.fast = socket_getsockopt, .least = 2, .most = 3}, "getsockopt(level, option[, buffersize]) -> value", 0},
    {"gettimeout", METHOD_NOARGS, {.unary = socket_gettimeout}, "gettimeout() -> timeout", 0},
    {"listen", METHOD_FASTCALL, {.fast = socket_listen, .most = 1}, "listen([backlog])", 0},
    {"recv", METHOD_FASTCALL_OF, {.fast_of = received, .least = 1, .most = 2}, "recv(buffersize[, flags]) -> data", 0},
    {"recv_into", METHOD_BOUND_OF, {.bound_of = received_into, INTO}, "recv_into(buffer, [nbytes[, flags]]) -> nbytes_read", 0},
    {"recvfrom", METHOD_FASTCALL_OF, {.fast_of = received, .which = true, .least = 1, .most = 2}, "recvfrom(buffersize[, flags]) -> (data, address info)", 0},
    {"recvfrom_into", METHOD_BOUND_OF, {.bound_of = received_into, .which = true, INTO}, "recvfrom_into(buffer[, nbytes[, flags]]) -> (nbytes, address info)", 0},
    {"send", METHOD_FASTCALL_OF, {.fast_of = sent, .least = 1, .most = 2}, "send(data[, flags]) -> count", 0},
    {"sendall", METHOD_FASTCALL_OF, {.fast_of = sent, .which = true, .least = 1, .most = 2}, "sendall(data[, flags])", 0},
    {"sendto", METHOD_FASTCALL, {.fast = socket_sendto}, "sendto(data[, flags], address) -> count", 0},
    {"setblocking", METHOD_O, {.binary = socket_setblocking}, "setblocking(flag)", 0},
    {"setsockopt", METHOD_FASTCALL, {.fast = socket_setsockopt, .least = 3, .most = 3}, "setsockopt(level, option, value)", 0},
    {"settimeout", METHOD_O, {.binary = socket_settimeout}, "settimeout(timeout)", 0},
    {"shutdown", METHOD_O, {.binary = socket_shutdown}, "shutdown(flag)", 0},
    {0},
};

static const MemberDef members[] = {
    {"family", MEMBER_INT, offsetof(SocketObj, family), true, "the socket family"},
    {"type", MEMBER_INT, offsetof(SocketObj, type), true, "the socket type"},
    {"proto", MEMBER_INT, offsetof(SocketObj, protocol), true, "the socket protocol"},
    {NULL, 0, 0, false, NULL},
};

static const GetSetDef getset[] = {
    {"timeout", socket_gettimeout, NULL, "the socket timeout"},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec socket_type_spec = {
    .name = "_socket.socket",
    .basicsize = sizeof(SocketObj),
    .flags = TYPE_FLAG_BASE,
    .doc = "socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object\nsocket(family=-1, type=-1, proto=-1, fileno=None) -> socket object\n\nOpen a socket of the given type.",
    .slots = {.tp_new = socket_new, .tp_init = socket_init, .tp_finalize = socket_finalize, .tp_repr = socket_repr},
    .methods = methods,
    .members = members,
    .getset = getset,
};
