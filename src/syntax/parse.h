/* The parser's door: source bytes in, a tree or a Diagnostic out.  Never exits, never
   jumps, and uses a bounded amount of the C stack whatever the source nests. */
#ifndef VIV_SYNTAX_PARSE_H
#define VIV_SYNTAX_PARSE_H

#include "base/arena.h"
#include "syntax/ast.h"
#include "syntax/diagnostic.h"

typedef struct ParseOptions {
    const char *filename;   /* for diagnostics; must outlive the result */
    size_t stack_limit;     /* bytes of C stack the parser may use; 0: half of what the
                               process may, 4 MiB at most */
    int max_int_digits;     /* of a decimal int literal; 0: 4300, negative: no limit */
    bool from_file;         /* the source is a file that is run, not bytes given to
                               compile(): other words for undecodable text */
    bool is_utf8;           /* the source was a str: no encoding cookie is obeyed */
    bool barry_as_flufl;    /* `<>` instead of `!=` */
    bool allow_incomplete;  /* a source that merely ends too early is the error
                               "incomplete input" */
    bool type_comments;     /* `# type: ...` comments become part of the tree */
    int feature_version;    /* the minor version of the Python 3 whose syntax is taken; 0:
                               the newest */
    bool dont_imply_dedent; /* interactive: a block ends only at an empty line */
} ParseOptions;

typedef struct ParseResult {
    Mod *tree;                  /* NULL on failure */
    const Diagnostic *error;    /* NULL on success */
    const Diagnostic *warnings; /* in source order */
    size_t warning_count;
} ParseResult;

/* What the source is: its tree is a Module, an Interactive, an Expression or a FunctionType (`(int) -> str`). */
typedef enum StartRule {
    START_FILE,
    START_INTERACTIVE,
    START_EVAL,
    START_FUNCTION_TYPE,
    START_FSTRING /* the expression inside a replacement field */
} StartRule;

/* Parse the LENGTH bytes at SOURCE (need not be NUL-terminated).  The tree and the diagnostics live in ARENA; when
   there is no memory the error is a static Diagnostic of kind NO_MEMORY. */
MUST_USE ParseResult
parse_source(Arena *arena, StartRule start, const char *source, size_t length, const ParseOptions *options);

#endif
