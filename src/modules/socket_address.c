/* Addresses of sockets: (host, port) for the internet's families, a path for those of this machine.  Names of
   hosts are looked up by asking the world; text and numbers are only rewritten. */
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/un.h>
#include <sys/utsname.h>

#include "modules/module_state.h"
#include "modules/posix_parts.h"
#include "modules/socket_parts.h"
#include "objects/buffer.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* --- looking up */

/* socket.gaierror(CODE, text); NULL. */
static Own raise_lookup(Rt *rt, int code)
{
    Own number = int_new(rt, code), text = str_new(rt, gai_strerror(code)), both = NULL;
    if (number != NULL && text != NULL) both = tuple_of(rt, 2, number, text);
    if (both != NULL) error_raise_class(rt, rt->modules->socket_lookup_error, both);
    release_all(rt, number, text, both);
    return NULL;
}

/* Asks for HOST and SERVICE (str, bytes or None): 0 with REPLY to be ended, or -1. */
static int look_up(Rt *rt, Ref host, Ref service, int family, int type, int protocol, int flags, WorldReply *reply)
{
    Own texts[2] = {NULL, NULL};
    Ref given[2] = {host, service};
    WorldRequest request = {WORLD_LOOK_UP, {family, type, protocol, flags}, {{NULL, 0}}};
    int status = 0;
    for (int i = 0; i < 2 && status == 0; i++) {
        if (given[i] == NULL || given[i] == rt->none) continue;
        texts[i] = is_int(given[i]) && i == 1 ? str_format(rt, "%S", given[i]) : new_ref(given[i]);
        if (texts[i] != NULL) release_replace(rt, &texts[i], posix_fs_encode(rt, texts[i]));
        if (texts[i] == NULL) status = -1;
        else request.texts[i] = (struct WorldText){AS_BYTES(texts[i])->bytes, (size_t)bytes_length(texts[i])};
    }
    if (status == 0 && world_ask(rt, &request, reply) < 0) {
        posix_raise(rt, reply);
        status = -1;
    } else if (status == 0 && reply->value > 0) {
        raise_lookup(rt, -(int)reply->value);
        status = -1;
    }
    if (status < 0) world_reply_fini(reply);
    release(rt, texts[0]);
    release(rt, texts[1]);
    return status;
}

enum { ANSWER_FAMILY, ANSWER_TYPE, ANSWER_PROTOCOL, ANSWER_ADDRESS, ANSWER_NAME, ANSWER_NUMBERS };

/* The numbers of the answer at *AT of REPLY, and what follows them; false at the end.  Moves *AT on. */
static bool answer_next(const WorldReply *reply, size_t *at, int numbers[ANSWER_NUMBERS], const char **address, const char **name)
{
    size_t fixed = ANSWER_NUMBERS * sizeof(int);
    if (reply->size - *at < fixed) return false;
    memcpy(numbers, reply->bytes + *at, fixed);
    size_t address_size = (size_t)numbers[ANSWER_ADDRESS], name_size = (size_t)numbers[ANSWER_NAME];
    if (reply->size - *at - fixed < address_size + name_size) return false;
    *address = reply->bytes + *at + fixed;
    *name = *address + address_size;
    *at += fixed + address_size + name_size;
    return true;
}

/* The first address of FAMILY that HOST has. */
static int host_read(Rt *rt, int family, Ref host, SocketAddress *address)
{
    memset(address, 0, sizeof *address);
    bool any = is_str(host) && str_length(host) == 0, broadcast = is_str(host) && str_equals_text(host, "<broadcast>");
    address->size = family == AF_INET ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6);
    address->storage.ss_family = (sa_family_t)family;
    if (family == AF_INET && (any || broadcast))
        ((struct sockaddr_in *)&address->storage)->sin_addr.s_addr = any ? INADDR_ANY : INADDR_BROADCAST;
    if (any || (family == AF_INET && broadcast)) return 0;
    WorldReply reply = WORLD_REPLY_INIT;
    if (look_up(rt, host, NULL, family, 0, 0, 0, &reply) < 0) return -1;
    int numbers[ANSWER_NUMBERS];
    const char *bytes, *name;
    size_t at = 0;
    bool found = answer_next(&reply, &at, numbers, &bytes, &name) && (size_t)numbers[ANSWER_ADDRESS] <= sizeof address->storage;
    if (found) memcpy(&address->storage, bytes, (size_t)numbers[ANSWER_ADDRESS]);
    world_reply_fini(&reply);
    if (!found) raise_lookup(rt, EAI_NONAME);
    return found ? 0 : -1;
}

/* --- addresses */

static int internet_read(Rt *rt, int family, Ref given, const char *function, SocketAddress *address)
{
    ptrdiff_t most = family == AF_INET ? 2 : 4;
    int parts[4] = {0};
    if (!is_tuple(given))
        return error_raise_int(rt, TYPE_TypeError, "%s(): AF_INET%s address must be tuple, not %.500T", function, family == AF_INET ? "" : "6", given);
    if (tuple_length(given) < 2 || tuple_length(given) > most) {
        return error_raise_int(rt, TYPE_TypeError, family == AF_INET ? "AF_INET address must be a pair (host, port)"
                                                                     : "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])");
    }
    if (!is_str(tuple_peek(given, 0)) && !is_exact(tuple_peek(given, 0), TYPE_bytes))
        return error_raise_int(rt, TYPE_TypeError, "str, bytes or bytearray expected, not %T", tuple_peek(given, 0));
    for (ptrdiff_t i = 1; i < tuple_length(given); i++) {
        if (posix_int(rt, tuple_peek(given, i), &parts[i]) < 0 && !error_matches(rt, TYPE_OverflowError)) return -1;
        if (i == 1 && (rt_is_pending(rt) || parts[1] < 0 || parts[1] > 0xFFFF)) {
            error_clear(rt);
            return error_raise_int(rt, TYPE_OverflowError, "%s(): port must be 0-65535.", function);
        }
        if (rt_is_pending(rt)) return -1;
    }
    if (host_read(rt, family, tuple_peek(given, 0), address) < 0) return -1;
    if (family == AF_INET) {
        ((struct sockaddr_in *)&address->storage)->sin_port = htons((uint16_t)parts[1]);
        return 0;
    }
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)&address->storage;
    six->sin6_port = htons((uint16_t)parts[1]);
    six->sin6_flowinfo = htonl((uint32_t)parts[2]);
    if (parts[3] != 0) six->sin6_scope_id = (uint32_t)parts[3];
    return 0;
}

/* A path; one that begins with a NUL is no file's. */
static int unix_read(Rt *rt, Ref given, SocketAddress *address)
{
    struct sockaddr_un *unix_address = (struct sockaddr_un *)&address->storage;
    Buffer view = {0};
    Own bytes = is_str(given) ? posix_fs_encode(rt, given) : NULL;
    if (is_str(given) && bytes == NULL) return -1;
    if (buffer_get(rt, bytes != NULL ? (Ref)bytes : given, &view, BUFFER_SIMPLE) < 0) return -1;
    bool abstract = view.length > 0 && view.bytes[0] == 0;
    size_t length = (size_t)view.length, room = sizeof unix_address->sun_path - !abstract;
    if (length <= room) {
        memset(address, 0, sizeof *address);
        unix_address->sun_family = AF_UNIX;
        memcpy(unix_address->sun_path, view.bytes, length);
        address->size = offsetof(struct sockaddr_un, sun_path) + length + !abstract;
    }
    buffer_release(rt, &view);
    release(rt, bytes);
    return length <= room ? 0 : error_raise_int(rt, TYPE_OSError, "AF_UNIX path too long");
}

int socket_address_read(Rt *rt, int family, Ref given, const char *function, SocketAddress *address)
{
    if (family == AF_UNIX) return unix_read(rt, given, address);
    if (family == AF_INET || family == AF_INET6) return internet_read(rt, family, given, function, address);
    return error_raise_int(rt, TYPE_OSError, "%s(): bad family", function);
}

static Own internet_new(Rt *rt, const struct sockaddr_storage *storage)
{
    const struct sockaddr_in *four = (const struct sockaddr_in *)storage;
    const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)storage;
    bool is_six = storage->ss_family == AF_INET6;
    char text[INET6_ADDRSTRLEN] = "";
    inet_ntop(storage->ss_family, is_six ? (const void *)&six->sin6_addr : &four->sin_addr, text, sizeof text);
    Own host = str_new(rt, text), numbers[3] = {NULL}, result = NULL;
    numbers[0] = int_new(rt, ntohs(is_six ? six->sin6_port : four->sin_port));
    if (is_six) numbers[1] = int_new(rt, ntohl(six->sin6_flowinfo));
    if (is_six) numbers[2] = int_new(rt, six->sin6_scope_id);
    if (host != NULL && !rt_is_pending(rt))
        result = is_six ? tuple_of(rt, 4, host, numbers[0], numbers[1], numbers[2]) : tuple_of(rt, 2, host, numbers[0]);
    release(rt, host);
    for (int i = 0; i < 3; i++) release(rt, numbers[i]);
    return result;
}

Own socket_address_new(Rt *rt, const char *bytes, size_t size)
{
    struct sockaddr_storage storage = {0};
    if (size == 0) return none_new(rt);
    memcpy(&storage, bytes, size < sizeof storage ? size : sizeof storage);
    if (storage.ss_family == AF_INET || storage.ss_family == AF_INET6) return internet_new(rt, &storage);
    if (storage.ss_family != AF_UNIX) return none_new(rt);
    size_t header = offsetof(struct sockaddr_un, sun_path);
    if (size <= header) return str_new(rt, "");
    const char *path = bytes + header;
    if (path[0] == 0) return bytes_new(rt, path, size - header);
    return posix_fs_decode(rt, path, strnlen(path, size - header));
}

/* --- functions */

static Own answer_new(Rt *rt, const int numbers[ANSWER_NUMBERS], const char *address_bytes, const char *name_bytes)
{
    Own address = socket_address_new(rt, address_bytes, (size_t)numbers[ANSWER_ADDRESS]), parts[4] = {NULL}, result = NULL;
    for (int i = 0; address != NULL && i < 3; i++) parts[i] = int_new(rt, numbers[i]);
    if (address != NULL) parts[3] = posix_fs_decode(rt, name_bytes, (size_t)numbers[ANSWER_NAME]);
    if (address != NULL && !rt_is_pending(rt)) result = tuple_of(rt, 5, parts[0], parts[1], parts[2], parts[3], address);
    release(rt, address);
    for (int i = 0; i < 4; i++) release(rt, parts[i]);
    return result;
}

static Own socket_getaddrinfo(Rt *rt, Ref self, Ref *given)
{
    int numbers[4] = {0}, answer[ANSWER_NUMBERS];
    for (int i = 0; i < 4; i++) {
        if (given[i + 2] != NULL && posix_int(rt, given[i + 2], &numbers[i]) < 0) return NULL;
    }
    bool service = given[1] == rt->none || is_str(given[1]) || is_int(given[1]) || is_exact(given[1], TYPE_bytes);
    if (!service) return error_raise(rt, TYPE_OSError, "Int or String expected");
    WorldReply reply = WORLD_REPLY_INIT;
    if (look_up(rt, given[0], given[1], numbers[0], numbers[1], numbers[2], numbers[3], &reply) < 0) return NULL;
    Own list = list_new(rt, 0);
    const char *address, *name;
    for (size_t at = 0; list != NULL && answer_next(&reply, &at, answer, &address, &name);) {
        Own one = answer_new(rt, answer, address, name);
        if (one == NULL || list_append_take(rt, list, one) < 0) release_clear(rt, &list);
    }
    world_reply_fini(&reply);
    return list;
}

static Own socket_gethostbyname(Rt *rt, Ref self, Ref host)
{
    SocketAddress address;
    if (host_read(rt, AF_INET, host, &address) < 0) return NULL;
    Own pair = internet_new(rt, &address.storage), text = pair == NULL ? NULL : new_ref(tuple_peek(pair, 0));
    release(rt, pair);
    return text;
}

static Own socket_gethostname(Rt *rt, Ref self)
{
    WorldReply reply = WORLD_REPLY_INIT;
    struct utsname system = {0};
    if (world_ask_ints(rt, WORLD_SYSTEM_NAME, 0, 0, &reply) < 0) return NULL;
    memcpy(&system, reply.bytes, reply.size < sizeof system ? reply.size : sizeof system);
    world_reply_fini(&reply);
    return posix_fs_decode(rt, system.nodename, strnlen(system.nodename, sizeof system.nodename));
}

/* inet_pton(family, text): the bytes of an address. */
static Own packed(Rt *rt, int family, Ref text)
{
    unsigned char bytes[16];
    if (!is_str(text)) return error_raise(rt, TYPE_TypeError, "argument must be str, not %.50K", text);
    if (family != AF_INET && family != AF_INET6) return error_raise_os(rt, EAFNOSUPPORT, NULL);
    size_t size;
    const char *c = str_utf8(rt, text, &size);
    if (c == NULL) return NULL;
    if (inet_pton(family, c, bytes) != 1) return error_raise(rt, TYPE_OSError, "illegal IP address string passed to inet_pton");
    return bytes_new(rt, (const char *)bytes, family == AF_INET ? 4 : 16);
}

static Own unpacked(Rt *rt, int family, Ref given, const char *wrong)
{
    Buffer view = {0};
    char text[INET6_ADDRSTRLEN] = "";
    if (family != AF_INET && family != AF_INET6) return error_raise(rt, TYPE_ValueError, "unknown address family %d", family);
    if (buffer_get(rt, given, &view, BUFFER_SIMPLE) < 0) return NULL;
    bool fits = view.length == (family == AF_INET ? 4 : 16);
    if (fits) inet_ntop(family, view.bytes, text, sizeof text);
    buffer_release(rt, &view);
    return fits ? str_new(rt, text) : error_raise(rt, wrong[0] == 'p' ? TYPE_OSError : TYPE_ValueError, "%s", wrong);
}

static Own socket_inet_pton(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int family;
    if (posix_int(rt, args[0], &family) < 0) return NULL;
    return packed(rt, family, args[1]);
}

static Own socket_inet_ntop(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int family;
    if (posix_int(rt, args[0], &family) < 0) return NULL;
    return unpacked(rt, family, args[1], "invalid length of packed IP address string");
}

static Own socket_inet_aton(Rt *rt, Ref self, Ref text)
{
    struct in_addr address;
    if (!is_str(text)) return error_raise(rt, TYPE_TypeError, "inet_aton() argument 1 must be str, not %.50K", text);
    size_t size;
    const char *c = str_utf8(rt, text, &size);
    if (c == NULL) return NULL;
    if (inet_aton(c, &address) == 0) return error_raise(rt, TYPE_OSError, "illegal IP address string passed to inet_aton");
    return bytes_new(rt, (const char *)&address, sizeof address);
}

static Own socket_inet_ntoa(Rt *rt, Ref self, Ref bytes)
{
    return unpacked(rt, AF_INET, bytes, "packed IP wrong length for inet_ntoa");
}

/* A number of BYTES bytes the other way round: htons(…) and its kin. */
static Own swapped(Rt *rt, const char *name, Ref number, int bytes)
{
    if (!is_int(number)) return error_raise(rt, TYPE_TypeError, "expected int, %T found", number);
    int64_t value = int_value(rt, number);
    if (value == -1 && rt_is_pending(rt) && !error_clear_if(rt, TYPE_OverflowError)) return NULL;
    if (value < 0) return error_raise(rt, TYPE_OverflowError, "%s: can't convert negative Python int to C %d-bit unsigned integer", name, bytes * 8);
    if (value >> (8 * bytes) != 0) return error_raise(rt, TYPE_OverflowError, "%s: Python int too large to convert to C %d-bit unsigned integer", name, bytes * 8);
    return int_new(rt, bytes == 2 ? (int64_t)htons((uint16_t)value) : (int64_t)htonl((uint32_t)value));
}

#define SWAP(name, bytes)                                             \
    static Own socket_##name(Rt *rt, Ref self, Ref number)     \
    {                                                                 \
        return swapped(rt, #name, number, bytes);                     \
    }
SWAP(htons, 2)
SWAP(ntohs, 2)
SWAP(htonl, 4)
SWAP(ntohl, 4)

const MethodDef socket_name_methods[] = {
    {"getaddrinfo", METHOD_BOUND, {.bound = socket_getaddrinfo, .least = 2, .most = 6, .names = NAMES("host", "port", "family", "type", "proto", "flags")}, "getaddrinfo(host, port [, family, type, proto, flags])\n    -> list of (family, type, proto, canonname, sockaddr)", METHOD_TUPLE},
    {"gethostbyname", METHOD_O, {.binary = socket_gethostbyname}, "gethostbyname(host) -> address", METHOD_TUPLE},
    {"gethostname", METHOD_NOARGS, {.unary = socket_gethostname}, "gethostname() -> string", 0},
    {"inet_pton", METHOD_FASTCALL, {.fast = socket_inet_pton, .least = 2, .most = 2}, "inet_pton(af, ip) -> packed IP address string", METHOD_TUPLE},
    {"inet_ntop", METHOD_FASTCALL, {.fast = socket_inet_ntop, .least = 2, .most = 2}, "inet_ntop(af, packed_ip) -> string formatted IP address", METHOD_TUPLE},
    {"inet_aton", METHOD_O, {.binary = socket_inet_aton}, "inet_aton(string) -> bytes giving packed 32-bit IP representation", METHOD_TUPLE},
    {"inet_ntoa", METHOD_O, {.binary = socket_inet_ntoa}, "inet_ntoa(packed_ip) -> ip_address_string", METHOD_TUPLE},
    {"htons", METHOD_O, {.binary = socket_htons}, "Convert a 16-bit unsigned integer from host to network byte order.", METHOD_TUPLE},
    {"ntohs", METHOD_O, {.binary = socket_ntohs}, "Convert a 16-bit unsigned integer from network to host byte order.", METHOD_TUPLE},
    {"htonl", METHOD_O, {.binary = socket_htonl}, "htonl(integer) -> integer\n\nConvert a 32-bit integer from host to network byte order.", 0},
    {"ntohl", METHOD_O, {.binary = socket_ntohl}, "ntohl(integer) -> integer\n\nConvert a 32-bit integer from network to host byte order.", 0},
    {0},
};
