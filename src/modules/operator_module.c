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

/* --- itemgetter, attrgetter, methodcaller.  As in CPython, nothing else is held of what they were made with. */

typedef enum GetterKind { GET_ITEMS, GET_ATTRIBUTES, GET_METHOD } GetterKind;

typedef struct Getter {
    Obj head;
    Own wanted;         /* itemgetter: the one item, or the tuple of `count`; attrgetter: a tuple of names, those with
                           dots being tuples of names themselves; methodcaller: the name */
    Own args, keywords; /* of a method; else NULL, as are keywords that are not there */
    ptrdiff_t count;
    GetterKind kind;
    VectorcallFn spare;
} Getter;
#define AS_GETTER(ref) ((Getter *)(uintptr_t)(ref))

/* WANTED and ARGS are taken. */
static Own getter_new(Rt *rt, Type *type, GetterKind kind, Own wanted, ptrdiff_t count, Own args_or_null, Ref keywords_or_null)
{
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) {
        release(rt, wanted);
        release(rt, args_or_null);
        return NULL;
    }
    AS_GETTER(self)->wanted = wanted;
    AS_GETTER(self)->count = count;
    AS_GETTER(self)->kind = kind;
    AS_GETTER(self)->args = args_or_null;
    AS_GETTER(self)->keywords = new_ref_or_null(keywords_or_null);
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
    ptrdiff_t count = tuple_length(args);
    if (count < 1) return error_raise(rt, TYPE_TypeError, "itemgetter expected 1 argument, got 0");
    return getter_new(rt, type, GET_ITEMS, new_ref(count == 1 ? tuple_peek(args, 0) : args), count, NULL, NULL);
}

static Own itemgetter_vectorcall(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    Ref obj = only_argument(rt, "itemgetter", vectorcall_count(nargsf), args, kwnames);
    if (obj == NULL) return NULL;
    const Getter *getter = AS_GETTER(self);
    return getter->count == 1 ? object_item_get(rt, obj, getter->wanted) : get_all(rt, getter->wanted, obj, object_item_get);
}

/* "a.b.c" as interned names: a str, or a tuple of them. */
static Own split_name(Rt *rt, Ref name)
{
    Own dot = str_new(rt, "."), parts = NULL;
    if (dot == NULL) return NULL;
    ptrdiff_t length = str_length(name), count = 1, start = 0, index = 0;
    for (ptrdiff_t at = -1; (at = str_find(name, dot, at + 1, length)) >= 0;) count++;
    if (count == 1) {
        parts = new_ref(name);
        str_intern(rt, &parts);
    } else {
        parts = tuple_new(rt, count);
    }
    for (; count > 1 && parts != NULL && index < count; index++) {
        ptrdiff_t end = index + 1 == count ? length : str_find(name, dot, start, length);
        Own part = str_slice(rt, name, start, end);
        if (part == NULL) {
            release_clear(rt, &parts);
            break;
        }
        str_intern(rt, &part);
        tuple_take(parts, index, part);
        start = end + 1;
    }
    release(rt, dot);
    return parts;
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
    return parts == NULL ? NULL : getter_new(rt, type, GET_ATTRIBUTES, parts, count, NULL, NULL);
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
    return obj == NULL ? NULL : get_all(rt, AS_GETTER(self)->wanted, obj, get_attribute);
}

static Own methodcaller_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (tuple_length(args) < 1) return error_raise(rt, TYPE_TypeError, "methodcaller needs at least one argument, the method name");
    if (!is_str(tuple_peek(args, 0))) return error_raise(rt, TYPE_TypeError, "method name must be a string");
    Own rest = tuple_slice(rt, args, 1, tuple_length(args));
    return rest == NULL ? NULL : getter_new(rt, type, GET_METHOD, new_ref(tuple_peek(args, 0)), 1, rest, kwargs);
}

static Own methodcaller_call(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    const Getter *caller = AS_GETTER(self);
    if (args_no_keywords(rt, "methodcaller", kwargs) < 0 || args_count(rt, "methodcaller", tuple_length(args), 1, 1) < 0) return NULL;
    Own method = object_attr_get(rt, tuple_peek(args, 0), caller->wanted);
    Own result = method == NULL ? NULL : call_tuple(rt, method, caller->args, caller->keywords);
    release(rt, method);
    return result;
}

/* The names with dots again; a new tuple. */
static Own names_given(Rt *rt, Ref parts)
{
    Own dot = str_new(rt, "."), names = dot == NULL ? NULL : tuple_new(rt, tuple_length(parts));
    for (ptrdiff_t i = 0; names != NULL && i < tuple_length(parts); i++) {
        Ref part = tuple_peek(parts, i);
        Own name = is_str(part) ? new_ref(part) : str_join(rt, dot, as_refs(AS_TUPLE(part)->items), tuple_length(part));
        if (name == NULL) release_clear(rt, &names);
        else tuple_take(names, i, name);
    }
    release(rt, dot);
    return names;
}

/* What it was made with: a new tuple, without keywords. */
static Own getter_given(Rt *rt, const Getter *getter)
{
    if (getter->kind == GET_ATTRIBUTES) return names_given(rt, getter->wanted);
    if (getter->count > 1) return new_ref(getter->wanted);
    Own first = tuple_of(rt, 1, (Ref)getter->wanted);
    if (first == NULL || getter->kind == GET_ITEMS) return first;
    Own all = tuple_concat(rt, first, getter->args);
    release(rt, first);
    return all;
}

/* operator.itemgetter(1, 2) */
static Own getter_repr(Rt *rt, Ref self)
{
    const Getter *getter = AS_GETTER(self);
    int running = repr_enter(rt, self);
    if (running != 0) return running < 0 ? NULL : str_format(rt, "%s(...)", self->type->name);
    Buf text = BUF_INIT;
    Own given = getter_given(rt, getter), result = NULL;
    int status = given == NULL ? -1 : str_take_to_buf(rt, str_format(rt, "%s(%R", self->type->name, tuple_peek(given, 0)), &text);
    for (ptrdiff_t i = 1; status == 0 && i < tuple_length(given); i++) status = str_take_to_buf(rt, str_format(rt, ", %R", tuple_peek(given, i)), &text);
    Ref name, value;
    for (ptrdiff_t position = 0; status == 0 && getter->keywords != NULL && dict_next(getter->keywords, &position, &name, &value);)
        status = str_take_to_buf(rt, str_format(rt, ", %U=%R", name, value), &text);
    buf_add_char(&text, ')');
    if (status == 0) result = str_from_buf(rt, &text);
    buf_fini(&text);
    release(rt, given);
    repr_leave(rt, self);
    return result;
}

/* functools.partial(type, name, **keywords), to be called with the other arguments. */
static Own reduce_by_partial(Rt *rt, Ref self)
{
    const Getter *caller = AS_GETTER(self);
    Own module = import_text(rt, "functools"), partial = NULL, args = NULL, maker = NULL;
    if (module != NULL) partial = object_attr_get_text(rt, module, "partial");
    if (partial != NULL) args = tuple_of(rt, 2, (Ref)self->type, (Ref)caller->wanted);
    if (args != NULL) maker = call_tuple(rt, partial, args, caller->keywords);
    release(rt, args);
    release(rt, partial);
    release(rt, module);
    return tuple_build(rt, "NO", maker, (Ref)caller->args);
}

static Own getter_reduce(Rt *rt, Ref self)
{
    const Getter *getter = AS_GETTER(self);
    if (getter->keywords != NULL && dict_length(getter->keywords) > 0) return reduce_by_partial(rt, self);
    Own given = getter_given(rt, getter), result = given == NULL ? NULL : tuple_of(rt, 2, (Ref)self->type, (Ref)given);
    release(rt, given);
    return result;
}

static const MethodDef getter_methods[] = {
    {"__reduce__", METHOD_NOARGS, {.unary = getter_reduce}, "Return state information for pickling", 0},
    {0},
};

#define GETTER_SPEC(short_name, type_flags, text, ...)                               \
    static const TypeSpec short_name##_type_spec = {                                 \
        .name = "operator." #short_name,                                             \
        .basicsize = sizeof(Getter),                                                 \
        .flags = TYPE_FLAG_GC | (type_flags),                                        \
        .doc = text,                                                                 \
        .owned = OWNED(Getter, wanted, keywords),                                    \
        .slots = {OWNED_SLOTS, .tp_new = short_name##_new, .tp_repr = getter_repr, __VA_ARGS__}, \
        .methods = getter_methods,                                                   \
    }
GETTER_SPEC(itemgetter, TYPE_FLAG_HAVE_VECTORCALL, "itemgetter(item, ...) --> itemgetter object\n\nA function of one argument: its item; the tuple of its items when several are named.",
            .tp_call = call_vectorcall, .tp_vectorcall = itemgetter_vectorcall);
GETTER_SPEC(attrgetter, TYPE_FLAG_HAVE_VECTORCALL, "attrgetter(attr, ...) --> attrgetter object\n\nA function of one argument: its attribute, 'a.b' being an attribute's attribute; the tuple of them when several are named.",
            .tp_call = call_vectorcall, .tp_vectorcall = attrgetter_vectorcall);
GETTER_SPEC(methodcaller, 0, "methodcaller(name, ...) --> methodcaller object\n\nA function of one argument: what its method gives for the arguments named here.", .tp_call = methodcaller_call);

const ModuleSpec _operator_module_spec = {
    .name = "_operator",
    .doc = "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.",
    .methods = operator_methods,
    .types = TYPES(&itemgetter_type_spec, &attrgetter_type_spec, &methodcaller_type_spec),
};
