/* What the files of the module _socket share: addresses as programs write them, and the type. */
#ifndef VIV_MODULES_SOCKET_PARTS_H
#define VIV_MODULES_SOCKET_PARTS_H

#include <sys/socket.h>

#include "memory/rt.h"

/* An address of the operating system. */
typedef struct SocketAddress {
    struct sockaddr_storage storage;
    size_t size;
} SocketAddress;

/* What a program gives a socket of FAMILY as an address: (host, port), a path, …; host names are looked up.
   FUNCTION is named in errors.  0 or -1. */
MUST_USE int socket_address_read(Rt *rt, int family, Ref given, const char *function, SocketAddress *address);
/* SIZE bytes of an address as a program sees it; None when there is none. */
MUST_USE Own socket_address_new(Rt *rt, const char *bytes, size_t size);

/* getaddrinfo(…) and the functions that turn addresses into text and numbers. */
extern const MethodDef socket_name_methods[];

extern const TypeSpec socket_type_spec;
/* socketpair(…): two objects of the type. */
Own socket_pair(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);
/* None or seconds, not negative, as nanoseconds: *timeout is -1 for None.  0 or -1. */
MUST_USE int socket_timeout_read(Rt *rt, Ref given, int64_t *timeout);
MUST_USE Own socket_timeout_new(Rt *rt, int64_t timeout); /* float or None */

#endif
