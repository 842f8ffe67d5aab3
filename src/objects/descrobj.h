/* The descriptors by which types written in C show their methods and fields, and the
   read-only view of a type's dict. */
#ifndef VIV_OBJECTS_DESCROBJ_H
#define VIV_OBJECTS_DESCROBJ_H

#include "objects/slots.h"

typedef struct DescrObj {
    Obj head;
    Own type, name; /* the class that has it; str */
    Own qualname;   /* or NULL until asked for */
} DescrObj;

typedef struct MethodDescrObj {
    DescrObj descr;
    const MethodDef *def;
    VectorcallFn vectorcall; /* unused: calls go through the type's; for CPython's size */
} MethodDescrObj;

typedef struct MemberDescrObj {
    DescrObj descr;
    const MemberDef *def; /* static, or of a class with __slots__ */
} MemberDescrObj;

typedef struct GetSetDescrObj {
    DescrObj descr;
    const GetSetDef *def;
} GetSetDescrObj;

typedef struct WrapperDescrObj {
    DescrObj descr;
    const SlotRow *row;
    SlotFn wrapped; /* the function that was in the slot */
} WrapperDescrObj;

/* A wrapper_descriptor bound to an object. */
typedef struct MethodWrapperObj {
    Obj head;
    Own wrapper, self;
} MethodWrapperObj;

typedef struct MappingProxyObj {
    Obj head;
    Own mapping;
} MappingProxyObj;

/* What every descriptor type shares: slots, `__qualname__` (made once), `__objclass__` and `__name__`. */
extern const MethodDef descr_methods[];
extern const MemberDef descr_members[];
MUST_USE Own descr_get_qualname(Rt *rt, Ref self);
void descr_dealloc(Rt *rt, Obj *self);
int descr_traverse(Ref self, VisitFn visit, void *context);

MUST_USE Own method_descr_new(Rt *rt, Type *type, const MethodDef *def);
MUST_USE Own field_descr_new(Rt *rt, Type *type, const MemberDef *def);
MUST_USE Own getset_descr_new(Rt *rt, Type *type, const GetSetDef *def);
MUST_USE Own wrapper_descr_new(Rt *rt, Type *type, const SlotRow *row, SlotFn wrapped);
MUST_USE Own mapping_proxy_new(Rt *rt, Ref mapping);

/* Reads or (NULL: deletes) writes the field that DEF describes in OBJ. */
MUST_USE Own field_get(Rt *rt, Ref obj, const MemberDef *def);
int field_set(Rt *rt, Ref obj, const MemberDef *def, Ref value_or_null);

/* The docstring part and the signature part of a DEF's doc: new str or None. */
MUST_USE Own doc_body(Rt *rt, const char *name, const char *doc_or_null);
MUST_USE Own doc_signature(Rt *rt, const char *name, const char *doc_or_null);

#endif
