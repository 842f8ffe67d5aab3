/* The header of .pyc files: magic number, flags, and two words about the source. */
#include "code/pyc.h"

#include <string.h>

#include "objects/error.h"

#include "code/code.h"
#include "code/marshal.h"

/* 3495, and a line end that a text-mode copy would have damaged. */
static const uint8_t magic[4] = {0xA7, 0x0D, 0x0D, 0x0A};

static uint32_t load_word(const uint8_t *bytes)
{
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

static void store_word(Buf *out, uint32_t word)
{
    for (int i = 0; i < 4; i++) buf_add_char(out, (char)(word >> (8 * i) & 0xFF));
}

bool pyc_is_magic(const void *bytes, size_t size)
{
    return size >= sizeof magic && memcmp(bytes, magic, sizeof magic) == 0;
}

static int read_header(
    Rt *rt, const uint8_t *bytes, size_t size, const char *name, PycHeader *header)
{
    if (!pyc_is_magic(bytes, size)) {
        return error_raise_int(rt, TYPE_ImportError, "bad magic number in '%s'", name);
    }
    if (size < PYC_HEADER_SIZE) {
        return error_raise_int(
            rt, TYPE_EOFError, "reached EOF while reading pyc header of '%s'", name);
    }
    uint32_t flags = load_word(bytes + 4);
    if (flags != PYC_TIMESTAMP && flags != PYC_HASH && flags != PYC_HASH_CHECKED) {
        return error_raise_int(rt, TYPE_ImportError, "invalid flags %u in '%s'", flags, name);
    }
    *header = (PycHeader){.flags = (PycFlags)flags};
    if (flags == PYC_TIMESTAMP) {
        header->mtime = load_word(bytes + 8);
        header->source_size = load_word(bytes + 12);
    } else {
        header->source_hash = load_word(bytes + 8) | (uint64_t)load_word(bytes + 12) << 32;
    }
    return 0;
}

Own pyc_read(Rt *rt, const void *bytes, size_t size, const char *name, PycHeader *header, MarshalProof proof)
{
    PycHeader unused;
    if (header == NULL) header = &unused;
    if (read_header(rt, bytes, size, name, header) < 0) return NULL;
    size_t used;
    const uint8_t *contents = (const uint8_t *)bytes + PYC_HEADER_SIZE;
    Own code = marshal_read(rt, contents, size - PYC_HEADER_SIZE, &used, proof);
    if (code != NULL && !is_exact(code, TYPE_code)) {
        release_clear(rt, &code);
        error_raise(rt, TYPE_ImportError, "Non-code object in '%s'", name);
    }
    return code;
}

int pyc_write(Rt *rt, Ref code, const PycHeader *header, Buf *out)
{
    buf_add(out, (const char *)magic, sizeof magic);
    store_word(out, (uint32_t)header->flags);
    if (header->flags == PYC_TIMESTAMP) {
        store_word(out, header->mtime);
        store_word(out, header->source_size);
    } else {
        store_word(out, (uint32_t)header->source_hash);
        store_word(out, (uint32_t)(header->source_hash >> 32));
    }
    /* Held while they are written, as variables of whoever compiled hold them in CPython:
       that is why a .pyc begins with a numbered object, and its file name has a number. */
    Own held = new_ref(code), filename = new_ref(AS_CODE(code)->filename);
    int status = marshal_write(rt, held, MARSHAL_VERSION, out);
    release_all(rt, filename, held);
    return status;
}
