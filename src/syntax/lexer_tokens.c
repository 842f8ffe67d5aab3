/* Single tokens: names and keywords, strings, operators and their brackets.  Numbers
   have a file of their own. */
#include "syntax/lexer.h"

#include <string.h>
#include <unictype.h>

#include "base/utf8.h"
#include "syntax/literal_repr.h"

static const char *const kind_texts[] = {
    [TOKEN_ENDMARKER] = "ENDMARKER",
    [TOKEN_NAME] = "NAME",
    [TOKEN_NUMBER] = "NUMBER",
    [TOKEN_STRING] = "STRING",
    [TOKEN_NEWLINE] = "NEWLINE",
    [TOKEN_INDENT] = "INDENT",
    [TOKEN_DEDENT] = "DEDENT",
#define OPERATOR(name, text) [TOKEN_##name] = text,
#define KEYWORD(name, text)  [TOKEN_##name] = text,
#include "syntax/tokens.def"
    [TOKEN_OP] = "OP",
    [TOKEN_TYPE_COMMENT] = "TYPE_COMMENT",
    [TOKEN_TYPE_IGNORE] = "TYPE_IGNORE",
    [TOKEN_COMMENT] = "COMMENT",
    [TOKEN_NL] = "NL",
    [TOKEN_ERROR] = "ERRORTOKEN",
};

const char *kind_text(TokenKind kind)
{
    viv_assert((size_t)kind < ARRAY_LENGTH(kind_texts));
    return kind_texts[kind];
}

/* The first keyword with each initial; those with the same one follow it. */
static TokenKind first_keyword(char initial)
{
    switch (initial) {
    case 'F': return TOKEN_FALSE;
    case 'N': return TOKEN_NONE;
    case 'T': return TOKEN_TRUE;
    case 'a': return TOKEN_AND;
    case 'b': return TOKEN_BREAK;
    case 'c': return TOKEN_CLASS;
    case 'd': return TOKEN_DEF;
    case 'e': return TOKEN_ELIF;
    case 'f': return TOKEN_FINALLY;
    case 'g': return TOKEN_GLOBAL;
    case 'i': return TOKEN_IF;
    case 'l': return TOKEN_LAMBDA;
    case 'n': return TOKEN_NONLOCAL;
    case 'o': return TOKEN_OR;
    case 'p': return TOKEN_PASS;
    case 'r': return TOKEN_RAISE;
    case 't': return TOKEN_TRY;
    case 'w': return TOKEN_WHILE;
    case 'y': return TOKEN_YIELD;
    default: return TOKEN_ERROR;
    }
}

/* The keyword that the LENGTH bytes at TEXT are, or TOKEN_NAME. */
static TokenKind keyword_kind(const char *text, size_t length)
{
    enum { SHORTEST = 2, LONGEST = 8 };
    if (length < SHORTEST || length > LONGEST) return TOKEN_NAME;
    for (TokenKind kind = first_keyword(text[0]);
         kind <= TOKEN_YIELD && kind_texts[kind][0] == text[0];
         kind++) {
        const char *word = kind_texts[kind];
        if (word[1] == text[1] && strncmp(word, text, length) == 0 &&
            word[length] == '\0') {
            return kind;
        }
    }
    return TOKEN_NAME;
}

/* A name with characters beyond ASCII: checks each of them. */
static TokenKind check_name(Lexer *lexer)
{
    const char *p = lexer->start;
    const char *end = lexer->cursor;
    if (utf8_check(p, (size_t)(end - p)) != (size_t)(end - p)) {
        lexer->state = LEXER_DECODE;
        return TOKEN_ERROR;
    }
    while (p < end) {
        uint32_t c;
        size_t used = utf8_decode(p, (size_t)(end - p), &c);
        bool fine = p == lexer->start ? c == '_' || uc_is_property_xid_start(c)
                                      : uc_is_property_xid_continue(c);
        if (!fine) {
            char shown[UTF8_MAX_BYTES + 1] = {0};
            memcpy(shown, p, used);
            lexer->cursor = p + used;
            if (char_is_printable(c)) {
                return lexer_fail(lexer, "invalid character '%s' (U+%04X)", shown, c);
            }
            return lexer_fail(lexer, "invalid non-printable character U+%04X", c);
        }
        p += used;
    }
    return TOKEN_NAME;
}

/* Whether the word `def` comes next. */
static bool def_follows(const Lexer *lexer)
{
    const char *next = lexer->cursor + strspn(lexer->cursor, " \t\f");
    return strncmp(next, "def", 3) == 0 && !lexer_is_name_part((unsigned char)next[3]);
}

/* `async` or `await`, the keyword KIND of today, in Python 3.6 and older. */
static TokenKind old_async_kind(Lexer *lexer, TokenKind kind)
{
    if (lexer->in_async_def) return kind;
    if (kind == TOKEN_AWAIT || !def_follows(lexer)) return TOKEN_NAME;
    lexer->in_async_def = true;
    lexer->async_def_lined = false;
    lexer->async_def_indent = lexer->indent;
    return kind;
}

/* Reads a name or keyword that begins with C, or a string with a prefix such as rb. */
static TokenKind name_or_string(Lexer *lexer, int c)
{
    bool b = false, r = false, u = false, f = false;
    for (;;) {
        if (!(b || u || f) && (c == 'b' || c == 'B')) {
            b = true;
        } else if (!(b || u || r || f) && (c == 'u' || c == 'U')) {
            u = true;
        } else if (!(r || u) && (c == 'r' || c == 'R')) {
            r = true;
        } else if (!(f || b || u) && (c == 'f' || c == 'F')) {
            f = true;
        } else {
            break;
        }
        c = lexer_read(lexer);
        if (c == '"' || c == '\'') return lexer_string(lexer, c);
    }
    lexer_unread(lexer, c);
    const char *end = lexer->cursor;
    int seen = 0; /* the bits of all characters */
    while (lexer_is_name_part((unsigned char)*end)) {
        seen |= (unsigned char)*end++;
    }
    lexer->cursor = end;
    if (end == lexer->line_end) {
        lexer_unread(lexer, lexer_read(lexer)); /* the text ends here: notice it */
    }
    if (seen >= 128) return check_name(lexer);
    TokenKind kind = keyword_kind(lexer->start, (size_t)(end - lexer->start));
    bool is_async = kind == TOKEN_ASYNC || kind == TOKEN_AWAIT;
    return is_async && lexer->old_async ? old_async_kind(lexer, kind) : kind;
}

TokenKind lexer_string(Lexer *lexer, int quote)
{
    int quotes_wanted = 1, quotes_seen = 0;
    lexer->string_lineno = lexer->lineno;
    lexer->string_line_start = lexer->line_start;
    int c = lexer_read(lexer);
    if (c == quote) {
        c = lexer_read(lexer);
        if (c == quote) {
            quotes_wanted = 3;
        } else {
            quotes_seen = 1; /* the empty string */
        }
    }
    if (c != quote) lexer_unread(lexer, c);
    while (quotes_seen != quotes_wanted) {
        const char *plain = lexer->cursor;
        while (plain < lexer->line_end && *plain != quote && *plain != '\\' &&
               *plain != '\n') {
            plain++;
        }
        quotes_seen = plain == lexer->cursor ? quotes_seen : 0;
        lexer->cursor = plain;
        c = lexer_read(lexer);
        if (c == LEXER_END && lexer->state == LEXER_FAILED) return TOKEN_ERROR;
        if (c == LEXER_END || (quotes_wanted == 1 && c == '\n')) {
            int last_line = lexer->lineno;
            lexer->cursor = lexer->start + 1;
            lexer->line_start = lexer->string_line_start;
            lexer->lineno = lexer->string_lineno;
            lexer_fail(lexer,
                       "unterminated %sstring literal (detected at line %d)",
                       quotes_wanted == 3 ? "triple-quoted " : "",
                       last_line);
            lexer->state = c == LEXER_END ? LEXER_UNTERMINATED : LEXER_FAILED;
            return TOKEN_ERROR;
        }
        if (c == quote) {
            quotes_seen++;
        } else {
            quotes_seen = 0;
            if (c == '\\') lexer_read(lexer);
        }
    }
    return TOKEN_STRING;
}

/* Keeps the stack of brackets. */
static TokenKind open_bracket(Lexer *lexer, int c)
{
    int level = lexer->level;
    if (level >= LEXER_MAX_LEVEL && lexer->keep_trivia) {
        lexer->level++; /* nobody parses these tokens: only counted */
        return TOKEN_OP;
    }
    if (level >= LEXER_MAX_LEVEL) {
        return lexer_fail(lexer, "too many nested parentheses");
    }
    lexer->brackets[level] = (char)c;
    lexer->bracket_lines[level] = lexer->lineno;
    lexer->bracket_columns[level] = (int)(lexer->start - lexer->line_start);
    lexer->level++;
    return TOKEN_OP;
}

static TokenKind close_bracket(Lexer *lexer, int c)
{
    if (lexer->level == 0) return lexer_fail(lexer, "unmatched '%c'", c);
    int level = --lexer->level;
    if (level >= LEXER_MAX_LEVEL) return TOKEN_OP;
    char opened = lexer->brackets[level];
    char wanted = opened == '(' ? ')' : opened == '[' ? ']' : '}';
    if (c == wanted) return TOKEN_OP;
    if (lexer->bracket_lines[level] != lexer->lineno) {
        return lexer_fail(lexer,
                          "closing parenthesis '%c' does not match opening "
                          "parenthesis '%c' on line %d",
                          c,
                          opened,
                          lexer->bracket_lines[level]);
    }
    return lexer_fail(lexer,
                      "closing parenthesis '%c' does not match opening "
                      "parenthesis '%c'",
                      c,
                      opened);
}

/* The longest operator that begins at TEXT. */
static TokenKind find_operator(const char *text, size_t *length)
{
    TokenKind found = TOKEN_OP;
    *length = 1;
    switch (text[0]) { /* the most frequent ones, of which no longer one begins so */
    case '(': return TOKEN_LPAR;
    case ')': return TOKEN_RPAR;
    case '[': return TOKEN_LSQB;
    case ']': return TOKEN_RSQB;
    case '{': return TOKEN_LBRACE;
    case '}': return TOKEN_RBRACE;
    case ',': return TOKEN_COMMA;
    case '.': found = TOKEN_DOT; break;
    case '=': found = TOKEN_EQUAL; break;
    case ':': found = TOKEN_COLON; break;
    }
    if (found != TOKEN_OP && text[1] != '=' && text[1] != '.') return found;
    found = TOKEN_OP;
    for (TokenKind kind = TOKEN_LPAR; kind <= TOKEN_COLONEQUAL; kind++) {
        const char *spelled = kind_texts[kind];
        if (spelled[0] != text[0]) continue;
        size_t size = strlen(spelled);
        if (strncmp(spelled, text, size) == 0 &&
            (found == TOKEN_OP || size > *length)) {
            found = kind;
            *length = size;
        }
    }
    return found;
}

static TokenKind operator_token(Lexer *lexer, int c)
{
    size_t length;
    TokenKind kind = find_operator(lexer->start, &length);
    TokenKind bracket = TOKEN_OP;
    if (kind == TOKEN_LPAR || kind == TOKEN_LSQB || kind == TOKEN_LBRACE) {
        bracket = open_bracket(lexer, c);
    } else if (kind == TOKEN_RPAR || kind == TOKEN_RSQB || kind == TOKEN_RBRACE) {
        bracket = close_bracket(lexer, c);
    }
    if (bracket == TOKEN_ERROR) return TOKEN_ERROR;
    if (kind == TOKEN_OP && (c < ' ' || c == 127) && !lexer->keep_trivia) {
        return lexer_fail(lexer, "invalid non-printable character U+%04X", c);
    }
    lexer->cursor = lexer->start + length;
    return kind;
}

TokenKind lexer_ordinary(Lexer *lexer, int c)
{
    if (lexer_is_name_start(c)) return name_or_string(lexer, c);
    if (c >= '0' && c <= '9') return lexer_number(lexer, c);
    if (c == '"' || c == '\'') return lexer_string(lexer, c);
    if (c == '.' && *lexer->cursor >= '0' && *lexer->cursor <= '9') {
        return lexer_fraction(lexer, lexer_read(lexer));
    }
    return operator_token(lexer, c);
}
