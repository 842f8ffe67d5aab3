/* Loading numbers, strings and bytes, and the opcodes of the memo. */
#include "modules/pickle_parts.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "modules/codecs_parts.h"
#include "objects/abstract.h"
#include "objects/bytearrayobj.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/float_methods.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/memoryobj.h"
#include "objects/str_codec.h"

/* Most of these have no use for their argument. */
#define LOADER(name) int pickle_load_##name(Rt *rt, UnpicklerObj *unpickler, UNUSED int argument)

LOADER(none)
{
    return pickle_push(rt, unpickler, none_new(rt));
}

LOADER(bool)
{
    return pickle_push(rt, unpickler, bool_new(rt, argument));
}

/* --- ints */

/* LINE as int() has it; base 0: as a literal, but in the message. */
static Own parse_line(Rt *rt, const char *line, int base)
{
    Own number = int_parse(rt, line, strlen(line), base);
    bool too_long = strcspn(line, "\n") == strspn(line, "+-0123456789") && isdigit((unsigned char)line[strspn(line, "+-")]);
    if (number != NULL || too_long || !error_clear_if(rt, TYPE_ValueError)) return number;
    Own text = str_decode_utf8(rt, line, strlen(line), NULL, NULL);
    if (text != NULL) error_raise(rt, TYPE_ValueError, "invalid literal for int() with base %d: %.200R", base == 0 ? 10 : base, text);
    release(rt, text);
    return NULL;
}

/* A line as C's strtol has it (so that a leading 0 means octal), "00" and "01" being truths; else as int(). */
LOADER(int)
{
    ptrdiff_t length;
    char *end, *line = pickle_read_line(rt, unpickler, 2, &length);
    if (line == NULL) return -1;
    errno = 0;
    long value = strtol(line, &end, 0);
    if (errno == 0 && (*end == '\n' || *end == 0)) {
        bool is_truth = length == 3 && (value == 0 || value == 1);
        return pickle_push(rt, unpickler, is_truth ? bool_new(rt, value) : int_new(rt, value));
    }
    Own number = int_parse(rt, line, strlen(line), 0);
    if (number == NULL) error_raise(rt, TYPE_ValueError, "could not convert string to int");
    return pickle_push(rt, unpickler, number);
}

LOADER(long)
{
    ptrdiff_t length;
    char *line = pickle_read_line(rt, unpickler, 2, &length);
    if (line == NULL) return -1;
    if (line[length - 2] == 'L') line[length - 2] = 0;
    return pickle_push(rt, unpickler, parse_line(rt, line, 0));
}

/* Four bytes have a sign, fewer have none. */
LOADER(binint)
{
    const char *bytes = pickle_read(rt, unpickler, argument);
    if (bytes == NULL) return -1;
    uint64_t value = pickle_number(bytes, argument);
    return pickle_push(rt, unpickler, int_new(rt, argument == 4 ? (int32_t)(uint32_t)value : (int64_t)value));
}

LOADER(counted_long)
{
    const char *bytes = pickle_read(rt, unpickler, argument);
    if (bytes == NULL) return -1;
    uint64_t count = pickle_number(bytes, argument);
    if (count > INT32_MAX) return pickle_fail(rt, UNPICKLING_ERROR, "LONG pickle has negative byte count");
    if (count == 0) return pickle_push(rt, unpickler, int_new(rt, 0));
    bytes = pickle_read(rt, unpickler, (ptrdiff_t)count);
    return bytes == NULL ? -1 : pickle_push(rt, unpickler, int_from_bytes(rt, (const unsigned char *)bytes, (size_t)count, true, true));
}

/* --- floats */

/* Does TEXT begin as a float does? */
static bool begins_float(const char *text)
{
    if (*text == '+' || *text == '-') text++;
    if (*text == '.') text++;
    return isdigit((unsigned char)*text) || strncasecmp(text, "inf", 3) == 0 || strncasecmp(text, "nan", 3) == 0;
}

LOADER(float)
{
    ptrdiff_t length;
    double value;
    const char *line = pickle_read_line(rt, unpickler, 2, &length);
    if (line == NULL) return -1;
    size_t size = strcspn(line, "\n");
    if (!begins_float(line)) return error_raise_int(rt, TYPE_ValueError, "could not convert string to float: '%.200s'", line);
    if (memchr(line, '_', size) != NULL || isspace((unsigned char)line[size - 1]) || !float_scan(line, size, &value))
        return error_raise_int(rt, TYPE_ValueError, "could not convert string to float");
    if (isinf(value) && strpbrk(line, "nN") == NULL) return error_raise_int(rt, TYPE_OverflowError, "value too large to convert to float: '%.200s'", line);
    return pickle_push(rt, unpickler, float_new(rt, value));
}

LOADER(binfloat)
{
    const char *bytes = pickle_read(rt, unpickler, 8);
    if (bytes == NULL) return -1;
    uint64_t bits = __builtin_bswap64(pickle_number(bytes, 8));
    double value;
    memcpy(&value, &bits, sizeof value);
    return pickle_push(rt, unpickler, float_new(rt, value));
}

/* --- strings */

/* The size that COUNT bytes tell; -1: they, or what NAME's exceed the memory there can be. */
static ptrdiff_t read_size(Rt *rt, UnpicklerObj *unpickler, int count, const char *name)
{
    const char *bytes = pickle_read(rt, unpickler, count);
    if (bytes == NULL) return -1;
    uint64_t size = pickle_number(bytes, count);
    if (size <= PTRDIFF_MAX) return (ptrdiff_t)size;
    return error_raise_int(rt, TYPE_OverflowError, "%s exceeds system's maximum size of %zd bytes", name, PTRDIFF_MAX);
}

/* A string of Python 2, in the encoding that the program says; takes BYTES. */
static int push_string(Rt *rt, UnpicklerObj *unpickler, Own bytes)
{
    if (bytes == NULL || strcmp(unpickler->encoding, "bytes") == 0) return pickle_push(rt, unpickler, bytes);
    size_t size = (size_t)bytes_length(bytes);
    Own text = size == 0 ? new_ref(rt->empty_str) : str_decode(rt, AS_BYTES(bytes)->bytes, size, unpickler->encoding, unpickler->errors);
    release(rt, bytes);
    return pickle_push(rt, unpickler, text);
}

LOADER(string)
{
    ptrdiff_t length;
    const char *line = pickle_read_line(rt, unpickler, 1, &length);
    if (line == NULL) return -1;
    if (length < 3 || line[0] != line[length - 2] || (line[0] != '\'' && line[0] != '"'))
        return pickle_fail(rt, UNPICKLING_ERROR, "the STRING opcode argument must be quoted");
    return push_string(rt, unpickler, bytes_escape_decode(rt, line + 1, length - 3, NULL));
}

LOADER(binstring)
{
    ptrdiff_t size = read_size(rt, unpickler, argument, "BINSTRING");
    const char *bytes = size < 0 ? NULL : pickle_read(rt, unpickler, size);
    return bytes == NULL ? -1 : push_string(rt, unpickler, bytes_new(rt, bytes, (size_t)size));
}

LOADER(unicode)
{
    ptrdiff_t length;
    const char *line = pickle_read_line(rt, unpickler, 1, &length);
    return line == NULL ? -1 : pickle_push(rt, unpickler, raw_unicode_escape_decode(rt, line, length - 1, NULL, NULL));
}

LOADER(binunicode)
{
    ptrdiff_t size = read_size(rt, unpickler, argument, "BINUNICODE");
    const char *bytes = size < 0 ? NULL : pickle_read(rt, unpickler, size);
    return bytes == NULL ? -1 : pickle_push(rt, unpickler, str_decode_utf8(rt, bytes, (size_t)size, "surrogatepass", NULL));
}

/* --- bytes */

LOADER(binbytes)
{
    ptrdiff_t size = read_size(rt, unpickler, argument, "BINBYTES");
    if (size < 0) return -1;
    if (size > PTRDIFF_MAX - (ptrdiff_t)sizeof(BytesObj) - 1) return error_raise_int(rt, TYPE_OverflowError, "byte string is too large");
    if (size <= unpickler->data.length - unpickler->next) {
        const char *bytes = pickle_read(rt, unpickler, size);
        return bytes == NULL ? -1 : pickle_push(rt, unpickler, bytes_new(rt, bytes, (size_t)size));
    }
    Own array = pickle_read_array(rt, unpickler, size), bytes = array == NULL ? NULL : bytes_new(rt, AS_BYTEARRAY(array)->start, (size_t)size);
    release(rt, array);
    return pickle_push(rt, unpickler, bytes);
}

LOADER(bytearray)
{
    ptrdiff_t size = read_size(rt, unpickler, argument, "BYTEARRAY8");
    return size < 0 ? -1 : pickle_push(rt, unpickler, pickle_read_array(rt, unpickler, size));
}

LOADER(next_buffer)
{
    Own buffer = NULL;
    if (unpickler->buffers == NULL) return pickle_fail(rt, UNPICKLING_ERROR, "pickle stream refers to out-of-band data but no *buffers* argument was given");
    int more = object_next(rt, unpickler->buffers, &buffer);
    if (more == 0) return pickle_fail(rt, UNPICKLING_ERROR, "not enough out-of-band buffers");
    return more < 0 ? -1 : pickle_push(rt, unpickler, buffer);
}

LOADER(readonly)
{
    Own *top = pickle_top(rt, unpickler), view = top == NULL ? NULL : bufview_new(rt, *top);
    if (view == NULL) return -1;
    if (AS_MEMORY(view)->view.readonly) {
        release(rt, view);
        return 0;
    }
    AS_MEMORY(view)->view.readonly = true;
    release_replace(rt, top, view);
    return 0;
}

/* --- the memo */

/* The index on a line. */
static int read_index(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t *index)
{
    ptrdiff_t length;
    const char *line = pickle_read_line(rt, unpickler, 2, &length);
    if (line == NULL) return -1;
    Own number = parse_line(rt, line, 10);
    int status = number == NULL ? -1 : pickle_size(rt, number, index);
    release(rt, number);
    return status;
}

LOADER(get)
{
    ptrdiff_t index;
    return read_index(rt, unpickler, &index) < 0 ? -1 : pickle_recall(rt, unpickler, index);
}

LOADER(binget)
{
    const char *bytes = pickle_read(rt, unpickler, argument);
    return bytes == NULL ? -1 : pickle_recall(rt, unpickler, (ptrdiff_t)pickle_number(bytes, argument));
}

/* Remembers the top of the stack. */
static int remember_top(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t index)
{
    Own *top = pickle_top(rt, unpickler);
    return top == NULL ? -1 : pickle_remember(rt, unpickler, index, *top);
}

LOADER(put)
{
    ptrdiff_t index, length;
    if (unpickler->depth <= pickle_fence(unpickler)) return pickle_read_line(rt, unpickler, 2, &length) == NULL ? -1 : pickle_underflow(rt, unpickler);
    if (read_index(rt, unpickler, &index) < 0) return -1;
    if (index < 0) return error_raise_int(rt, TYPE_ValueError, "negative PUT argument");
    return remember_top(rt, unpickler, index);
}

LOADER(binput)
{
    const char *bytes = pickle_read(rt, unpickler, argument);
    return bytes == NULL ? -1 : remember_top(rt, unpickler, (ptrdiff_t)pickle_number(bytes, argument));
}

LOADER(memoize)
{
    return remember_top(rt, unpickler, unpickler->memo_count);
}
