/* re.Pattern and re.Match from the inside. */
#ifndef VIV_MODULES_SRE_OBJECTS_H
#define VIV_MODULES_SRE_OBJECTS_H

#include "modules/sre.h"

typedef struct PatternObj {
    VarObj head; /* length: words of code */
    ptrdiff_t groups;
    Own group_index; /* dict from name to number */
    Own index_group; /* tuple of the names by number, None for those without */
    Own pattern;     /* what it was made from, or None */
    int32_t flags, is_bytes; /* -1: it may search either */
    Own weakrefs;
    size_t spare;
    uint32_t code[];
} PatternObj;
#define AS_PATTERN(ref) ((PatternObj *)(uintptr_t)(ref))

typedef struct MatchObj {
    VarObj head; /* length: marks */
    Own string, regs, pattern; /* regs: NULL until asked for */
    ptrdiff_t pos, end;
    ptrdiff_t last_index; /* -1: none */
    ptrdiff_t groups;     /* with group 0 */
    ptrdiff_t marks[];    /* start and end of each, -1: took no part */
} MatchObj;
#define AS_MATCH(ref) ((MatchObj *)(uintptr_t)(ref))

/* A Match of what the engine found, or None for STATUS 0; NULL for -1. */
MUST_USE Own match_new(Rt *rt, const PatternObj *pattern, const Sre *sre, int status);

MUST_USE int pattern_begin(Rt *rt, const PatternObj *pattern, Sre *sre, Ref string, ptrdiff_t pos, ptrdiff_t end);

/* sre_replace.c */
Own pattern_findall(Rt *rt, Ref self, Ref *given);
Own pattern_split(Rt *rt, Ref self, Ref *given);
Own pattern_sub(Rt *rt, Ref self, Ref *given, const MethodDef *def); /* which: with the number of replacements? */
/* string, pos, endpos: of match and its kin. */
MUST_USE int pattern_range(Rt *rt, Ref *given, ptrdiff_t *pos, ptrdiff_t *end);

/* __copy__ and __deepcopy__ of what never changes. */
Own sre_deepcopy_itself(Rt *rt, Ref self, Ref memo);

/* sre_module.c: re.FUNCTION(args…) of the library */
MUST_USE Own sre_call_library(Rt *rt, const char *function, ptrdiff_t nargs, const Ref *args);

extern const TypeSpec sre_pattern_type_spec, sre_match_type_spec, sre_scanner_type_spec;

#endif
