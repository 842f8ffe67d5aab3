/* Wording and placing errors.  Offsets count from 1; with a known encoding they count
   code points of the quoted line, otherwise bytes.  The first error stays, so a rule may
   raise without asking whether something is already wrong. */
#include "syntax/parser.h"

#include <string.h>

#include "base/utf8.h"

/* In place of an end: where the tokenizer stands now. */
enum { CURRENT_POSITION = -5 };

/* --- the quoted line --- */

/* Line LINENO of the text, which starts at the parser's first line. */
static const char *find_line(const Parser *p, int lineno, size_t *length)
{
    const Tokenizer *tokenizer = p->tokenizer;
    int wanted = p->starting_lineno != 0 ? lineno - p->starting_lineno + 1 : lineno;
    const char *line = tokenizer->text;
    for (int i = 0; i < wanted - 1; i++) {
        const char *newline = strchr(line, '\n');
        if (newline == NULL || newline + 1 > tokenizer->line_end) {
            break;
        }
        line = newline + 1;
    }
    *length = strcspn(line, "\n");
    return line;
}

/* What Python quotes for an error in LINENO: while the line is being read, all that was
   read since the start of the current token's line; else just the line. */
static const char *error_line(const Parser *p, int lineno, size_t *length)
{
    const Tokenizer *tokenizer = p->tokenizer;
    if (tokenizer->lineno <= lineno && tokenizer->line_end > tokenizer->region) {
        *length = (size_t)(tokenizer->line_end - tokenizer->region);
        return tokenizer->region;
    }
    return find_line(p, lineno, length);
}

/* OFFSET bytes into the LENGTH bytes of LINE as code points, a partial one included. */
static int offset_in_code_points(const char *line, size_t length, int offset)
{
    int count = 0;
    if (offset > (int)length + 1) {
        offset = (int)length + 1;
    }
    for (int i = 0; i < offset; i++) {
        bool continues = (size_t)i < length && ((unsigned char)line[i] & 0xC0) == 0x80;
        count += !continues;
    }
    return count;
}

/* --- raising --- */

static void *raise_known(Parser *p, DiagnosticKind kind, Span span, const char *format, va_list args)
{
    SyntaxLog *log = p->log;
    const Tokenizer *tokenizer = p->tokenizer;
    if (parser_failed(p)) {
        return NULL;
    }
    if (span.end_lineno == CURRENT_POSITION) {
        span.end_lineno = tokenizer->lineno;
    }
    if (span.end_col_offset == CURRENT_POSITION) {
        span.end_col_offset = (int)(tokenizer->cursor - tokenizer->line_start);
    }
    const char *message = log_format(log, format, args);
    if (p->start == START_FSTRING) {
        span.col_offset -= p->starting_col_offset;
        span.end_col_offset -= p->starting_col_offset;
        char *prefixed = arena_printf(log->arena, "f-string: %s", message);
        message = prefixed != NULL ? prefixed : message;
    }
    size_t length;
    const char *line = error_line(p, span.lineno, &length);
    if (tokenizer->has_encoding) {
        span.col_offset = offset_in_code_points(line, length, span.col_offset);
        if (span.end_col_offset > 0) {
            span.end_col_offset = offset_in_code_points(line, length, span.end_col_offset);
        }
    }
    log_error(log, &(Diagnostic){
                       .kind = kind,
                       .message = message,
                       .lineno = span.lineno,
                       .offset = span.col_offset,
                       .end_lineno = span.end_lineno,
                       .end_offset = span.end_col_offset,
                       .text = log_copy_replacing(log, line, length),
                   });
    return NULL;
}

/* SPAN counts from 0, as nodes do. */
static void *raise_span(Parser *p, DiagnosticKind kind, Span span, const char *format, va_list args)
{
    if (span.col_offset != CURRENT_POSITION) {
        span.col_offset++;
    }
    if (span.end_col_offset != CURRENT_POSITION) {
        span.end_col_offset++;
    }
    return raise_known(p, kind, span, format, args);
}

static void *raise_here(Parser *p, DiagnosticKind kind, const char *format, va_list args)
{
    const Tokenizer *tokenizer = p->tokenizer;
    const Token *token = parser_last_read(p);
    if (token == NULL) {
        return raise_known(p, kind, (Span){0, 0, 0, -1}, format, args);
    }
    Span span = {token->lineno, token->col_offset + 1, token->end_lineno, -1};
    if (token->col_offset == -1) {
        span.col_offset = tokenizer->cursor == tokenizer->region
                              ? 0
                              : (int)(tokenizer->cursor - tokenizer->line_start);
    }
    if (token->end_col_offset != -1) {
        span.end_col_offset = token->end_col_offset + 1;
    }
    return raise_known(p, kind, span, format, args);
}

void *raise_syntax(Parser *p, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    raise_here(p, DIAGNOSTIC_SYNTAX_ERROR, format, args);
    va_end(args);
    return NULL;
}

void *raise_indentation(Parser *p, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    raise_here(p, DIAGNOSTIC_INDENTATION_ERROR, format, args);
    va_end(args);
    return NULL;
}

void *raise_at(Parser *p, Span span, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    raise_span(p, DIAGNOSTIC_SYNTAX_ERROR, span, format, args);
    va_end(args);
    return NULL;
}

void *raise_from(Parser *p, Span span, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    span.end_lineno = span.end_col_offset = CURRENT_POSITION;
    raise_span(p, DIAGNOSTIC_SYNTAX_ERROR, span, format, args);
    va_end(args);
    return NULL;
}

void *raise_kind(Parser *p, DiagnosticKind kind, const char *message)
{
    log_error(p->log, &(Diagnostic){.kind = kind, .message = message});
    return NULL;
}

void *raise_decode(Parser *p, const char *what, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *message = log_format(p->log, format, args);
    va_end(args);
    return raise_syntax(p, "(%s) %s", what, message);
}

/* --- what the tokenizer leaves to be worded --- */

static void raise_unclosed(Parser *p)
{
    const Tokenizer *tokenizer = p->tokenizer;
    int top = tokenizer->level - 1;
    int line = tokenizer->bracket_lines[top];
    raise_at(p, (Span){line, tokenizer->bracket_columns[top], line, -1},
             "'%c' was never closed", tokenizer->brackets[top]);
}

static void raise_end_of_file(Parser *p)
{
    if (p->tokenizer->level > 0) {
        raise_unclosed(p);
    } else {
        raise_syntax(p, "unexpected EOF while parsing");
    }
}

PRINTF_LIKE(4, 5)
static void raise_in_line(Parser *p, DiagnosticKind kind, int column, const char *format, ...)
{
    int line = p->tokenizer->lineno;
    va_list args;
    va_start(args, format);
    raise_span(p, kind, (Span){line, column, line, -1}, format, args);
    va_end(args);
}

void raise_tokenizer(Parser *p)
{
    const Tokenizer *tokenizer = p->tokenizer;
    switch (tokenizer->state) {
    case TOKENIZER_OK:
    case TOKENIZER_FAILED: break; /* the log has it */
    case TOKENIZER_EOF: raise_end_of_file(p); break;
    case TOKENIZER_BAD_DEDENT:
        raise_indentation(p, "unindent does not match any outer indentation level");
        break;
    case TOKENIZER_TAB_SPACE:
        raise_in_line(p, DIAGNOSTIC_TAB_ERROR, 0,
                      "inconsistent use of tabs and spaces in indentation");
        break;
    case TOKENIZER_TOO_DEEP:
        raise_in_line(p, DIAGNOSTIC_INDENTATION_ERROR, 0, "too many levels of indentation");
        break;
    case TOKENIZER_LINE_CONTINUATION:
        raise_in_line(p, DIAGNOSTIC_SYNTAX_ERROR, (int)(tokenizer->cursor - tokenizer->region - 1),
                      "unexpected character after line continuation character");
        break;
    case TOKENIZER_DECODE: {
        size_t length = (size_t)(tokenizer->cursor - tokenizer->start);
        size_t bad = utf8_check(tokenizer->start, length);
        raise_undecodable(p, tokenizer->start, length, bad);
        break;
    }
    }
}

void raise_undecodable(Parser *p, const char *text, size_t length, size_t bad)
{
    unsigned char first = (unsigned char)text[bad];
    size_t wanted = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (wanted == 0) {
        raise_decode(p, "unicode error",
                     "'utf-8' codec can't decode byte 0x%02x in position %zu: invalid start byte",
                     first, bad);
        return;
    }
    size_t good = 1;
    while (good < wanted && bad + good < length && ((unsigned char)text[bad + good] & 0xC0) == 0x80) {
        good++;
    }
    const char *reason = bad + good == length ? "unexpected end of data" : "invalid continuation byte";
    if (good == 1) {
        raise_decode(p, "unicode error", "'utf-8' codec can't decode byte 0x%02x in position %zu: %s",
                     first, bad, reason);
    } else {
        raise_decode(p, "unicode error",
                     "'utf-8' codec can't decode bytes in position %zu-%zu: %s", bad,
                     bad + good - 1, reason);
    }
}

/* --- the end of a failed parse --- */

/* Reads the rest of the text for an error of the tokenizer's own, which takes precedence
   over what the grammar says: an unmatched bracket further down is often the cause.  An
   unclosed one counts only when it was opened before the line of the error. */
static void check_rest(Parser *p)
{
    const Diagnostic *error = p->log->error;
    int error_line_number = parser_last_read(p)->lineno;
    Tokenizer *tokenizer = p->tokenizer;
    Token token;
    log_error_clear(p->log);
    do {
        tokenizer_next(tokenizer, &token);
    } while (token.kind != TOKEN_ERROR && token.kind != TOKEN_ENDMARKER);
    if (token.kind == TOKEN_ERROR && !parser_failed(p) && tokenizer->level > 0 &&
        error_line_number > tokenizer->bracket_lines[tokenizer->level - 1]) {
        raise_unclosed(p);
    }
    if (!parser_failed(p)) {
        p->log->error = error;
    }
}

void raise_generic(Parser *p, const Token *last)
{
    const Tokenizer *tokenizer = p->tokenizer;
    if (parser_failed(p)) {
        bool fine = tokenizer->state == TOKENIZER_OK || tokenizer->state == TOKENIZER_EOF;
        bool syntax = p->log->error->kind <= DIAGNOSTIC_TAB_ERROR;
        if (fine && syntax && tokenizer->state == TOKENIZER_OK) {
            check_rest(p);
        }
        return;
    }
    if (last == NULL) {
        raise_syntax(p, "error at start before reading any input");
        return;
    }
    if (last->kind == TOKEN_ERROR && tokenizer->state == TOKENIZER_EOF) {
        raise_end_of_file(p);
    } else if (last->kind == TOKEN_INDENT) {
        raise_indentation(p, "unexpected indent");
    } else if (last->kind == TOKEN_DEDENT) {
        raise_indentation(p, "unexpected unindent");
    } else {
        raise_at(p, token_span(last), "invalid syntax");
        check_rest(p);
    }
}

/* --- targets --- */

static const Expr *invalid_part(const Expr *expr, TargetUse use);

static const Expr *invalid_element(const ExprSeq *seq, TargetUse use)
{
    for (size_t i = 0; i < seq->length; i++) {
        const Expr *found = invalid_part(seq->items[i], use);
        if (found != NULL) {
            return found;
        }
    }
    return NULL;
}

/* The first part of EXPR that cannot be a target, or NULL. */
static const Expr *invalid_part(const Expr *expr, TargetUse use)
{
    switch (expr->kind) {
    case NODE_List: return invalid_element(&expr->v.List.elts, use);
    case NODE_Tuple: return invalid_element(&expr->v.Tuple.elts, use);
    case NODE_Starred:
        return use == TARGET_DELETE ? expr : invalid_part(expr->v.Starred.value, use);
    case NODE_Compare:
        /* In `for a in b` the rule has read `a in b` as a comparison. */
        if (use == TARGET_FOR) {
            bool is_in = expr->v.Compare.ops.items[0] == CMPOP_In;
            return is_in ? invalid_part(expr->v.Compare.left, use) : NULL;
        }
        return expr;
    case NODE_Name:
    case NODE_Subscript:
    case NODE_Attribute: return NULL;
    default: return expr;
    }
}

void *raise_invalid_target(Parser *p, const Expr *expr, TargetUse use)
{
    const Expr *invalid = invalid_part(expr, use);
    if (invalid == NULL) {
        return NULL;
    }
    return raise_at(p, invalid->span, "cannot %s %s",
                    use == TARGET_DELETE ? "delete" : "assign to", expr_describe(invalid));
}
