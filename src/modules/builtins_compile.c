/* compile(): source text or objects of the module ast to code, or text to such objects. */
#include <string.h>

#include "compile/compile.h"
#include "compile/compiler.h"
#include "modules/ast_state.h"
#include "modules/builtins.h"
#include "modules/builtins_compile.h"
#include "modules/module_state.h"
#include "modules/posix_parts.h"
#include "modules/warn.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/audit.h"
#include "objects/buffer.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/listobj.h"
#include "objects/strobj.h"
#include "vm/frames.h"

uint32_t compile_inherited_flags(Rt *rt)
{
    Frame *frame = frame_visible(rt->vm->frame);
    return frame == NULL ? 0 : (uint32_t)FRAME_CODE(frame)->flags & COMPILE_FUTURE_MASK;
}

Own source_text_get(Rt *rt, Ref source, const char *function, const char *what, SourceArgument *text)
{
    Own owner = NULL;
    text->is_utf8 = is_str(source);
    if (text->is_utf8) {
        text->bytes = str_utf8(rt, source, &text->size);
        owner = text->bytes == NULL ? NULL : new_ref(source);
    } else if (is_bytes(source) || buffer_is_supported(source)) {
        owner = is_bytes(source) ? new_ref(source) : buffer_bytes_of(rt, source);
        if (owner == NULL) return NULL;
        text->bytes = AS_BYTES(owner)->bytes;
        text->size = (size_t)bytes_length(owner);
    } else {
        return error_raise(rt, TYPE_TypeError, "%s() arg 1 must be a %s object", function, what);
    }
    if (owner != NULL && memchr(text->bytes, '\0', text->size) != NULL) {
        release_clear(rt, &owner);
        error_raise(rt, TYPE_ValueError, "source code string cannot contain null bytes");
    }
    return owner;
}

/* --- arguments */

typedef struct CompileArguments {
    CompileOptions options;
    Own filename;
} CompileArguments;

static int read_int(Rt *rt, Ref value_or_null, int otherwise, int *result)
{
    *result = otherwise;
    return value_or_null == NULL ? 0 : posix_int(rt, value_or_null, result);
}

static int read_mode(Rt *rt, Ref mode, CompileOptions *options)
{
    static const char *const names[] = {"exec", "eval", "single", "func_type"};
    bool makes_tree = (options->flags & COMPILE_ONLY_AST) != 0;
    if (!is_str(mode)) return error_raise_int(rt, TYPE_TypeError, "compile() argument 'mode' must be str, not %T", mode);
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        if (!str_equals_text(mode, names[i])) continue;
        options->mode = (CompileMode)i;
        if (options->mode != COMPILE_FUNCTION_TYPE || makes_tree) return 0;
        return error_raise_int(rt, TYPE_ValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
    }
    return error_raise_int(rt,
                           TYPE_ValueError,
                           makes_tree ? "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
                                      : "compile() mode must be 'exec', 'eval' or 'single'");
}

Own compile_filename_get(Rt *rt, Ref obj)
{
    if (!is_bytes(obj) && buffer_is_supported(obj)) {
        if (error_warn(rt, TYPE_DeprecationWarning, 1, "path should be string, bytes, or os.PathLike, not %T", obj) < 0) {
            return NULL;
        }
        Own bytes = buffer_bytes_of(rt, obj), text = NULL;
        if (bytes != NULL) text = posix_fs_decode(rt, AS_BYTES(bytes)->bytes, (size_t)bytes_length(bytes));
        release(rt, bytes);
        return text;
    }
    Own path = posix_fspath(rt, obj);
    if (path == NULL || is_str(path)) return path;
    Own text = posix_fs_decode(rt, AS_BYTES(path)->bytes, (size_t)bytes_length(path));
    release(rt, path);
    return text;
}

static int read_arguments(Rt *rt, const Ref *given, CompileArguments *arguments)
{
    CompileOptions *options = &arguments->options;
    int flags, optimize, feature_version;
    arguments->filename = compile_filename_get(rt, given[1]);
    if (arguments->filename == NULL) return -1;
    if (read_int(rt, given[3], 0, &flags) < 0) return -1;
    int alone = given[4] == NULL ? 0 : object_is_true(rt, given[4]);
    if (alone < 0 || read_int(rt, given[5], -1, &optimize) < 0) return -1;
    if (read_int(rt, given[6], -1, &feature_version) < 0) return -1;
    if ((flags & ~COMPILE_FLAGS_KNOWN) != 0) {
        return error_raise_int(rt, TYPE_ValueError, "compile(): unrecognised flags");
    }
    if (optimize < -1 || optimize > 2) return error_raise_int(rt, TYPE_ValueError, "compile(): invalid optimize value");
    options->filename = arguments->filename;
    options->warn = warn_compile;
    options->flags = (uint32_t)flags | (alone ? 0 : compile_inherited_flags(rt));
    options->optimize = optimize < 0 ? rt->modules->optimize : optimize;
    if (feature_version >= 0 && (flags & COMPILE_ONLY_AST)) options->feature_version = feature_version;
    return read_mode(rt, given[2], options);
}

/* --- work */

static Own parse_to_objects(Rt *rt, const SourceArgument *text, const CompileOptions *options)
{
    Own objects = list_new(rt, 0); /* in which CPython's arena holds the objects of the tree */
    if (objects == NULL) return NULL;
    Arena *arena = arena_new();
    const Mod *tree = arena == NULL ? NULL : compiler_parse(rt, arena, text->bytes, text->size, options);
    Own result = tree == NULL ? NULL : ast_export(rt, tree);
    if (arena == NULL) (void)error_no_memory(rt);
    else arena_free(arena);
    release(rt, objects);
    return result;
}

static Own compile_text(Rt *rt, Ref source, CompileOptions *options)
{
    SourceArgument text;
    Own owner = source_text_get(rt, source, "compile", "string, bytes or AST", &text), result = NULL;
    if (owner == NULL) return NULL;
    if (text.is_utf8) options->flags |= COMPILE_SOURCE_IS_UTF8;
    if (audit(rt, "compile", "yO", text.bytes, text.size, options->filename) < 0) release_clear(rt, &owner);
    if (owner == NULL) return NULL;
    if (options->flags & COMPILE_ONLY_AST) result = parse_to_objects(rt, &text, options);
    else result = compile_source(rt, text.bytes, text.size, options);
    release(rt, owner);
    return result;
}

Own builtin_compile(Rt *rt, Ref self, Ref *given)
{
    CompileArguments arguments = {.filename = NULL};
    Own result = NULL;
    if (read_arguments(rt, given, &arguments) < 0) goto done;
    int is_node = ast_is_node(rt, given[0]);
    if (is_node < 0) goto done;
    if (!is_node) result = compile_text(rt, given[0], &arguments.options);
    else if (arguments.options.flags & COMPILE_ONLY_AST) result = new_ref(given[0]);
    else result = ast_compile(rt, given[0], &arguments.options);
done:
    release(rt, arguments.filename);
    return result;
}
