/* open(): a FileIO, a buffer around it, and text around that, as the mode says. */
#include <stdlib.h>
#include <string.h>

#include "modules/io_buffered.h"
#include "modules/io_file.h"
#include "modules/io_module.h"
#include "modules/io_text.h"
#include "modules/module_state.h"
#include "modules/posix_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/intobj.h"
#include "objects/moduleobj.h"
#include "objects/strobj.h"

typedef struct Mode {
    bool creating, reading, writing, appending, updating, text, binary;
    char raw[6]; /* what FileIO is told */
} Mode;

static int mode_read(Rt *rt, const char *text, Mode *mode)
{
    *mode = (Mode){0};
    size_t used = 0;
    for (const char *at = text; *at != 0; at++) {
        bool *flag = *at == 'x'   ? &mode->creating
                     : *at == 'r' ? &mode->reading
                     : *at == 'w' ? &mode->writing
                     : *at == 'a' ? &mode->appending
                     : *at == '+' ? &mode->updating
                     : *at == 't' ? &mode->text
                     : *at == 'b' ? &mode->binary
                                  : NULL;
        if (flag == NULL || *flag) return error_raise_int(rt, TYPE_ValueError, "invalid mode: '%s'", text);
        *flag = true;
        if (*at != 't' && *at != 'b' && *at != '+') mode->raw[used++] = *at;
        if (used == sizeof mode->raw - 1) break;
    }
    if (mode->updating && used < sizeof mode->raw - 1) mode->raw[used++] = '+';
    if (mode->text && mode->binary) return error_raise_int(rt, TYPE_ValueError, "can't have text and binary mode at once");
    if (mode->creating + mode->reading + mode->writing + mode->appending != 1)
        return error_raise_int(rt, TYPE_ValueError, "must have exactly one of create/read/write/append mode");
    return 0;
}

static bool is_given(const Rt *rt, Ref value)
{
    return value != NULL && value != rt->none;
}

static int check_binary(Rt *rt, const IoOpen *options)
{
    const char *what = is_given(rt, options->encoding) ? "an encoding" : is_given(rt, options->errors) ? "an errors" : is_given(rt, options->newline) ? "a newline" : NULL;
    if (what != NULL) return error_raise_int(rt, TYPE_ValueError, "binary mode doesn't take %s argument", what);
    if (options->buffering != 1) return 0;
    return error_warn(rt, TYPE_RuntimeWarning, 1, "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used");
}

/* Closes RESULT, which is not wanted since something after it failed; the exception stays. NULL. */
static Own give_up(Rt *rt, Own result)
{
    Pending kept = error_fetch(rt);
    if (result != NULL) {
        Own closed = call_method_none(rt, result, RT_NAME(rt, close));
        release(rt, closed);
        io_chain(rt, &kept);
        if (kept.type == NULL) kept = error_fetch(rt);
        release(rt, result);
    }
    error_restore(rt, kept);
    return NULL;
}

/* Text around BUFFER (taken). */
static Own wrap_text(Rt *rt, Own buffer, const IoOpen *options, bool line_buffering)
{
    TextOptions text = {buffer, options->encoding, options->errors, options->newline, line_buffering, false};
    Own wrapper = io_text_new(rt, &text), name = NULL, mode = NULL;
    if (wrapper == NULL) return give_up(rt, buffer);
    release(rt, buffer);
    name = str_interned(rt, "mode");
    mode = str_new(rt, options->mode);
    bool fine = name != NULL && mode != NULL && object_attr_set(rt, wrapper, name, mode) == 0;
    release_all(rt, name, mode);
    return fine ? wrapper : give_up(rt, wrapper);
}

/* A buffer around RAW (taken), and text when that is asked for. */
static Own wrap(Rt *rt, Own raw, const IoOpen *options, const Mode *mode)
{
    int64_t buffering = options->buffering;
    bool line_buffering = buffering == 1 && !mode->binary;
    if (buffering < 0) {
        int terminal = io_ask(rt, raw, "isatty");
        if (terminal < 0) return give_up(rt, raw);
        if (terminal) line_buffering = true;
    }
    if (buffering < 0 || buffering == 1) buffering = is_exact(raw, TYPE_io_FileIO) ? AS_FILE(raw)->block_size : IO_BUFFER_SIZE;
    if (buffering == 0) {
        if (mode->binary) return raw;
        error_raise(rt, TYPE_ValueError, "can't have unbuffered text I/O");
        return give_up(rt, raw);
    }
    TypeId type = mode->updating ? TYPE_io_BufferedRandom : mode->reading ? TYPE_io_BufferedReader : TYPE_io_BufferedWriter;
    Own buffer = io_buffered_new(rt, type, raw, buffering);
    if (buffer == NULL) return give_up(rt, raw);
    release(rt, raw);
    return mode->binary ? buffer : wrap_text(rt, buffer, options, line_buffering);
}

Own io_open(Rt *rt, const IoOpen *options)
{
    Mode mode;
    Own file = number_has_index(options->file) ? new_ref(options->file) : posix_fspath(rt, options->file), raw = NULL;
    if (file == NULL) return NULL;
    if (mode_read(rt, options->mode, &mode) == 0 && (!mode.binary || check_binary(rt, options) == 0)) {
        if (options->buffering < -1) error_raise(rt, TYPE_ValueError, "invalid buffering size");
        else raw = io_file_open(rt, file, mode.raw, options->closefd, options->opener);
    }
    release(rt, file);
    return raw == NULL ? NULL : wrap(rt, raw, options, &mode);
}

static Own open_function(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    static const char *const names[] = {"file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener", NULL};
    static const ArgSpec spec = {"open", names, 1, 8, 0};
    Ref given[8];
    if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    if (given[1] != NULL && !is_str(given[1])) return error_raise(rt, TYPE_TypeError, "open() argument 'mode' must be str, not %.50K", given[1]);
    for (int i = 3; i < 6; i++) {
        if (is_given(rt, given[i]) && !is_str(given[i])) return error_raise(rt, TYPE_TypeError, "open() argument '%s' must be str or None, not %.50K", names[i], given[i]);
    }
    IoOpen options = {.file = given[0], .mode = "r", .buffering = -1, .encoding = given[3], .errors = given[4], .newline = given[5], .closefd = true, .opener = given[7]};
    size_t size = 1;
    if (given[1] != NULL && (options.mode = str_utf8(rt, given[1], &size)) == NULL) return NULL;
    if (given[1] != NULL && strlen(options.mode) != size) return error_raise(rt, TYPE_ValueError, "embedded null character");
    int buffering = -1, closefd = given[6] == NULL ? 1 : object_is_true(rt, given[6]);
    if (closefd < 0 || (given[2] != NULL && posix_int(rt, given[2], &buffering) < 0)) return NULL;
    options.buffering = buffering;
    options.closefd = closefd;
    return io_open(rt, &options);
}

static const MethodDef open_method = {
    "open", METHOD_FASTCALL_KEYWORDS, {.fast = open_function},
    "open($module, /, file, mode='r', buffering=-1, encoding=None,\n     errors=None, newline=None, closefd=True, opener=None)\n--\n\n"
    "Open file and return a stream.  Raise OSError upon failure.", 0,
};

int io_add_open(Rt *rt, Ref module)
{
    Own name = str_interned(rt, "io");
    if (name == NULL) return -1;
    rt->modules->open_function = builtin_new(rt, &open_method, NULL, name);
    release(rt, name);
    return rt->modules->open_function == NULL ? -1 : module_add(rt, module, "open", new_ref(rt->modules->open_function));
}

/* --- the standard streams */

/* As CPython: what a terminal in no particular language gets may be any bytes. */
static const char *standard_errors(void)
{
    static const char *const plain[] = {"", "C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8"};
    const char *locale = getenv("LC_ALL");
    if (locale == NULL || *locale == 0) locale = getenv("LC_CTYPE");
    if (locale == NULL || *locale == 0) locale = getenv("LANG");
    for (size_t i = 0; locale != NULL && i < ARRAY_LENGTH(plain); i++) {
        if (strcmp(locale, plain[i]) == 0) return "surrogateescape";
    }
    return locale == NULL ? "surrogateescape" : "strict";
}

/* The codec's own name for ENCODING, new. */
static Own encoding_name(Rt *rt, const char *encoding)
{
    static const char *const native[] = {[NATIVE_UTF8] = "utf-8", [NATIVE_LATIN1] = "iso8859-1", [NATIVE_ASCII] = "ascii"};
    NativeCodec codec = native_codec(encoding);
    if (codec != NATIVE_NONE) return str_interned(rt, native[codec]);
    Own info = codec_lookup_text(rt, encoding, "codecs.open()"), name = NULL;
    if (info != NULL) name = object_attr_get(rt, info, RT_NAME(rt, name));
    release(rt, info);
    return name;
}

static int set_text(Rt *rt, Ref object, const char *name, const char *value)
{
    Own key = str_interned(rt, name), text = str_new(rt, value);
    int status = key == NULL || text == NULL ? -1 : object_attr_set(rt, object, key, text);
    release_all(rt, key, text);
    return status;
}

bool io_encoding_is_foreign(void)
{
    const char *given = getenv("PYTHONIOENCODING");
    char encoding[128];
    size_t length = given == NULL ? 0 : strcspn(given, ":");
    if (length == 0 || length >= sizeof encoding) return false;
    memcpy(encoding, given, length);
    encoding[length] = 0;
    return native_codec(encoding) == NATIVE_NONE;
}

/* sys.stdin (FD 0), stdout or stderr. */
static Own standard_stream(Rt *rt, int fd, bool unbuffered, bool by_environment)
{
    static const char *const labels[] = {"<stdin>", "<stdout>", "<stderr>"};
    bool writes = fd > 0;
    char wanted[128] = "utf-8";
    const char *given = by_environment ? getenv("PYTHONIOENCODING") : NULL, *errors = fd == 2 ? "backslashreplace" : standard_errors();
    if (given != NULL && strlen(given) < sizeof wanted && *given != 0) {
        strcpy(wanted, given);
        char *colon = strchr(wanted, ':');
        if (colon != NULL) *colon = 0;
        bool names_errors = colon != NULL && colon[1] != 0;
        if (fd != 2 && names_errors) errors = given + (colon - wanted) + 1;
        else if (fd != 2 && wanted[0] != 0) errors = "strict";
        if (wanted[0] == 0) strcpy(wanted, "utf-8");
    }
    Own number = int_new(rt, fd), raw = NULL, buffer = NULL, encoding = NULL, handler = NULL, newline = NULL, text = NULL;
    if (number != NULL) raw = io_file_open(rt, number, writes ? "wb" : "rb", false, NULL);
    if (raw == NULL) goto done;
    unbuffered = unbuffered && writes;
    buffer = unbuffered ? new_ref(raw) : io_buffered_new(rt, writes ? TYPE_io_BufferedWriter : TYPE_io_BufferedReader, raw, IO_BUFFER_SIZE);
    if (buffer == NULL || set_text(rt, raw, "name", labels[fd]) < 0) goto done;
    bool terminal = rt->world->is_terminal(rt->world, fd);
    encoding = encoding_name(rt, wanted);
    handler = str_interned(rt, errors);
    newline = str_interned(rt, "\n");
    if (encoding == NULL || handler == NULL || newline == NULL) goto done;
    text = io_text_new(rt, &(TextOptions){buffer, encoding, handler, newline, !unbuffered && (terminal || fd == 2), unbuffered});
    if (text != NULL && set_text(rt, text, "mode", writes ? "w" : "r") < 0) release_clear(rt, &text);
done:
    release_all(rt, number, raw, buffer, encoding, handler, newline);
    return text;
}

int io_add_streams(Rt *rt, Ref sys, bool unbuffered, bool by_environment)
{
    static const char *const names[][2] = {{"stdin", "__stdin__"}, {"stdout", "__stdout__"}, {"stderr", "__stderr__"}};
    for (int fd = 0; fd < 3; fd++) {
        Own file = rt->world->is_open(rt->world, fd) ? standard_stream(rt, fd, unbuffered, by_environment) : none_new(rt);
        if (file == NULL) return -1;
        int status = module_add(rt, sys, names[fd][1], new_ref(file));
        if (module_add(rt, sys, names[fd][0], file) < 0 || status < 0) return -1;
    }
    return 0;
}
