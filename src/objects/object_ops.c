/* What can be asked of any object: its text, its hash, its truth, how it compares. Each
   function calls the type's slot and checks what came back. */
#include "objects/abstract.h"
#include "objects/buffer.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/listobj.h"
#include "objects/object_state.h"
#include "objects/slots.h"
#include "objects/strobj.h"

bool object_is_callable(Ref obj)
{
    return obj->type->slots.tp_call != NULL || obj->type->slots.tp_vectorcall != NULL;
}

Ref object_type(Ref obj)
{
    return (Ref)obj->type;
}

Own object_itself(Rt *rt, Ref self)
{
    return new_ref(self);
}

bool object_is_iterator(Ref obj)
{
    NextFn next = obj->type->slots.tp_iternext;
    return next != NULL && next != slot_next_not_implemented;
}

/* --- text */

/* Runs FN under the recursion check; its result must be a str.  METHOD is its name. */
static Own text_of(Rt *rt, UnaryFn fn, Ref obj, const char *method, const char *where)
{
    if (call_enter(rt, where) < 0) return NULL;
    Own text = fn(rt, obj);
    call_leave(rt);
    if (text == NULL || is_str(text)) return text;
    error_raise(
        rt, TYPE_TypeError, "%s returned non-string (type %.200T)", method, text);
    release(rt, text);
    return NULL;
}

Own object_repr(Rt *rt, Ref obj)
{
    return text_of(rt,
                   obj->type->slots.tp_repr,
                   obj,
                   "__repr__",
                   " while getting the repr of an object");
}

Own object_str(Rt *rt, Ref obj)
{
    if (is_exact(obj, TYPE_str)) return new_ref(obj);
    UnaryFn fn = obj->type->slots.tp_str;
    if (fn == NULL) return object_repr(rt, obj);
    return text_of(rt, fn, obj, "__str__", " while getting the str of an object");
}

Own object_ascii(Rt *rt, Ref obj)
{
    Own text = object_repr(rt, obj);
    if (text == NULL || AS_STR(text)->ascii) return text;
    Buf escaped = BUF_INIT;
    for (ptrdiff_t i = 0; i < str_length(text); i++) {
        uint32_t c = str_at(text, i);
        if (c < 0x80) {
            buf_add_char(&escaped, (char)c);
        } else {
            const char *format = c < 0x100     ? "\\x%02x"
                                 : c < 0x10000 ? "\\u%04x"
                                               : "\\U%08x";
            buf_printf(&escaped, format, (unsigned)c);
        }
    }
    release(rt, text);
    return str_take_buf(rt, &escaped);
}

/* The bytes of what shows its bytes; of others, of the numbers that iterating gives. */
static Own bytes_from(Rt *rt, Ref obj)
{
    if (buffer_is_supported(obj)) return buffer_bytes_of(rt, obj);
    bool iterable = obj->type->slots.tp_iter != NULL || obj->type->slots.sq_item != NULL;
    if (is_str(obj) || !iterable) return error_raise(rt, TYPE_TypeError, "cannot convert '%.200T' object to bytes", obj);
    return call_one(rt, (Ref)RT_TYPE(rt, bytes), obj);
}

int object_special_bytes(Rt *rt, Ref obj, Own *bytes)
{
    Own name = str_interned(rt, "__bytes__"), method = NULL;
    int found = name == NULL ? -1 : object_special_get(rt, obj, name, &method);
    release(rt, name);
    if (found <= 0) return found;
    *bytes = call_none(rt, method);
    release(rt, method);
    if (*bytes == NULL) return -1;
    if (is_bytes(*bytes)) return 1;
    error_raise(
        rt, TYPE_TypeError, "__bytes__ returned non-bytes (type %.200T)", *bytes);
    release_clear(rt, bytes);
    return -1;
}

Own object_bytes(Rt *rt, Ref obj)
{
    if (is_exact(obj, TYPE_bytes)) return new_ref(obj);
    Own result = NULL;
    int found = object_special_bytes(rt, obj, &result);
    return found < 0 ? NULL : found > 0 ? result : bytes_from(rt, obj);
}

Own object_format(Rt *rt, Ref obj, Ref spec_or_null)
{
    if (spec_or_null != NULL && !is_str(spec_or_null)) {
        return error_raise(rt,
                           TYPE_SystemError,
                           "Format specifier must be a string, not %.200T",
                           spec_or_null);
    }
    Ref spec = spec_or_null == NULL ? rt->empty_str : spec_or_null;
    if (str_length(spec) == 0) {
        if (is_exact(obj, TYPE_str)) return new_ref(obj);
        if (is_exact(obj, TYPE_int)) return object_str(rt, obj);
    }
    Own method = NULL;
    int found = object_special_get(rt, obj, RT_NAME(rt, __format__), &method);
    if (found < 0) return NULL;
    if (found == 0) {
        return error_raise(
            rt, TYPE_TypeError, "Type %.100T doesn't define __format__", obj);
    }
    Own text = call_one(rt, method, spec);
    release(rt, method);
    if (text == NULL || is_str(text)) return text;
    error_raise(rt, TYPE_TypeError, "__format__ must return a str, not %.200T", text);
    release(rt, text);
    return NULL;
}

/* --- hash and truth */

ptrdiff_t object_hash(Rt *rt, Ref obj)
{
    ptrdiff_t (*fn)(Rt *, Ref) = obj->type->slots.tp_hash;
    if (call_check_stack(rt) < 0) return -1;
    return fn != NULL ? fn(rt, obj) : slot_hash_not_implemented(rt, obj);
}

int object_is_true(Rt *rt, Ref obj)
{
    if (obj == rt->true_obj) return 1;
    if (obj == rt->false_obj || obj == rt->none) return 0;
    const Slots *slots = &obj->type->slots;
    if (slots->nb_bool != NULL) return slots->nb_bool(rt, obj);
    LengthFn length_fn = slots->mp_length != NULL ? slots->mp_length : slots->sq_length;
    if (length_fn == NULL) return 1;
    ptrdiff_t length = length_fn(rt, obj);
    return length > 0 ? 1 : (int)length;
}

/* --- comparison */

static const char *const compare_signs[] = {"<", "<=", "==", "!=", ">", ">="};
static const CompareOp compare_swapped[] = {
    COMPARE_GT, COMPARE_GE, COMPARE_EQ, COMPARE_NE, COMPARE_LT, COMPARE_LE};

/* Asks FN's type; true when there is an answer (*result may be NULL with an exception).
 */
static bool compare_ask(Rt *rt, Ref self, Ref other, CompareOp op, Own *result)
{
    CompareFn fn = self->type->slots.tp_richcompare;
    if (fn == NULL) return false;
    *result = fn(rt, self, other, op);
    if (*result != rt->not_implemented) return true;
    release(rt, *result);
    return false;
}

static Own compare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    Own result;
    bool asked_right = left->type != right->type &&
                       type_is_subtype(right->type, left->type) &&
                       right->type->slots.tp_richcompare != NULL;
    if (asked_right && compare_ask(rt, right, left, compare_swapped[op], &result))
        return result;
    if (compare_ask(rt, left, right, op, &result)) return result;
    if (!asked_right && compare_ask(rt, right, left, compare_swapped[op], &result))
        return result;
    if (op == COMPARE_EQ) return bool_new(rt, left == right);
    if (op == COMPARE_NE) return bool_new(rt, left != right);
    return error_raise(rt,
                       TYPE_TypeError,
                       "'%s' not supported between instances of '%.100T' and '%.100T'",
                       compare_signs[op],
                       left,
                       right);
}

Own object_compare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    if (call_enter(rt, " in comparison") < 0) return NULL;
    Own result = compare(rt, left, right, op);
    call_leave(rt);
    return result;
}

int object_compare_bool(Rt *rt, Ref left, Ref right, CompareOp op)
{
    if (left == right) {
        if (op == COMPARE_EQ) return 1;
        if (op == COMPARE_NE) return 0;
    }
    Own result = object_compare(rt, left, right, op);
    if (result == NULL) return -1;
    int truth = object_is_true(rt, result);
    release(rt, result);
    return truth;
}

Own order_answer(Rt *rt, ptrdiff_t order, CompareOp op)
{
    switch (op) {
    case COMPARE_LT: return bool_new(rt, order < 0);
    case COMPARE_LE: return bool_new(rt, order <= 0);
    case COMPARE_EQ: return bool_new(rt, order == 0);
    case COMPARE_NE: return bool_new(rt, order != 0);
    case COMPARE_GT: return bool_new(rt, order > 0);
    case COMPARE_GE: return bool_new(rt, order >= 0);
    }
    viv_unreachable("comparison");
}

/* --- dir() */

static Own dir_of_locals(Rt *rt)
{
    Own locals = NULL;
    if (rt->objects->upcalls.current_locals != NULL) {
        locals = rt->objects->upcalls.current_locals(rt);
    }
    if (locals == NULL) {
        return rt_is_pending(rt)
                   ? NULL
                   : error_raise(rt, TYPE_SystemError, "frame does not exist");
    }
    Own names = is_exact(locals, TYPE_dict)
                    ? dict_keys_list(rt, locals)
                    : call_method_none(rt, locals, RT_NAME(rt, keys));
    release(rt, locals);
    return names;
}

static Own dir_of_object(Rt *rt, Ref obj)
{
    Own method = NULL;
    int found = object_special_get(rt, obj, RT_NAME(rt, __dir__), &method);
    if (found < 0) return NULL;
    if (found == 0)
        return error_raise(rt, TYPE_TypeError, "object does not provide __dir__");
    Own names = call_none(rt, method);
    release(rt, method);
    return names;
}

Own object_dir(Rt *rt, Ref obj_or_null)
{
    Own names =
        obj_or_null == NULL ? dir_of_locals(rt) : dir_of_object(rt, obj_or_null);
    if (names == NULL) return NULL;
    Own list = sequence_to_list(rt, names);
    release(rt, names);
    if (list != NULL && list_sort(rt, list, NULL, false) < 0) return error_release(rt, list);
    return list;
}
