/* SHA-256, straight from the standard.  The block holds what has not filled one yet: its
   used part is the length modulo 64. */
#include "base/sha256.h"

#include <string.h>

/* The first 32 bits of the fractions of the cube roots of the first 64 primes. */
static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
    0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate_right(uint32_t word, int bits)
{
    return word >> bits | word << (32 - bits);
}

static uint32_t load_big_endian(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
           bytes[3];
}

static void store_big_endian(uint8_t *bytes, uint64_t word, int size)
{
    for (int i = 0; i < size; i++) bytes[i] = (uint8_t)(word >> (8 * (size - 1 - i)));
}

static void expand_block(const uint8_t *block, uint32_t words[64])
{
    for (int i = 0; i < 16; i++) words[i] = load_big_endian(block + 4 * i);
    for (int i = 16; i < 64; i++) {
        uint32_t a = words[i - 15], b = words[i - 2];
        uint32_t low = rotate_right(a, 7) ^ rotate_right(a, 18) ^ a >> 3;
        uint32_t high = rotate_right(b, 17) ^ rotate_right(b, 19) ^ b >> 10;
        words[i] = words[i - 16] + low + words[i - 7] + high;
    }
}

static void mix_block(uint32_t state[8], const uint8_t *block)
{
    uint32_t words[64], s[8];
    expand_block(block, words);
    memcpy(s, state, sizeof s);
    for (int i = 0; i < 64; i++) {
        uint32_t e = s[4], a = s[0];
        uint32_t sum_e = rotate_right(e, 6) ^ rotate_right(e, 11) ^ rotate_right(e, 25);
        uint32_t choice = (e & s[5]) ^ (~e & s[6]);
        uint32_t first = s[7] + sum_e + choice + round_constants[i] + words[i];
        uint32_t sum_a = rotate_right(a, 2) ^ rotate_right(a, 13) ^ rotate_right(a, 22);
        uint32_t majority = (a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]);
        memmove(s + 1, s, 7 * sizeof s[0]);
        s[4] += first;
        s[0] = first + sum_a + majority;
    }
    for (int i = 0; i < 8; i++) state[i] += s[i];
}

void sha256_init(Sha256 *hash)
{
    static const uint32_t start[8] = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    };
    *hash = (Sha256){.length = 0};
    memcpy(hash->state, start, sizeof start);
}

void sha256_init_224(Sha256 *hash)
{
    static const uint32_t start[8] = {
        0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939,
        0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4,
    };
    *hash = (Sha256){.length = 0};
    memcpy(hash->state, start, sizeof start);
}

void sha256_add(Sha256 *hash, const void *bytes, size_t size)
{
    const uint8_t *at = bytes;
    while (size > 0) {
        size_t used = hash->length % SHA256_BLOCK, room = SHA256_BLOCK - used;
        size_t step = size < room ? size : room;
        memcpy(hash->block + used, at, step);
        hash->length += step;
        at += step;
        size -= step;
        if (step == room) mix_block(hash->state, hash->block);
    }
}

/* A one bit, zeros, and the length in bits fill the last block, in a copy. */
void sha256_digest(const Sha256 *hash, uint8_t digest[SHA256_SIZE])
{
    Sha256 last = *hash;
    uint8_t length[8];
    store_big_endian(length, hash->length * 8, 8);
    sha256_add(&last, "\x80", 1);
    while (last.length % SHA256_BLOCK != SHA256_BLOCK - 8) sha256_add(&last, "", 1);
    sha256_add(&last, length, sizeof length);
    for (int i = 0; i < 8; i++) store_big_endian(digest + 4 * i, last.state[i], 4);
}

void sha256_text(const void *bytes, size_t size, char out[2 * SHA256_SIZE + 1])
{
    static const char digits[] = "0123456789abcdef";
    Sha256 hash;
    uint8_t digest[SHA256_SIZE];
    sha256_init(&hash);
    sha256_add(&hash, bytes, size);
    sha256_digest(&hash, digest);
    for (int i = 0; i < SHA256_SIZE; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[2 * SHA256_SIZE] = '\0';
}
