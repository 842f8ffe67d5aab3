/* Message digests of the standards' own messages, fed whole and in pieces. */
#include "tests/unit/suite.h"

#include <stdio.h>
#include <string.h>

#include "base/hasher.h"

static void check_digest(const Hasher *hasher, size_t size, const char *want)
{
    uint8_t digest[HASHER_SIZE_MOST];
    char text[2 * HASHER_SIZE_MOST + 1] = "";
    hasher_digest(hasher, digest, size);
    for (size_t i = 0; i < size; i++) sprintf(text + 2 * i, "%02x", digest[i]);
    ck_assert_str_eq(text, want);
}

/* The first bytes of the digest of "abc", by kind. */
static const char *const of_abc[HASHER_COUNT] = {
    [HASHER_md5] = "900150983cd24fb0d6963f7d28e17f72",
    [HASHER_sha1] = "a9993e364706816aba3e25717850c26c",
    [HASHER_sha224] = "23097d223405d8228642a477bda255b3",
    [HASHER_sha256] = "ba7816bf8f01cfea414140de5dae2223",
    [HASHER_sha384] = "cb00753f45a35e8bb5a03d699ac65007",
    [HASHER_sha512] = "ddaf35a193617abacc417349ae204131",
    [HASHER_sha3_224] = "e642824c3f8cf24ad09234ee7d3c766f",
    [HASHER_sha3_256] = "3a985da74fe225b2045c172d6bd390bd",
    [HASHER_sha3_384] = "ec01498288516fc926459f58e2c6ad8d",
    [HASHER_sha3_512] = "b751850b1a57168a5693cd924b6b096e",
    [HASHER_shake_128] = "5881092dd818bf5cf8a3ddb793fbcba7",
    [HASHER_shake_256] = "483366601360a8771c6863080cc4114d",
    [HASHER_blake2b] = "ba80a53f981c4d0d6a2797b69f12f6e9",
    [HASHER_blake2s] = "508c5e8c327c14e2e1a72ba34eeb452f",
};

START_TEST(digests_equal_the_standards)
{
    for (int id = 0; id < HASHER_COUNT; id++) {
        Hasher hasher;
        BlakeParameters plain = {.size = hasher_kind((HasherId)id)->size, .fanout = 1, .depth = 1};
        if (id >= HASHER_blake2b) hasher_start_blake(&hasher, (HasherId)id, &plain);
        else hasher_start(&hasher, (HasherId)id);
        hasher_add(&hasher, "abc", 3);
        check_digest(&hasher, 16, of_abc[id]);
    }
}
END_TEST

START_TEST(pieces_give_the_same)
{
    char text[500];
    memset(text, 'v', sizeof text);
    for (int id = 0; id < HASHER_COUNT; id++) {
        for (size_t size = 0; size < sizeof text; size += 7) {
            Hasher whole, pieces;
            uint8_t a[16], b[16];
            hasher_start(&whole, (HasherId)id);
            hasher_start(&pieces, (HasherId)id);
            hasher_add(&whole, text, size);
            for (size_t i = 0; i < size; i++) hasher_add(&pieces, text + i, 1);
            hasher_digest(&whole, a, sizeof a);
            hasher_digest(&pieces, b, sizeof b);
            ck_assert_mem_eq(a, b, sizeof a);
        }
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("hasher");
    tcase_add_test(tests, digests_equal_the_standards);
    tcase_add_test(tests, pieces_give_the_same);
    return suite_run_one("hasher", tests);
}
