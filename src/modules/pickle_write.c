/* The writer of a Pickler: opcodes into `output`, which grows, in frames from protocol 4 on.

   A frame begins with the first byte after the last one's end, by nine bytes that are filled in when it ends;
   a frame of less than FRAME_MIN bytes loses them again.  Between two objects a frame of FRAME_TARGET bytes ends,
   and goes to the file at once.  A payload of that length stands outside of frames. */
#include "modules/pickle_parts.h"

#include <string.h>

#include "memory/heap.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"

enum { FRAME_MIN = 4, FRAME_TARGET = 64 * 1024, FRAME_HEADER = 9, OUTPUT_FIRST = 4096 };

/* Gives the output room for SIZE bytes. */
static int resize(Rt *rt, PicklerObj *pickler, ptrdiff_t size)
{
    Obj *moved = object_resize(rt, pickler->output, offsetof(BytesObj, bytes) + (size_t)size + 1);
    if (moved == NULL) return -1;
    pickler->output = moved;
    pickler->capacity = size;
    return 0;
}

int pickle_write(Rt *rt, PicklerObj *pickler, const void *bytes, ptrdiff_t size)
{
    bool opens = pickler->framing && pickler->frame_start < 0;
    ptrdiff_t needed = size + (opens ? FRAME_HEADER : 0);
    if (needed > pickler->capacity - pickler->length) {
        if (pickler->length >= PTRDIFF_MAX / 2 - needed) {
            error_no_memory(rt);
            return -1;
        }
        if (resize(rt, pickler, (pickler->length + needed) / 2 * 3) < 0) return -1;
    }
    if (opens) {
        pickler->frame_start = pickler->length;
        pickler->length += FRAME_HEADER;
    }
    if (size > 0) memcpy(AS_BYTES(pickler->output)->bytes + pickler->length, bytes, (size_t)size);
    pickler->length += size;
    return 0;
}

static void put_number(char *out, uint64_t value, int size)
{
    for (int i = 0; i < size; i++) out[i] = (char)(value >> (8 * i));
}

int pickle_write_op_value(Rt *rt, PicklerObj *pickler, int op, uint64_t value, int size)
{
    char text[FRAME_HEADER] = {(char)op};
    put_number(text + 1, value, size);
    return pickle_write(rt, pickler, text, size + 1);
}

void pickle_write_frame_end(PicklerObj *pickler)
{
    if (!pickler->framing || pickler->frame_start < 0) return;
    char *frame = AS_BYTES(pickler->output)->bytes + pickler->frame_start;
    ptrdiff_t size = pickler->length - pickler->frame_start - FRAME_HEADER;
    if (size >= FRAME_MIN) {
        frame[0] = (char)PK_FRAME;
        put_number(frame + 1, (uint64_t)size, FRAME_HEADER - 1);
    } else {
        memmove(frame, frame + FRAME_HEADER, (size_t)size);
        pickler->length -= FRAME_HEADER;
    }
    pickler->frame_start = -1;
}

int pickle_write_restart(Rt *rt, PicklerObj *pickler)
{
    if (pickler->capacity == 0) pickler->capacity = OUTPUT_FIRST;
    Own output = bytes_new(rt, NULL, (size_t)pickler->capacity);
    release_replace(rt, &pickler->output, output);
    pickler->length = 0;
    pickler->frame_start = -1;
    return output == NULL ? -1 : 0;
}

Own pickle_write_result(Rt *rt, PicklerObj *pickler)
{
    pickle_write_frame_end(pickler);
    ptrdiff_t capacity = pickler->capacity;
    if (resize(rt, pickler, pickler->length) < 0) return NULL;
    pickler->capacity = capacity; /* the next output's */
    BytesObj *output = AS_BYTES(pickler->output);
    output->head.length = pickler->length;
    output->bytes[pickler->length] = 0;
    return STEAL(pickler->output);
}

/* Calls the file's write(BYTES), which it takes. */
static int send(Rt *rt, const PicklerObj *pickler, Own bytes)
{
    Own result = bytes == NULL ? NULL : call_one(rt, pickler->write, bytes);
    release_all(rt, bytes, result);
    return result == NULL ? -1 : 0;
}

int pickle_write_flush(Rt *rt, PicklerObj *pickler)
{
    return send(rt, pickler, pickle_write_result(rt, pickler));
}

int pickle_write_boundary(Rt *rt, PicklerObj *pickler)
{
    if (!pickler->framing || pickler->frame_start < 0) return 0;
    if (pickler->length - pickler->frame_start - FRAME_HEADER < FRAME_TARGET) return 0;
    pickle_write_frame_end(pickler);
    if (pickler->write == NULL) return 0;
    return pickle_write_flush(rt, pickler) < 0 ? -1 : pickle_write_restart(rt, pickler);
}

int pickle_write_blob(
    Rt *rt, PicklerObj *pickler, const void *header, ptrdiff_t header_size, const char *bytes, ptrdiff_t size, Ref payload)
{
    bool apart = size >= FRAME_TARGET, framing = pickler->framing;
    if (apart) {
        pickle_write_frame_end(pickler);
        pickler->framing = false;
    }
    if (pickle_write(rt, pickler, header, header_size) < 0) return -1;
    if (apart && pickler->write != NULL) {
        if (pickle_write_flush(rt, pickler) < 0) return -1;
        Own sent = payload != NULL ? new_ref(payload) : bytes_new(rt, bytes, (size_t)size);
        if (send(rt, pickler, sent) < 0 || pickle_write_restart(rt, pickler) < 0) return -1;
    } else if (pickle_write(rt, pickler, bytes, size) < 0) return -1;
    pickler->framing = framing;
    return 0;
}
