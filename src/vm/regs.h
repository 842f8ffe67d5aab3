/* The registers of the eval loop, and the few things that every opcode function does with
   them.  A Regs is a local of the loop; no function that is not inlined is given its
   address, so that the compiler keeps the members in the processor's registers. */
#ifndef VIV_VM_REGS_H
#define VIV_VM_REGS_H

#include "objects/error.h"
#include "objects/tupleobj.h"
#include "vm/frames.h"
#include "vm/threads.h"

typedef struct Regs {
    Frame *frame;         /* the running one */
    Own *sp;              /* one past the top of its value stack */
    const CodeUnit *next; /* the next instruction */
    Ref kwnames;          /* from KW_NAMES to CALL: tuple of str; else NULL */
    Own result;           /* what the loop returns, with THEN_EXIT */
} Regs;

typedef enum OpResult {
    THEN_NEXT,     /* go on at `next` */
    THEN_RAISE,    /* an exception is pending: look for a handler */
    THEN_RERAISE,  /* the same, but the exception keeps the traceback that it has */
    THEN_ENTER,    /* `frame` is a new one: begin it */
    THEN_RETURNED, /* `frame` is a caller again: go on behind its CALL */
    THEN_POLLED,   /* as THEN_NEXT; somebody had asked the loop to look up */
    THEN_LEAVE,    /* an exception is pending that no handler of `frame` may have */
    THEN_EXIT,     /* leave the loop with `result` */
    THEN_PREFIX,   /* EXTENDED_ARG: the next instruction's argument has higher bits */
} OpResult;

/* Every opcode function has this form; some need neither rt nor arg. */
#define HANDLER(name)                                                                  \
    static ALWAYS_INLINE OpResult op_##name(UNUSED Rt *rt, Regs *r, unsigned arg)

/* Stores the depth of the stack in the frame.  Every handler does so before it calls what may
   allocate, raise or run Python code: observers, the collector and the unwinder rely on it. */
static ALWAYS_INLINE void frame_sync(const Regs *r)
{
    r->frame->stack_top = (int32_t)(r->sp - r->frame->localsplus);
}

static ALWAYS_INLINE void push(Regs *r, Own value)
{
    *r->sp++ = value;
}

static ALWAYS_INLINE Own pop(Regs *r)
{
    return *--r->sp;
}

/* Borrowed: the value DEPTH below the end, 1 being the top. */
static ALWAYS_INLINE Own peek(const Regs *r, unsigned depth)
{
    return r->sp[-(ptrdiff_t)depth];
}

/* Pops a value, and then releases it: what its death runs sees the stack without it. */
static ALWAYS_INLINE void pop_release(Rt *rt, Regs *r)
{
    Own value = pop(r);
    frame_sync(r);
    release(rt, value);
}

/* Ends an instruction that has used up its top operands and made RESULT (NULL: an error): the
   result takes their place first, and then they are released, the deepest first. */
static ALWAYS_INLINE OpResult finish_unary(Rt *rt, Regs *r, Own result)
{
    Own operand = pop(r);
    if (LIKELY(result != NULL)) push(r, result);
    frame_sync(r);
    release_known(rt, operand);
    return LIKELY(result != NULL) ? THEN_NEXT : THEN_RAISE;
}

static ALWAYS_INLINE OpResult finish_binary(Rt *rt, Regs *r, Own result)
{
    Own right = pop(r), left = pop(r);
    if (LIKELY(result != NULL)) push(r, result);
    frame_sync(r);
    release_known(rt, left);
    release_known(rt, right);
    return LIKELY(result != NULL) ? THEN_NEXT : THEN_RAISE;
}

/* Ends one that pushes RESULT. */
static ALWAYS_INLINE OpResult finish_push(Regs *r, Own result)
{
    if (UNLIKELY(result == NULL)) return THEN_RAISE;
    push(r, result);
    return THEN_NEXT;
}

/* Ends one that popped its only operand and made nothing; STATUS < 0 is an error. */
static ALWAYS_INLINE OpResult finish_status(int status)
{
    return LIKELY(status >= 0) ? THEN_NEXT : THEN_RAISE;
}

/* Ends one at which rt->interrupts was not 0. */
static ALWAYS_INLINE OpResult finish_poll(Rt *rt, Regs *r)
{
    frame_sync(r);
    return thread_poll(rt) < 0 ? THEN_RAISE : THEN_POLLED;
}

static ALWAYS_INLINE Ref name_at(const Regs *r, unsigned index)
{
    return ((const TupleObj *)FRAME_CODE(r->frame)->names)->items[index];
}

static ALWAYS_INLINE Ref const_at(const Regs *r, unsigned index)
{
    return ((const TupleObj *)FRAME_CODE(r->frame)->consts)->items[index];
}

/* The instruction's inline caches lie between it and the next one. */
static ALWAYS_INLINE void *caches_of(const Regs *r)
{
    return (void *)(uintptr_t)r->next;
}

static ALWAYS_INLINE void skip_caches(Regs *r, int count)
{
    r->next += count;
}

#endif
