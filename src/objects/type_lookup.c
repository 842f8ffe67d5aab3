/* Attributes of types through the MRO, cached.

   A type gets a version number when something was looked up in it; the number is unique
   and is taken away (from its subclasses too) whenever an attribute that the type shows
   may have changed.  A cache entry holds while its version is still the type's. */
#include "objects/abstract.h"
#include "objects/dictobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/type_parts.h"
#include "objects/typeobj.h"
#include "objects/typestate.h"
#include "objects/weakrefobj.h"

static CachedMethod *cache_entry(TypeState *state, uint32_t version, Ref name)
{
    uintptr_t mixed = version ^ (uintptr_t)AS_STR(name)->hash; /* interned names know theirs */
    return &state->cache[mixed % METHOD_CACHE_SIZE];
}

/* Gives TYPE a version, and its bases first: a base that changes later then knows that
   this type must be told.  False when the numbers are used up. */
static bool version_give(TypeState *state, Type *type)
{
    if (type->version != 0) return true;
    if (!(type->flags & TYPE_FLAG_READY) || state->next_version == 0) return false;
    for (ptrdiff_t i = 0; i < tuple_length(type->bases); i++) {
        if (!version_give(state, AS_TYPE(tuple_peek(type->bases, i)))) return false;
    }
    if (state->next_version == 0) return false;
    type->version = state->next_version++;
    type->flags |= TYPE_FLAG_VALID_VERSION;
    return true;
}

static Ref lookup_in_mro(Rt *rt, Type *type, Ref name)
{
    if (type->mro == NULL) return NULL;
    for (ptrdiff_t i = 0; i < tuple_length(type->mro); i++) {
        Ref dict = AS_TYPE(tuple_peek(type->mro, i))->dict;
        Ref value = dict == NULL ? NULL : dict_peek(rt, dict, name);
        if (value != NULL) return value;
    }
    return NULL;
}

Ref type_lookup_peek(Rt *rt, Type *type, Ref name)
{
    TypeState *state = rt->objects->types;
    bool cacheable = AS_STR(name)->interned != 0;
    if (cacheable && type->version != 0) {
        CachedMethod *entry = cache_entry(state, type->version, name);
        if (entry->version == type->version && entry->name == name) return entry->value;
    }
    Ref value = lookup_in_mro(rt, type, name);
    if (cacheable && version_give(state, type)) {
        CachedMethod *entry = cache_entry(state, type->version, name);
        entry->version = type->version;
        entry->value = value;
        release_replace(rt, &entry->name, new_ref(name));
    }
    return value;
}

void type_cache_clear(Rt *rt)
{
    TypeState *state = rt->objects->types;
    for (size_t i = 0; i < METHOD_CACHE_SIZE; i++) {
        state->cache[i].version = 0;
        release_clear(rt, &state->cache[i].name);
    }
}

void type_drop_version(Rt *rt, Type *type)
{
    if (type->version == 0) return;
    type->version = 0;
    type->flags &= ~(uint32_t)TYPE_FLAG_VALID_VERSION;
    if (type->subclasses == NULL) return;
    ptrdiff_t position = 0;
    Ref key, weak;
    while (dict_next(type->subclasses, &position, &key, &weak)) {
        Ref subclass = weakref_peek(weak);
        if (subclass != NULL) type_drop_version(rt, AS_TYPE(subclass));
    }
}

int type_modified(Rt *rt, Type *type, Ref name)
{
    type_drop_version(rt, type);
    return slots_fix_named(rt, type, name);
}
