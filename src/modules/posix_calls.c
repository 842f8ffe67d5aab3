/* The functions of posix_calls.def: their parameters are read as the table says, one request is made of
   them, and the reply becomes the result. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "modules/posix_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/audit.h"
#include "objects/buffer.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/object_state.h"
#include "objects/tupleobj.h"

enum { MOST_PARAMETERS = 6, NAME_SIZE = 24 };

typedef enum Result { RESULT_NONE, RESULT_INT, RESULT_TRUTH, RESULT_SUCCESS, RESULT_BYTES, RESULT_NAME, RESULT_TEXT, RESULT_PAIR, RESULT_INTS, RESULT_REALS } Result;

typedef struct Call {
    const char *name;
    WorldOp op;
    Result result;
    const char *parameters;
} Call;

/* A signature, taken apart. */
typedef struct Signature {
    const char *names[MOST_PARAMETERS + 1]; /* as args_bind wants them */
    char texts[MOST_PARAMETERS][NAME_SIZE], kinds[MOST_PARAMETERS];
    int count; /* constants included */
    bool optional[MOST_PARAMETERS];
    int64_t otherwise[MOST_PARAMETERS];
    ArgSpec spec;
} Signature;

static void signature_read(Signature *signature, const Call *call)
{
    int count = 0, positional = -1, nameless = 0;
    for (const char *at = call->parameters; *at != 0; at += strspn(at, " ")) {
        size_t length = strcspn(at, " :=");
        if (*at == '*') positional = count;
        if (*at == '/') nameless = count;
        if (*at != '*' && *at != '/') {
            viv_assert(count < MOST_PARAMETERS && length < NAME_SIZE);
            memcpy(signature->texts[count], at, length);
            signature->texts[count][length] = 0;
            signature->kinds[count] = at[length + 1];
            const char *rest = at + length + 2;
            signature->optional[count] = *rest == '=' || signature->kinds[count] == 'd';
            signature->otherwise[count] = *rest == '=' ? strtoll(rest + 1, NULL, 10) : 0;
            count++;
        }
        at += strcspn(at, " ");
    }
    int needed = 0;
    signature->count = count;
    while (count > 0 && signature->kinds[count - 1] == 'c') count--; /* the program does not give these */
    for (int i = 0; i < count; i++) {
        signature->names[i] = i < nameless ? "" : signature->texts[i];
        if (!signature->optional[i]) needed = i + 1;
    }
    signature->names[count] = NULL;
    signature->spec = (ArgSpec){call->name, signature->names, needed, positional < 0 ? count : positional, 0};
}

/* What the arguments became, to be given back. */
typedef struct Held {
    PosixPath paths[2];
    Buffer views[2];
    int path_count, text_count, int_count;
} Held;

/* The value of one argument into REQUEST. */
static int argument_convert(Rt *rt, const Call *call, const Signature *signature, int index, Ref value, WorldRequest *request, Held *held)
{
    char kind = signature->kinds[index];
    int64_t *number = &request->ints[held->int_count];
    int plain = 0, status = 0;
    if (kind == 'p' || kind == 'P') {
        PosixPath *path = &held->paths[held->path_count++];
        if (posix_path_init(rt, path, call->name, signature->texts[index], value, kind == 'P' ? PATH_MAY_BE_FD : 0) < 0) return -1;
        const char *bytes = posix_path_bytes(path);
        request->texts[held->text_count++] = (struct WorldText){bytes, bytes == NULL ? 0 : (size_t)bytes_length(path->bytes)};
        if (kind == 'p') return 0;
        plain = path->fd;
    } else if (kind == 'y') {
        Buffer *view = &held->views[held->text_count];
        if (buffer_get(rt, value, view, BUFFER_SIMPLE) < 0) return -1;
        request->texts[held->text_count++] = (struct WorldText){view->bytes, (size_t)view->length};
        return 0;
    } else if (kind == 'd') {
        status = posix_dir_fd(rt, value, &plain);
    } else if (value == NULL) {
        *number = signature->otherwise[index];
        held->int_count++;
        return 0;
    } else if (kind == 'q' || kind == 'n') {
        if (posix_offset(rt, value, number) < 0) return -1;
        if (kind == 'n' && *number < 0) return error_raise_int(rt, TYPE_ValueError, "negative value for '%s' not allowed", signature->texts[index]);
        held->int_count++;
        return 0;
    } else if (kind == 'u') {
        if (posix_offset(rt, value, number) < 0 && !error_matches(rt, TYPE_OverflowError)) return -1;
        bool low = !rt_is_pending(rt) && *number < -1, high = rt_is_pending(rt) || *number > UINT32_MAX;
        if (low) return error_raise_int(rt, TYPE_OverflowError, "%s is less than minimum", signature->texts[index]);
        if (high) return error_raise_int(rt, TYPE_OverflowError, "%s is greater than maximum", signature->texts[index]);
        held->int_count++;
        return 0;
    } else if (kind == 'b') {
        status = plain = object_is_true(rt, value);
    } else {
        status = kind == 'f' ? posix_descriptor(rt, value, &plain) : posix_int(rt, value, &plain);
    }
    *number = plain;
    held->int_count++;
    return status < 0 ? -1 : 0;
}

static Own ints_tuple(Rt *rt, const char *bytes, size_t size)
{
    ptrdiff_t count = (ptrdiff_t)(size / sizeof(int));
    Own tuple = tuple_new(rt, count);
    for (ptrdiff_t i = 0; tuple != NULL && i < count; i++) {
        int value;
        memcpy(&value, bytes + (size_t)i * sizeof value, sizeof value);
        Own item = int_new(rt, value);
        if (item == NULL) release_clear(rt, &tuple);
        else tuple_take(tuple, i, item);
    }
    return tuple;
}

static Own reals_tuple(Rt *rt, const char *bytes, size_t size)
{
    ptrdiff_t count = (ptrdiff_t)(size / sizeof(double));
    Own tuple = tuple_new(rt, count);
    for (ptrdiff_t i = 0; tuple != NULL && i < count; i++) {
        double value;
        memcpy(&value, bytes + (size_t)i * sizeof value, sizeof value);
        Own item = float_new(rt, value);
        if (item == NULL) release_clear(rt, &tuple);
        else tuple_take(tuple, i, item);
    }
    return tuple;
}

static Own result_of(Rt *rt, Result result, const WorldReply *reply, const Held *held)
{
    switch (result) {
    case RESULT_NONE: return none_new(rt);
    case RESULT_INT: return int_new(rt, reply->value);
    case RESULT_TRUTH: return bool_new(rt, reply->value != 0);
    case RESULT_SUCCESS: return bool_new(rt, true);
    case RESULT_BYTES: return bytes_new(rt, reply->bytes, reply->size);
    case RESULT_NAME: return posix_text(rt, reply->bytes, reply->size, held->paths[0].as_bytes);
    case RESULT_TEXT: return posix_fs_decode(rt, reply->bytes, reply->size);
    case RESULT_PAIR: return ints_tuple(rt, reply->bytes, reply->size);
    case RESULT_REALS: return reals_tuple(rt, reply->bytes, reply->size);
    case RESULT_INTS: {
        Own tuple = ints_tuple(rt, reply->bytes, reply->size), list = NULL;
        if (tuple != NULL) list = sequence_to_list(rt, tuple);
        release(rt, tuple);
        return list;
    }
    }
    viv_unreachable("result");
}

/* A question that cannot be asked as it is: a descriptor where only a path has a directory. */
static int check_directory(Rt *rt, const Call *call, const Signature *signature, const WorldRequest *request, const Held *held)
{
    if (held->path_count == 0 || held->paths[0].fd < 0) return 0;
    for (int i = 0, at = 0; signature->names[i] != NULL; i++) {
        char kind = signature->kinds[i];
        if (kind == 'd' && request->ints[at] != AT_FDCWD)
            return error_raise_int(rt, TYPE_ValueError, "%s: can't specify dir_fd without matching path", call->name);
        if (kind == 'b' && request->ints[at] == 0)
            return error_raise_int(rt, TYPE_ValueError, "%s: cannot use fd and follow_symlinks together", call->name);
        at += kind != 'p' && kind != 'y';
    }
    return 0;
}

/* The calls that hooks are told of, and what their event is called where that is not "os.NAME". */
static const struct {
    const char *name, *event;
} audited[] = {
    {"chdir", NULL}, {"fchdir", "os.chdir"}, {"chmod", NULL}, {"fchmod", "os.chmod"}, {"chown", NULL}, {"fchown", "os.chown"},
    {"mkdir", NULL}, {"rmdir", NULL}, {"remove", NULL}, {"unlink", "os.remove"}, {"rename", NULL}, {"replace", "os.rename"},
    {"symlink", NULL}, {"link", NULL}, {"truncate", NULL}, {"ftruncate", "os.truncate"}, {"kill", NULL}, {"killpg", NULL}, {"lockf", NULL},
};

/* Tells of CALL with its arguments, but for those that only say how; a directory that is not given is -1. */
static int tell(Rt *rt, const Call *call, const Signature *signature, const Ref *given)
{
    char event[NAME_SIZE];
    Own args[MOST_PARAMETERS] = {NULL};
    size_t row = 0;
    int count = 0, status = 0;
    if (LIKELY(rt->objects->upcalls.audit == NULL)) return 0;
    while (row < ARRAY_LENGTH(audited) && strcmp(audited[row].name, call->name) != 0) row++;
    if (row == ARRAY_LENGTH(audited)) return 0;
    snprintf(event, sizeof event, "os.%s", call->name);
    for (int i = 0; status == 0 && i < signature->count; i++) {
        char kind = signature->kinds[i];
        if (kind == 'b' || kind == 'c') continue;
        bool absent = given[i] == NULL || (kind == 'd' && given[i] == rt->none);
        args[count] = !absent ? new_ref(given[i]) : int_new(rt, kind == 'd' ? -1 : signature->otherwise[i]);
        if (args[count++] == NULL) status = -1;
    }
    bool by_descriptor = call->name[0] == 'f' && strcmp(call->name, "ftruncate") != 0 && strcmp(call->name, "fchdir") != 0;
    if (status == 0 && by_descriptor && (args[count++] = int_new(rt, -1)) == NULL) status = -1;
    if (status == 0) status = audit_refs(rt, audited[row].event == NULL ? event : audited[row].event, as_refs(args), count);
    for (int i = 0; i < count; i++) release(rt, args[i]);
    return status;
}

static Own call_perform(Rt *rt, const Call *call, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Signature signature = {0};
    Ref given[MOST_PARAMETERS] = {NULL};
    signature_read(&signature, call);
    if (args_bind(rt, &signature.spec, args, nargs, kwnames, given) < 0) return NULL;
    WorldRequest request = {.op = call->op};
    WorldReply reply = WORLD_REPLY_INIT;
    Held held = {0};
    Own result = NULL;
    int status = 0;
    for (int i = 0; status == 0 && i < signature.count; i++)
        status = argument_convert(rt, call, &signature, i, given[i], &request, &held);
    if (status == 0) status = check_directory(rt, call, &signature, &request, &held);
    if (status == 0) status = tell(rt, call, &signature, given);
    if (status == 0) {
        if (world_ask(rt, &request, &reply) == 0) result = result_of(rt, call->result, &reply, &held);
        else if (call->result == RESULT_SUCCESS && !rt_is_pending(rt)) result = bool_new(rt, false);
        else if (call->op == WORLD_CHANGE_MODE && reply.error == ENOTSUP && request.ints[3] == 0)
            error_raise(rt, TYPE_NotImplementedError, "%s: follow_symlinks unavailable on this platform", call->name);
        else posix_raise_path(rt, &reply, held.paths[0].given, held.paths[1].given);
    }
    world_reply_fini(&reply);
    for (int i = 0; i < 2; i++) {
        posix_path_fini(rt, &held.paths[i]);
        buffer_release(rt, &held.views[i]);
    }
    return result;
}

#define CALL(name, op, result, parameters)                                             \
    static Own posix_##name(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames) \
    {                                                                                  \
        static const Call call = {#name, WORLD_##op, RESULT_##result, parameters};     \
        return call_perform(rt, &call, args, nargs, kwnames);                          \
    }
#include "modules/posix_calls.def"
#undef CALL

const MethodDef posix_call_methods[] = {
#define CALL(name, op, result, parameters) {#name, METHOD_FASTCALL_KEYWORDS, {.fast = posix_##name}, NULL, 0},
#include "modules/posix_calls.def"
#undef CALL
    {0},
};
