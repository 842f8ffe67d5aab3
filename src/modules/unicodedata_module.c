/* The module unicodedata: the properties of characters in Unicode 14.0, from libunistring; the East Asian
   widths, which it does not have, are in east_asian_width.def. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/char_name.h"
#include "modules/module_specs.h"
#include "modules/unicodedata_old.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/module_types.h"
#include "objects/str_char.h"
#include "objects/strobj.h"

/* The one character of ARG, or -1 + TypeError; NUMBER: of the argument, 0 when it is the only one. */
static int64_t point_of(Rt *rt, const char *function, int number, Ref arg)
{
    if (is_str(arg) && str_length(arg) == 1) return str_at(arg, 0);
    if (number == 0) return error_raise_int(rt, TYPE_TypeError, "%s() argument must be a unicode character, not %.50K", function, arg);
    return error_raise_int(rt, TYPE_TypeError, "%s() argument %d must be a unicode character, not %.50K", function, number, arg);
}

/* --- the character database of Unicode 3.2.0: an object whose methods are the module's functions */

static const TypeSpec UCD_type_spec;

static bool is_old(const Rt *rt, Ref self)
{
    return (Ref)self->type == module_type_peek(rt, &UCD_type_spec);
}

/* A character that SELF does not know yet. */
static bool is_unknown(const Rt *rt, Ref self, ucs4_t c)
{
    return is_old(rt, self) && old_is_unassigned(c);
}

/* What SELF says of a character: NOW, or what it was THEN unless that is NULL; UNKNOWN when it was nothing. */
static Own text_said(Rt *rt, Ref self, ucs4_t c, const char *now, const char *then, const char *unknown)
{
    if (!is_old(rt, self)) return str_new(rt, now);
    return str_new(rt, old_is_unassigned(c) ? unknown : then != NULL ? then : now);
}

static Own number_said(Rt *rt, Ref self, ucs4_t c, int now, int then)
{
    if (!is_old(rt, self)) return int_new(rt, now);
    return int_new(rt, old_is_unassigned(c) ? 0 : then >= 0 ? then : now);
}

/* --- one property */

#define PROPERTY(name, result)                                                         \
    static Own unicodedata_##name(Rt *rt, Ref self, Ref arg)                           \
    {                                                                                  \
        int64_t wide = point_of(rt, #name, 0, arg);                                    \
        ucs4_t c = (ucs4_t)wide;                                                       \
        return wide < 0 ? NULL : (result);                                             \
    }

static bool is_assigned(ucs4_t c)
{
    return !uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Cn);
}

static const char *direction_of(ucs4_t c)
{
    static const char *const names[] = {
        "L", "LRE", "LRO", "R", "AL", "RLE", "RLO", "PDF", "EN", "ES", "ET", "AN", "CS", "NSM", "BN", "B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI",
    };
    return is_assigned(c) ? names[uc_bidi_class(c)] : "";
}

static bool is_mirrored(ucs4_t c)
{
    ucs4_t other;
    return uc_mirror_char(c, &other);
}

static const char *width_of(ucs4_t c)
{
    enum Width { A, F, H, N, Na, W };
    static const char *const names[] = {"A", "F", "H", "N", "Na", "W"};
#define RUN(first, width) (first) << 3 | (width),
    static const uint32_t runs[] = {
#include "modules/east_asian_width.def"
    };
#undef RUN
    size_t low = 0, high = ARRAY_LENGTH(runs);
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (runs[middle] >> 3 <= c) low = middle;
        else high = middle;
    }
    return names[runs[low] & 7];
}

PROPERTY(category, text_said(rt, self, c, uc_general_category_name(uc_general_category(c)), old_category(c), "Cn"))
PROPERTY(bidirectional, text_said(rt, self, c, direction_of(c), old_direction(c), ""))
PROPERTY(combining, number_said(rt, self, c, uc_combining_class(c), -1))
PROPERTY(mirrored, number_said(rt, self, c, is_mirrored(c), old_mirrored(c)))
PROPERTY(east_asian_width, text_said(rt, self, c, width_of(c), old_width(c), "F"))

static Own unicodedata_decomposition(Rt *rt, Ref self, Ref arg)
{
    static const char *const tags[] = {
        "", "<font> ", "<noBreak> ", "<initial> ", "<medial> ", "<final> ", "<isolated> ", "<circle> ", "<super> ",
        "<sub> ", "<vertical> ", "<wide> ", "<narrow> ", "<small> ", "<square> ", "<fraction> ", "<compat> ",
    };
    int64_t c = point_of(rt, "decomposition", 0, arg);
    if (c < 0) return NULL;
    if (is_unknown(rt, self, (ucs4_t)c)) return str_new(rt, "");
    int tag;
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    bool hangul = c >= 0xAC00 && c < 0xD7A4; /* by rule, not in the tables */
    int count = hangul ? 0 : uc_decomposition((ucs4_t)c, &tag, parts);
    Buf buf = BUF_INIT;
    if (count > 0) buf_add_text(&buf, tags[tag]);
    for (int i = 0; i < count; i++) buf_printf(&buf, i == 0 ? "%04X" : " %04X", (unsigned)parts[i]);
    return str_take_buf(rt, &buf);
}

/* --- numbers; each takes what to return when there is none */

static Own missing(Rt *rt, const Ref *args, ptrdiff_t nargs, const char *message)
{
    return nargs > 1 ? new_ref(args[1]) : error_raise(rt, TYPE_ValueError, "%s", message);
}

static int64_t first_point(Rt *rt, const char *function, const Ref *args, ptrdiff_t nargs)
{
    return args_count(rt, function, nargs, 1, 2) < 0 ? -1 : point_of(rt, function, 1, args[0]);
}

static Own unicodedata_decimal(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int64_t c = first_point(rt, "decimal", args, nargs);
    if (c < 0) return NULL;
    int value = point_decimal((uint32_t)c), then = is_old(rt, self) ? old_decimal((uint32_t)c) : -1;
    if (then >= 0) value = then;
    if (is_unknown(rt, self, (ucs4_t)c)) value = -1;
    return value < 0 ? missing(rt, args, nargs, "not a decimal") : int_new(rt, value);
}

static Own unicodedata_digit(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int64_t c = first_point(rt, "digit", args, nargs);
    if (c < 0) return NULL;
    int value = uc_digit_value((ucs4_t)c);
    return value < 0 ? missing(rt, args, nargs, "not a digit") : int_new(rt, value);
}

static Own unicodedata_numeric(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int64_t c = first_point(rt, "numeric", args, nargs);
    if (c < 0) return NULL;
    double value;
    return !is_unknown(rt, self, (ucs4_t)c) && point_numeric((uint32_t)c, &value) ? float_new(rt, value) : missing(rt, args, nargs, "not a numeric character");
}

/* --- names */

static Own unicodedata_name(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    char name[CHAR_NAME_MAX];
    int64_t c = first_point(rt, "name", args, nargs);
    if (c < 0) return NULL;
    if (is_unknown(rt, self, (ucs4_t)c) || !char_name((uint32_t)c, name)) return missing(rt, args, nargs, "no such name");
    return str_new(rt, name);
}

static Own unicodedata_lookup(Rt *rt, Ref self, Ref arg)
{
    if (!is_str(arg)) return error_raise(rt, TYPE_TypeError, "a bytes-like object is required, not '%.100T'", arg);
    size_t size;
    const char *name = str_utf8(rt, arg, &size);
    if (name == NULL) return NULL;
    uint32_t c = strlen(name) == size ? char_named(name) : CHAR_NAMELESS;
    if (c != CHAR_NAMELESS && !is_unknown(rt, self, c)) return str_from_char(rt, c);
    Own message = size > CHAR_NAME_MAX ? str_new(rt, "name too long") : str_format(rt, "undefined character name '%U'", arg);
    if (message != NULL) (void)error_raise_key(rt, message);
    release(rt, message);
    return NULL;
}

/* --- normal forms */

/* A character that stays as it is: a lone surrogate, which libunistring does not take for a character, and for
   Unicode 3.2.0 what it did not know. */
static bool stays(uint32_t c, bool old)
{
    return c >> 11 == 0x1B || (old && old_is_unassigned(c));
}

/* Normalises what lies between characters that stay. */
static int normalize_parts(Rt *rt, uninorm_t form, Ref text, bool old, Buf *out)
{
    ptrdiff_t length = str_length(text);
    for (ptrdiff_t start = 0, end = 0; start < length; start = end) {
        bool surrogates = stays(str_at(text, start), old);
        while (end < length && stays(str_at(text, end), old) == surrogates) end++;
        size_t count = (size_t)(end - start);
        uint32_t *part = malloc(count * sizeof *part), *normal = NULL;
        for (ptrdiff_t i = start; part != NULL && i < end; i++) {
            uint32_t c = str_at(text, i), then = old ? old_decomposition(c) : 0;
            part[i - start] = then != 0 ? then : c;
        }
        if (part != NULL) normal = surrogates ? part : u32_normalize(form, part, count, NULL, &count);
        for (size_t i = 0; normal != NULL && i < count; i++) buf_add_utf8(out, normal[i]);
        bool failed = normal == NULL;
        if (!surrogates) free(normal);
        free(part);
        if (failed) return error_no_memory(rt), -1;
        if (error_poll(rt) < 0) return -1;
    }
    return 0;
}

/* The form that the first argument names of the text that is the second; new. */
static Own normal_form(Rt *rt, Ref self, const char *function, const Ref *args, ptrdiff_t nargs)
{
    static const char *const names[] = {"NFC", "NFD", "NFKC", "NFKD"};
    const uninorm_t forms[] = {UNINORM_NFC, UNINORM_NFD, UNINORM_NFKC, UNINORM_NFKD};
    if (args_count(rt, function, nargs, 2, 2) < 0) return NULL;
    for (int i = 0; i < 2; i++) {
        if (!is_str(args[i])) return error_raise(rt, TYPE_TypeError, "%s() argument %d must be str, not %.50K", function, i + 1, args[i]);
    }
    if (str_length(args[1]) == 0) return new_ref(args[1]);
    size_t form = 0;
    while (form < ARRAY_LENGTH(names) && !str_equals_text(args[0], names[form])) form++;
    if (form == ARRAY_LENGTH(names)) return error_raise(rt, TYPE_ValueError, "invalid normalization form");
    Buf out = BUF_INIT;
    Own result = normalize_parts(rt, forms[form], args[1], is_old(rt, self), &out) < 0 ? NULL : str_from_buf(rt, &out);
    buf_fini(&out);
    if (result != NULL && str_equal(result, args[1])) release_replace(rt, &result, new_ref(args[1]));
    return result;
}

static Own unicodedata_normalize(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return normal_form(rt, self, "normalize", args, nargs);
}

static Own unicodedata_is_normalized(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Own result = normal_form(rt, self, "is_normalized", args, nargs);
    bool same = result == args[1];
    release(rt, result);
    return result == NULL ? NULL : bool_new(rt, same);
}

#define ONE(name, doc) {#name, METHOD_O, {.binary = unicodedata_##name}, #name "($self, chr, /)\n--\n\n" doc, 0}
#define FAST(name, args, doc) {#name, METHOD_FASTCALL, {.fast = unicodedata_##name}, #name args "\n--\n\n" doc, 0}

static const MethodDef unicodedata_methods[] = {
    ONE(category, "Returns the general category assigned to the character chr as string."),
    ONE(bidirectional, "Returns the bidirectional class assigned to the character chr as string."),
    ONE(combining, "Returns the canonical combining class assigned to the character chr as integer."),
    ONE(mirrored, "Returns the mirrored property assigned to the character chr as integer."),
    ONE(east_asian_width, "Returns the east asian width assigned to the character chr as string."),
    ONE(decomposition, "Returns the character decomposition mapping assigned to the character chr as string."),
    FAST(decimal, "($self, chr, default=<unrepresentable>, /)", "Converts a Unicode character into its equivalent decimal value."),
    FAST(digit, "($self, chr, default=<unrepresentable>, /)", "Converts a Unicode character into its equivalent digit value."),
    FAST(numeric, "($self, chr, default=<unrepresentable>, /)", "Converts a Unicode character into its equivalent numeric value."),
    FAST(name, "($self, chr, default=<unrepresentable>, /)", "Returns the name assigned to the character chr as a string."),
    {"lookup", METHOD_O, {.binary = unicodedata_lookup}, "lookup($self, name, /)\n--\n\nLook up character by name.", 0},
    FAST(normalize, "($self, form, unistr, /)", "Return the normal form 'form' for the Unicode string unistr."),
    FAST(is_normalized, "($self, form, unistr, /)", "Return whether the Unicode string unistr is in the normal form 'form'."),
    {0},
};

static Own ucd_version(Rt *rt, Ref self)
{
    return str_new(rt, "3.2.0");
}

static const TypeSpec UCD_type_spec = {
    .name = "unicodedata.UCD",
    .basicsize = sizeof(Obj),
    .flags = TYPE_FLAG_DISALLOW_INSTANTIATION,
    .methods = unicodedata_methods,
    .getset = GETSETS(
        {"unidata_version", ucd_version, NULL, NULL}),
};

static int unicodedata_exec(Rt *rt, Ref module)
{
    Type *type = AS_TYPE(module_type_peek(rt, &UCD_type_spec));
    if (module_add(rt, module, "ucd_3_2_0", type->slots.tp_alloc(rt, type, 0)) < 0) return -1;
    return module_add(rt, module, "unidata_version", str_new(rt, "14.0.0"));
}

const ModuleSpec unicodedata_module_spec = {
    .name = "unicodedata",
    .doc = "This module provides access to the Unicode Character Database which\ndefines character properties for all Unicode characters.",
    .methods = unicodedata_methods,
    .types = TYPES(&UCD_type_spec),
    .exec = unicodedata_exec,
};
