/* The C handler only sets a byte and a bit of rt->interrupts; the program's own handlers run where the
   machine polls that word, between two instructions or in a long loop. */
#include "modules/signals.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "modules/module_state.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "vm/frameobj.h"
#include "vm/frames.h"

/* A handler is given nothing but the signal's number, so this is the one variable that no Rt can hold; it
   is set before any handler is. */
static Rt *attached;

static void on_signal(int number)
{
    int kept = errno;
    SignalState *state = &attached->modules->signals;
    state->came[number] = 1;
    __atomic_fetch_or(&attached->interrupts, INTERRUPT_SIGNAL, __ATOMIC_SEQ_CST);
    unsigned char byte = (unsigned char)number;
    if (state->wakeup_fd >= 0 && write(state->wakeup_fd, &byte, 1) < 0) errno = kept;
    errno = kept;
}

int signals_set(Rt *rt, int number, SignalAction action)
{
    struct sigaction wanted = {.sa_handler = action == SIGNAL_HANDLE ? on_signal : action == SIGNAL_IGNORE ? SIG_IGN : SIG_DFL};
    if (action == SIGNAL_HANDLE) attached = rt;
    return sigaction(number, &wanted, NULL);
}

void signals_attach(Rt *rt)
{
    attached = rt;
    if (signals_set(rt, SIGINT, SIGNAL_HANDLE) < 0 || signals_set(rt, SIGPIPE, SIGNAL_IGNORE) < 0) attached = NULL;
}

void signals_simulate(Rt *rt, int number)
{
    rt->modules->signals.came[number] = 1;
    __atomic_fetch_or(&rt->interrupts, INTERRUPT_SIGNAL, __ATOMIC_SEQ_CST);
}

static int serve_one(Rt *rt, int number)
{
    Ref handler = rt->modules->signals.handlers[number];
    if (handler == NULL) {
        if (number != SIGINT) return 0;
        error_raise_none(rt, TYPE_KeyboardInterrupt);
        return -1;
    }
    if (is_int(handler)) return 0; /* SIG_DFL or SIG_IGN, set since */
    Frame *frame = frame_visible(rt->vm->frame);
    Ref frame_object = frame == NULL ? rt->none : frameobj_of(rt, frame);
    Own held = new_ref(handler), name = frame_object == NULL ? NULL : int_new(rt, number);
    Own result = name == NULL ? NULL : call_two(rt, held, name, frame_object);
    release_all(rt, held, name, result);
    return result == NULL ? -1 : 0;
}

int signals_serve(Rt *rt)
{
    bool any = false;
    SignalState *state = &rt->modules->signals;
    for (int number = 1; number < SIGNAL_COUNT; number++) {
        if (!state->came[number]) continue;
        any = true;
        state->came[number] = 0;
        if (serve_one(rt, number) < 0) return -1;
    }
    if (any) return 0;
    error_raise_none(rt, TYPE_KeyboardInterrupt); /* somebody set the bit alone: a debugger's Ctrl-C */
    return -1;
}

void signals_fini(Rt *rt)
{
    SignalState *state = &rt->modules->signals;
    for (int i = 0; i < SIGNAL_COUNT; i++) {
        if (state->handlers[i] != NULL && !is_int(state->handlers[i]) && attached == rt) signal(i, SIG_DFL);
        release_clear(rt, &state->handlers[i]);
    }
    if (attached == rt) {
        signal(SIGINT, SIG_DFL);
        attached = NULL;
    }
}
