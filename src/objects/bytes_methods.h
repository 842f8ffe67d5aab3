/* The methods that bytes and bytearray share, by the file that has them. */
#ifndef VIV_OBJECTS_BYTES_METHODS_H
#define VIV_OBJECTS_BYTES_METHODS_H

#include "objects/bytes_impl.h"
#include "objects/method_modes.h"

typedef struct ByteSpan {
    const char *bytes;
    ptrdiff_t length;
} ByteSpan;

ptrdiff_t span_find(ByteSpan text, ByteSpan part, ptrdiff_t start, ptrdiff_t end); /* -1: absent */
/* An object of LIKE's kind, bytes or bytearray, with these bytes. */
MUST_USE Own bytes_like_new(Rt *rt, Ref like, const char *bytes, ptrdiff_t length);

/* bytes_search.c */
FAST_OF_METHOD(bytes_method_search) FAST_OF_METHOD(bytes_method_starts_or_ends)
BOUND_OF_METHOD(bytes_method_split) BOUND_METHOD(bytes_method_splitlines) ARG_OF_METHOD(bytes_method_partition)
/* bytes_change.c */
FAST_METHOD(bytes_method_replace) ARG_OF_METHOD(bytes_method_removeaffix) FAST_OF_METHOD(bytes_method_strip) ARG_METHOD(bytes_method_join)
FAST_OF_METHOD(bytes_method_justify) ARG_METHOD(bytes_method_zfill) BOUND_METHOD(bytes_method_expandtabs) BOUND_METHOD(bytes_method_translate)
UNARY_OF_METHOD(bytes_method_convert)
/* bytes_methods.c */
UNARY_METHOD(bytes_method_isalnum) UNARY_METHOD(bytes_method_isalpha) UNARY_METHOD(bytes_method_isascii) UNARY_METHOD(bytes_method_isdigit)
UNARY_METHOD(bytes_method_isspace) UNARY_OF_METHOD(bytes_method_is_style)
BOUND_OF_METHOD(bytes_method_decode) BOUND_METHOD(bytes_method_hex) ARG_METHOD(bytes_method_fromhex) FAST_METHOD(bytes_method_maketrans)

/* The rows of the shared methods, for both tables. */
#define BYTES_SEARCH(name, how, doc) {#name, METHOD_FASTCALL_OF, {.fast_of = bytes_method_search, .which = how}, doc, METHOD_TUPLE}
#define BYTES_EITHER(name, where, doc) {#name, METHOD_FASTCALL_OF, {.fast_of = bytes_method_starts_or_ends, .which = where}, doc, METHOD_TUPLE}
#define BYTES_SPLIT(name, from, doc) {#name, METHOD_BOUND_OF, {.bound_of = bytes_method_split, .which = from, .most = 2, .names = NAMES("sep", "maxsplit")}, doc, 0}
#define BYTES_STRIP(name, side, doc) {#name, METHOD_FASTCALL_OF, {.fast_of = bytes_method_strip, .which = side, .most = 1}, doc, 0}
#define BYTES_JUSTIFY(name, side, doc) {#name, METHOD_FASTCALL_OF, {.fast_of = bytes_method_justify, .which = side, .least = 1, .most = 2}, doc, 0}
#define BYTES_BOUND(name, doc, ...) {#name, METHOD_BOUND, {.bound = bytes_method_##name, __VA_ARGS__}, doc, 0}
#define BYTES_UNARY(name, doc) {#name, METHOD_NOARGS, {.unary = bytes_method_##name}, doc, 0}
#define BYTES_STYLE(name, function, style, doc) {#name, METHOD_NOARGS_OF, {.unary_of = bytes_method_##function, .which = style}, doc, 0}
#define BYTES_ARG(name, doc) {#name, METHOD_O, {.binary = bytes_method_##name}, doc, 0}
#define BYTES_ARG_OF(name, function, where, doc) {#name, METHOD_O_OF, {.binary_of = bytes_method_##function, .which = where}, doc, 0}
#define BYTES_SHARED_METHODS                                                           \
    BYTES_SEARCH(find, SEARCH_FIRST, "The first index of the part, or -1."),                           \
        BYTES_SEARCH(rfind, SEARCH_LAST, "The last index of the part, or -1."),                       \
        BYTES_SEARCH(index, SEARCH_FIRST | SEARCH_MUST, "The first index of the part, or ValueError."),              \
        BYTES_SEARCH(rindex, SEARCH_LAST | SEARCH_MUST, "The last index of the part, or ValueError."),              \
        BYTES_SEARCH(count, SEARCH_COUNT, "How often the part occurs without overlapping."),           \
        BYTES_EITHER(startswith, AT_START, "Do the bytes begin with the prefix?"),                 \
        BYTES_EITHER(endswith, AT_END, "Do the bytes end with the suffix?"),                     \
        BYTES_SPLIT(split, AT_START, "split($self, /, sep=None, maxsplit=-1)\n--\n\nA list of the parts between the separators."), \
        BYTES_SPLIT(rsplit, AT_END, "rsplit($self, /, sep=None, maxsplit=-1)\n--\n\nThe same as split, from the end."), \
        BYTES_BOUND(splitlines, "splitlines($self, /, keepends=False)\n--\n\nA list of the lines.", .most = 1, .names = NAMES("keepends")), \
        BYTES_ARG_OF(partition, partition, AT_START, "partition($self, sep, /)\n--\n\nWhat is before the separator, the separator, and what is after it."), \
        BYTES_ARG_OF(rpartition, partition, AT_END, "rpartition($self, sep, /)\n--\n\nThe same as partition, at the last separator."), \
        {"replace", METHOD_FASTCALL, {.fast = bytes_method_replace, .least = 2, .most = 3}, "replace($self, old, new, count=-1, /)\n--\n\nA copy with every old part replaced by the new one.", 0}, \
        BYTES_ARG_OF(removeprefix, removeaffix, AT_START, "removeprefix($self, prefix, /)\n--\n\nThe bytes without the prefix."), \
        BYTES_ARG_OF(removesuffix, removeaffix, AT_END, "removesuffix($self, suffix, /)\n--\n\nThe bytes without the suffix."), \
        BYTES_STRIP(strip, SIDE_BOTH, "strip($self, bytes=None, /)\n--\n\nWithout the given bytes (spaces) at both ends."), \
        BYTES_STRIP(lstrip, SIDE_LEFT, "lstrip($self, bytes=None, /)\n--\n\nWithout the given bytes (spaces) at the start."), \
        BYTES_STRIP(rstrip, SIDE_RIGHT, "rstrip($self, bytes=None, /)\n--\n\nWithout the given bytes (spaces) at the end."), \
        BYTES_ARG(join, "join($self, iterable_of_bytes, /)\n--\n\nThe items with these bytes between them."), \
        BYTES_JUSTIFY(center, SIDE_BOTH, "center($self, width, fillchar=b' ', /)\n--\n\nIn the middle of a field."), \
        BYTES_JUSTIFY(ljust, SIDE_RIGHT, "ljust($self, width, fillchar=b' ', /)\n--\n\nAt the left of a field."), \
        BYTES_JUSTIFY(rjust, SIDE_LEFT, "rjust($self, width, fillchar=b' ', /)\n--\n\nAt the right of a field."), \
        BYTES_ARG(zfill, "zfill($self, width, /)\n--\n\nZeros at the left, behind a sign."), \
        BYTES_BOUND(expandtabs, "expandtabs($self, /, tabsize=8)\n--\n\nTabs become spaces.", .most = 1, .names = NAMES("tabsize")), \
        BYTES_BOUND(translate, "translate($self, table, /, delete=b'')\n--\n\nEach byte replaced by the table's.", .least = 1, .most = 2, .names = NAMES("", "delete")), \
        BYTES_STYLE(upper, convert, STYLE_UPPER, "ASCII letters in upper case."), BYTES_STYLE(lower, convert, STYLE_LOWER, "ASCII letters in lower case."), \
        BYTES_STYLE(title, convert, STYLE_TITLE, "Each word begins in upper case."), BYTES_STYLE(capitalize, convert, STYLE_CAPITALIZE, "The first letter in upper case, the others in lower case."), \
        BYTES_STYLE(swapcase, convert, STYLE_SWAP, "Upper case becomes lower case, and the other way round."), \
        BYTES_UNARY(isalnum, "Are all bytes ASCII letters or digits, and is there one?"), \
        BYTES_UNARY(isalpha, "Are all bytes ASCII letters, and is there one?"), BYTES_UNARY(isascii, "Are all bytes ASCII?"), \
        BYTES_UNARY(isdigit, "Are all bytes ASCII digits, and is there one?"), BYTES_STYLE(islower, is_style, STYLE_LOWER, "Are all letters lower case, and is there one?"), \
        BYTES_STYLE(isupper, is_style, STYLE_UPPER, "Are all letters upper case, and is there one?"), BYTES_STYLE(istitle, is_style, STYLE_TITLE, "Does each word begin in upper case, and go on in lower case?"), \
        BYTES_UNARY(isspace, "Are all bytes spaces, and is there one?"), \
        {"decode", METHOD_BOUND_OF, {.bound_of = bytes_method_decode, .most = 2, .names = NAMES("encoding", "errors")}, "decode($self, /, encoding='utf-8', errors='strict')\n--\n\nThe bytes as text.", 0}, \
        BYTES_BOUND(hex, "The bytes in hexadecimal; groups are counted from the right, with a minus from the left.\n\n>>> data = b'\\x01\\xab\\x7f'\n>>> data.hex()\n'01ab7f'\n>>> data.hex(':')\n'01:ab:7f'\n>>> data.hex(':', 2)\n'01:ab7f'\n>>> data.hex(':', -2)\n'01ab:7f'", .most = 2, .names = NAMES("sep", "bytes_per_sep")), \
        {"fromhex", METHOD_O, {.binary = bytes_method_fromhex}, "fromhex($type, string, /)\n--\n\nThe bytes that a hexadecimal text stands for.", METHOD_CLASS}, \
        {"maketrans", METHOD_FASTCALL, {.fast = bytes_method_maketrans, .least = 2, .most = 2}, "maketrans(frm, to, /)\n--\n\nA table for translate().", METHOD_STATIC}

#endif
