/* Types: classes made as class statements make them, their attributes, MRO, slots and
   instances.  Methods are written in C here, bound by the same rules. */
#include "tests/unit/suite.h"

#include "memory/gc.h"
#include "memory/rtinit.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/objects_layer.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/weakrefobj.h"

static Rt *rt;

static void start(void)
{
    static const LayerInit layers[] = {{"objects", objects_init, objects_fini}};
    RtOptions options = {.debug = {.heap_check = true, .poison = true}};
    rt = rt_new(&options, layers, 1);
    ck_assert_ptr_nonnull(rt);
}

static void end(void)
{
    ck_assert(!rt_is_pending(rt));
    ck_assert_uint_eq(rt_free(rt), 0);
}

/* --- helpers that fail the test where the program would fail */

static Own some(Own value)
{
    if (value == NULL) {
        Own error = error_fetch_instance(rt);
        Own text = object_repr(rt, error);
        Buf buf = BUF_INIT;
        str_add_to_buf(text, &buf);
        ck_abort_msg("unexpected: %s", buf_text(&buf));
    }
    return value;
}

static void check_repr(Own value, const char *expected)
{
    Own text = some(object_repr(rt, some(value)));
    Buf buf = BUF_INIT;
    str_add_to_buf(text, &buf);
    ck_assert_str_eq(buf_text(&buf), expected);
    buf_fini(&buf);
    release_all(rt, text, value);
}

/* The pending exception must be TYPE with MESSAGE; it is cleared. */
static void check_error(TypeId type, const char *message)
{
    ck_assert(rt_is_pending(rt));
    ck_assert(error_matches(rt, type));
    Own error = error_fetch_instance(rt), text = some(object_str(rt, error));
    Buf buf = BUF_INIT;
    str_add_to_buf(text, &buf);
    ck_assert_str_eq(buf_text(&buf), message);
    buf_fini(&buf);
    release_all(rt, text, error);
}

static Own name_of(const char *text)
{
    return some(str_interned(rt, text));
}

static Own attribute(Ref obj, const char *name)
{
    return object_attr_get_text(rt, obj, name);
}

static int attribute_set(Ref obj, const char *name, Ref value)
{
    Own key = name_of(name);
    int result = object_attr_set(rt, obj, key, value);
    release(rt, key);
    return result;
}

static Own class_new(const char *name, Own bases, Own namespace)
{
    Own text = name_of(name), args = some(tuple_of(rt, 3, text, bases, namespace));
    Own class = call_tuple(rt, (Ref)RT_TYPE(rt, type), args, NULL);
    release_all(rt, text, args, bases, namespace);
    return class;
}

static Own no_bases(void)
{
    return new_ref(rt->empty_tuple);
}

static Own base(Ref class)
{
    return some(tuple_of(rt, 1, class));
}

static Own empty(void)
{
    return some(dict_new(rt));
}

/* A dict with one function under NAME. */
static Own with_function(const MethodDef *def)
{
    Own namespace = empty(), function = some(builtin_new(rt, def, NULL, NULL));
    ck_assert_int_eq(dict_set_text(rt, namespace, def->name, function), 0);
    release(rt, function);
    return namespace;
}

START_TEST(every_type_is_ready)
{
    for (int id = 1; id < TYPE_COUNT; id++) {
        const Type *type = rt->types[id];
        if (type == NULL) continue; /* of a layer above */
        ck_assert(type->flags & TYPE_FLAG_READY);
        ck_assert_ptr_eq(tuple_peek(type->mro, 0), type);
        ck_assert_ptr_eq(tuple_peek(type->mro, tuple_length(type->mro) - 1),
                         RT_TYPE(rt, object));
        ck_assert_ptr_nonnull(type->slots.tp_dealloc);
        ck_assert_ptr_nonnull(type->slots.tp_repr);
        ck_assert_ptr_nonnull(type->slots.tp_getattro);
        if (type->flags & TYPE_FLAG_GC) ck_assert_ptr_nonnull(type->slots.tp_traverse);
    }
    check_repr(new_ref((Ref)RT_TYPE(rt, int)), "<class 'int'>");
    check_repr(attribute((Ref)RT_TYPE(rt, bool), "__mro__"),
               "(<class 'bool'>, <class 'int'>, <class 'object'>)");
}
END_TEST

START_TEST(instances_have_attributes)
{
    Own class = some(class_new("A", no_bases(), empty()));
    Own obj = some(call_none(rt, class));
    ck_assert_int_eq(attribute_set(obj, "x", rt->true_obj), 0);
    ck_assert_int_eq(attribute_set(obj, "y", rt->none), 0);
    check_repr(attribute(obj, "x"), "True");
    check_repr(attribute(obj, "__dict__"), "{'x': True, 'y': None}");
    ck_assert_int_eq(attribute_set(obj, "x", NULL), 0);
    ck_assert_ptr_null(attribute(obj, "x"));
    check_error(TYPE_AttributeError, "'A' object has no attribute 'x'");
    ck_assert_int_eq(attribute_set(obj, "x", NULL), -1);
    check_error(TYPE_AttributeError, "'A' object has no attribute 'x'");
    check_repr(attribute(obj, "__class__"), "<class 'A'>");
    release_all(rt, obj, class);
}
END_TEST

START_TEST(an_instance_is_one_collected_allocation)
{
    Own class = some(class_new("A", no_bases(), empty()));
    int before = rt->gc->generations[0].count;
    Own obj = some(call_none(rt, class));
    ck_assert_int_eq(attribute_set(obj, "x", rt->none), 0);
    ck_assert_int_eq(rt->gc->generations[0].count, before + 1);
    ck_assert_int_eq(AS_TYPE(class)->basicsize, 24);
    release(rt, obj);
    ck_assert_int_eq(rt->gc->generations[0].count, before);
    release(rt, class);
}
END_TEST

START_TEST(the_mro_is_c3)
{
    Own a = some(class_new("A", no_bases(), empty()));
    Own b = some(class_new("B", base(a), empty())),
        c = some(class_new("C", base(a), empty()));
    Own d = some(class_new("D", some(tuple_of(rt, 2, b, c)), empty()));
    check_repr(
        attribute(d, "__mro__"),
        "(<class 'D'>, <class 'B'>, <class 'C'>, <class 'A'>, <class 'object'>)");
    ck_assert_ptr_null(class_new("E", some(tuple_of(rt, 2, a, b)), empty()));
    check_error(
        TYPE_TypeError,
        "Cannot create a consistent method resolution\norder (MRO) for bases A, B");
    ck_assert_ptr_null(
        class_new("F",
                  some(tuple_of(rt, 2, (Ref)RT_TYPE(rt, int), (Ref)RT_TYPE(rt, str))),
                  empty()));
    check_error(TYPE_TypeError, "multiple bases have instance lay-out conflict");
    release_all(rt, a, b, c, d);
}
END_TEST

START_TEST(slots_replace_the_dict)
{
    Own namespace = empty();
    Own names = some(tuple_of(rt, 2, rt->latin1_chars['y'], rt->latin1_chars['x']));
    ck_assert_int_eq(dict_set_text(rt, namespace, "__slots__", names), 0);
    release(rt, names);
    Own class = some(class_new("S", no_bases(), namespace)),
        obj = some(call_none(rt, class));
    ck_assert_int_eq(AS_TYPE(class)->basicsize, 32);
    ck_assert_ptr_null(attribute(obj, "x"));
    check_error(TYPE_AttributeError, "'S' object has no attribute 'x'");
    ck_assert_int_eq(attribute_set(obj, "x", rt->true_obj), 0);
    check_repr(attribute(obj, "x"), "True");
    ck_assert_int_eq(attribute_set(obj, "z", rt->true_obj), -1);
    check_error(TYPE_AttributeError, "'S' object has no attribute 'z'");
    check_repr(attribute(class, "x"), "<member 'x' of 'S' objects>");
    release_all(rt, obj, class);
}
END_TEST

static Own length_seven(Rt *runtime, Ref self, Ref args, Ref kwargs)
{
    (void)self, (void)args, (void)kwargs;
    return int_new(runtime, 7);
}

START_TEST(special_methods_fill_slots)
{
    static const MethodDef length = {
        "__len__", METHOD_VARARGS, {.call = length_seven}, NULL, 0};
    Own class = some(class_new("L", no_bases(), with_function(&length)));
    Own derived = some(class_new("M", base(class), empty()));
    Own obj = some(call_none(rt, derived));
    ck_assert_int_eq(object_length(rt, obj), 7);
    ck_assert_int_eq(object_is_true(rt, obj), 1);
    ck_assert_int_eq(attribute_set(class, "__len__", NULL), 0);
    ck_assert_int_eq(object_length(rt, obj), -1);
    check_error(TYPE_TypeError, "object of type 'M' has no len()");
    Own function = some(builtin_new(rt, &length, NULL, NULL));
    ck_assert_int_eq(attribute_set(derived, "__len__", function), 0);
    ck_assert_int_eq(object_length(rt, obj), 7);
    release_all(rt, function, obj, derived, class);
}
END_TEST

START_TEST(a_subclass_of_a_c_type_keeps_its_slots)
{
    Own class = some(class_new("MyList", base((Ref)RT_TYPE(rt, list)), empty()));
    const Slots *slots = &AS_TYPE(class)->slots;
    ck_assert(slots->sq_length == RT_TYPE(rt, list)->slots.sq_length);
    ck_assert(slots->sq_contains == RT_TYPE(rt, list)->slots.sq_contains);
    Own obj = some(call_none(rt, class));
    ck_assert_int_eq(list_append(rt, obj, rt->none), 0);
    ck_assert_int_eq(attribute_set(obj, "x", rt->true_obj), 0);
    check_repr(new_ref(obj), "[None]");
    release_all(rt, obj, class);
}
END_TEST

START_TEST(operators_say_what_they_cannot_do)
{
    Own one = some(int_new(rt, 1)), text = some(str_new(rt, "a"));
    ck_assert_ptr_null(number_binary(rt, BINARY_ADD, one, text));
    check_error(TYPE_TypeError, "unsupported operand type(s) for +: 'int' and 'str'");
    ck_assert_ptr_null(
        number_binary(rt, BINARY_INPLACE_FIRST + BINARY_SUBTRACT, one, text));
    check_error(TYPE_TypeError, "unsupported operand type(s) for -=: 'int' and 'str'");
    ck_assert_ptr_null(object_item_get(rt, one, one));
    check_error(TYPE_TypeError, "'int' object is not subscriptable");
    ck_assert_int_eq(object_item_set(rt, one, one, one), -1);
    check_error(TYPE_TypeError, "'int' object does not support item assignment");
    ck_assert_ptr_null(object_iter(rt, one));
    check_error(TYPE_TypeError, "'int' object is not iterable");
    ck_assert_ptr_null(call_none(rt, one));
    check_error(TYPE_TypeError, "'int' object is not callable");
    ck_assert_ptr_null(object_compare(rt, one, text, COMPARE_LT));
    check_error(TYPE_TypeError,
                "'<' not supported between instances of 'int' and 'str'");
    ck_assert_int_eq(attribute_set((Ref)RT_TYPE(rt, int), "x", one), -1);
    check_error(TYPE_TypeError, "cannot set 'x' attribute of immutable type 'int'");
    ck_assert_ptr_null(call_one(rt, (Ref)RT_TYPE(rt, object), one));
    check_error(TYPE_TypeError, "object() takes no arguments");
    release_all(rt, one, text);
}
END_TEST

START_TEST(classes_and_instances_die_in_cycles)
{
    Own class = some(class_new("A", no_bases(), empty())),
        obj = some(call_none(rt, class));
    ck_assert_int_eq(attribute_set(obj, "me", obj), 0);
    ck_assert_int_eq(attribute_set(class, "instance", obj), 0);
    Own weak = some(weakref_new(rt, class, NULL));
    release_all(rt, obj, class);
    ck_assert_ptr_nonnull(weakref_peek(weak));
    ck_assert_int_gt(gc_collect(rt, 2), 0);
    ck_assert_ptr_null(weakref_peek(weak));
    release(rt, weak);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("types");
    tcase_add_checked_fixture(tests, start, end);
    tcase_add_test(tests, every_type_is_ready);
    tcase_add_test(tests, instances_have_attributes);
    tcase_add_test(tests, an_instance_is_one_collected_allocation);
    tcase_add_test(tests, the_mro_is_c3);
    tcase_add_test(tests, slots_replace_the_dict);
    tcase_add_test(tests, special_methods_fill_slots);
    tcase_add_test(tests, a_subclass_of_a_c_type_keeps_its_slots);
    tcase_add_test(tests, operators_say_what_they_cannot_do);
    tcase_add_test(tests, classes_and_instances_die_in_cycles);
    return suite_run_one("types", tests);
}
