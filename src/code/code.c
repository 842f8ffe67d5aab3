/* Making code objects and reading their parts.  A code object is made whole by code_new and
   never changes afterwards, but for inline caches, and answers that are kept once asked. */
#include "code/code.h"

#include <string.h>

#include "memory/heap.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/setobj.h"
#include "objects/object_state.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

#include "code/exception_table.h"
#include "code/opcode.h"
#include "code/verifier.h"

/* --- Interning */

static bool is_name_like(Ref str)
{
    if (!AS_STR(str)->ascii) return false;
    for (ptrdiff_t i = 0; i < str_length(str); i++) {
        uint32_t c = str_at(str, i);
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!is_letter && !(c >= '0' && c <= '9') && c != '_') return false;
    }
    return true;
}

static int intern_names(Rt *rt, Ref names)
{
    for (ptrdiff_t i = 0; i < tuple_length(names); i++) {
        Ref name = tuple_peek(names, i);
        if (name == NULL || !is_exact(name, TYPE_str)) {
            return error_raise_int(rt, TYPE_SystemError, "non-string found in code slot");
        }
        str_intern(rt, &AS_TUPLE(names)->items[i]);
    }
    return 0;
}

static int intern_constants(Rt *rt, Ref constants);

/* A frozenset cannot change its items: when one of them was not the interned str, it is made
   again.  1 when it was, 0, or -1. */
static int intern_frozenset(Rt *rt, Own *constant)
{
    ptrdiff_t position = 0, count = 0;
    Own items = tuple_new(rt, set_length(*constant)), frozenset = NULL;
    if (items == NULL) return -1;
    for (Ref item; set_next(*constant, &position, &item);) {
        tuple_take(items, count++, new_ref(item));
    }
    int status = intern_constants(rt, items);
    if (status > 0) {
        frozenset = frozenset_new(rt, items);
        if (frozenset == NULL) status = -1;
        else release_replace(rt, constant, STEAL(frozenset));
    }
    release(rt, items);
    return status;
}

static int intern_constant(Rt *rt, Own *constant)
{
    if (is_exact(*constant, TYPE_tuple)) return intern_constants(rt, *constant);
    if (is_exact(*constant, TYPE_frozenset)) return intern_frozenset(rt, constant);
    if (!is_exact(*constant, TYPE_str) || !is_name_like(*constant)) return 0;
    Ref before = *constant;
    str_intern(rt, constant);
    return *constant != before;
}

/* Strings that look like names are interned, also inside of tuples and frozensets: they
   are likely to be keys some day.  1 when some item is another object now, 0, or -1. */
static int intern_constants(Rt *rt, Ref constants)
{
    int changed = 0;
    for (ptrdiff_t i = 0; i < tuple_length(constants); i++) {
        int status = intern_constant(rt, &AS_TUPLE(constants)->items[i]);
        if (status < 0) return -1;
        changed |= status;
    }
    return changed;
}

/* --- Making */

static int check_types(Rt *rt, const CodeParts *parts)
{
    bool is_well_typed =
        is_bytes(parts->code) && is_tuple(parts->consts) && is_tuple(parts->names) &&
        is_tuple(parts->localsplusnames) && is_bytes(parts->localspluskinds) &&
        is_str(parts->filename) && is_str(parts->name) && is_str(parts->qualname) &&
        is_bytes(parts->linetable) && is_bytes(parts->exception_table);
    if (!is_well_typed || parts->argcount < parts->posonlyargcount ||
        parts->posonlyargcount < 0 || parts->kwonlyargcount < 0 || parts->stacksize < 0 ||
        parts->flags < 0 ||
        tuple_length(parts->localsplusnames) != bytes_length(parts->localspluskinds)) {
        return error_raise_int(rt, TYPE_SystemError, "bad argument to internal function");
    }
    if (bytes_length(parts->code) % (ptrdiff_t)sizeof(CodeUnit) != 0) {
        return error_raise_int(rt, TYPE_ValueError, "code: co_code is malformed");
    }
    if (bytes_length(parts->code) / 2 > INT32_MAX / 2) {
        return error_raise_int(rt, TYPE_OverflowError, "code: co_code larger than INT_MAX");
    }
    return 0;
}

static void count_locals(CodeObj *code)
{
    const char *kinds = AS_BYTES(code->localspluskinds)->bytes;
    code->nlocalsplus = (int32_t)bytes_length(code->localspluskinds);
    for (int i = 0; i < code->nlocalsplus; i++) {
        code->nlocals += (kinds[i] & LOCAL_KIND_LOCAL) != 0;
        code->ncellvars += (kinds[i] & LOCAL_KIND_CELL) != 0;
        code->nplaincellvars += (kinds[i] & (LOCAL_KIND_CELL | LOCAL_KIND_LOCAL)) ==
                                LOCAL_KIND_CELL;
        code->nfreevars += (kinds[i] & LOCAL_KIND_FREE) != 0;
    }
}

static int check_argument_count(Rt *rt, const CodeObj *code)
{
    int64_t arguments = (int64_t)code->argcount + code->kwonlyargcount +
                        ((code->flags & CODE_VARARGS) != 0) +
                        ((code->flags & CODE_VARKEYWORDS) != 0);
    if (arguments <= code->nlocals) return 0;
    return error_raise_int(rt, TYPE_ValueError, "code: varnames is too small");
}

static void copy_parts(CodeObj *code, const CodeParts *parts)
{
    code->flags = parts->flags;
    code->argcount = parts->argcount;
    code->posonlyargcount = parts->posonlyargcount;
    code->kwonlyargcount = parts->kwonlyargcount;
    code->stacksize = parts->stacksize;
    code->firstlineno = parts->firstlineno;
    code->consts = new_ref(parts->consts);
    code->names = new_ref(parts->names);
    code->localsplusnames = new_ref(parts->localsplusnames);
    code->localspluskinds = new_ref(parts->localspluskinds);
    code->filename = new_ref(parts->filename);
    code->name = new_ref(parts->name);
    code->qualname = new_ref(parts->qualname);
    code->linetable = new_ref(parts->linetable);
    code->exception_table = new_ref(parts->exception_table);
    memcpy(code->units, AS_BYTES(parts->code)->bytes, (size_t)bytes_length(parts->code));
}

/* -X no_debug_ranges */
static int drop_columns(Rt *rt, CodeObj *code)
{
    Ref table = code->linetable;
    Buf plain = locations_without_columns(AS_BYTES(table)->bytes, (size_t)bytes_length(table), code->firstlineno);
    Own bytes = bytes_from_buf(rt, &plain);
    buf_fini(&plain);
    if (bytes == NULL) return -1;
    release_replace(rt, &code->linetable, bytes);
    return 0;
}

Own code_new(Rt *rt, const CodeParts *parts)
{
    if (check_types(rt, parts) < 0) return NULL;
    if (intern_names(rt, parts->names) < 0 || intern_constants(rt, parts->consts) < 0 ||
        intern_names(rt, parts->localsplusnames) < 0) {
        return NULL;
    }
    ptrdiff_t count = bytes_length(parts->code) / (ptrdiff_t)sizeof(CodeUnit);
    Own own = object_new_var(rt, RT_TYPE(rt, code), count);
    if (own == NULL) return NULL;
    CodeObj *code = AS_CODE(own);
    copy_parts(code, parts);
    count_locals(code);
    while (code->first_traceable < count &&
           code->units[code->first_traceable].op != OP_RESUME) {
        code->first_traceable++;
    }
    if (check_argument_count(rt, code) < 0 || (rt->objects->no_columns && drop_columns(rt, code) < 0))
        return error_release(rt, own);
    return own;
}

static bool prove(Ref code, DepthFault *fault)
{
    bool sound = code_is_sound(AS_CODE(code), fault);
    if (sound) AS_CODE(code)->is_unproved = false;
    return sound;
}

bool code_is_readable(Ref code)
{
    DepthFault fault;
    return !AS_CODE(code)->is_unproved || prove(code, &fault);
}

int code_verify(Rt *rt, Ref code)
{
    DepthFault fault;
    if (prove(code, &fault)) return 0;
    return error_raise_int(rt,
                           TYPE_ValueError,
                           "bytecode of %R is not sound: offset %d %s",
                           AS_CODE(code)->qualname,
                           fault.unit * (int)sizeof(CodeUnit),
                           fault.what);
}

/* --- Parts */

Own code_bytes(Rt *rt, Ref ref)
{
    CodeObj *code = AS_CODE(ref);
    if (code->bytes != NULL) return new_ref(code->bytes);
    ptrdiff_t count = code->head.length;
    Own bytes = bytes_new(rt, code->units, (size_t)count * sizeof(CodeUnit));
    if (bytes == NULL) return NULL;
    CodeUnit *units = (CodeUnit *)(void *)AS_BYTES(bytes)->bytes;
    for (ptrdiff_t i = 0; i < count; i++) {
        int caches = opcode_table[units[i].op].caches;
        for (; caches > 0 && i + 1 < count; caches--) units[++i].cache = 0;
    }
    code->bytes = new_ref(bytes);
    return bytes;
}

/* The names in localsplus that are of KIND, in order. */
static Own names_of_kind(Rt *rt, const CodeObj *code, int kind, ptrdiff_t count)
{
    Own names = tuple_new(rt, count);
    if (names == NULL) return NULL;
    ptrdiff_t found = 0;
    for (ptrdiff_t i = 0; i < code->nlocalsplus; i++) {
        if (!(AS_BYTES(code->localspluskinds)->bytes[i] & kind)) continue;
        tuple_take(names, found++, new_ref(tuple_peek(code->localsplusnames, i)));
    }
    return names;
}

Own code_varnames(Rt *rt, Ref code)
{
    return names_of_kind(rt, AS_CODE(code), LOCAL_KIND_LOCAL, AS_CODE(code)->nlocals);
}

Own code_cellvars(Rt *rt, Ref code)
{
    return names_of_kind(rt, AS_CODE(code), LOCAL_KIND_CELL, AS_CODE(code)->ncellvars);
}

Own code_freevars(Rt *rt, Ref code)
{
    return names_of_kind(rt, AS_CODE(code), LOCAL_KIND_FREE, AS_CODE(code)->nfreevars);
}

LocationReader code_locations(Ref code)
{
    Ref table = AS_CODE(code)->linetable;
    return location_reader(AS_BYTES(table)->bytes,
                           (size_t)bytes_length(table),
                           AS_CODE(code)->firstlineno);
}

/* Before its first instruction a frame is on the line where the code begins. */
CodeSpan code_span(Ref code, int offset)
{
    CodeSpan none = {-1, -1, -1, -1};
    if (offset < 0) {
        int32_t first = AS_CODE(code)->firstlineno;
        return (CodeSpan){first, first, -1, -1};
    }
    LocationReader reader = code_locations(code);
    int unit = offset / (int)sizeof(CodeUnit);
    while (location_next(&reader)) {
        if (unit < reader.end) return reader.span;
    }
    return none;
}

int code_line(Ref code, int offset)
{
    return code_span(code, offset).line;
}

bool code_handler(Ref code, int offset, CodeHandler *handler)
{
    Ref table = AS_CODE(code)->exception_table;
    ExceptionEntry entry;
    if (offset < 0 || !exception_lookup(AS_BYTES(table)->bytes,
                                        (size_t)bytes_length(table),
                                        (uint32_t)offset / sizeof(CodeUnit),
                                        &entry)) {
        return false;
    }
    *handler = (CodeHandler){
        .start = (int)(entry.start * sizeof(CodeUnit)),
        .end = (int)(entry.end * sizeof(CodeUnit)),
        .target = (int)(entry.target * sizeof(CodeUnit)),
        .depth = (int)entry.depth,
        .lasti = entry.lasti,
    };
    return true;
}
