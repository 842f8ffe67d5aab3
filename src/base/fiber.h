/* Fibers: C stacks of which one at a time runs, until it hands over to another by name.  All of them
   live in one thread of the operating system, so that a copy of the process (fork) has them all. */
#ifndef VIV_BASE_FIBER_H
#define VIV_BASE_FIBER_H

#include "base/base.h"

typedef struct Fiber Fiber;

/* The stack on which the caller runs, as a fiber: the first of them.  NULL: no memory. */
Fiber *fiber_new_first(void);

/* A stack of SIZE bytes with a guard page below, on which ENTRY(ARGUMENT) begins when it is first switched
   to; ENTRY must not return.  NULL: the system has no room. */
Fiber *fiber_new(size_t size, void (*entry)(void *), void *argument);

/* The lowest address of its stack; only of those with a stack of their own. */
char *fiber_stack(const Fiber *fiber);

/* FROM, which runs, stops here and goes on when somebody switches to it; TO goes on where it stopped. */
void fiber_switch(Fiber *from, Fiber *to);
/* The same for a fiber that will never go on. */
_Noreturn void fiber_leave(Fiber *from, Fiber *to);

/* Not the running one. */
void fiber_free(Fiber *fiber);

#endif
