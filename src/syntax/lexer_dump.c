/* The tokens as Python's tokenize module sees them, which differs from the parser's
   view: comments and line ends that mean nothing are tokens too, keywords are names,
   columns count characters, and a line end is part of its token. */
#include "syntax/lexer_dump.h"

#include <string.h>

#include "base/utf8.h"
#include "syntax/lexer.h"
#include "syntax/literal_repr.h"
#include "syntax/source.h"

typedef TokenPlace Place;

typedef struct TokenDump {
    const Lexer *lexer;
    const char *end; /* of the text, the added line end included */
    bool end_added;
    TokenVisitor *visit;
    void *context;
    const char *counted; /* the place whose column is known, or NULL */
    int column;
    const char *behind; /* the end of the last token */
    char nul;           /* what stands for a NUL byte in the text; 0: there is none */
} TokenDump;

/* The names that the exact types of Python's token module have, where they differ from
   kind_text(). */
static const char *const exact_names[TOKEN_ERROR + 1] = {
#define OPERATOR(name, text) [TOKEN_##name] = #name,
#define KEYWORD(name, text)  [TOKEN_##name] = "NAME",
#include "syntax/tokens.def"
    [TOKEN_OP] = "ERRORTOKEN",
};

static const char *kind_name(TokenKind kind)
{
    return exact_names[kind] != NULL ? exact_names[kind] : kind_text(kind);
}

/* The column of P in characters.  Counted on from where the last one was asked for, as a line may
   have any length. */
static int column_of(TokenDump *dump, const char *p)
{
    if (dump->counted == NULL || p < dump->counted) {
        dump->counted = p;
        while (dump->counted > dump->lexer->text && dump->counted[-1] != '\n') dump->counted--;
        dump->column = 0;
    }
    const char *line_end;
    while ((line_end = memchr(dump->counted, '\n', (size_t)(p - dump->counted))) != NULL) {
        dump->counted = line_end + 1;
        dump->column = 0;
    }
    dump->column += (int)utf8_count(dump->counted, (size_t)(p - dump->counted));
    dump->counted = p;
    return dump->column;
}

/* Gives one token to the visitor, with the NUL bytes that it really has. */
static void visit(TokenDump *dump, const char *name, Place start, Place end, const char *text, size_t length)
{
    if (dump->nul == 0 || memchr(text, dump->nul, length) == NULL) {
        dump->visit(dump->context, name, start, end, text, length);
        return;
    }
    Buf real = BUF_INIT;
    for (size_t i = 0; i < length; i++) {
        buf_add_char(&real, text[i] == dump->nul ? '\0' : text[i]);
    }
    dump->visit(dump->context, name, start, end, buf_text(&real), real.length);
    buf_fini(&real);
}

static void add_padded(Buf *out, const char *text, size_t length, size_t width)
{
    buf_add(out, text, length);
    for (size_t i = utf8_count(text, length); i < width; i++) {
        buf_add_char(out, ' ');
    }
}

/* The TokenVisitor of the dump. */
static void add_line(
    void *context, const char *name, Place start, Place end, const char *text, size_t length)
{
    Buf *out = context;
    Buf field = BUF_INIT;
    buf_printf(&field, "%d,%d-%d,%d:", start.line, start.column, end.line, end.column);
    add_padded(out, buf_text(&field), field.length, 20);
    add_padded(out, name, strlen(name), 15);
    buf_clear(&field);
    repr_str(text, length, &field);
    add_padded(out, buf_text(&field), field.length, 15);
    buf_add_char(out, '\n');
    out->failed = out->failed || field.failed;
    buf_fini(&field);
}

/* INDENT, DEDENT and ENDMARKER, which have no text in the parser's view. */
static void dump_textless(TokenDump *dump, const Token *token)
{
    const Lexer *lexer = dump->lexer;
    Place place = {lexer->lineno, column_of(dump, lexer->cursor)};
    if (lexer->state == LEXER_EOF) place = (Place){lexer->lineno + 1, 0};
    if (token->kind == TOKEN_INDENT) {
        size_t length = (size_t)(lexer->cursor - lexer->line_start);
        Place start = {lexer->lineno, 0};
        visit(dump, "INDENT", start, place, lexer->line_start, length);
    } else {
        visit(dump, kind_name(token->kind), place, place, "", 0);
    }
}

/* Before a character that no token begins with, white space is an error as well, unless it
   is an indentation. */
static void dump_blanks(TokenDump *dump, const Token *token)
{
    const char *blank = token->start;
    while (blank > dump->behind && strchr(" \t\f", blank[-1]) != NULL) blank--;
    bool indents = blank == dump->lexer->text || blank[-1] == '\n';
    if (indents && token->level == 0) return;
    for (; blank < token->start; blank++) {
        Place first = {token->lineno, column_of(dump, blank)};
        Place last = {token->lineno, column_of(dump, blank + 1)};
        visit(dump, "ERRORTOKEN", first, last, blank, 1);
    }
}

static void dump_token(TokenDump *dump, const Token *token)
{
    if (token->start == NULL) {
        dump_textless(dump, token);
        return;
    }
    if (token->kind == TOKEN_OP) dump_blanks(dump, token);
    const char *start = token->start, *end = token->end;
    dump->behind = end;
    Place first = {token->lineno, column_of(dump, start)};
    Place last = {token->end_lineno, column_of(dump, end)};
    if (token->kind == TOKEN_NEWLINE || token->kind == TOKEN_NL) {
        bool added = dump->end_added && end + 1 == dump->end;
        start = end; /* of a comment the token may begin with */
        first = last;
        end += !added;
        last.column += token->kind == TOKEN_NEWLINE || !added;
    }
    size_t length = (size_t)(end - start);
    visit(dump, kind_name(token->kind), first, last, start, length);
}

/* An error of the lexer that only the parser would word. */
static void fail(SyntaxLog *log, const Lexer *lexer)
{
    static const char *const messages[] = {
        [LEXER_EOF] = "EOF in multi-line statement",
        [LEXER_BAD_DEDENT] = "unindent does not match any outer indentation level",
        [LEXER_TAB_SPACE] = "inconsistent use of tabs and spaces in indentation",
        [LEXER_TOO_DEEP] = "too many levels of indentation",
        [LEXER_LINE_CONTINUATION] =
            "unexpected character after line continuation character",
        [LEXER_DECODE] = "bytes that are not UTF-8 in a name",
    };
    DiagnosticKind kind =
        lexer->state == LEXER_BAD_DEDENT || lexer->state == LEXER_TOO_DEEP
            ? DIAGNOSTIC_INDENTATION_ERROR
        : lexer->state == LEXER_TAB_SPACE ? DIAGNOSTIC_TAB_ERROR
                                          : DIAGNOSTIC_SYNTAX_ERROR;
    if (log->error == NULL) {
        log_error(log,
                  &(Diagnostic){.kind = kind,
                                .message = messages[lexer->state],
                                .lineno = lexer->lineno,
                                .end_lineno = lexer->lineno});
    }
}

/* LENGTH without the white space after the last line end, which is no line. */
static size_t trim(const char *source, size_t length)
{
    size_t end = length;
    while (end > 0 && (source[end - 1] == ' ' || source[end - 1] == '\t' ||
                       source[end - 1] == '\f')) {
        end--;
    }
    bool line_end = end == 0 || source[end - 1] == '\n' || source[end - 1] == '\r';
    return line_end ? end : length;
}

static bool visit_text(
    SyntaxLog *log, const char *source, size_t length, char nul, TokenVisitor *visitor, void *context)
{
    SourceText text;
    Token token;
    length = trim(source, length);
    bool ends = length == 0 || source[length - 1] == '\n' || source[length - 1] == '\r';
    if (!source_decode(log, source, length, SOURCE_BYTES, length > 0, &text)) {
        return false;
    }
    Lexer *lexer = log_alloc(log, sizeof *lexer);
    if (lexer == NULL) return false;
    Place begin = {0, 0};
    visitor(context, "ENCODING", begin, begin, text.encoding, strlen(text.encoding));
    lexer_init(lexer, log, text.text, 1);
    lexer->keep_trivia = true;
    TokenDump dump = {.lexer = lexer,
                      .end = text.text + text.length,
                      .end_added = !ends,
                      .visit = visitor,
                      .context = context,
                      .behind = text.text,
                      .nul = nul};
    do {
        lexer_next(lexer, &token);
        if (token.kind == TOKEN_ERROR) {
            fail(log, lexer);
            return false;
        }
        dump_token(&dump, &token);
    } while (token.kind != TOKEN_ENDMARKER);
    return log->error == NULL;
}

/* A control character that is not in the text, or 0. */
static char unused_control(const char *source, size_t length)
{
    for (char c = 1; c < ' '; c++) {
        if (strchr("\t\n\f\r", c) == NULL && memchr(source, c, length) == NULL) return c;
    }
    return 0;
}

/* For the lexer, NUL ends the text: another character takes its place meanwhile. */
bool lexer_visit(
    SyntaxLog *log, const char *source, size_t length, TokenVisitor *visitor, void *context)
{
    char nul = memchr(source, '\0', length) != NULL ? unused_control(source, length) : 0;
    if (nul == 0) return visit_text(log, source, length, 0, visitor, context);
    char *copy = arena_copy(log->arena, source, length);
    if (copy == NULL) {
        log_no_memory(log);
        return false;
    }
    for (size_t i = 0; i < length; i++) copy[i] = copy[i] == '\0' ? nul : copy[i];
    return visit_text(log, copy, length, nul, visitor, context);
}

bool lexer_dump(SyntaxLog *log, const char *source, size_t length, Buf *out)
{
    return lexer_visit(log, source, length, add_line, out);
}
