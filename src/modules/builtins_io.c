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

/* The bound method is there before str() is called, and meanwhile: an object more, as in CPython. */
static int file_write_object(Rt *rt, Ref file, Ref value)
{
    Own write = object_attr_get(rt, file, RT_NAME(rt, write)), text = NULL, result = NULL;
    if (write != NULL) text = is_exact(value, TYPE_str) ? new_ref(value) : object_str(rt, value);
    if (text != NULL) result = call_one(rt, write, text);
    release(rt, text);
    release(rt, write);
    release(rt, result);
    return result == NULL ? -1 : 0;
}

static int file_flush(Rt *rt, Ref file)
{
    Own result = call_method_none(rt, file, RT_NAME(rt, flush));
    release(rt, result);
    return result == NULL ? -1 : 0;
}

static int check_separator(Rt *rt, Ref value, const char *name)
{
    if (value == NULL || value == rt->none || is_str(value)) return 0;
    return error_raise_int(rt, TYPE_TypeError, "%s must be None or a string, not %.200T", name, value);
}

typedef struct PrintOptions {
    Ref sep, end, file; /* NULL: not given */
    bool flush;
} PrintOptions;

/* print's keywords: made at its first call, whatever is given, and kept. */
static Ref print_names(Rt *rt)
{
    static const char *const names[] = {"sep", "end", "file", "flush", NULL};
    static const ArgSpec spec = {.function = "print", .names = names};
    if (rt->modules->print_names == NULL) rt->modules->print_names = args_names(rt, &spec);
    return rt->modules->print_names;
}

static int print_options(Rt *rt, const Ref *values, Ref kwnames, PrintOptions *options)
{
    Ref flush = NULL, *const places[] = {&options->sep, &options->end, &options->file, &flush};
    for (ptrdiff_t i = 0; kwnames != NULL && i < tuple_length(kwnames); i++) {
        Ref name = tuple_peek(kwnames, i);
        size_t k = 0;
        while (k < ARRAY_LENGTH(places) && !str_equal(name, tuple_peek(rt->modules->print_names, (ptrdiff_t)k))) k++;
        if (k == ARRAY_LENGTH(places)) {
            return error_raise_int(rt, TYPE_TypeError, "'%U' is an invalid keyword argument for print()", name);
        }
        *places[k] = values[i];
    }
    int truth = flush == NULL ? 0 : object_is_true(rt, flush);
    options->flush = truth > 0;
    return truth < 0 ? -1 : 0;
}

/* The stream to print to: *FILE is NULL when sys.stdout is None. 0 or -1. */
static int print_file(Rt *rt, const PrintOptions *options, Own *file)
{
    Ref found = options->file;
    if (found == NULL || found == rt->none) {
        found = dict_peek(rt, module_dict(rt->modules->sys), RT_NAME(rt, stdout));
        if (found == NULL) return error_raise_int(rt, TYPE_RuntimeError, "lost sys.stdout");
    }
    *file = found == rt->none ? NULL : new_ref(found);
    return 0;
}

static int write_separator(Rt *rt, Ref file, Ref given, uint32_t otherwise)
{
    if (given != NULL && given != rt->none) return file_write_object(rt, file, given);
    Own text = str_from_char(rt, otherwise);
    int status = text == NULL ? -1 : file_write_object(rt, file, text);
    release(rt, text);
    return status;
}

static int print_items(Rt *rt, Ref file, Ref items, const PrintOptions *options)
{
    if (check_separator(rt, options->sep, "sep") < 0 || check_separator(rt, options->end, "end") < 0) return -1;
    for (ptrdiff_t i = 0; i < tuple_length(items); i++) {
        if (i > 0 && write_separator(rt, file, options->sep, ' ') < 0) return -1;
        if (file_write_object(rt, file, tuple_peek(items, i)) < 0) return -1;
    }
    if (write_separator(rt, file, options->end, '\n') < 0) return -1;
    return options->flush ? file_flush(rt, file) : 0;
}

/* CPython's holds its arguments in a tuple meanwhile: they are counted once more, and it is an allocation. */
Own builtin_print(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    PrintOptions options = {0};
    Own file = NULL, items = print_names(rt) == NULL ? NULL : tuple_from(rt, args, nargs);
    int status = items == NULL ? -1 : print_options(rt, args + nargs, kwnames, &options);
    if (status == 0) status = print_file(rt, &options, &file);
    if (status == 0 && file != NULL) status = print_items(rt, file, items, &options);
    release(rt, file);
    release(rt, items);
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
    in = standard_file(rt, "stdin");
    out = in == NULL ? NULL : standard_file(rt, "stdout");
    if (out == NULL || (nargs == 1 && file_write_object(rt, out, args[0]) < 0)) goto done;
    if (file_flush(rt, out) < 0) error_clear(rt); /* a file that cannot be flushed needs none */
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
