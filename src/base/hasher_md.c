/* One block of MD5 (RFC 1321) and of SHA-1 (FIPS 180-4).  Both are broken against who looks for
   collisions; programs still name files by them. */
#include "base/hasher.h"

static uint32_t rotate_left(uint32_t word, int bits)
{
    return word << bits | word >> (32 - bits);
}

/* 2**32 times |sin(1)|, |sin(2)|, … */
static const uint32_t sines[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};

void hasher_mix_md5(Hasher *hasher, const uint8_t *block)
{
    static const uint8_t shifts[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
    uint32_t *s = hasher->state.words, a = s[0], b = s[1], c = s[2], d = s[3];
    for (int i = 0; i < 64; i++) {
        uint32_t mixed;
        int at;
        switch (i / 16) {
        case 0: mixed = (b & c) | (~b & d), at = i; break;
        case 1: mixed = (d & b) | (~d & c), at = 5 * i + 1; break;
        case 2: mixed = b ^ c ^ d, at = 3 * i + 5; break;
        default: mixed = c ^ (b | ~d), at = 7 * i; break;
        }
        uint32_t word = (uint32_t)hasher_load(block + at % 16 * 4, 4, false), next = d;
        d = c;
        c = b;
        b += rotate_left(a + mixed + sines[i] + word, shifts[i / 16][i % 4]);
        a = next;
    }
    s[0] += a, s[1] += b, s[2] += c, s[3] += d;
}

void hasher_mix_sha1(Hasher *hasher, const uint8_t *block)
{
    static const uint32_t constants[4] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
    uint32_t words[80], *s = hasher->state.words, a = s[0], b = s[1], c = s[2], d = s[3], e = s[4];
    for (int i = 0; i < 80; i++) {
        words[i] = i < 16 ? (uint32_t)hasher_load(block + 4 * i, 4, true) : rotate_left(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
        int quarter = i / 20;
        uint32_t mixed = quarter == 0 ? (b & c) | (~b & d) : quarter == 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
        uint32_t first = rotate_left(a, 5) + mixed + e + constants[quarter] + words[i];
        e = d;
        d = c;
        c = rotate_left(b, 30);
        b = a;
        a = first;
    }
    s[0] += a, s[1] += b, s[2] += c, s[3] += d, s[4] += e;
}
