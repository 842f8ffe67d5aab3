/* str methods about the letters' case, and the questions isalpha, isdigit … */
#include "objects/str_methods.h"

#include "objects/error.h"
#include "objects/str_impl.h"

enum { CAPITAL_SIGMA = 0x3A3, SMALL_SIGMA = 0x3C3, FINAL_SIGMA = 0x3C2 };

/* Is the sigma at AT the last letter of its word?  What ignores case does not count. */
static bool is_final_sigma(Ref str, ptrdiff_t at)
{
    ptrdiff_t before = at - 1, after = at + 1;
    while (before >= 0 && point_is_case_ignorable(str_at(str, before))) before--;
    if (before < 0 || !point_is_cased(str_at(str, before))) return false;
    while (after < str_length(str) && point_is_case_ignorable(str_at(str, after))) after++;
    return after == str_length(str) || !point_is_cased(str_at(str, after));
}

static int lower_at(Ref str, ptrdiff_t at, uint32_t out[3])
{
    uint32_t c = str_at(str, at);
    if (c != CAPITAL_SIGMA) return point_convert(c, CASE_LOWER, out);
    out[0] = is_final_sigma(str, at) ? FINAL_SIGMA : SMALL_SIGMA;
    return 1;
}

/* One code point in the style; *IN_WORD: the one before it was cased. */
static int convert_at(Ref str, ptrdiff_t at, CaseStyle style, bool *in_word, uint32_t out[3])
{
    uint32_t c = str_at(str, at);
    switch (style) {
    case STYLE_LOWER: return lower_at(str, at, out);
    case STYLE_UPPER: return point_convert(c, CASE_UPPER, out);
    case STYLE_FOLD: return point_convert(c, CASE_FOLD, out);
    case STYLE_SWAP:
        if (point_is_upper(c)) return lower_at(str, at, out);
        if (point_is_lower(c)) return point_convert(c, CASE_UPPER, out);
        out[0] = c;
        return 1;
    case STYLE_TITLE: {
        bool inside = *in_word;
        *in_word = point_is_cased(c);
        return inside ? lower_at(str, at, out) : point_convert(c, CASE_TITLE, out);
    }
    case STYLE_CAPITALIZE: return at == 0 ? point_convert(c, CASE_TITLE, out) : lower_at(str, at, out);
    }
    viv_unreachable("case style");
}

enum { POLL_EVERY = 1 << 14 }; /* code points */

Own str_method_convert(Rt *rt, Ref self, const MethodDef *def)
{
    Buf buf = BUF_INIT;
    bool in_word = false;
    for (ptrdiff_t i = 0; i < str_length(self); i++) {
        uint32_t out[3];
        if (i % POLL_EVERY == POLL_EVERY - 1 && error_poll(rt) < 0) {
            buf_fini(&buf);
            return NULL;
        }
        int count = convert_at(self, i, (CaseStyle)def->fn.which, &in_word, out);
        for (int k = 0; k < count; k++) buf_add_utf8(&buf, out[k]);
    }
    return str_take_buf(rt, &buf);
}

static Own all_are(Rt *rt, Ref self, bool (*test)(uint32_t), bool when_empty)
{
    ptrdiff_t length = str_length(self);
    bool answer = length > 0 || when_empty;
    for (ptrdiff_t i = 0; answer && i < length; i++) answer = test(str_at(self, i));
    return bool_new(rt, answer);
}

static bool is_alnum(uint32_t c)
{
    return point_is_alpha(c) || point_is_numeric(c);
}

static bool is_decimal(uint32_t c)
{
    return point_decimal(c) >= 0;
}

#define QUESTION(method, test, when_empty)                                             \
    Own str_method_##method(Rt *rt, Ref self)                                          \
    {                                                                                  \
        return all_are(rt, self, test, when_empty);                                    \
    }
QUESTION(isalnum, is_alnum, false)
QUESTION(isalpha, point_is_alpha, false)
QUESTION(isdecimal, is_decimal, false)
QUESTION(isdigit, point_is_digit, false)
QUESTION(isnumeric, point_is_numeric, false)
QUESTION(isspace, point_is_space, false)
QUESTION(isprintable, point_is_printable, true)
#undef QUESTION

Own str_method_isascii(Rt *rt, Ref self)
{
    return bool_new(rt, AS_STR(self)->ascii);
}

Own str_method_isidentifier(Rt *rt, Ref self)
{
    return bool_new(rt, str_is_identifier(self));
}

/* Something is cased, and nothing of the other case. */
Own str_method_is_case(Rt *rt, Ref self, const MethodDef *def)
{
    bool any = false, lower = def->fn.which == STYLE_LOWER;
    bool (*wanted)(uint32_t) = lower ? point_is_lower : point_is_upper, (*other)(uint32_t) = lower ? point_is_upper : point_is_lower;
    for (ptrdiff_t i = 0; i < str_length(self); i++) {
        uint32_t c = str_at(self, i);
        if (other(c) || point_is_title(c)) return bool_new(rt, false);
        any = any || wanted(c);
    }
    return bool_new(rt, any);
}

Own str_method_istitle(Rt *rt, Ref self)
{
    bool any = false, in_word = false;
    for (ptrdiff_t i = 0; i < str_length(self); i++) {
        uint32_t c = str_at(self, i);
        if (point_is_upper(c) || point_is_title(c)) {
            if (in_word) return bool_new(rt, false);
            any = in_word = true;
        } else if (point_is_lower(c)) {
            if (!in_word) return bool_new(rt, false);
            any = true;
        } else {
            in_word = false;
        }
    }
    return bool_new(rt, any);
}
