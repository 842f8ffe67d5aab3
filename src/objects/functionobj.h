/* Python functions, bound methods, functions written in C, and cells. */
#ifndef VIV_OBJECTS_FUNCTIONOBJ_H
#define VIV_OBJECTS_FUNCTIONOBJ_H

#include "memory/rt.h"

typedef struct FunctionObj {
    Obj head;
    Own globals, builtins, name, qualname, code; /* code: CodeObj (code/code.h) */
    Own defaults, kwdefaults, closure;           /* tuple, dict, tuple of cells; or NULL */
    Own doc, dict;                               /* dict: NULL until asked for */
    Own weakrefs;
    Own module, annotations;                     /* annotations: dict, or tuple of name, value pairs, or NULL */
    VectorcallFn vectorcall;                     /* set by vm/ */
    uint32_t version;                            /* for inline caches; 0 when changed */
} FunctionObj;
#define AS_FUNCTION(ref) ((FunctionObj *)(ref))

/* What a function takes from its code object; borrowed. */
typedef struct CodeNames {
    Ref name, qualname, doc; /* doc: NULL when the first constant is no str */
    ptrdiff_t free_count;    /* cells that a closure must have */
} CodeNames;

/* CODE's docstring and name are taken from it; GLOBALS' __name__ becomes the module.  QUALNAME may be NULL. */
MUST_USE Own function_new(Rt *rt, Ref code, Ref globals, Ref qualname_or_null);

typedef struct MethodObj {
    Obj head;
    Own func, self;
    Own weakrefs;
    VectorcallFn vectorcall;
} MethodObj;
#define AS_METHOD(ref) ((MethodObj *)(ref))
MUST_USE Own method_new(Rt *rt, Ref func, Ref self);

typedef struct BuiltinObj {
    Obj head;
    const MethodDef *def; /* static */
    Own self, module;     /* or NULL */
    Own weakrefs;
    VectorcallFn vectorcall;
} BuiltinObj;
#define AS_BUILTIN(ref) ((BuiltinObj *)(ref))
MUST_USE Own builtin_new(Rt *rt, const MethodDef *def, Ref self_or_null, Ref module_or_null);

typedef struct CellObj {
    Obj head;
    Own contents; /* NULL: empty */
} CellObj;
#define AS_CELL(ref) ((CellObj *)(ref))
MUST_USE Own cell_new(Rt *rt, Ref contents_or_null);
void cell_set(Rt *rt, Ref cell, Ref contents_or_null);

#endif
