/* Types: made from specs or by class statements, their MRO, and the slots that special
   methods fill. */
#ifndef VIV_OBJECTS_TYPEOBJ_H
#define VIV_OBJECTS_TYPEOBJ_H

#include "memory/rt.h"

/* Makes a type from SPEC, ready to use, and stores it in rt->types when it has an id. */
MUST_USE Own type_from_spec(Rt *rt, const TypeSpec *spec, Ref module_name_or_null);
/* Registers SPECS (NULL-terminated) in order, bases before the types made from them. */
MUST_USE int type_register(Rt *rt, const TypeSpec *const *specs);

/* type(name, bases, namespace, **kwargs), as the metaclass METATYPE. */
MUST_USE Own type_new(Rt *rt, Type *metatype, Ref name, Ref bases, Ref namespace, Ref kwargs_or_null);
/* The most derived metaclass of METATYPE and those of BASES; borrowed; NULL + TypeError. */
Type *type_metaclass(Rt *rt, Type *metatype, Ref bases);

/* To be called when the attribute NAME of TYPE was changed: drops caches, renews slots. */
int type_modified(Rt *rt, Type *type, Ref name);

/* Right after gc_settle: some builtin types have had subclasses since CPython's start, so that
   their dicts of subclasses are not the program's.  And the attributes found so far are forgotten, so
   that which names the cache holds does not depend on what ran before the program. */
void type_settle(Rt *rt);

/* The part of the name after the last dot of a C type, or the whole. */
const char *type_short_name(const Type *type);

#endif
