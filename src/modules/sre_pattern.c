/* re.Pattern: a checked program with its group names; and the scanner, which goes on searching where
   the last match ended. */
#include <string.h>

#include "base/hash.h"
#include "memory/gc.h"
#include "memory/heap.h"
#include "modules/sre_objects.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/genericalias.h"
#include "objects/iterobj.h"
#include "objects/listobj.h"
#include "objects/owned.h"
#include "objects/strobj.h"

Own sre_deepcopy_itself(Rt *rt, Ref self, Ref memo)
{
    return new_ref(self);
}

int pattern_begin(Rt *rt, const PatternObj *pattern, Sre *sre, Ref string, ptrdiff_t pos, ptrdiff_t end)
{
    return sre_init(rt, sre, (int)pattern->groups, pattern->is_bytes, string, pos, end);
}

int pattern_range(Rt *rt, Ref *given, ptrdiff_t *pos, ptrdiff_t *end)
{
    *pos = 0;
    *end = PTRDIFF_MAX;
    return args_size(rt, given[1], pos) < 0 || args_size(rt, given[2], end) < 0 ? -1 : 0;
}

enum { MODE_MATCH, MODE_FULLMATCH, MODE_SEARCH };

static Own match_once(Rt *rt, Ref self, Ref *given, const MethodDef *def)
{
    const PatternObj *pattern = AS_PATTERN(self);
    int mode = def->fn.which;
    ptrdiff_t pos, end;
    Sre sre;
    if (pattern_range(rt, given, &pos, &end) < 0 || pattern_begin(rt, pattern, &sre, given[0], pos, end) < 0) return NULL;
    sre.match_all = mode == MODE_FULLMATCH;
    int status = mode == MODE_SEARCH ? sre_search(&sre, pattern->code) : sre_match(&sre, pattern->code, true);
    Own match = match_new(rt, pattern, &sre, status);
    sre_fini(rt, &sre);
    return match;
}

/* --- scanners */

typedef struct Scanner {
    Obj head;
    Own pattern, string;
    Sre sre;
    bool running;
} Scanner;
#define AS_SCANNER(ref) ((Scanner *)(uintptr_t)(ref))

static Own pattern_scanner(Rt *rt, Ref self, Ref *given)
{
    ptrdiff_t pos, end;
    if (pattern_range(rt, given, &pos, &end) < 0) return NULL;
    Own scanner = object_new(rt, RT_TYPE(rt, sre_scanner));
    if (scanner == NULL) return NULL;
    if (pattern_begin(rt, AS_PATTERN(self), &AS_SCANNER(scanner)->sre, given[0], pos, end) < 0) return error_release(rt, scanner);
    AS_SCANNER(scanner)->pattern = new_ref(self);
    AS_SCANNER(scanner)->string = new_ref(given[0]);
    gc_track(rt, scanner);
    return scanner;
}

static Own scanner_step(Rt *rt, Ref self, const MethodDef *def)
{
    bool search = def->fn.which;
    Scanner *scanner = AS_SCANNER(self);
    const PatternObj *pattern = AS_PATTERN(scanner->pattern);
    Sre *sre = &scanner->sre;
    if (sre->start < 0) return none_new(rt);
    if (scanner->running) return error_raise(rt, TYPE_ValueError, "regular expression scanner already executing");
    scanner->running = true;
    sre->at = sre->start;
    int status = search ? sre_search(sre, pattern->code) : sre_match(sre, pattern->code, true);
    scanner->running = false;
    Own match = match_new(rt, pattern, sre, status);
    if (status == 0) sre->start = -1;
    else if (status > 0) sre_advance(sre);
    return match;
}

static void scanner_dealloc(Rt *rt, Obj *self)
{
    sre_fini(rt, &AS_SCANNER(self)->sre);
    release_clear(rt, &AS_SCANNER(self)->string);
    release_clear(rt, &AS_SCANNER(self)->pattern);
    self->type->slots.tp_free(rt, self);
}

static int scanner_traverse(Ref self, VisitFn visit, void *context)
{
    const Scanner *scanner = AS_SCANNER(self);
    int result = scanner->pattern == NULL ? 0 : visit(scanner->pattern, context);
    if (result == 0 && scanner->string != NULL) result = visit(scanner->string, context);
    return result != 0 || scanner->sre.view.owner == NULL ? result : visit(scanner->sre.view.owner, context);
}

const TypeSpec sre_scanner_type_spec = {
    .name = "_sre.SRE_Scanner",
    .id = TYPE_sre_scanner,
    .basicsize = sizeof(Scanner),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .slots = {.tp_dealloc = scanner_dealloc, .tp_traverse = scanner_traverse},
    .methods = METHODS(
        {"match", METHOD_NOARGS_OF, {.unary_of = scanner_step}, "match($self, /)\n--\n\n", 0},
        {"search", METHOD_NOARGS_OF, {.unary_of = scanner_step, .which = true}, "search($self, /)\n--\n\n", 0}),
    .members = MEMBERS(
        {"pattern", MEMBER_OBJECT, offsetof(Scanner, pattern), true, NULL}),
};

/* iter(scanner.search, None) */
static Own pattern_finditer(Rt *rt, Ref self, Ref *given)
{
    Own scanner = pattern_scanner(rt, self, given);
    if (scanner == NULL) return NULL;
    Own search = object_attr_get_text(rt, scanner, "search"), result = NULL;
    release(rt, scanner);
    if (search != NULL) result = callable_iterator_new(rt, search, rt->none);
    release(rt, search);
    return result;
}

/* --- the type */

/* re.compile('…', re.IGNORECASE|0x400) */
static Own pattern_repr(Rt *rt, Ref self)
{
    static const char *const names[] = {"TEMPLATE", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "UNICODE", "VERBOSE", "DEBUG", "ASCII"};
    const PatternObj *pattern = AS_PATTERN(self);
    uint32_t flags = (uint32_t)pattern->flags;
    if (pattern->is_bytes == 0 && (flags & (SRE_FLAG_LOCALE | SRE_FLAG_UNICODE | SRE_FLAG_ASCII)) == SRE_FLAG_UNICODE) flags &= ~(uint32_t)SRE_FLAG_UNICODE;
    Own items = list_new(rt, 0); /* in which CPython gathers the names */
    if (items == NULL) return NULL;
    Buf text = BUF_INIT;
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        if (flags & 1u << i) buf_printf(&text, "%sre.%s", text.length > 0 ? "|" : "", names[i]);
        flags &= ~(1u << i);
    }
    if (flags != 0) buf_printf(&text, "%s0x%x", text.length > 0 ? "|" : "", flags);
    Own result = NULL;
    if (text.failed) (void)error_no_memory(rt);
    else if (text.length == 0) result = str_format(rt, "re.compile(%.200R)", pattern->pattern);
    else result = str_format(rt, "re.compile(%.200R, %s)", pattern->pattern, buf_text(&text));
    buf_fini(&text);
    release(rt, items);
    return result;
}

static ptrdiff_t pattern_hash(Rt *rt, Ref self)
{
    const PatternObj *pattern = AS_PATTERN(self);
    ptrdiff_t hash = object_hash(rt, pattern->pattern);
    if (hash == -1) return -1;
    hash ^= (ptrdiff_t)hash_siphash13(rt->hash_key0, rt->hash_key1, pattern->code, (size_t)pattern->head.length * sizeof *pattern->code);
    hash ^= pattern->flags ^ pattern->is_bytes ^ pattern->head.length;
    return hash == -1 ? -2 : hash;
}

static Own pattern_compare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    if ((op != COMPARE_EQ && op != COMPARE_NE) || left->type != right->type) return not_implemented_new(rt);
    const PatternObj *a = AS_PATTERN(left), *b = AS_PATTERN(right);
    int equal = left == right;
    if (!equal && a->flags == b->flags && a->is_bytes == b->is_bytes && a->head.length == b->head.length &&
        memcmp(a->code, b->code, (size_t)a->head.length * sizeof *a->code) == 0)
        equal = object_compare_bool(rt, a->pattern, b->pattern, COMPARE_EQ);
    return equal < 0 ? NULL : bool_new(rt, (op == COMPARE_EQ) == equal);
}

static void pattern_dealloc(Rt *rt, Obj *self)
{
    PatternObj *pattern = AS_PATTERN(self);
    release_clear(rt, &pattern->pattern);
    release_clear(rt, &pattern->group_index);
    release_clear(rt, &pattern->index_group);
    self->type->slots.tp_free(rt, self);
}

static Own pattern_groupindex(Rt *rt, Ref self)
{
    Ref index = AS_PATTERN(self)->group_index;
    return dict_length(index) == 0 ? dict_new(rt) : call_one(rt, (Ref)RT_TYPE(rt, mappingproxy), index);
}

#define RANGE .least = 1, .most = 3, .names = NAMES("string", "pos", "endpos")
#define WITH_RANGE(name) name "($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\n"
#define ONCE(name, mode) name, METHOD_BOUND_OF, {.bound_of = match_once, .which = mode, RANGE}
const TypeSpec sre_pattern_type_spec = {
    .name = "re.Pattern",
    .id = TYPE_sre_pattern,
    .basicsize = sizeof(PatternObj) + 4 * sizeof(uint32_t),
    .itemsize = sizeof(uint32_t),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .weaklist_offset = offsetof(PatternObj, weakrefs),
    .doc = "Compiled regular expression object.",
    .owned = OWNED(PatternObj, group_index, pattern),
    .slots = {
        .tp_dealloc = pattern_dealloc,
        .tp_traverse = owned_traverse,
        .tp_repr = pattern_repr,
        .tp_hash = pattern_hash,
        .tp_richcompare = pattern_compare,
    },
    .methods = METHODS(
        {ONCE("match", MODE_MATCH), WITH_RANGE("match") "Matches zero or more characters at the beginning of the string.", 0},
        {ONCE("fullmatch", MODE_FULLMATCH), WITH_RANGE("fullmatch") "Matches against all of the string.", 0},
        {ONCE("search", MODE_SEARCH), WITH_RANGE("search") "Scan through string looking for a match, and return a corresponding match object instance.\n\nReturn None if no position in the string matches.", 0},
        {"sub", METHOD_BOUND_OF, {.bound_of = pattern_sub, .least = 2, .most = 3, .names = NAMES("repl", "string", "count")}, "sub($self, /, repl, string, count=0)\n--\n\nReturn the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the replacement repl.", 0},
        {"subn", METHOD_BOUND_OF, {.bound_of = pattern_sub, .which = true, .least = 2, .most = 3, .names = NAMES("repl", "string", "count")}, "subn($self, /, repl, string, count=0)\n--\n\nReturn the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences of pattern with the replacement repl.", 0},
        {"findall", METHOD_BOUND, {.bound = pattern_findall, RANGE}, WITH_RANGE("findall") "Return a list of all non-overlapping matches of pattern in string.", 0},
        {"split", METHOD_BOUND, {.bound = pattern_split, .least = 1, .most = 2, .names = NAMES("string", "maxsplit")}, "split($self, /, string, maxsplit=0)\n--\n\nSplit string by the occurrences of pattern.", 0},
        {"finditer", METHOD_BOUND, {.bound = pattern_finditer, RANGE}, WITH_RANGE("finditer") "Return an iterator over all non-overlapping matches for the RE pattern in string.\n\nFor each match, the iterator returns a match object.", 0},
        {"scanner", METHOD_BOUND, {.bound = pattern_scanner, RANGE}, WITH_RANGE("scanner"), 0},
        {"__copy__", METHOD_NOARGS, {.unary = object_itself}, "__copy__($self, /)\n--\n\n", 0},
        {"__deepcopy__", METHOD_O, {.binary = sre_deepcopy_itself}, "__deepcopy__($self, memo, /)\n--\n\n", 0},
        {"__class_getitem__", METHOD_O, {.binary = generic_alias_new}, "See PEP 585", METHOD_CLASS}),
    .members = MEMBERS(
        {"pattern", MEMBER_OBJECT, offsetof(PatternObj, pattern), true, "The pattern string from which the RE object was compiled."},
        {"flags", MEMBER_INT, offsetof(PatternObj, flags), true, "The regex matching flags."},
        {"groups", MEMBER_SIZE, offsetof(PatternObj, groups), true, "The number of capturing groups in the pattern."}),
    .getset = GETSETS(
        {"groupindex", pattern_groupindex, NULL, "A dictionary mapping group names to group numbers."}),
};
