/* What the methods of str and those of bytes and bytearray have in common: how they are declared, by kind, and
   what tells apart those that one function serves (fn.which). */
#ifndef VIV_OBJECTS_METHOD_MODES_H
#define VIV_OBJECTS_METHOD_MODES_H

#include "memory/rt.h"

enum { SEARCH_FIRST, SEARCH_LAST, SEARCH_COUNT, SEARCH_MUST = 4 }; /* MUST: ValueError, not -1 */
enum { AT_START, AT_END };
enum { SIDE_BOTH, SIDE_LEFT, SIDE_RIGHT };
typedef enum CaseStyle { STYLE_LOWER, STYLE_UPPER, STYLE_FOLD, STYLE_SWAP, STYLE_TITLE, STYLE_CAPITALIZE } CaseStyle;

#define FAST_METHOD(name) MUST_USE Own name(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);
#define FAST_OF_METHOD(name) MUST_USE Own name(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames, const MethodDef *def);
#define BOUND_METHOD(name) MUST_USE Own name(Rt *rt, Ref self, Ref *given);
#define BOUND_OF_METHOD(name) MUST_USE Own name(Rt *rt, Ref self, Ref *given, const MethodDef *def);
#define UNARY_METHOD(name) MUST_USE Own name(Rt *rt, Ref self);
#define UNARY_OF_METHOD(name) MUST_USE Own name(Rt *rt, Ref self, const MethodDef *def);
#define ARG_METHOD(name) MUST_USE Own name(Rt *rt, Ref self, Ref arg);
#define ARG_OF_METHOD(name) MUST_USE Own name(Rt *rt, Ref self, Ref arg, const MethodDef *def);

#endif
