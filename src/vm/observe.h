/* The frame events that an observer hears: one function for each, called behind rt_hears. */
#ifndef VIV_VM_OBSERVE_H
#define VIV_VM_OBSERVE_H

#include "vm/frame.h"

void observe_called(Rt *rt, Frame *frame);
void observe_returned(Rt *rt, Frame *frame, Ref value);
void observe_yielded(Rt *rt, Frame *frame, Ref value);
void observe_resumed(Rt *rt, Frame *frame);
void observe_raised(Rt *rt, Frame *frame);
void observe_caught(Rt *rt, Frame *frame, int handler_offset);
void observe_unwound(Rt *rt, Frame *frame);
void observe_jumped(Rt *rt, Frame *frame, int offset);
void observe_var(Rt *rt, Frame *frame, VarScope scope, Ref name, Ref old_or_null, Ref value_or_null);

#endif
