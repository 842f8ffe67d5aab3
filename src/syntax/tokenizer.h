/* Source text to tokens.  The tokenizer is a pull machine: every call of tokenizer_next
   gives one token or an error, and never looks further ahead than that token needs, so
   what is reported first is what stands first in the file. */
#ifndef VIV_SYNTAX_TOKENIZER_H
#define VIV_SYNTAX_TOKENIZER_H

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
#define KEYWORD(name, text) TOKEN_##name,
#include "syntax/tokens.def"
    TOKEN_OP,      /* a character that no operator begins with, as `$` */
    TOKEN_COMMENT, /* only with keep_trivia */
    TOKEN_NL,      /* only with keep_trivia: a line end that ends no statement */
    TOKEN_ERROR
} TokenKind;

typedef struct Token {
    TokenKind kind;
    const char *start, *end; /* the text; both NULL for tokens without one */
    int lineno, col_offset;  /* columns in bytes, -1 for tokens without text */
    int end_lineno, end_col_offset;
    int level; /* of open brackets after this token */
} Token;

/* Why the tokenizer stopped. */
typedef enum TokenizerState {
    TOKENIZER_OK,
    TOKENIZER_EOF,
    TOKENIZER_BAD_DEDENT,
    TOKENIZER_TAB_SPACE,
    TOKENIZER_TOO_DEEP,
    TOKENIZER_LINE_CONTINUATION,
    TOKENIZER_DECODE, /* bytes that are not UTF-8 in a name */
    TOKENIZER_FAILED  /* the error is in the log */
} TokenizerState;

enum { TOKENIZER_MAX_LEVEL = 200, TOKENIZER_MAX_INDENT = 100 };

typedef struct Tokenizer {
    SyntaxLog *log;
    const char *text;       /* the whole source, NUL-terminated */
    const char *region;     /* start of the line or, within a token, of its first line */
    const char *line_start; /* of the line that is being read */
    const char *cursor;     /* the next character */
    const char *line_end;   /* one past the newline of the line being read */
    const char *start;      /* of the token being read; NULL between tokens */
    int lineno;
    TokenizerState state;
    bool interactive;   /* an empty line ends a block */
    bool keep_trivia;   /* give COMMENT and NL tokens too */
    bool has_encoding;  /* columns of errors count code points, not bytes */
    bool at_line_start; /* indentation comes next */
    bool trivia_pending; /* the comment just given stands alone on its line */

    const char *string_line_start; /* of the line on which the last string began */
    int string_lineno;

    int pending; /* INDENTs (> 0) or DEDENTs (< 0) still to be given */
    int indent;  /* top of the two stacks */
    int columns[TOKENIZER_MAX_INDENT];     /* with tabs to multiples of 8 */
    int alt_columns[TOKENIZER_MAX_INDENT]; /* with tabs of width 1 */

    int level; /* of open brackets, with what and where each was opened */
    char brackets[TOKENIZER_MAX_LEVEL];
    int bracket_lines[TOKENIZER_MAX_LEVEL];
    int bracket_columns[TOKENIZER_MAX_LEVEL];
} Tokenizer;

/* Starts at the beginning of TEXT (kept, NUL-terminated, only \n as line ends); the first
   line gets the number LINENO. */
void tokenizer_init(Tokenizer *tokenizer, SyntaxLog *log, const char *text, int lineno);

/* Reads one token.  TOKEN_ERROR means that tokenizer->state says why, and for
   TOKENIZER_FAILED also the log.  After TOKEN_ENDMARKER comes TOKEN_ENDMARKER. */
void tokenizer_next(Tokenizer *tokenizer, Token *token);

/* "(" or "while" of an operator or keyword; "NAME" and the like for other kinds. */
const char *token_kind_text(TokenKind kind);

/* The keyword that the LENGTH bytes at TEXT are, or TOKEN_NAME. */
TokenKind token_keyword(const char *text, size_t length);

/* --- for the files of the tokenizer only --- */

enum { TOKENIZER_END = -1 };

/* The next character, 0..255, or TOKENIZER_END. */
int tokenizer_read(Tokenizer *tokenizer);

/* Puts C, which tokenizer_read just gave, back. */
void tokenizer_unread(Tokenizer *tokenizer, int c);

/* Records a SyntaxError that points at the cursor. Result: TOKEN_ERROR. */
PRINTF_LIKE(2, 3)
TokenKind tokenizer_fail(Tokenizer *tokenizer, const char *format, ...);

/* The same for columns FIRST..LAST, which count from 1. */
PRINTF_LIKE(4, 5)
TokenKind tokenizer_fail_range(Tokenizer *tokenizer, int first, int last, const char *format, ...);

bool tokenizer_is_name_start(int c);
bool tokenizer_is_name_part(int c);

/* Finish a number whose first digit (or the dot before it) has been read as C, or a
   string whose opening quote was read as QUOTE. */
TokenKind tokenizer_number(Tokenizer *tokenizer, int c);
TokenKind tokenizer_fraction(Tokenizer *tokenizer, int c);
TokenKind tokenizer_string(Tokenizer *tokenizer, int quote);

#endif
