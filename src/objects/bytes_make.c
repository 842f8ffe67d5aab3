/* bytes(…) and bytearray(…): from text, a number, a buffer or an iterable of ints. */
#include <string.h>

#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/buffer.h"
#include "objects/bytes_impl.h"
#include "objects/error.h"
#include "objects/str_codec.h"
#include "objects/strobj.h"

/* One item: 0..255, or -1 + exception. */
static int byte_value(Rt *rt, Ref item, const char *what)
{
    ptrdiff_t value = number_as_size(rt, item, TYPE_other);
    if (value == -1 && rt_is_pending(rt)) return -1;
    if (value >= 0 && value < 256) return (int)value;
    return error_raise_int(rt, TYPE_ValueError, "%s must be in range(0, 256)", what);
}

Own bytes_from_iterable(Rt *rt, Ref iterable, const char *what, bool hinted)
{
    Own iterator = object_iter(rt, iterable), item = NULL, result = NULL;
    if (iterator == NULL) return NULL;
    if (hinted && object_length_hint(rt, iterable, 0) < 0) return error_release(rt, iterator);
    Buf buf = BUF_INIT;
    int more;
    while ((more = object_next(rt, iterator, &item)) > 0) {
        int value = byte_value(rt, item, what);
        release(rt, item);
        if (value >= 0) buf_add_char(&buf, (char)value);
        if (value < 0 || error_poll(rt) < 0) {
            more = -1;
            break;
        }
    }
    release(rt, iterator);
    if (more == 0) result = bytes_from_buf(rt, &buf);
    buf_fini(&buf);
    return result;
}

static Own from_text(Rt *rt, const char *function, Ref text, Ref encoding, Ref errors)
{
    if (!is_str(text)) {
        return error_raise(rt, TYPE_TypeError, encoding != NULL ? "encoding without a string argument" : "errors without a string argument");
    }
    if (encoding == NULL) {
        return error_raise(rt, TYPE_TypeError, "string argument without an encoding");
    }
    if ((encoding != NULL && !is_str(encoding)) || (errors != NULL && !is_str(errors))) {
        Ref wrong = encoding != NULL && !is_str(encoding) ? encoding : errors;
        return error_raise(rt, TYPE_TypeError, "%s() argument '%s' must be str, not %.50K", function, wrong == encoding ? "encoding" : "errors", wrong);
    }
    const char *encoding_text = encoding == NULL ? NULL : str_utf8(rt, encoding, NULL);
    const char *errors_text = errors == NULL ? NULL : str_utf8(rt, errors, NULL);
    return rt_is_pending(rt) ? NULL : str_encode(rt, text, encoding_text, errors_text);
}

static Own zeros(Rt *rt, Ref count_obj)
{
    ptrdiff_t count = number_as_size(rt, count_obj, TYPE_OverflowError);
    if (count == -1 && rt_is_pending(rt)) return NULL;
    if (count < 0) return error_raise(rt, TYPE_ValueError, "negative count");
    Own bytes = bytes_new(rt, NULL, (size_t)count);
    if (bytes != NULL && count > 0) memset(AS_BYTES(bytes)->bytes, 0, (size_t)count);
    if (count != 1 || bytes == NULL) return bytes;
    release(rt, bytes);
    return bytes_new(rt, "", 1);
}

Own bytes_from_args(Rt *rt, const char *function, Ref args, Ref kwargs)
{
    static const char *const names[] = {"source", "encoding", "errors", NULL};
    const ArgSpec spec = {function, names, 0, 3, 0};
    Ref parts[3];
    if (args_bind_tuple(rt, &spec, args, kwargs, parts) < 0) return NULL;
    Ref source = parts[0];
    if (source == NULL) {
        if (parts[1] == NULL && parts[2] == NULL) return bytes_new(rt, NULL, 0);
        return error_raise(rt, TYPE_TypeError, parts[1] != NULL ? "encoding without a string argument" : "errors without a string argument");
    }
    bool plain = is_exact(source, TYPE_str) || strcmp(function, "bytes") != 0;
    if ((is_str(source) && plain) || parts[1] != NULL || parts[2] != NULL) return from_text(rt, function, source, parts[1], parts[2]);
    if (strcmp(function, "bytes") == 0) {
        Own bytes = NULL;
        int found = object_special_bytes(rt, source, &bytes);
        if (found != 0) return bytes;
    }
    if (is_str(source)) return from_text(rt, function, source, NULL, NULL);
    if (number_has_index(source)) {
        Own bytes = zeros(rt, source);
        if (bytes != NULL || !error_clear_if(rt, TYPE_TypeError)) return bytes;
    }
    if (buffer_is_supported(source)) return buffer_bytes_of(rt, source);
    if (source->type->slots.tp_iter == NULL && source->type->slots.sq_item == NULL) {
        return error_raise(rt, TYPE_TypeError, "cannot convert '%.200T' object to %s", source, function);
    }
    bool immutable = strcmp(function, "bytes") == 0;
    return bytes_from_iterable(rt, source, immutable ? "bytes" : "byte", immutable);
}
