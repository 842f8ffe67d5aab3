/* The methods of arrays, and how they are pickled. */
#include <string.h>

#include "memory/heap.h"
#include "modules/array_parts.h"
#include "modules/import.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/iterobj.h"
#include "objects/listobj.h"
#include "objects/str_codec.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

static Own done(Rt *rt, int status)
{
    return status < 0 ? NULL : none_new(rt);
}

static Own method_append(Rt *rt, Ref self, Ref value)
{
    return done(rt, array_insert(rt, self, array_length(self), value));
}

static Own method_insert(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t index;
    if (args_size(rt, args[0], &index) < 0) return NULL;
    return done(rt, array_insert(rt, self, index, args[1]));
}

static Own method_extend(Rt *rt, Ref self, Ref iterable)
{
    return done(rt, array_extend(rt, self, iterable));
}

static Own method_pop(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t index = -1, length = array_length(self);
    if (args_count(rt, "pop", nargs, 0, 1) < 0 || (nargs > 0 && args_size(rt, args[0], &index) < 0)) return NULL;
    if (length == 0) return error_raise(rt, TYPE_IndexError, "pop from empty array");
    if (index < 0) index += length;
    if (index < 0 || index >= length) return error_raise(rt, TYPE_IndexError, "pop index out of range");
    Own item = array_get(rt, self, index);
    if (item != NULL && array_splice(rt, self, index, index + 1, NULL, 0) < 0) release_clear(rt, &item);
    return item;
}

/* The first index in START to STOP whose item equals VALUE; -1: none; -2 + exception. */
static ptrdiff_t find(Rt *rt, Ref self, Ref value, ptrdiff_t start, ptrdiff_t stop)
{
    for (ptrdiff_t i = start; i < stop && i < array_length(self); i++) {
        Own item = array_get(rt, self, i);
        int equal = item == NULL || error_poll(rt) < 0 ? -1 : object_compare_bool(rt, item, value, COMPARE_EQ);
        release(rt, item);
        if (equal != 0) return equal > 0 ? i : -2;
    }
    return -1;
}

static Own method_index(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t start = 0, stop = PTRDIFF_MAX;
    if (index_bounds(rt, args + 1, nargs - 1, array_length(self), &start, &stop) < 0) return NULL;
    ptrdiff_t index = find(rt, self, args[0], start, stop);
    if (index == -1) return error_raise(rt, TYPE_ValueError, "array.index(x): x not in array");
    return index < 0 ? NULL : int_new(rt, index);
}

static Own method_remove(Rt *rt, Ref self, Ref value)
{
    ptrdiff_t index = find(rt, self, value, 0, PTRDIFF_MAX);
    if (index == -1) return error_raise(rt, TYPE_ValueError, "array.remove(x): x not in array");
    return index < 0 ? NULL : done(rt, array_splice(rt, self, index, index + 1, NULL, 0));
}

static Own method_count(Rt *rt, Ref self, Ref value)
{
    ptrdiff_t count = 0, at = -1;
    while ((at = find(rt, self, value, at + 1, PTRDIFF_MAX)) >= 0) count++;
    return at == -2 ? NULL : int_new(rt, count);
}

static Own method_reverse(Rt *rt, Ref self)
{
    size_t size = (size_t)array_item_size(self);
    for (ptrdiff_t i = 0, j = array_length(self) - 1; i < j; i++, j--) {
        char item[8];
        memcpy(item, array_place(self, i), size);
        memcpy(array_place(self, i), array_place(self, j), size);
        memcpy(array_place(self, j), item, size);
    }
    return none_new(rt);
}

static Own method_byteswap(Rt *rt, Ref self)
{
    int size = array_item_size(self);
    for (char *item = AS_ARRAY(self)->items, *end = item + array_length(self) * size; item < end; item += size) {
        for (int i = 0; i < size / 2; i++) {
            char byte = item[i];
            item[i] = item[size - 1 - i];
            item[size - 1 - i] = byte;
        }
    }
    return none_new(rt);
}

static Own method_buffer_info(Rt *rt, Ref self)
{
    ptrdiff_t info[] = {(ptrdiff_t)heap_nominal(rt, AS_ARRAY(self)->items), array_length(self)};
    return tuple_of_sizes(rt, info, 2);
}

static Own method_copy(Rt *rt, Ref self)
{
    Own copy = array_new(rt, RT_TYPE(rt, array), AS_ARRAY(self)->format, array_length(self));
    if (copy != NULL && array_length(self) > 0) memcpy(array_place(copy, 0), array_place(self, 0), (size_t)array_length(self) * (size_t)array_item_size(self));
    return copy;
}

static Own method_deepcopy(Rt *rt, Ref self, Ref memo)
{
    return method_copy(rt, self);
}

/* --- from and to other things */

static Own method_fromlist(Rt *rt, Ref self, Ref list)
{
    if (!is_list(list)) return error_raise(rt, TYPE_TypeError, "arg must be list");
    ptrdiff_t old = array_length(self), count = list_length(list);
    for (ptrdiff_t i = 0; i < count; i++) {
        int status = array_insert(rt, self, array_length(self), list_peek(list, i));
        if (status == 0 && list_length(list) != count) status = error_raise_int(rt, TYPE_RuntimeError, "list changed size during iteration");
        if (status == 0) continue;
        Pending pending = error_fetch(rt);
        if (array_length(self) > old && array_splice(rt, self, old, array_length(self), NULL, 0) < 0) error_clear(rt);
        error_restore(rt, pending);
        return NULL;
    }
    return none_new(rt);
}

static Own method_frombytes(Rt *rt, Ref self, Ref bytes)
{
    return done(rt, array_add_bytes(rt, self, bytes));
}

static Own method_fromunicode(Rt *rt, Ref self, Ref text)
{
    if (!is_str(text)) return error_raise(rt, TYPE_TypeError, "fromunicode() argument must be str, not %.50K", text);
    if (AS_ARRAY(self)->format->letter != 'u') return error_raise(rt, TYPE_ValueError, "fromunicode() may only be called on unicode type arrays");
    return done(rt, array_add_text(rt, self, text));
}

static Own method_tounicode(Rt *rt, Ref self)
{
    if (AS_ARRAY(self)->format->letter != 'u') return error_raise(rt, TYPE_ValueError, "tounicode() may only be called on unicode type arrays");
    return array_to_text(rt, self);
}

static Own method_fromfile(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t count;
    if (args_size(rt, args[1], &count) < 0) return NULL;
    if (count < 0) return error_raise(rt, TYPE_ValueError, "negative count");
    if (count > PTRDIFF_MAX / array_item_size(self)) return error_no_memory(rt);
    ptrdiff_t wanted = count * array_item_size(self);
    Own read = object_attr_get_text(rt, args[0], "read"), size = read == NULL ? NULL : int_new(rt, wanted), bytes = NULL, result = NULL;
    if (size != NULL) bytes = call_one(rt, read, size);
    if (bytes != NULL && !is_bytes(bytes)) (void)error_raise(rt, TYPE_TypeError, "read() didn't return bytes");
    else if (bytes != NULL && array_add_bytes(rt, self, bytes) == 0) {
        if (bytes_length(bytes) == wanted) result = none_new(rt);
        else (void)error_raise(rt, TYPE_EOFError, "read() didn't return enough bytes");
    }
    release_all(rt, read, size, bytes);
    return result;
}

static Own method_tofile(Rt *rt, Ref self, Ref file)
{
    enum { BLOCK = 64 * 1024 };
    ptrdiff_t size = array_length(self) * array_item_size(self);
    for (ptrdiff_t at = 0; at < size; at += BLOCK) {
        Own bytes = bytes_new(rt, AS_ARRAY(self)->items + at, (size_t)(size - at < BLOCK ? size - at : BLOCK));
        Own result = bytes == NULL ? NULL : call_method_one(rt, file, RT_NAME(rt, write), bytes);
        release_all(rt, bytes, result);
        if (result == NULL) return NULL;
        size = array_length(self) * array_item_size(self);
    }
    return none_new(rt);
}

/* --- pickling */

/* What a machine format code stands for: the letter of an item of that kind and size, and the order of
   its bytes; 'u' with a codec's name for text. */
static const struct {
    char letter;
    bool big;
    const char *codec;
} machine_formats[] = {
    {'B', false, NULL}, {'b', false, NULL}, {'H', false, NULL}, {'H', true, NULL}, {'h', false, NULL}, {'h', true, NULL},
    {'I', false, NULL}, {'I', true, NULL}, {'i', false, NULL}, {'i', true, NULL}, {'Q', false, NULL}, {'Q', true, NULL},
    {'q', false, NULL}, {'q', true, NULL}, {'f', false, NULL}, {'f', true, NULL}, {'d', false, NULL}, {'d', true, NULL},
    {'u', false, "utf-16-le"}, {'u', true, "utf-16-be"}, {'u', false, "utf-32-le"}, {'u', true, "utf-32-be"},
};

/* The code of this machine's own items of that letter. */
static int machine_code(char letter)
{
    if (letter == 'u') return 20;
    if (letter == 'l' || letter == 'L') letter = letter == 'l' ? 'q' : 'Q';
    int code = 0;
    while (machine_formats[code].letter != letter) code++;
    return code;
}

static Own method_reduce_ex(Rt *rt, Ref self, Ref protocol_obj)
{
    if (!is_int(protocol_obj)) return error_raise(rt, TYPE_TypeError, "__reduce_ex__ argument should be an integer");
    int64_t protocol = int_value(rt, protocol_obj);
    if (rt_is_pending(rt)) return NULL;
    Own dict = NULL, name = str_interned(rt, "__dict__"), function = NULL, letter = NULL, result = NULL, items = NULL, code = NULL;
    if (name == NULL || object_attr_lookup(rt, self, name, &dict) < 0) goto done;
    if (dict == NULL) dict = none_new(rt);
    letter = str_from_char(rt, (unsigned char)AS_ARRAY(self)->format->letter);
    items = protocol < 3 ? array_to_list(rt, self) : array_to_bytes(rt, self);
    if (letter == NULL || items == NULL) goto done;
    if (protocol < 3) {
        code = tuple_of(rt, 2, letter, items);
        if (code != NULL) result = tuple_of(rt, 3, (Ref)self->type, code, dict);
        goto done;
    }
    Own array_module = import_text(rt, "array");
    if (array_module != NULL) function = object_attr_get_text(rt, array_module, "_array_reconstructor");
    release(rt, array_module);
    code = int_new(rt, machine_code(AS_ARRAY(self)->format->letter));
    Own args = function == NULL || code == NULL ? NULL : tuple_of(rt, 4, (Ref)self->type, letter, code, items);
    if (args != NULL) result = tuple_of(rt, 3, function, args, dict);
    release(rt, args);
done:
    release_all(rt, dict, name, function, letter, items, code);
    return result;
}

/* An array of the items of another machine. */
static Own reconstruct_foreign(Rt *rt, Type *type, char letter, int64_t code, Ref bytes)
{
    const char *codec = machine_formats[code].codec;
    const ItemFormat *format = item_format_find(machine_formats[code].letter);
    if (codec != NULL) {
        Own text = str_decode(rt, AS_BYTES(bytes)->bytes, (size_t)bytes_length(bytes), codec, "strict");
        Own array = text == NULL ? NULL : array_new(rt, type, array_format('u'), 0);
        if (array != NULL && array_add_text(rt, array, text) < 0) release_clear(rt, &array);
        release(rt, text);
        return array;
    }
    int size = format->native_size;
    if (bytes_length(bytes) % size != 0) return error_raise(rt, TYPE_ValueError, "string length not a multiple of item size");
    Own array = array_new(rt, type, format->kind == ITEM_FLOAT ? array_format((unsigned char)letter) : format, 0);
    for (ptrdiff_t at = 0; array != NULL && at < bytes_length(bytes); at += size) {
        Own item = item_unpack(rt, format, AS_BYTES(bytes)->bytes + at, size, machine_formats[code].big);
        if (item == NULL || array_insert(rt, array, array_length(array), item) < 0) release_clear(rt, &array);
        release(rt, item);
    }
    return array;
}

Own array_reconstruct(Rt *rt, Ref module, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (args_count(rt, "_array_reconstructor", nargs, 4, 4) < 0) return NULL;
    if (!is_type(args[0])) return error_raise(rt, TYPE_TypeError, "first argument must be a type object, not %.200T", args[0]);
    Type *type = AS_TYPE(args[0]);
    if (!is_str(args[1]) || str_length(args[1]) != 1) {
        return error_raise(rt, TYPE_TypeError, "_array_reconstructor() argument 2 must be a unicode character, not %.50K", args[1]);
    }
    int64_t code = int_value(rt, args[2]);
    if (rt_is_pending(rt)) return NULL;
    if (!type_is_subtype(type, RT_TYPE(rt, array))) return error_raise(rt, TYPE_TypeError, "%.200N is not a subtype of %.200N", args[0], (Ref)RT_TYPE(rt, array));
    const ItemFormat *format = array_format(str_at(args[1], 0));
    if (format == NULL) return error_raise(rt, TYPE_ValueError, "second argument must be a valid type code");
    if (code < 0 || code >= (int64_t)ARRAY_LENGTH(machine_formats)) return error_raise(rt, TYPE_ValueError, "third argument must be a valid machine format code.");
    if (!is_bytes(args[3])) return error_raise(rt, TYPE_TypeError, "fourth argument should be bytes, not %.200T", args[3]);
    if (code != machine_code(format->letter)) return reconstruct_foreign(rt, type, format->letter, code, args[3]);
    Own array = array_new(rt, type, format, 0);
    if (array != NULL && array_add_bytes(rt, array, args[3]) < 0) release_clear(rt, &array);
    return array;
}

static Own method_sizeof(Rt *rt, Ref self)
{
    return int_new(rt, self->type->basicsize + AS_ARRAY(self)->allocated * array_item_size(self));
}

const MethodDef array_methods[] = {
    {"append", METHOD_O, {.binary = method_append}, "append($self, v, /)\n--\n\nAppend new value v to the end of the array.", 0},
    {"buffer_info", METHOD_NOARGS, {.unary = method_buffer_info}, "buffer_info($self, /)\n--\n\nReturn a tuple (address, length) giving the current memory address and the length in items of the buffer used to hold array's contents.", 0},
    {"byteswap", METHOD_NOARGS, {.unary = method_byteswap}, "byteswap($self, /)\n--\n\nByteswap all items of the array.", 0},
    {"__copy__", METHOD_NOARGS, {.unary = method_copy}, "__copy__($self, /)\n--\n\nReturn a copy of the array.", 0},
    {"count", METHOD_O, {.binary = method_count}, "count($self, v, /)\n--\n\nReturn number of occurrences of v in the array.", 0},
    {"__deepcopy__", METHOD_O, {.binary = method_deepcopy}, "__deepcopy__($self, unused, /)\n--\n\nReturn a copy of the array.", 0},
    {"extend", METHOD_O, {.binary = method_extend}, "extend($self, bb, /)\n--\n\nAppend items to the end of the array.", 0},
    {"fromfile", METHOD_FASTCALL, {.fast = method_fromfile, .least = 2, .most = 2}, "fromfile($self, f, n, /)\n--\n\nRead n objects from the file object f and append them to the end of the array.", 0},
    {"fromlist", METHOD_O, {.binary = method_fromlist}, "fromlist($self, list, /)\n--\n\nAppend items to array from list.", 0},
    {"frombytes", METHOD_O, {.binary = method_frombytes}, "frombytes($self, buffer, /)\n--\n\nAppends the items that bytes hold as the machine writes them.", 0},
    {"fromunicode", METHOD_O, {.binary = method_fromunicode}, "fromunicode($self, ustr, /)\n--\n\nExtends this array with data from the unicode string ustr.", 0},
    {"index", METHOD_FASTCALL, {.fast = method_index, .least = 1, .most = 3}, "index($self, v, start=0, stop=sys.maxsize, /)\n--\n\nReturn index of first occurrence of v in the array.", 0},
    {"insert", METHOD_FASTCALL, {.fast = method_insert, .least = 2, .most = 2}, "insert($self, i, v, /)\n--\n\nInsert a new item v into the array before position i.", 0},
    {"pop", METHOD_FASTCALL, {.fast = method_pop}, "pop($self, i=-1, /)\n--\n\nReturn the i-th element and delete it from the array.", 0},
    {"__reduce_ex__", METHOD_O, {.binary = method_reduce_ex}, "__reduce_ex__($self, value, /)\n--\n\nReturn state information for pickling.", 0},
    {"remove", METHOD_O, {.binary = method_remove}, "remove($self, v, /)\n--\n\nRemove the first occurrence of v in the array.", 0},
    {"reverse", METHOD_NOARGS, {.unary = method_reverse}, "reverse($self, /)\n--\n\nReverse the order of the items in the array.", 0},
    {"tofile", METHOD_O, {.binary = method_tofile}, "tofile($self, f, /)\n--\n\nWrite all items (as machine values) to the file object f.", 0},
    {"tolist", METHOD_NOARGS, {.unary = array_to_list}, "tolist($self, /)\n--\n\nConvert array to an ordinary list with the same items.", 0},
    {"tobytes", METHOD_NOARGS, {.unary = array_to_bytes}, "tobytes($self, /)\n--\n\nConvert the array to an array of machine values and return the bytes representation.", 0},
    {"tounicode", METHOD_NOARGS, {.unary = method_tounicode}, "tounicode($self, /)\n--\n\nExtends this array with data from the unicode string ustr.", 0},
    {"__sizeof__", METHOD_NOARGS, {.unary = method_sizeof}, "__sizeof__($self, /)\n--\n\nSize of the array in memory, in bytes.", 0},
    {0},
};
