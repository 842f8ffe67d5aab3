/* Decimal numbers from text and to text.  Reading takes ASCII only; who calls has put other digits into it. */
#include "modules/decimal_num.h"

#include <string.h>

#define EXPONENT_CUT INT64_C(4000000000000000000) /* beyond all exponents */

typedef struct Reader {
    const char *at, *end;
} Reader;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* WORD, in small letters, at the reader's place, in letters of any case. */
static bool take_word(Reader *reader, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(reader->end - reader->at) < length) return false;
    for (size_t i = 0; i < length; i++) {
        char c = reader->at[i];
        if (c != word[i] && c != word[i] - 'a' + 'A') return false;
    }
    reader->at += length;
    return true;
}

/* The digits of [text, text + length), but for a point among them, as the coefficient; COUNT of them. */
static void read_coefficient(Calc *calc, Num *result, const char *text, int64_t count)
{
    size_t words = (size_t)((count + WORD_DIGITS - 1) / WORD_DIGITS);
    result->count = 0;
    if (!num_reserve(calc, result, words)) return;
    memset(result->words, 0, words * sizeof *result->words);
    for (int64_t place = count - 1; place >= 0; text++) {
        if (*text == '.') continue;
        uint32_t *word = &result->words[place / WORD_DIGITS];
        *word = *word * 10 + (uint32_t)(*text - '0');
        place--;
    }
    num_settle(result, words);
}

/* "NaN123": digits only, not more of them than the context has, or none. */
static void read_payload(Calc *calc, Num *result, Reader reader)
{
    while (reader.at < reader.end && *reader.at == '0') reader.at++;
    int64_t count = reader.end - reader.at;
    for (int64_t i = 0; i < count; i++) {
        if (!is_digit(reader.at[i])) {
            num_fail(calc, result, COND_ConversionSyntax);
            return;
        }
    }
    if (count > calc->context.precision - calc->context.clamp) num_fail(calc, result, COND_ConversionSyntax);
    else if (count > 0) {
        NumKind kind = (NumKind)result->kind;
        read_coefficient(calc, result, reader.at, count);
        if ((calc->status & COND_FAILED) == 0) result->kind = (uint8_t)kind;
    }
}

/* [+-]digits up to the end; cut where it is beyond all of them. */
static bool read_exponent(Reader *reader, int64_t *exponent)
{
    bool negative = reader->at < reader->end && *reader->at == '-';
    if (reader->at < reader->end && (*reader->at == '-' || *reader->at == '+')) reader->at++;
    if (reader->at == reader->end) return false;
    int64_t value = 0;
    for (; reader->at < reader->end; reader->at++) {
        if (!is_digit(*reader->at)) return false;
        value = value < EXPONENT_CUT / 10 ? value * 10 + (*reader->at - '0') : EXPONENT_CUT;
    }
    *exponent = negative ? -value : value;
    return true;
}

static bool read_finite(Calc *calc, Num *result, Reader reader)
{
    const char *point = NULL, *first = NULL, *digits_end;
    int64_t seen = 0, count = 0, after = 0, exponent = 0;
    for (; reader.at < reader.end && (is_digit(*reader.at) || *reader.at == '.'); reader.at++) {
        if (*reader.at == '.') {
            if (point != NULL) return false;
            point = reader.at;
            continue;
        }
        seen++;
        after += point != NULL;
        if (first == NULL && *reader.at != '0') first = reader.at;
        count += first != NULL;
    }
    digits_end = reader.at;
    if (seen == 0) return false;
    if (reader.at < reader.end) {
        if (*reader.at != 'e' && *reader.at != 'E') return false;
        reader.at++;
        if (!read_exponent(&reader, &exponent)) return false;
    }
    if (first == NULL) {
        first = digits_end - (digits_end[-1] == '.' ? 2 : 1); /* the last 0 */
        count = 1;
    }
    bool negative = result->negative;
    read_coefficient(calc, result, first, count);
    if ((calc->status & COND_FAILED) != 0) return true;
    exponent -= after;
    result->kind = NUM_FINITE;
    result->negative = negative;
    result->exponent = exponent > NUM_EXPONENT_HUGE ? NUM_EXPONENT_HUGE : exponent;
    num_finish(calc, result);
    return true;
}

void num_read(Calc *calc, Num *result, const char *text, size_t length)
{
    Reader reader = {text, text + length};
    bool negative = length > 0 && *text == '-';
    if (length > 0 && (*text == '-' || *text == '+')) reader.at++;
    if (take_word(&reader, "nan")) {
        num_set_special(result, negative, NUM_NAN);
        read_payload(calc, result, reader);
    } else if (take_word(&reader, "snan")) {
        num_set_special(result, negative, NUM_SNAN);
        read_payload(calc, result, reader);
    } else if (take_word(&reader, "inf")) {
        num_set_special(result, negative, NUM_INFINITE);
        if (reader.at < reader.end && (!take_word(&reader, "inity") || reader.at < reader.end)) num_fail(calc, result, COND_ConversionSyntax);
    } else {
        result->negative = negative;
        if (!read_finite(calc, result, reader)) num_fail(calc, result, COND_ConversionSyntax);
    }
}

/* --- writing */

/* The coefficient with a point before its digit AT, counted from the first; none when that is the end. */
static void write_coefficient(const Num *a, int64_t at, Buf *buf)
{
    for (int64_t place = a->digits - 1; place >= 0; place--) {
        if (a->digits - 1 - place == at) buf_add_char(buf, '.');
        buf_add_char(buf, (char)('0' + words_digit(a->words, a->count, place)));
    }
}

static void write_special(const Num *a, Buf *buf)
{
    if (a->kind == NUM_INFINITE) buf_add_text(buf, "Infinity");
    else buf_add_text(buf, a->kind == NUM_NAN ? "NaN" : "sNaN");
    write_coefficient(a, -1, buf);
}

/* VALUE % 3, not negative. */
static int64_t modulo3(int64_t value)
{
    return (value % 3 + 3) % 3;
}

void num_write_at(const Num *a, int flags, int64_t place, Buf *buf)
{
    if (a->negative) buf_add_char(buf, '-');
    if (!num_is_finite(a)) {
        write_special(a, buf);
    } else {
        int64_t whole = a->digits + a->exponent; /* digits before the point, were there no exponent */
        bool scientific = (flags & NUM_TEXT_SCIENTIFIC) != 0;
        if (!scientific && ((flags & NUM_TEXT_FIXED) != 0 || (a->exponent <= 0 && whole > -6))) place = whole;
        else if ((flags & NUM_TEXT_ENGINEERING) != 0) place = num_is_zero(a) ? modulo3(a->exponent + 2) - 1 : 1 + modulo3(whole - 1);
        if (place <= 0) {
            buf_add_text(buf, "0.");
            buf_add_repeated(buf, '0', (size_t)-place);
            write_coefficient(a, -1, buf);
        } else {
            write_coefficient(a, place, buf);
            if (place > a->digits) buf_add_repeated(buf, '0', (size_t)(place - a->digits));
        }
        if (whole != place || scientific) {
            int64_t exponent = whole - place;
            buf_printf(buf, "%c%c%lld", (flags & NUM_TEXT_LOWER) != 0 ? 'e' : 'E', exponent < 0 ? '-' : '+', (long long)(exponent < 0 ? -exponent : exponent));
        }
    }
    if ((flags & NUM_TEXT_PERCENT) != 0) buf_add_char(buf, '%');
}

void num_write(const Num *a, int flags, Buf *buf)
{
    num_write_at(a, flags, 1, buf);
}
