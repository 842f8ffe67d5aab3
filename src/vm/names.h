/* Looking names up, and binding them: the parts of the name opcodes that are not inlined. */
#ifndef VIV_VM_NAMES_H
#define VIV_VM_NAMES_H

#include "vm/frame.h"

MUST_USE Own name_load(Rt *rt, Frame *frame, Ref name); /* NULL + NameError */
int name_store(Rt *rt, Frame *frame, Ref name, Ref value);
int name_delete(Rt *rt, Frame *frame, Ref name);
MUST_USE Own global_load(Rt *rt, Frame *frame, Ref name);
int global_store(Rt *rt, Frame *frame, Ref name, Ref value);
int global_delete(Rt *rt, Frame *frame, Ref name);

int cell_make(Rt *rt, Frame *frame, unsigned slot);
/* LOAD_CLASSDEREF: the class body's own name, else what the cell holds. */
MUST_USE Own class_name_load(Rt *rt, Frame *frame, unsigned slot);
int annotations_set_up(Rt *rt, Frame *frame);

void raise_unbound_local(Rt *rt, Frame *frame, unsigned slot);
/* UnboundLocalError for a cell of this function, NameError for a free variable. */
void raise_unbound_cell(Rt *rt, Frame *frame, unsigned slot);

/* Tell an observer that slot SLOT is about to change (VALUE NULL: to be unbound). */
void hear_local(Rt *rt, Frame *frame, unsigned slot, Ref value_or_null);
void hear_cell(Rt *rt, Frame *frame, unsigned slot, Ref value_or_null);

#endif
