/* What the files of the exceptions (excobj.c, exc_*.c) share. */
#ifndef VIV_OBJECTS_EXC_PARTS_H
#define VIV_OBJECTS_EXC_PARTS_H

#include "objects/exc_struct.h"
#include "objects/owned.h"

/* A row of MEMBERS: the FIELD of STRUCTURE, an object, that programs read and set as NAME. */
#define EXCEPTION_FIELD(structure, name, field, doc) {name, MEMBER_OBJECT, offsetof(structure, field), false, doc}

/* The behaviour of BaseException, which the others extend. */
Own exception_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null);
int exception_tp_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null);
Own exception_tp_str(Rt *rt, Ref self);

#endif
