/* SHA-256 and SHA-224 of the standard's own messages, fed whole and in pieces. */
#include "tests/unit/suite.h"

#include <stdio.h>
#include <string.h>

#include "base/sha256.h"

static void check_digest(const Sha256 *hash, size_t size, const char *want)
{
    uint8_t digest[SHA256_SIZE];
    char text[2 * SHA256_SIZE + 1] = "";
    sha256_digest(hash, digest);
    for (size_t i = 0; i < size; i++) sprintf(text + 2 * i, "%02x", digest[i]);
    ck_assert_str_eq(text, want);
}

START_TEST(digests_equal_the_standards)
{
    Sha256 hash;
    sha256_init(&hash);
    check_digest(&hash, 32, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    sha256_add(&hash, "abc", 3);
    check_digest(&hash, 32, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    sha256_init_224(&hash);
    sha256_add(&hash, "abc", 3);
    check_digest(&hash, 28, "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7");
}
END_TEST

START_TEST(pieces_give_the_same)
{
    char text[500];
    memset(text, 'v', sizeof text);
    for (size_t size = 0; size < sizeof text; size += 7) {
        Sha256 whole, pieces;
        uint8_t a[SHA256_SIZE], b[SHA256_SIZE];
        sha256_init(&whole);
        sha256_init(&pieces);
        sha256_add(&whole, text, size);
        for (size_t i = 0; i < size; i++) sha256_add(&pieces, text + i, 1);
        sha256_digest(&whole, a);
        sha256_digest(&pieces, b);
        ck_assert_mem_eq(a, b, sizeof a);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("sha256");
    tcase_add_test(tests, digests_equal_the_standards);
    tcase_add_test(tests, pieces_give_the_same);
    return suite_run_one("sha256", tests);
}
