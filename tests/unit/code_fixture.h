/* The fixture of tests that need objects and code: a machine, which a test leaves with as many
   objects as it found and without an exception pending. */
#ifndef VIV_UNIT_CODE_FIXTURE_H
#define VIV_UNIT_CODE_FIXTURE_H

#include <check.h>

#include "cli/code_file.h"
#include "memory/heap.h"
#include "memory/rtinit.h"

static Rt *rt;
static uint64_t live_before;

static inline void start(void)
{
    rt = code_rt_new();
    ck_assert_ptr_nonnull(rt);
    live_before = rt_live_objects(rt);
}

static inline void finish(void)
{
    ck_assert(!rt_is_pending(rt));
    ck_assert_uint_eq(rt_live_objects(rt), live_before);
    rt_free(rt);
}

#endif
