/* The tokenizer proper: lines, indentation, names, strings, operators.

   It keeps a line buffer's view of the text even though all of it is in memory: `region`,
   `line_start`, `line_end` and `lineno` change only when a character of the next line is
   asked for, because the positions and the quoted line of an error depend on how far the
   reading had come. */
#include "syntax/tokenizer.h"

#include <string.h>
#include <unictype.h>

#include "base/utf8.h"

typedef struct TokenWord {
    const char *text;
    TokenKind kind;
} TokenWord;

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

const char *token_kind_text(TokenKind kind)
{
    viv_assert((size_t)kind < ARRAY_LENGTH(kind_texts));
    return kind_texts[kind];
}

TokenKind token_keyword(const char *text, size_t length)
{
    for (TokenKind kind = TOKEN_FALSE; kind <= TOKEN_YIELD; kind++) {
        const char *word = kind_texts[kind];
        if (word[0] == text[0] && strlen(word) == length && memcmp(word, text, length) == 0) {
            return kind;
        }
    }
    return TOKEN_NAME;
}

void tokenizer_init(Tokenizer *tokenizer, SyntaxLog *log, const char *text, int lineno)
{
    *tokenizer = (Tokenizer){
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
static bool next_line(Tokenizer *tokenizer)
{
    const char *line = tokenizer->line_end;
    if (*line == '\0') {
        tokenizer->state = TOKENIZER_EOF;
        return false;
    }
    if (tokenizer->start == NULL) {
        tokenizer->region = tokenizer->cursor;
    }
    const char *end = strchr(line, '\n');
    tokenizer->line_end = end != NULL ? end + 1 : line + strlen(line);
    tokenizer->line_start = tokenizer->cursor;
    tokenizer->lineno++;
    return true;
}

int tokenizer_read(Tokenizer *tokenizer)
{
    if (tokenizer->cursor == tokenizer->line_end) {
        if (tokenizer->state != TOKENIZER_OK || !next_line(tokenizer)) {
            return TOKENIZER_END;
        }
    }
    return (unsigned char)*tokenizer->cursor++;
}

void tokenizer_unread(Tokenizer *tokenizer, int c)
{
    if (c != TOKENIZER_END) {
        viv_assert(tokenizer->cursor > tokenizer->text);
        tokenizer->cursor--;
    }
}

bool tokenizer_is_name_start(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
}

bool tokenizer_is_name_part(int c)
{
    return tokenizer_is_name_start(c) || (c >= '0' && c <= '9');
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

static void fail_at(Tokenizer *tokenizer, int first, int last, const char *format, va_list args)
{
    SyntaxLog *log = tokenizer->log;
    const char *line = tokenizer->line_start;
    if (first < 0) {
        first = count_replaced(line, (size_t)(tokenizer->cursor - line));
    }
    log_error(log, &(Diagnostic){
                       .kind = DIAGNOSTIC_SYNTAX_ERROR,
                       .message = log_format(log, format, args),
                       .lineno = tokenizer->lineno,
                       .offset = first,
                       .end_lineno = tokenizer->lineno,
                       .end_offset = last < 0 ? first : last,
                       .text = log_copy_replacing(log, line, strcspn(line, "\n")),
                   });
    tokenizer->state = TOKENIZER_FAILED;
}

TokenKind tokenizer_fail(Tokenizer *tokenizer, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail_at(tokenizer, -1, -1, format, args);
    va_end(args);
    return TOKEN_ERROR;
}

TokenKind tokenizer_fail_range(Tokenizer *tokenizer, int first, int last, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail_at(tokenizer, first, last, format, args);
    va_end(args);
    return TOKEN_ERROR;
}

/* An error that the parser will word; the rest of the line is dropped. */
static TokenKind stop(Tokenizer *tokenizer, TokenizerState state)
{
    tokenizer->state = state;
    tokenizer->cursor = tokenizer->line_end;
    return TOKEN_ERROR;
}

/* --- indentation --- */

/* Behind a backslash: steps over the line end.  False when there is something else, or
   when the text ends with it. */
static bool continue_line(Tokenizer *tokenizer)
{
    if (tokenizer_read(tokenizer) != '\n') {
        tokenizer->state = TOKENIZER_LINE_CONTINUATION;
        return false;
    }
    int c = tokenizer_read(tokenizer);
    if (c == TOKENIZER_END) {
        stop(tokenizer, TOKENIZER_EOF);
        return false;
    }
    tokenizer_unread(tokenizer, c);
    return true;
}

/* Measures the white space before the first token of a line, twice: tabs reach to
   multiples of eight in *COLUMN and count one in *ALT_COLUMN.  When the two measures
   order the lines differently, the program depends on the width of a tab. */
static bool measure_indent(Tokenizer *tokenizer, int *column, int *alt_column)
{
    int continued = 0; /* the column at which a backslash split the indentation */
    *column = *alt_column = 0;
    for (;;) {
        int c = tokenizer_read(tokenizer);
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
            if (!continue_line(tokenizer)) {
                return false;
            }
        } else {
            tokenizer_unread(tokenizer, c);
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
static bool apply_indent(Tokenizer *tokenizer, int column, int alt_column)
{
    if (column > tokenizer->columns[tokenizer->indent]) {
        if (tokenizer->indent + 1 >= TOKENIZER_MAX_INDENT) {
            stop(tokenizer, TOKENIZER_TOO_DEEP);
            return false;
        }
        if (alt_column <= tokenizer->alt_columns[tokenizer->indent]) {
            stop(tokenizer, TOKENIZER_TAB_SPACE);
            return false;
        }
        tokenizer->pending++;
        tokenizer->indent++;
        tokenizer->columns[tokenizer->indent] = column;
        tokenizer->alt_columns[tokenizer->indent] = alt_column;
        return true;
    }
    while (tokenizer->indent > 0 && column < tokenizer->columns[tokenizer->indent]) {
        tokenizer->pending--;
        tokenizer->indent--;
    }
    if (column != tokenizer->columns[tokenizer->indent]) {
        stop(tokenizer, TOKENIZER_BAD_DEDENT);
        return false;
    }
    if (alt_column != tokenizer->alt_columns[tokenizer->indent]) {
        stop(tokenizer, TOKENIZER_TAB_SPACE);
        return false;
    }
    return true;
}

/* At the start of a line.  Sets *BLANK when the line holds no token; such a line does not
   change the indentation, except that an empty one ends an interactive statement. */
static bool begin_line(Tokenizer *tokenizer, bool *blank)
{
    int column, alt_column;
    tokenizer->at_line_start = false;
    if (!measure_indent(tokenizer, &column, &alt_column)) {
        return false;
    }
    char c = *tokenizer->cursor;
    bool at_end = tokenizer->cursor == tokenizer->line_end;
    if (!at_end && (c == '#' || c == '\n')) {
        if (tokenizer->interactive && column == 0 && c == '\n') {
            *blank = false;
        } else if (tokenizer->interactive && tokenizer->lineno == 1) {
            *blank = false;
            column = alt_column = 0;
        } else {
            *blank = true;
        }
    }
    if (!*blank && tokenizer->level == 0) {
        return apply_indent(tokenizer, column, alt_column);
    }
    return true;
}

/* --- tokens --- */

/* A name with characters beyond ASCII: checks each of them. */
static TokenKind check_name(Tokenizer *tokenizer)
{
    const char *p = tokenizer->start;
    const char *end = tokenizer->cursor;
    if (utf8_check(p, (size_t)(end - p)) != (size_t)(end - p)) {
        tokenizer->state = TOKENIZER_DECODE;
        return TOKEN_ERROR;
    }
    while (p < end) {
        uint32_t c;
        size_t used = utf8_decode(p, (size_t)(end - p), &c);
        bool fine = p == tokenizer->start ? c == '_' || uc_is_property_xid_start(c)
                                          : uc_is_property_xid_continue(c);
        if (!fine) {
            char shown[UTF8_MAX_BYTES + 1] = {0};
            memcpy(shown, p, used);
            tokenizer->cursor = p + used;
            if (uc_is_print(c)) {
                return tokenizer_fail(tokenizer, "invalid character '%s' (U+%04X)", shown, c);
            }
            return tokenizer_fail(tokenizer, "invalid non-printable character U+%04X", c);
        }
        p += used;
    }
    return TOKEN_NAME;
}

/* Reads a name or keyword that begins with C, or a string with a prefix such as rb. */
static TokenKind name_or_string(Tokenizer *tokenizer, int c)
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
        c = tokenizer_read(tokenizer);
        if (c == '"' || c == '\'') {
            return tokenizer_string(tokenizer, c);
        }
    }
    bool ascii = true;
    while (tokenizer_is_name_part(c)) {
        ascii = ascii && c < 128;
        c = tokenizer_read(tokenizer);
    }
    tokenizer_unread(tokenizer, c);
    if (!ascii) {
        return check_name(tokenizer);
    }
    return token_keyword(tokenizer->start, (size_t)(tokenizer->cursor - tokenizer->start));
}

TokenKind tokenizer_string(Tokenizer *tokenizer, int quote)
{
    int quotes_wanted = 1, quotes_seen = 0;
    tokenizer->string_lineno = tokenizer->lineno;
    tokenizer->string_line_start = tokenizer->line_start;
    int c = tokenizer_read(tokenizer);
    if (c == quote) {
        c = tokenizer_read(tokenizer);
        if (c == quote) {
            quotes_wanted = 3;
        } else {
            quotes_seen = 1; /* the empty string */
        }
    }
    if (c != quote) {
        tokenizer_unread(tokenizer, c);
    }
    while (quotes_seen != quotes_wanted) {
        c = tokenizer_read(tokenizer);
        if (c == TOKENIZER_END || (quotes_wanted == 1 && c == '\n')) {
            int last_line = tokenizer->lineno;
            tokenizer->cursor = tokenizer->start + 1;
            tokenizer->line_start = tokenizer->string_line_start;
            tokenizer->lineno = tokenizer->string_lineno;
            return tokenizer_fail(tokenizer,
                                  "unterminated %sstring literal (detected at line %d)",
                                  quotes_wanted == 3 ? "triple-quoted " : "", last_line);
        }
        if (c == quote) {
            quotes_seen++;
        } else {
            quotes_seen = 0;
            if (c == '\\') {
                tokenizer_read(tokenizer);
            }
        }
    }
    return TOKEN_STRING;
}

/* Keeps the stack of brackets. */
static TokenKind open_bracket(Tokenizer *tokenizer, int c)
{
    int level = tokenizer->level;
    if (level >= TOKENIZER_MAX_LEVEL) {
        return tokenizer_fail(tokenizer, "too many nested parentheses");
    }
    tokenizer->brackets[level] = (char)c;
    tokenizer->bracket_lines[level] = tokenizer->lineno;
    tokenizer->bracket_columns[level] = (int)(tokenizer->start - tokenizer->line_start);
    tokenizer->level++;
    return TOKEN_OP;
}

static TokenKind close_bracket(Tokenizer *tokenizer, int c)
{
    if (tokenizer->level == 0) {
        return tokenizer_fail(tokenizer, "unmatched '%c'", c);
    }
    int level = --tokenizer->level;
    char opened = tokenizer->brackets[level];
    char wanted = opened == '(' ? ')' : opened == '[' ? ']' : '}';
    if (c == wanted) {
        return TOKEN_OP;
    }
    if (tokenizer->bracket_lines[level] != tokenizer->lineno) {
        return tokenizer_fail(tokenizer,
                              "closing parenthesis '%c' does not match opening "
                              "parenthesis '%c' on line %d",
                              c, opened, tokenizer->bracket_lines[level]);
    }
    return tokenizer_fail(tokenizer,
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

static TokenKind operator(Tokenizer *tokenizer, int c)
{
    size_t length;
    TokenKind kind = find_operator(tokenizer->start, &length);
    TokenKind bracket = TOKEN_OP;
    if (kind == TOKEN_LPAR || kind == TOKEN_LSQB || kind == TOKEN_LBRACE) {
        bracket = open_bracket(tokenizer, c);
    } else if (kind == TOKEN_RPAR || kind == TOKEN_RSQB || kind == TOKEN_RBRACE) {
        bracket = close_bracket(tokenizer, c);
    }
    if (bracket == TOKEN_ERROR) {
        return TOKEN_ERROR;
    }
    if (kind == TOKEN_OP && (c < ' ' || c == 127)) {
        return tokenizer_fail(tokenizer, "invalid non-printable character U+%04X", c);
    }
    tokenizer->cursor = tokenizer->start + length;
    return kind;
}

/* Skips the white space before a token, and joined lines; gives its first character. */
static int skip_space(Tokenizer *tokenizer)
{
    int c;
    tokenizer->start = NULL;
    do {
        c = tokenizer_read(tokenizer);
    } while (c == ' ' || c == '\t' || c == '\f');
    tokenizer->start = c == TOKENIZER_END ? tokenizer->cursor : tokenizer->cursor - 1;
    return c;
}

/* A token that begins with C and is neither a comment nor the end of a line. */
static TokenKind ordinary_token(Tokenizer *tokenizer, int c)
{
    if (tokenizer_is_name_start(c)) {
        return name_or_string(tokenizer, c);
    }
    if (c >= '0' && c <= '9') {
        return tokenizer_number(tokenizer, c);
    }
    if (c == '"' || c == '\'') {
        return tokenizer_string(tokenizer, c);
    }
    if (c == '.' && *tokenizer->cursor >= '0' && *tokenizer->cursor <= '9') {
        return tokenizer_fraction(tokenizer, tokenizer_read(tokenizer));
    }
    return operator(tokenizer, c);
}

/* Reads to the end of a comment and gives the newline behind it. */
static int skip_comment(Tokenizer *tokenizer)
{
    int c;
    do {
        c = tokenizer_read(tokenizer);
    } while (c != TOKENIZER_END && c != '\n');
    return c;
}

/* Reads one token without its position; *HAS_TEXT tells whether it has one. */
static TokenKind read_token(Tokenizer *tokenizer, bool *has_text)
{
    *has_text = false;
    bool blank = tokenizer->trivia_pending;
    tokenizer->trivia_pending = false;
    for (;;) {
        tokenizer->start = NULL;
        if (tokenizer->at_line_start) {
            blank = false;
            if (!begin_line(tokenizer, &blank)) {
                return TOKEN_ERROR;
            }
        }
        tokenizer->start = tokenizer->cursor;
        if (tokenizer->pending < 0) {
            tokenizer->pending++;
            return TOKEN_DEDENT;
        }
        if (tokenizer->pending > 0) {
            tokenizer->pending--;
            return TOKEN_INDENT;
        }
        int c = skip_space(tokenizer);
        while (c == '\\') {
            if (!continue_line(tokenizer)) {
                return TOKEN_ERROR;
            }
            c = skip_space(tokenizer);
        }
        if (c == '#') {
            c = skip_comment(tokenizer);
            if (tokenizer->keep_trivia) {
                tokenizer_unread(tokenizer, c);
                tokenizer->trivia_pending = blank;
                *has_text = true;
                return TOKEN_COMMENT;
            }
        }
        if (c == TOKENIZER_END) {
            bool complete = tokenizer->level == 0 && tokenizer->state == TOKENIZER_EOF;
            return complete ? TOKEN_ENDMARKER : TOKEN_ERROR;
        }
        *has_text = true;
        if (c != '\n') {
            return ordinary_token(tokenizer, c);
        }
        tokenizer->at_line_start = true;
        if (!blank && tokenizer->level == 0) {
            return TOKEN_NEWLINE;
        }
        if (tokenizer->keep_trivia) {
            return TOKEN_NL;
        }
        *has_text = false;
    }
}

void tokenizer_next(Tokenizer *tokenizer, Token *token)
{
    bool has_text;
    TokenKind kind = read_token(tokenizer, &has_text);
    const char *start = has_text ? tokenizer->start : NULL;
    const char *end = has_text ? tokenizer->cursor : NULL;
    if (kind == TOKEN_NEWLINE || kind == TOKEN_NL) {
        end--; /* the newline itself is not part of the token */
    }
    if (kind == TOKEN_ERROR) {
        start = end = NULL;
    }
    bool is_string = kind == TOKEN_STRING;
    const char *line = is_string ? tokenizer->string_line_start : tokenizer->line_start;
    *token = (Token){
        .kind = kind,
        .start = start,
        .end = end,
        .lineno = is_string ? tokenizer->string_lineno : tokenizer->lineno,
        .col_offset = start != NULL && start >= line ? (int)(start - line) : -1,
        .end_lineno = tokenizer->lineno,
        .end_col_offset = end != NULL && end >= tokenizer->line_start
                              ? (int)(end - tokenizer->line_start)
                              : -1,
        .level = tokenizer->level,
    };
}
