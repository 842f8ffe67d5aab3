/* SipHash-1-3 (Aumasson and Bernstein): one round for each word of the message, three at
   the end.  Words are little-endian whatever the machine is, so that the values are the
   same everywhere. */
#include "base/hash.h"

typedef struct SipState {
    uint64_t v0, v1, v2, v3;
} SipState;

static uint64_t rotate_left(uint64_t word, int bits)
{
    return word << bits | word >> (64 - bits);
}

static inline void sip_round(SipState *s)
{
    s->v0 += s->v1;
    s->v1 = rotate_left(s->v1, 13) ^ s->v0;
    s->v0 = rotate_left(s->v0, 32);
    s->v2 += s->v3;
    s->v3 = rotate_left(s->v3, 16) ^ s->v2;
    s->v0 += s->v3;
    s->v3 = rotate_left(s->v3, 21) ^ s->v0;
    s->v2 += s->v1;
    s->v1 = rotate_left(s->v1, 17) ^ s->v2;
    s->v2 = rotate_left(s->v2, 32);
}

static uint64_t load_little_endian(const unsigned char *bytes, size_t count)
{
    uint64_t word = 0;
    for (size_t i = 0; i < count; i++) word |= (uint64_t)bytes[i] << (8 * i);
    return word;
}

/* Written out, so that the compiler sees that it is one load. */
static inline uint64_t load_eight(const unsigned char *bytes)
{
    return (uint64_t)bytes[0] | (uint64_t)bytes[1] << 8 | (uint64_t)bytes[2] << 16 |
           (uint64_t)bytes[3] << 24 | (uint64_t)bytes[4] << 32 | (uint64_t)bytes[5] << 40 |
           (uint64_t)bytes[6] << 48 | (uint64_t)bytes[7] << 56;
}

static inline void sip_absorb(SipState *s, uint64_t word)
{
    s->v3 ^= word;
    sip_round(s);
    s->v0 ^= word;
}

uint64_t hash_siphash13(uint64_t key0, uint64_t key1, const void *bytes, size_t size)
{
    SipState s = {
        .v0 = key0 ^ 0x736f6d6570736575,
        .v1 = key1 ^ 0x646f72616e646f6d,
        .v2 = key0 ^ 0x6c7967656e657261,
        .v3 = key1 ^ 0x7465646279746573,
    };
    const unsigned char *at = bytes;
    size_t left = size;
    for (; left >= 8; at += 8, left -= 8) sip_absorb(&s, load_eight(at));
    uint64_t tail = left > 0 ? load_little_endian(at, left) : 0;
    sip_absorb(&s, (uint64_t)size << 56 | tail);
    s.v2 ^= 0xff;
    for (int i = 0; i < 3; i++) sip_round(&s);
    return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}
