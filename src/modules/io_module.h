/* Files, for the rest of modules/. */
#ifndef VIV_MODULES_IO_MODULE_H
#define VIV_MODULES_IO_MODULE_H

#include "memory/rt.h"

/* Makes the types that the standard streams need. */
MUST_USE int io_types_register(Rt *rt);
/* Makes open, in MODULE, which is builtins. */
MUST_USE int io_add_open(Rt *rt, Ref module);
/* sys.stdin and its kin, in the module SYS; UNBUFFERED: -u; BY_ENVIRONMENT: PYTHONIOENCODING counts.  A stream
   whose descriptor is closed is None. */
MUST_USE int io_add_streams(Rt *rt, Ref sys, bool unbuffered, bool by_environment);
/* Does PYTHONIOENCODING name an encoding that the library's package `encodings` provides?  Then streams by
   environment can be made only once that can be imported. */
bool io_encoding_is_foreign(void);
/* io.UnsupportedOperation, borrowed; NULL with an exception. */
Ref io_unsupported_peek(Rt *rt);

/* FILE.write(TEXT) and FILE.flush() of a TextIOWrapper, without a call through Python; both may be any
   object that has these methods. */
MUST_USE int io_flush_text(Rt *rt, Ref file);

#endif
