/* Message digests: the table of algorithms, and what they share.  Bytes are collected until they fill a
   block, which is mixed into the state; at the end the rest is padded as the algorithm says.  BLAKE2 keeps
   a full block back, since it must know whether it is the last. */
#include "base/hasher.h"

#include <string.h>

static void finish_md(Hasher *hasher);
static void finish_keccak(Hasher *hasher);
static void finish_blake(Hasher *hasher);

static const uint64_t md5_start[] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0, 0, 0, 0}; /* and SHA-1's */
static const uint64_t sha256_start[] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
static const uint64_t sha224_start[] = {0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4};
static const uint64_t sha384_start[] = {0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
                                        0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4};
const uint64_t hasher_sha512_start[] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                                        0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

#define KECCAK(name, block, size, suffix) {name, block, size, 8, false, suffix, NULL, hasher_mix_keccak, finish_keccak}

static const HasherKind kinds[HASHER_COUNT] = {
    [HASHER_md5] = {"md5", 64, 16, 4, false, 0, md5_start, hasher_mix_md5, finish_md},
    [HASHER_sha1] = {"sha1", 64, 20, 4, true, 0, md5_start, hasher_mix_sha1, finish_md},
    [HASHER_sha224] = {"sha224", 64, 28, 4, true, 0, sha224_start, hasher_mix_sha256, finish_md},
    [HASHER_sha256] = {"sha256", 64, 32, 4, true, 0, sha256_start, hasher_mix_sha256, finish_md},
    [HASHER_sha384] = {"sha384", 128, 48, 8, true, 0, sha384_start, hasher_mix_sha512, finish_md},
    [HASHER_sha512] = {"sha512", 128, 64, 8, true, 0, hasher_sha512_start, hasher_mix_sha512, finish_md},
    [HASHER_sha3_224] = KECCAK("sha3_224", 144, 28, 6),
    [HASHER_sha3_256] = KECCAK("sha3_256", 136, 32, 6),
    [HASHER_sha3_384] = KECCAK("sha3_384", 104, 48, 6),
    [HASHER_sha3_512] = KECCAK("sha3_512", 72, 64, 6),
    [HASHER_shake_128] = KECCAK("shake_128", 168, 0, 0x1F),
    [HASHER_shake_256] = KECCAK("shake_256", 136, 0, 0x1F),
    [HASHER_blake2b] = {"blake2b", 128, 64, 8, false, 0, hasher_sha512_start, hasher_mix_blake2b, finish_blake},
    [HASHER_blake2s] = {"blake2s", 64, 32, 4, false, 0, sha256_start, hasher_mix_blake2s, finish_blake},
};

const HasherKind *hasher_kind(HasherId id)
{
    return &kinds[id];
}

void hasher_start(Hasher *hasher, HasherId id)
{
    const HasherKind *kind = &kinds[id];
    *hasher = (Hasher){.kind = kind, .size = kind->size};
    for (int i = 0; kind->start != NULL && i < 8; i++) {
        if (kind->word == 4) hasher->state.words[i] = (uint32_t)kind->start[i];
        else hasher->state.lanes[i] = kind->start[i];
    }
}

/* The parameters are a block of bytes that is xored into the state; a key is a first block of data. */
void hasher_start_blake(Hasher *hasher, HasherId id, const BlakeParameters *p)
{
    bool b = id == HASHER_blake2b;
    int word = b ? 8 : 4, part = b ? 16 : 8;
    uint8_t block[64] = {p->size, p->key_size, p->fanout, p->depth};
    hasher_store(block + 4, p->leaf_size, 4, false);
    hasher_store(block + 8, p->node_offset, b ? 8 : 6, false);
    block[b ? 16 : 14] = p->node_depth;
    block[b ? 17 : 15] = p->inner_size;
    memcpy(block + (b ? 32 : 16), p->salt, (size_t)part);
    memcpy(block + (b ? 48 : 24), p->person, (size_t)part);
    hasher_start(hasher, id);
    hasher->size = p->size;
    for (int i = 0; i < 8; i++) {
        uint64_t bits = hasher_load(block + i * word, word, false);
        if (b) hasher->state.lanes[i] ^= bits;
        else hasher->state.words[i] ^= (uint32_t)bits;
    }
    if (p->key_size == 0) return;
    uint8_t first[128] = {0};
    memcpy(first, p->key, p->key_size);
    hasher_add(hasher, first, hasher->kind->block);
}

void hasher_add(Hasher *hasher, const void *bytes, size_t size)
{
    const HasherKind *kind = hasher->kind;
    bool keep_back = kind->finish == finish_blake;
    const uint8_t *at = bytes;
    while (size > 0) {
        if (hasher->used == kind->block) {
            kind->mix(hasher, hasher->block);
            hasher->used = 0;
        }
        size_t room = (size_t)kind->block - hasher->used, step = size < room ? size : room;
        memcpy(hasher->block + hasher->used, at, step);
        hasher->used = (uint8_t)(hasher->used + step);
        hasher->length += step;
        at += step;
        size -= step;
        if (hasher->used < kind->block || keep_back) continue;
        kind->mix(hasher, hasher->block);
        hasher->used = 0;
    }
}

/* A one bit, zeros, and the length in bits fill the last block. */
static void finish_md(Hasher *hasher)
{
    const HasherKind *kind = hasher->kind;
    uint64_t bits = hasher->length * 8, high = hasher->length >> 61;
    int room = 2 * kind->word;
    uint8_t length[16] = {0};
    if (kind->word == 8) hasher_store(length, high, 8, true);
    hasher_store(length + room - 8, bits, 8, kind->big);
    hasher_add(hasher, "\x80", 1);
    while (hasher->used != kind->block - room) hasher_add(hasher, "", 1);
    hasher_add(hasher, length, (size_t)room);
}

static void finish_keccak(Hasher *hasher)
{
    uint8_t block = hasher->kind->block;
    memset(hasher->block + hasher->used, 0, (size_t)(block - hasher->used));
    hasher->block[hasher->used] ^= hasher->kind->suffix;
    hasher->block[block - 1] ^= 0x80;
    hasher_mix_keccak(hasher, hasher->block);
}

static void finish_blake(Hasher *hasher)
{
    memset(hasher->block + hasher->used, 0, (size_t)(hasher->kind->block - hasher->used));
    hasher->last = true;
    hasher->kind->mix(hasher, hasher->block);
}

/* A sponge may be pressed for more than one block. */
void hasher_digest(const Hasher *hasher, uint8_t *digest, size_t size)
{
    Hasher end = *hasher;
    const HasherKind *kind = end.kind;
    static const uint8_t nothing[HASHER_BLOCK_MOST];
    kind->finish(&end);
    for (size_t at = 0; at < size; at++) {
        size_t i = at % kind->block, word = i / kind->word;
        if (i == 0 && at > 0) kind->mix(&end, nothing);
        uint8_t bytes[8];
        hasher_store(bytes, kind->word == 4 ? end.state.words[word] : end.state.lanes[word], kind->word, kind->big);
        digest[at] = bytes[i % kind->word];
    }
}

void hasher_sha256_text(const void *bytes, size_t size, char out[65])
{
    static const char digits[] = "0123456789abcdef";
    Hasher hasher;
    uint8_t digest[32];
    hasher_start(&hasher, HASHER_sha256);
    hasher_add(&hasher, bytes, size);
    hasher_digest(&hasher, digest, sizeof digest);
    for (int i = 0; i < 32; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[64] = '\0';
}
