/* Matching by backtracking.  A Level runs its code (walk) until it succeeds, fails, or calls: then a new
   level tries what comes next, and when that has ended the level below goes on where it stood
   (resume_level), perhaps with another try.

   Marks are CPython's: a failed try brings last_mark back, and the marks themselves only inside a
   loop, where they may have been overwritten.  What groups hold afterwards depends on that. */
#include "modules/sre.h"

#include <string.h>

#include "memory/heap.h"
#include "objects/error.h"

typedef enum Verdict { BROKEN = -1, FAILED, MATCHED, CALLED, GO_ON } Verdict;

static SreLevel *level_on_top(const Sre *sre)
{
    return &sre->levels[sre->level_count - 1];
}

/* --- the two stacks */

static int level_push(Sre *sre, const uint32_t *code, bool top)
{
    if (sre->level_count == sre->level_room) {
        size_t room = sre->level_room == 0 ? 16 : sre->level_room * 2;
        SreLevel *grown = sre->level_count >= INT32_MAX / 2 ? NULL : heap_realloc(sre->rt, sre->levels, room * sizeof *grown);
        if (grown == NULL) {
            if (!rt_is_pending(sre->rt)) (void)error_no_memory(sre->rt);
            return -1;
        }
        sre->levels = grown;
        sre->level_room = room;
    }
    SreLevel *level = &sre->levels[sre->level_count++];
    level->code = code;
    level->at = sre->at;
    level->top = top;
    return 0;
}

static int save(Sre *sre, const ptrdiff_t *values, size_t count)
{
    if (sre->saved_count + count > sre->saved_room) {
        size_t room = 2 * (sre->saved_count + count);
        ptrdiff_t *grown = heap_realloc(sre->rt, sre->saved, room * sizeof *grown);
        if (grown == NULL) return -1;
        sre->saved = grown;
        sre->saved_room = room;
    }
    if (count > 0) memcpy(sre->saved + sre->saved_count, values, count * sizeof *values);
    sre->saved_count += count;
    return 0;
}

/* Remembers which marks there are, and in WITH_MARKS what they are. */
static int marks_save(Sre *sre, SreLevel *level, bool with_marks)
{
    level->last_mark = sre->last_mark;
    level->last_index = sre->last_index;
    return with_marks ? save(sre, sre->marks, (size_t)(level->last_mark + 1)) : 0;
}

static void marks_restore(Sre *sre, const SreLevel *level, bool with_marks)
{
    size_t count = (size_t)(level->last_mark + 1);
    if (with_marks && count > 0) memcpy(sre->marks, sre->saved + sre->saved_count - count, count * sizeof *sre->marks);
    sre->last_mark = level->last_mark;
    sre->last_index = level->last_index;
}

static void marks_drop(Sre *sre, const SreLevel *level, bool with_marks)
{
    if (with_marks) sre->saved_count -= (size_t)(level->last_mark + 1);
}

/* The top level waits in STEP for what a new level makes of CODE at PLACE. */
static Verdict call_code(Sre *sre, SreStep step, const uint32_t *code, ptrdiff_t place, bool top)
{
    level_on_top(sre)->step = step;
    sre->at = place;
    return level_push(sre, code, top) < 0 ? BROKEN : CALLED;
}

/* --- single characters, and references to groups */

static void mark_set(Sre *sre, uint32_t mark, ptrdiff_t at)
{
    if (mark & 1) sre->last_index = (int)(mark / 2 + 1);
    while (sre->last_mark < (int)mark) sre->marks[++sre->last_mark] = -1;
    sre->marks[mark] = at;
}

/* Has GROUP (from 0) matched?  Then its text is marks[2 * group]..marks[2 * group + 1]. */
static bool group_is_set(const Sre *sre, uint32_t group)
{
    const ptrdiff_t *mark = &sre->marks[2 * group];
    return 2 * (ptrdiff_t)group < sre->last_mark && mark[0] >= 0 && mark[1] >= mark[0];
}

static uint32_t same(uint32_t c)
{
    return c;
}

/* How far the text of GROUP reaches from AT on; -1: it is not there. */
static ptrdiff_t group_repeated(const Sre *sre, uint32_t op, uint32_t group, ptrdiff_t at)
{
    uint32_t (*lower)(uint32_t) = op == SRE_GROUPREF ? same : op == SRE_GROUPREF_UNI_IGNORE ? sre_lower_unicode : sre_lower_ascii;
    if (!group_is_set(sre, group)) return -1;
    for (ptrdiff_t from = sre->marks[2 * group]; from < sre->marks[2 * group + 1]; from++, at++) {
        if (at >= sre->end || lower(sre_point(sre, at)) != lower(sre_point(sre, from))) return -1;
    }
    return at;
}

/* How many characters from AT on fit the operation at CODE, MOST at most. */
static ptrdiff_t count_one(Sre *sre, const uint32_t *code, ptrdiff_t at, uint32_t most)
{
    ptrdiff_t left = sre->end - at, end = most < left && most != SRE_MAX_REPEAT ? at + most : sre->end, i = at;
    switch (code[0]) {
    case SRE_ANY_ALL: return end - at;
    case SRE_IN:
        while (i < end && sre_in_charset(code + 2, sre_point(sre, i))) i++;
        break;
    case SRE_NOT_LITERAL:
        while (i < end && sre_point(sre, i) != code[1]) i++;
        break;
    default:
        while (i < end && sre_one_fits(code, sre_point(sre, i))) i++;
    }
    sre->work += (size_t)(i - at);
    return i - at;
}

/* --- alternatives: level->code is at the <skip> of the one to try next */

static Verdict branch_next(Sre *sre, SreLevel *level)
{
    for (; level->code[0] != 0; level->code += level->code[0]) {
        const uint32_t *one = level->code + 1;
        if ((one[0] == SRE_LITERAL || one[0] == SRE_IN) && (level->at >= sre->end || !sre_one_fits(one, sre_point(sre, level->at)))) continue;
        return call_code(sre, STEP_BRANCH, one, level->at, level->top);
    }
    marks_drop(sre, level, sre->loop >= 0);
    return FAILED;
}

static Verdict branch_resume(Sre *sre, SreLevel *level, bool matched)
{
    if (matched) {
        marks_drop(sre, level, sre->loop >= 0);
        return MATCHED;
    }
    marks_restore(sre, level, sre->loop >= 0);
    level->code += level->code[0];
    return branch_next(sre, level);
}

/* --- repeating one character: <skip> <min> <max> item SUCCESS tail, level->code at the <skip> */

static bool is_refused_empty(const Sre *sre, const SreLevel *level)
{
    return level->top && sre->must_advance && level->at == sre->start;
}

/* Tries the tail after level->count items, then after one less, and so on. */
static Verdict repeat_one_next(Sre *sre, SreLevel *level)
{
    const uint32_t *code = level->code, *tail = code + code[0];
    for (; level->count >= (ptrdiff_t)code[1]; level->count--, level->at--) {
        bool hopeless = tail[0] == SRE_LITERAL && (level->at >= sre->end || sre_point(sre, level->at) != tail[1]);
        if (!hopeless) return call_code(sre, STEP_REPEAT_ONE, tail, level->at, level->top);
    }
    marks_drop(sre, level, sre->loop >= 0);
    return FAILED;
}

static Verdict repeat_one(Sre *sre, SreLevel *level)
{
    const uint32_t *code = level->code;
    if ((ptrdiff_t)code[1] > sre->end - level->at) return FAILED;
    level->count = count_one(sre, code + 3, level->at, code[2]);
    level->at += level->count;
    if (level->count < (ptrdiff_t)code[1]) return FAILED;
    if (code[code[0]] == SRE_SUCCESS && level->at == sre->end && !is_refused_empty(sre, level)) {
        sre->at = level->at;
        return MATCHED;
    }
    if (marks_save(sre, level, sre->loop >= 0) < 0) return BROKEN;
    return repeat_one_next(sre, level);
}

static Verdict repeat_one_resume(Sre *sre, SreLevel *level, bool matched)
{
    if (matched) {
        marks_drop(sre, level, sre->loop >= 0);
        return MATCHED;
    }
    marks_restore(sre, level, sre->loop >= 0);
    level->at--;
    level->count--;
    return repeat_one_next(sre, level);
}

static Verdict min_repeat_one(Sre *sre, SreLevel *level)
{
    const uint32_t *code = level->code;
    if ((ptrdiff_t)code[1] > sre->end - level->at) return FAILED;
    level->count = code[1] == 0 ? 0 : count_one(sre, code + 3, level->at, code[1]);
    if (level->count < (ptrdiff_t)code[1]) return FAILED;
    level->at += level->count;
    bool refused = level->top && ((sre->match_all && level->at != sre->end) || (sre->must_advance && level->at == sre->start));
    if (code[code[0]] == SRE_SUCCESS && !refused) {
        sre->at = level->at;
        return MATCHED;
    }
    if (marks_save(sre, level, sre->loop >= 0) < 0) return BROKEN;
    return call_code(sre, STEP_MIN_REPEAT_ONE, code + code[0], level->at, level->top);
}

static Verdict min_repeat_one_resume(Sre *sre, SreLevel *level, bool matched)
{
    const uint32_t *code = level->code;
    if (matched) {
        marks_drop(sre, level, sre->loop >= 0);
        return MATCHED;
    }
    marks_restore(sre, level, sre->loop >= 0);
    bool more = count_one(sre, code + 3, level->at, 1) == 1;
    level->at++;
    level->count++;
    if (more && (code[2] == SRE_MAX_REPEAT || level->count <= (ptrdiff_t)code[2]))
        return call_code(sre, STEP_MIN_REPEAT_ONE, code + code[0], level->at, level->top);
    marks_drop(sre, level, sre->loop >= 0);
    return FAILED;
}

static Verdict possessive_one(Sre *sre, SreLevel *level)
{
    const uint32_t *code = level->code;
    if ((ptrdiff_t)code[1] > sre->end - level->at) return FAILED;
    level->count = count_one(sre, code + 3, level->at, code[2]);
    level->at += level->count;
    if (level->count < (ptrdiff_t)code[1]) return FAILED;
    level->code = code + code[0];
    if (level->code[0] == SRE_SUCCESS && level->at == sre->end && !is_refused_empty(sre, level)) {
        sre->at = level->at;
        return MATCHED;
    }
    return GO_ON;
}

/* --- loops: REPEAT <skip> <min> <max> item UNTIL tail.  The level that met the REPEAT keeps the loop's
   counters; each UNTIL that is reached is a level's, which asks for another round or the tail. */

static Verdict repeat_begin(Sre *sre, SreLevel *level)
{
    level->loop_code = level->code;
    level->loop_count = level->loop_last = -1;
    level->outer = sre->loop;
    sre->loop = (int32_t)(sre->level_count - 1);
    return call_code(sre, STEP_REPEAT, level->code + level->code[0], level->at, level->top);
}

static Verdict round_begin(Sre *sre, SreLevel *level, SreStep step)
{
    SreLevel *loop = &sre->levels[level->loop];
    loop->loop_count = level->count;
    return call_code(sre, step, loop->loop_code + 3, level->at, level->top);
}

/* The same, when a round that matches nothing would be repeated for ever. */
static Verdict round_begin_guarded(Sre *sre, SreLevel *level, SreStep step)
{
    SreLevel *loop = &sre->levels[level->loop];
    if (save(sre, &loop->loop_last, 1) < 0) return BROKEN;
    loop->loop_last = level->at;
    return round_begin(sre, level, step);
}

static void round_end_guarded(Sre *sre, const SreLevel *level)
{
    sre->levels[level->loop].loop_last = sre->saved[--sre->saved_count];
}

static bool may_loop(const SreLevel *loop, const SreLevel *level)
{
    uint32_t most = loop->loop_code[2];
    return (most == SRE_MAX_REPEAT || level->count < (ptrdiff_t)most) && level->at != loop->loop_last;
}

static Verdict tail_begin(Sre *sre, SreLevel *level, SreStep step)
{
    sre->loop = sre->levels[level->loop].outer;
    return call_code(sre, step, level->code, level->at, level->top);
}

static Verdict max_until(Sre *sre, SreLevel *level)
{
    const SreLevel *loop = &sre->levels[sre->loop];
    level->loop = sre->loop;
    level->count = loop->loop_count + 1;
    if (level->count < (ptrdiff_t)loop->loop_code[1]) return round_begin(sre, level, STEP_MAX_NEEDED);
    if (!may_loop(loop, level)) return tail_begin(sre, level, STEP_TAIL);
    if (marks_save(sre, level, true) < 0) return BROKEN;
    return round_begin_guarded(sre, level, STEP_MAX_MORE);
}

static Verdict min_until(Sre *sre, SreLevel *level)
{
    const SreLevel *loop = &sre->levels[sre->loop];
    level->loop = sre->loop;
    level->count = loop->loop_count + 1;
    if (level->count < (ptrdiff_t)loop->loop_code[1]) return round_begin(sre, level, STEP_MIN_NEEDED);
    if (marks_save(sre, level, loop->outer >= 0) < 0) return BROKEN;
    return tail_begin(sre, level, STEP_MIN_TAIL);
}

/* A round that was asked for has failed: the loop stands where it did. */
static Verdict round_failed(Sre *sre, SreLevel *level)
{
    sre->levels[level->loop].loop_count = level->count - 1;
    return FAILED;
}

static Verdict max_more_resume(Sre *sre, SreLevel *level, bool matched)
{
    round_end_guarded(sre, level);
    if (matched) {
        marks_drop(sre, level, true);
        return MATCHED;
    }
    marks_restore(sre, level, true);
    marks_drop(sre, level, true);
    (void)round_failed(sre, level);
    return tail_begin(sre, level, STEP_TAIL);
}

static Verdict min_tail_resume(Sre *sre, SreLevel *level, bool matched)
{
    bool with_marks = sre->loop >= 0;
    sre->loop = level->loop;
    if (!matched) marks_restore(sre, level, with_marks);
    marks_drop(sre, level, with_marks);
    if (matched) return MATCHED;
    return may_loop(&sre->levels[level->loop], level) ? round_begin_guarded(sre, level, STEP_MIN_MORE) : FAILED;
}

/* --- possessive loops: <skip> <min> <max> item SUCCESS tail.  level->at is where the round before ended,
   -1 before the first one that need not be. */

static Verdict possessive_next(Sre *sre, SreLevel *level)
{
    const uint32_t *code = level->code;
    bool more = code[2] == SRE_MAX_REPEAT || level->count < (ptrdiff_t)code[2];
    if (more && sre->at != level->at) {
        if (marks_save(sre, level, true) < 0) return BROKEN;
        level->at = sre->at;
        return call_code(sre, STEP_POSSESSIVE_MORE, code + 3, sre->at, false);
    }
    level->code = code + code[0] + 1;
    level->at = sre->at;
    return GO_ON;
}

static Verdict possessive_needed(Sre *sre, SreLevel *level)
{
    if (level->count < (ptrdiff_t)level->code[1]) return call_code(sre, STEP_POSSESSIVE_NEEDED, level->code + 3, sre->at, false);
    level->at = -1;
    return possessive_next(sre, level);
}

static Verdict possessive_begin(Sre *sre, SreLevel *level)
{
    sre->at = level->at;
    level->count = 0;
    return possessive_needed(sre, level);
}

static Verdict possessive_resume(Sre *sre, SreLevel *level, bool matched)
{
    if (level->step == STEP_POSSESSIVE_NEEDED) {
        level->count++;
        return matched ? possessive_needed(sre, level) : FAILED;
    }
    if (matched) {
        marks_drop(sre, level, true);
        level->count++;
        return possessive_next(sre, level);
    }
    marks_restore(sre, level, true);
    marks_drop(sre, level, true);
    level->code += level->code[0] + 1;
    return GO_ON;
}

/* --- assertions and atomic groups: <skip> … body SUCCESS */

static Verdict assert_begin(Sre *sre, SreLevel *level)
{
    if (level->at < (ptrdiff_t)level->code[1]) return FAILED;
    return call_code(sre, STEP_ASSERT, level->code + 2, level->at - level->code[1], false);
}

static Verdict assert_not_begin(Sre *sre, SreLevel *level)
{
    if (level->at < (ptrdiff_t)level->code[1]) {
        level->code += level->code[0];
        return GO_ON;
    }
    if (marks_save(sre, level, sre->loop >= 0) < 0) return BROKEN;
    return call_code(sre, STEP_ASSERT_NOT, level->code + 2, level->at - level->code[1], false);
}

static Verdict assert_not_resume(Sre *sre, SreLevel *level, bool matched)
{
    if (!matched) marks_restore(sre, level, sre->loop >= 0);
    marks_drop(sre, level, sre->loop >= 0);
    level->code += level->code[0];
    return matched ? FAILED : GO_ON;
}

/* --- the engine */

/* Runs the operation at level->code[-1], which may call. */
static Verdict operate(Sre *sre, SreLevel *level)
{
    switch (level->code[-1]) {
    case SRE_BRANCH: return marks_save(sre, level, sre->loop >= 0) < 0 ? BROKEN : branch_next(sre, level);
    case SRE_REPEAT_ONE: return repeat_one(sre, level);
    case SRE_MIN_REPEAT_ONE: return min_repeat_one(sre, level);
    case SRE_POSSESSIVE_REPEAT_ONE: return possessive_one(sre, level);
    case SRE_REPEAT: return repeat_begin(sre, level);
    case SRE_MAX_UNTIL: case SRE_MIN_UNTIL:
        if (sre->loop < 0) return error_raise_int(sre->rt, TYPE_RuntimeError, "internal error in regular expression engine");
        return level->code[-1] == SRE_MAX_UNTIL ? max_until(sre, level) : min_until(sre, level);
    case SRE_POSSESSIVE_REPEAT: return possessive_begin(sre, level);
    case SRE_ATOMIC_GROUP: return call_code(sre, STEP_ATOMIC, level->code + 1, level->at, false);
    case SRE_ASSERT: return assert_begin(sre, level);
    case SRE_ASSERT_NOT: return assert_not_begin(sre, level);
    default: return FAILED; /* FAILURE */
    }
}

/* Runs the top level from where it stands. */
static Verdict walk(Sre *sre)
{
    SreLevel *level = level_on_top(sre);
    const uint32_t *code = level->code;
    ptrdiff_t at = level->at;
    for (;;) {
        switch (code[0]) {
        case SRE_LITERAL:
            if (at >= sre->end || sre_point(sre, at) != code[1]) return FAILED;
            code += 2;
            at++;
            break;
        case SRE_MARK:
            mark_set(sre, code[1], at);
            code += 2;
            break;
        case SRE_AT:
            if (!sre_is_at(sre, at, code[1])) return FAILED;
            code += 2;
            break;
        case SRE_SUCCESS:
            if (level->top && ((sre->match_all && at != sre->end) || (sre->must_advance && at == sre->start))) return FAILED;
            sre->at = at;
            return MATCHED;
        case SRE_JUMP: code += 1 + code[1]; break;
        case SRE_GROUPREF: case SRE_GROUPREF_IGNORE: case SRE_GROUPREF_LOC_IGNORE: case SRE_GROUPREF_UNI_IGNORE:
            at = group_repeated(sre, code[0], code[1], at);
            if (at < 0) return FAILED;
            code += 2;
            break;
        case SRE_GROUPREF_EXISTS: code += group_is_set(sre, code[1]) ? 3 : 1 + code[2]; break;
        default: {
            size_t size = sre_one_size(code);
            if (size == 0) {
                level->code = code + 1;
                level->at = at;
                Verdict verdict = operate(sre, level);
                if (verdict != GO_ON) return verdict;
                code = level->code;
                at = level->at;
            } else {
                if (at >= sre->end || !sre_one_fits(code, sre_point(sre, at))) return FAILED;
                code += size;
                at++;
            }
        }
        }
    }
}

/* The top level goes on: what it called has ended. */
static Verdict resume_level(Sre *sre, bool matched)
{
    SreLevel *level = level_on_top(sre);
    switch (level->step) {
    case STEP_BRANCH: return branch_resume(sre, level, matched);
    case STEP_REPEAT_ONE: return repeat_one_resume(sre, level, matched);
    case STEP_MIN_REPEAT_ONE: return min_repeat_one_resume(sre, level, matched);
    case STEP_REPEAT: sre->loop = level->outer; return matched;
    case STEP_MAX_NEEDED: case STEP_MIN_NEEDED: return matched ? MATCHED : round_failed(sre, level);
    case STEP_MAX_MORE: return max_more_resume(sre, level, matched);
    case STEP_TAIL: sre->loop = level->loop; return matched;
    case STEP_MIN_TAIL: return min_tail_resume(sre, level, matched);
    case STEP_MIN_MORE: round_end_guarded(sre, level); return matched ? MATCHED : round_failed(sre, level);
    case STEP_POSSESSIVE_NEEDED: case STEP_POSSESSIVE_MORE: return possessive_resume(sre, level, matched);
    case STEP_ASSERT: level->code += level->code[0]; return matched ? GO_ON : FAILED;
    case STEP_ASSERT_NOT: return assert_not_resume(sre, level, matched);
    case STEP_ATOMIC:
        level->code += level->code[0];
        level->at = sre->at;
        return matched ? GO_ON : FAILED;
    case STEP_NONE: break;
    }
    viv_unreachable("a level that waits for nothing");
}

void sre_reset(Sre *sre)
{
    sre->last_mark = sre->last_index = -1;
    sre->loop = -1;
    sre->level_count = sre->saved_count = 0;
}

int sre_match(Sre *sre, const uint32_t *code, bool top)
{
    if (code[0] == SRE_INFO) {
        if (code[3] > 0 && sre->end - sre->at < (ptrdiff_t)code[3]) return 0;
        code += 1 + code[1];
    }
    sre_reset(sre);
    if (level_push(sre, code, top) < 0) return -1;
    for (Verdict verdict = CALLED;;) {
        if (sre_poll(sre) < 0) return -1;
        if (verdict == CALLED || verdict == GO_ON) {
            verdict = walk(sre);
        } else if (verdict == BROKEN || --sre->level_count == 0) {
            return verdict;
        } else {
            verdict = resume_level(sre, verdict == MATCHED);
        }
    }
}
