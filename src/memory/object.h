/* The header of every Python object, and the two kinds of reference to one.

   Own  a reference that the variable must release or hand over.
   Ref  a borrowed one: somebody else keeps the object alive.

   `const` on a Ref means borrowed, not immutable: AS_LIST(ref) and its kin, and
   new_ref(), are the only places that drop it.  An Own parameter takes the reference
   over, a Ref parameter borrows; an Own result is new, a Ref result is borrowed.

   An object is as many bytes long as CPython 3.11's object of that type on a 64-bit
   machine, so that sys.getsizeof, size classes and address reuse agree.  The 8 bytes
   that CPython uses for the count are here two halves: the count, and the object's
   number, which is given in order of creation, and never reused. */
#ifndef VIV_MEMORY_OBJECT_H
#define VIV_MEMORY_OBJECT_H

#include "base/base.h"

typedef struct Rt Rt;
typedef struct Type Type;

typedef struct Obj {
    uint32_t refcount; /* 0 only while the object is being deallocated, or free */
    uint32_t number;   /* 1, 2, … in order of creation */
    Type *type;        /* strong for heap types, which their instances keep alive */
} Obj;

/* An object whose size depends on a count of items. */
typedef struct VarObj {
    Obj head;
    ptrdiff_t length; /* elements; of an int: digits, negative for a negative number */
} VarObj;

typedef Obj *Own;
typedef const Obj *Ref;

/* Counts start here for what never dies in CPython 3.11 either: small ints, one-character
   strings, the names that the interpreter itself uses. */
enum { REFCOUNT_STATIC = 999999999 };

/* One more reference to REF, which must not be NULL. */
static inline Own new_ref(Ref ref)
{
    Own own = (Own)ref;
    own->refcount++;
    return own;
}

/* The same, with NULL for NULL. */
static inline Own new_ref_or_null(Ref ref)
{
    return ref == NULL ? NULL : new_ref(ref);
}

/* Frees an object whose count came to 0: runs finalizers, clears weak references,
   releases what it holds.  Keeps a pending exception as it was. */
void object_dealloc(Rt *rt, Obj *obj);

/* Gives a reference back; NULL is fine.  May run Python code. */
static inline void release(Rt *rt, Own own)
{
    if (own != NULL && --own->refcount == 0) object_dealloc(rt, own);
}

/* The same for COUNT of them, one after the other. */
static inline void release_row(Rt *rt, Own const *row, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++) release(rt, row[i]);
}

/* The same for a few variables: release_all(rt, a, b, …). */
#define release_all(rt, ...) release_few((rt), (Own[]){__VA_ARGS__}, sizeof((Own[]){__VA_ARGS__}) / sizeof(Own))
static ALWAYS_INLINE void release_few(Rt *rt, Own const *row, size_t count)
{
#pragma GCC unroll 8
    for (size_t i = 0; i < count; i++) release(rt, row[i]);
}

/* The same as release for one that is not NULL. */
static ALWAYS_INLINE void release_known(Rt *rt, Own own)
{
    if (--own->refcount == 0) object_dealloc(rt, own);
}

/* Hands over what an Own variable holds, and leaves NULL in it. */
#define STEAL(variable) object_steal(&(variable))
MUST_USE static inline Own object_steal(Own *variable)
{
    Own own = *variable;
    *variable = NULL;
    return own;
}

/* Empties the variable first, then releases: safe when the release runs code that looks
   at the variable again.  CPython calls it Py_CLEAR. */
static inline void release_clear(Rt *rt, Own *variable)
{
    Own own = *variable;
    *variable = NULL;
    release(rt, own);
}

/* Stores VALUE, then releases what was there (CPython: Py_XSETREF). */
static inline void release_replace(Rt *rt, Own *variable, Own value)
{
    Own own = *variable;
    *variable = value;
    release(rt, own);
}

#endif
