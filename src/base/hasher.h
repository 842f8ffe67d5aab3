/* Message digests, fed in pieces of any size: MD5, SHA-1, SHA-2, SHA-3 with SHAKE, BLAKE2.  By SHA-256
   traces and digests name exact bytes; hashlib shows all of them. */
#ifndef VIV_BASE_HASHER_H
#define VIV_BASE_HASHER_H

#include "base/base.h"

typedef enum HasherId {
    HASHER_md5, HASHER_sha1, HASHER_sha224, HASHER_sha256, HASHER_sha384, HASHER_sha512,
    HASHER_sha3_224, HASHER_sha3_256, HASHER_sha3_384, HASHER_sha3_512, HASHER_shake_128, HASHER_shake_256,
    HASHER_blake2b, HASHER_blake2s,
    HASHER_COUNT
} HasherId;

enum { HASHER_BLOCK_MOST = 168, HASHER_SIZE_MOST = 64 };

typedef union HasherState {
    uint32_t words[8];
    uint64_t lanes[25];
} HasherState;

typedef struct Hasher Hasher;

/* What an algorithm is made of; `start` are the first values of its state. */
typedef struct HasherKind {
    const char *name;
    uint8_t block, size; /* bytes taken at a time; of the digest, 0: as many as are asked for */
    uint8_t word;        /* bytes of a word of the state */
    bool big;            /* words are written most significant byte first */
    uint8_t suffix;      /* of Keccak: the bits that end the message */
    const uint64_t *start;
    void (*mix)(Hasher *hasher, const uint8_t *block);
    void (*finish)(Hasher *hasher); /* pads and mixes the rest */
} HasherKind;

struct Hasher {
    const HasherKind *kind;
    HasherState state;
    uint64_t length; /* bytes fed so far */
    uint8_t block[HASHER_BLOCK_MOST];
    uint8_t used;      /* bytes in `block` */
    uint8_t size;      /* of the digest */
    bool last, last_node; /* BLAKE2: this is the last block; of the last node */
};

/* BLAKE2's parameters; zeros but for fanout and depth, which are 1, give the plain function. */
typedef struct BlakeParameters {
    uint8_t size, key_size, fanout, depth, node_depth, inner_size;
    uint32_t leaf_size;
    uint64_t node_offset;
    uint8_t salt[16], person[16], key[64];
} BlakeParameters;

const HasherKind *hasher_kind(HasherId id);
void hasher_start(Hasher *hasher, HasherId id);
void hasher_start_blake(Hasher *hasher, HasherId id, const BlakeParameters *parameters);
void hasher_add(Hasher *hasher, const void *bytes, size_t size);
/* Writes SIZE bytes of the digest of what was fed so far, at most hasher->size unless the kind gives any
   number; more may be fed afterwards. */
void hasher_digest(const Hasher *hasher, uint8_t *digest, size_t size);
/* The SHA-256 of SIZE bytes as 64 hexadecimal digits and a NUL. */
void hasher_sha256_text(const void *bytes, size_t size, char out[65]);

/* The algorithms' own parts: hasher_md.c, hasher_sha2.c, hasher_keccak.c, hasher_blake.c. */
void hasher_mix_md5(Hasher *hasher, const uint8_t *block);
void hasher_mix_sha1(Hasher *hasher, const uint8_t *block);
void hasher_mix_sha256(Hasher *hasher, const uint8_t *block);
void hasher_mix_sha512(Hasher *hasher, const uint8_t *block);
void hasher_mix_keccak(Hasher *hasher, const uint8_t *block);
void hasher_mix_blake2b(Hasher *hasher, const uint8_t *block);
void hasher_mix_blake2s(Hasher *hasher, const uint8_t *block);
extern const uint64_t hasher_sha512_start[8]; /* also BLAKE2b's; its upper halves are SHA-256's and BLAKE2s's */

/* SIZE bytes as a word, and back. */
static inline uint64_t hasher_load(const uint8_t *bytes, int size, bool big)
{
    uint64_t word = 0;
    for (int i = 0; i < size; i++) word = word << 8 | bytes[big ? i : size - 1 - i];
    return word;
}
static inline void hasher_store(uint8_t *bytes, uint64_t word, int size, bool big)
{
    for (int i = 0; i < size; i++) bytes[big ? size - 1 - i : i] = (uint8_t)(word >> 8 * i);
}

#endif
