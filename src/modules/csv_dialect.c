/* Dialects: how rows are written and read.  A ready one is consistent: it has a delimiter and a lineterminator, and a
   quotechar unless nothing is quoted. */
#include "modules/csv_parts.h"

#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/typeobj.h"

/* --- options, by the names that attributes and keywords have */

typedef enum Option {
    DELIMITER, DOUBLEQUOTE, ESCAPECHAR, LINETERMINATOR, QUOTECHAR, QUOTING, SKIPINITIALSPACE, STRICT, OPTIONS,
} Option;

static const char *const argument_names[] = {
    "dialect", "delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict", NULL,
};
#define OPTION_NAME(option) argument_names[(option) + 1]

static int read_bool(Rt *rt, Ref value_or_null, bool *target)
{
    int truth = value_or_null == NULL ? *target : object_is_true(rt, value_or_null);
    if (truth >= 0) *target = truth;
    return truth < 0 ? -1 : 0;
}

static int read_char(Rt *rt, Option option, Ref value_or_null, bool or_none, uint32_t *target)
{
    const char *name = OPTION_NAME(option);
    if (value_or_null == NULL) return 0;
    if (or_none && value_or_null == rt->none) {
        *target = CSV_NONE;
        return 0;
    }
    if (!is_str(value_or_null))
        return error_raise_int(rt, TYPE_TypeError, "\"%s\" must be string%s, not %.200T", name, or_none ? " or None" : "", value_or_null);
    if (str_length(value_or_null) != 1) return error_raise_int(rt, TYPE_TypeError, "\"%s\" must be a 1-character string", name);
    *target = str_at(value_or_null, 0);
    return 0;
}

static int read_terminator(Rt *rt, Ref value_or_null, Own *target)
{
    if (value_or_null == rt->none) return error_raise_int(rt, TYPE_TypeError, "lineterminator must be set");
    if (value_or_null != NULL && !is_str(value_or_null)) return error_raise_int(rt, TYPE_TypeError, "\"lineterminator\" must be a string");
    *target = value_or_null == NULL ? str_new(rt, "\r\n") : new_ref(value_or_null);
    return *target == NULL ? -1 : 0;
}

static int read_quoting(Rt *rt, Ref value_or_null, int *target)
{
    if (value_or_null == NULL) return 0;
    if (!is_exact(value_or_null, TYPE_int)) return error_raise_int(rt, TYPE_TypeError, "\"quoting\" must be an integer");
    int64_t value = int_value(rt, value_or_null);
    if (rt_is_pending(rt)) return -1;
    if (value != (int32_t)value) return error_raise_int(rt, TYPE_OverflowError, "Python int too large to convert to C int");
    *target = (int)value;
    return 0;
}

/* Fills a dialect that has the default values. */
static int read_options(Rt *rt, DialectObj *dialect, const Ref *options)
{
    if (read_char(rt, DELIMITER, options[DELIMITER], false, &dialect->delimiter) < 0 ||
        read_bool(rt, options[DOUBLEQUOTE], &dialect->doublequote) < 0 ||
        read_char(rt, ESCAPECHAR, options[ESCAPECHAR], true, &dialect->escapechar) < 0)
        return -1;
    bool terminated = options[LINETERMINATOR] != rt->none; /* told only when all else is well */
    if (terminated && read_terminator(rt, options[LINETERMINATOR], &dialect->lineterminator) < 0) return -1;
    if (read_char(rt, QUOTECHAR, options[QUOTECHAR], true, &dialect->quotechar) < 0 || read_quoting(rt, options[QUOTING], &dialect->quoting) < 0 ||
        read_bool(rt, options[SKIPINITIALSPACE], &dialect->skipinitialspace) < 0 || read_bool(rt, options[STRICT], &dialect->strict) < 0)
        return -1;
    if (dialect->quoting < 0 || dialect->quoting >= QUOTINGS) return error_raise_int(rt, TYPE_TypeError, "bad \"quoting\" value");
    if (options[QUOTECHAR] == rt->none && options[QUOTING] == NULL) dialect->quoting = QUOTE_NONE;
    if (dialect->quoting != QUOTE_NONE && dialect->quotechar == CSV_NONE)
        return error_raise_int(rt, TYPE_TypeError, "quotechar must be set if quoting enabled");
    return terminated ? 0 : read_terminator(rt, options[LINETERMINATOR], &dialect->lineterminator);
}

/* --- the constructor */

/* Options that were not given are taken from BASE, where it has such attributes; KEPT keeps them alive. */
static int inherit_options(Rt *rt, Ref base, Ref *options, Own *kept)
{
    for (int i = 0; i < OPTIONS; i++) {
        if (options[i] != NULL) continue;
        kept[i] = object_attr_get_text(rt, base, OPTION_NAME(i));
        if (kept[i] == NULL) error_clear(rt);
        options[i] = kept[i];
    }
    return error_poll(rt);
}

static Own make(Rt *rt, Type *type, Ref base_or_null, Ref *options)
{
    Own kept[OPTIONS] = {NULL}, self = NULL;
    if (base_or_null == NULL || inherit_options(rt, base_or_null, options, kept) == 0) self = type->slots.tp_alloc(rt, type, 0);
    if (self != NULL) {
        DialectObj *dialect = AS_DIALECT(self);
        dialect->delimiter = ',';
        dialect->quotechar = '"';
        dialect->escapechar = CSV_NONE;
        dialect->doublequote = true;
        if (read_options(rt, dialect, options) < 0) release_clear(rt, &self);
    }
    for (int i = 0; i < OPTIONS; i++) release(rt, kept[i]);
    return self;
}

static Own dialect_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const ArgSpec spec = {NULL, argument_names, 0, OPTIONS + 1, 0};
    Ref given[OPTIONS + 1] = {NULL};
    if (args_parse(rt, &spec, args, kwargs, args_take_ref, (void *)given) < 0) return NULL;
    Own base = given[0] == NULL ? NULL : is_str(given[0]) ? csv_dialect_by_name(rt, given[0]) : new_ref(given[0]);
    if (given[0] != NULL && base == NULL) return NULL;
    bool plain = base != NULL && type_is_subtype(base->type, RT_TYPE(rt, csv_Dialect));
    for (int i = 1; i <= OPTIONS; i++) plain = plain && given[i] == NULL;
    if (plain) return base;
    Own self = make(rt, type, base, given + 1);
    release(rt, base);
    return self;
}

Own csv_dialect_get(Rt *rt, Ref dialect_or_null, Ref options_or_null)
{
    return call_vector_dict(rt, (Ref)RT_TYPE(rt, csv_Dialect), &dialect_or_null, dialect_or_null != NULL, options_or_null);
}

Own csv_dialect_by_name(Rt *rt, Ref name)
{
    Own dialect = NULL;
    int found = dict_lookup(rt, CSV_STATE(rt)->dialects, name, &dialect);
    if (found == 0) csv_raise(rt, "unknown dialect");
    return dialect;
}

/* --- the type */

static Own char_or_none(Rt *rt, uint32_t character)
{
    return character == CSV_NONE ? none_new(rt) : str_from_char(rt, character);
}

static Own get_delimiter(Rt *rt, Ref self)
{
    return char_or_none(rt, AS_DIALECT(self)->delimiter);
}

static Own get_escapechar(Rt *rt, Ref self)
{
    return char_or_none(rt, AS_DIALECT(self)->escapechar);
}

static Own get_quotechar(Rt *rt, Ref self)
{
    return char_or_none(rt, AS_DIALECT(self)->quotechar);
}

static Own get_lineterminator(Rt *rt, Ref self)
{
    return new_ref(AS_DIALECT(self)->lineterminator == NULL ? rt->none : AS_DIALECT(self)->lineterminator);
}

static Own get_quoting(Rt *rt, Ref self)
{
    return int_new(rt, AS_DIALECT(self)->quoting);
}

static Own dialect_reduce(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return error_raise(rt, TYPE_TypeError, "cannot pickle '%.100s' instances", type_short_name(self->type));
}

const TypeSpec csv_dialect_spec = {
    .name = "_csv.Dialect",
    .id = TYPE_csv_Dialect,
    .basicsize = sizeof(DialectObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "CSV dialect\n\nThe Dialect type records CSV parsing and generation options.\n",
    .owned = OWNED(DialectObj, lineterminator, lineterminator),
    .slots = {OWNED_SLOTS, .tp_new = dialect_tp_new},
    .methods = METHODS(
        {"__reduce__", METHOD_FASTCALL, {.fast = dialect_reduce}, "raises an exception to avoid pickling", 0},
        {"__reduce_ex__", METHOD_FASTCALL, {.fast = dialect_reduce}, "raises an exception to avoid pickling", METHOD_TUPLE}),
    .members = MEMBERS(
        {"skipinitialspace", MEMBER_BOOL, offsetof(DialectObj, skipinitialspace), true, NULL},
        {"doublequote", MEMBER_BOOL, offsetof(DialectObj, doublequote), true, NULL},
        {"strict", MEMBER_BOOL, offsetof(DialectObj, strict), true, NULL}),
    .getset = GETSETS(
        {"delimiter", get_delimiter, NULL, NULL},
        {"escapechar", get_escapechar, NULL, NULL},
        {"lineterminator", get_lineterminator, NULL, NULL},
        {"quotechar", get_quotechar, NULL, NULL},
        {"quoting", get_quoting, NULL, NULL}),
};
