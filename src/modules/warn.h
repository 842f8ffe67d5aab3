/* Warnings: what CPython's _warnings does, filter by filter. */
#ifndef VIV_MODULES_WARN_H
#define VIV_MODULES_WARN_H

#include "memory/rt.h"
#include "syntax/diagnostic.h"

/* The state of the module _warnings; what the module `warnings` has under the same names comes first. */
typedef struct WarnState {
    Own filters;        /* list of (action, message, category, module, line) */
    Own once_registry;  /* dict */
    Own default_action; /* str */
    int64_t version;    /* counts the changes of the filters: registries of other versions are void */
} WarnState;

MUST_USE int warn_state_init(Rt *rt, WarnState *state);
void warn_state_fini(Rt *rt, WarnState *state);

/* A warning and where it comes from; every reference borrowed, NULL: not given. */
typedef struct Warning {
    Ref category, message;  /* message: text, or a Warning whose class is then the category */
    Ref filename;           /* str */
    int line;
    Ref module, registry, source_line, source;
} Warning;

/* Shows it, or drops it, or raises it (-1), as the filters say. */
MUST_USE int warn_explicit(Rt *rt, const Warning *warning);

/* warnings.warn(MESSAGE, CATEGORY, STACK_LEVEL, SOURCE): the place is that of the frame. */
MUST_USE int warn_here(Rt *rt, Ref category, Ref message, ptrdiff_t stack_level, Ref source_or_null);

/* The same for a class that C code knows: ObjectUpcalls.warn. */
int warn_show(Rt *rt, TypeId category, Ref message, int stack_level);

/* CompileWarnFn: a warning of the compiler. */
int warn_compile(Rt *rt, void *context, const Diagnostic *warning);

#endif
