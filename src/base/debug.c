/* VIV_DEBUG is a list of words.  A word that means nothing is refused with the list of
   those that do, for a misspelt hostile mode that quietly tests nothing is worse than
   none. */
#include "base/debug.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool word_is(const char *word, size_t length, const char *name)
{
    return length == strlen(name) && memcmp(word, name, length) == 0;
}

/* Is the word NAME= and a number from 1 on?  *rest: what follows the number. */
static bool word_has_number(const char *word, size_t length, const char *name, uint64_t *number, const char **rest)
{
    size_t skip = strlen(name);
    if (length <= skip || memcmp(word, name, skip) != 0 || word[skip] < '0' || word[skip] > '9') return false;
    char *after;
    errno = 0;
    *number = strtoull(word + skip, &after, 10);
    *rest = after;
    return errno == 0 && *number > 0;
}

static bool parse_word(const char *word, size_t length, DebugFlags *flags)
{
    const char *end = word + length, *rest;
    uint64_t number;
    if (word_is(word, length, "gc-stress")) {
        flags->gc_stress = 1;
    } else if (word_has_number(word, length, "gc-stress=", &number, &rest)) {
        flags->gc_stress = (uint32_t)number;
        return rest == end && number <= UINT32_MAX;
    } else if (word_is(word, length, "heap-check")) {
        flags->heap_check = true;
    } else if (word_is(word, length, "poison")) {
        flags->poison = true;
    } else if (word_has_number(word, length, "fail-alloc=", &number, &rest)) {
        flags->fail_alloc = number;
        flags->fail_from = rest < end && *rest == '+';
        return rest + flags->fail_from == end;
    } else {
        return length == 0;
    }
    return true;
}

int debug_parse(const char *text, DebugFlags *flags, char *message, size_t size)
{
    *flags = (DebugFlags){0};
    while (text != NULL && *text != '\0') {
        size_t length = strcspn(text, ",");
        if (!parse_word(text, length, flags)) {
            snprintf(message,
                     size,
                     "VIV_DEBUG: unknown word \"%.*s\"; known: gc-stress, gc-stress=N, heap-check, "
                     "poison, fail-alloc=N, fail-alloc=N+",
                     length > 40 ? 40 : (int)length,
                     text);
            return -1;
        }
        text += length + (text[length] == ',');
    }
    return 0;
}
