/* Hash objects of _md5, _sha1, _sha256, _sha512, _sha3 and _blake2: a hasher behind a type for each algorithm. */
#ifndef VIV_MODULES_HASH_TYPES_H
#define VIV_MODULES_HASH_TYPES_H

#include "base/hasher.h"
#include "memory/rt.h"

typedef struct HashObj {
    Obj head;
    Hasher hasher;
} HashObj;
#define AS_HASH(ref) ((HashObj *)(ref))

/* A hash object of TYPE, not started. */
MUST_USE Own hash_new(Rt *rt, Type *type);
/* Feeds what OBJ lends; TypeError "Strings must be encoded before hashing". */
MUST_USE int hash_feed(Rt *rt, Ref self, Ref obj);
extern const MethodDef hash_methods[], hash_shake_methods[];
extern const GetSetDef hash_getset[], hash_keccak_getset[];

#endif
