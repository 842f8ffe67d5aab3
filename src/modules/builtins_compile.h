/* What compile(), eval() and exec() share: reading the source they are given. */
#ifndef VIV_MODULES_BUILTINS_COMPILE_H
#define VIV_MODULES_BUILTINS_COMPILE_H

#include "memory/rt.h"

typedef struct SourceArgument {
    const char *bytes;
    size_t size;
    bool is_utf8; /* it was a str */
} SourceArgument;

/* Fills TEXT with the text in SOURCE; the result keeps it alive.  NULL with a TypeError ("FUNCTION()
   arg 1 must be a WHAT object") or ValueError pending. */
MUST_USE Own source_text_get(Rt *rt, Ref source, const char *function, const char *what, SourceArgument *text);

/* A file name of any kind, as os.PathLike, as a str; NULL + TypeError. */
MUST_USE Own compile_filename_get(Rt *rt, Ref obj);

/* The __future__ features that the running code was compiled with. */
uint32_t compile_inherited_flags(Rt *rt);

#endif
