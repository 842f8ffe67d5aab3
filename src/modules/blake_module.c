/* The module _blake2: BLAKE2b and BLAKE2s with a key, a salt, a personal string, and the parameters of trees. */
#include <stdio.h>
#include <string.h>

#include "modules/hash_types.h"
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/buffer.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"

enum Argument { DATA, DIGEST_SIZE, KEY, SALT, PERSON, FANOUT, DEPTH, LEAF_SIZE, NODE_OFFSET, NODE_DEPTH, INNER_SIZE, LAST_NODE, SECURITY, ARGUMENTS };

static const char *const argument_names[] = {
    "", "digest_size", "key", "salt", "person", "fanout", "depth", "leaf_size", "node_offset", "node_depth", "inner_size", "last_node", "usedforsecurity", NULL,
};

/* A small number from LEAST to MOST, into *VALUE unless it is not given. */
static int read_small(Rt *rt, Ref arg, int64_t least, int64_t most, const char *message, uint8_t *value)
{
    if (arg == NULL) return 0;
    Own number = number_index(rt, arg);
    if (number == NULL) return -1;
    int overflow;
    int64_t wide = int_value_overflow(number, &overflow);
    release(rt, number);
    if (overflow != 0 || wide != (int)wide) return error_raise_int(rt, TYPE_OverflowError, "Python int too large to convert to C int");
    if (wide < least || wide > most) return error_raise_int(rt, TYPE_ValueError, "%s", message);
    *value = (uint8_t)wide;
    return 0;
}

/* A positive number of BITS bits. */
static int read_large(Rt *rt, Ref arg, int bits, const char *message, uint64_t *value)
{
    if (arg == NULL) return 0;
    if (!is_int(arg)) return error_raise_int(rt, TYPE_TypeError, "an integer is required");
    if (int_sign(arg) < 0) return error_raise_int(rt, TYPE_ValueError, "value must be positive");
    size_t length = int_bit_length(arg);
    if (length > 64) return error_raise_int(rt, TYPE_OverflowError, bits == 32 ? "Python int too large to convert to C unsigned long" : "int too big to convert");
    if (length > (size_t)bits) return error_raise_int(rt, TYPE_OverflowError, "%s", message);
    uint8_t bytes[8];
    if (int_to_bytes(rt, arg, bytes, sizeof bytes, true, false) < 0) return -1;
    *value = hasher_load(bytes, sizeof bytes, false);
    return 0;
}

/* Bytes, at most MOST of them, into OUT. */
static int read_bytes(Rt *rt, Ref arg, const char *what, int most, uint8_t *out, uint8_t *size)
{
    Buffer view;
    if (arg == NULL) return 0;
    if (buffer_get(rt, arg, &view, BUFFER_SIMPLE) < 0) return -1;
    int status = view.length <= most ? 0 : error_raise_int(rt, TYPE_ValueError, "maximum %s length is %d bytes", what, most);
    if (status == 0 && view.length > 0) memcpy(out, view.bytes, (size_t)view.length);
    if (status == 0 && size != NULL) *size = (uint8_t)view.length;
    buffer_release(rt, &view);
    return status;
}

/* What was given, into P and *last_node. */
static int read_parameters(Rt *rt, const Ref *given, bool b, BlakeParameters *p, bool *last_node)
{
    int most = b ? 64 : 32, part = b ? 16 : 8;
    uint64_t leaf_size = 0;
    int last = given[LAST_NODE] == NULL ? 0 : object_is_true(rt, given[LAST_NODE]);
    *last_node = last == 1;
    if (last < 0 ||
        read_small(rt, given[DIGEST_SIZE], 1, most, b ? "digest_size must be between 1 and 64 bytes" : "digest_size must be between 1 and 32 bytes", &p->size) < 0 ||
        read_bytes(rt, given[SALT], "salt", part, p->salt, NULL) < 0 || read_bytes(rt, given[PERSON], "person", part, p->person, NULL) < 0 ||
        read_small(rt, given[FANOUT], 0, 255, "fanout must be between 0 and 255", &p->fanout) < 0 ||
        read_small(rt, given[DEPTH], 1, 255, "depth must be between 1 and 255", &p->depth) < 0 ||
        read_large(rt, given[LEAF_SIZE], 32, "leaf_size is too large", &leaf_size) < 0 ||
        read_large(rt, given[NODE_OFFSET], b ? 64 : 48, "node_offset is too large", &p->node_offset) < 0 ||
        read_small(rt, given[NODE_DEPTH], 0, 255, "node_depth must be between 0 and 255", &p->node_depth) < 0 ||
        read_small(rt, given[INNER_SIZE], 0, most, b ? "inner_size must be between 0 and is 64" : "inner_size must be between 0 and is 32", &p->inner_size) < 0 ||
        read_bytes(rt, given[KEY], "key", most, p->key, &p->key_size) < 0) {
        return -1;
    }
    p->leaf_size = (uint32_t)leaf_size;
    return 0;
}

static Own blake_new(Rt *rt, Type *type, Ref args, Ref kwargs, HasherId id)
{
    const HasherKind *kind = hasher_kind(id);
    ArgSpec spec = {kind->name, argument_names, 0, 1, 0};
    Ref given[ARGUMENTS];
    BlakeParameters parameters = {.size = kind->size, .fanout = 1, .depth = 1};
    bool last_node;
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return NULL;
    if (read_parameters(rt, given, id == HASHER_blake2b, &parameters, &last_node) < 0) return NULL;
    Own self = hash_new(rt, type);
    if (self == NULL) return NULL;
    hasher_start_blake(&AS_HASH(self)->hasher, id, &parameters);
    AS_HASH(self)->hasher.last_node = last_node;
    if (given[DATA] != NULL && hash_feed(rt, self, given[DATA]) < 0) release_clear(rt, &self);
    return self;
}

#define BLAKE_TYPE(hash)                                                               \
    static Own hash##_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs)                 \
    {                                                                                  \
        return blake_new(rt, type, args, kwargs, HASHER_##hash);                       \
    }                                                                                  \
    static const TypeSpec hash##_type_spec = {                                         \
        .name = "_blake2." #hash,                                                      \
        .id = TYPE_##hash,                                                             \
        .basicsize = sizeof(HashObj),                                                  \
        .doc = "Return a new BLAKE2 hash object.",                                     \
        .slots = {.tp_new = hash##_tp_new},                                            \
        .methods = hash_methods,                                                       \
        .getset = hash_getset,                                                         \
    };

BLAKE_TYPE(blake2b)
BLAKE_TYPE(blake2s)

/* The limits, in the type and, with a prefix, in the module. */
static int add_limits(Rt *rt, Ref module, Type *type, const char *prefix, int part, int most)
{
    const struct {
        const char *name;
        int value;
    } limits[] = {{"SALT_SIZE", part}, {"PERSON_SIZE", part}, {"MAX_KEY_SIZE", most}, {"MAX_DIGEST_SIZE", most}};
    for (size_t i = 0; i < ARRAY_LENGTH(limits); i++) {
        char name[40];
        (void)snprintf(name, sizeof name, "%s_%s", prefix, limits[i].name);
        Own value = int_new(rt, limits[i].value);
        int status = value == NULL ? -1 : dict_set_text(rt, type->dict, limits[i].name, value);
        if (status == 0) status = module_add(rt, module, name, new_ref(value));
        release(rt, value);
        if (status < 0) return -1;
    }
    return 0;
}

static int blake_exec(Rt *rt, Ref module)
{
    if (add_limits(rt, module, RT_TYPE(rt, blake2b), "BLAKE2B", 16, 64) < 0) return -1;
    return add_limits(rt, module, RT_TYPE(rt, blake2s), "BLAKE2S", 8, 32);
}

const ModuleSpec _blake2_module_spec = {
    .name = "_blake2",
    .doc = "_blake2b provides BLAKE2b for hashlib\n",
    .types = TYPES(&blake2b_type_spec, &blake2s_type_spec),
    .exec = blake_exec,
};
