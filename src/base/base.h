/* Words every file may use: compiler attributes behind plain names, and the two
   ways for viv to stop on a bug of its own.  Nothing here knows of Python. */
#ifndef VIV_BASE_BASE_H
#define VIV_BASE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The result must be looked at: a dropped error or a dropped reference is a bug. */
#define MUST_USE __attribute__((warn_unused_result))
#define NO_RETURN __attribute__((noreturn))
#define ALWAYS_INLINE __attribute__((always_inline)) inline
#define NEVER_INLINE __attribute__((noinline))
#define UNUSED __attribute__((unused))
#define PRINTF_LIKE(format_index, first_index)                                         \
    __attribute__((format(printf, format_index, first_index)))
#define LIKELY(condition) __builtin_expect(!!(condition), 1)
#define UNLIKELY(condition) __builtin_expect(!!(condition), 0)

#define ARRAY_LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* The structure of which POINTER is the member named MEMBER. */
#define CONTAINER_OF(pointer, type, member)                                            \
    ((type *)(void *)((char *)(pointer)-offsetof(type, member)))

/* Prints "viv: file:line: internal error: message" to stderr and aborts.  Never a
   Python exception: it marks a bug in viv, not in the program it runs. */
NO_RETURN PRINTF_LIKE(3, 4) void viv_panic(const char *file, int line, const char *format, ...);

#define viv_unreachable(message) viv_panic(__FILE__, __LINE__, "unreachable: %s", message)

/* An invariant that holds in every build.  Use it where the test is cheap. */
#define viv_assert(condition)                                                          \
    ((condition) ? (void)0                                                             \
                 : viv_panic(__FILE__, __LINE__, "assertion failed: %s", #condition))

/* An invariant that only debug builds test, for the hot paths. */
#ifdef VIV_CHECKED
#define viv_debug_assert(condition) viv_assert(condition)
#else
#define viv_debug_assert(condition) ((void)sizeof(condition))
#endif

#endif
