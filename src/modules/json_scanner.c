/* Scanners: a JSON document read into objects.  Lists and objects nest as deep as the recursion limit allows. */
#include "modules/json_parts.h"

#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

typedef struct ScannerObj {
    Obj head;
    Own object_hook, object_pairs_hook, parse_float, parse_int, parse_constant;
    Own memo; /* dict: keys that were met in this document, so that equal ones are one object */
    bool strict;
} ScannerObj;
#define AS_SCANNER(ref) ((ScannerObj *)(uintptr_t)(ref))

/* A place in a document. */
typedef struct Scan {
    const ScannerObj *scanner;
    Ref text;
    ptrdiff_t at;
} Scan;

static Own scan_once(Rt *rt, Scan *scan);

/* The character there, 0 behind the end. */
static uint32_t peek(const Scan *scan, ptrdiff_t ahead)
{
    return scan->at + ahead < str_length(scan->text) ? str_at(scan->text, scan->at + ahead) : 0;
}

/* A NUL in the text is no end, but nothing that one could be looking for either. */
static bool is_at_end(const Scan *scan)
{
    return scan->at >= str_length(scan->text);
}

static void skip_space(Scan *scan)
{
    for (;; scan->at++) {
        uint32_t c = peek(scan, 0);
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r') return;
    }
}

static Own no_value(Rt *rt, ptrdiff_t at)
{
    Own index = int_new(rt, at);
    if (index != NULL) error_raise_obj(rt, TYPE_StopIteration, index);
    release(rt, index);
    return NULL;
}

/* --- numbers and constants */

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static ptrdiff_t digits_from(const Scan *scan, ptrdiff_t ahead)
{
    while (is_digit(peek(scan, ahead))) ahead++;
    return ahead;
}

/* How long the number is; 0: there is none. */
static ptrdiff_t number_length(const Scan *scan, bool *is_float)
{
    ptrdiff_t length = peek(scan, 0) == '-';
    *is_float = false;
    if (!is_digit(peek(scan, length))) return 0;
    length = peek(scan, length) == '0' ? length + 1 : digits_from(scan, length);
    if (peek(scan, length) == '.' && is_digit(peek(scan, length + 1))) {
        length = digits_from(scan, length + 1);
        *is_float = true;
    }
    if (peek(scan, length) != 'e' && peek(scan, length) != 'E') return length;
    ptrdiff_t exponent = length + 1;
    if (peek(scan, exponent) == '-' || peek(scan, exponent) == '+') exponent++;
    if (!is_digit(peek(scan, exponent))) return length;
    *is_float = true;
    return digits_from(scan, exponent);
}

static Own scan_number(Rt *rt, Scan *scan)
{
    bool is_float;
    ptrdiff_t start = scan->at, length = number_length(scan, &is_float);
    if (length == 0) return no_value(rt, start);
    scan->at += length;
    Ref parse = is_float ? scan->scanner->parse_float : scan->scanner->parse_int;
    Own text = str_slice(rt, scan->text, start, scan->at), number = NULL;
    size_t size = 0;
    if (text == NULL) return NULL;
    if (parse != (Ref)(is_float ? RT_TYPE(rt, float) : RT_TYPE(rt, int))) number = call_one(rt, parse, text);
    else {
        const char *bytes = str_utf8(rt, text, &size);
        if (bytes != NULL) number = is_float ? float_parse(rt, bytes, size) : int_parse(rt, bytes, size, 10);
    }
    release(rt, text);
    return number;
}

static bool skip_word(Scan *scan, const char *word)
{
    ptrdiff_t length = 0;
    for (; word[length] != '\0'; length++) {
        if (peek(scan, length) != (unsigned char)word[length]) return false;
    }
    scan->at += length;
    return true;
}

/* NaN and the infinities, which JSON has not. */
static Own scan_constant(Rt *rt, const Scan *scan, const char *word)
{
    Own text = str_interned(rt, word), value = text == NULL ? NULL : call_one(rt, scan->scanner->parse_constant, text);
    release(rt, text);
    return value;
}

/* --- objects and lists */

/* Past a closing bracket (0) or a comma (1), with the space around it; -1. */
static int next_item(Rt *rt, Scan *scan, char close)
{
    skip_space(scan);
    if (!is_at_end(scan) && peek(scan, 0) == (uint32_t)close) {
        scan->at++;
        return 0;
    }
    if (peek(scan, 0) != ',') {
        json_raise(rt, "Expecting ',' delimiter", scan->text, scan->at);
        return -1;
    }
    scan->at++;
    skip_space(scan);
    return 1;
}

/* A key and the colon after it. */
static Own scan_key(Rt *rt, Scan *scan)
{
    if (peek(scan, 0) != '"') return json_raise(rt, "Expecting property name enclosed in double quotes", scan->text, scan->at);
    Own fresh = json_scan_string(rt, scan->text, scan->at + 1, scan->scanner->strict, &scan->at);
    Own key = fresh == NULL ? NULL : dict_set_default(rt, scan->scanner->memo, fresh, fresh);
    release(rt, fresh);
    if (key == NULL) return NULL;
    skip_space(scan);
    if (peek(scan, 0) == ':') {
        scan->at++;
        skip_space(scan);
        return key;
    }
    release(rt, key);
    return json_raise(rt, "Expecting ':' delimiter", scan->text, scan->at);
}

/* One pair into PAIRS, a list, or a dict. */
static int scan_pair(Rt *rt, Scan *scan, Ref pairs)
{
    Own key = scan_key(rt, scan), value = key == NULL ? NULL : scan_once(rt, scan), pair = NULL;
    int status = -1;
    if (value != NULL && is_dict(pairs)) status = dict_set(rt, pairs, key, value);
    else if (value != NULL) {
        pair = tuple_of(rt, 2, key, value);
        if (pair != NULL) status = list_append(rt, pairs, pair);
    }
    release_all(rt, key, value, pair);
    return status;
}

static Own scan_object(Rt *rt, Scan *scan)
{
    const ScannerObj *scanner = scan->scanner;
    bool as_pairs = scanner->object_pairs_hook != rt->none;
    Own pairs = as_pairs ? list_new(rt, 0) : dict_new(rt);
    if (pairs == NULL) return NULL;
    skip_space(scan);
    int more = !is_at_end(scan) && peek(scan, 0) == '}' ? 0 : 1;
    if (more == 0) scan->at++;
    while (more > 0) more = scan_pair(rt, scan, pairs) < 0 ? -1 : next_item(rt, scan, '}');
    Ref hook = as_pairs ? scanner->object_pairs_hook : scanner->object_hook;
    if (more == 0 && hook == rt->none) return pairs;
    Own result = more < 0 ? NULL : call_one(rt, hook, pairs);
    release(rt, pairs);
    return result;
}

static Own scan_list(Rt *rt, Scan *scan)
{
    Own list = list_new(rt, 0);
    if (list == NULL) return NULL;
    skip_space(scan);
    int more = !is_at_end(scan) && peek(scan, 0) == ']' ? 0 : 1;
    if (more == 0) scan->at++;
    while (more > 0) {
        Own item = scan_once(rt, scan);
        more = item == NULL || list_append_take(rt, list, item) < 0 ? -1 : next_item(rt, scan, ']');
    }
    if (more < 0) release_clear(rt, &list);
    return list;
}

static Own scan_nested(Rt *rt, Scan *scan, bool is_object)
{
    if (call_enter(rt, is_object ? " while decoding a JSON object from a unicode string" : " while decoding a JSON array from a unicode string") < 0) return NULL;
    scan->at++;
    Own result = is_object ? scan_object(rt, scan) : scan_list(rt, scan);
    call_leave(rt);
    return result;
}

/* The value at this place; StopIteration(place) when there is none. */
static Own scan_once(Rt *rt, Scan *scan)
{
    if (scan->at < 0) return error_raise(rt, TYPE_ValueError, "idx cannot be negative");
    if (is_at_end(scan)) return no_value(rt, scan->at);
    switch (peek(scan, 0)) {
    case '"': return json_scan_string(rt, scan->text, scan->at + 1, scan->scanner->strict, &scan->at);
    case '{': return scan_nested(rt, scan, true);
    case '[': return scan_nested(rt, scan, false);
    case 'n': if (skip_word(scan, "null")) return none_new(rt); break;
    case 't': if (skip_word(scan, "true")) return bool_new(rt, true); break;
    case 'f': if (skip_word(scan, "false")) return bool_new(rt, false); break;
    case 'N': if (skip_word(scan, "NaN")) return scan_constant(rt, scan, "NaN"); break;
    case 'I': if (skip_word(scan, "Infinity")) return scan_constant(rt, scan, "Infinity"); break;
    case '-': if (skip_word(scan, "-Infinity")) return scan_constant(rt, scan, "-Infinity"); break;
    default: break;
    }
    return scan_number(rt, scan);
}

/* --- the type */

typedef struct ScanArgs {
    Ref text;
    ptrdiff_t at;
} ScanArgs;

static int take_scan(Rt *rt, void *context, int index, Ref value)
{
    ScanArgs *args = context;
    if (index == 1) return args_size(rt, value, &args->at);
    args->text = value;
    return 0;
}

/* scanner(string, idx): the value and where it ends. */
static Own scanner_call(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"string", "idx", NULL};
    static const ArgSpec spec = {"scan_once", names, 2, 2, 0};
    ScanArgs given = {NULL, 0};
    if (args_parse(rt, &spec, args, kwargs, take_scan, &given) < 0) return NULL;
    if (!is_str(given.text)) return error_raise(rt, TYPE_TypeError, "first argument must be a string, not %.80T", given.text);
    Scan scan = {AS_SCANNER(self), given.text, given.at};
    Own value = scan_once(rt, &scan), end = NULL;
    if (dict_clear(rt, AS_SCANNER(self)->memo) == 0 && value != NULL) end = int_new(rt, scan.at);
    return tuple_build(rt, "NN", value, end);
}

/* What CONTEXT, a JSONDecoder, says under NAME. */
static int read_setting(Rt *rt, Ref context, const char *name, Own *setting)
{
    *setting = object_attr_get_text(rt, context, name);
    return *setting == NULL ? -1 : 0;
}

static int read_settings(Rt *rt, Ref context, ScannerObj *scanner)
{
    Own strict = object_attr_get_text(rt, context, "strict");
    int truth = strict == NULL ? -1 : object_is_true(rt, strict);
    release(rt, strict);
    if (truth < 0) return -1;
    scanner->strict = truth;
    scanner->memo = dict_new(rt);
    if (scanner->memo == NULL || read_setting(rt, context, "object_hook", &scanner->object_hook) < 0) return -1;
    if (read_setting(rt, context, "object_pairs_hook", &scanner->object_pairs_hook) < 0) return -1;
    if (read_setting(rt, context, "parse_float", &scanner->parse_float) < 0) return -1;
    if (read_setting(rt, context, "parse_int", &scanner->parse_int) < 0) return -1;
    return read_setting(rt, context, "parse_constant", &scanner->parse_constant);
}

static Own scanner_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"context", NULL};
    static const ArgSpec spec = {"make_scanner", names, 1, 1, 0};
    Ref context = NULL;
    if (args_parse(rt, &spec, args, kwargs, args_take_ref, (void *)&context) < 0) return NULL;
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self != NULL && read_settings(rt, context, AS_SCANNER(self)) < 0) release_clear(rt, &self);
    return self;
}

#define SETTING(name) {#name, MEMBER_OBJECT, offsetof(ScannerObj, name), true, #name}
const TypeSpec json_scanner_spec = {
    .name = "_json.Scanner",
    .basicsize = sizeof(ScannerObj),
    .flags = TYPE_FLAG_GC,
    .doc = "JSON scanner object",
    .owned = OWNED(ScannerObj, object_hook, memo),
    .slots = {OWNED_SLOTS, .tp_new = scanner_tp_new, .tp_call = scanner_call},
    .members = MEMBERS(
        {"strict", MEMBER_BOOL, offsetof(ScannerObj, strict), true, "strict"},
        SETTING(object_hook), SETTING(object_pairs_hook), SETTING(parse_float), SETTING(parse_int), SETTING(parse_constant)),
};
