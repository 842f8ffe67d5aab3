/* Inline caches: what an instruction learnt, in the CACHE units behind it (caches.def).

   An instruction does the same with and without them: knowledge is used only while the version that
   it was learnt under is still the one of the class, or of the dict's keys, that is met now.  Opcodes
   are never rewritten, so that whoever reads the code sees the compiler's.  All versions of classes
   are numbers given once, and so are those of keys: 0 is nobody's. */
#ifndef VIV_VM_INLINE_CACHE_H
#define VIV_VM_INLINE_CACHE_H

#include <string.h>

#include "objects/managed_dict.h"
#include "objects/moduleobj.h"
#include "vm/frame.h"

typedef enum CacheKind {
    CACHED_NOTHING,
#define CACHED(opcode, name, meaning) CACHED_##name,
#include "vm/caches.def"
#undef CACHED
    CACHE_KINDS
} CacheKind;

/* Each begins with `kind` and `patience`: how many misses until the instruction learns anew. */
typedef struct AttrCache {
    uint8_t kind, patience;
    uint16_t version[2]; /* of the class, or of the module's keys */
    uint16_t place;      /* index of a value or an entry, or offset */
} AttrCache;

typedef struct GlobalCache {
    uint8_t kind, patience;
    uint16_t place; /* index of an entry */
    uint16_t module_version[2];
    uint16_t builtin_version;
} GlobalCache;

typedef struct MethodCache {
    uint8_t kind, patience;
    uint16_t version[2];      /* of the class, or of the module's keys */
    uint16_t keys_version[2]; /* of the keys that its instances share */
    uint16_t place;
    uint16_t found[4]; /* Ref; the class of that version keeps it alive */
} MethodCache;

static ALWAYS_INLINE uint32_t cached_version(const uint16_t version[2])
{
    uint32_t value;
    memcpy(&value, version, sizeof value);
    return value;
}

/* What the name is bound to, borrowed; NULL: not known. */
static ALWAYS_INLINE Ref cached_global(const Rt *rt, const Frame *frame, const GlobalCache *cache)
{
    const DictKeys *keys = AS_DICT(frame->globals)->keys;
    if (cache->kind == CACHED_NOTHING || keys->version != cached_version(cache->module_version)) return NULL;
    if (cache->kind == CACHED_LOAD_GLOBAL_BUILTIN) {
        if (frame->builtins->type != RT_TYPE(rt, dict)) return NULL;
        keys = AS_DICT(frame->builtins)->keys;
        if (keys->version != cache->builtin_version) return NULL;
    }
    return keys_str_entries(keys)[cache->place].value;
}

static ALWAYS_INLINE Ref cached_in_module(const Rt *rt, Ref owner, const uint16_t version[2], uint16_t place)
{
    if (owner->type != RT_TYPE(rt, module)) return NULL;
    const DictKeys *keys = AS_DICT(AS_MODULE(owner)->dict)->keys;
    return keys->version == cached_version(version) ? keys_str_entries(keys)[place].value : NULL;
}

/* Where OWNER keeps the attribute, which may be unbound (*place NULL); NULL: not known. */
static ALWAYS_INLINE Own *cached_place(Ref owner, const AttrCache *cache, CacheKind value, CacheKind slot)
{
    if (owner->type->version != cached_version(cache->version)) return NULL;
    if (cache->kind == slot) return (Own *)(void *)((char *)(uintptr_t)owner + cache->place);
    if (cache->kind != value) return NULL;
    DictValues *values = *managed_values(owner);
    return values == NULL ? NULL : &dict_values_items(values)[cache->place];
}

static ALWAYS_INLINE Ref cached_attr(const Rt *rt, Ref owner, const AttrCache *cache)
{
    if (cache->kind == CACHED_NOTHING) return NULL;
    if (cache->kind == CACHED_LOAD_ATTR_MODULE) return cached_in_module(rt, owner, cache->version, cache->place);
    Own *place = cached_place(owner, cache, CACHED_LOAD_ATTR_INSTANCE_VALUE, CACHED_LOAD_ATTR_SLOT);
    return place == NULL ? NULL : *place;
}

/* The function of which OWNER's class makes a method; NULL: not known. */
static ALWAYS_INLINE Ref cached_method(Ref owner, const MethodCache *cache)
{
    Ref found = NULL;
    if (cache->kind != CACHED_LOAD_METHOD_WITH_VALUES && cache->kind != CACHED_LOAD_METHOD_NO_DICT) return NULL;
    if (owner->type->version != cached_version(cache->version)) return NULL;
    if (cache->kind == CACHED_LOAD_METHOD_WITH_VALUES &&
        (*managed_values(owner) == NULL ||
         owner->type->cached_keys->version != cached_version(cache->keys_version)))
        return NULL;
    memcpy(&found, cache->found, sizeof found);
    return found;
}

/* What a module or a class has under the name; NULL: not known. */
static ALWAYS_INLINE Ref cached_member(const Rt *rt, Ref owner, const MethodCache *cache)
{
    Ref found = NULL;
    if (cache->kind == CACHED_LOAD_METHOD_MODULE) return cached_in_module(rt, owner, cache->version, cache->place);
    if (cache->kind != CACHED_LOAD_METHOD_CLASS || owner->type != RT_TYPE(rt, type)) return NULL;
    if (AS_TYPE(owner)->version != cached_version(cache->version)) return NULL;
    memcpy(&found, cache->found, sizeof found);
    return found;
}

/* Called when the cache did not know: learns, now or after some more misses.  Nothing that a program
   could notice happens. */
void cache_learn_global(Rt *rt, const Frame *frame, Ref name, GlobalCache *cache);
void cache_learn_load(Rt *rt, Ref owner, Ref name, AttrCache *cache);
void cache_learn_store(Rt *rt, Ref owner, Ref name, AttrCache *cache);
void cache_learn_method(Rt *rt, Ref owner, Ref name, MethodCache *cache);

/* What the instruction OP learnt whose caches begin at CACHES: the name, or NULL. */
const char *cache_name(int op, const CodeUnit *caches);

#endif
