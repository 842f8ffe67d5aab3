/* print and input. */
#include "modules/builtins.h"
#include "modules/io_module.h"
#include "modules/module_state.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/moduleobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "vm/import_ops.h"

static int file_write_object(Rt *rt, Ref file, Ref value)
{
    Own text = is_exact(value, TYPE_str) ? new_ref(value) : object_str(rt, value);
    if (text == NULL) return -1;
    int status = io_write_text(rt, file, text);
    release(rt, text);
    return status;
}

static int check_separator(Rt *rt, Ref value, const char *name)
{
    if (value == NULL || value == rt->none || is_str(value)) return 0;
    return error_raise_int(rt, TYPE_TypeError, "%s must be None or a string, not %.200T", name, value);
}

typedef struct PrintOptions {
    Ref sep, end, file, flush; /* NULL: not given */
} PrintOptions;

static int print_options(Rt *rt, const Ref *values, Ref kwnames, PrintOptions *options)
{
    static const char *const names[] = {"sep", "end", "file", "flush"};
    Ref *const places[] = {&options->sep, &options->end, &options->file, &options->flush};
    for (ptrdiff_t i = 0; kwnames != NULL && i < tuple_length(kwnames); i++) {
        size_t k = 0;
        while (k < ARRAY_LENGTH(names) && !str_equals_text(tuple_peek(kwnames, i), names[k])) k++;
        if (k == ARRAY_LENGTH(names)) {
            return error_raise_int(rt, TYPE_TypeError, "'%U' is an invalid keyword argument for print()",
                                   tuple_peek(kwnames, i));
        }
        *places[k] = values[i];
    }
    return check_separator(rt, options->sep, "sep") < 0 ? -1 : check_separator(rt, options->end, "end");
}

static int write_separator(Rt *rt, Ref file, Ref given, uint32_t otherwise)
{
    if (given != NULL && given != rt->none) return io_write_text(rt, file, given);
    Own text = str_from_char(rt, otherwise);
    int status = text == NULL ? -1 : io_write_text(rt, file, text);
    release(rt, text);
    return status;
}

static int print_items(Rt *rt, Ref file, const Ref *args, ptrdiff_t nargs, const PrintOptions *options)
{
    for (ptrdiff_t i = 0; i < nargs; i++) {
        if (i > 0 && write_separator(rt, file, options->sep, ' ') < 0) return -1;
        if (file_write_object(rt, file, args[i]) < 0) return -1;
    }
    if (write_separator(rt, file, options->end, '\n') < 0) return -1;
    int flush = options->flush == NULL ? 0 : object_is_true(rt, options->flush);
    return flush <= 0 ? flush : io_flush_text(rt, file);
}

Own builtin_print(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    PrintOptions options = {0};
    if (print_options(rt, args + nargs, kwnames, &options) < 0) return NULL;
    Ref file = options.file;
    if (file == NULL || file == rt->none) {
        file = dict_peek(rt, module_dict(rt->modules->sys), RT_NAME(rt, stdout));
        if (file == NULL) return error_raise(rt, TYPE_RuntimeError, "lost sys.stdout");
        if (file == rt->none) return none_new(rt);
    }
    Own held = new_ref(file);
    int status = print_items(rt, held, args, nargs, &options);
    release(rt, held);
    return status < 0 ? NULL : none_new(rt);
}

/* sys.NAME, or RuntimeError. */
static Own standard_file(Rt *rt, const char *name)
{
    Ref file = sys_peek(rt, name);
    if (file != NULL && file != rt->none) return new_ref(file);
    return error_raise(rt, TYPE_RuntimeError, "input(): lost sys.%s", name);
}

Own builtin_input(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Own in = NULL, out = NULL, line = NULL, result = NULL;
    if (args_count(rt, "input", nargs, 0, 1) < 0) return NULL;
    in = standard_file(rt, "stdin");
    out = in == NULL ? NULL : standard_file(rt, "stdout");
    if (out == NULL || (nargs == 1 && file_write_object(rt, out, args[0]) < 0)) goto done;
    if (io_flush_text(rt, out) < 0) error_clear(rt); /* a file that cannot be flushed needs none */
    Own readline = object_attr_get_text(rt, in, "readline");
    if (readline != NULL) line = call_none(rt, readline);
    release(rt, readline);
    if (line == NULL) goto done;
    if (!is_str(line)) {
        error_raise(rt, TYPE_TypeError, "object.readline() returned non-string");
    } else if (str_length(line) == 0) {
        error_raise(rt, TYPE_EOFError, "EOF when reading a line");
    } else {
        ptrdiff_t end = str_length(line);
        result = str_slice(rt, line, 0, str_at(line, end - 1) == '\n' ? end - 1 : end);
    }
done:
    release_all(rt, in, out, line);
    return result;
}
