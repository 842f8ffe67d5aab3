/* The methods that bytes and bytearray share, by the file that has them. */
#ifndef VIV_OBJECTS_BYTES_METHODS_H
#define VIV_OBJECTS_BYTES_METHODS_H

#include "objects/bytes_impl.h"

typedef struct ByteSpan {
    const char *bytes;
    ptrdiff_t length;
} ByteSpan;

ptrdiff_t span_find(ByteSpan text, ByteSpan part, ptrdiff_t start, ptrdiff_t end); /* -1: absent */
/* An object of LIKE's kind, bytes or bytearray, with these bytes. */
MUST_USE Own bytes_like_new(Rt *rt, Ref like, const char *bytes, ptrdiff_t length);

#define FAST_METHOD(name) MUST_USE Own name(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);
#define UNARY_METHOD(name) MUST_USE Own name(Rt *rt, Ref self);
#define ARG_METHOD(name) MUST_USE Own name(Rt *rt, Ref self, Ref arg);

/* bytes_search.c */
FAST_METHOD(bytes_method_find) FAST_METHOD(bytes_method_rfind) FAST_METHOD(bytes_method_index) FAST_METHOD(bytes_method_rindex)
FAST_METHOD(bytes_method_count) FAST_METHOD(bytes_method_startswith) FAST_METHOD(bytes_method_endswith)
FAST_METHOD(bytes_method_split) FAST_METHOD(bytes_method_rsplit) FAST_METHOD(bytes_method_splitlines)
ARG_METHOD(bytes_method_partition) ARG_METHOD(bytes_method_rpartition)
/* bytes_change.c */
FAST_METHOD(bytes_method_replace) ARG_METHOD(bytes_method_removeprefix) ARG_METHOD(bytes_method_removesuffix)
FAST_METHOD(bytes_method_strip) FAST_METHOD(bytes_method_lstrip) FAST_METHOD(bytes_method_rstrip) ARG_METHOD(bytes_method_join)
FAST_METHOD(bytes_method_center) FAST_METHOD(bytes_method_ljust) FAST_METHOD(bytes_method_rjust) ARG_METHOD(bytes_method_zfill)
FAST_METHOD(bytes_method_expandtabs) FAST_METHOD(bytes_method_translate)
UNARY_METHOD(bytes_method_upper) UNARY_METHOD(bytes_method_lower) UNARY_METHOD(bytes_method_title)
UNARY_METHOD(bytes_method_capitalize) UNARY_METHOD(bytes_method_swapcase)
/* bytes_methods.c */
UNARY_METHOD(bytes_method_isalnum) UNARY_METHOD(bytes_method_isalpha) UNARY_METHOD(bytes_method_isascii) UNARY_METHOD(bytes_method_isdigit)
UNARY_METHOD(bytes_method_islower) UNARY_METHOD(bytes_method_isupper) UNARY_METHOD(bytes_method_istitle) UNARY_METHOD(bytes_method_isspace)
FAST_METHOD(bytes_method_decode) FAST_METHOD(bytes_method_hex) ARG_METHOD(bytes_method_fromhex) FAST_METHOD(bytes_method_maketrans)

#undef FAST_METHOD
#undef UNARY_METHOD
#undef ARG_METHOD

/* The rows of the shared methods, for both tables. */
#define BYTES_FAST(name, doc) {#name, METHOD_FASTCALL, {.fast = bytes_method_##name}, doc, 0}
#define BYTES_PLAIN(name, doc) {#name, METHOD_FASTCALL, {.fast = bytes_method_##name}, doc, METHOD_PLAIN_NAME}
#define BYTES_KEYWORDS(name, doc) {#name, METHOD_FASTCALL_KEYWORDS, {.fast = bytes_method_##name}, doc, 0}
#define BYTES_UNARY(name, doc) {#name, METHOD_NOARGS, {.unary = bytes_method_##name}, doc, 0}
#define BYTES_ARG(name, doc) {#name, METHOD_O, {.binary = bytes_method_##name}, doc, 0}
#define BYTES_SHARED_METHODS                                                           \
    BYTES_PLAIN(find, "The first index of the part, or -1."),                           \
        BYTES_PLAIN(rfind, "The last index of the part, or -1."),                       \
        BYTES_PLAIN(index, "The first index of the part, or ValueError."),              \
        BYTES_PLAIN(rindex, "The last index of the part, or ValueError."),              \
        BYTES_PLAIN(count, "How often the part occurs without overlapping."),           \
        BYTES_PLAIN(startswith, "Do the bytes begin with the prefix?"),                 \
        BYTES_PLAIN(endswith, "Do the bytes end with the suffix?"),                     \
        BYTES_KEYWORDS(split, "split($self, /, sep=None, maxsplit=-1)\n--\n\nA list of the parts between the separators."), \
        BYTES_KEYWORDS(rsplit, "rsplit($self, /, sep=None, maxsplit=-1)\n--\n\nThe same as split, from the end."), \
        BYTES_KEYWORDS(splitlines, "splitlines($self, /, keepends=False)\n--\n\nA list of the lines."), \
        BYTES_ARG(partition, "partition($self, sep, /)\n--\n\nWhat is before the separator, the separator, and what is after it."), \
        BYTES_ARG(rpartition, "rpartition($self, sep, /)\n--\n\nThe same as partition, at the last separator."), \
        BYTES_FAST(replace, "replace($self, old, new, count=-1, /)\n--\n\nA copy with every old part replaced by the new one."), \
        BYTES_ARG(removeprefix, "removeprefix($self, prefix, /)\n--\n\nThe bytes without the prefix."), \
        BYTES_ARG(removesuffix, "removesuffix($self, suffix, /)\n--\n\nThe bytes without the suffix."), \
        BYTES_FAST(strip, "strip($self, bytes=None, /)\n--\n\nWithout the given bytes (spaces) at both ends."), \
        BYTES_FAST(lstrip, "lstrip($self, bytes=None, /)\n--\n\nWithout the given bytes (spaces) at the start."), \
        BYTES_FAST(rstrip, "rstrip($self, bytes=None, /)\n--\n\nWithout the given bytes (spaces) at the end."), \
        BYTES_ARG(join, "join($self, iterable_of_bytes, /)\n--\n\nThe items with these bytes between them."), \
        BYTES_FAST(center, "center($self, width, fillchar=b' ', /)\n--\n\nIn the middle of a field."), \
        BYTES_FAST(ljust, "ljust($self, width, fillchar=b' ', /)\n--\n\nAt the left of a field."), \
        BYTES_FAST(rjust, "rjust($self, width, fillchar=b' ', /)\n--\n\nAt the right of a field."), \
        BYTES_ARG(zfill, "zfill($self, width, /)\n--\n\nZeros at the left, behind a sign."), \
        BYTES_KEYWORDS(expandtabs, "expandtabs($self, /, tabsize=8)\n--\n\nTabs become spaces."), \
        BYTES_KEYWORDS(translate, "translate($self, table, /, delete=b'')\n--\n\nEach byte replaced by the table's."), \
        BYTES_UNARY(upper, "ASCII letters in upper case."), BYTES_UNARY(lower, "ASCII letters in lower case."), \
        BYTES_UNARY(title, "Each word begins in upper case."), BYTES_UNARY(capitalize, "The first letter in upper case, the others in lower case."), \
        BYTES_UNARY(swapcase, "Upper case becomes lower case, and the other way round."), \
        BYTES_UNARY(isalnum, "Are all bytes ASCII letters or digits, and is there one?"), \
        BYTES_UNARY(isalpha, "Are all bytes ASCII letters, and is there one?"), BYTES_UNARY(isascii, "Are all bytes ASCII?"), \
        BYTES_UNARY(isdigit, "Are all bytes ASCII digits, and is there one?"), BYTES_UNARY(islower, "Are all letters lower case, and is there one?"), \
        BYTES_UNARY(isupper, "Are all letters upper case, and is there one?"), BYTES_UNARY(istitle, "Does each word begin in upper case, and go on in lower case?"), \
        BYTES_UNARY(isspace, "Are all bytes spaces, and is there one?"), \
        BYTES_KEYWORDS(decode, "decode($self, /, encoding='utf-8', errors='strict')\n--\n\nThe bytes as text."), \
        BYTES_KEYWORDS(hex, "The bytes in hexadecimal; groups are counted from the right, with a minus from the left.\n\n>>> data = b'\\x01\\xab\\x7f'\n>>> data.hex()\n'01ab7f'\n>>> data.hex(':')\n'01:ab:7f'\n>>> data.hex(':', 2)\n'01:ab7f'\n>>> data.hex(':', -2)\n'01ab:7f'"), \
        {"fromhex", METHOD_O, {.binary = bytes_method_fromhex}, "fromhex($type, string, /)\n--\n\nThe bytes that a hexadecimal text stands for.", METHOD_CLASS}, \
        {"maketrans", METHOD_FASTCALL, {.fast = bytes_method_maketrans}, "maketrans(frm, to, /)\n--\n\nA table for translate().", METHOD_STATIC}

#endif
