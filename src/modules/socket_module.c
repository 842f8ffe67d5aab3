/* The module _socket: the type, its exceptions and constants; its functions are in socket_address.c. */
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

#include "modules/module_specs.h"
#include "modules/module_state.h"
#include "modules/posix_parts.h"
#include "modules/socket_parts.h"
#include "objects/dictobj.h"
#include "objects/intobj.h"
#include "objects/module_types.h"
#include "objects/moduleobj.h"

static Own socket_getdefaulttimeout(Rt *rt, Ref self)
{
    return socket_timeout_new(rt, rt->modules->socket_waits ? rt->modules->socket_timeout : -1);
}

static Own socket_setdefaulttimeout(Rt *rt, Ref self, Ref given)
{
    int64_t timeout;
    if (socket_timeout_read(rt, given, &timeout) < 0) return NULL;
    rt->modules->socket_waits = timeout >= 0;
    rt->modules->socket_timeout = timeout;
    return none_new(rt);
}

/* One request about a descriptor; its answer. */
static int descriptor_ask(Rt *rt, WorldOp op, Ref given, int64_t *value)
{
    int fd;
    WorldReply reply = WORLD_REPLY_INIT;
    if (posix_descriptor(rt, given, &fd) < 0 || world_ask_ints(rt, op, fd, 0, &reply) < 0) return -1;
    *value = reply.value;
    world_reply_fini(&reply);
    return 0;
}

static Own socket_close_number(Rt *rt, Ref self, Ref given)
{
    int64_t value;
    return descriptor_ask(rt, WORLD_CLOSE, given, &value) < 0 ? NULL : none_new(rt);
}

static Own socket_dup(Rt *rt, Ref self, Ref given)
{
    int64_t value;
    return descriptor_ask(rt, WORLD_DUP, given, &value) < 0 ? NULL : int_new(rt, value);
}

static const MethodDef methods[] = {
    {"close", METHOD_O, {.binary = socket_close_number}, "close(integer) -> None\n\nClose an integer socket file descriptor.", 0},
    {"dup", METHOD_O, {.binary = socket_dup}, "dup(integer) -> integer\n\nDuplicate an integer socket file descriptor.", 0},
    {"getdefaulttimeout", METHOD_NOARGS, {.unary = socket_getdefaulttimeout}, "getdefaulttimeout() -> timeout", 0},
    {"setdefaulttimeout", METHOD_O, {.binary = socket_setdefaulttimeout}, "setdefaulttimeout(timeout)", 0},
    {"socketpair", METHOD_FASTCALL, {.fast = socket_pair}, "socketpair([family[, type [, proto]]]) -> (socket object, socket object)", METHOD_TUPLE},
    {0},
};

static int add_error(Rt *rt, Ref module, const char *name)
{
    return module_add(rt, module, name, module_error_new(rt, "socket", name, TYPE_OSError));
}

static int socket_exec(Rt *rt, Ref module)
{
    static const ModuleInt constants[] = {
#define CONSTANT(name) {#name, (int64_t)name},
#include "modules/socket_constants.def"
#undef CONSTANT
    };
    if (add_error(rt, module, "herror") < 0 || add_error(rt, module, "gaierror") < 0) return -1;
    if (module_add_functions(rt, module, socket_name_methods) < 0) return -1;
    Ref type = dict_peek_text(rt, module_dict(module), "socket"), lookup_error = dict_peek_text(rt, module_dict(module), "gaierror");
    if (type == NULL || lookup_error == NULL || module_add(rt, module, "SocketType", new_ref(type)) < 0) return -1;
    release_replace(rt, &rt->modules->socket_lookup_error, new_ref(lookup_error));
    if (module_add(rt, module, "has_ipv6", bool_new(rt, true)) < 0) return -1;
    if (module_add(rt, module, "error", new_ref((Ref)RT_TYPE(rt, OSError))) < 0 || module_add(rt, module, "timeout", new_ref((Ref)RT_TYPE(rt, TimeoutError))) < 0) return -1;
    return module_add_ints(rt, module, constants, ARRAY_LENGTH(constants));
}

const ModuleSpec _socket_module_spec = {
    .name = "_socket",
    .doc = "What the module socket has in C.",
    .methods = methods,
    .types = TYPES(&socket_type_spec),
    .exec = socket_exec,
};
