/* The lexer proper: lines, indentation, errors, and what comes next.

   It keeps a line buffer's view of the text even though all of it is in memory:
   `region`, `line_start`, `line_end` and `lineno` change only when a character of the
   next line is asked for, because the positions and the quoted line of an error depend
   on how far the reading had come. */
#include "syntax/lexer.h"

#include <string.h>

#include "base/utf8.h"

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

/* Refuses the line that begins at LINE if it is not UTF-8. */
static bool line_decodes(Lexer *lexer, const char *line)
{
    size_t length = strcspn(line, "\n");
    size_t bad = utf8_check(line, length);
    if (bad == length) return true;
    log_undecodable(lexer->log, line[bad], lexer->lineno + 1);
    lexer->state = LEXER_FAILED;
    return false;
}

/* Makes the next line current.  False at the end of the text, or on an error. */
static bool next_line(Lexer *lexer)
{
    const char *line = lexer->line_end;
    if (*line == '\0') {
        lexer->state = LEXER_EOF;
        return false;
    }
    if (lexer->check_utf8 && !line_decodes(lexer, line)) return false;
    if (lexer->start == NULL) lexer->region = lexer->cursor;
    const char *end = line + strcspn(line, "\n");
    lexer->line_end = *end == '\n' ? end + 1 : end;
    lexer->line_start = lexer->cursor;
    lexer->lineno++;
    return true;
}

int lexer_read_line(Lexer *lexer)
{
    if (lexer->state != LEXER_OK || !next_line(lexer)) return LEXER_END;
    return (unsigned char)*lexer->cursor++;
}

void lexer_unread(Lexer *lexer, int c)
{
    if (c != LEXER_END) {
        viv_assert(lexer->cursor > lexer->text);
        lexer->cursor--;
    }
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
    if (first < 0) first = count_replaced(line, (size_t)(lexer->cursor - line));
    log_error(log,
              &(Diagnostic){
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
        if (lexer->state != LEXER_FAILED) stop(lexer, LEXER_EOF);
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
            if (!continue_line(lexer)) return false;
        } else {
            lexer_unread(lexer, c);
            break;
        }
    }
    if (continued != 0) *column = *alt_column = continued;
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

/* At the start of a line.  Sets *BLANK when the line holds no token; such a line does
   not change the indentation. */
static bool begin_line(Lexer *lexer, bool *blank)
{
    int column, alt_column;
    lexer->at_line_start = false;
    if (!measure_indent(lexer, &column, &alt_column)) return false;
    *blank = *lexer->cursor == '#' || *lexer->cursor == '\n';
    if (!*blank && lexer->level == 0) return apply_indent(lexer, column, alt_column);
    return true;
}

/* --- tokens --- */

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

/* Reads to the end of a comment and gives the newline behind it. */
static int skip_comment(Lexer *lexer)
{
    if (lexer->cursor < lexer->line_end && lexer->line_end[-1] == '\n') {
        lexer->cursor = lexer->line_end - 1;
    }
    int c;
    do {
        c = lexer_read(lexer);
    } while (c != LEXER_END && c != '\n');
    return c;
}

/* The comment up to the cursor may be `# type: TEXT`: then its token, which begins at TEXT.
   TOKEN_COMMENT for all others. */
static TokenKind type_comment(Lexer *lexer, bool blank)
{
    const char *text = lexer->start, *end = lexer->cursor;
    for (const char *prefix = "# type: "; *prefix != '\0'; prefix++) {
        if (*prefix == ' ') {
            text += strspn(text, " \t");
        } else if (text < end && *text == *prefix) {
            text++;
        } else {
            return TOKEN_COMMENT;
        }
    }
    lexer->start = text;
    const char *behind = text + strlen("ignore");
    if (behind > end || strncmp(text, "ignore", strlen("ignore")) != 0 ||
        (behind < end && *behind != '_' && lexer_is_name_part((unsigned char)*behind))) {
        return TOKEN_TYPE_COMMENT;
    }
    lexer->start = behind;
    if (blank && *lexer->cursor == '\n') { /* alone on its line, which is no line then */
        lexer->cursor++;
        lexer->at_line_start = true;
    }
    return TOKEN_TYPE_IGNORE;
}

/* Reads a comment.  What the caller wants as a token ends before the newline; of all others
   the newline is read as well, and becomes *BEHIND. */
static TokenKind comment(Lexer *lexer, bool blank, int *behind)
{
    *behind = skip_comment(lexer);
    if (!lexer->type_comments && !lexer->keep_trivia) return TOKEN_COMMENT;
    lexer_unread(lexer, *behind);
    TokenKind kind = lexer->type_comments ? type_comment(lexer, blank) : TOKEN_COMMENT;
    if (lexer->keep_trivia) {
        lexer->trivia_pending = blank;
    } else if (kind == TOKEN_COMMENT) {
        *behind = lexer_read(lexer);
    }
    return kind;
}

/* With old_async: a line that is indented as the `async def` was is behind its block. */
static void end_async_def(Lexer *lexer)
{
    if (lexer->in_async_def && lexer->async_def_lined && lexer->level == 0 &&
        *lexer->cursor != '\n' && /* as behind a type comment that has the line alone */
        lexer->async_def_indent >= lexer->indent) {
        lexer->in_async_def = false;
    }
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
            if (!begin_line(lexer, &blank)) return TOKEN_ERROR;
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
        if (!blank) end_async_def(lexer);
        int c = skip_space(lexer);
        while (c == '\\') {
            if (!continue_line(lexer)) return TOKEN_ERROR;
            c = skip_space(lexer);
        }
        if (c == '#') {
            TokenKind kind = comment(lexer, blank, &c);
            if (kind != TOKEN_COMMENT || lexer->keep_trivia) {
                *has_text = true;
                return kind;
            }
        }
        if (c == LEXER_END) {
            bool complete = lexer->level == 0 && lexer->state == LEXER_EOF;
            return complete ? TOKEN_ENDMARKER : TOKEN_ERROR;
        }
        *has_text = true;
        if (c != '\n') return lexer_ordinary(lexer, c);
        lexer->at_line_start = true;
        if (!blank && lexer->level == 0) {
            lexer->async_def_lined = true;
            return TOKEN_NEWLINE;
        }
        if (lexer->keep_trivia) return TOKEN_NL;
        *has_text = false;
    }
}

void lexer_next(Lexer *lexer, Token *token)
{
    bool has_text;
    TokenKind kind = read_token(lexer, &has_text);
    const char *start = has_text ? lexer->start : NULL;
    const char *end = has_text ? lexer->cursor : NULL;
    if (kind == TOKEN_NEWLINE || kind == TOKEN_NL ||
        (kind == TOKEN_TYPE_IGNORE && end > start && end[-1] == '\n')) {
        end--; /* the newline itself is not part of the token */
    }
    if (kind == TOKEN_ERROR) start = end = NULL;
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
