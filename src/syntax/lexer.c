/* The lexer proper: lines, indentation, names, strings, operators.

   It keeps a line buffer's view of the text even though all of it is in memory: `region`,
   `line_start`, `line_end` and `lineno` change only when a character of the next line is
   asked for, because the positions and the quoted line of an error depend on how far the
   reading had come. */
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
#define KEYWORD(name, text) [TOKEN_##name] = text,
#include "syntax/tokens.def"
    [TOKEN_OP] = "OP",
    [TOKEN_COMMENT] = "COMMENT",
    [TOKEN_NL] = "NL",
    [TOKEN_ERROR] = "ERRORTOKEN",
};

const char *kind_text(TokenKind kind)
{
    viv_assert((size_t)kind < ARRAY_LENGTH(kind_texts));
    return kind_texts[kind];
}

TokenKind keyword_kind(const char *text, size_t length)
{
    for (TokenKind kind = TOKEN_FALSE; kind <= TOKEN_YIELD; kind++) {
        const char *word = kind_texts[kind];
        if (word[0] == text[0] && strlen(word) == length && memcmp(word, text, length) == 0) {
            return kind;
        }
    }
    return TOKEN_NAME;
}

void lexer_init(Lexer *lexer, SyntaxLog *log, const char *text, int lineno)
{
    *lexer = (Lexer){
        .log = log,
        .text = text,
        .region = text,
        .line_start = text,
        .cursor = text,
        .line_end = text,
        .lineno = lineno - 1,
        .at_line_start = true,
    };
}

/* --- characters --- */

/* Makes the next line current.  False at the end of the text. */
static bool next_line(Lexer *lexer)
{
    const char *line = lexer->line_end;
    if (*line == '\0') {
        lexer->state = LEXER_EOF;
        return false;
    }
    if (lexer->start == NULL) {
        lexer->region = lexer->cursor;
    }
    const char *end = strchr(line, '\n');
    lexer->line_end = end != NULL ? end + 1 : line + strlen(line);
    lexer->line_start = lexer->cursor;
    lexer->lineno++;
    return true;
}

int lexer_read(Lexer *lexer)
{
    if (lexer->cursor == lexer->line_end) {
        if (lexer->state != LEXER_OK || !next_line(lexer)) {
            return LEXER_END;
        }
    }
    return (unsigned char)*lexer->cursor++;
}

void lexer_unread(Lexer *lexer, int c)
{
    if (c != LEXER_END) {
        viv_assert(lexer->cursor > lexer->text);
        lexer->cursor--;
    }
}

bool lexer_is_name_start(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
}

bool lexer_is_name_part(int c)
{
    return lexer_is_name_start(c) || (c >= '0' && c <= '9');
}

/* --- errors --- */

/* Code points in LENGTH bytes, each byte that is not UTF-8 counting as one. */
static int count_replaced(const char *text, size_t length)
{
    int count = 0;
    while (length > 0) {
        uint32_t code_point;
        size_t used = utf8_decode(text, length, &code_point);
        text += used != 0 ? used : 1;
        length -= used != 0 ? used : 1;
        count++;
    }
    return count;
}

static void fail_at(Lexer *lexer, int first, int last, const char *format, va_list args)
{
    SyntaxLog *log = lexer->log;
    const char *line = lexer->line_start;
    if (first < 0) {
        first = count_replaced(line, (size_t)(lexer->cursor - line));
    }
    log_error(log, &(Diagnostic){
                       .kind = DIAGNOSTIC_SYNTAX_ERROR,
                       .message = log_format(log, format, args),
                       .lineno = lexer->lineno,
                       .offset = first,
                       .end_lineno = lexer->lineno,
                       .end_offset = last < 0 ? first : last,
                       .text = log_copy_replacing(log, line, strcspn(line, "\n")),
                   });
    lexer->state = LEXER_FAILED;
}

TokenKind lexer_fail(Lexer *lexer, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail_at(lexer, -1, -1, format, args);
    va_end(args);
    return TOKEN_ERROR;
}

TokenKind lexer_fail_range(Lexer *lexer, int first, int last, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail_at(lexer, first, last, format, args);
    va_end(args);
    return TOKEN_ERROR;
}

/* An error that the parser will word; the rest of the line is dropped. */
static TokenKind stop(Lexer *lexer, LexerState state)
{
    lexer->state = state;
    lexer->cursor = lexer->line_end;
    return TOKEN_ERROR;
}

/* --- indentation --- */

/* Behind a backslash: steps over the line end.  False when there is something else, or
   when the text ends with it. */
static bool continue_line(Lexer *lexer)
{
    if (lexer_read(lexer) != '\n') {
        lexer->state = LEXER_LINE_CONTINUATION;
        return false;
    }
    int c = lexer_read(lexer);
    if (c == LEXER_END) {
        stop(lexer, LEXER_EOF);
        return false;
    }
    lexer_unread(lexer, c);
    return true;
}

/* Measures the white space before the first token of a line, twice: tabs reach to
   multiples of eight in *COLUMN and count one in *ALT_COLUMN.  When the two measures
   order the lines differently, the program depends on the width of a tab. */
static bool measure_indent(Lexer *lexer, int *column, int *alt_column)
{
    int continued = 0; /* the column at which a backslash split the indentation */
    *column = *alt_column = 0;
    for (;;) {
        int c = lexer_read(lexer);
        if (c == ' ') {
            ++*column;
            ++*alt_column;
        } else if (c == '\t') {
            *column = (*column / 8 + 1) * 8;
            ++*alt_column;
        } else if (c == '\f') {
            *column = *alt_column = 0;
        } else if (c == '\\') {
            continued = continued != 0 ? continued : *column;
            if (!continue_line(lexer)) {
                return false;
            }
        } else {
            lexer_unread(lexer, c);
            break;
        }
    }
    if (continued != 0) {
        *column = *alt_column = continued;
    }
    return true;
}

/* Compares the measured columns with the stack of open blocks and notes the INDENT or
   the DEDENTs that follow.  False on an error. */
static bool apply_indent(Lexer *lexer, int column, int alt_column)
{
    if (column > lexer->columns[lexer->indent]) {
        if (lexer->indent + 1 >= LEXER_MAX_INDENT) {
            stop(lexer, LEXER_TOO_DEEP);
            return false;
        }
        if (alt_column <= lexer->alt_columns[lexer->indent]) {
            stop(lexer, LEXER_TAB_SPACE);
            return false;
        }
        lexer->pending++;
        lexer->indent++;
        lexer->columns[lexer->indent] = column;
        lexer->alt_columns[lexer->indent] = alt_column;
        return true;
    }
    while (lexer->indent > 0 && column < lexer->columns[lexer->indent]) {
        lexer->pending--;
        lexer->indent--;
    }
    if (column != lexer->columns[lexer->indent]) {
        stop(lexer, LEXER_BAD_DEDENT);
        return false;
    }
    if (alt_column != lexer->alt_columns[lexer->indent]) {
        stop(lexer, LEXER_TAB_SPACE);
        return false;
    }
    return true;
}

/* At the start of a line.  Sets *BLANK when the line holds no token; such a line does not
   change the indentation. */
static bool begin_line(Lexer *lexer, bool *blank)
{
    int column, alt_column;
    lexer->at_line_start = false;
    if (!measure_indent(lexer, &column, &alt_column)) {
        return false;
    }
    *blank = *lexer->cursor == '#' || *lexer->cursor == '\n';
    if (!*blank && lexer->level == 0) {
        return apply_indent(lexer, column, alt_column);
    }
    return true;
}

/* --- tokens --- */

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
        if (c == '"' || c == '\'') {
            return lexer_string(lexer, c);
        }
    }
    bool ascii = true;
    while (lexer_is_name_part(c)) {
        ascii = ascii && c < 128;
        c = lexer_read(lexer);
    }
    lexer_unread(lexer, c);
    if (!ascii) {
        return check_name(lexer);
    }
    return keyword_kind(lexer->start, (size_t)(lexer->cursor - lexer->start));
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
    if (c != quote) {
        lexer_unread(lexer, c);
    }
    while (quotes_seen != quotes_wanted) {
        c = lexer_read(lexer);
        if (c == LEXER_END || (quotes_wanted == 1 && c == '\n')) {
            int last_line = lexer->lineno;
            lexer->cursor = lexer->start + 1;
            lexer->line_start = lexer->string_line_start;
            lexer->lineno = lexer->string_lineno;
            lexer_fail(lexer, "unterminated %sstring literal (detected at line %d)",
                       quotes_wanted == 3 ? "triple-quoted " : "", last_line);
            lexer->state = c == LEXER_END ? LEXER_UNTERMINATED : LEXER_FAILED;
            return TOKEN_ERROR;
        }
        if (c == quote) {
            quotes_seen++;
        } else {
            quotes_seen = 0;
            if (c == '\\') {
                lexer_read(lexer);
            }
        }
    }
    return TOKEN_STRING;
}

/* Keeps the stack of brackets. */
static TokenKind open_bracket(Lexer *lexer, int c)
{
    int level = lexer->level;
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
    if (lexer->level == 0) {
        return lexer_fail(lexer, "unmatched '%c'", c);
    }
    int level = --lexer->level;
    char opened = lexer->brackets[level];
    char wanted = opened == '(' ? ')' : opened == '[' ? ']' : '}';
    if (c == wanted) {
        return TOKEN_OP;
    }
    if (lexer->bracket_lines[level] != lexer->lineno) {
        return lexer_fail(lexer,
                              "closing parenthesis '%c' does not match opening "
                              "parenthesis '%c' on line %d",
                              c, opened, lexer->bracket_lines[level]);
    }
    return lexer_fail(lexer,
                          "closing parenthesis '%c' does not match opening "
                          "parenthesis '%c'",
                          c, opened);
}

/* The longest operator that begins at TEXT. */
static TokenKind find_operator(const char *text, size_t *length)
{
    TokenKind found = TOKEN_OP;
    *length = 1;
    for (TokenKind kind = TOKEN_LPAR; kind <= TOKEN_COLONEQUAL; kind++) {
        const char *spelled = kind_texts[kind];
        if (spelled[0] != text[0]) {
            continue;
        }
        size_t size = strlen(spelled);
        if (strncmp(spelled, text, size) == 0 && (found == TOKEN_OP || size > *length)) {
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
    if (bracket == TOKEN_ERROR) {
        return TOKEN_ERROR;
    }
    if (kind == TOKEN_OP && (c < ' ' || c == 127)) {
        return lexer_fail(lexer, "invalid non-printable character U+%04X", c);
    }
    lexer->cursor = lexer->start + length;
    return kind;
}

/* Skips the white space before a token, and joined lines; gives its first character. */
static int skip_space(Lexer *lexer)
{
    int c;
    lexer->start = NULL;
    do {
        c = lexer_read(lexer);
    } while (c == ' ' || c == '\t' || c == '\f');
    lexer->start = c == LEXER_END ? lexer->cursor : lexer->cursor - 1;
    return c;
}

/* A token that begins with C and is neither a comment nor the end of a line. */
static TokenKind ordinary_token(Lexer *lexer, int c)
{
    if (lexer_is_name_start(c)) {
        return name_or_string(lexer, c);
    }
    if (c >= '0' && c <= '9') {
        return lexer_number(lexer, c);
    }
    if (c == '"' || c == '\'') {
        return lexer_string(lexer, c);
    }
    if (c == '.' && *lexer->cursor >= '0' && *lexer->cursor <= '9') {
        return lexer_fraction(lexer, lexer_read(lexer));
    }
    return operator_token(lexer, c);
}

/* Reads to the end of a comment and gives the newline behind it. */
static int skip_comment(Lexer *lexer)
{
    int c;
    do {
        c = lexer_read(lexer);
    } while (c != LEXER_END && c != '\n');
    return c;
}

/* Reads one token without its position; *HAS_TEXT tells whether it has one. */
static TokenKind read_token(Lexer *lexer, bool *has_text)
{
    *has_text = false;
    bool blank = lexer->trivia_pending;
    lexer->trivia_pending = false;
    for (;;) {
        lexer->start = NULL;
        if (lexer->at_line_start) {
            blank = false;
            if (!begin_line(lexer, &blank)) {
                return TOKEN_ERROR;
            }
        }
        lexer->start = lexer->cursor;
        if (lexer->pending < 0) {
            lexer->pending++;
            return TOKEN_DEDENT;
        }
        if (lexer->pending > 0) {
            lexer->pending--;
            return TOKEN_INDENT;
        }
        int c = skip_space(lexer);
        while (c == '\\') {
            if (!continue_line(lexer)) {
                return TOKEN_ERROR;
            }
            c = skip_space(lexer);
        }
        if (c == '#') {
            c = skip_comment(lexer);
            if (lexer->keep_trivia) {
                lexer_unread(lexer, c);
                lexer->trivia_pending = blank;
                *has_text = true;
                return TOKEN_COMMENT;
            }
        }
        if (c == LEXER_END) {
            bool complete = lexer->level == 0 && lexer->state == LEXER_EOF;
            return complete ? TOKEN_ENDMARKER : TOKEN_ERROR;
        }
        *has_text = true;
        if (c != '\n') {
            return ordinary_token(lexer, c);
        }
        lexer->at_line_start = true;
        if (!blank && lexer->level == 0) {
            return TOKEN_NEWLINE;
        }
        if (lexer->keep_trivia) {
            return TOKEN_NL;
        }
        *has_text = false;
    }
}

void lexer_next(Lexer *lexer, Token *token)
{
    bool has_text;
    TokenKind kind = read_token(lexer, &has_text);
    const char *start = has_text ? lexer->start : NULL;
    const char *end = has_text ? lexer->cursor : NULL;
    if (kind == TOKEN_NEWLINE || kind == TOKEN_NL) {
        end--; /* the newline itself is not part of the token */
    }
    if (kind == TOKEN_ERROR) {
        start = end = NULL;
    }
    bool is_string = kind == TOKEN_STRING;
    const char *line = is_string ? lexer->string_line_start : lexer->line_start;
    *token = (Token){
        .kind = kind,
        .start = start,
        .end = end,
        .lineno = is_string ? lexer->string_lineno : lexer->lineno,
        .col_offset = start != NULL && start >= line ? (int)(start - line) : -1,
        .end_lineno = lexer->lineno,
        .end_col_offset = end != NULL && end >= lexer->line_start
                              ? (int)(end - lexer->line_start)
                              : -1,
        .level = lexer->level,
    };
}
