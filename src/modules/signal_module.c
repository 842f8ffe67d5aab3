/* The module _signal. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "modules/module_specs.h"
#include "modules/module_state.h"
#include "modules/timespan.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/module_types.h"
#include "objects/setobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "vm/threads.h"

/* The number OBJ names: -1 with ValueError. */
static int signal_number(Rt *rt, Ref obj)
{
    int64_t number = int_value(rt, obj);
    if (rt_is_pending(rt)) return -1;
    if (number < 1 || number >= SIGNAL_COUNT) return error_raise_int(rt, TYPE_ValueError, "signal number out of range");
    return (int)number;
}

/* signal.signal() gives members of an enum: numbers stand for SIG_DFL and SIG_IGN. */
static Own handler_now(Rt *rt, int number)
{
    Ref handler = rt->modules->signals.handlers[number];
    if (handler != NULL) return new_ref(handler);
    struct sigaction action;
    if (sigaction(number, NULL, &action) < 0) return none_new(rt);
    if (action.sa_handler == SIG_DFL) return int_new(rt, 0);
    if (action.sa_handler == SIG_IGN) return int_new(rt, 1);
    return none_new(rt);
}

/* 0 for SIG_DFL, 1 for SIG_IGN, 2 for something else; -1. */
static int default_or_ignore(Rt *rt, Ref handler)
{
    for (int value = 0; value < 2; value++) {
        Own number = int_new(rt, value);
        int equal = number == NULL ? -1 : object_compare_bool(rt, handler, number, COMPARE_EQ);
        release(rt, number);
        if (equal != 0) return equal < 0 ? -1 : value;
    }
    return 2;
}

/* The signals are the main thread's. */
static int check_main_thread(Rt *rt, const char *function)
{
    if (thread_is_main(rt)) return 0;
    return error_raise_int(rt, TYPE_ValueError, "%s only works in main thread of the main interpreter", function);
}

static Own signal_signal(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int number = signal_number(rt, args[0]);
    if (number < 0) return NULL;
    if (check_main_thread(rt, "signal") < 0) return NULL;
    bool callable = args[1]->type->slots.tp_call != NULL || args[1]->type->slots.tp_vectorcall != NULL;
    int kind = callable ? 2 : default_or_ignore(rt, args[1]);
    if (kind < 0) return NULL;
    if (kind == 2 && !callable) {
        return error_raise(rt, TYPE_TypeError, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
    }
    Own old = handler_now(rt, number);
    if (old == NULL) return NULL;
    if (signals_set(rt, number, kind == 0 ? SIGNAL_DEFAULT : kind == 1 ? SIGNAL_IGNORE : SIGNAL_HANDLE) < 0) {
        release(rt, old);
        return error_raise_os(rt, errno, NULL);
    }
    release_replace(rt, &rt->modules->signals.handlers[number], new_ref(args[1]));
    return old;
}

static Own signal_getsignal(Rt *rt, Ref self, Ref which)
{
    int number = signal_number(rt, which);
    return number < 0 ? NULL : handler_now(rt, number);
}

static Own signal_default_int_handler(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return error_raise_none(rt, TYPE_KeyboardInterrupt);
}

static Own signal_strsignal(Rt *rt, Ref self, Ref which)
{
    int number = signal_number(rt, which);
    if (number < 0) return NULL;
    const char *text = strsignal(number);
    if (text == NULL || strncmp(text, "Unknown signal", 14) == 0) return none_new(rt);
    return str_new(rt, text);
}

static Own signal_raise_signal(Rt *rt, Ref self, Ref which)
{
    int64_t number = int_value(rt, which);
    if (rt_is_pending(rt)) return NULL;
    if (raise((int)number) != 0) return error_raise_os(rt, errno, NULL);
    return error_poll(rt) < 0 ? NULL : none_new(rt);
}

static int add_signal(Rt *rt, Ref set, int number)
{
    Own item = int_new(rt, number);
    int status = item == NULL ? -1 : set_add(rt, set, item);
    release(rt, item);
    return status;
}

/* The members of MASK as a set of numbers. */
static Own mask_to_set(Rt *rt, const sigset_t *mask)
{
    Own set = set_new(rt, NULL);
    for (int number = 1; set != NULL && number < SIGNAL_COUNT; number++) {
        if (sigismember(mask, number) == 1 && add_signal(rt, set, number) < 0) release_clear(rt, &set);
    }
    return set;
}

static Own signal_valid_signals(Rt *rt, Ref self)
{
    sigset_t mask;
    sigfillset(&mask);
    return mask_to_set(rt, &mask);
}

/* --- masks and waiting */

static int set_to_mask(Rt *rt, Ref iterable, sigset_t *mask)
{
    Own iterator = object_iter(rt, iterable), item = NULL;
    if (iterator == NULL) return -1;
    sigemptyset(mask);
    int status;
    while ((status = object_next(rt, iterator, &item)) == 1) {
        int number = signal_number(rt, item);
        release(rt, item);
        if (number < 0) status = -1;
        if (status < 0) break;
        sigaddset(mask, number);
    }
    release(rt, iterator);
    return status;
}

static Own signal_pthread_sigmask(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    sigset_t mask, old;
    int64_t how = int_value(rt, args[0]);
    if (rt_is_pending(rt) || set_to_mask(rt, args[1], &mask) < 0) return NULL;
    if (sigprocmask((int)how, &mask, &old) < 0) return error_raise_os(rt, errno, NULL);
    return error_poll(rt) < 0 ? NULL : mask_to_set(rt, &old);
}

static Own signal_sigpending(Rt *rt, Ref self)
{
    sigset_t mask;
    if (sigpending(&mask) < 0) return error_raise_os(rt, errno, NULL);
    return mask_to_set(rt, &mask);
}

static Own signal_pause(Rt *rt, Ref self)
{
    pause();
    return error_poll(rt) < 0 ? NULL : none_new(rt);
}

static Own signal_alarm(Rt *rt, Ref self, Ref seconds)
{
    int64_t wanted = int_value(rt, seconds);
    if (rt_is_pending(rt)) return NULL;
    return int_new(rt, alarm((unsigned)wanted));
}

static Own itimer_tuple(Rt *rt, const struct itimerval *value)
{
    Own left = float_new(rt, (double)value->it_value.tv_sec + (double)value->it_value.tv_usec * 1e-6);
    Own interval = float_new(rt, (double)value->it_interval.tv_sec + (double)value->it_interval.tv_usec * 1e-6);
    return tuple_build(rt, "NN", left, interval);
}

static Own raise_timer(Rt *rt, Ref self)
{
    Ref class_obj = dict_peek_text(rt, module_dict(self), "ItimerError");
    Own code = int_new(rt, errno), text = str_new(rt, strerror(errno)), pair = NULL;
    if (code != NULL && text != NULL) pair = tuple_of(rt, 2, code, text);
    if (pair != NULL && class_obj != NULL) error_raise_class(rt, class_obj, pair);
    release_all(rt, code, text, pair);
    return NULL;
}

static int seconds_to_timeval(Rt *rt, Ref seconds, struct timeval *value)
{
    int64_t ns;
    if (timespan_from_seconds(rt, seconds, TIME_ROUND_CEILING, &ns) < 0) return -1;
    value->tv_sec = ns / 1000000000;
    value->tv_usec = ns % 1000000000 / 1000;
    return 0;
}

static Own signal_setitimer(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    struct itimerval value = {0}, old = {0};
    int64_t which = int_value(rt, args[0]);
    if (rt_is_pending(rt) || seconds_to_timeval(rt, args[1], &value.it_value) < 0 ||
        (nargs == 3 && seconds_to_timeval(rt, args[2], &value.it_interval) < 0))
        return NULL;
    if (setitimer((__itimer_which_t)which, &value, &old) < 0) return raise_timer(rt, self);
    return itimer_tuple(rt, &old);
}

static Own signal_getitimer(Rt *rt, Ref self, Ref which)
{
    struct itimerval value = {0};
    int64_t number = int_value(rt, which);
    if (rt_is_pending(rt)) return NULL;
    if (getitimer((__itimer_which_t)number, &value) < 0) return raise_timer(rt, self);
    return itimer_tuple(rt, &value);
}

static Own signal_siginterrupt(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int number = signal_number(rt, args[0]);
    if (number < 0) return NULL;
    int64_t interrupts = int_value(rt, args[1]);
    if (rt_is_pending(rt)) return NULL;
    struct sigaction action;
    if (sigaction(number, NULL, &action) < 0) return error_raise_os(rt, errno, NULL);
    if (interrupts) action.sa_flags &= ~SA_RESTART;
    else action.sa_flags |= SA_RESTART;
    if (sigaction(number, &action, NULL) < 0) return error_raise_os(rt, errno, NULL);
    return none_new(rt);
}

static Own signal_set_wakeup_fd(Rt *rt, Ref self, Ref *given)
{
    int64_t fd = int_value(rt, given[0]);
    if (rt_is_pending(rt)) return NULL;
    if (check_main_thread(rt, "set_wakeup_fd") < 0) return NULL;
    if (fd != -1 && !rt->world->is_open(rt->world, (int)fd)) return error_raise_os(rt, EBADF, NULL);
    int old = rt->modules->signals.wakeup_fd;
    rt->modules->signals.wakeup_fd = (int)fd;
    return int_new(rt, old);
}

/* SIGRTMIN and SIGRTMAX are no constants of C. */
static int add_constants(Rt *rt, Ref module)
{
#define SIGNAL(name) {#name, name},
    const ModuleInt constants[] = {
#include "modules/signals.def"
    };
#undef SIGNAL
    return module_add_ints(rt, module, constants, ARRAY_LENGTH(constants));
}

static int signal_exec(Rt *rt, Ref module)
{
    SignalState *state = &rt->modules->signals;
    struct sigaction action;
    if (add_constants(rt, module) < 0 || module_add_int(rt, module, "NSIG", SIGNAL_COUNT) < 0 ||
        module_add_int(rt, module, "SIG_DFL", 0) < 0 || module_add_int(rt, module, "SIG_IGN", 1) < 0)
        return -1;
    Ref handler = dict_peek_text(rt, module_dict(module), "default_int_handler");
    bool is_ours = sigaction(SIGINT, NULL, &action) == 0 && action.sa_handler != SIG_IGN;
    if (is_ours && state->handlers[SIGINT] == NULL) state->handlers[SIGINT] = new_ref(handler);
    return module_add(rt, module, "ItimerError", module_error_new(rt, "signal", "itimer_error", TYPE_OSError));
}

const ModuleSpec _signal_module_spec = {
    .name = "_signal",
    .doc = "This module provides mechanisms to use signal handlers in Python.",
    .methods = METHODS(
        {"default_int_handler", METHOD_FASTCALL, {.fast = signal_default_int_handler, .least = 2, .most = 2}, "default_int_handler($module, signalnum, frame, /)\n--\n\nThe handler of SIGINT that raises KeyboardInterrupt.", 0},
        {"alarm", METHOD_O, {.binary = signal_alarm}, "alarm($module, seconds, /)\n--\n\nSIGALRM is to come after that many seconds.", 0},
        {"setitimer", METHOD_FASTCALL, {.fast = signal_setitimer, .least = 2, .most = 3}, "setitimer($module, which, seconds, interval=0.0, /)\n--\n\nSets a timer of the process.", 0},
        {"getitimer", METHOD_O, {.binary = signal_getitimer}, "getitimer($module, which, /)\n--\n\nWhat a timer of the process is set to.", 0},
        {"signal", METHOD_FASTCALL, {.fast = signal_signal, .least = 2, .most = 2}, "signal($module, signalnum, handler, /)\n--\n\nSets what a signal does; the result is what it did before.", 0},
        {"raise_signal", METHOD_O, {.binary = signal_raise_signal}, "raise_signal($module, signalnum, /)\n--\n\nSends a signal to the executing process.", 0},
        {"strsignal", METHOD_O, {.binary = signal_strsignal}, "strsignal($module, signalnum, /)\n--\n\nThe system's description of a signal.", 0},
        {"getsignal", METHOD_O, {.binary = signal_getsignal}, "getsignal($module, signalnum, /)\n--\n\nWhat a signal does.", 0},
        {"set_wakeup_fd", METHOD_BOUND, {.bound = signal_set_wakeup_fd, .least = 1, .most = 1, .names = NAMES("fd", "warn_on_full_buffer")}, "set_wakeup_fd(fd, *, warn_on_full_buffer=True) -> fd\n\nSets the descriptor to which the number of each signal is written.", METHOD_TUPLE},
        {"siginterrupt", METHOD_FASTCALL, {.fast = signal_siginterrupt, .least = 2, .most = 2}, "siginterrupt($module, signalnum, flag, /)\n--\n\nMay the signal interrupt system calls?", 0},
        {"pause", METHOD_NOARGS, {.unary = signal_pause}, "pause($module, /)\n--\n\nWait until a signal arrives.", 0},
        {"pthread_sigmask", METHOD_FASTCALL, {.fast = signal_pthread_sigmask, .least = 2, .most = 2}, "pthread_sigmask($module, how, mask, /)\n--\n\nFetch and/or change the signal mask of the calling thread.", 0},
        {"sigpending", METHOD_NOARGS, {.unary = signal_sigpending}, "sigpending($module, /)\n--\n\nThe signals that wait to be delivered.", 0},
        {"valid_signals", METHOD_NOARGS, {.unary = signal_valid_signals}, "valid_signals($module, /)\n--\n\nThe numbers of all signals of this platform.", 0}),
    .exec = signal_exec,
};
