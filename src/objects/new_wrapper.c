/* int.__new__ and its like: a built-in function, bound to the type, that calls the
   type's tp_new for a class given as the first argument.  It must be a class for which
   this tp_new makes instances of the right layout. */
#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/tupleobj.h"
#include "objects/type_parts.h"

/* The first type, from CLASS up, that is not a class statement's: its tp_new is the
 * safe one. */
static const Type *native_type(const Type *class)
{
    while (class != NULL && (class->flags & TYPE_FLAG_HEAP))
        class = AS_TYPE(class->base);
    return class;
}

static int check_class(Rt *rt, const Type *type, Ref args)
{
    if (tuple_length(args) < 1) {
        return error_raise_int(
            rt, TYPE_TypeError, "%s.__new__(): not enough arguments", type->name);
    }
    Ref class = tuple_peek(args, 0);
    if (!is_type(class)) {
        return error_raise_int(rt,
                               TYPE_TypeError,
                               "%s.__new__(X): X is not a type object (%T)",
                               type->name,
                               class);
    }
    const char *name = AS_TYPE(class)->name;
    if (!type_is_subtype(AS_TYPE(class), type)) {
        return error_raise_int(rt,
                               TYPE_TypeError,
                               "%s.__new__(%s): %s is not a subtype of %s",
                               type->name,
                               name,
                               name,
                               type->name);
    }
    const Type *native = native_type(AS_TYPE(class));
    if (native == NULL || native->slots.tp_new == type->slots.tp_new) return 0;
    return error_raise_int(rt,
                           TYPE_TypeError,
                           "%s.__new__(%s) is not safe, use %s.__new__()",
                           type->name,
                           name,
                           native->name);
}

static Own new_wrapper_call(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    const Type *type = AS_TYPE(self);
    if (check_class(rt, type, args) < 0) return NULL;
    Own rest = tuple_slice(rt, args, 1, tuple_length(args));
    if (rest == NULL) return NULL;
    Own obj =
        type->slots.tp_new(rt, AS_TYPE(tuple_peek(args, 0)), rest, kwargs_or_null);
    release(rt, rest);
    return obj;
}

static const MethodDef new_wrapper_def = {
    "__new__",
    METHOD_KEYWORDS,
    {.call = new_wrapper_call},
    "__new__($type, *args, **kwargs)\n--\n\nCreate and return a new object.  See "
    "help(type) "
    "for accurate signature.",
    0,
};

Own new_wrapper_make(Rt *rt, Type *type)
{
    return builtin_new(rt, &new_wrapper_def, (Ref)type, NULL);
}

bool new_wrapper_is(Ref obj)
{
    return is_exact(obj, TYPE_builtin_function_or_method) &&
           AS_BUILTIN(obj)->def == &new_wrapper_def;
}
