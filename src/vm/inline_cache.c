/* How instructions learn.  Only the plainest cases are learnt, in which the way that the attribute is
   found asks no program: dicts of exact str keys, classes that leave getting and setting to `object`.
   What is not learnt costs a few wasted tries, fewer and fewer. */
#include "vm/inline_cache.h"

#include "code/opcode.h"
#include "objects/abstract.h"
#include "objects/descrobj.h"
#include "objects/object_state.h"
#include "objects/strobj.h"

_Static_assert(sizeof(AttrCache) == 4 * sizeof(CodeUnit), "LOAD_ATTR and STORE_ATTR have four caches");
_Static_assert(sizeof(GlobalCache) == 5 * sizeof(CodeUnit), "LOAD_GLOBAL has five");
_Static_assert(sizeof(MethodCache) == 10 * sizeof(CodeUnit), "LOAD_METHOD has ten");

enum { PATIENCE_LEARNT = 8, PATIENCE_FAILED = 60 };

/* Is it time to learn, and not to wait on? */
static bool is_time(uint8_t *patience)
{
    if (*patience == 0) return true;
    --*patience;
    return false;
}

static void version_keep(uint16_t place[2], uint32_t version)
{
    memcpy(place, &version, sizeof version);
}

/* The version of KEYS, given now if there is none; 0: the numbers are used up. */
static uint32_t keys_version(Rt *rt, DictKeys *keys)
{
    if (keys->version == 0 && rt->objects->keys_version != UINT32_MAX) keys->version = ++rt->objects->keys_version;
    return keys->version;
}

/* Has DICT a table of its own with exact str keys, whose version says all? */
static bool is_plain(const Rt *rt, Ref dict)
{
    return dict->type == RT_TYPE(rt, dict) && AS_DICT(dict)->values == NULL && AS_DICT(dict)->keys->kind == KEYS_STR;
}

/* The entry of NAME in DICT, if it can be kept in 16 bits; else -1. */
static ptrdiff_t entry_of(Rt *rt, Ref dict, Ref name)
{
    ptrdiff_t index = keys_find_str(AS_DICT(dict)->keys, name, str_hash(rt, name));
    return index <= UINT16_MAX ? index : -1;
}

static CacheKind learn_global(Rt *rt, const Frame *frame, Ref name, GlobalCache *cache)
{
    if (!is_plain(rt, frame->globals)) return CACHED_NOTHING;
    uint32_t module_version = keys_version(rt, AS_DICT(frame->globals)->keys);
    if (module_version == 0) return CACHED_NOTHING;
    version_keep(cache->module_version, module_version);
    ptrdiff_t index = entry_of(rt, frame->globals, name);
    if (index >= 0) {
        cache->place = (uint16_t)index;
        return CACHED_LOAD_GLOBAL_MODULE;
    }
    if (dict_peek(rt, frame->globals, name) != NULL || !is_plain(rt, frame->builtins)) return CACHED_NOTHING;
    uint32_t builtin_version = keys_version(rt, AS_DICT(frame->builtins)->keys);
    index = entry_of(rt, frame->builtins, name);
    if (builtin_version == 0 || builtin_version > UINT16_MAX || index < 0) return CACHED_NOTHING;
    cache->builtin_version = (uint16_t)builtin_version;
    cache->place = (uint16_t)index;
    return CACHED_LOAD_GLOBAL_BUILTIN;
}

/* The place of NAME in a module's dict. */
static bool learn_in_module(Rt *rt, Ref module, Ref name, uint16_t version[2], uint16_t *place)
{
    Ref dict = AS_MODULE(module)->dict;
    if (dict == NULL || type_lookup_peek(rt, module->type, name) != NULL || !is_plain(rt, dict)) return false;
    ptrdiff_t index = entry_of(rt, dict, name);
    uint32_t keys = keys_version(rt, AS_DICT(dict)->keys);
    if (index < 0 || keys == 0) return false;
    version_keep(version, keys);
    *place = (uint16_t)index;
    return true;
}

/* Is ATTRIBUTE a data descriptor, or of a class that may yet be given __get__ and __set__? */
static bool may_become_descriptor(Ref attribute)
{
    return attribute->type->slots.tp_descr_set != NULL || (attribute->type->flags & TYPE_FLAG_IMMUTABLE) == 0;
}

/* A value among those of OWNER, or a slot.  READS: a class attribute that is no data descriptor does
   not come first, and when setting nothing else does. */
static CacheKind learn_place(Rt *rt, Ref owner, Ref name, AttrCache *cache, CacheKind value, CacheKind slot)
{
    Ref descriptor = type_lookup_peek(rt, owner->type, name);
    version_keep(cache->version, owner->type->version);
    if (owner->type->version == 0) return CACHED_NOTHING;
    if (descriptor != NULL && descriptor->type == RT_TYPE(rt, member_descriptor)) {
        const MemberDef *def = ((const MemberDescrObj *)descriptor)->def;
        bool is_slot = def->kind == MEMBER_OBJECT_EX && !def->readonly && def->offset >= 0 && def->offset <= UINT16_MAX;
        if (!is_slot || !type_is_subtype(owner->type, AS_TYPE(((const DescrObj *)descriptor)->type))) return CACHED_NOTHING;
        cache->place = (uint16_t)def->offset;
        return slot;
    }
    if (descriptor != NULL && may_become_descriptor(descriptor)) return CACHED_NOTHING;
    if (!has_managed_dict(owner) || *managed_values(owner) == NULL) return CACHED_NOTHING;
    ptrdiff_t index = keys_find_str(owner->type->cached_keys, name, str_hash(rt, name));
    if (index < 0) return CACHED_NOTHING;
    cache->place = (uint16_t)index;
    return value;
}

static CacheKind learn_load(Rt *rt, Ref owner, Ref name, AttrCache *cache)
{
    if (owner->type == RT_TYPE(rt, module))
        return learn_in_module(rt, owner, name, cache->version, &cache->place) ? CACHED_LOAD_ATTR_MODULE : CACHED_NOTHING;
    if (owner->type->slots.tp_getattro != object_generic_getattr) return CACHED_NOTHING;
    return learn_place(rt, owner, name, cache, CACHED_LOAD_ATTR_INSTANCE_VALUE, CACHED_LOAD_ATTR_SLOT);
}

/* A class's own attribute, seen from the class itself. */
static CacheKind learn_class(Rt *rt, Ref class, Ref name, MethodCache *cache)
{
    if (class->type != RT_TYPE(rt, type) || type_lookup_peek(rt, class->type, name) != NULL) return CACHED_NOTHING;
    Ref found = type_lookup_peek(rt, AS_TYPE(class), name);
    bool is_itself = found != NULL && (found->type == RT_TYPE(rt, function) || found->type == RT_TYPE(rt, method_descriptor) ||
                                       (found->type->slots.tp_descr_get == NULL && !may_become_descriptor(found)));
    if (!is_itself || AS_TYPE(class)->version == 0) return CACHED_NOTHING;
    version_keep(cache->version, AS_TYPE(class)->version);
    memcpy(cache->found, &found, sizeof found);
    return CACHED_LOAD_METHOD_CLASS;
}

static CacheKind learn_method(Rt *rt, Ref owner, Ref name, MethodCache *cache)
{
    Type *type = owner->type;
    if (type == RT_TYPE(rt, module))
        return learn_in_module(rt, owner, name, cache->version, &cache->place) ? CACHED_LOAD_METHOD_MODULE : CACHED_NOTHING;
    if (is_type(owner)) return learn_class(rt, owner, name, cache);
    if (type->slots.tp_getattro != object_generic_getattr) return CACHED_NOTHING;
    Ref found = type_lookup_peek(rt, type, name);
    if (found == NULL || !has_flag(found, TYPE_FLAG_METHOD_DESCRIPTOR) || type->version == 0) return CACHED_NOTHING;
    version_keep(cache->version, type->version);
    memcpy(cache->found, &found, sizeof found);
    if (!has_managed_dict(owner)) return type->dict_offset == 0 ? CACHED_LOAD_METHOD_NO_DICT : CACHED_NOTHING;
    if (*managed_values(owner) == NULL || keys_find_str(type->cached_keys, name, str_hash(rt, name)) >= 0)
        return CACHED_NOTHING;
    uint32_t keys = keys_version(rt, type->cached_keys);
    version_keep(cache->keys_version, keys);
    return keys == 0 ? CACHED_NOTHING : CACHED_LOAD_METHOD_WITH_VALUES;
}

/* Learns by KIND when it is time. */
#define LEARN(cache, learn)                                                            \
    do {                                                                               \
        if (!is_time(&(cache)->patience)) return;                                      \
        (cache)->kind = CACHED_NOTHING;                                                \
        CacheKind kind_ = (learn);                                                     \
        (cache)->kind = (uint8_t)kind_;                                                \
        (cache)->patience = kind_ == CACHED_NOTHING ? PATIENCE_FAILED : PATIENCE_LEARNT; \
    } while (0)

void cache_learn_global(Rt *rt, const Frame *frame, Ref name, GlobalCache *cache)
{
    LEARN(cache, learn_global(rt, frame, name, cache));
}

void cache_learn_load(Rt *rt, Ref owner, Ref name, AttrCache *cache)
{
    LEARN(cache, learn_load(rt, owner, name, cache));
}

void cache_learn_store(Rt *rt, Ref owner, Ref name, AttrCache *cache)
{
    if (owner->type->slots.tp_setattro != object_generic_setattr) return;
    LEARN(cache, learn_place(rt, owner, name, cache, CACHED_STORE_ATTR_INSTANCE_VALUE, CACHED_STORE_ATTR_SLOT));
}

void cache_learn_method(Rt *rt, Ref owner, Ref name, MethodCache *cache)
{
    LEARN(cache, learn_method(rt, owner, name, cache));
}

const char *cache_name(int op, const CodeUnit *caches)
{
    static const struct {
        int op;
        const char *name;
    } table[CACHE_KINDS] = {
#define CACHED(opcode, name, meaning) [CACHED_##name] = {OP_##opcode, #name},
#include "vm/caches.def"
#undef CACHED
    };
    unsigned kind = caches->op; /* the first byte */
    return kind < CACHE_KINDS && table[kind].name != NULL && table[kind].op == op ? table[kind].name : NULL;
}
