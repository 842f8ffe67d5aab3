/* The methods of re.Pattern that go through a whole string: findall, split, sub.  An empty match is not
   taken where the match before it ended. */
#include <string.h>

#include "modules/sre_objects.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* The next match: 1, 0, -1. */
static int next_match(Rt *rt, const PatternObj *pattern, Sre *sre)
{
    sre->at = sre->start;
    return error_poll(rt) < 0 ? -1 : sre_search(sre, pattern->code);
}

/* Appends ITEM (taken; NULL: error).  0 or -1. */
static int add(Rt *rt, Ref list, Own item)
{
    return item == NULL ? -1 : list_append_take(rt, list, item);
}

/* --- findall */

/* What findall shows of a match: all of it, its only group, or a tuple of its groups. */
static Own found(Rt *rt, const PatternObj *pattern, const Sre *sre)
{
    if (pattern->groups == 0) return sre_slice(rt, sre->string, sre, sre->start, sre->at);
    if (pattern->groups == 1) return sre_group(rt, sre, 1, true);
    Own groups = tuple_new(rt, pattern->groups);
    for (int i = 1; groups != NULL && i <= pattern->groups; i++) {
        Own text = sre_group(rt, sre, i, true);
        if (text == NULL) release_clear(rt, &groups);
        else tuple_take(groups, i - 1, text);
    }
    return groups;
}

Own pattern_findall(Rt *rt, Ref self, Ref *given)
{
    const PatternObj *pattern = AS_PATTERN(self);
    ptrdiff_t pos, end;
    Sre sre;
    if (pattern_range(rt, given, &pos, &end) < 0 || pattern_begin(rt, pattern, &sre, given[0], pos, end) < 0) return NULL;
    Own list = list_new(rt, 0);
    int status = list == NULL ? -1 : 1;
    while (status > 0 && sre.start <= sre.end && (status = next_match(rt, pattern, &sre)) > 0) {
        if (add(rt, list, found(rt, pattern, &sre)) < 0) status = -1;
        sre_advance(&sre);
    }
    if (status < 0) release_clear(rt, &list);
    sre_fini(rt, &sre);
    return list;
}

/* --- split */

Own pattern_split(Rt *rt, Ref self, Ref *given)
{
    const PatternObj *pattern = AS_PATTERN(self);
    ptrdiff_t most = 0, last = 0;
    Sre sre;
    if (args_size(rt, given[1], &most) < 0) return NULL;
    if (pattern_begin(rt, pattern, &sre, given[0], 0, PTRDIFF_MAX) < 0) return NULL;
    Own list = list_new(rt, 0);
    int status = list == NULL ? -1 : 1;
    for (ptrdiff_t count = 0; status > 0 && (most == 0 || count < most); count++) {
        status = next_match(rt, pattern, &sre);
        if (status <= 0) break;
        if (add(rt, list, sre_slice(rt, given[0], &sre, last, sre.start)) < 0) status = -1;
        for (int i = 1; status > 0 && i <= pattern->groups; i++) {
            if (add(rt, list, sre_group(rt, &sre, i, false)) < 0) status = -1;
        }
        sre_advance(&sre);
        last = sre.start;
    }
    if (status >= 0 && add(rt, list, sre_slice(rt, given[0], &sre, last, sre.end)) < 0) status = -1;
    if (status < 0) release_clear(rt, &list);
    sre_fini(rt, &sre);
    return list;
}

/* --- sub */

/* Is the replacement TEMPLATE plain text, without a backslash?  1, 0, -1. */
static int is_literal(Rt *rt, Ref template)
{
    if (is_str(template)) {
        for (ptrdiff_t i = 0; i < str_length(template); i++) {
            if (str_at(template, i) == '\\') return 0;
        }
        return 1;
    }
    Buffer view = {0};
    if (!buffer_is_supported(template)) return 0;
    if (buffer_get(rt, template, &view, BUFFER_SIMPLE) < 0) return -1;
    int literal = view.length == 0 || memchr(view.bytes, '\\', (size_t)view.length) == NULL;
    buffer_release(rt, &view);
    return literal;
}

/* What each match is replaced by: TEMPLATE itself, or a function made of it. */
static Own filter_of(Rt *rt, Ref pattern, Ref template)
{
    if (template->type->slots.tp_call != NULL) return new_ref(template);
    int literal = is_literal(rt, template);
    if (literal != 0) return literal < 0 ? NULL : new_ref(template);
    return sre_call_library(rt, "_subx", 2, (const Ref[]){pattern, template});
}

/* Appends what FILTER makes of the match; None leaves it out. */
static int add_replacement(Rt *rt, const PatternObj *pattern, const Sre *sre, Ref list, Ref filter, bool calls)
{
    if (!calls) return filter == rt->none ? 0 : list_append(rt, list, filter);
    Own match = match_new(rt, pattern, sre, 1), text = NULL;
    if (match == NULL) return -1;
    text = call_one(rt, filter, match);
    release(rt, match);
    if (text != rt->none) return add(rt, list, text);
    release(rt, text);
    return 0;
}

/* The pieces of the string and what comes between them; *count matches, MOST at most (0: all). */
static Own replace_pieces(Rt *rt, const PatternObj *pattern, Sre *sre, Ref filter, ptrdiff_t most, ptrdiff_t *count)
{
    bool calls = filter->type->slots.tp_call != NULL;
    ptrdiff_t done = 0;
    Own list = list_new(rt, 0);
    int status = list == NULL ? -1 : 1;
    for (; status > 0 && (most == 0 || *count < most); ++*count) {
        status = next_match(rt, pattern, sre);
        if (status <= 0) break;
        if (done < sre->start && add(rt, list, sre_slice(rt, sre->string, sre, done, sre->start)) < 0) status = -1;
        if (status > 0 && add_replacement(rt, pattern, sre, list, filter, calls) < 0) status = -1;
        done = sre->at;
        sre_advance(sre);
    }
    if (status >= 0 && done < sre->end && add(rt, list, sre_slice(rt, sre->string, sre, done, sre->end)) < 0) status = -1;
    if (status < 0) release_clear(rt, &list);
    return list;
}

/* The joined pieces: the string itself when it is the only one. */
static Own join_pieces(Rt *rt, const Sre *sre, Ref list)
{
    Own joiner = sre_slice(rt, sre->string, sre, 0, 0);
    if (joiner == NULL || list_length(list) == 0) return joiner;
    Own name = str_interned(rt, "join"), result = NULL;
    if (name != NULL) result = call_method_one(rt, joiner, name, list);
    release_all(rt, name, joiner);
    return result;
}

Own pattern_sub(Rt *rt, Ref self, Ref *given, const MethodDef *def)
{
    ptrdiff_t most = 0, count = 0;
    Sre sre;
    if (args_size(rt, given[2], &most) < 0) return NULL;
    Own filter = filter_of(rt, self, given[0]), list = NULL, result = NULL;
    if (filter == NULL) return NULL;
    if (pattern_begin(rt, AS_PATTERN(self), &sre, given[1], 0, PTRDIFF_MAX) == 0) {
        list = replace_pieces(rt, AS_PATTERN(self), &sre, filter, most, &count);
        if (list != NULL) result = join_pieces(rt, &sre, list);
        sre_fini(rt, &sre);
    }
    release_all(rt, list, filter);
    return def->fn.which && result != NULL ? tuple_build(rt, "NN", result, int_new(rt, count)) : result;
}
