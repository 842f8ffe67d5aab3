/* Source text to tokens.  The lexer is a pull machine: every call of lexer_next
   gives one token or an error, and never looks further ahead than that token needs, so
   what is reported first is what stands first in the file. */
#ifndef VIV_SYNTAX_LEXER_H
#define VIV_SYNTAX_LEXER_H

#include "syntax/syntax_log.h"

typedef enum TokenKind {
    TOKEN_ENDMARKER,
    TOKEN_NAME,
    TOKEN_NUMBER,
    TOKEN_STRING,
    TOKEN_NEWLINE,
    TOKEN_INDENT,
    TOKEN_DEDENT,
#define OPERATOR(name, text) TOKEN_##name,
#define KEYWORD(name, text)  TOKEN_##name,
#include "syntax/tokens.def"
    TOKEN_OP,      /* a character that no operator begins with, as `$` */
    TOKEN_TYPE_COMMENT, /* only with type_comments: the text behind `# type:` */
    TOKEN_TYPE_IGNORE,  /* the same of `# type: ignore`, what stands behind it */
    TOKEN_COMMENT, /* only with keep_trivia */
    TOKEN_NL,      /* only with keep_trivia: a line end that ends no statement */
    TOKEN_ERROR
} TokenKind;

typedef struct Token {
    TokenKind kind;
    int level; /* of open brackets after this token */
    const char *start, *end; /* the text; both NULL for tokens without one */
    int lineno, col_offset;  /* columns in bytes, -1 for tokens without text */
    int end_lineno, end_col_offset;
} Token;

/* Why the lexer stopped. */
typedef enum LexerState {
    LEXER_OK,
    LEXER_EOF,
    LEXER_BAD_DEDENT,
    LEXER_TAB_SPACE,
    LEXER_TOO_DEEP,
    LEXER_LINE_CONTINUATION,
    LEXER_DECODE,      /* bytes that are not UTF-8 in a name */
    LEXER_FAILED,      /* the error is in the log */
    LEXER_UNTERMINATED /* so it is, and it is that the text ended within a string */
} LexerState;

enum { LEXER_MAX_LEVEL = 200, LEXER_MAX_INDENT = 100 };

typedef struct Lexer {
    SyntaxLog *log;
    const char *text;   /* the whole source, NUL-terminated */
    const char *region; /* start of the line or, within a token, of its first line */
    const char *line_start; /* of the line that is being read */
    const char *cursor;     /* the next character */
    const char *line_end;   /* one past the newline of the line being read */
    const char *start;      /* of the token being read; NULL between tokens */
    int lineno;
    LexerState state;
    bool check_utf8;     /* refuse a line that is not UTF-8, even in a comment */
    bool keep_trivia;    /* give COMMENT and NL tokens too */
    bool type_comments;  /* give TYPE_COMMENT and TYPE_IGNORE tokens */
    bool old_async;      /* `async` and `await` are keywords in `async def` only (Python 3.6) */
    bool has_encoding;   /* columns of errors count code points, not bytes */
    bool at_line_start;  /* indentation comes next */
    bool trivia_pending; /* the comment just given stands alone on its line */

    const char *string_line_start; /* of the line on which the last string began */
    int string_lineno;

    int pending; /* INDENTs (> 0) or DEDENTs (< 0) still to be given */
    int indent;  /* top of the two stacks */
    int columns[LEXER_MAX_INDENT];     /* with tabs to multiples of 8 */
    int alt_columns[LEXER_MAX_INDENT]; /* with tabs of width 1 */

    bool in_async_def;    /* with old_async: behind `async def` or in its block */
    bool async_def_lined; /* its first line has ended */
    int async_def_indent; /* the indentation level at which it stands */

    int level; /* of open brackets, with what and where each was opened */
    char brackets[LEXER_MAX_LEVEL];
    int bracket_lines[LEXER_MAX_LEVEL];
    int bracket_columns[LEXER_MAX_LEVEL];
} Lexer;

/* Starts at the beginning of TEXT (kept, NUL-terminated, only \n as line ends); the
   first line gets the number LINENO. */
void lexer_init(Lexer *lexer, SyntaxLog *log, const char *text, int lineno);

/* Reads one token.  TOKEN_ERROR means that lexer->state says why, and for
   LEXER_FAILED also the log.  After TOKEN_ENDMARKER comes TOKEN_ENDMARKER. */
void lexer_next(Lexer *lexer, Token *token);

/* "(" or "while" of an operator or keyword; "NAME" and the like for other kinds. */
const char *kind_text(TokenKind kind);

/* --- for the files of the lexer only --- */

enum { LEXER_END = -1 };

/* What lexer_read gives at the end of a line: the first character of the next one. */
int lexer_read_line(Lexer *lexer);

/* The next character, 0..255, or LEXER_END. */
static inline int lexer_read(Lexer *lexer)
{
    if (lexer->cursor == lexer->line_end) return lexer_read_line(lexer);
    return (unsigned char)*lexer->cursor++;
}

/* Puts C, which lexer_read just gave, back. */
void lexer_unread(Lexer *lexer, int c);

/* Records a SyntaxError that points at the cursor. Result: TOKEN_ERROR. */
PRINTF_LIKE(2, 3)
TokenKind lexer_fail(Lexer *lexer, const char *format, ...);

/* The same for columns FIRST..LAST, which count from 1. */
PRINTF_LIKE(4, 5)
TokenKind lexer_fail_range(Lexer *lexer, int first, int last, const char *format, ...);

static inline bool lexer_is_name_start(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
}

static inline bool lexer_is_name_part(int c)
{
    return lexer_is_name_start(c) || (c >= '0' && c <= '9');
}

/* A token that begins with C and is neither a comment nor the end of a line. */
TokenKind lexer_ordinary(Lexer *lexer, int c);

/* Finish a number whose first digit (or the dot before it) has been read as C, or a
   string whose opening quote was read as QUOTE. */
TokenKind lexer_number(Lexer *lexer, int c);
TokenKind lexer_fraction(Lexer *lexer, int c);
TokenKind lexer_string(Lexer *lexer, int quote);

#endif
