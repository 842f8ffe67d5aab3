/* What the engine searches: a str, or the bytes of any object that lends them, for as long as a search
   lasts. */
#include <string.h>

#include "memory/heap.h"
#include "modules/sre.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/strobj.h"

static int lend(Rt *rt, Sre *sre, Ref string)
{
    sre->string = string;
    if (is_str(string)) {
        sre->points = AS_STR(string)->data;
        sre->width = AS_STR(string)->kind;
        sre->length = str_length(string);
        return 0;
    }
    sre->is_bytes = true;
    sre->width = 1;
    if (!buffer_is_supported(string)) return error_raise_int(rt, TYPE_TypeError, "expected string or bytes-like object, got '%.200T'", string);
    if (buffer_get(rt, string, &sre->view, BUFFER_SIMPLE) < 0) return -1;
    sre->points = sre->view.bytes;
    sre->length = sre->view.length;
    return 0;
}

static ptrdiff_t clip(ptrdiff_t at, ptrdiff_t low, ptrdiff_t high)
{
    return at < low ? low : at > high ? high : at;
}

int sre_init(Rt *rt, Sre *sre, int groups, int pattern_is_bytes, Ref string, ptrdiff_t pos, ptrdiff_t end)
{
    *sre = (Sre){.rt = rt, .group_count = groups};
    if (lend(rt, sre, string) < 0) return -1;
    if (pattern_is_bytes >= 0 && (pattern_is_bytes != 0) != sre->is_bytes) {
        sre_fini(rt, sre);
        return error_raise_int(rt, TYPE_TypeError, pattern_is_bytes ? "cannot use a bytes pattern on a string-like object"
                                                                    : "cannot use a string pattern on a bytes-like object");
    }
    sre->first = clip(pos, 0, sre->length);
    sre->end = clip(end, 0, sre->length);
    sre->start = sre->at = sre->first;
    if (groups > 0 && (sre->marks = heap_alloc(rt, (size_t)groups * 2 * sizeof *sre->marks)) == NULL) {
        sre_fini(rt, sre);
        return -1;
    }
    sre_reset(sre);
    return 0;
}

void sre_fini(Rt *rt, Sre *sre)
{
    if (sre->is_bytes) buffer_release(rt, &sre->view);
    heap_free(rt, sre->marks);
    heap_free(rt, sre->levels);
    heap_free(rt, sre->saved);
    *sre = (Sre){0};
}

Own sre_slice(Rt *rt, Ref string, const Sre *sre, ptrdiff_t start, ptrdiff_t end)
{
    if (!sre->is_bytes) return str_slice(rt, string, start, end);
    if (is_exact(string, TYPE_bytes) && start == 0 && end == sre->length) return new_ref(string);
    return bytes_new(rt, (const char *)sre->points + start, (size_t)(end - start));
}

void *sre_wrong_span(Rt *rt)
{
    return error_raise(rt, TYPE_SystemError, "The span of capturing group is wrong, please report a bug for the re module.");
}

Own sre_group(Rt *rt, const Sre *sre, int group, bool empty)
{
    int mark = 2 * (group - 1);
    bool part = mark + 1 <= sre->last_mark && sre->marks[mark] >= 0 && sre->marks[mark + 1] >= 0;
    if (part && sre->marks[mark] > sre->marks[mark + 1]) return sre_wrong_span(rt);
    if (part) return sre_slice(rt, sre->string, sre, sre->marks[mark], sre->marks[mark + 1]);
    return empty ? sre_slice(rt, sre->string, sre, 0, 0) : none_new(rt);
}

void sre_advance(Sre *sre)
{
    sre->must_advance = sre->at == sre->start;
    sre->start = sre->at;
}
