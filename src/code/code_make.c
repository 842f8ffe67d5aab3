/* CodeType() and code.replace(): doors through which a program can hand in any bytecode, so
   what comes in here is verified before it exists.  Both name variables by kind (varnames,
   cellvars, freevars); here they become the one array localsplus. */
#include "code/code_make.h"

#include <string.h>

#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/audit.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

#include "code/verifier.h"

/* The fields of CodeType(), in its order. */
typedef enum Field {
    FIELD_ARGCOUNT, FIELD_POSONLYARGCOUNT, FIELD_KWONLYARGCOUNT, FIELD_NLOCALS,
    FIELD_STACKSIZE, FIELD_FLAGS, FIELD_CODE, FIELD_CONSTS, FIELD_NAMES, FIELD_VARNAMES,
    FIELD_FILENAME, FIELD_NAME, FIELD_QUALNAME, FIELD_FIRSTLINENO, FIELD_LINETABLE,
    FIELD_EXCEPTIONTABLE, FIELD_FREEVARS, FIELD_CELLVARS, FIELD_COUNT,
} Field;

static const struct {
    const char *name;
    TypeId type;
} fields[FIELD_COUNT] = {
    {"co_argcount", TYPE_int},       {"co_posonlyargcount", TYPE_int},
    {"co_kwonlyargcount", TYPE_int}, {"co_nlocals", TYPE_int},
    {"co_stacksize", TYPE_int},      {"co_flags", TYPE_int},
    {"co_code", TYPE_bytes},         {"co_consts", TYPE_tuple},
    {"co_names", TYPE_tuple},        {"co_varnames", TYPE_tuple},
    {"co_filename", TYPE_str},       {"co_name", TYPE_str},
    {"co_qualname", TYPE_str},       {"co_firstlineno", TYPE_int},
    {"co_linetable", TYPE_bytes},    {"co_exceptiontable", TYPE_bytes},
    {"co_freevars", TYPE_tuple},     {"co_cellvars", TYPE_tuple},
};

/* --- localsplus from variables by kind */

static ptrdiff_t name_index(Ref names, Ref name)
{
    for (ptrdiff_t i = 0; i < tuple_length(names); i++) {
        Ref other = tuple_peek(names, i);
        if (is_str(name) && is_str(other) && str_equal(name, other)) return i;
    }
    return -1;
}

/* Fills NAMES and KINDS; a cell that is an argument shares the argument's place. */
static void place_variables(
    Ref names, char *kinds, Ref varnames, Ref cellvars, Ref freevars)
{
    ptrdiff_t count = 0;
    for (; count < tuple_length(varnames); count++) {
        tuple_take(names, count, new_ref(tuple_peek(varnames, count)));
        kinds[count] = LOCAL_KIND_LOCAL;
    }
    for (ptrdiff_t i = 0; i < tuple_length(cellvars); i++) {
        Ref name = tuple_peek(cellvars, i);
        ptrdiff_t argument = name_index(varnames, name);
        if (argument >= 0) {
            kinds[argument] |= LOCAL_KIND_CELL;
            continue;
        }
        tuple_take(names, count, new_ref(name));
        kinds[count++] = LOCAL_KIND_CELL;
    }
    for (ptrdiff_t i = 0; i < tuple_length(freevars); i++) {
        tuple_take(names, count, new_ref(tuple_peek(freevars, i)));
        kinds[count++] = (char)LOCAL_KIND_FREE;
    }
}

/* 0 with new references in *names and *kinds. */
static int join_variables(
    Rt *rt, Ref varnames, Ref cellvars, Ref freevars, Own *names, Own *kinds)
{
    ptrdiff_t cells = 0;
    for (ptrdiff_t i = 0; i < tuple_length(cellvars); i++) {
        cells += name_index(varnames, tuple_peek(cellvars, i)) < 0;
    }
    ptrdiff_t count = tuple_length(varnames) + cells + tuple_length(freevars);
    *names = tuple_new(rt, count);
    *kinds = *names == NULL ? NULL : bytes_new(rt, NULL, (size_t)count);
    if (*kinds == NULL) return -1;
    place_variables(*names, AS_BYTES(*kinds)->bytes, varnames, cellvars, freevars);
    return 0;
}

/* --- From fields to a code object */

/* CodeType() numbers its arguments, replace() names them. */
static int check_field(Rt *rt, int field, Ref value, bool named)
{
    bool fits = fields[field].type == TYPE_int     ? number_has_index(value)
                : fields[field].type == TYPE_bytes ? is_bytes(value)
                : fields[field].type == TYPE_tuple ? is_tuple(value)
                                                   : is_str(value);
    if (fits) return 0;
    const char *wanted = rt->types[fields[field].type]->name;
    if (named && fields[field].type != TYPE_int) {
        return error_raise_int(
            rt, TYPE_TypeError, "replace() argument '%s' must be %s, not %T", fields[field].name, wanted, value);
    }
    if (fields[field].type == TYPE_int) {
        return error_raise_int(rt, TYPE_TypeError, "'%T' object cannot be interpreted as an integer", value);
    }
    return error_raise_int(rt,
                           TYPE_TypeError,
                           "code() argument %d must be %s, not %T",
                           field + 1,
                           wanted,
                           value);
}

static int read_number(Rt *rt, Ref value, int32_t *number)
{
    ptrdiff_t wide = number_as_size(rt, value, TYPE_OverflowError);
    if (rt_is_pending(rt)) return -1;
    if (wide < INT32_MIN || wide > INT32_MAX) {
        return error_raise_int(
            rt, TYPE_OverflowError, "Python int too large to convert to C int");
    }
    *number = (int32_t)wide;
    return 0;
}

static int read_numbers(Rt *rt, const Ref *values, bool named, CodeParts *parts)
{
    int32_t nlocals;
    int32_t *const numbers[FIELD_COUNT] = {
        [FIELD_ARGCOUNT] = &parts->argcount,
        [FIELD_POSONLYARGCOUNT] = &parts->posonlyargcount,
        [FIELD_KWONLYARGCOUNT] = &parts->kwonlyargcount,
        [FIELD_NLOCALS] = &nlocals,
        [FIELD_STACKSIZE] = &parts->stacksize,
        [FIELD_FLAGS] = &parts->flags,
        [FIELD_FIRSTLINENO] = &parts->firstlineno,
    };
    for (int i = 0; i < FIELD_COUNT; i++) {
        if (numbers[i] == NULL) continue;
        if (read_number(rt, values[i], numbers[i]) < 0) return -1;
        if (named && *numbers[i] < 0) {
            return error_raise_int(rt, TYPE_ValueError, "%s must be a positive integer", fields[i].name);
        }
        if (i <= FIELD_NLOCALS && *numbers[i] < 0) {
            const char *name = fields[i].name + strlen("co_");
            return error_raise_int(
                rt, TYPE_ValueError, "code: %s must not be negative", name);
        }
    }
    int arguments = parts->argcount + parts->kwonlyargcount + ((parts->flags & CODE_VARARGS) != 0) +
                    ((parts->flags & CODE_VARKEYWORDS) != 0);
    if (arguments > tuple_length(values[FIELD_VARNAMES])) {
        return error_raise_int(rt, TYPE_ValueError, "code: co_varnames is too small");
    }
    if (nlocals != tuple_length(values[FIELD_VARNAMES])) {
        return error_raise_int(
            rt, TYPE_ValueError, "code: co_nlocals != len(co_varnames)");
    }
    return 0;
}

/* VALUES: one for each field. */
static Own make_from(Rt *rt, const Ref *values, bool named)
{
    CodeParts parts = {
        .code = values[FIELD_CODE],
        .consts = values[FIELD_CONSTS],
        .names = values[FIELD_NAMES],
        .filename = values[FIELD_FILENAME],
        .name = values[FIELD_NAME],
        .qualname = values[FIELD_QUALNAME],
        .linetable = values[FIELD_LINETABLE],
        .exception_table = values[FIELD_EXCEPTIONTABLE],
    };
    for (int i = 0; i < FIELD_COUNT; i++) {
        if (check_field(rt, i, values[i], named) < 0) return NULL;
    }
    if (read_numbers(rt, values, named, &parts) < 0) return NULL;
    Own names = NULL, kinds = NULL, code = NULL;
    if (join_variables(rt,
                       values[FIELD_VARNAMES],
                       values[FIELD_CELLVARS],
                       values[FIELD_FREEVARS],
                       &names,
                       &kinds) < 0) {
        goto done;
    }
    if (audit(rt, "code.__new__", "OOOiiiiii", parts.code, parts.filename, parts.name, parts.argcount, parts.posonlyargcount, parts.kwonlyargcount,
              (int)tuple_length(values[FIELD_VARNAMES]), parts.stacksize, parts.flags) < 0) goto done;
    parts.localsplusnames = names;
    parts.localspluskinds = kinds;
    code = code_new(rt, &parts);
    if (code != NULL && code_verify(rt, code) < 0) release_clear(rt, &code);
done:
    release_all(rt, names, kinds);
    return code;
}

Own code_make(Rt *rt, Type *type, Ref args, Ref kwargs_or_null)
{
    if (args_no_keywords(rt, "code", kwargs_or_null) < 0) return NULL;
    ptrdiff_t count = tuple_length(args);
    if (args_count(rt, "code", count, FIELD_FREEVARS, FIELD_COUNT) < 0) return NULL;
    Ref values[FIELD_COUNT];
    for (ptrdiff_t i = 0; i < FIELD_COUNT; i++) {
        values[i] = i < count ? tuple_peek(args, i) : rt->empty_tuple;
    }
    return make_from(rt, values, false);
}

Own code_replace(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames_or_null)
{
    const char *names[FIELD_COUNT + 1] = {NULL};
    for (int i = 0; i < FIELD_COUNT; i++) names[i] = fields[i].name;
    ArgSpec spec = {.function = "replace", .names = names};
    Ref values[FIELD_COUNT];
    if (args_bind(rt, &spec, args, nargs, kwnames_or_null, values) < 0) return NULL;
    Own kept[FIELD_COUNT] = {NULL}, code = NULL;
    for (int i = 0; i < FIELD_COUNT; i++) {
        if (values[i] != NULL) continue;
        values[i] = kept[i] = object_attr_get_text(rt, self, fields[i].name);
        if (kept[i] == NULL) goto done;
    }
    code = make_from(rt, values, true);
done:
    for (int i = 0; i < FIELD_COUNT; i++) release(rt, kept[i]);
    return code;
}
