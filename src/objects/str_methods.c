/* The table of str's methods, and those about padding, translating, encoding and formatting. */
#include "objects/str_methods.h"

#include "objects/abstract.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/format.h"
#include "objects/intobj.h"
#include "objects/str_codec.h"
#include "objects/str_impl.h"
#include "objects/tupleobj.h"

/* SELF with LEFT and RIGHT times FILL around it. */
static Own padded(Rt *rt, Ref self, ptrdiff_t left, ptrdiff_t right, uint32_t fill)
{
    ptrdiff_t length = str_length(self);
    if (left <= 0 && right <= 0) return object_str(rt, self);
    if (left > PTRDIFF_MAX - length - right) return error_raise(rt, TYPE_OverflowError, "padded string is too long");
    Own str = str_alloc(rt, left + length + right, fill | str_max_char(self, 0, length));
    if (str == NULL) return NULL;
    for (ptrdiff_t i = 0; i < left; i++) str_put(str, i, fill);
    str_copy_points(str, left, self, 0, length);
    for (ptrdiff_t i = 0; i < right; i++) str_put(str, left + length + i, fill);
    return str_narrow(rt, str);
}

static Own method_justify(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames, const MethodDef *def)
{
    ptrdiff_t width = number_as_size(rt, args[0], TYPE_OverflowError);
    if (width == -1 && rt_is_pending(rt)) return NULL;
    uint32_t fill = ' ';
    if (nargs > 1) {
        if (!is_str(args[1])) return error_raise(rt, TYPE_TypeError, "The fill character must be a unicode character, not %.100T", args[1]);
        if (str_length(args[1]) != 1) return error_raise(rt, TYPE_TypeError, "The fill character must be exactly one character long");
        fill = str_at(args[1], 0);
    }
    ptrdiff_t missing = width - str_length(self);
    if (missing <= 0) return object_str(rt, self);
    ptrdiff_t left = def->fn.which == SIDE_LEFT ? missing : def->fn.which == SIDE_RIGHT ? 0 : missing / 2 + (missing & width & 1);
    return padded(rt, self, left, missing - left, fill);
}

/* Zeros go behind a sign. */
static Own method_zfill(Rt *rt, Ref self, Ref width_obj)
{
    ptrdiff_t width = number_as_size(rt, width_obj, TYPE_OverflowError), length = str_length(self);
    if (width == -1 && rt_is_pending(rt)) return NULL;
    if (width <= length) return object_str(rt, self);
    ptrdiff_t missing = width - length;
    Own str = padded(rt, self, missing, 0, '0');
    if (str == NULL || length == 0) return str;
    uint32_t sign = str_at(self, 0);
    if (sign == '+' || sign == '-') {
        str_put(str, missing, '0');
        str_put(str, 0, sign);
    }
    return str;
}

static Own method_expandtabs(Rt *rt, Ref self, Ref *given)
{
    Ref size_obj = given[0];
    ptrdiff_t size = size_obj == NULL ? 8 : number_as_size(rt, size_obj, TYPE_OverflowError), column = 0;
    if (size == -1 && rt_is_pending(rt)) return NULL;
    Buf buf = BUF_INIT;
    for (ptrdiff_t i = 0; i < str_length(self); i++) {
        uint32_t c = str_at(self, i);
        if (c != '\t') {
            buf_add_utf8(&buf, c);
            column = c == '\n' || c == '\r' ? 0 : column + 1;
            continue;
        }
        ptrdiff_t spaces = size > 0 ? size - column % size : 0;
        column += spaces;
        buf_add_repeated(&buf, ' ', (size_t)spaces);
    }
    return str_take_buf(rt, &buf);
}

static Own method_encode(Rt *rt, Ref self, Ref *parts, const MethodDef *def)
{
    for (int i = 0; i < 2; i++) {
        if (parts[i] != NULL && !is_str(parts[i])) {
            return error_raise(rt, TYPE_TypeError, "encode() argument '%s' must be str, not %.50K", def->fn.names[i], parts[i]);
        }
    }
    const char *encoding = parts[0] == NULL ? NULL : str_utf8(rt, parts[0], NULL);
    const char *errors = parts[1] == NULL ? NULL : str_utf8(rt, parts[1], NULL);
    return rt_is_pending(rt) ? NULL : str_encode(rt, self, encoding, errors);
}

/* What TABLE has for C, into BUF: a code point, text, or None for nothing; LookupError: as it is. */
static int translate_char(Rt *rt, uint32_t c, Ref table, Buf *buf)
{
    Own key = int_new(rt, c), value = key == NULL ? NULL : object_item_get(rt, table, key);
    release(rt, key);
    if (value == NULL) {
        if (!error_clear_if(rt, TYPE_LookupError)) return -1;
        buf_add_utf8(buf, c);
        return 0;
    }
    int status = 0;
    if (is_str(value)) {
        str_add_to_buf(value, buf);
    } else if (is_int(value)) {
        int overflow;
        int64_t point = int_value_overflow(value, &overflow);
        if (overflow != 0 || point < 0 || point > 0x10FFFF) status = error_raise_int(rt, TYPE_ValueError, "character mapping must be in range(0x110000)");
        else buf_add_utf8(buf, (uint32_t)point);
    } else if (value != rt->none) {
        status = error_raise_int(rt, TYPE_TypeError, "character mapping must return integer, None or str");
    }
    release(rt, value);
    return status;
}

static Own method_translate(Rt *rt, Ref self, Ref table)
{
    Buf buf = BUF_INIT;
    Own result = NULL;
    for (ptrdiff_t i = 0; i < str_length(self); i++) {
        if (translate_char(rt, str_at(self, i), table, &buf) < 0 || error_poll(rt) < 0) goto done;
    }
    result = str_from_buf(rt, &buf);
done:
    buf_fini(&buf);
    return result;
}

/* A table from the code points of TEXT to those of OTHER, or (NULL) to None. */
static int map_points(Rt *rt, Ref table, Ref text, Ref other)
{
    for (ptrdiff_t i = 0; i < str_length(text); i++) {
        Own key = int_new(rt, str_at(text, i)), value = key == NULL ? NULL : other == NULL ? none_new(rt) : int_new(rt, str_at(other, i));
        if (value == NULL) return error_release_int(rt, key);
        if (dict_set_take(rt, table, key, value) < 0) return -1;
    }
    return 0;
}

static int copy_table(Rt *rt, Ref table, Ref from)
{
    ptrdiff_t position = 0;
    Ref key, value;
    while (dict_next(from, &position, &key, &value)) {
        Own point = NULL;
        if (is_str(key)) {
            if (str_length(key) != 1) return error_raise_int(rt, TYPE_ValueError, "string keys in translate table must be of length 1");
            point = int_new(rt, str_at(key, 0));
        } else if (is_int(key)) {
            point = new_ref(key);
        } else {
            return error_raise_int(rt, TYPE_TypeError, "keys in translate table must be strings or integers");
        }
        if (point == NULL || dict_set_take(rt, table, point, new_ref(value)) < 0) return -1;
    }
    return 0;
}

static Own method_maketrans(Rt *rt, Ref unused, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Own table = dict_new(rt);
    if (table == NULL) return NULL;
    int status;
    if (nargs == 1) {
        status = is_exact(args[0], TYPE_dict) ? copy_table(rt, table, args[0]) : error_raise_int(rt, TYPE_TypeError, "if you give only one argument to maketrans it must be a dict");
    } else if (is_str(args[1]) && (nargs < 3 || is_str(args[2])) && !is_str(args[0])) {
        status = error_raise_int(rt, TYPE_TypeError, "first maketrans argument must be a string if there is a second argument");
    } else if (!is_str(args[1]) || (nargs > 2 && !is_str(args[2]))) {
        bool second = !is_str(args[1]);
        status = error_raise_int(rt, TYPE_TypeError, "maketrans() argument %d must be str, not %.50K", second ? 2 : 3, args[second ? 1 : 2]);
    } else if (str_length(args[0]) != str_length(args[1])) {
        status = error_raise_int(rt, TYPE_ValueError, "the first two maketrans arguments must have equal length");
    } else {
        status = map_points(rt, table, args[0], args[1]);
        if (status == 0 && nargs > 2) status = map_points(rt, table, args[2], NULL);
    }
    if (status < 0) release_clear(rt, &table);
    return table;
}

static Own method_format_map(Rt *rt, Ref self, Ref mapping)
{
    return format_template(rt, self, NULL, mapping);
}

static Own method_format_spec(Rt *rt, Ref self, Ref spec)
{
    if (!is_str(spec)) return error_raise(rt, TYPE_TypeError, "__format__() argument must be str, not %.50K", spec);
    return format_str(rt, self, spec);
}

static Own method_sizeof(Rt *rt, Ref self)
{
    const StrObj *str = AS_STR(self);
    ptrdiff_t data = (str->length + 1) * str->kind, header = (ptrdiff_t)str_header_size(str);
    if (!is_exact(self, TYPE_str)) header = self->type->basicsize;
    if (!str->ascii && ((const WideStrObj *)str)->utf8 != NULL) data += ((const WideStrObj *)str)->utf8_length + 1;
    return int_new(rt, header + data);
}

static Own method_getnewargs(Rt *rt, Ref self)
{
    return tuple_build(rt, "N", str_copy(rt, self));
}

#define SEARCH(name, how, doc) {#name, METHOD_FASTCALL_OF, {.fast_of = str_method_search, .which = how}, doc, METHOD_TUPLE}
#define EITHER(name, where, doc) {#name, METHOD_FASTCALL_OF, {.fast_of = str_method_starts_or_ends, .which = where}, doc, METHOD_TUPLE}
#define SPLIT(name, from, doc) {#name, METHOD_BOUND_OF, {.bound_of = str_method_split, .which = from, .most = 2, .names = NAMES("sep", "maxsplit")}, doc, 0}
#define PARTITION(name, from, doc) {#name, METHOD_O_OF, {.binary_of = str_method_partition, .which = from}, doc, 0}
#define STRIP(name, side, doc) {#name, METHOD_FASTCALL_OF, {.fast_of = str_method_strip, .which = side, .most = 1}, doc, 0}
#define JUSTIFY(name, side, doc) {#name, METHOD_FASTCALL_OF, {.fast_of = method_justify, .which = side, .least = 1, .most = 2}, doc, 0}
#define UNARY(name, doc) {#name, METHOD_NOARGS, {.unary = str_method_##name}, #name "($self, /)\n--\n\n" doc, 0}
#define STYLE(name, function, style, doc) {#name, METHOD_NOARGS_OF, {.unary_of = str_method_##function, .which = style}, #name "($self, /)\n--\n\n" doc, 0}
#define ARG(name, doc) {#name, METHOD_O, {.binary = str_method_##name}, doc, 0}

const MethodDef str_methods[] = {
    {"encode", METHOD_BOUND_OF, {.bound_of = method_encode, .most = 2, .names = NAMES("encoding", "errors")}, "encode($self, /, encoding='utf-8', errors='strict')\n--\n\nThe text as bytes.", 0},
    {"replace", METHOD_FASTCALL, {.fast = str_method_replace, .least = 2, .most = 3}, "replace($self, old, new, count=-1, /)\n--\n\nA copy with every old part replaced by the new one.", 0},
    SPLIT(split, AT_START, "split($self, /, sep=None, maxsplit=-1)\n--\n\nA list of the parts between the separators."),
    SPLIT(rsplit, AT_END, "rsplit($self, /, sep=None, maxsplit=-1)\n--\n\nThe same as split, from the end."),
    ARG(join, "join($self, iterable, /)\n--\n\nThe strings of the iterable with this one between them."),
    STYLE(capitalize, convert, STYLE_CAPITALIZE, "The first character in title case, the others in lower case."),
    STYLE(casefold, convert, STYLE_FOLD, "A form for comparisons that ignore case."),
    STYLE(title, convert, STYLE_TITLE, "Each word begins in title case, and goes on in lower case."),
    JUSTIFY(center, SIDE_BOTH, "center($self, width, fillchar=' ', /)\n--\n\nThe text in the middle of a field."),
    SEARCH(count, SEARCH_COUNT, "S.count(sub[, start[, end]]) -> int\n\nHow often the part occurs without overlapping."),
    {"expandtabs", METHOD_BOUND, {.bound = method_expandtabs, .most = 1, .names = NAMES("tabsize")}, "expandtabs($self, /, tabsize=8)\n--\n\nTabs become spaces.", 0},
    SEARCH(find, SEARCH_FIRST, "S.find(sub[, start[, end]]) -> int\n\nThe first index of the part, or -1."),
    PARTITION(partition, AT_START, "partition($self, sep, /)\n--\n\nWhat is before the separator, the separator, and what is after it."),
    SEARCH(index, SEARCH_FIRST | SEARCH_MUST, "S.index(sub[, start[, end]]) -> int\n\nThe first index of the part, or ValueError."),
    JUSTIFY(ljust, SIDE_RIGHT, "ljust($self, width, fillchar=' ', /)\n--\n\nThe text at the left of a field."),
    STYLE(lower, convert, STYLE_LOWER, "The text in lower case."),
    STRIP(lstrip, SIDE_LEFT, "lstrip($self, chars=None, /)\n--\n\nThe text without the characters (spaces) at its start."),
    SEARCH(rfind, SEARCH_LAST, "S.rfind(sub[, start[, end]]) -> int\n\nThe last index of the part, or -1."),
    SEARCH(rindex, SEARCH_LAST | SEARCH_MUST, "S.rindex(sub[, start[, end]]) -> int\n\nThe last index of the part, or ValueError."),
    JUSTIFY(rjust, SIDE_LEFT, "rjust($self, width, fillchar=' ', /)\n--\n\nThe text at the right of a field."),
    STRIP(rstrip, SIDE_RIGHT, "rstrip($self, chars=None, /)\n--\n\nThe text without the characters (spaces) at its end."),
    PARTITION(rpartition, AT_END, "rpartition($self, sep, /)\n--\n\nThe same as partition, at the last separator."),
    {"splitlines", METHOD_BOUND, {.bound = str_method_splitlines, .most = 1, .names = NAMES("keepends")}, "splitlines($self, /, keepends=False)\n--\n\nA list of the lines.", 0},
    STRIP(strip, SIDE_BOTH, "strip($self, chars=None, /)\n--\n\nThe text without the characters (spaces) at both ends."),
    STYLE(swapcase, convert, STYLE_SWAP, "Upper case becomes lower case, and the other way round."),
    {"translate", METHOD_O, {.binary = method_translate}, "translate($self, table, /)\n--\n\nEach character replaced by what the table has for its number.", 0},
    STYLE(upper, convert, STYLE_UPPER, "The text in upper case."),
    EITHER(startswith, AT_START, "S.startswith(prefix[, start[, end]]) -> bool\n\nDoes the text begin with the prefix, or one of a tuple of them?"),
    EITHER(endswith, AT_END, "S.endswith(suffix[, start[, end]]) -> bool\n\nDoes the text end with the suffix, or one of a tuple of them?"),
    ARG(removeprefix, "removeprefix($self, prefix, /)\n--\n\nThe text without the prefix."),
    ARG(removesuffix, "removesuffix($self, suffix, /)\n--\n\nThe text without the suffix."),
    UNARY(isascii, "Are all characters ASCII?"),
    STYLE(islower, is_case, STYLE_LOWER, "Are all cased characters lower case, and is there one?"),
    STYLE(isupper, is_case, STYLE_UPPER, "Are all cased characters upper case, and is there one?"),
    UNARY(istitle, "Does each word begin in upper or title case, and go on in lower case?"),
    UNARY(isspace, "Are all characters spaces, and is there one?"),
    UNARY(isdecimal, "Are all characters decimal digits, and is there one?"),
    UNARY(isdigit, "Are all characters digits, and is there one?"),
    UNARY(isnumeric, "Are all characters numeric, and is there one?"),
    UNARY(isalpha, "Are all characters letters, and is there one?"),
    UNARY(isalnum, "Are all characters letters or numeric, and is there one?"),
    UNARY(isidentifier, "Could the text be a name in a program?"),
    UNARY(isprintable, "Does repr() show all characters as they are?"),
    {"zfill", METHOD_O, {.binary = method_zfill}, "zfill($self, width, /)\n--\n\nZeros at the left, behind a sign.", 0},
    {"format", METHOD_KEYWORDS, {.call = format_template}, "S.format(*args, **kwargs) -> str\n\nThe text with its {fields} replaced.", 0},
    {"format_map", METHOD_O, {.binary = method_format_map}, "S.format_map(mapping) -> str\n\nThe same with names from a mapping.", 0},
    {"__format__", METHOD_O, {.binary = method_format_spec}, "__format__($self, format_spec, /)\n--\n\nThe text in the given format.", 0},
    {"maketrans", METHOD_FASTCALL, {.fast = method_maketrans, .least = 1, .most = 3}, "A table for str.translate().", METHOD_STATIC},
    {"__sizeof__", METHOD_NOARGS, {.unary = method_sizeof}, "__sizeof__($self, /)\n--\n\nSize in memory, in bytes.", 0},
    {"__getnewargs__", METHOD_NOARGS, {.unary = method_getnewargs}, NULL, 0},
    {0},
};
