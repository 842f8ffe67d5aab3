/* SHA-256 (FIPS 180-4), by which traces name the exact bytes of a source. */
#ifndef VIV_BASE_SHA256_H
#define VIV_BASE_SHA256_H

#include "base/base.h"

/* Writes the digest of SIZE bytes to OUT as 64 hexadecimal digits and a NUL. */
void sha256_text(const void *bytes, size_t size, char out[65]);

#endif
