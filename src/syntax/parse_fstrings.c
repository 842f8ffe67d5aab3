/* f-strings as 3.11 has them: the expression of a replacement field is cut out, put in
   parentheses and parsed by a parser of its own.  Its nodes get positions by a rule
   that is exact for a string on one line and an approximation otherwise; programs can
   see the result in tracebacks, so the rule is kept as it is (locate). */
#include "syntax/parse_strings.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_NESTING = LEXER_MAX_LEVEL };

typedef struct Scanner {
    Parser *p;
    const StringBody *body;
    const char *cursor;
    int depth; /* 0 in the string itself, 1 in a format spec, 2 in a spec's spec */

    const char *counted; /* up to here the lines of the token were counted */
    int lines;
    const char *last_newline; /* NULL: there was none */
} Scanner;

/* The parser of an expression and its lexer; of no use once the expression is there. */
typedef struct FieldParser {
    Lexer lexer;
    Parser parser;
} FieldParser;

/* --- the expression --- */

/* Brings the count of lines up to the character at TO. */
static void count_lines(Scanner *s, const char *to)
{
    for (; s->counted < to; s->counted++) {
        if (*s->counted == '\n') {
            s->lines++;
            s->last_newline = s->counted;
        }
    }
}

/* Where the parser of the expression at EXPR (behind its brace) starts to count: lines
   below the token's first line, columns from the last line break. */
static void locate(Scanner *s, const char *expr, int *lines, int *columns)
{
    const char *brace = expr - 1;
    const char *first = expr + strspn(expr, " \t\f");
    count_lines(s, brace);
    *lines = s->lines;
    *columns = 0;
    if (*first != '\n' && *first != '}') {
        bool below = s->last_newline != NULL;
        *columns = (int)(brace - (below ? s->last_newline + 1 : s->body->token->start));
    }
}

/* Parses the bytes from START to END, which are the expression. */
static Expr *parse_field(Scanner *s, const char *start, const char *end)
{
    Parser *p = s->p;
    const Token *token = s->body->token;
    size_t length = (size_t)(end - start);
    char *text = arena_alloc(p->scratch, length + 4);
    FieldParser *inner = malloc(sizeof *inner);
    if (text == NULL || inner == NULL) {
        log_no_memory(p->log);
        free(inner);
        return NULL;
    }
    text[0] = '(';
    memcpy(text + 1, start, length);
    memcpy(text + 1 + length, ")\n", 3);
    int lines, columns;
    locate(s, start, &lines, &columns);
    lexer_init(&inner->lexer, p->log, text, token->lineno + lines);
    parser_init(&inner->parser, &inner->lexer, p->options, p->scratch);
    inner->parser.start = START_FSTRING;
    inner->parser.names = p->names;
    inner->parser.stack_base = p->stack_base;
    inner->parser.stack_limit = p->stack_limit;
    inner->parser.starting_lineno = token->lineno + lines;
    inner->parser.starting_col_offset =
        lines != 0 ? columns : token->col_offset + columns;
    Expr *expr = parser_run(&inner->parser);
    parser_fini(&inner->parser);
    free(inner);
    return expr;
}

/* Refuses an expression of white space only, which would become (). */
static bool has_expression(Scanner *s, const char *start)
{
    for (const char *c = start; c < s->cursor; c++) {
        if (strchr(" \t\n\f", *c) == NULL) return true;
    }
    if (strchr("!:=", *s->cursor) != NULL) {
        raise_syntax(s->p, "f-string: expression required before '%c'", *s->cursor);
    } else {
        raise_syntax(s->p, "f-string: empty expression not allowed");
    }
    return false;
}

/* Steps over a string inside an expression; the cursor stands on its opening quote.
   False when it does not end. */
static bool skip_string(Scanner *s)
{
    const char *end = s->body->end;
    char quote = *s->cursor;
    int size =
        s->cursor + 2 < end && s->cursor[1] == quote && s->cursor[2] == quote ? 3 : 1;
    for (s->cursor += size; s->cursor < end; s->cursor++) {
        if (*s->cursor == '\\') {
            raise_syntax(s->p, "f-string expression part cannot include a backslash");
            return false;
        }
        bool closes = *s->cursor == quote;
        if (closes && size == 3) {
            closes =
                s->cursor + 2 < end && s->cursor[1] == quote && s->cursor[2] == quote;
        }
        if (closes) {
            s->cursor += size;
            return true;
        }
    }
    raise_syntax(s->p, "f-string: unterminated string");
    return false;
}

/* Whether C at the cursor ends an expression that is in no bracket.  *STEP is how many
   characters to go on by if it does not: `!=` and the like are passed as a whole. */
static bool ends_expression(const Scanner *s, char c, int *step)
{
    *step = 1;
    if (strchr("!:}=<>", c) == NULL) return false;
    if (s->cursor + 1 < s->body->end && s->cursor[1] == '=' &&
        strchr("!=<>", c) != NULL) {
        *step = 2;
        return false;
    }
    return c != '<' && c != '>';
}

/* A closing bracket against the stack. */
static bool close_bracket(Scanner *s, const char *stack, int *nesting, char c)
{
    if (*nesting == 0) {
        raise_syntax(s->p, "f-string: unmatched '%c'", c);
        return false;
    }
    char open = stack[--*nesting];
    if (c != (open == '(' ? ')' : open == '[' ? ']' : '}')) {
        raise_syntax(s->p,
                     "f-string: closing parenthesis '%c' does not match opening "
                     "parenthesis '%c'",
                     c,
                     open);
        return false;
    }
    return true;
}

/* Moves the cursor from the start of an expression to what ends it. */
static bool skip_expression(Scanner *s)
{
    char stack[MAX_NESTING];
    int nesting = 0;
    while (s->cursor < s->body->end) {
        char c = *s->cursor;
        int step = 1;
        if (c == '\\') {
            raise_syntax(s->p, "f-string expression part cannot include a backslash");
            return false;
        }
        if (c == '\'' || c == '"') {
            if (!skip_string(s)) return false;
            continue;
        }
        if (c == '[' || c == '{' || c == '(') {
            if (nesting >= MAX_NESTING) {
                raise_syntax(s->p, "f-string: too many nested parenthesis");
                return false;
            }
            stack[nesting++] = c;
        } else if (c == '#') {
            raise_syntax(s->p, "f-string expression part cannot include '#'");
            return false;
        } else if (nesting == 0 && ends_expression(s, c, &step)) {
            break;
        } else if (step == 1 && (c == ']' || c == '}' || c == ')') &&
                   !close_bracket(s, stack, &nesting, c)) {
            return false;
        }
        s->cursor += step;
    }
    if (nesting > 0) {
        raise_syntax(s->p, "f-string: unmatched '%c'", stack[nesting - 1]);
        return false;
    }
    return true;
}

/* --- fields --- */

static void *raise_brace_expected(Scanner *s)
{
    return raise_syntax(s->p, "f-string: expecting '}'");
}

static bool join_level(Scanner *s, StringJoiner *joiner);

/* The format spec behind a ':', a nested f-string. */
static Expr *format_spec(Scanner *s, const StringJoiner *joiner)
{
    StringJoiner inner = {
        .formatted = true,
        .span = joiner->span,
        .unicode_prefix = joiner->unicode_prefix,
    };
    s->depth++;
    bool fine = join_level(s, &inner);
    s->depth--;
    if (!fine) {
        buf_fini(&inner.text);
        return NULL;
    }
    /* The spec itself, and the text at its end, stand where this one literal stands. */
    inner.span = span_of_token(s->body->token);
    inner.unicode_prefix = false;
    return joiner_finish(s->p, &inner);
}

/* [! conversion] [: spec] } behind an expression.  False: an error. */
static bool
field_rest(Scanner *s, const StringJoiner *joiner, FormattedValue_Fields *field)
{
    const char *end = s->body->end;
    if (*s->cursor == '!') {
        if (++s->cursor >= end) return raise_brace_expected(s) != NULL;
        field->conversion = (unsigned char)*s->cursor++;
        if (field->conversion != 's' && field->conversion != 'r' &&
            field->conversion != 'a') {
            raise_syntax(
                s->p,
                "f-string: invalid conversion character: expected 's', 'r', or 'a'");
            return false;
        }
    }
    if (s->cursor < end && *s->cursor == ':') {
        if (++s->cursor >= end) return raise_brace_expected(s) != NULL;
        field->format_spec = format_spec(s, joiner);
        if (field->format_spec == NULL) return false;
    }
    if (s->cursor >= end || *s->cursor != '}') return raise_brace_expected(s) != NULL;
    s->cursor++;
    return true;
}

/* `=` behind an expression: its text, which began at START, is shown as well. */
static bool field_text(Scanner *s, StringJoiner *joiner, const char *start)
{
    do {
        s->cursor++;
    } while (s->cursor < s->body->end && strchr(" \t\n\r\v\f", *s->cursor) != NULL);
    if (s->cursor >= s->body->end) return raise_brace_expected(s) != NULL;
    buf_add(&joiner->text, start, (size_t)(s->cursor - start));
    return true;
}

/* One replacement field; the cursor stands on its brace. */
static bool field(Scanner *s, StringJoiner *joiner)
{
    if (s->depth >= 2) {
        raise_syntax(s->p, "f-string: expressions nested too deeply");
        return false;
    }
    const char *start = ++s->cursor;
    if (!skip_expression(s)) return false;
    if (s->cursor >= s->body->end) return raise_brace_expected(s) != NULL;
    FormattedValue_Fields fields = {.conversion = -1};
    if (!has_expression(s, start)) return false;
    fields.value = parse_field(s, start, s->cursor);
    if (fields.value == NULL) return false;
    bool shown = *s->cursor == '=';
    if (shown) {
        parser_has_version(s->p, 8, "f-string: self documenting expressions are");
    }
    if ((shown && !field_text(s, joiner, start)) || !field_rest(s, joiner, &fields)) {
        return false;
    }
    if (shown && fields.format_spec == NULL && fields.conversion == -1) {
        fields.conversion = 'r';
    }
    joiner_flush(s->p, joiner);
    Expr *expr = expr_new_at(s->p, NODE_FormattedValue, joiner->span);
    expr->v.FormattedValue = fields;
    list_add(s->p, &joiner->values, expr);
    return !parser_failed(s->p);
}

/* --- literal text --- */

/* Steps over \N{...}, whose braces are no field; the cursor stands behind the N. */
static void skip_name_escape(Scanner *s)
{
    const char *end = s->body->end;
    if (s->cursor < end && *s->cursor++ == '{') {
        while (s->cursor < end && *s->cursor++ != '}') {
        }
    }
}

/* Finds the end of the literal text at the cursor: a brace that opens a field or closes
   a spec, the first of two equal braces (*DOUBLED), or the end of the string. */
static bool skip_literal(Scanner *s, bool *doubled)
{
    const char *end = s->body->end;
    *doubled = false;
    while (s->cursor < end) {
        char c = *s->cursor++;
        if (!s->body->raw && c == '\\' && s->cursor < end) {
            c = *s->cursor++;
            if (c == 'N') {
                skip_name_escape(s);
                continue;
            }
            if (c == '{') escapes_warn(s->p, c, s->body->token);
        }
        if (c != '{' && c != '}') continue;
        if (s->depth == 0 && s->cursor < end && *s->cursor == c) {
            *doubled = true;
            return true;
        }
        s->cursor--;
        if (s->depth == 0 && c == '}') {
            raise_syntax(s->p, "f-string: single '}' is not allowed");
            return false;
        }
        return true;
    }
    return true;
}

static bool add_text(Scanner *s, StringJoiner *joiner, const char *start)
{
    size_t length = (size_t)(s->cursor - start);
    if (length == 0) return true;
    if (!s->body->raw) {
        return escapes_decode_str(
            s->p, start, length, s->body->token, &joiner->text);
    }
    return raw_text_add(s->p, start, length, &joiner->text);
}

/* Text and fields up to the end of the string or of the format spec. */
static bool join_level(Scanner *s, StringJoiner *joiner)
{
    const char *end = s->body->end;
    for (;;) {
        const char *start = s->cursor;
        bool doubled;
        if (!skip_literal(s, &doubled) || !add_text(s, joiner, start)) return false;
        if (doubled) {
            s->cursor++;
            continue;
        }
        if (s->cursor >= end || *s->cursor == '}') break;
        if (!field(s, joiner)) return false;
    }
    if (s->depth > 0 && s->cursor >= end) return raise_brace_expected(s) != NULL;
    return true;
}

bool fstring_join(Parser *p, StringJoiner *joiner, const StringBody *body)
{
    Scanner scanner = {
        .p = p,
        .body = body,
        .cursor = body->text,
        .counted = body->token->start,
    };
    return join_level(&scanner, joiner);
}
