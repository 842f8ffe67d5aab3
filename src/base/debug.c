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

/* Reads "N" or "N+" of fail-alloc=; false when it is neither. */
static bool parse_fail_alloc(const char *number, const char *end, DebugFlags *flags)
{
    if (number == end || *number < '0' || *number > '9') return false;
    char *after;
    errno = 0;
    flags->fail_alloc = strtoull(number, &after, 10);
    flags->fail_from = after < end && *after == '+';
    return errno == 0 && flags->fail_alloc > 0 && after + flags->fail_from == end;
}

static bool parse_word(const char *word, size_t length, DebugFlags *flags)
{
    static const char fail[] = "fail-alloc=";
    size_t fail_length = sizeof fail - 1;
    if (word_is(word, length, "gc-stress")) {
        flags->gc_stress = true;
    } else if (word_is(word, length, "heap-check")) {
        flags->heap_check = true;
    } else if (word_is(word, length, "poison")) {
        flags->poison = true;
    } else if (length > fail_length && memcmp(word, fail, fail_length) == 0) {
        return parse_fail_alloc(word + fail_length, word + length, flags);
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
                     "VIV_DEBUG: unknown word \"%.*s\"; known: gc-stress, heap-check, "
                     "poison, fail-alloc=N, fail-alloc=N+",
                     length > 40 ? 40 : (int)length,
                     text);
            return -1;
        }
        text += length + (text[length] == ',');
    }
    return 0;
}
