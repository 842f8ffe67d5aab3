/* The library's modules that CPython carries in its binary. */
#ifndef VIV_MODULES_FROZEN_H
#define VIV_MODULES_FROZEN_H

#include "memory/rt.h"

typedef struct FrozenModule {
    const char *name;
    const char *origin; /* the module of the library whose code it is: "importlib._bootstrap" */
    const char *file;   /* in the library, without its suffix: "importlib/_bootstrap" */
    unsigned flags;
} FrozenModule;

enum { FROZEN_PACKAGE = 1, FROZEN_ESSENTIAL = 2 /* cannot be switched off: importing needs it */ };

/* All of them, in CPython's order. */
const FrozenModule *frozen_modules(size_t *count);

/* The one called NAME, or NULL when it may not be used or there is none. */
const FrozenModule *frozen_find(const Rt *rt, Ref name);

/* Its code: from the library's .pyc when that is valid, else compiled.  NULL + pending. */
MUST_USE Own frozen_code(Rt *rt, const FrozenModule *module);

/* The folder of the library: VIV_STDLIB, or where Debian puts it. */
const char *library_folder(void);
bool library_is_there(void);

/* CODE and the code inside it say that their file is PATH, where they said what CODE does. */
void code_set_filename(Rt *rt, Ref code, Ref path);

#endif
