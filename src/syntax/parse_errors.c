/* Wording and placing errors.  Offsets count from 1; with a known encoding they count
   code points of the quoted line, otherwise bytes.  The first error stays, so a rule
   may raise without asking whether something is already wrong. */
#include "syntax/parser.h"

#include <string.h>

#include "base/utf8.h"

/* In place of an end: where the lexer stands now. */
enum { CURRENT_POSITION = -5 };

/* --- the quoted line --- */

/* Line LINENO of the text, which starts at the parser's first line. */
static const char *find_line(const Parser *p, int lineno, size_t *length)
{
    const Lexer *lexer = p->lexer;
    int wanted = p->starting_lineno != 0 ? lineno - p->starting_lineno + 1 : lineno;
    const char *line = lexer->text;
    for (int i = 0; i < wanted - 1; i++) {
        const char *newline = strchr(line, '\n');
        if (newline == NULL || newline + 1 > lexer->line_end) break;
        line = newline + 1;
    }
    *length = strcspn(line, "\n");
    return line;
}

/* What Python quotes for an error in LINENO: while the line is being read, all that was
   read since the start of the current token's line; else just the line. */
static const char *error_line(const Parser *p, int lineno, size_t *length)
{
    const Lexer *lexer = p->lexer;
    if (lexer->lineno <= lineno && lexer->line_end > lexer->region) {
        *length = (size_t)(lexer->line_end - lexer->region);
        return lexer->region;
    }
    return find_line(p, lineno, length);
}

/* OFFSET bytes into the LENGTH bytes of LINE as code points, a partial one included. */
static int offset_in_code_points(const char *line, size_t length, int offset)
{
    int count = 0;
    if (offset > (int)length + 1) offset = (int)length + 1;
    for (int i = 0; i < offset; i++) {
        bool continues = (size_t)i < length && ((unsigned char)line[i] & 0xC0) == 0x80;
        count += !continues;
    }
    return count;
}

/* --- raising --- */

static void *
raise_known(Parser *p, DiagnosticKind kind, Span span, const char *format, va_list args)
{
    SyntaxLog *log = p->log;
    const Lexer *lexer = p->lexer;
    if (parser_failed(p)) return NULL;
    if (span.end_lineno == CURRENT_POSITION) span.end_lineno = lexer->lineno;
    if (span.end_col_offset == CURRENT_POSITION) {
        span.end_col_offset = (int)(lexer->cursor - lexer->line_start);
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
    if (lexer->has_encoding) {
        span.col_offset = offset_in_code_points(line, length, span.col_offset);
        if (span.end_col_offset > 0) {
            span.end_col_offset =
                offset_in_code_points(line, length, span.end_col_offset);
        }
    }
    log_error(log,
              &(Diagnostic){
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
static void *
raise_span(Parser *p, DiagnosticKind kind, Span span, const char *format, va_list args)
{
    if (span.col_offset != CURRENT_POSITION) span.col_offset++;
    if (span.end_col_offset != CURRENT_POSITION) span.end_col_offset++;
    return raise_known(p, kind, span, format, args);
}

/* The user may have asked that it be an error, which then is shown like one. */
void warn_at(Parser *p, DiagnosticKind kind, Span span, const char *format, ...)
{
    SyntaxLog *log = p->log;
    va_list args;
    if (parser_failed(p)) return;
    va_start(args, format);
    raise_span(p, kind, span, format, args);
    va_end(args);
    Diagnostic warning = *log->error;
    if (warning.kind != kind) {
        return; /* there was no memory */
    }
    va_start(args, format);
    warning.message = log_format(log, format, args);
    va_end(args);
    log_error_clear(log);
    if (vec_push(&log->warnings, warning) < 0) log_no_memory(log);
}

static void *
raise_here(Parser *p, DiagnosticKind kind, const char *format, va_list args)
{
    const Lexer *lexer = p->lexer;
    const Token *token = parser_last_read(p);
    if (token == NULL) return raise_known(p, kind, (Span){0, 0, 0, -1}, format, args);
    Span span = {token->lineno, token->col_offset + 1, token->end_lineno, -1};
    if (token->col_offset == -1) {
        span.col_offset = lexer->cursor == lexer->region
                              ? 0
                              : (int)(lexer->cursor - lexer->line_start);
    }
    if (token->end_col_offset != -1) span.end_col_offset = token->end_col_offset + 1;
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

/* --- what the lexer leaves to be worded --- */

static void raise_unclosed(Parser *p)
{
    const Lexer *lexer = p->lexer;
    int top = lexer->level - 1;
    int line = lexer->bracket_lines[top];
    raise_at(p,
             (Span){line, lexer->bracket_columns[top], line, -1},
             "'%c' was never closed",
             lexer->brackets[top]);
}

static void raise_end_of_file(Parser *p)
{
    if (p->lexer->level > 0) {
        raise_unclosed(p);
    } else {
        raise_syntax(p, "unexpected EOF while parsing");
    }
}

PRINTF_LIKE(4, 5)
static void
raise_in_line(Parser *p, DiagnosticKind kind, int column, const char *format, ...)
{
    int line = p->lexer->lineno;
    va_list args;
    va_start(args, format);
    raise_span(p, kind, (Span){line, column, line, -1}, format, args);
    va_end(args);
}

void raise_lexer(Parser *p)
{
    const Lexer *lexer = p->lexer;
    switch (lexer->state) {
    case LEXER_OK:
    case LEXER_UNTERMINATED:
    case LEXER_FAILED: break; /* the log has it */
    case LEXER_EOF: raise_end_of_file(p); break;
    case LEXER_BAD_DEDENT:
        raise_indentation(p, "unindent does not match any outer indentation level");
        break;
    case LEXER_TAB_SPACE:
        raise_in_line(p,
                      DIAGNOSTIC_TAB_ERROR,
                      0,
                      "inconsistent use of tabs and spaces in indentation");
        break;
    case LEXER_TOO_DEEP:
        raise_in_line(
            p, DIAGNOSTIC_INDENTATION_ERROR, 0, "too many levels of indentation");
        break;
    case LEXER_LINE_CONTINUATION:
        raise_in_line(p,
                      DIAGNOSTIC_SYNTAX_ERROR,
                      (int)(lexer->cursor - lexer->region - 1),
                      "unexpected character after line continuation character");
        break;
    case LEXER_DECODE: {
        size_t length = (size_t)(lexer->cursor - lexer->start);
        size_t bad = utf8_check(lexer->start, length);
        raise_undecodable(p, lexer->start, length, bad);
        break;
    }
    }
}

void raise_undecodable(Parser *p, const char *text, size_t length, size_t bad)
{
    unsigned char first = (unsigned char)text[bad];
    size_t wanted = first < 0xC2   ? 0
                    : first < 0xE0 ? 2
                    : first < 0xF0 ? 3
                    : first < 0xF5 ? 4
                                   : 0;
    if (wanted == 0) {
        raise_decode(p,
                     "unicode error",
                     "'utf-8' codec can't decode byte 0x%02x in position %zu: invalid "
                     "start byte",
                     first,
                     bad);
        return;
    }
    size_t good = 1;
    while (good < wanted && bad + good < length &&
           ((unsigned char)text[bad + good] & 0xC0) == 0x80) {
        good++;
    }
    const char *reason =
        bad + good == length ? "unexpected end of data" : "invalid continuation byte";
    if (good == 1) {
        raise_decode(p,
                     "unicode error",
                     "'utf-8' codec can't decode byte 0x%02x in position %zu: %s",
                     first,
                     bad,
                     reason);
    } else {
        raise_decode(p,
                     "unicode error",
                     "'utf-8' codec can't decode bytes in position %zu-%zu: %s",
                     bad,
                     bad + good - 1,
                     reason);
    }
}

/* --- the end of a failed parse --- */

/* Reads the rest of the text for an error of the lexer's own, which takes precedence
   over what the grammar says: an unmatched bracket further down is often the cause.  An
   unclosed one counts only when it was opened before the line of the error. */
static void check_rest(Parser *p)
{
    const Diagnostic *error = p->log->error;
    int error_line_number = parser_last_read(p)->lineno;
    Lexer *lexer = p->lexer;
    Token token;
    log_error_clear(p->log);
    do {
        lexer_next(lexer, &token);
    } while (token.kind != TOKEN_ERROR && token.kind != TOKEN_ENDMARKER);
    if (token.kind == TOKEN_ERROR && !parser_failed(p) && lexer->level > 0 &&
        error_line_number > lexer->bracket_lines[lexer->level - 1]) {
        raise_unclosed(p);
    }
    if (!parser_failed(p)) p->log->error = error;
}

void raise_generic(Parser *p, const Token *last)
{
    const Lexer *lexer = p->lexer;
    if (parser_failed(p)) {
        if (lexer->state == LEXER_OK && p->log->error->kind <= DIAGNOSTIC_TAB_ERROR) {
            check_rest(p);
        }
        return;
    }
    if (last == NULL) {
        raise_syntax(p, "error at start before reading any input");
        return;
    }
    if (last->kind == TOKEN_ERROR && lexer->state == LEXER_EOF) {
        raise_end_of_file(p);
    } else if (last->kind == TOKEN_INDENT) {
        raise_indentation(p, "unexpected indent");
    } else if (last->kind == TOKEN_DEDENT) {
        raise_indentation(p, "unexpected unindent");
    } else {
        raise_at(p, span_of_token(last), "invalid syntax");
        check_rest(p);
    }
}

/* --- targets --- */

static const Expr *invalid_part(const Expr *expr, TargetUse use);

static const Expr *invalid_element(const ExprSeq *seq, TargetUse use)
{
    for (size_t i = 0; i < seq->length; i++) {
        const Expr *found = invalid_part(seq->items[i], use);
        if (found != NULL) return found;
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
    if (invalid == NULL) return NULL;
    return raise_at(p,
                    invalid->span,
                    "cannot %s %s",
                    use == TARGET_DELETE ? "delete" : "assign to",
                    expr_describe(invalid));
}
