/* The module _sre: what re/_compiler.py needs of the engine. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "modules/import.h"
#include "modules/module_specs.h"
#include "modules/sre_objects.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/module_types.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

Own sre_call_library(Rt *rt, const char *function, ptrdiff_t nargs, const Ref *args)
{
    Own tuple = tuple_from(rt, args, nargs), module = tuple == NULL ? NULL : import_text(rt, "re"), callable = NULL, result = NULL;
    if (module != NULL) callable = object_attr_get_text(rt, module, function);
    if (callable != NULL) result = call_tuple(rt, callable, tuple, NULL);
    release_all(rt, callable, module, tuple);
    return result;
}

/* The words of the list CODE into PATTERN. */
static int read_code(Rt *rt, Ref code, PatternObj *pattern)
{
    for (ptrdiff_t i = 0; i < pattern->head.length; i++) {
        int overflow = 1;
        Ref word = list_peek(code, i);
        int64_t value = is_int(word) ? int_value_overflow(word, &overflow) : -1;
        if (overflow != 0 || value < 0 || value > UINT32_MAX) return error_raise_int(rt, TYPE_OverflowError, "regular expression code size limit exceeded");
        pattern->code[i] = (uint32_t)value;
    }
    return 0;
}

/* 1: PATTERN is bytes, 0: a str, -1: None, -2: error. */
static int bytes_or_str(Rt *rt, Ref pattern)
{
    if (pattern == rt->none) return -1;
    if (is_str(pattern)) return 0;
    if (buffer_is_supported(pattern)) return 1;
    (void)error_raise(rt, TYPE_TypeError, "expected string or bytes-like object, got '%.200T'", pattern);
    return -2;
}

/* An int argument that fits a C int. */
static int read_int(Rt *rt, Ref arg, int32_t *out)
{
    Own index = number_index(rt, arg);
    if (index == NULL) return -1;
    int overflow;
    int64_t value = int_value_overflow(index, &overflow);
    release(rt, index);
    if (overflow != 0 || value < INT32_MIN || value > INT32_MAX) return error_raise_int(rt, TYPE_OverflowError, "Python int too large to convert to C int");
    *out = (int32_t)value;
    return 0;
}

static int check_type(Rt *rt, const char *name, Ref arg, uint32_t flag, const char *type)
{
    if (has_flag(arg, flag)) return 0;
    return error_raise_int(rt, TYPE_TypeError, "compile() argument '%s' must be %s, not %.50T", name, type, arg);
}

enum { ARG_PATTERN, ARG_FLAGS, ARG_CODE, ARG_GROUPS, ARG_GROUPINDEX, ARG_INDEXGROUP, ARG_COUNT };

static Own pattern_of(Rt *rt, const Ref *given, int32_t flags, ptrdiff_t groups)
{
    Own self = object_new_var(rt, RT_TYPE(rt, sre_pattern), list_length(given[ARG_CODE]));
    if (self == NULL) return NULL;
    PatternObj *pattern = AS_PATTERN(self);
    pattern->groups = groups;
    pattern->flags = flags;
    pattern->is_bytes = bytes_or_str(rt, given[ARG_PATTERN]);
    pattern->pattern = new_ref(given[ARG_PATTERN]);
    pattern->group_index = new_ref(given[ARG_GROUPINDEX]);
    pattern->index_group = new_ref(given[ARG_INDEXGROUP]);
    gc_track(rt, self);
    int valid = pattern->is_bytes == -2 || read_code(rt, given[ARG_CODE], pattern) < 0 ? -1 : 1;
    if (valid > 0 && groups >= 0) valid = sre_code_is_valid(rt, pattern->code, (size_t)pattern->head.length, (size_t)groups);
    if (valid == 0 || groups < 0) valid = error_raise_int(rt, TYPE_RuntimeError, "invalid SRE code");
    if (valid < 0) release_clear(rt, &self);
    return self;
}

static Own sre_compile(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    static const char *const names[] = {"pattern", "flags", "code", "groups", "groupindex", "indexgroup", NULL};
    static const ArgSpec spec = {"compile", names, ARG_COUNT, ARG_COUNT, 0};
    Ref given[ARG_COUNT];
    int32_t flags;
    ptrdiff_t groups = 0;
    if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0 || read_int(rt, given[ARG_FLAGS], &flags) < 0) return NULL;
    if (check_type(rt, "code", given[ARG_CODE], TYPE_FLAG_LIST_SUBCLASS, "list") < 0) return NULL;
    if (args_size(rt, given[ARG_GROUPS], &groups) < 0) return NULL;
    if (check_type(rt, "groupindex", given[ARG_GROUPINDEX], TYPE_FLAG_DICT_SUBCLASS, "dict") < 0) return NULL;
    if (check_type(rt, "indexgroup", given[ARG_INDEXGROUP], TYPE_FLAG_TUPLE_SUBCLASS, "tuple") < 0) return NULL;
    return pattern_of(rt, given, flags, groups);
}

/* --- cases of single characters */

static Own sre_getcodesize(Rt *rt, Ref self)
{
    return int_new(rt, sizeof(uint32_t));
}

static Own cased(Rt *rt, Ref arg, bool (*is_cased)(uint32_t))
{
    int32_t c;
    return read_int(rt, arg, &c) < 0 ? NULL : bool_new(rt, is_cased((uint32_t)c));
}

static Own lowered(Rt *rt, Ref arg, uint32_t (*lower)(uint32_t))
{
    int32_t c;
    return read_int(rt, arg, &c) < 0 ? NULL : int_new(rt, (int32_t)lower((uint32_t)c));
}

static Own ascii_iscased(Rt *rt, Ref self, Ref arg)
{
    return cased(rt, arg, sre_is_cased_ascii);
}

static Own unicode_iscased(Rt *rt, Ref self, Ref arg)
{
    return cased(rt, arg, sre_is_cased_unicode);
}

static Own ascii_tolower(Rt *rt, Ref self, Ref arg)
{
    return lowered(rt, arg, sre_lower_ascii);
}

static Own unicode_tolower(Rt *rt, Ref self, Ref arg)
{
    return lowered(rt, arg, sre_lower_unicode);
}

static const MethodDef sre_methods[] = {
    {"compile", METHOD_FASTCALL_KEYWORDS, {.fast = sre_compile}, "compile($module, /, pattern, flags, code, groups, groupindex,\n        indexgroup)\n--\n\n", 0},
    {"getcodesize", METHOD_NOARGS, {.unary = sre_getcodesize}, "getcodesize($module, /)\n--\n\n", 0},
    {"ascii_iscased", METHOD_O, {.binary = ascii_iscased}, "ascii_iscased($module, character, /)\n--\n\n", 0},
    {"unicode_iscased", METHOD_O, {.binary = unicode_iscased}, "unicode_iscased($module, character, /)\n--\n\n", 0},
    {"ascii_tolower", METHOD_O, {.binary = ascii_tolower}, "ascii_tolower($module, character, /)\n--\n\n", 0},
    {"unicode_tolower", METHOD_O, {.binary = unicode_tolower}, "unicode_tolower($module, character, /)\n--\n\n", 0},
    {0},
};

static int sre_exec(Rt *rt, Ref module)
{
    static const ModuleInt numbers[] = {{"MAGIC", SRE_MAGIC}, {"CODESIZE", sizeof(uint32_t)}, {"MAXREPEAT", SRE_MAX_REPEAT}, {"MAXGROUPS", SRE_MAX_GROUPS}};
    if (module_add_ints(rt, module, numbers, ARRAY_LENGTH(numbers)) < 0) return -1;
    return module_add(rt, module, "copyright", str_new(rt, " SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB "));
}

const ModuleSpec _sre_module_spec = {
    .name = "_sre",
    .methods = sre_methods,
    .hidden = TYPES(&sre_pattern_type_spec, &sre_match_type_spec, &sre_scanner_type_spec),
    .exec = sre_exec,
};
