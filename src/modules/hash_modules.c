/* The modules _md5, _sha1, _sha256, _sha512 and _sha3, from which hashlib takes its functions where there is
   no OpenSSL. */
#include "modules/hash_types.h"
#include "modules/module_specs.h"
#include "objects/args.h"
#include "objects/module_types.h"
#include "objects/owned.h"
#include "objects/strobj.h"

/* A started hash object of TYPE that was fed DATA, unless that is NULL. */
static Own hash_of(Rt *rt, Type *type, HasherId id, Ref data)
{
    Own self = hash_new(rt, type);
    if (self == NULL) return NULL;
    hasher_start(&AS_HASH(self)->hasher, id);
    if (data != NULL && hash_feed(rt, self, data) < 0) release_clear(rt, &self);
    return self;
}

/* --- MD5, SHA-1 and SHA-2: a type that cannot be called, and a function */

#define HASH_FUNCTION(hash, module)                                                            \
    static const TypeSpec hash##_type_spec = {                                                 \
        .name = module "." #hash,                                                              \
        .id = TYPE_##hash,                                                                     \
        .basicsize = sizeof(HashObj),                                                          \
        .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,                              \
        .slots = {.tp_traverse = owned_traverse},                                              \
        .methods = hash_methods,                                                               \
        .getset = hash_getset,                                                                 \
    };                                                                                         \
    static Own hash##_function(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames) \
    {                                                                                          \
        static const char *const names[] = {"string", "usedforsecurity", NULL};                \
        static const ArgSpec spec = {#hash, names, 0, 1, 0};                                   \
        Ref given[2];                                                                          \
        if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;                \
        return hash_of(rt, RT_TYPE(rt, hash), HASHER_##hash, given[0]);                        \
    }

#define FUNCTION_DEF(hash)                                                                     \
    {                                                                                          \
        #hash, METHOD_FASTCALL_KEYWORDS, {.fast = hash##_function},                            \
            #hash "($module, /, string=b'', *, usedforsecurity=True)\n--\n\nReturn a new hash object; optionally initialized with a string.", 0 \
    }

HASH_FUNCTION(md5, "_md5")
HASH_FUNCTION(sha1, "_sha1")
HASH_FUNCTION(sha224, "_sha256")
HASH_FUNCTION(sha256, "_sha256")
HASH_FUNCTION(sha384, "_sha512")
HASH_FUNCTION(sha512, "_sha512")

static int add_type(Rt *rt, Ref module, const TypeSpec *spec, const char *name)
{
    const TypeSpec *const specs[] = {spec, NULL};
    if (module_make_types(rt, specs) < 0) return -1;
    return name == NULL ? 0 : module_add(rt, module, name, new_ref((Ref)rt->types[spec->id]));
}

static int md5_exec(Rt *rt, Ref module)
{
    return add_type(rt, module, &md5_type_spec, "MD5Type");
}

static int sha1_exec(Rt *rt, Ref module)
{
    return add_type(rt, module, &sha1_type_spec, "SHA1Type");
}

static int sha256_exec(Rt *rt, Ref module)
{
    return add_type(rt, module, &sha224_type_spec, "SHA224Type") < 0 ? -1 : add_type(rt, module, &sha256_type_spec, "SHA256Type");
}

static int sha512_exec(Rt *rt, Ref module)
{
    return add_type(rt, module, &sha384_type_spec, NULL) < 0 ? -1 : add_type(rt, module, &sha512_type_spec, "SHA384Type"); /* so in CPython */
}

static const MethodDef md5_methods[] = {FUNCTION_DEF(md5), {0}};
static const MethodDef sha1_methods[] = {FUNCTION_DEF(sha1), {0}};
static const MethodDef sha256_methods[] = {FUNCTION_DEF(sha256), FUNCTION_DEF(sha224), {0}};
static const MethodDef sha512_methods[] = {FUNCTION_DEF(sha512), FUNCTION_DEF(sha384), {0}};

const ModuleSpec _md5_module_spec = {.name = "_md5", .methods = md5_methods, .exec = md5_exec};
const ModuleSpec _sha1_module_spec = {.name = "_sha1", .methods = sha1_methods, .exec = sha1_exec};
const ModuleSpec _sha256_module_spec = {.name = "_sha256", .methods = sha256_methods, .exec = sha256_exec};
const ModuleSpec _sha512_module_spec = {.name = "_sha512", .methods = sha512_methods, .exec = sha512_exec};

/* --- SHA-3: types that are called */

#define SHA3_TYPE(hash, its_methods)                                                           \
    static Own hash##_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs)                         \
    {                                                                                          \
        static const char *const names[] = {"", "usedforsecurity", NULL};                      \
        static const ArgSpec spec = {"sha3_224", names, 0, 1, 0}; /* CPython's messages name the first of them */ \
        Ref given[2];                                                                          \
        if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return NULL;                  \
        return hash_of(rt, type, HASHER_##hash, given[0]);                                     \
    }                                                                                          \
    static const TypeSpec hash##_type_spec = {                                                 \
        .name = "_sha3." #hash,                                                                \
        .basicsize = sizeof(HashObj),                                                          \
        .doc = #hash "([data], *, usedforsecurity=True) -> a hash object",                     \
        .slots = {.tp_new = hash##_tp_new},                                                    \
        .methods = its_methods,                                                                \
        .getset = hash_keccak_getset,                                                          \
    };

SHA3_TYPE(sha3_224, hash_methods)
SHA3_TYPE(sha3_256, hash_methods)
SHA3_TYPE(sha3_384, hash_methods)
SHA3_TYPE(sha3_512, hash_methods)
SHA3_TYPE(shake_128, hash_shake_methods)
SHA3_TYPE(shake_256, hash_shake_methods)

static int sha3_exec(Rt *rt, Ref module)
{
    if (module_add_int(rt, module, "keccakopt", 0) < 0) return -1;
    return module_add(rt, module, "implementation", str_new(rt, "tiny_sha3"));
}

const ModuleSpec _sha3_module_spec = {
    .name = "_sha3",
    .types = TYPES(&sha3_224_type_spec, &sha3_256_type_spec, &sha3_384_type_spec, &sha3_512_type_spec, &shake_128_type_spec, &shake_256_type_spec),
    .exec = sha3_exec,
};
