/* What all hash objects do: take bytes, show the digest of those so far, make copies. */
#include "modules/hash_types.h"

#include "memory/gc.h"
#include "objects/buffer.h"
#include "objects/bytes_methods.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/strobj.h"

Own hash_new(Rt *rt, Type *type)
{
    Own self = object_new(rt, type);
    if (self != NULL && has_flag(self, TYPE_FLAG_GC)) gc_track(rt, self);
    return self;
}

int hash_feed(Rt *rt, Ref self, Ref obj)
{
    enum { STEP = 1 << 20 };
    Buffer view;
    if (is_str(obj)) return error_raise_int(rt, TYPE_TypeError, "Strings must be encoded before hashing");
    if (!buffer_is_supported(obj)) return error_raise_int(rt, TYPE_TypeError, "object supporting the buffer API required");
    if (buffer_get(rt, obj, &view, BUFFER_SIMPLE) < 0) return -1;
    int status = 0;
    for (ptrdiff_t at = 0; status == 0 && at < view.length; at += STEP) {
        hasher_add(&AS_HASH(self)->hasher, view.bytes + at, (size_t)(view.length - at < STEP ? view.length - at : STEP));
        status = error_poll(rt);
    }
    buffer_release(rt, &view);
    return status;
}

static Own hash_copy(Rt *rt, Ref self)
{
    Own copy = hash_new(rt, self->type);
    if (copy != NULL) AS_HASH(copy)->hasher = AS_HASH(self)->hasher;
    return copy;
}

static Own digest_of(Rt *rt, Ref self, size_t size)
{
    uint8_t small[HASHER_SIZE_MOST];
    Own bytes = size <= sizeof small ? NULL : bytes_new(rt, NULL, size);
    if (size > sizeof small && bytes == NULL) return NULL;
    hasher_digest(&AS_HASH(self)->hasher, bytes == NULL ? small : (uint8_t *)AS_BYTES(bytes)->bytes, size);
    return bytes == NULL ? bytes_new(rt, small, size) : bytes;
}

/* The hexadecimal text of a digest, which is taken; NULL for NULL. */
static Own as_hex(Rt *rt, Own digest)
{
    Ref no_separator[2] = {NULL};
    Own text = digest == NULL ? NULL : bytes_method_hex(rt, digest, no_separator);
    release(rt, digest);
    return text;
}

static Own hash_digest(Rt *rt, Ref self)
{
    return digest_of(rt, self, AS_HASH(self)->hasher.size);
}

static Own hash_hexdigest(Rt *rt, Ref self)
{
    return as_hex(rt, hash_digest(rt, self));
}

static Own shake_digest(Rt *rt, Ref self, Ref arg)
{
    if (!is_int(arg)) return error_raise(rt, TYPE_TypeError, "an integer is required");
    int overflow;
    int64_t size = int_value_overflow(arg, &overflow);
    if (int_sign(arg) < 0) return error_raise(rt, TYPE_ValueError, "value must be positive");
    if (overflow != 0 && int_bit_length(arg) > 64) return error_raise(rt, TYPE_OverflowError, "Python int too large to convert to C unsigned long");
    if (overflow != 0 || size >= 1 << 29) return error_raise(rt, TYPE_ValueError, "length is too large");
    return digest_of(rt, self, (size_t)size);
}

static Own shake_hexdigest(Rt *rt, Ref self, Ref arg)
{
    return as_hex(rt, shake_digest(rt, self, arg));
}

#define COPY_METHOD {"copy", METHOD_NOARGS, {.unary = hash_copy}, "copy($self, /)\n--\n\nReturn a copy of the hash object.", 0}
#define UPDATE_METHOD {"update", METHOD_O_STATUS, {.act_on = hash_feed}, "update($self, obj, /)\n--\n\nUpdate this hash object's state with the provided string.", 0}
#define DIGEST_TEXT "Return the digest value as a bytes object."
#define HEXDIGEST_TEXT "Return the digest value as a string of hexadecimal digits."

const MethodDef hash_methods[] = {
    COPY_METHOD,
    {"digest", METHOD_NOARGS, {.unary = hash_digest}, "digest($self, /)\n--\n\n" DIGEST_TEXT, 0},
    {"hexdigest", METHOD_NOARGS, {.unary = hash_hexdigest}, "hexdigest($self, /)\n--\n\n" HEXDIGEST_TEXT, 0},
    UPDATE_METHOD,
    {0},
};

const MethodDef hash_shake_methods[] = {
    COPY_METHOD,
    {"digest", METHOD_O, {.binary = shake_digest}, "digest($self, length, /)\n--\n\n" DIGEST_TEXT, 0},
    {"hexdigest", METHOD_O, {.binary = shake_hexdigest}, "hexdigest($self, length, /)\n--\n\n" HEXDIGEST_TEXT, 0},
    UPDATE_METHOD,
    {0},
};

static Own get_block_size(Rt *rt, Ref self)
{
    return int_new(rt, AS_HASH(self)->hasher.kind->block);
}

static Own get_digest_size(Rt *rt, Ref self)
{
    return int_new(rt, AS_HASH(self)->hasher.size);
}

static Own get_name(Rt *rt, Ref self)
{
    return str_new(rt, AS_HASH(self)->hasher.kind->name);
}

static Own get_capacity(Rt *rt, Ref self)
{
    return int_new(rt, 1600 - 8 * AS_HASH(self)->hasher.kind->block);
}

static Own get_rate(Rt *rt, Ref self)
{
    return int_new(rt, 8 * AS_HASH(self)->hasher.kind->block);
}

static Own get_suffix(Rt *rt, Ref self)
{
    return bytes_new(rt, &AS_HASH(self)->hasher.kind->suffix, 1);
}

#define SIZE_ATTRIBUTES                                                                \
    {"block_size", get_block_size, NULL, NULL}, {"name", get_name, NULL, NULL},        \
    {                                                                                  \
        "digest_size", get_digest_size, NULL, NULL                                     \
    }

const GetSetDef hash_getset[] = {SIZE_ATTRIBUTES, {NULL, NULL, NULL, NULL}};

const GetSetDef hash_keccak_getset[] = {
    SIZE_ATTRIBUTES,
    {"_capacity_bits", get_capacity, NULL, NULL},
    {"_rate_bits", get_rate, NULL, NULL},
    {"_suffix", get_suffix, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
