/* The three doors of the parser: sets up source, lexer and parser, and takes them down
   again whatever happened. */
#include "syntax/parse.h"

#include <string.h>
#include <sys/resource.h>

#include "base/utf8.h"
#include "syntax/parser.h"
#include "syntax/source.h"

/* How much of the C stack the parser may use. */
static size_t stack_limit(const ParseOptions *options)
{
    enum { MOST = 4 << 20 };
    struct rlimit limit;
    if (options->stack_limit != 0) return options->stack_limit;
    bool known =
        getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
    return known && limit.rlim_cur / 2 < MOST ? (size_t)(limit.rlim_cur / 2) : MOST;
}

/* Parses the decoded SOURCE with everything temporary in SCRATCH. */
static Mod *run(SyntaxLog *log,
                Arena *scratch,
                const SourceText *source,
                StartRule start,
                const ParseOptions *options)
{
    Lexer *lexer = ARENA_NEW(scratch, Lexer);
    Parser *parser = ARENA_NEW(scratch, Parser);
    NameTable *names = ARENA_NEW(scratch, NameTable);
    if (lexer == NULL || parser == NULL || names == NULL) {
        log_no_memory(log);
        return NULL;
    }
    lexer_init(lexer, log, source->text, 1);
    lexer->has_encoding = source->has_encoding;
    lexer->check_utf8 =
        options->from_file && utf8_check(source->text, source->length) != source->length;
    lexer->type_comments = options->type_comments;
    lexer->old_async = options->feature_version != 0 && options->feature_version < 7;
    parser_init(parser, lexer, options, scratch);
    parser->names = names;
    parser->start = start;
    parser->stack_limit = stack_limit(options);
    Mod *mod = parser_run(parser);
    parser_fini(parser);
    return log->error == NULL ? mod : NULL;
}

/* Moves the warnings into the arena. */
static void take_warnings(SyntaxLog *log, ParseResult *result)
{
    size_t size = log->warnings.length * sizeof *log->warnings.items;
    Diagnostic *copy = size != 0 ? log_alloc(log, size) : NULL;
    if (copy != NULL) {
        memcpy(copy, log->warnings.items, size);
        result->warnings = copy;
        result->warning_count = log->warnings.length;
    }
    vec_fini(&log->warnings);
}

ParseResult
parse_source(Arena *arena, StartRule start, const char *source, size_t length, const ParseOptions *options)
{
    SyntaxLog log = {.arena = arena, .filename = options->filename};
    ParseResult result = {0};
    SourceText text;
    SourceKind kind = options->is_utf8     ? SOURCE_STR
                      : options->from_file ? SOURCE_FILE
                                           : SOURCE_BYTES;
    Arena *scratch = arena_new();
    if (scratch == NULL) {
        log_no_memory(&log);
    } else if (source_decode(&log, source, length, kind, start == START_FILE, &text)) {
        result.tree = run(&log, scratch, &text, start, options);
    }
    arena_free(scratch);
    take_warnings(&log, &result);
    result.error = log.error;
    if (result.error != NULL) result.tree = NULL;
    return result;
}
