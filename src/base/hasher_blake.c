/* One block of BLAKE2 (RFC 7693), which comes in words of 32 and of 64 bits. */
#include "base/hasher.h"

#include <string.h>

/* The order in which a round takes the words of the message. */
static const uint8_t orders[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
};
/* Which four words of the state a step mixes: columns, then diagonals. */
static const uint8_t quarters[8][4] = {
    {0, 4, 8, 12}, {1, 5, 9, 13}, {2, 6, 10, 14}, {3, 7, 11, 15}, {0, 5, 10, 15}, {1, 6, 11, 12}, {2, 7, 8, 13}, {3, 4, 9, 14},
};

#define ROTATE(word, bits) ((word) >> (bits) | (word) << (8 * sizeof(word) - (bits)))

/* The function NAME for the type of words WORD, so many ROUNDS, and rotations by R1 to R4. */
#define BLAKE2(name, Word, rounds, state_words, start_shift, r1, r2, r3, r4)           \
    void name(Hasher *hasher, const uint8_t *block)                                    \
    {                                                                                  \
        Word words[16], v[16];                                                         \
        int size = (int)sizeof(Word);                                                  \
        for (int i = 0; i < 16; i++) words[i] = (Word)hasher_load(block + size * i, size, false); \
        memcpy(v, state_words, 8 * sizeof v[0]);                                       \
        for (int i = 0; i < 8; i++) v[8 + i] = (Word)(hasher_sha512_start[i] >> (start_shift)); \
        v[12] ^= (Word)hasher->length;                                                 \
        if (sizeof(Word) == 4) v[13] ^= (Word)(hasher->length >> 32);                  \
        if (hasher->last) v[14] = ~v[14];                                              \
        if (hasher->last && hasher->last_node) v[15] = ~v[15];                         \
        for (int round = 0; round < (rounds); round++) {                               \
            for (int i = 0; i < 8; i++) {                                              \
                Word *a = v + quarters[i][0], *b = v + quarters[i][1], *c = v + quarters[i][2], *d = v + quarters[i][3]; \
                const uint8_t *order = orders[round % 10] + 2 * i;                     \
                *a += *b + words[order[0]], *d = ROTATE(*d ^ *a, r1);                  \
                *c += *d, *b = ROTATE(*b ^ *c, r2);                                    \
                *a += *b + words[order[1]], *d = ROTATE(*d ^ *a, r3);                  \
                *c += *d, *b = ROTATE(*b ^ *c, r4);                                    \
            }                                                                          \
        }                                                                              \
        for (int i = 0; i < 8; i++) (state_words)[i] ^= v[i] ^ v[8 + i];               \
    }

BLAKE2(hasher_mix_blake2b, uint64_t, 12, hasher->state.lanes, 0, 32, 24, 16, 63)
BLAKE2(hasher_mix_blake2s, uint32_t, 10, hasher->state.words, 32, 16, 12, 8, 7)
