/* Warnings: shown on sys.stderr, once for each place. */
#ifndef VIV_MODULES_WARN_H
#define VIV_MODULES_WARN_H

#include "memory/rt.h"
#include "syntax/diagnostic.h"

/* warnings.warn(MESSAGE, CATEGORY, STACK_LEVEL); -1 when it became an error. */
int warn_show(Rt *rt, TypeId category, Ref message, int stack_level);

/* CompileWarnFn: a warning of the compiler. */
int warn_compile(Rt *rt, void *context, const Diagnostic *warning);

#endif
