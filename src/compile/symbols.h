/* The symbol table: for every scope (module, class, function, comprehension) what each name
   in it is: a local, a global, a cell shared with inner functions, or free, that is, found in
   an enclosing function.  Code generation only reads it. */
#ifndef VIV_COMPILE_SYMBOLS_H
#define VIV_COMPILE_SYMBOLS_H

#include "compile/compiler.h"

/* What the text does with a name in a scope; CPython's bits. */
enum {
    DEF_GLOBAL = 1,        /* a global statement */
    DEF_LOCAL = 2,         /* assigned */
    DEF_PARAM = 4,
    DEF_NONLOCAL = 8,      /* a nonlocal statement */
    DEF_USE = 16,          /* read */
    DEF_FREE_CLASS = 64,   /* a class's own name that its methods also find further out */
    DEF_IMPORT = 128,
    DEF_ANNOT = 256,       /* annotated */
    DEF_COMP_ITER = 512,   /* a comprehension's iteration variable */
    DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT,
    DEF_BITS = 11          /* the NameScope is stored above them */
};

/* What the analysis found the name to be. */
typedef enum NameScope {
    NAME_SCOPE_NONE,
    NAME_SCOPE_LOCAL,
    NAME_SCOPE_GLOBAL_EXPLICIT,
    NAME_SCOPE_GLOBAL_IMPLICIT,
    NAME_SCOPE_FREE,
    NAME_SCOPE_CELL
} NameScope;

typedef enum ScopeKind { SCOPE_FUNCTION, SCOPE_CLASS, SCOPE_MODULE, SCOPE_ANNOTATION } ScopeKind;

typedef struct Scope Scope;

/* Where a global or nonlocal statement (or a :=) named a name, for error messages. */
typedef struct Directive {
    const Name *name;
    Span span;
} Directive;

struct Scope {
    ScopeKind kind;
    const void *node; /* the tree's node it was made for */
    const Name *name;
    Span span;
    Scope *parent;
    VEC(Scope *) children;       /* in source order */
    VEC(Directive) directives;
    VEC(const Name *) parameters; /* in order, mangled */
    PtrMap symbols;              /* Name → DEF_ bits | NameScope << DEF_BITS */

    NodeKind comprehension;      /* NODE_ListComp …; 0 (NODE_Module): none */
    bool nested;                 /* inside a function */
    bool has_free, child_has_free;
    bool is_generator, is_coroutine;
    bool has_varargs, has_varkeywords;
    bool returns_value;
    bool needs_class_cell;       /* some method uses __class__ or super() */
    bool in_iteration_target;    /* while visiting: the target of a comprehension's for */
    int in_iterable;             /* while visiting: depth of comprehension iterables */
};

struct SymbolTable {
    Scope *top;
    PtrMap scopes;           /* node → Scope * */
    Scope *current;          /* while visiting */
    const Name *class_name;  /* while visiting: for mangling */
    VEC(Scope *) all;        /* to release the vectors */
};

/* The scope made for NODE; there is one. */
Scope *scope_of(const SymbolTable *table, const void *node);

/* The DEF_ bits of NAME (mangled) in SCOPE, and what it is there. */
int scope_flags(const Scope *scope, const Name *name);
NameScope scope_name_kind(const Scope *scope, const Name *name);

/* Names of a scope for which the analysis found KIND or the text set FLAG, by code point. */
const Name **scope_names(Compiler *c, const Scope *scope, NameScope kind, int flag, uint32_t *count);

void symbols_free(SymbolTable *table);

/* --- between the files of the symbol table */

/* Opens a scope inside the current one; closes it. */
void scope_enter(Compiler *c, const Name *name, ScopeKind kind, const void *node, Span span);
void scope_leave(Compiler *c);

/* Notes that the current scope (or SCOPE) does FLAG with NAME. */
void symbol_add(Compiler *c, const Name *name, int flag, Span span);
void symbol_add_to(Compiler *c, Scope *scope, const Name *name, int flag, Span span);
int symbol_lookup(Compiler *c, const Scope *scope, const Name *name);
void symbol_add_directive(Compiler *c, const Name *name, Span span);

void symbols_visit_expr(Compiler *c, Expr *expr);      /* NULL is fine */
void symbols_visit_exprs(Compiler *c, ExprSeq exprs);
void symbols_visit_stmts(Compiler *c, StmtSeq stmts);
void symbols_visit_parameters(Compiler *c, const Arguments *args);
void symbols_visit_pattern(Compiler *c, Pattern *pattern);

/* Decides what every name of every scope is. */
void symbols_analyze(Compiler *c, Scope *top);

#endif
