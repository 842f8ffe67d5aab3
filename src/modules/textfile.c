/* Text files over a descriptor: what is written waits in `out` until it is 8192 bytes long, or
   has a newline and the file is line-buffered; what was read but not asked for waits in `in`.
   All bytes go through rt->world. */
#include "modules/textfile.h"

#include <errno.h>
#include <string.h>

#include "base/buf.h"
#include "memory/heap.h"
#include "modules/module_state.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/strobj.h"

enum { BUFFER_SIZE = 8192 };

typedef struct TextFile {
    Obj head;
    int fd;
    bool line_buffered, closed, at_end;
    const char *name, *mode, *errors; /* static */
    Buf out, in;
    size_t in_used; /* bytes of `in` that were handed out */
} TextFile;
#define AS_TEXT_FILE(ref) ((TextFile *)(uintptr_t)(ref))

Own text_file_new(Rt *rt, int fd, const char *name, const char *mode, bool line_buffered, const char *errors)
{
    Own self = object_new(rt, AS_TYPE(rt->modules->text_file_type));
    if (self == NULL) return NULL;
    TextFile *file = AS_TEXT_FILE(self);
    file->fd = fd;
    file->name = name;
    file->mode = mode;
    file->errors = errors;
    file->line_buffered = line_buffered;
    return self;
}

static void text_file_dealloc(Rt *rt, Obj *self)
{
    TextFile *file = AS_TEXT_FILE(self);
    if (!file->closed && text_file_flush(rt, self) < 0) error_clear(rt);
    buf_fini(&file->out);
    buf_fini(&file->in);
    object_free(rt, self);
}

static int check_open(Rt *rt, const TextFile *file)
{
    return file->closed ? error_raise_int(rt, TYPE_ValueError, "I/O operation on closed file.") : 0;
}

/* --- writing */

int text_file_flush(Rt *rt, Ref self)
{
    TextFile *file = AS_TEXT_FILE(self);
    size_t done = 0;
    int status = 0;
    while (status == 0 && done < file->out.length) {
        ssize_t wrote = rt->world->write(rt->world, file->fd, file->out.bytes + done, file->out.length - done);
        if (wrote >= 0) {
            done += (size_t)wrote;
        } else if (errno == EINTR) {
            status = error_poll(rt);
        } else {
            error_raise_os(rt, errno, NULL);
            status = -1;
        }
    }
    buf_clear(&file->out);
    return status;
}

/* Adds TEXT as UTF-8; a lone surrogate becomes \udcxx where the file allows that, else an error. */
static int encode(Rt *rt, TextFile *file, Ref text)
{
    size_t size;
    const char *bytes = str_utf8(rt, text, &size);
    if (bytes != NULL) {
        buf_add(&file->out, bytes, size);
        return 0;
    }
    if (strcmp(file->errors, "backslashreplace") != 0) return -1;
    error_clear(rt);
    for (ptrdiff_t i = 0; i < str_length(text); i++) {
        uint32_t point = str_at(text, i);
        if (point >= 0xD800 && point <= 0xDFFF) buf_printf(&file->out, "\\u%04x", point);
        else buf_add_utf8(&file->out, point);
    }
    return 0;
}

static bool has_newline(Ref text)
{
    for (ptrdiff_t i = 0; i < str_length(text); i++) {
        if (str_at(text, i) == '\n' || str_at(text, i) == '\r') return true;
    }
    return false;
}

/* Counts the output from BEFORE on; what is too much is not written. */
static void count_output(Rt *rt, TextFile *file, size_t before)
{
    size_t size = file->out.length - before;
    if (UNLIKELY(size > rt->output_left)) {
        if (rt->limit_reached != NULL) file->out.length = before + rt->output_left;
        rt_limit_reached(rt, LIMIT_OUTPUT);
        return;
    }
    if (rt->output_left != UINT64_MAX) rt->output_left -= size;
}

static Own text_file_write(Rt *rt, Ref self, Ref text)
{
    TextFile *file = AS_TEXT_FILE(self);
    if (!is_str(text)) return error_raise(rt, TYPE_TypeError, "write() argument must be str, not %T", text);
    if (check_open(rt, file) < 0) return NULL;
    if (file->mode[0] == 'r') return error_raise(rt, TYPE_ValueError, "not writable");
    size_t before = file->out.length;
    if (encode(rt, file, text) < 0) return NULL;
    count_output(rt, file, before);
    if (rt_hears(rt, HEAR_WORLD) && rt->hooks->output != NULL)
        rt->hooks->output(rt, rt->hooks->context, file->fd, file->out.bytes + before, file->out.length - before);
    bool full = file->out.length >= BUFFER_SIZE;
    if ((full || (file->line_buffered && has_newline(text))) && text_file_flush(rt, self) < 0) return NULL;
    return int_new(rt, str_length(text));
}

static Own text_file_writelines(Rt *rt, Ref self, Ref lines)
{
    Own iterator = object_iter(rt, lines), line = NULL;
    if (iterator == NULL) return NULL;
    int got;
    while ((got = object_next(rt, iterator, &line)) == 1) {
        Own count = text_file_write(rt, self, line);
        release(rt, line);
        release(rt, count);
        if (count == NULL) break;
    }
    release(rt, iterator);
    return got == 0 ? none_new(rt) : NULL;
}

static Own text_file_flush_method(Rt *rt, Ref self)
{
    if (check_open(rt, AS_TEXT_FILE(self)) < 0) return NULL;
    return text_file_flush(rt, self) < 0 ? NULL : none_new(rt);
}

/* --- reading */

/* Reads once more into `in`: 1, 0 at the end, -1. */
static int fill(Rt *rt, TextFile *file)
{
    char chunk[BUFFER_SIZE];
    if (file->at_end) return 0;
    if (file->in_used > 0) { /* forget what was handed out */
        size_t rest = file->in.length - file->in_used;
        memmove(file->in.bytes, file->in.bytes + file->in_used, rest);
        file->in.length = rest;
        file->in_used = 0;
    }
    ssize_t got;
    while ((got = rt->world->read(rt->world, file->fd, chunk, sizeof chunk)) < 0) {
        if (errno != EINTR) {
            error_raise_os(rt, errno, NULL);
            return -1;
        }
        if (error_poll(rt) < 0) return -1;
    }
    if (rt_hears(rt, HEAR_WORLD) && rt->hooks->input != NULL && got > 0)
        rt->hooks->input(rt, rt->hooks->context, chunk, (size_t)got);
    buf_add(&file->in, chunk, (size_t)got);
    file->at_end = got == 0;
    return got > 0;
}

/* The next SIZE bytes of `in` as a str, "\r\n" and "\r" made "\n". */
static Own take(Rt *rt, TextFile *file, size_t size)
{
    Buf text = BUF_INIT;
    const char *bytes = file->in.bytes + file->in_used;
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] == '\r' && i + 1 < size && bytes[i + 1] == '\n') continue;
        buf_add_char(&text, bytes[i] == '\r' ? '\n' : bytes[i]);
    }
    file->in_used += size;
    Own str = str_from_utf8(rt, buf_text(&text), text.length);
    buf_fini(&text);
    return str;
}

static int check_readable(Rt *rt, const TextFile *file)
{
    if (check_open(rt, file) < 0) return -1;
    if (file->mode[0] == 'r') return 0;
    return error_raise_int(rt, TYPE_ValueError, "not readable");
}

static Own read_line(Rt *rt, TextFile *file)
{
    size_t searched = 0;
    if (check_readable(rt, file) < 0) return NULL;
    for (;;) {
        size_t left = file->in.length - file->in_used;
        const char *start = left == 0 ? NULL : file->in.bytes + file->in_used;
        const char *newline = left > searched ? memchr(start + searched, '\n', left - searched) : NULL;
        if (newline != NULL) return take(rt, file, (size_t)(newline - start) + 1);
        searched = left;
        int got = fill(rt, file);
        if (got < 0) return NULL;
        if (got == 0) {
            file->at_end = false; /* a terminal may go on after Ctrl-D */
            return take(rt, file, left);
        }
    }
}

static Own text_file_readline(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    (void)args, (void)kwnames;
    if (args_count(rt, "readline", nargs, 0, 1) < 0) return NULL;
    return read_line(rt, AS_TEXT_FILE(self));
}

static int text_file_next(Rt *rt, Ref self, Own *line)
{
    *line = read_line(rt, AS_TEXT_FILE(self));
    if (*line == NULL) return -1;
    if (str_length(*line) > 0) return 1;
    release_clear(rt, line);
    return 0;
}

static Own text_file_read(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    (void)kwnames;
    TextFile *file = AS_TEXT_FILE(self);
    if (args_count(rt, "read", nargs, 0, 1) < 0 || check_readable(rt, file) < 0) return NULL;
    int64_t wanted = nargs == 0 || args[0] == rt->none ? -1 : int_value(rt, args[0]);
    if (rt_is_pending(rt)) return NULL;
    int got = 1;
    while (got == 1 && (wanted < 0 || file->in.length - file->in_used < (size_t)wanted)) got = fill(rt, file);
    if (got < 0) return NULL;
    file->at_end = false;
    size_t left = file->in.length - file->in_used, end = left;
    if (wanted >= 0) { /* count characters, not bytes */
        int64_t characters = 0;
        for (end = 0; end < left; end++) {
            bool begins = ((unsigned char)file->in.bytes[file->in_used + end] & 0xC0) != 0x80;
            if (begins && characters++ == wanted) break;
        }
    }
    return take(rt, file, end);
}

static Own text_file_readlines(Rt *rt, Ref self)
{
    return sequence_to_list(rt, self);
}

/* --- the rest */

static Own text_file_close(Rt *rt, Ref self)
{
    TextFile *file = AS_TEXT_FILE(self);
    if (file->closed) return none_new(rt);
    int status = text_file_flush(rt, self);
    file->closed = true;
    return status < 0 ? NULL : none_new(rt);
}

static Own text_file_fileno(Rt *rt, Ref self)
{
    return check_open(rt, AS_TEXT_FILE(self)) < 0 ? NULL : int_new(rt, AS_TEXT_FILE(self)->fd);
}

static Own text_file_isatty(Rt *rt, Ref self)
{
    if (check_open(rt, AS_TEXT_FILE(self)) < 0) return NULL;
    return bool_new(rt, rt->world->is_terminal(rt->world, AS_TEXT_FILE(self)->fd));
}

static Own text_file_readable(Rt *rt, Ref self)
{
    return bool_new(rt, AS_TEXT_FILE(self)->mode[0] == 'r');
}

static Own text_file_writable(Rt *rt, Ref self)
{
    return bool_new(rt, AS_TEXT_FILE(self)->mode[0] == 'w');
}

static Own text_file_seekable(Rt *rt, Ref self)
{
    (void)self;
    return bool_new(rt, false);
}

static Own text_file_enter(Rt *rt, Ref self)
{
    return check_open(rt, AS_TEXT_FILE(self)) < 0 ? NULL : new_ref(self);
}

static Own text_file_exit(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return text_file_close(rt, self);
}

static Own text_file_iter(Rt *rt, Ref self)
{
    return check_open(rt, AS_TEXT_FILE(self)) < 0 ? NULL : new_ref(self);
}

static Own text_file_repr(Rt *rt, Ref self)
{
    const TextFile *file = AS_TEXT_FILE(self);
    return str_format(rt, "<_io.TextIOWrapper name='%s' mode='%s' encoding='utf-8'>", file->name, file->mode);
}

static Own text_file_encoding(Rt *rt, Ref self)
{
    (void)self;
    return str_new(rt, "utf-8");
}

static Own text_file_newlines(Rt *rt, Ref self)
{
    (void)self;
    return none_new(rt);
}

static const MethodDef text_file_methods[] = {
    {"write", METHOD_O, {.binary = text_file_write}, NULL, 0},
    {"writelines", METHOD_O, {.binary = text_file_writelines}, NULL, 0},
    {"flush", METHOD_NOARGS, {.unary = text_file_flush_method}, NULL, 0},
    {"read", METHOD_FASTCALL, {.fast = text_file_read}, NULL, 0},
    {"readline", METHOD_FASTCALL, {.fast = text_file_readline}, NULL, 0},
    {"readlines", METHOD_NOARGS, {.unary = text_file_readlines}, NULL, 0},
    {"close", METHOD_NOARGS, {.unary = text_file_close}, NULL, 0},
    {"fileno", METHOD_NOARGS, {.unary = text_file_fileno}, NULL, 0},
    {"isatty", METHOD_NOARGS, {.unary = text_file_isatty}, NULL, 0},
    {"readable", METHOD_NOARGS, {.unary = text_file_readable}, NULL, 0},
    {"writable", METHOD_NOARGS, {.unary = text_file_writable}, NULL, 0},
    {"seekable", METHOD_NOARGS, {.unary = text_file_seekable}, NULL, 0},
    {"__enter__", METHOD_NOARGS, {.unary = text_file_enter}, NULL, 0},
    {"__exit__", METHOD_FASTCALL, {.fast = text_file_exit}, NULL, 0},
    {NULL, 0, {NULL}, NULL, 0},
};

static const MemberDef text_file_members[] = {
    {"name", MEMBER_TEXT, offsetof(TextFile, name), true, NULL},
    {"mode", MEMBER_TEXT, offsetof(TextFile, mode), true, NULL},
    {"errors", MEMBER_TEXT, offsetof(TextFile, errors), true, NULL},
    {"closed", MEMBER_BOOL, offsetof(TextFile, closed), true, NULL},
    {"line_buffering", MEMBER_BOOL, offsetof(TextFile, line_buffered), true, NULL},
    {NULL, 0, 0, false, NULL},
};

static const GetSetDef text_file_getset[] = {
    {"encoding", text_file_encoding, NULL, NULL},
    {"newlines", text_file_newlines, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec text_file_type_spec = {
    .name = "_io.TextIOWrapper",
    .base = TYPE_object,
    .basicsize = sizeof(TextFile),
    .flags = TYPE_FLAG_DISALLOW_INSTANTIATION,
    .slots = {.tp_dealloc = text_file_dealloc, .tp_repr = text_file_repr, .tp_iter = text_file_iter, .tp_iternext = text_file_next},
    .methods = text_file_methods,
    .members = text_file_members,
    .getset = text_file_getset,
};
