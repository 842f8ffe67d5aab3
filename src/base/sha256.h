/* SHA-256 (FIPS 180-4), fed in pieces of any size.  By it traces and digests name exact bytes. */
#ifndef VIV_BASE_SHA256_H
#define VIV_BASE_SHA256_H

#include "base/base.h"

enum { SHA256_SIZE = 32, SHA256_BLOCK = 64 };

typedef struct Sha256 {
    uint32_t state[8];
    uint64_t length; /* bytes fed so far */
    uint8_t block[SHA256_BLOCK];
} Sha256;

void sha256_init(Sha256 *hash);
void sha256_init_224(Sha256 *hash); /* SHA-224: the first 28 bytes of the digest count */
void sha256_add(Sha256 *hash, const void *bytes, size_t size);
/* Of what was fed so far; more may be fed afterwards. */
void sha256_digest(const Sha256 *hash, uint8_t digest[SHA256_SIZE]);

/* Writes the digest of SIZE bytes to OUT as 64 hexadecimal digits and a NUL. */
void sha256_text(const void *bytes, size_t size, char out[2 * SHA256_SIZE + 1]);

#endif
