/* Code objects as Python sees them: attributes, comparison, hash, text, and the iterators
   over lines and positions. */
#include "code/codetype.h"

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/intobj.h"
#include "objects/object_state.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/typeobj.h"

#include "code/code_make.h"
#include "code/constant_key.h"
#include "code/opcode.h"

static void code_dealloc(Rt *rt, Obj *self)
{
    CodeObj *code = AS_CODE(self);
    release(rt, code->consts);
    release(rt, code->names);
    release(rt, code->localsplusnames);
    release(rt, code->localspluskinds);
    release(rt, code->filename);
    release(rt, code->name);
    release(rt, code->qualname);
    release(rt, code->linetable);
    release(rt, code->exception_table);
    release(rt, code->bytes);
    heap_free(rt, code->extra);
    object_free(rt, self);
}

/* "<code object NAME at 0x…, file "FILE", line N>" */
static Own code_repr(Rt *rt, Ref self)
{
    CodeObj *code = AS_CODE(self);
    Buf buf = BUF_INIT;
    buf_add_text(&buf, "<code object ");
    str_add_to_buf(code->name, &buf);
    buf_printf(&buf, " at 0x%llx, file \"", (unsigned long long)heap_nominal(rt, self));
    str_add_to_buf(code->filename, &buf);
    buf_printf(&buf, "\", line %d>", code->firstlineno != 0 ? code->firstlineno : -1);
    return str_take_buf(rt, &buf);
}

/* Hash and equality look at instructions and their arguments, never into the caches. */
static ptrdiff_t code_hash(Rt *rt, Ref self)
{
    CodeObj *code = AS_CODE(self);
    Ref parts[] = {code->name,      code->consts,    code->names, code->localsplusnames,
                   code->linetable, code->exception_table};
    ptrdiff_t hash = code->argcount ^ code->posonlyargcount ^ code->kwonlyargcount ^
                     code->flags ^ code->firstlineno ^ code->head.length;
    for (size_t i = 0; i < ARRAY_LENGTH(parts); i++) {
        ptrdiff_t part = object_hash(rt, parts[i]);
        if (part == -1) return -1;
        hash ^= part;
    }
    for (ptrdiff_t i = 0; i < code->head.length; i++) {
        hash ^= code->units[i].op;
        i += opcode_table[code->units[i].op].caches;
    }
    return hash == -1 ? -2 : hash;
}

static bool has_same_units(const CodeObj *left, const CodeObj *right)
{
    for (ptrdiff_t i = 0; i < left->head.length; i++) {
        if (left->units[i].cache != right->units[i].cache) return false;
        i += opcode_table[left->units[i].op].caches;
    }
    return true;
}

/* 1, 0, -1: may each constant of one stand for that of the other? */
static int has_same_constants(Rt *rt, const CodeObj *left, const CodeObj *right)
{
    Own left_key = constant_key(rt, left->consts), right_key = NULL;
    int same = -1;
    if (left_key != NULL) right_key = constant_key(rt, right->consts);
    if (right_key != NULL) same = object_compare_bool(rt, left_key, right_key, COMPARE_EQ);
    release_all(rt, left_key, right_key);
    return same;
}

static int code_equals(Rt *rt, const CodeObj *left, const CodeObj *right)
{
    if (left->argcount != right->argcount || left->flags != right->flags ||
        left->posonlyargcount != right->posonlyargcount ||
        left->kwonlyargcount != right->kwonlyargcount ||
        left->firstlineno != right->firstlineno || left->head.length != right->head.length ||
        !str_equal(left->name, right->name) || !has_same_units(left, right)) {
        return 0;
    }
    int same = has_same_constants(rt, left, right);
    if (same == 1) same = object_compare_bool(rt, left->names, right->names, COMPARE_EQ);
    if (same == 1) {
        same = object_compare_bool(
            rt, left->localsplusnames, right->localsplusnames, COMPARE_EQ);
    }
    if (same == 1) {
        same = object_compare_bool(rt, left->linetable, right->linetable, COMPARE_EQ);
    }
    if (same == 1) {
        same = object_compare_bool(
            rt, left->exception_table, right->exception_table, COMPARE_EQ);
    }
    return same;
}

static Own code_compare(Rt *rt, Ref self, Ref other, CompareOp op)
{
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_exact(other, TYPE_code)) {
        return not_implemented_new(rt);
    }
    int equal = self == other ? 1 : code_equals(rt, AS_CODE(self), AS_CODE(other));
    return equal < 0 ? NULL : bool_new(rt, equal == (op == COMPARE_EQ));
}

/* --- Iterators over the line table */

typedef struct CodeIteratorObj {
    Obj head;
    Own code; /* whose table the reader reads */
    LocationReader reader;
    int unit; /* of the reader's entry, the next one: positions only */
} CodeIteratorObj;
#define AS_CODE_ITERATOR(ref) ((CodeIteratorObj *)(ref))

static Own int_or_none(Rt *rt, int32_t value)
{
    return value < 0 ? none_new(rt) : int_new(rt, value);
}

/* A tuple of up to four, which takes its items; NULL when one is NULL. */
static Own tuple_take_four(Rt *rt, Own items[4], ptrdiff_t count)
{
    Own tuple = NULL;
    bool is_whole = true;
    for (ptrdiff_t i = 0; i < count; i++) is_whole &= items[i] != NULL;
    if (is_whole) tuple = tuple_new(rt, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        if (tuple != NULL) {
            tuple_take(tuple, i, items[i]);
        } else {
            release(rt, items[i]);
        }
    }
    return tuple;
}

static bool next_entry(CodeIteratorObj *walk)
{
    return walk->reader.end < AS_CODE(walk->code)->head.length && location_next(&walk->reader);
}

/* (start, end, line) of each entry. */
static int lines_next(Rt *rt, Ref self, Own *item)
{
    CodeIteratorObj *walk = AS_CODE_ITERATOR(self);
    if (!next_entry(walk)) return 0;
    const LocationReader *entry = &walk->reader;
    Own items[4] = {
        int_new(rt, entry->start * (int)sizeof(CodeUnit)),
        int_new(rt, entry->end * (int)sizeof(CodeUnit)),
        int_or_none(rt, entry->span.line),
    };
    *item = tuple_take_four(rt, items, 3);
    return *item == NULL ? -1 : 1;
}

/* (line, end line, column, end column) of each code unit. */
static int positions_next(Rt *rt, Ref self, Own *item)
{
    CodeIteratorObj *walk = AS_CODE_ITERATOR(self);
    while (walk->unit >= walk->reader.end) {
        if (!next_entry(walk)) return 0;
    }
    const CodeSpan *span = &walk->reader.span;
    walk->unit++;
    Own items[4] = {
        int_or_none(rt, span->line),
        int_or_none(rt, span->end_line),
        int_or_none(rt, span->column),
        int_or_none(rt, span->end_column),
    };
    *item = tuple_take_four(rt, items, 4);
    return *item == NULL ? -1 : 1;
}

static void code_iterator_dealloc(Rt *rt, Obj *self)
{
    release(rt, AS_CODE_ITERATOR(self)->code);
    object_free(rt, self);
}

static Own code_iterator_new(Rt *rt, Type *type, Ref code)
{
    Own self = object_new(rt, type);
    if (self == NULL) return NULL;
    AS_CODE_ITERATOR(self)->code = new_ref(code);
    AS_CODE_ITERATOR(self)->reader = code_locations(code);
    return self;
}

static Own code_co_lines(Rt *rt, Ref self)
{
    return code_iterator_new(rt, RT_TYPE(rt, line_iterator), self);
}

static Own code_co_positions(Rt *rt, Ref self)
{
    return code_iterator_new(rt, RT_TYPE(rt, positions_iterator), self);
}

#define CODE_ITERATOR(type, next)                                                      \
    static const TypeSpec type##_type_spec = {                                         \
        .name = #type,                                                                 \
        .id = TYPE_##type,                                                             \
        .basicsize = sizeof(CodeIteratorObj),                                          \
        .flags = TYPE_FLAG_DISALLOW_INSTANTIATION,                                     \
        .slots = {.tp_dealloc = code_iterator_dealloc, .tp_iter = object_itself, .tp_iternext = next}, \
    };
CODE_ITERATOR(line_iterator, lines_next)
CODE_ITERATOR(positions_iterator, positions_next)

/* --- Further attributes */

static Own code_sizeof(Rt *rt, Ref self)
{
    size_t size = offsetof(CodeObj, units) + (size_t)AS_CODE(self)->head.length * sizeof(CodeUnit);
    return int_new(rt, (int64_t)((size + sizeof(void *) - 1) / sizeof(void *) * sizeof(void *)));
}

static Own code_varname_from_oparg(Rt *rt, Ref self, Ref arg)
{
    ptrdiff_t index = number_as_size(rt, arg, TYPE_OverflowError);
    if (rt_is_pending(rt)) return NULL;
    Ref names = AS_CODE(self)->localsplusnames;
    if (index < 0 || index >= tuple_length(names)) {
        return error_raise(rt, TYPE_IndexError, "tuple index out of range");
    }
    return new_ref(tuple_peek(names, index));
}

/* The table of CPython 3.9 and before: pairs of bytes, an address increment and a signed
   line increment. */
static Own code_lnotab(Rt *rt, Ref self)
{
    Buf table = BUF_INIT;
    LocationReader reader = code_locations(self);
    int line = AS_CODE(self)->firstlineno, address = 0;
    while (location_next(&reader)) {
        if (reader.span.line < 0 || reader.span.line == line) continue;
        int units = reader.start - address, lines = reader.span.line - line;
        for (; units > 127; units -= 127) buf_add(&table, "\xFE\0", 2);
        while (lines < -128 || lines > 127) {
            int step = lines < 0 ? -128 : 127;
            buf_add_char(&table, (char)(units * 2));
            buf_add_char(&table, (char)step);
            lines -= step;
            units = 0;
        }
        buf_add_char(&table, (char)(units * 2));
        buf_add_char(&table, (char)lines);
        line = reader.span.line;
        address = reader.start;
    }
    Own bytes = bytes_from_buf(rt, &table);
    buf_fini(&table);
    return bytes;
}

#define FIELD(name, kind, field)                                                               \
    {name, kind, offsetof(CodeObj, field), true, NULL}

static const MemberDef code_members[] = {
    FIELD("co_argcount", MEMBER_INT, argcount),
    FIELD("co_posonlyargcount", MEMBER_INT, posonlyargcount),
    FIELD("co_kwonlyargcount", MEMBER_INT, kwonlyargcount),
    FIELD("co_nlocals", MEMBER_INT, nlocals),
    FIELD("co_stacksize", MEMBER_INT, stacksize),
    FIELD("co_flags", MEMBER_INT, flags),
    FIELD("co_names", MEMBER_OBJECT, names),
    FIELD("co_filename", MEMBER_OBJECT, filename),
    FIELD("co_name", MEMBER_OBJECT, name),
    FIELD("co_qualname", MEMBER_OBJECT, qualname),
    FIELD("co_firstlineno", MEMBER_INT, firstlineno),
    FIELD("co_linetable", MEMBER_OBJECT, linetable),
    FIELD("co_exceptiontable", MEMBER_OBJECT, exception_table),
    FIELD("co_consts", MEMBER_OBJECT, consts),
    {.name = NULL},
};

static const GetSetDef code_getset[] = {
    {"co_code", code_bytes, NULL, NULL},
    {"_co_code_adaptive", code_bytes, NULL, NULL},
    {"co_varnames", code_varnames, NULL, NULL},
    {"co_cellvars", code_cellvars, NULL, NULL},
    {"co_freevars", code_freevars, NULL, NULL},
    {"co_lnotab", code_lnotab, NULL, NULL},
    {.name = NULL},
};

static const MethodDef code_methods[] = {
    {"__sizeof__", METHOD_NOARGS, {.unary = code_sizeof}, NULL, 0},
    {"co_lines", METHOD_NOARGS, {.unary = code_co_lines}, NULL, 0},
    {"co_positions", METHOD_NOARGS, {.unary = code_co_positions}, NULL, 0},
    {"replace",
     METHOD_FASTCALL_KEYWORDS,
     {.fast = code_replace},
     "replace($self, /, **changes)\n--\n\nA copy with the given attributes changed.",
     0},
    {"_varname_from_oparg", METHOD_O, {.binary = code_varname_from_oparg}, NULL, 0},
    {.name = NULL},
};

const TypeSpec code_type_spec = {
    .name = "code",
    .id = TYPE_code,
    .basicsize = offsetof(CodeObj, units),
    .itemsize = sizeof(CodeUnit),
    .weaklist_offset = offsetof(CodeObj, weakrefs),
    .doc = "A code object: what a module, function or class body was compiled to.",
    .slots =
        {
            .tp_dealloc = code_dealloc,
            .tp_repr = code_repr,
            .tp_hash = code_hash,
            .tp_richcompare = code_compare,
            .tp_getattro = object_generic_getattr,
            .tp_new = code_make,
        },
    .methods = code_methods,
    .members = code_members,
    .getset = code_getset,
};

/* What a function takes over from its code. */
static void code_tell_names(Ref ref, CodeNames *names)
{
    const CodeObj *code = AS_CODE(ref);
    bool has_first = tuple_length(code->consts) > 0;
    Ref first = has_first ? tuple_peek(code->consts, 0) : NULL;
    *names = (CodeNames){
        .name = code->name,
        .qualname = code->qualname,
        .doc = has_first && is_str(first) ? first : NULL,
        .free_count = code->nfreevars,
    };
}

/* Names of code that the program did not name; in CPython they are part of the interpreter,
   so they never die, but they are not interned. */
static int make_anonymous(Rt *rt)
{
    static const char *const texts[ANONYMOUS_COUNT] = {
        "<module>", "<lambda>", "<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>",
    };
    for (int i = 0; i < ANONYMOUS_COUNT; i++) {
        rt->anonymous[i] = str_new(rt, texts[i]);
        if (rt->anonymous[i] == NULL) return -1;
        rt->anonymous[i]->refcount = REFCOUNT_STATIC;
    }
    return 0;
}

int code_init(Rt *rt)
{
    static const TypeSpec *const specs[] = {&code_type_spec, &line_iterator_type_spec, &positions_iterator_type_spec, NULL};
    rt->objects->code_parts = code_tell_names;
    return type_register(rt, specs) < 0 ? -1 : make_anonymous(rt);
}

/* The type belongs to rt->types, which the objects layer empties. */
void code_fini(Rt *rt)
{
    for (int i = 0; i < ANONYMOUS_COUNT; i++) {
        if (rt->anonymous[i] != NULL) rt->anonymous[i]->refcount -= REFCOUNT_STATIC - 1;
        release_clear(rt, &rt->anonymous[i]);
    }
}

Own code_anonymous_name(Rt *rt, const char *text)
{
    for (int i = 0; i < ANONYMOUS_COUNT; i++) {
        if (str_equals_text(rt->anonymous[i], text)) return new_ref(rt->anonymous[i]);
    }
    return str_new(rt, text);
}
