/* Signals: noted when they come, and handed to the program's handlers when the machine next looks. */
#ifndef VIV_MODULES_SIGNALS_H
#define VIV_MODULES_SIGNALS_H

#include "memory/rt.h"

enum { SIGNAL_COUNT = 65 };

typedef struct SignalState {
    volatile uint8_t came[SIGNAL_COUNT]; /* set by the C handler */
    Own handlers[SIGNAL_COUNT];          /* as signal.getsignal() gives them; NULL: not Python's */
    int wakeup_fd;                       /* written to when a signal comes; -1: none */
} SignalState;

/* Takes SIGINT (and ignores SIGPIPE) as `python3` does when it starts: for a process whose only program
   is RT's. */
void signals_attach(Rt *rt);

/* Sets what the process does with the signal: handle it here, or leave it to the system's default, or ignore
   it.  -1 with errno. */
typedef enum SignalAction { SIGNAL_HANDLE, SIGNAL_DEFAULT, SIGNAL_IGNORE } SignalAction;
MUST_USE int signals_set(Rt *rt, int number, SignalAction action);

/* A signal as if it had come. */
void signals_simulate(Rt *rt, int number);

/* Runs the handlers of the signals that came: 0, or -1 + pending.  SIGINT without a handler of the
   program's raises KeyboardInterrupt. */
MUST_USE int signals_serve(Rt *rt);

void signals_fini(Rt *rt);

#endif
