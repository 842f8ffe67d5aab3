/* re.Match: where the groups of a match lie in the string. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "modules/sre_objects.h"
#include "objects/abstract.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/genericalias.h"
#include "objects/intobj.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

Own match_new(Rt *rt, const PatternObj *pattern, const Sre *sre, int status)
{
    if (status <= 0) return status < 0 ? NULL : none_new(rt);
    Own self = object_new_var(rt, RT_TYPE(rt, sre_match), 2 * (pattern->groups + 1));
    if (self == NULL) return NULL;
    MatchObj *match = AS_MATCH(self);
    match->pattern = new_ref(&pattern->head.head);
    match->string = new_ref(sre->string);
    match->groups = pattern->groups + 1;
    match->pos = sre->first;
    match->end = sre->end;
    match->last_index = sre->last_index;
    match->marks[0] = sre->start;
    match->marks[1] = sre->at;
    for (ptrdiff_t i = 0; i < 2 * pattern->groups; i += 2) {
        bool part = i + 1 <= sre->last_mark && sre->marks[i] >= 0 && sre->marks[i + 1] >= 0;
        match->marks[i + 2] = part ? sre->marks[i] : -1;
        match->marks[i + 3] = part ? sre->marks[i + 1] : -1;
        if (part && sre->marks[i] > sre->marks[i + 1]) {
            gc_track(rt, self);
            release(rt, self);
            return sre_wrong_span(rt);
        }
    }
    gc_track(rt, self);
    return self;
}

/* The text of a group by number, or OTHERWISE when it took no part. */
static Own group_text(Rt *rt, const MatchObj *match, ptrdiff_t index, Ref otherwise)
{
    const ptrdiff_t *mark = &match->marks[2 * index];
    if (match->string == rt->none || mark[0] < 0) return new_ref(otherwise);
    if (is_str(match->string)) return str_slice(rt, match->string, mark[0], mark[1]);
    /* The object may have shrunk since. */
    Sre sre;
    if (sre_init(rt, &sre, 0, -1, match->string, 0, PTRDIFF_MAX) < 0) return NULL;
    ptrdiff_t end = mark[1] < sre.length ? mark[1] : sre.length, start = mark[0] < end ? mark[0] : end;
    Own text = sre_slice(rt, match->string, &sre, start, end);
    sre_fini(rt, &sre);
    return text;
}

/* The number that KEY, a number or name, means; -1 with IndexError. */
static ptrdiff_t group_number(Rt *rt, const MatchObj *match, Ref key)
{
    ptrdiff_t number = -1;
    if (number_has_index(key)) {
        number = number_as_size(rt, key, TYPE_other);
    } else {
        Own found = NULL;
        int known = dict_lookup(rt, AS_PATTERN(match->pattern)->group_index, key, &found);
        if (known > 0 && is_int(found)) {
            int overflow;
            number = (ptrdiff_t)int_value_overflow(found, &overflow);
        }
        release(rt, found);
    }
    if (number >= 0 && number < match->groups) return number;
    if (!rt_is_pending(rt)) (void)error_raise(rt, TYPE_IndexError, "no such group");
    return -1;
}

static Own match_subscript(Rt *rt, Ref self, Ref key)
{
    ptrdiff_t number = group_number(rt, AS_MATCH(self), key);
    return number < 0 ? NULL : group_text(rt, AS_MATCH(self), number, rt->none);
}

static Own match_group(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (nargs == 0) return group_text(rt, AS_MATCH(self), 0, rt->none);
    if (nargs == 1) return match_subscript(rt, self, args[0]);
    Own result = tuple_new(rt, nargs);
    for (ptrdiff_t i = 0; result != NULL && i < nargs; i++) {
        Own text = match_subscript(rt, self, args[i]);
        if (text == NULL) release_clear(rt, &result);
        else tuple_take(result, i, text);
    }
    return result;
}

static Own match_groups(Rt *rt, Ref self, Ref *given)
{
    const MatchObj *match = AS_MATCH(self);
    Ref otherwise = given[0] == NULL ? rt->none : given[0];
    Own result = tuple_new(rt, match->groups - 1);
    for (ptrdiff_t i = 1; result != NULL && i < match->groups; i++) {
        Own text = group_text(rt, match, i, otherwise);
        if (text == NULL) release_clear(rt, &result);
        else tuple_take(result, i - 1, text);
    }
    return result;
}

static Own match_groupdict(Rt *rt, Ref self, Ref *given)
{
    const MatchObj *match = AS_MATCH(self);
    Ref otherwise = given[0] == NULL ? rt->none : given[0], name, index;
    Own result = dict_new(rt);
    for (ptrdiff_t position = 0; result != NULL && dict_next(AS_PATTERN(match->pattern)->group_index, &position, &name, &index);) {
        ptrdiff_t number = group_number(rt, match, name);
        Own text = number < 0 ? NULL : group_text(rt, match, number, otherwise);
        if (text == NULL || dict_set_take(rt, result, new_ref(name), text) < 0) release_clear(rt, &result);
    }
    return result;
}

/* The group that start, end and span ask for; -1: error. */
static ptrdiff_t asked_group(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs)
{
    return nargs == 0 ? 0 : group_number(rt, AS_MATCH(self), args[0]);
}

static Own match_start(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t number = asked_group(rt, self, args, nargs);
    return number < 0 ? NULL : int_new(rt, AS_MATCH(self)->marks[2 * number]);
}

static Own match_end(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t number = asked_group(rt, self, args, nargs);
    return number < 0 ? NULL : int_new(rt, AS_MATCH(self)->marks[2 * number + 1]);
}

static Own span_of(Rt *rt, const MatchObj *match, ptrdiff_t number)
{
    return tuple_build(rt, "NN", int_new(rt, match->marks[2 * number]), int_new(rt, match->marks[2 * number + 1]));
}

static Own match_span(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t number = asked_group(rt, self, args, nargs);
    return number < 0 ? NULL : span_of(rt, AS_MATCH(self), number);
}

static Own match_expand(Rt *rt, Ref self, Ref *given)
{
    return sre_call_library(rt, "_expand", 3, (const Ref[]){AS_MATCH(self)->pattern, self, given[0]});
}

static Own match_repr(Rt *rt, Ref self)
{
    const MatchObj *match = AS_MATCH(self);
    Own text = group_text(rt, match, 0, rt->none);
    if (text == NULL) return NULL;
    Own result = str_format(rt, "<%s object; span=(%zd, %zd), match=%.50R>", self->type->name, match->marks[0], match->marks[1], text);
    release(rt, text);
    return result;
}

/* --- attributes */

static Own match_lastindex(Rt *rt, Ref self)
{
    ptrdiff_t index = AS_MATCH(self)->last_index;
    return index < 0 ? none_new(rt) : int_new(rt, index);
}

static Own match_lastgroup(Rt *rt, Ref self)
{
    Ref names = AS_PATTERN(AS_MATCH(self)->pattern)->index_group;
    ptrdiff_t index = AS_MATCH(self)->last_index;
    return index < 0 || index >= tuple_length(names) ? none_new(rt) : new_ref(tuple_peek(names, index));
}

static Own match_regs(Rt *rt, Ref self)
{
    MatchObj *match = AS_MATCH(self);
    if (match->regs != NULL) return new_ref(match->regs);
    Own regs = tuple_new(rt, match->groups);
    for (ptrdiff_t i = 0; regs != NULL && i < match->groups; i++) {
        Own span = span_of(rt, match, i);
        if (span == NULL) release_clear(rt, &regs);
        else tuple_take(regs, i, span);
    }
    match->regs = new_ref_or_null(regs);
    return regs;
}

static void match_dealloc(Rt *rt, Obj *self)
{
    MatchObj *match = AS_MATCH(self);
    release_clear(rt, &match->regs);
    release_clear(rt, &match->string);
    release_clear(rt, &match->pattern);
    self->type->slots.tp_free(rt, self);
}

const TypeSpec sre_match_type_spec = {
    .name = "re.Match",
    .id = TYPE_sre_match,
    .basicsize = sizeof(MatchObj) + sizeof(ptrdiff_t),
    .itemsize = sizeof(ptrdiff_t),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .doc = "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
    .owned = OWNED(MatchObj, string, pattern),
    .slots = {
        .tp_dealloc = match_dealloc,
        .tp_traverse = owned_traverse,
        .tp_repr = match_repr,
        .mp_subscript = match_subscript,
    },
    .methods = METHODS(
        {"group", METHOD_FASTCALL, {.fast = match_group}, "group([group1, ...]) -> str or tuple.\nReturn subgroup(s) of the match by indices or names.\nFor 0 returns the entire match.", METHOD_TUPLE},
        {"start", METHOD_FASTCALL, {.fast = match_start, .most = 1}, "start($self, group=0, /)\n--\n\nReturn index of the start of the substring matched by group.", 0},
        {"end", METHOD_FASTCALL, {.fast = match_end, .most = 1}, "end($self, group=0, /)\n--\n\nReturn index of the end of the substring matched by group.", 0},
        {"span", METHOD_FASTCALL, {.fast = match_span, .most = 1}, "span($self, group=0, /)\n--\n\nFor match object m, return the 2-tuple (m.start(group), m.end(group)).", 0},
        {"groups", METHOD_BOUND, {.bound = match_groups, .most = 1, .names = NAMES("default")}, "groups($self, /, default=None)\n--\n\nReturn a tuple containing all the subgroups of the match, from 1.", 0},
        {"groupdict", METHOD_BOUND, {.bound = match_groupdict, .most = 1, .names = NAMES("default")}, "groupdict($self, /, default=None)\n--\n\nReturn a dictionary containing all the named subgroups of the match, keyed by the subgroup name.", 0},
        {"expand", METHOD_BOUND, {.bound = match_expand, .least = 1, .most = 1, .names = NAMES("template")}, "expand($self, /, template)\n--\n\nReturn the string obtained by doing backslash substitution on the string template, as done by the sub() method.", 0},
        {"__copy__", METHOD_NOARGS, {.unary = object_itself}, "__copy__($self, /)\n--\n\n", 0},
        {"__deepcopy__", METHOD_O, {.binary = sre_deepcopy_itself}, "__deepcopy__($self, memo, /)\n--\n\n", 0},
        {"__class_getitem__", METHOD_O, {.binary = generic_alias_new}, "See PEP 585", METHOD_CLASS}),
    .members = MEMBERS(
        {"string", MEMBER_OBJECT, offsetof(MatchObj, string), true, "The string passed to match() or search()."},
        {"re", MEMBER_OBJECT, offsetof(MatchObj, pattern), true, "The regular expression object."},
        {"pos", MEMBER_SIZE, offsetof(MatchObj, pos), true, "The index into the string at which the RE engine started looking for a match."},
        {"endpos", MEMBER_SIZE, offsetof(MatchObj, end), true, "The index into the string beyond which the RE engine will not go."}),
    .getset = GETSETS(
        {"lastindex", match_lastindex, NULL, "The integer index of the last matched capturing group."},
        {"lastgroup", match_lastgroup, NULL, "The name of the last matched capturing group."},
        {"regs", match_regs, NULL, NULL}),
};
