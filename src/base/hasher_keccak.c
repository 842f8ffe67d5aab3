/* The permutation of SHA-3 (FIPS 202) on 25 lanes of 64 bits, seen as five rows of five. */
#include "base/hasher.h"

static uint64_t rotate_left(uint64_t lane, int bits)
{
    return bits == 0 ? lane : lane << bits | lane >> (64 - bits);
}

/* Each lane gains the parity of two columns. */
static void mix_columns(uint64_t lanes[25])
{
    uint64_t parity[5];
    for (int x = 0; x < 5; x++) parity[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
    for (int i = 0; i < 25; i++) lanes[i] ^= parity[(i + 4) % 5] ^ rotate_left(parity[(i + 1) % 5], 1);
}

/* Lanes are rotated by the triangular numbers, and wander from (x, y) to (y, 2x + 3y). */
static void rotate_and_move(uint64_t lanes[25])
{
    int x = 1, y = 0;
    uint64_t carried = lanes[x];
    for (int i = 0, bits = 0; i < 24; i++) {
        bits = (bits + i + 1) % 64;
        int next = (2 * x + 3 * y) % 5;
        x = y;
        y = next;
        uint64_t displaced = lanes[x + 5 * y];
        lanes[x + 5 * y] = rotate_left(carried, bits);
        carried = displaced;
    }
}

static void mix_rows(uint64_t lanes[25])
{
    for (int y = 0; y < 25; y += 5) {
        uint64_t row[5];
        for (int x = 0; x < 5; x++) row[x] = lanes[y + x];
        for (int x = 0; x < 5; x++) lanes[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
    }
}

/* The constant of each round is seven bits of a shift register, at the places 2**j - 1. */
static uint64_t round_constant(uint8_t *bits)
{
    uint64_t constant = 0;
    for (int j = 0; j < 7; j++) {
        if (*bits & 1) constant ^= (uint64_t)1 << ((1 << j) - 1);
        *bits = (uint8_t)(*bits << 1 ^ (*bits >> 7) * 0x71);
    }
    return constant;
}

void hasher_mix_keccak(Hasher *hasher, const uint8_t *block)
{
    uint64_t *lanes = hasher->state.lanes;
    uint8_t bits = 1;
    for (int i = 0; i < hasher->kind->block / 8; i++) lanes[i] ^= hasher_load(block + 8 * i, 8, false);
    for (int round = 0; round < 24; round++) {
        mix_columns(lanes);
        rotate_and_move(lanes);
        mix_rows(lanes);
        lanes[0] ^= round_constant(&bits);
    }
}
