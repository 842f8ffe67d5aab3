/* The first place where a pattern matches.  What its INFO block knows of how a match begins (a literal
   text, a set of characters, the least length) spares most attempts. */
#include "modules/sre.h"

static int try_at(Sre *sre, const uint32_t *code, ptrdiff_t start, ptrdiff_t at, bool top)
{
    sre->start = start;
    sre->at = at;
    return sre_match(sre, code, top);
}

/* A known text: <length> <skip> text overlap-table.  The table says, for each length of the text that
   is already there, which shorter one is there too. */
static int search_prefix(Sre *sre, const uint32_t *info, const uint32_t *code)
{
    const uint32_t *prefix = info + 7, *overlap = prefix + info[5] - 1;
    ptrdiff_t length = info[5], skip = info[6], have = 0;
    sre->must_advance = false;
    for (ptrdiff_t i = sre->start; i < sre->end; i++) {
        uint32_t c = sre_point(sre, i);
        if (sre_poll(sre) < 0) return -1;
        while (have > 0 && c != prefix[have]) have = overlap[have];
        if (c != prefix[have] || ++have < length) continue;
        sre->start = i + 1 - length;
        sre->at = sre->start + skip;
        if (info[2] & SRE_INFO_LITERAL) return 1;
        int status = sre_match(sre, code + 2 * skip, false);
        if (status != 0) return status;
        have = overlap[have];
    }
    return 0;
}

static int search_charset(Sre *sre, const uint32_t *set, const uint32_t *code)
{
    sre->must_advance = false;
    for (ptrdiff_t i = sre->start; i < sre->end; i++) {
        if (sre_poll(sre) < 0) return -1;
        if (!sre_in_charset(set, sre_point(sre, i))) continue;
        int status = try_at(sre, code, i, i, false);
        if (status != 0) return status;
    }
    return 0;
}

/* Only the first attempt may be refused for being empty: it alone is where the last match ended. */
static int search_anywhere(Sre *sre, const uint32_t *code, ptrdiff_t last)
{
    ptrdiff_t at = sre->start;
    int status = try_at(sre, code, at, at, true);
    sre->must_advance = false;
    if (status == 0 && code[0] == SRE_AT && (code[1] == SRE_AT_BEGINNING || code[1] == SRE_AT_BEGINNING_STRING)) return 0;
    while (status == 0 && at < last) {
        if (sre_poll(sre) < 0) return -1;
        at++;
        status = try_at(sre, code, at, at, false);
    }
    return status;
}

int sre_search(Sre *sre, const uint32_t *code)
{
    ptrdiff_t last = sre->end;
    sre_reset(sre);
    if (sre->start > sre->end) return 0;
    if (code[0] != SRE_INFO) return search_anywhere(sre, code, last);
    const uint32_t *info = code;
    ptrdiff_t least = info[3];
    code += 1 + info[1];
    if (sre->end - sre->start < least) return 0;
    if (info[2] & SRE_INFO_PREFIX) return search_prefix(sre, info, code);
    if (info[2] & SRE_INFO_CHARSET) return search_charset(sre, info + 5, code);
    if (least > 1) last = sre->end - (least - 1) > sre->start ? sre->end - (least - 1) : sre->start;
    return search_anywhere(sre, code, last);
}
