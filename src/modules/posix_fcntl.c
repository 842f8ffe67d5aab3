/* The modules fcntl, termios and pwd: descriptors, terminals and users, by the world's operations. */
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <termios.h>

#include "modules/fieldtuple.h"
#include "modules/module_specs.h"
#include "modules/module_state.h"
#include "modules/posix_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/buffer.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/module_types.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* --- fcntl */

/* The answer to a request with BYTES: those that came back. */
static Own ask_bytes(Rt *rt, WorldOp op, int fd, int64_t code, const char *bytes, size_t size, char *back)
{
    WorldRequest request = {op, {fd, code}, {{bytes, size}}};
    WorldReply reply = WORLD_REPLY_INIT;
    Own result = NULL;
    if (size > 1024) return error_raise(rt, TYPE_ValueError, "%s string arg too long", op == WORLD_FCNTL_BYTES ? "fcntl" : "ioctl");
    if (world_ask(rt, &request, &reply) < 0) {
        posix_raise(rt, &reply);
    } else if (back != NULL) {
        memcpy(back, reply.bytes, size);
        result = int_new(rt, reply.value);
    } else {
        result = bytes_new(rt, reply.bytes, reply.size);
    }
    world_reply_fini(&reply);
    return result;
}

static Own ask_number(Rt *rt, WorldOp op, int fd, int64_t code, Ref argument_or_null)
{
    int64_t argument = 0;
    if (argument_or_null != NULL && posix_offset(rt, argument_or_null, &argument) < 0) return NULL;
    WorldRequest request = {.op = op, .ints = {fd, code, argument}};
    WorldReply reply = WORLD_REPLY_INIT;
    return world_ask(rt, &request, &reply) < 0 ? posix_raise(rt, &reply) : int_new(rt, reply.value);
}

static Own fcntl_fcntl(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int fd, command;
    if (posix_descriptor(rt, args[0], &fd) < 0 || posix_int(rt, args[1], &command) < 0) return NULL;
    if (nargs == 2 || number_has_index(args[2])) return ask_number(rt, WORLD_FCNTL, fd, command, nargs == 2 ? NULL : args[2]);
    Buffer view = {0};
    if (buffer_get(rt, args[2], &view, BUFFER_SIMPLE) < 0) return NULL;
    Own result = ask_bytes(rt, WORLD_FCNTL_BYTES, fd, command, view.bytes, (size_t)view.length, NULL);
    buffer_release(rt, &view);
    return result;
}

static Own fcntl_ioctl(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int fd;
    int64_t code;
    if (posix_descriptor(rt, args[0], &fd) < 0 || posix_offset(rt, args[1], &code) < 0) return NULL;
    if (nargs == 2 || number_has_index(args[2])) return ask_number(rt, WORLD_IOCTL, fd, code, nargs == 2 ? NULL : args[2]);
    int changes = nargs == 4 ? object_is_true(rt, args[3]) : 1;
    Buffer view = {0};
    if (changes < 0) return NULL;
    bool writable = changes && !is_bytes(args[2]);
    if (buffer_get(rt, args[2], &view, writable ? BUFFER_WRITABLE : BUFFER_SIMPLE) < 0) return NULL;
    Own result = ask_bytes(rt, WORLD_IOCTL_BYTES, fd, code, view.bytes, (size_t)view.length, writable ? view.bytes : NULL);
    buffer_release(rt, &view);
    return result;
}

static Own fcntl_flock(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int fd, operation;
    WorldReply reply = WORLD_REPLY_INIT;
    if (posix_descriptor(rt, args[0], &fd) < 0 || posix_int(rt, args[1], &operation) < 0) return NULL;
    return world_ask_ints(rt, WORLD_FLOCK, fd, operation, &reply) < 0 ? NULL : none_new(rt);
}

static Own fcntl_lockf(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int fd, kind;
    WorldRequest request = {.op = WORLD_LOCKF};
    WorldReply reply = WORLD_REPLY_INIT;
    if (posix_descriptor(rt, args[0], &fd) < 0 || posix_int(rt, args[1], &kind) < 0) return NULL;
    for (ptrdiff_t i = 2; i < nargs; i++) {
        if (posix_offset(rt, args[i], &request.ints[i]) < 0) return NULL;
    }
    request.ints[0] = fd;
    request.ints[1] = kind;
    if ((kind & (LOCK_UN | LOCK_SH | LOCK_EX)) == 0) return error_raise(rt, TYPE_ValueError, "unrecognized lockf argument");
    return world_ask(rt, &request, &reply) < 0 ? posix_raise(rt, &reply) : none_new(rt);
}

static int fcntl_exec(Rt *rt, Ref module)
{
    static const ModuleInt constants[] = {
#define CONSTANT(name) {#name, (int)name},
#include "modules/fcntl_constants.def"
#undef CONSTANT
    };
    return module_add_ints(rt, module, constants, ARRAY_LENGTH(constants));
}

const ModuleSpec fcntl_module_spec = {
    .name = "fcntl",
    .doc = "This module performs file control and I/O control on file\ndescriptors.",
    .methods = METHODS(
        {"fcntl", METHOD_FASTCALL, {.fast = fcntl_fcntl, .least = 2, .most = 3}, "Perform the operation `cmd` on file descriptor fd.", 0},
        {"ioctl", METHOD_FASTCALL, {.fast = fcntl_ioctl, .least = 2, .most = 4}, "Perform the operation request on file descriptor fd.", 0},
        {"flock", METHOD_FASTCALL, {.fast = fcntl_flock, .least = 2, .most = 2}, "Perform the lock operation `operation` on file descriptor `fd`.", 0},
        {"lockf", METHOD_FASTCALL, {.fast = fcntl_lockf, .least = 2, .most = 5}, "A wrapper around the fcntl() locking calls.", 0}),
    .exec = fcntl_exec,
};

/* --- termios */

/* Asks; termios.error(errno, text) when the world refuses. */
static int termios_ask(Rt *rt, const WorldRequest *request, WorldReply *reply)
{
    if (world_ask(rt, request, reply) == 0) return 0;
    if (rt_is_pending(rt)) return -1;
    Own number = int_new(rt, reply->error), text = str_new(rt, strerror(reply->error)), both = NULL;
    if (number != NULL && text != NULL) both = tuple_of(rt, 2, number, text);
    if (both != NULL) error_raise_class(rt, rt->modules->termios_error, both);
    release_all(rt, number, text, both);
    return -1;
}

/* [iflag, oflag, cflag, lflag, ispeed, ospeed, [cc …]] */
static Own termios_tcgetattr(Rt *rt, Ref self, Ref file)
{
    int fd;
    struct termios state;
    WorldReply reply = {.room = (char *)&state, .capacity = sizeof state};
    if (posix_descriptor(rt, file, &fd) < 0) return NULL;
    WorldRequest request = {.op = WORLD_TERMINAL_GET, .ints = {fd}};
    if (termios_ask(rt, &request, &reply) < 0) return NULL;
    bool canonical = (state.c_lflag & ICANON) != 0;
    const int64_t numbers[] = {state.c_iflag, state.c_oflag, state.c_cflag, state.c_lflag, cfgetispeed(&state), cfgetospeed(&state)};
    Own list = list_new(rt, 0), characters = list_new(rt, 0);
    for (size_t i = 0; list != NULL && i < ARRAY_LENGTH(numbers); i++) {
        Own number = int_new(rt, numbers[i]);
        if (number == NULL || list_append_take(rt, list, number) < 0) release_clear(rt, &list);
    }
    for (int i = 0; characters != NULL && i < NCCS; i++) {
        bool is_count = !canonical && (i == VMIN || i == VTIME);
        Own item = is_count ? int_new(rt, state.c_cc[i]) : bytes_new(rt, &state.c_cc[i], 1);
        if (item == NULL || list_append_take(rt, characters, item) < 0) release_clear(rt, &characters);
    }
    if (list == NULL || characters == NULL || list_append(rt, list, characters) < 0) release_clear(rt, &list);
    release(rt, characters);
    return list;
}

/* The seven items of ATTRIBUTES into STATE. */
static int read_attributes(Rt *rt, Ref attributes, struct termios *state)
{
    int64_t numbers[6];
    if (!is_list(attributes) || list_length(attributes) != 7)
        return error_raise_int(rt, TYPE_TypeError, "tcsetattr, arg 3: must be 7 element list");
    for (int i = 0; i < 6; i++) {
        if (posix_offset(rt, list_peek(attributes, i), &numbers[i]) < 0) return -1;
        if (i < 6 && list_length(attributes) != 7) return error_raise_int(rt, TYPE_TypeError, "tcsetattr, arg 3: must be 7 element list");
    }
    Ref characters = list_peek(attributes, 6);
    if (!is_list(characters) || list_length(characters) != NCCS)
        return error_raise_int(rt, TYPE_TypeError, "tcsetattr: attributes[6] must be %i element list", NCCS);
    state->c_iflag = (tcflag_t)numbers[0];
    state->c_oflag = (tcflag_t)numbers[1];
    state->c_cflag = (tcflag_t)numbers[2];
    state->c_lflag = (tcflag_t)numbers[3];
    cfsetispeed(state, (speed_t)numbers[4]);
    cfsetospeed(state, (speed_t)numbers[5]);
    for (int i = 0; i < NCCS; i++) {
        Ref item = list_peek(characters, i);
        if (is_bytes(item) && bytes_length(item) == 1) state->c_cc[i] = (cc_t)AS_BYTES(item)->bytes[0];
        else if (is_int(item) && int_is_small(item)) state->c_cc[i] = (cc_t)int_small_value(item);
        else return error_raise_int(rt, TYPE_TypeError, "tcsetattr: elements of attributes must be characters or integers");
    }
    return 0;
}

static Own termios_tcsetattr(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int fd, when;
    struct termios state;
    WorldReply now = {.room = (char *)&state, .capacity = sizeof state}, reply = WORLD_REPLY_INIT;
    if (args_count(rt, "tcsetattr", nargs, 3, 3) < 0 || posix_descriptor(rt, args[0], &fd) < 0 || posix_int(rt, args[1], &when) < 0) return NULL;
    WorldRequest ask = {.op = WORLD_TERMINAL_GET, .ints = {fd}};
    if (termios_ask(rt, &ask, &now) < 0 || read_attributes(rt, args[2], &state) < 0) return NULL;
    WorldRequest request = {WORLD_TERMINAL_SET, {fd, when}, {{(const char *)&state, sizeof state}}};
    return termios_ask(rt, &request, &reply) < 0 ? NULL : none_new(rt);
}

static int termios_exec(Rt *rt, Ref module)
{
    static const ModuleInt constants[] = {
#define CONSTANT(name) {#name, (int)name},
#include "modules/termios_constants.def"
#undef CONSTANT
    };
    if (rt->modules->termios_error == NULL) rt->modules->termios_error = module_error_new(rt, "termios", "error", TYPE_Exception);
    if (rt->modules->termios_error == NULL || module_add(rt, module, "error", new_ref(rt->modules->termios_error)) < 0) return -1;
    return module_add_ints(rt, module, constants, ARRAY_LENGTH(constants));
}

const ModuleSpec termios_module_spec = {
    .name = "termios",
    .doc = "This module provides an interface to the Posix calls for tty I/O control.",
    .methods = METHODS(
        {"tcgetattr", METHOD_O, {.binary = termios_tcgetattr}, "Get the tty attributes for file descriptor fd.", 0},
        {"tcsetattr", METHOD_FASTCALL, {.fast = termios_tcsetattr}, "Set the tty attributes for file descriptor fd.", 0}),
    .exec = termios_exec,
};

/* --- pwd */

static const MemberDef password_fields[] = {
    FIELD_AT("pw_name", 0), FIELD_AT("pw_passwd", 1), FIELD_AT("pw_uid", 2), FIELD_AT("pw_gid", 3), FIELD_AT("pw_gecos", 4),
    FIELD_AT("pw_dir", 5), FIELD_AT("pw_shell", 6), FIELDS_END,
};
static const TypeSpec password_spec = FIELDTUPLE_SPEC("pwd.struct_passwd", password_fields);

/* The entry whose seven texts begin at *AT. */
static Own password_new(Rt *rt, const char *bytes, size_t *at)
{
    Own items[7] = {NULL};
    for (int i = 0; i < 7; i++) {
        size_t length = strlen(bytes + *at);
        items[i] = i == 2 || i == 3 ? int_parse(rt, bytes + *at, length, 10) : posix_fs_decode(rt, bytes + *at, length);
        *at += length + 1;
    }
    return fieldtuple_new(rt, rt->modules->password_type, items, ARRAY_LENGTH(items));
}

static Own pwd_getpwnam(Rt *rt, Ref self, Ref name)
{
    if (!is_str(name)) return error_raise(rt, TYPE_TypeError, "getpwnam() argument must be str, not %.50T", name);
    Own text = posix_fs_encode(rt, name), result = NULL;
    if (text == NULL) return NULL;
    WorldRequest request = {WORLD_PASSWORD_NAME, {0}, {{AS_BYTES(text)->bytes, (size_t)bytes_length(text)}}};
    WorldReply reply = WORLD_REPLY_INIT;
    size_t at = 0;
    if (world_ask(rt, &request, &reply) < 0) posix_raise(rt, &reply);
    else if (reply.size == 0) error_raise(rt, TYPE_KeyError, "getpwnam(): name not found: %R", name);
    else result = password_new(rt, reply.bytes, &at);
    world_reply_fini(&reply);
    release(rt, text);
    return result;
}

static Own pwd_getpwuid(Rt *rt, Ref self, Ref user)
{
    int64_t number;
    WorldReply reply = WORLD_REPLY_INIT;
    size_t at = 0;
    if (posix_offset(rt, user, &number) < 0) {
        return error_clear_if(rt, TYPE_OverflowError) ? error_raise(rt, TYPE_KeyError, "getpwuid(): uid not found") : NULL;
    }
    if (number < -1 || number > UINT32_MAX) return error_raise(rt, TYPE_KeyError, "getpwuid(): uid not found");
    if (world_ask_ints(rt, WORLD_PASSWORD_USER, number, 0, &reply) < 0) return NULL;
    Own result = reply.size > 0 ? password_new(rt, reply.bytes, &at) : error_raise(rt, TYPE_KeyError, "getpwuid(): uid not found: %S", user);
    world_reply_fini(&reply);
    return result;
}

static Own pwd_getpwall(Rt *rt, Ref self)
{
    WorldReply reply = WORLD_REPLY_INIT;
    if (world_ask_ints(rt, WORLD_PASSWORD_ALL, 0, 0, &reply) < 0) return NULL;
    Own list = list_new(rt, 0);
    for (size_t at = 0; list != NULL && at < reply.size;) {
        Own entry = password_new(rt, reply.bytes, &at);
        if (entry == NULL || list_append_take(rt, list, entry) < 0) release_clear(rt, &list);
    }
    world_reply_fini(&reply);
    return list;
}

static int pwd_exec(Rt *rt, Ref module)
{
    if (rt->modules->password_type == NULL) rt->modules->password_type = fieldtuple_type(rt, &password_spec, 0);
    return rt->modules->password_type == NULL ? -1 : module_add(rt, module, "struct_passwd", new_ref(rt->modules->password_type));
}

const ModuleSpec pwd_module_spec = {
    .name = "pwd",
    .doc = "This module provides access to the Unix password database.",
    .methods = METHODS(
        {"getpwuid", METHOD_O, {.binary = pwd_getpwuid}, "Return the password database entry for the given numeric user ID.", 0},
        {"getpwnam", METHOD_O, {.binary = pwd_getpwnam}, "Return the password database entry for the given user name.", 0},
        {"getpwall", METHOD_NOARGS, {.unary = pwd_getpwall}, "Return a list of all available password database entries, in arbitrary order.", 0}),
    .exec = pwd_exec,
};
