/* Each stack is a mapping of its own whose lowest page may not be touched: what runs over its end is
   stopped there, and does not write into the next.  Pages are only there once they have been used.

   The address sanitizer keeps book of the stack that runs, and is told of each switch. */
#include "base/fiber.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define FIBER_SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(FIBER_SANITIZED)
#include <sanitizer/common_interface_defs.h>
#define TELL_LEAVING(kept, to) __sanitizer_start_switch_fiber(kept, (to)->low, (to)->size)
#define TELL_ARRIVED(kept, from) __sanitizer_finish_switch_fiber(kept, &(from)->low, &(from)->size)
#else
#define TELL_LEAVING(kept, to) ((void)(kept), (void)(to))
#define TELL_ARRIVED(kept, from) ((void)(kept), (void)(from))
#endif

struct Fiber {
    ucontext_t context;
    char *mapping; /* guard page and stack; NULL: the first fiber's, which is not ours */
    size_t mapped;
    const void *low; /* the stack as the sanitizer knows it */
    size_t size;
    Fiber *came_from; /* who switched to it last */
    void (*entry)(void *);
    void *argument;
};

Fiber *fiber_new_first(void)
{
    return calloc(1, sizeof(Fiber));
}

/* makecontext passes ints: the pointer comes in two halves. */
static void begin(unsigned high, unsigned low)
{
    Fiber *fiber = (Fiber *)((uintptr_t)high << 32 | (uintptr_t)low);
    TELL_ARRIVED(NULL, fiber->came_from);
    fiber->entry(fiber->argument);
    abort();
}

/* Makes the context in which the fiber begins.  A function of its own, as getcontext is one that could return twice. */
static bool context_make(Fiber *fiber, char *stack)
{
    if (getcontext(&fiber->context) < 0) return false;
    fiber->context.uc_stack.ss_sp = stack;
    fiber->context.uc_stack.ss_size = fiber->size;
    fiber->context.uc_link = NULL;
    uintptr_t self = (uintptr_t)fiber;
    makecontext(&fiber->context, (void (*)(void))begin, 2, (unsigned)(self >> 32), (unsigned)self);
    return true;
}

Fiber *fiber_new(size_t size, void (*entry)(void *), void *argument)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    Fiber *fiber = fiber_new_first();
    if (fiber == NULL) return NULL;
    fiber->mapped = (size + page - 1) / page * page + page;
    void *mapping = mmap(NULL, fiber->mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (mapping == MAP_FAILED) {
        free(fiber);
        return NULL;
    }
    fiber->mapping = mapping;
    fiber->entry = entry;
    fiber->argument = argument;
    fiber->low = fiber_stack(fiber);
    fiber->size = fiber->mapped - page;
    if (mprotect(mapping, page, PROT_NONE) < 0 || !context_make(fiber, fiber->mapping + page)) {
        fiber_free(fiber);
        return NULL;
    }
    return fiber;
}

char *fiber_stack(const Fiber *fiber)
{
    return fiber->mapping + sysconf(_SC_PAGESIZE);
}

void fiber_switch(Fiber *from, Fiber *to)
{
    void *kept = NULL;
    volatile bool is_back = false; /* getcontext returns a second time, when somebody switches to FROM */
    to->came_from = from;
    TELL_LEAVING(&kept, to);
    getcontext(&from->context);
    if (!is_back) {
        is_back = true;
        setcontext(&to->context);
    }
    TELL_ARRIVED(kept, from->came_from);
}

void fiber_leave(Fiber *from, Fiber *to)
{
    to->came_from = from;
    TELL_LEAVING(NULL, to);
    setcontext(&to->context);
    abort();
}

void fiber_free(Fiber *fiber)
{
    if (fiber == NULL) return;
    if (fiber->mapping != NULL) munmap(fiber->mapping, fiber->mapped);
    free(fiber);
}
