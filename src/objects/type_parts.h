/* What the files of the type system (typeobj.c, type_new.c, type_attrs.c, type_instance.c,
   mro.c, …) share with each other, and with nobody else. */
#ifndef VIV_OBJECTS_TYPE_PARTS_H
#define VIV_OBJECTS_TYPE_PARTS_H

#include "memory/rt.h"

/* Bytes of a type as sys.getsizeof shows them: CPython's for a type made in C, and for a class. */
enum { STATIC_TYPE_SIZE = 408, HEAP_TYPE_SIZE = 904 };

/* --- type_lookup.c */
void type_cache_clear(Rt *rt);
/* Takes the version away from TYPE and all its subclasses. */
void type_drop_version(Rt *rt, Type *type);

/* --- mro.c */
/* The MRO by C3 linearization, as a tuple or list; TypeError when the bases contradict each other. */
MUST_USE Own mro_compute(Rt *rt, Type *type);
/* Sets type->mro, by the metaclass's mro() when it overrides it. 0 or -1. */
MUST_USE int mro_set(Rt *rt, Type *type);
/* The same for TYPE and all below it; the list DONE notes what was before, and mro_undo brings it back where
   nothing newer is. */
MUST_USE int mro_set_below(Rt *rt, Type *type, Ref done);
void mro_undo(Rt *rt, Ref done);

/* --- typeobj.c */
/* The first of two steps: TYPE as its spec says, slots inherited, no dict yet. */
MUST_USE Own type_shell_new(Rt *rt, const TypeSpec *spec);
/* The second: bases, MRO, dict with wrappers, methods, members. */
MUST_USE int type_shell_fill(Rt *rt, Type *type, Ref module_name_or_null);
/* Enters TYPE into the __subclasses__() of BASE, or takes it out. */
MUST_USE int type_add_subclass(Rt *rt, Type *base, Type *type);
void type_remove_subclass(Rt *rt, Type *base, Type *type);
/* Makes the dicts of subclasses that exist before any class does. */
MUST_USE int type_prepare_subclasses(Rt *rt);

/* Memory of a type made from a spec, when the runtime ends. */
void type_shell_free(Rt *rt, Type *type);

/* --- type_instance.c: slots of the instances of classes made by class statements */
void instance_dealloc(Rt *rt, Obj *self);
int instance_traverse(Ref self, VisitFn visit, void *context);
int instance_clear(Rt *rt, Obj *self);
Own instance_alloc(Rt *rt, Type *type, ptrdiff_t items); /* every type's tp_alloc */

/* --- type_new.c */
Own type_tp_new(Rt *rt, Type *metatype, Ref args, Ref kwargs_or_null);
int type_tp_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null);
/* The base whose layout a class with these BASES extends; borrowed; NULL + TypeError. */
Type *type_best_base(Rt *rt, Ref bases);
/* Have TYPE's instances all fields that those of OTHER have, in the same places? */
bool type_has_layout_of(const Type *type, const Type *other);

/* --- type_attrs.c: __name__, __bases__, … and type's own methods */
extern const GetSetDef type_getset[];
extern const MethodDef type_methods[];
extern const MemberDef type_members[];
/* 0, or -1 + TypeError: ATTRIBUTE may not become NEW where OLD is. */
int type_check_layout(Rt *rt, const char *attribute, const Type *old, const Type *new);

/* __dict__ and __weakref__ of a class's instances. */
/* For specs with a dict_offset: a dict that may be replaced, not deleted. */
extern const GetSetDef fixed_dict_getset[];
extern const GetSetDef instance_dict_getset[], instance_weakref_getset; /* the first also for specs with a dict_offset */

/* --- object_type.c: methods of `object` that other files need */
Own object_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null);
int object_tp_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null);
Own object_tp_repr(Rt *rt, Ref self);

/* --- new_wrapper.c: the builtin function that `int.__new__` is */
MUST_USE Own new_wrapper_make(Rt *rt, Type *type);
bool new_wrapper_is(Ref obj); /* is it such a function? */

#endif
