/* One block of SHA-2 (FIPS 180-4), which comes in words of 32 and of 64 bits. */
#include "base/hasher.h"

#include <string.h>

/* The first 64 bits of the fractions of the cube roots of the first 80 primes; SHA-256 takes the upper
   halves of the first 64. */
static const uint64_t cube_roots[80] = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc,
    0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118,
    0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
    0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694,
    0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
    0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4,
    0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70,
    0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
    0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30,
    0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
    0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8,
    0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
    0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b,
    0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178,
    0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
    0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c,
    0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};

#define ROTATE(word, bits) ((word) >> (bits) | (word) << (8 * sizeof(word) - (bits)))

/* The function NAME for the type of words WORD and so many ROUNDS; LOW and HIGH mix two words of the
   message, SUM_A and SUM_E two of the state. */
#define SHA2(name, Word, rounds, state_words, root, LOW, HIGH, SUM_A, SUM_E)           \
    void name(Hasher *hasher, const uint8_t *block)                                    \
    {                                                                                  \
        Word words[rounds], s[8];                                                      \
        int size = (int)sizeof(Word);                                                  \
        for (int i = 0; i < 16; i++) words[i] = (Word)hasher_load(block + size * i, size, true); \
        for (int i = 16; i < (rounds); i++)                                            \
            words[i] = words[i - 16] + LOW(words[i - 15]) + words[i - 7] + HIGH(words[i - 2]); \
        memcpy(s, state_words, sizeof s);                                              \
        for (int i = 0; i < (rounds); i++) {                                           \
            Word choice = (s[4] & s[5]) ^ (~s[4] & s[6]);                              \
            Word majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);             \
            Word first = s[7] + SUM_E(s[4]) + choice + (Word)(root(i)) + words[i];     \
            Word second = SUM_A(s[0]) + majority;                                      \
            memmove(s + 1, s, 7 * sizeof s[0]);                                        \
            s[4] += first;                                                             \
            s[0] = first + second;                                                     \
        }                                                                              \
        for (int i = 0; i < 8; i++) (state_words)[i] += s[i];                          \
    }

#define LOW_256(w) (ROTATE(w, 7) ^ ROTATE(w, 18) ^ (w) >> 3)
#define HIGH_256(w) (ROTATE(w, 17) ^ ROTATE(w, 19) ^ (w) >> 10)
#define SUM_A_256(w) (ROTATE(w, 2) ^ ROTATE(w, 13) ^ ROTATE(w, 22))
#define SUM_E_256(w) (ROTATE(w, 6) ^ ROTATE(w, 11) ^ ROTATE(w, 25))
#define ROOT_256(i) (cube_roots[i] >> 32)
SHA2(hasher_mix_sha256, uint32_t, 64, hasher->state.words, ROOT_256, LOW_256, HIGH_256, SUM_A_256, SUM_E_256)

#define LOW_512(w) (ROTATE(w, 1) ^ ROTATE(w, 8) ^ (w) >> 7)
#define HIGH_512(w) (ROTATE(w, 19) ^ ROTATE(w, 61) ^ (w) >> 6)
#define SUM_A_512(w) (ROTATE(w, 28) ^ ROTATE(w, 34) ^ ROTATE(w, 39))
#define SUM_E_512(w) (ROTATE(w, 14) ^ ROTATE(w, 18) ^ ROTATE(w, 41))
#define ROOT_512(i) (cube_roots[i])
SHA2(hasher_mix_sha512, uint64_t, 80, hasher->state.lanes, ROOT_512, LOW_512, HIGH_512, SUM_A_512, SUM_E_512)
