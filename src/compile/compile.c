/* The door: parse, compile, and turn what is wrong with the text into an exception.  The
   tree's arena lives exactly as long as one compile. */
#include "compile/compile.h"

#include "objects/int_text.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/listobj.h"
#include "objects/strobj.h"
#include "syntax/parse.h"
#include "compile/compiler.h"
#include "compile/tree_validate.h"

static Own compile_tree(Rt *rt, Arena *arena, Mod *tree, CompileOptions *options)
{
    Compiler compiler;
    compiler_init(&compiler, rt, arena, options);
    Own code = compiler_run(&compiler, tree);
    compiler_fini(&compiler);
    return code;
}

Own compile_made_tree(Rt *rt, Arena *arena, Mod *tree, CompileOptions *options)
{
    Compiler compiler;
    compiler_init(&compiler, rt, arena, options);
    Own code = tree_validate(&compiler, tree) ? compiler_run(&compiler, tree) : NULL;
    compiler_fini(&compiler);
    return code;
}

enum { MOST_PARSER_STACK = 4 << 20 };

static ParseResult parse_by_mode(const Rt *rt, Arena *arena, size_t stack_left, const char *source, size_t length,
                                 const CompileOptions *options, const char *filename)
{
    ParseOptions how = {
        .filename = filename,
        .stack_limit = stack_left < MOST_PARSER_STACK ? stack_left / 4 * 3 + 1 : 0,
        .from_file = (options->flags & COMPILE_FROM_FILE) != 0,
        .is_utf8 = (options->flags & COMPILE_SOURCE_IS_UTF8) != 0,
        .max_int_digits = int_text_limit(rt) == 0 ? -1 : int_text_limit(rt),
        .barry_as_flufl = (options->flags & COMPILE_FUTURE_BARRY_AS_BDFL) != 0,
        .allow_incomplete = (options->flags & COMPILE_ALLOW_INCOMPLETE) != 0,
        .type_comments = (options->flags & COMPILE_TYPE_COMMENTS) != 0,
        .feature_version = options->feature_version,
        .dont_imply_dedent = (options->flags & COMPILE_DONT_IMPLY_DEDENT) != 0,
    };
    static const StartRule starts[] = {
        [COMPILE_EXEC] = START_FILE, [COMPILE_EVAL] = START_EVAL, [COMPILE_SINGLE] = START_INTERACTIVE, [COMPILE_FUNCTION_TYPE] = START_FUNCTION_TYPE,
    };
    return parse_source(arena, starts[options->mode], source, length, &how);
}

/* A warning that the user asked to be an error has a fitting SyntaxError in its place. */
static int compile_tell(Rt *rt, const CompileOptions *options, const Diagnostic *warning)
{
    if (options->warn == NULL) return 0;
    int answer = options->warn(rt, options->warn_context, warning);
    if (answer == 1) {
        Diagnostic error = *warning;
        error.kind = DIAGNOSTIC_SYNTAX_ERROR;
        compile_raise(rt, &error, options->filename);
    }
    return answer == 0 ? 0 : -1;
}

Mod *compiler_parse(Rt *rt, Arena *arena, const char *source, size_t length, const CompileOptions *options)
{
    size_t size;
    const char *filename = str_utf8(rt, options->filename, &size);
    if (filename == NULL) error_clear(rt); /* lone surrogates: shown by nobody but messages */
    ParseResult parsed = parse_by_mode(rt, arena, call_stack_left(rt), source, length, options, filename == NULL ? "" : filename);
    for (size_t i = 0; i < parsed.warning_count; i++) {
        if (compile_tell(rt, options, &parsed.warnings[i]) < 0) return NULL;
    }
    if (parsed.tree == NULL) compile_raise(rt, parsed.error, options->filename);
    return parsed.tree;
}

Own compile_source(Rt *rt, const char *source, size_t length, CompileOptions *options)
{
    Own objects = list_new(rt, 0); /* in which CPython's arena holds the objects of the tree */
    if (objects == NULL) return NULL;
    Arena *arena = arena_new();
    Mod *tree = arena == NULL ? NULL : compiler_parse(rt, arena, source, length, options);
    Own code = tree == NULL ? NULL : compile_tree(rt, arena, tree, options);
    if (arena == NULL) (void)error_no_memory(rt);
    else arena_free(arena);
    release(rt, objects);
    return code;
}
