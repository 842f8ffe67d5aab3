/* Which constants are one and the same.  1, 1.0 and True are equal in Python, and so are
   0.0 and -0.0; but a code object must keep them apart.  So co_consts is keyed by type and
   exact value, tuples and frozensets by those of their items, code objects by content. */
#ifndef VIV_COMPILE_CONSTANTS_H
#define VIV_COMPILE_CONSTANTS_H

#include "memory/rt.h"

typedef struct Compiler Compiler;

/* A set of constants in order of insertion. */
typedef struct ConstTable {
    Ref *items; /* kept alive by the compiler */
    uint32_t *hashes;
    uint32_t count, capacity;
    uint32_t *slots; /* index + 1 of an item, 0: free */
    uint32_t slot_count;
} ConstTable;

uint32_t constant_hash(Rt *rt, Ref constant);
bool constant_equal(Rt *rt, Ref left, Ref right);

/* The index of CONSTANT, which is added when it is new. */
int const_table_index(Compiler *c, ConstTable *table, Ref constant);

/* The object that stands for all constants equal to this one in the whole compile, borrowed;
   the items of tuples and frozensets are shared too.  NULL after a failure. */
Ref constant_share(Compiler *c, Ref constant);

/* The same for the constant alone, as the assembler does with its tables. */
Ref constant_share_shallow(Compiler *c, Ref constant);

#endif
