/* What the objects layer needs from the machine above it.  The machine fills rt->objects->upcalls
   when it comes up; before that, and in tests without a machine, an entry may be NULL and the
   layer does without. */
#ifndef VIV_OBJECTS_UPCALLS_H
#define VIV_OBJECTS_UPCALLS_H

#include "memory/rt.h"

typedef struct ObjectUpcalls {
    /* rt->interrupts is not 0: 0 to go on, -1 with an exception pending. */
    int (*interrupted)(Rt *rt);
    /* The exception that is being handled (sys.exception()), borrowed, or NULL: it becomes the
       __context__ of what is raised. */
    Ref (*handled_exception)(Rt *rt);
    /* The globals and the namespaces of the running Python frame, borrowed, or NULL. */
    Ref (*current_globals)(Rt *rt);
    Ref (*current_builtins)(Rt *rt);
    /* The current frame's locals as a dict or mapping, for dir() without arguments; new. */
    Own (*current_locals)(Rt *rt);
    /* What super() without arguments means in the running frame: its __class__ cell's contents
       and its first argument, both new; -1 with RuntimeError. */
    int (*super_arguments)(Rt *rt, Own *type, Own *object);
    /* sys.unraisablehook for an exception (never NULL) that cannot be raised; WHERE may be NULL. */
    void (*unraisable)(Rt *rt, Ref exception, const char *message_or_null, Ref where_or_null);
    /* warnings.warn(MESSAGE, CATEGORY, STACK_LEVEL); -1 when it became an error. */
    int (*warn)(Rt *rt, TypeId category, Ref message, int stack_level);
    /* sys.audit(EVENT, the COUNT args…): NULL as long as there is no hook. */
    int (*audit)(Rt *rt, const char *event, const Ref *args, ptrdiff_t count);
    /* gc.callbacks and the collector's reports. */
    void (*gc_callback)(Rt *rt, bool start, int generation, ptrdiff_t collected, ptrdiff_t uncollectable);
    void (*gc_report)(Rt *rt, const char *text);
    /* import NAME, for the few C functions that need a module (copyreg for __reduce_ex__). */
    Own (*import)(Rt *rt, const char *name);
    /* repr(MODULE) as importlib makes it; NULL, nothing pending, where importing is not set up. */
    Own (*module_repr)(Rt *rt, Ref module);
    /* By a codec that is not native: ENCODING's, of the registry. */
    Own (*codec_encode)(Rt *rt, Ref str, const char *encoding, const char *errors_or_null);
    Own (*codec_decode)(Rt *rt, Ref bytes, const char *encoding, const char *errors_or_null);
    /* The function registered as the error handler NAME; LookupError. */
    Own (*error_handler)(Rt *rt, const char *name);
} ObjectUpcalls;

#endif
