/* Is a list of words a program that the engine may run?  Everything that the engine takes for granted is
   checked here: operands are there, groups exist, jumps lead to where an operation begins, forwards,
   and loops end as they must.  Each function takes a range of words that it may read. */
#include "modules/sre.h"
#include "objects/call.h"

typedef struct Check {
    Rt *rt;
    size_t groups;
} Check;

/* The skip at CODE, which must lead to END at most: the place that it leads to, or NULL. */
static const uint32_t *skip_target(const uint32_t *code, const uint32_t *end)
{
    return code < end && code[0] <= (size_t)(end - code) ? code + code[0] : NULL;
}

/* A set: members, then FAILURE as its last word. */
static bool is_charset(const uint32_t *code, const uint32_t *end)
{
    while (code < end) {
        ptrdiff_t left = end - code, size;
        switch (code[0]) {
        case SRE_FAILURE: return left == 1;
        case SRE_NEGATE: size = 1; break;
        case SRE_LITERAL: size = 2; break;
        case SRE_RANGE: case SRE_RANGE_UNI_IGNORE: size = 3; break;
        case SRE_CHARSET: size = 9; break;
        case SRE_CATEGORY:
            if (left < 2 || code[1] >= SRE_CATEGORY_COUNT) return false;
            size = 2;
            break;
        case SRE_BIGCHARSET:
            if (left < 2 || code[1] > 256) return false;
            size = 66 + 8 * (ptrdiff_t)code[1];
            break;
        default: return false;
        }
        if (size >= left) return false;
        code += size;
    }
    return false;
}

/* An operation on one character: its end, or NULL. */
static const uint32_t *check_one(const uint32_t *code, const uint32_t *end)
{
    if (code + 1 >= end && code[0] != SRE_ANY && code[0] != SRE_ANY_ALL) return NULL;
    switch (code[0]) {
    case SRE_IN: case SRE_IN_IGNORE: case SRE_IN_LOC_IGNORE: case SRE_IN_UNI_IGNORE: {
        const uint32_t *target = skip_target(code + 1, end);
        return target != NULL && code[1] > 0 && is_charset(code + 2, target) ? target : NULL;
    }
    case SRE_CATEGORY: return code[1] < SRE_CATEGORY_COUNT ? code + 2 : NULL;
    default: return code + sre_one_size(code);
    }
}

/* <skip> <min> <max> item: where the skip leads to, or NULL when the numbers are impossible. */
static const uint32_t *repeat_target(const uint32_t *code, const uint32_t *end)
{
    const uint32_t *target = skip_target(code, end);
    bool good = target != NULL && code[0] >= 3 && code[1] <= code[2];
    return good ? target : NULL;
}

static int check_range(const Check *check, const uint32_t *code, const uint32_t *end, const uint32_t **stop);

/* All of CODE..END, without a JUMP of the outer level: 1, 0, -1. */
static int check_whole(const Check *check, const uint32_t *code, const uint32_t *end)
{
    const uint32_t *stop;
    int good = check_range(check, code, end, &stop);
    return good > 0 ? stop == end : good;
}

/* A body that the word at SUCCESS ends: *next is behind it. */
static int check_body(const Check *check, const uint32_t *body, const uint32_t *success, const uint32_t *end, const uint32_t **next)
{
    if (success < body || success >= end || *success != SRE_SUCCESS) return 0;
    *next = success + 1;
    return check_whole(check, body, success);
}

/* <skip> alternative JUMP <to the end>, …, 0 */
static int check_branch(const Check *check, const uint32_t *code, const uint32_t *end, const uint32_t **next)
{
    const uint32_t *common = NULL;
    for (;;) {
        const uint32_t *target = skip_target(code, end);
        if (target == NULL) return 0;
        if (target == code) break;
        if (target - code < 3 || target[-2] != SRE_JUMP) return 0;
        const uint32_t *jump = skip_target(target - 1, end);
        if (jump == NULL || (common != NULL && jump != common)) return 0;
        common = jump;
        int good = check_whole(check, code + 1, target - 2);
        if (good <= 0) return good;
        code = target;
    }
    *next = code + 1;
    return common == code + 1;
}

/* <group> <skip> then-part, perhaps JUMP <skip> else-part */
static int check_conditional(const Check *check, const uint32_t *code, const uint32_t *end, const uint32_t **next)
{
    if (end - code < 2 || code[0] >= check->groups || code[1] < 2 || code[1] > (size_t)(end - code)) return 0;
    const uint32_t *otherwise = code + code[1], *stop;
    int good = check_range(check, code + 2, otherwise, &stop);
    *next = otherwise;
    if (good <= 0 || stop == otherwise) return good;
    *next = skip_target(stop + 1, end);
    if (stop + 2 != otherwise || *next == NULL || *next < otherwise) return 0;
    return check_whole(check, otherwise, *next);
}

static int check_repeat(const Check *check, const uint32_t *code, const uint32_t *end, const uint32_t **next)
{
    const uint32_t *target = repeat_target(code + 1, end);
    if (target == NULL) return 0;
    *next = target + 1;
    switch (code[0]) {
    case SRE_REPEAT_ONE: case SRE_MIN_REPEAT_ONE: case SRE_POSSESSIVE_REPEAT_ONE:
        /* one character and a SUCCESS, which the skip includes */
        *next = target;
        return code[1] >= 5 && sre_one_size(code + 4) != 0 && target[-1] == SRE_SUCCESS && check_one(code + 4, target - 1) == target - 1;
    case SRE_POSSESSIVE_REPEAT: return check_body(check, code + 4, target, end, next);
    default: return target < end && (*target == SRE_MAX_UNTIL || *target == SRE_MIN_UNTIL) ? check_whole(check, code + 4, target) : 0;
    }
}

/* One operation at CODE (< END): *next is behind it. */
static int check_operation(const Check *check, const uint32_t *code, const uint32_t *end, const uint32_t **next)
{
    ptrdiff_t left = end - code;
    if (sre_one_size(code) != 0) return (*next = check_one(code, end)) != NULL;
    *next = code + 2;
    switch (code[0]) {
    case SRE_SUCCESS: case SRE_FAILURE: *next = code + 1; return 1;
    case SRE_MARK: return left >= 2 && code[1] < 2 * check->groups;
    case SRE_AT: return left >= 2 && code[1] < SRE_AT_COUNT;
    case SRE_GROUPREF: case SRE_GROUPREF_IGNORE: case SRE_GROUPREF_LOC_IGNORE: case SRE_GROUPREF_UNI_IGNORE:
        return left >= 2 && code[1] < check->groups;
    case SRE_BRANCH: return check_branch(check, code + 1, end, next);
    case SRE_GROUPREF_EXISTS: return check_conditional(check, code + 1, end, next);
    case SRE_ATOMIC_GROUP: {
        const uint32_t *target = skip_target(code + 1, end);
        return target == NULL || code[1] < 2 ? 0 : check_body(check, code + 2, target - 1, end, next);
    }
    case SRE_ASSERT: case SRE_ASSERT_NOT: {
        const uint32_t *target = skip_target(code + 1, end);
        return target == NULL || code[1] < 3 || code[2] > INT32_MAX ? 0 : check_body(check, code + 3, target - 1, end, next);
    }
    case SRE_REPEAT: case SRE_REPEAT_ONE: case SRE_MIN_REPEAT_ONE: case SRE_POSSESSIVE_REPEAT: case SRE_POSSESSIVE_REPEAT_ONE:
        return left < 5 ? 0 : check_repeat(check, code, end, next);
    default: return 0;
    }
}

/* Operations from CODE on, up to END or to a JUMP, which is *stop. */
static int check_range(const Check *check, const uint32_t *code, const uint32_t *end, const uint32_t **stop)
{
    if (call_check_stack(check->rt) < 0) return -1;
    while (code < end && code[0] != SRE_JUMP) {
        int good = check_operation(check, code, end, &code);
        if (good <= 0) return good;
    }
    *stop = code;
    return code <= end;
}

/* <prefix length> <prefix skip> prefix overlap-table, all of it and no more.  The operations behind
   the block begin with those literals that the engine skips because it has seen them. */
static bool is_prefix(const uint32_t *code, const uint32_t *target, const uint32_t *end)
{
    size_t length = target - code < 2 ? 0 : code[0];
    if (length == 0 || code[1] > length || length > (size_t)(target - code) || (size_t)(target - code) != 2 + 2 * length) return false;
    if (2 * (size_t)code[1] > (size_t)(end - target)) return false;
    for (size_t i = 0; i < length; i++) {
        if (code[2 + length + i] > i) return false;
        if (i < code[1] && (target[2 * i] != SRE_LITERAL || target[2 * i + 1] != code[2 + i])) return false;
    }
    return true;
}

/* INFO <skip> <flags> <min> <max> …: its end, or NULL. */
static const uint32_t *check_info(const uint32_t *code, const uint32_t *end)
{
    const uint32_t *target = skip_target(code + 1, end);
    if (target == NULL || code[1] < 4) return NULL;
    switch (code[2]) {
    case 0: return target == code + 5 ? target : NULL;
    case SRE_INFO_PREFIX: case SRE_INFO_PREFIX | SRE_INFO_LITERAL: return is_prefix(code + 5, target, end) ? target : NULL;
    case SRE_INFO_CHARSET: return is_charset(code + 5, target) ? target : NULL;
    default: return NULL;
    }
}

int sre_code_is_valid(Rt *rt, const uint32_t *code, size_t length, size_t groups)
{
    Check check = {rt, groups};
    const uint32_t *end = code + length;
    if (length == 0 || groups > SRE_MAX_GROUPS || end[-1] != SRE_SUCCESS) return 0;
    if (code[0] == SRE_INFO) code = check_info(code, end - 1);
    return code == NULL ? 0 : check_whole(&check, code, end - 1);
}
