/* Attributes of types through the MRO, cached.

   A type gets a version number when something was looked up in it; the number is unique
   and is taken away (from its subclasses too) whenever an attribute that the type shows
   may have changed.  A cache entry holds while its version is still the type's. */
#include "objects/abstract.h"
#include "objects/dict_keys.h"
#include "objects/dictobj.h"
#include "objects/error.h"
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

/* The value of NAME in a dict whose keys may be of classes of the program's, whose __eq__ is asked then. */
static Ref value_among_any(Rt *rt, Ref dict, Ref name, bool *failed)
{
    Own value = NULL;
    *failed = dict_lookup(rt, dict, name, &value) < 0;
    release(rt, value); /* the dict has it */
    return value;
}

/* *failed: a comparison of keys has raised; nothing is found then. */
static Ref lookup_in_mro(Rt *rt, Type *type, Ref name, bool *failed)
{
    Own mro = new_ref_or_null(type->mro); /* which a comparison may change */
    Ref value = NULL;
    for (ptrdiff_t i = 0; mro != NULL && i < tuple_length(mro) && value == NULL && !*failed; i++) {
        Ref dict = AS_TYPE(tuple_peek(mro, i))->dict;
        if (dict == NULL) continue;
        if (LIKELY(AS_DICT(dict)->keys->kind != KEYS_GENERAL)) value = dict_peek(rt, dict, name);
        else value = value_among_any(rt, dict, name, failed);
    }
    release(rt, mro);
    return value;
}

Ref type_lookup_peek(Rt *rt, Type *type, Ref name)
{
    TypeState *state = rt->objects->types;
    bool cacheable = AS_STR(name)->interned != 0;
    if (cacheable && type->version != 0) {
        CachedMethod *entry = cache_entry(state, type->version, name);
        if (entry->version == type->version && entry->name == name) return entry->value;
    }
    bool failed = false;
    Ref value = lookup_in_mro(rt, type, name, &failed);
    if (failed) {
        error_clear(rt);
        return NULL;
    }
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
