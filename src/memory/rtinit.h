/* Starting and ending a runtime.  Each layer brings itself up in order: memory, objects, code,
   vm, modules; rt_new calls them through the table that the top layer passes. */
#ifndef VIV_MEMORY_RTINIT_H
#define VIV_MEMORY_RTINIT_H

#include "memory/rt.h"

typedef struct LayerInit {
    const char *name;
    int (*init)(Rt *rt);  /* 0, or -1 (with an exception pending when exceptions exist yet) */
    void (*fini)(Rt *rt); /* called in reverse order, also after a later layer's failure */
} LayerInit;

typedef struct RtOptions {
    DebugFlags debug;
    Limits limits;
    LimitFn limit_reached; /* or NULL */
    void *limit_context;
    uint64_t hash_key0, hash_key1;
    const Hooks *hooks; /* or NULL */
    World *world;       /* outlives the Rt; NULL: an Rt keeps the real one itself */
} RtOptions;

/* A runtime with the COUNT layers started in order, or NULL. */
MUST_USE Rt *rt_new(const RtOptions *options, const LayerInit *layers, size_t count);

/* Ends the layers in reverse order and frees everything.  Result: objects still alive that a
   layer did not release, for tests that prove the balance. */
uint64_t rt_free(Rt *rt);

/* Replaces the observers; NULL: none. */
void rt_listen(Rt *rt, const Hooks *hooks);

#endif
