/* The hash function of str and bytes: SipHash-1-3, as CPython 3.11 uses it.  With both
   keys zero (PYTHONHASHSEED=0) the values, and so the order of sets, equal CPython's. */
#ifndef VIV_BASE_HASH_H
#define VIV_BASE_HASH_H

#include "base/base.h"

uint64_t hash_siphash13(uint64_t key0, uint64_t key1, const void *bytes, size_t size);

#endif
