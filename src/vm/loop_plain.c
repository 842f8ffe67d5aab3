/* The eval loop as it runs when nobody watches: nothing happens between two instructions. */
#define LOOP_NAME loop_run_plain
#define LOOP_LOCALS
#define LOOP_STEP(unit)
#define LOOP_RUN
#define LOOP_DUE
#define LOOP_CHECK(name)
#define LOOP_THROWN
#define LOOP_POLLED                                                                    \
    if (UNLIKELY((rt->interrupts & INTERRUPT_TRACE) != 0)) goto hand_over;

#define LOOP_HAND_OVER                                                                 \
hand_over:                                                                             \
    frame_sync(&r);                                                                    \
    rt->vm->next = r.next;                                                             \
    rt->vm->hands_over = true;                                                         \
    return NULL;

#include "vm/loop_body.inc"
