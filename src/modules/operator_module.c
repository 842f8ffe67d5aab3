/* The module _operator: the operators as functions, most of them one line of operator.def, and what
   gets items, attributes and methods for sort keys. */
#include "modules/import.h"
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/buffer.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/object_state.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* --- functions */

static Own truth_of(Rt *rt, Ref a, bool wanted)
{
    int truth = object_is_true(rt, a);
    return truth < 0 ? NULL : bool_new(rt, (truth != 0) == wanted);
}

static Own in_place(Rt *rt, BinaryOp op, Ref a, Ref b)
{
    return number_binary(rt, (BinaryOp)(BINARY_INPLACE_FIRST + op), a, b);
}

static Own done(Rt *rt, int status)
{
    return status < 0 ? NULL : none_new(rt);
}

static Own contained(Rt *rt, Ref a, Ref b)
{
    int found = object_contains(rt, a, b);
    return found < 0 ? NULL : bool_new(rt, found);
}

static bool is_sequence(Ref obj)
{
    return obj->type->slots.sq_item != NULL && !is_dict(obj);
}

static Own concatenated(Rt *rt, Ref a, Ref b, bool onto)
{
    const Slots *slots = &a->type->slots;
    if (onto && slots->sq_inplace_concat != NULL) return slots->sq_inplace_concat(rt, a, b);
    if (slots->sq_concat != NULL) return slots->sq_concat(rt, a, b);
    if (!is_sequence(a) || !is_sequence(b)) return error_raise(rt, TYPE_TypeError, "'%.200T' object can't be concatenated", a);
    return onto ? in_place(rt, BINARY_ADD, a, b) : number_binary(rt, BINARY_ADD, a, b);
}

/* The time this takes depends on the length of B alone. */
static bool bytes_equal(const unsigned char *a, ptrdiff_t a_length, const unsigned char *b, ptrdiff_t b_length)
{
    const unsigned char *left = a_length == b_length ? a : b;
    unsigned char differ = a_length != b_length;
    for (ptrdiff_t i = 0; i < b_length; i++) differ |= left[i] ^ b[i];
    return differ == 0;
}

static Own digests_equal(Rt *rt, Ref a, Ref b)
{
    if (is_str(a) && is_str(b)) {
        if (!AS_STR(a)->ascii || !AS_STR(b)->ascii) return error_raise(rt, TYPE_TypeError, "comparing strings with non-ASCII characters is not supported");
        return bool_new(rt, bytes_equal(AS_STR(a)->data, str_length(a), AS_STR(b)->data, str_length(b)));
    }
    Buffer left = {0}, right = {0};
    Own result = NULL;
    if (buffer_get(rt, a, &left, BUFFER_SIMPLE) == 0 && buffer_get(rt, b, &right, BUFFER_SIMPLE) == 0)
        result = bool_new(rt, bytes_equal((const unsigned char *)left.bytes, left.length, (const unsigned char *)right.bytes, right.length));
    buffer_release(rt, &left);
    buffer_release(rt, &right);
    return result;
}

static Own operator_setitem(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return done(rt, object_item_set(rt, args[0], args[1], args[2]));
}

static Own operator_length_hint(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t otherwise = 0;
    if (nargs > 1 && args_size(rt, args[1], &otherwise) < 0) return NULL;
    ptrdiff_t hint = object_length_hint(rt, args[0], otherwise);
    return hint == -1 && rt_is_pending(rt) ? NULL : int_new(rt, hint);
}

static Own operator_call(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (nargs < 1) return error_raise(rt, TYPE_TypeError, "call expected at least 1 argument, got 0");
    return call_vector(rt, args[0], args + 1, (size_t)(nargs - 1), kwnames);
}

#define UNARY(name, expression, doc)                                                                    \
    static Own operator_##name(Rt *rt, Ref self, Ref a)                                          \
    {                                                                                                   \
        return expression;                                                                              \
    }
#define BINARY(name, expression, doc)                                                                   \
    static Own operator_##name(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames) \
    {                                                                                                   \
        if (args_count(rt, #name, nargs, 2, 2) < 0) return NULL;                                        \
        Ref a = args[0], b = args[1];                                                                   \
        return expression;                                                                              \
    }
#include "modules/operator.def"
#undef UNARY
#undef BINARY

static const MethodDef operator_methods[] = {
#define UNARY(name, expression, doc) {#name, METHOD_O, {.binary = operator_##name}, #name "($module, a, /)\n--\n\n" doc, 0},
#define BINARY(name, expression, doc) {#name, METHOD_FASTCALL, {.fast = operator_##name}, #name "($module, a, b, /)\n--\n\n" doc, 0},
#include "modules/operator.def"
#undef UNARY
#undef BINARY
    {"setitem", METHOD_FASTCALL, {.fast = operator_setitem, .least = 3, .most = 3}, "setitem($module, a, b, c, /)\n--\n\nSame as a[b] = c.", 0},
    {"length_hint", METHOD_FASTCALL, {.fast = operator_length_hint, .least = 1, .most = 2}, "length_hint($module, obj, default=0, /)\n--\n\nReturn an estimate of the number of items in obj.", 0},
    {"call", METHOD_FASTCALL_KEYWORDS, {.fast = operator_call}, "call($module, obj, /, *args, **kwargs)\n--\n\nSame as obj(*args, **kwargs).", 0},
    {0},
};

/* --- itemgetter, attrgetter, methodcaller: what to get, as it was given (a tuple), and for
   attributes the parts between the dots; keywords of a method or NULL */

typedef struct Getter {
    Obj head;
    Own wanted, parts, keywords;
    VectorcallFn spare;
} Getter;
#define AS_GETTER(ref) ((Getter *)(uintptr_t)(ref))

static Own getter_new(Rt *rt, Type *type, Ref wanted, Own parts, Ref keywords)
{
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return error_release(rt, parts);
    AS_GETTER(self)->wanted = new_ref(wanted);
    AS_GETTER(self)->parts = parts;
    AS_GETTER(self)->keywords = new_ref_or_null(keywords);
    return self;
}

/* The one object that a getter is called with; NULL with TypeError. */
static Ref only_argument(Rt *rt, const char *name, ptrdiff_t nargs, const Ref *args, Ref kwnames)
{
    if (args_no_keywords(rt, name, kwnames) < 0 || args_count(rt, name, nargs, 1, 1) < 0) return NULL;
    return args[0];
}

/* One value when one thing is WANTED, else a tuple of them, each made by GET. */
static Own get_all(Rt *rt, Ref wanted, Ref obj, Own (*get)(Rt *, Ref, Ref))
{
    ptrdiff_t count = tuple_length(wanted);
    if (count == 1) return get(rt, obj, tuple_peek(wanted, 0));
    Own result = tuple_new(rt, count);
    for (ptrdiff_t i = 0; result != NULL && i < count; i++) {
        Own value = get(rt, obj, tuple_peek(wanted, i));
        if (value == NULL) release_clear(rt, &result);
        else tuple_take(result, i, value);
    }
    return result;
}

static Own itemgetter_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (args_no_keywords(rt, "itemgetter", kwargs) < 0) return NULL;
    if (tuple_length(args) < 1) return error_raise(rt, TYPE_TypeError, "itemgetter expected 1 argument, got 0");
    return getter_new(rt, type, args, NULL, NULL);
}

static Own itemgetter_vectorcall(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    Ref obj = only_argument(rt, "itemgetter", vectorcall_count(nargsf), args, kwnames);
    return obj == NULL ? NULL : get_all(rt, AS_GETTER(self)->wanted, obj, object_item_get);
}

/* "a.b.c" as interned names: a str, or a tuple of them. */
static Own split_name(Rt *rt, Ref name)
{
    Own dot = str_new(rt, "."), method = str_interned(rt, "split"), list = NULL, parts = NULL;
    if (dot != NULL && method != NULL) list = call_method_one(rt, name, method, dot);
    if (list != NULL) parts = sequence_to_tuple(rt, list);
    release_all(rt, list, method, dot);
    if (parts == NULL) return NULL;
    for (ptrdiff_t i = 0; i < tuple_length(parts); i++) str_intern(rt, &AS_TUPLE(parts)->items[i]);
    if (tuple_length(parts) != 1) return parts;
    Own only = new_ref(tuple_peek(parts, 0));
    release(rt, parts);
    return only;
}

static Own attrgetter_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    ptrdiff_t count = tuple_length(args);
    if (args_no_keywords(rt, "attrgetter", kwargs) < 0) return NULL;
    if (count < 1) return error_raise(rt, TYPE_TypeError, "attrgetter expected 1 argument, got 0");
    Own parts = tuple_new(rt, count);
    for (ptrdiff_t i = 0; parts != NULL && i < count; i++) {
        Ref name = tuple_peek(args, i);
        Own part = is_str(name) ? split_name(rt, name) : error_raise(rt, TYPE_TypeError, "attribute name must be a string");
        if (part == NULL) release_clear(rt, &parts);
        else tuple_take(parts, i, part);
    }
    return parts == NULL ? NULL : getter_new(rt, type, args, parts, NULL);
}

static Own get_attribute(Rt *rt, Ref obj, Ref name)
{
    if (!is_exact(name, TYPE_tuple)) return object_attr_get(rt, obj, name);
    Own value = new_ref(obj);
    for (ptrdiff_t i = 0; value != NULL && i < tuple_length(name); i++) release_replace(rt, &value, object_attr_get(rt, value, tuple_peek(name, i)));
    return value;
}

static Own attrgetter_vectorcall(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    Ref obj = only_argument(rt, "attrgetter", vectorcall_count(nargsf), args, kwnames);
    return obj == NULL ? NULL : get_all(rt, AS_GETTER(self)->parts, obj, get_attribute);
}

static Own methodcaller_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (tuple_length(args) < 1) return error_raise(rt, TYPE_TypeError, "methodcaller needs at least one argument, the method name");
    if (!is_str(tuple_peek(args, 0))) return error_raise(rt, TYPE_TypeError, "method name must be a string");
    Own rest = tuple_slice(rt, args, 1, tuple_length(args));
    return rest == NULL ? NULL : getter_new(rt, type, args, rest, kwargs);
}

static Own methodcaller_vectorcall(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    const Getter *caller = AS_GETTER(self);
    Ref obj = only_argument(rt, "methodcaller", vectorcall_count(nargsf), args, kwnames);
    Own method = obj == NULL ? NULL : object_attr_get(rt, obj, tuple_peek(caller->wanted, 0));
    Own result = method == NULL ? NULL : call_tuple(rt, method, caller->parts, caller->keywords);
    release(rt, method);
    return result;
}

/* operator.itemgetter(1, 2) */
static Own getter_repr(Rt *rt, Ref self)
{
    const Getter *getter = AS_GETTER(self);
    int running = repr_enter(rt, self);
    if (running != 0) return running < 0 ? NULL : str_format(rt, "%s(...)", self->type->name);
    Buf text = BUF_INIT;
    Own result = NULL;
    int status = str_take_to_buf(rt, str_format(rt, "%s(%R", self->type->name, tuple_peek(getter->wanted, 0)), &text);
    for (ptrdiff_t i = 1; status == 0 && i < tuple_length(getter->wanted); i++) status = str_take_to_buf(rt, str_format(rt, ", %R", tuple_peek(getter->wanted, i)), &text);
    Ref name, value;
    for (ptrdiff_t position = 0; status == 0 && getter->keywords != NULL && dict_next(getter->keywords, &position, &name, &value);)
        status = str_take_to_buf(rt, str_format(rt, ", %U=%R", name, value), &text);
    buf_add_char(&text, ')');
    if (status == 0) result = str_from_buf(rt, &text);
    buf_fini(&text);
    repr_leave(rt, self);
    return result;
}

/* functools.partial(type, name, **keywords), to be called with the other arguments. */
static Own reduce_by_partial(Rt *rt, Ref self)
{
    const Getter *caller = AS_GETTER(self);
    Own module = import_text(rt, "functools"), partial = NULL, args = NULL, maker = NULL;
    if (module != NULL) partial = object_attr_get_text(rt, module, "partial");
    if (partial != NULL) args = tuple_of(rt, 2, (Ref)self->type, tuple_peek(caller->wanted, 0));
    if (args != NULL) maker = call_tuple(rt, partial, args, caller->keywords);
    release_all(rt, args, partial, module);
    return tuple_build(rt, "NO", maker, (Ref)caller->parts);
}

static Own getter_reduce(Rt *rt, Ref self)
{
    const Getter *getter = AS_GETTER(self);
    if (getter->keywords != NULL && dict_length(getter->keywords) > 0) return reduce_by_partial(rt, self);
    return tuple_of(rt, 2, (Ref)self->type, (Ref)getter->wanted);
}

static const MethodDef getter_methods[] = {
    {"__reduce__", METHOD_NOARGS, {.unary = getter_reduce}, "Return state information for pickling", 0},
    {0},
};

#define GETTER_SPEC(short_name, text)                                                                                \
    static const TypeSpec short_name##_type_spec = {                                                                 \
        .name = "operator." #short_name,                                                                             \
        .basicsize = sizeof(Getter),                                                                                 \
        .flags = TYPE_FLAG_GC | TYPE_FLAG_HAVE_VECTORCALL,                                                           \
        .doc = text,                                                                                                 \
        .owned = OWNED(Getter, wanted, keywords),                                                                    \
        .slots = {OWNED_SLOTS, .tp_new = short_name##_new, .tp_repr = getter_repr, .tp_call = call_vectorcall, .tp_vectorcall = short_name##_vectorcall}, \
        .methods = getter_methods,                                                                                   \
    }
GETTER_SPEC(itemgetter, "itemgetter(item, ...) --> itemgetter object\n\nA function of one argument: its item; the tuple of its items when several are named.");
GETTER_SPEC(attrgetter, "attrgetter(attr, ...) --> attrgetter object\n\nA function of one argument: its attribute, 'a.b' being an attribute's attribute; the tuple of them when several are named.");
GETTER_SPEC(methodcaller, "methodcaller(name, ...) --> methodcaller object\n\nA function of one argument: what its method gives for the arguments named here.");

const ModuleSpec _operator_module_spec = {
    .name = "_operator",
    .doc = "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.",
    .methods = operator_methods,
    .types = TYPES(&itemgetter_type_spec, &attrgetter_type_spec, &methodcaller_type_spec),
};
