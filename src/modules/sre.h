/* The engine of regular expressions, as the library's re/_compiler.py expects it: it emits lists of
   32-bit words, which are checked once (sre_check.c) and then run by backtracking (sre_match.c).

   Nothing here recurses on the subject: every attempt that may have to be taken back is a Level on
   a stack of the engine's own. */
#ifndef VIV_MODULES_SRE_H
#define VIV_MODULES_SRE_H

#include "objects/buffer.h"
#include "objects/error.h"

enum { SRE_MAGIC = 20220615, SRE_MAX_GROUPS = INT32_MAX / 2 };
#define SRE_MAX_REPEAT UINT32_MAX

/* The numbers are re/_constants.py's OPCODES, ATCODES and CHCODES, which SRE_MAGIC stands for. */
typedef enum SreOp {
    SRE_FAILURE, SRE_SUCCESS, SRE_ANY, SRE_ANY_ALL, SRE_ASSERT, SRE_ASSERT_NOT, SRE_AT, SRE_BRANCH, SRE_CATEGORY,
    SRE_CHARSET, SRE_BIGCHARSET, SRE_GROUPREF, SRE_GROUPREF_EXISTS, SRE_IN, SRE_INFO, SRE_JUMP, SRE_LITERAL, SRE_MARK,
    SRE_MAX_UNTIL, SRE_MIN_UNTIL, SRE_NOT_LITERAL, SRE_NEGATE, SRE_RANGE, SRE_REPEAT, SRE_REPEAT_ONE, SRE_SUBPATTERN,
    SRE_MIN_REPEAT_ONE, SRE_ATOMIC_GROUP, SRE_POSSESSIVE_REPEAT, SRE_POSSESSIVE_REPEAT_ONE,
    SRE_GROUPREF_IGNORE, SRE_IN_IGNORE, SRE_LITERAL_IGNORE, SRE_NOT_LITERAL_IGNORE,
    SRE_GROUPREF_LOC_IGNORE, SRE_IN_LOC_IGNORE, SRE_LITERAL_LOC_IGNORE, SRE_NOT_LITERAL_LOC_IGNORE,
    SRE_GROUPREF_UNI_IGNORE, SRE_IN_UNI_IGNORE, SRE_LITERAL_UNI_IGNORE, SRE_NOT_LITERAL_UNI_IGNORE, SRE_RANGE_UNI_IGNORE,
} SreOp;

typedef enum SreAt {
    SRE_AT_BEGINNING, SRE_AT_BEGINNING_LINE, SRE_AT_BEGINNING_STRING, SRE_AT_BOUNDARY, SRE_AT_NON_BOUNDARY,
    SRE_AT_END, SRE_AT_END_LINE, SRE_AT_END_STRING, SRE_AT_LOC_BOUNDARY, SRE_AT_LOC_NON_BOUNDARY,
    SRE_AT_UNI_BOUNDARY, SRE_AT_UNI_NON_BOUNDARY, SRE_AT_COUNT,
} SreAt;

/* Each is followed by its opposite. */
typedef enum SreCategory {
    SRE_DIGIT = 0, SRE_SPACE = 2, SRE_WORD = 4, SRE_LINEBREAK = 6, SRE_LOC_WORD = 8,
    SRE_UNI_DIGIT = 10, SRE_UNI_SPACE = 12, SRE_UNI_WORD = 14, SRE_UNI_LINEBREAK = 16, SRE_CATEGORY_COUNT = 18,
} SreCategory;

/* Bits of the INFO block, and of a pattern's flags. */
enum { SRE_INFO_PREFIX = 1, SRE_INFO_LITERAL = 2, SRE_INFO_CHARSET = 4 };
enum { SRE_FLAG_LOCALE = 4, SRE_FLAG_UNICODE = 32, SRE_FLAG_ASCII = 256 };

/* Where a level goes on when what it called has ended. */
typedef enum SreStep {
    STEP_NONE, STEP_BRANCH, STEP_REPEAT, STEP_REPEAT_ONE, STEP_MIN_REPEAT_ONE, STEP_ASSERT, STEP_ASSERT_NOT, STEP_ATOMIC,
    STEP_MAX_NEEDED, STEP_MAX_MORE, STEP_TAIL, STEP_MIN_NEEDED, STEP_MIN_TAIL, STEP_MIN_MORE, STEP_POSSESSIVE_NEEDED, STEP_POSSESSIVE_MORE,
} SreStep;

/* One attempt: where it stands, and what to put back if what it called fails. */
typedef struct SreLevel {
    const uint32_t *code;
    ptrdiff_t at;
    ptrdiff_t count;           /* items matched so far, of a repetition */
    int last_mark, last_index; /* as they were when an alternative was begun */
    SreStep step;
    bool top;                  /* its SUCCESS ends the whole pattern */
    int32_t loop;              /* index of the level whose loop goes round here; of UNTIL */

    /* of a REPEAT: the loop that it begins */
    const uint32_t *loop_code; /* behind the opcode */
    ptrdiff_t loop_count, loop_last; /* rounds done, less one; where the last round began, -1: nowhere */
    int32_t outer;             /* index of the level of the loop around it; -1: none */
} SreLevel;

typedef struct Sre {
    Rt *rt; /* for what the stacks need, and for polling */

    Ref string; /* the caller's */
    Buffer view;
    const void *points;
    uint8_t width; /* bytes per code point */
    bool is_bytes;
    ptrdiff_t length;     /* of the whole string, which begins at 0 */
    ptrdiff_t first, end; /* the part that may be matched: pos and endpos */

    ptrdiff_t start; /* where the match begins; -1: a scanner has come to its end */
    ptrdiff_t at;    /* where it ends */
    bool match_all, must_advance;
    int group_count;
    ptrdiff_t *marks;          /* two for each group; only marks[0..last_mark] are valid */
    int last_mark, last_index; /* -1: none */

    int32_t loop; /* index of the innermost loop's level; -1: none */
    SreLevel *levels;
    size_t level_count, level_room;
    ptrdiff_t *saved; /* marks and places put aside */
    size_t saved_count, saved_room;
    size_t work; /* characters and steps since somebody looked whether to stop */
} Sre;

static inline uint32_t sre_point(const Sre *sre, ptrdiff_t at)
{
    switch (sre->width) {
    case 1: return ((const uint8_t *)sre->points)[at];
    case 2: return ((const uint16_t *)sre->points)[at];
    default: return ((const uint32_t *)sre->points)[at];
    }
}

/* After each step: -1 when the program is to stop. */
static inline int sre_poll(Sre *sre)
{
    if (LIKELY(++sre->work < 4096)) return 0;
    sre->work = 0;
    return error_poll(sre->rt);
}

/* --- sre_char.c */
uint32_t sre_lower_ascii(uint32_t c);
uint32_t sre_lower_unicode(uint32_t c);
bool sre_is_cased_ascii(uint32_t c);
bool sre_is_cased_unicode(uint32_t c);
bool sre_in_charset(const uint32_t *set, uint32_t c);
bool sre_is_at(const Sre *sre, ptrdiff_t at, uint32_t where);
/* Is it an operation on exactly one character?  Then how many words it takes, else 0. */
size_t sre_one_size(const uint32_t *code);
/* Does C fit the operation at CODE, for which sre_one_size is not 0? */
bool sre_one_fits(const uint32_t *code, uint32_t c);

/* --- sre_check.c: can LENGTH words of CODE be run, whatever the subject? */
int sre_code_is_valid(Rt *rt, const uint32_t *code, size_t length, size_t groups); /* 1, 0, -1 */

/* --- sre_match.c: 1, 0, -1.  Both begin anew; match at sre->start. */
int sre_match(Sre *sre, const uint32_t *code, bool top);
void sre_reset(Sre *sre); /* forgets the groups */
/* --- sre_search.c: the first match from sre->start on */
int sre_search(Sre *sre, const uint32_t *code);

/* --- sre_subject.c */
/* STRING from POS to END; PATTERN_IS_BYTES: 1, 0, or -1 for either.  0 or -1. */
MUST_USE int sre_init(Rt *rt, Sre *sre, int groups, int pattern_is_bytes, Ref string, ptrdiff_t pos, ptrdiff_t end);
void sre_fini(Rt *rt, Sre *sre);
MUST_USE Own sre_slice(Rt *rt, Ref string, const Sre *sre, ptrdiff_t start, ptrdiff_t end);
/* Raises SystemError: possessive repeats may leave a group that ends before it begins, as in CPython.  NULL. */
void *sre_wrong_span(Rt *rt);
/* The text of GROUP, from 1 on; None, or when EMPTY "", for one that took no part. */
MUST_USE Own sre_group(Rt *rt, const Sre *sre, int group, bool empty);
/* What comes after this match begins where it ended. */
void sre_advance(Sre *sre);

#endif
