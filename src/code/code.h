/* Code objects: what the compiler makes, marshal stores and the machine runs.  Immutable,
   but for the inline caches in `units`, which begin as zeros and mean nothing to a reader:
   code_bytes() gives the bytecode as the compiler made it.

   Offsets are bytes from the first unit, as in dis and in f_lasti, unless a name says
   "unit"; a code unit is two bytes. */
#ifndef VIV_CODE_CODE_H
#define VIV_CODE_CODE_H

#include "code/locations.h"
#include "memory/rt.h"

typedef union CodeUnit {
    struct {
        uint8_t op;
        uint8_t arg;
    };
    uint16_t cache;
} CodeUnit;

enum { /* co_flags */
    CODE_OPTIMIZED = 0x1,
    CODE_NEWLOCALS = 0x2,
    CODE_VARARGS = 0x4,
    CODE_VARKEYWORDS = 0x8,
    CODE_NESTED = 0x10,
    CODE_GENERATOR = 0x20,
    CODE_COROUTINE = 0x80,
    CODE_ITERABLE_COROUTINE = 0x100,
    CODE_ASYNC_GENERATOR = 0x200,
    CODE_FUTURE_ANNOTATIONS = 0x1000000,
};

enum { /* localspluskinds */
    LOCAL_KIND_LOCAL = 0x20,
    LOCAL_KIND_CELL = 0x40, /* with LOCAL: an argument kept in a cell */
    LOCAL_KIND_FREE = 0x80,
};

typedef struct CodeObj {
    VarObj head; /* length: count of code units */
    Own consts, names;               /* tuples */
    Own exception_table;             /* bytes */
    int32_t flags;
    int32_t argcount, posonlyargcount, kwonlyargcount;
    int32_t stacksize, firstlineno;
    int32_t nlocalsplus, nlocals, nplaincellvars, ncellvars, nfreevars;
    int32_t first_traceable; /* unit index of the first instruction that a tracer sees: RESUME */
    Own localsplusnames;             /* tuple of str */
    Own localspluskinds;             /* bytes */
    Own filename, name, qualname;    /* str */
    Own linetable;                   /* bytes */
    Own weakrefs;
    void *extra;                     /* vm/'s per-code data (views, counters); heap_alloc'd, or NULL */
    Own bytes;                       /* what code_bytes() gave, or NULL */
    size_t spare;                    /* for CPython's size */
    uint32_t version, is_unproved;   /* the second: nobody has asked the verifier yet, so it is not to be run before that */
    CodeUnit units[];
} CodeObj;
_Static_assert(offsetof(CodeObj, units) == 184, "a code object is as long as CPython's");
#define AS_CODE(ref) ((CodeObj *)(ref))

/* Everything a code object is made of; all references borrowed. */
typedef struct CodeParts {
    int32_t flags, argcount, posonlyargcount, kwonlyargcount, stacksize, firstlineno;
    Ref code; /* bytes: the bytecode, caches zero */
    Ref consts, names, localsplusnames, localspluskinds;
    Ref filename, name, qualname, linetable, exception_table;
} CodeParts;

/* A new code object; interns names and name-like string constants as CPython does.  ValueError/
   TypeError when the parts do not fit one another (that it is safe to run is the verifier's answer). */
MUST_USE Own code_new(Rt *rt, const CodeParts *parts);

MUST_USE Own code_bytes(Rt *rt, Ref code);    /* co_code: bytes, caches zero */
MUST_USE Own code_varnames(Rt *rt, Ref code); /* tuples of str */
MUST_USE Own code_cellvars(Rt *rt, Ref code);
MUST_USE Own code_freevars(Rt *rt, Ref code);

/* Source positions of the instruction at OFFSET; -1 where there is none. */
CodeSpan code_span(Ref code, int offset);
int code_line(Ref code, int offset); /* -1: none */
LocationReader code_locations(Ref code); /* the whole line table, entry by entry */

/* The exception handler in force at OFFSET: false when there is none. */
typedef struct CodeHandler {
    int start, end; /* offsets, end exclusive */
    int target;
    int depth; /* of the value stack when the handler starts, before it is pushed to */
    bool lasti;
} CodeHandler;
bool code_handler(Ref code, int offset, CodeHandler *handler);

/* The layer's start and end: registers the type. */
MUST_USE int code_init(Rt *rt);
void code_fini(Rt *rt);

/* The str "<lambda>", or whatever else code is called to which the program gave no name. */
MUST_USE Own code_anonymous_name(Rt *rt, const char *text);

/* The instruction at UNIT (an index), EXTENDED_ARG prefixes folded in. */
typedef struct CodeInstr {
    int unit;         /* of the first prefix */
    int next_unit;    /* after the instruction and its caches */
    uint8_t op;
    uint8_t prefixes; /* EXTENDED_ARGs */
    uint32_t arg;
} CodeInstr;
CodeInstr code_instr(Ref code, int unit); /* code_instr.h has it inline */

#endif
