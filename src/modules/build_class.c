/* The class statement: __build_class__ finds the metaclass, asks it for a namespace, runs the
   body in that, and calls the metaclass. */
#include "modules/builtins.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/listobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/typeobj.h"
#include "vm/calls.h"

/* BASES with those that are no types replaced by what their __mro_entries__ says. */
static Own resolve_bases(Rt *rt, Ref bases)
{
    Own list = NULL, entries = NULL, method = NULL;
    for (ptrdiff_t i = 0; i < tuple_length(bases); i++) {
        Ref base = tuple_peek(bases, i);
        int found = is_type(base) ? 0 : object_attr_lookup(rt, base, RT_NAME(rt, __mro_entries__), &method);
        if (found < 0) goto failed;
        if (found == 0) {
            if (list != NULL && list_append(rt, list, base) < 0) goto failed;
            continue;
        }
        entries = call_one(rt, method, bases);
        release_clear(rt, &method);
        if (entries == NULL) goto failed;
        if (!is_tuple(entries)) {
            error_raise(rt, TYPE_TypeError, "__mro_entries__ must return a tuple");
            goto failed;
        }
        if (list == NULL) list = list_from(rt, as_refs(AS_TUPLE(bases)->items), i);
        if (list == NULL || list_extend(rt, list, entries) < 0) goto failed;
        release_clear(rt, &entries);
    }
    if (list == NULL) return new_ref(bases);
    Own tuple = list_to_tuple(rt, list);
    release(rt, list);
    return tuple;
failed:
    release_all(rt, list, entries);
    return NULL;
}

/* The keywords of the class statement as a dict, or NULL when there are none; *meta is the
   one called metaclass (new), or NULL. */
static int take_keywords(Rt *rt, const Ref *values, Ref kwnames, Own *keywords, Own *meta)
{
    if (kwnames == NULL) return 0;
    *keywords = dict_new(rt);
    if (*keywords == NULL) return -1;
    for (ptrdiff_t i = 0; i < tuple_length(kwnames); i++) {
        if (dict_set(rt, *keywords, tuple_peek(kwnames, i), values[i]) < 0) return -1;
    }
    Own key = str_interned(rt, "metaclass");
    if (key == NULL) return -1;
    int found = dict_pop(rt, *keywords, key, meta);
    release(rt, key);
    return found < 0 ? -1 : 0;
}

/* Makes *meta the metaclass: what was given or the first base's type, and of types the most derived. */
static int choose_metaclass(Rt *rt, Ref bases, Own *meta)
{
    if (*meta == NULL) {
        Ref first = tuple_length(bases) == 0 ? NULL : tuple_peek(bases, 0);
        *meta = new_ref(first == NULL ? (Ref)RT_TYPE(rt, type) : (Ref)first->type);
    }
    if (!is_type(*meta)) return 0;
    Type *winner = type_metaclass(rt, AS_TYPE(*meta), bases);
    if (winner == NULL) return -1;
    release_replace(rt, meta, new_ref((Ref)winner));
    return 0;
}

static Own prepare_namespace(Rt *rt, Ref meta, Ref name, Ref bases, Ref keywords)
{
    Own prepare = NULL;
    int found = object_attr_lookup(rt, meta, RT_NAME(rt, __prepare__), &prepare);
    if (found <= 0) return found < 0 ? NULL : dict_new(rt);
    Ref pair[] = {name, bases};
    Own namespace = call_vector_dict(rt, prepare, pair, ARRAY_LENGTH(pair), keywords);
    if (namespace != NULL && namespace->type->slots.mp_subscript == NULL) {
        const char *who = is_type(meta) ? AS_TYPE(meta)->name : "<metaclass>";
        error_raise(rt, TYPE_TypeError, "%.200s.__prepare__() must return a mapping, not %.200T", who, namespace);
        release_clear(rt, &namespace);
    }
    release(rt, prepare);
    return namespace;
}

/* The body's __class__ cell must now hold the class that was made. */
static int check_cell(Rt *rt, Ref cell, Ref class, Ref name)
{
    if (cell == rt->none || !is_exact(cell, TYPE_cell)) return 0;
    Ref held = AS_CELL(cell)->contents;
    if (held == class) return 0;
    if (held == NULL) {
        return error_raise_int(rt, TYPE_RuntimeError,
                               "__class__ not set defining %.200R as %.200R. Was __classcell__ propagated to type.__new__?", name, class);
    }
    return error_raise_int(rt, TYPE_TypeError, "__class__ set to %.200R defining %.200R as %.200R", held, name, class);
}

/* Runs the body and makes the class. */
static Own make_class(Rt *rt, Ref body, Ref name, Ref bases, Ref original_bases, Ref meta, Ref keywords)
{
    Own class = NULL, cell = NULL;
    Own namespace = prepare_namespace(rt, meta, name, bases, keywords);
    if (namespace == NULL) return NULL;
    cell = class_body_run(rt, body, namespace);
    if (cell == NULL) goto done;
    if (bases != original_bases) {
        Own key = str_interned(rt, "__orig_bases__");
        int status = key == NULL ? -1 : object_item_set(rt, namespace, key, original_bases);
        release(rt, key);
        if (status < 0) goto done;
    }
    Ref args[] = {name, bases, namespace};
    class = call_vector_dict(rt, meta, args, ARRAY_LENGTH(args), keywords);
    if (class != NULL && is_type(class) && check_cell(rt, cell, class, name) < 0) release_clear(rt, &class);
done:
    release_all(rt, namespace, cell);
    return class;
}

Own builtin___build_class__(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Own bases = NULL, given = NULL, keywords = NULL, meta = NULL, class = NULL;
    if (nargs < 2) return error_raise(rt, TYPE_TypeError, "__build_class__: not enough arguments");
    if (!is_exact(args[0], TYPE_function))
        return error_raise(rt, TYPE_TypeError, "__build_class__: func must be a function");
    if (!is_str(args[1])) return error_raise(rt, TYPE_TypeError, "__build_class__: name is not a string");
    given = tuple_from(rt, args + 2, nargs - 2);
    if (given == NULL) return NULL;
    bases = resolve_bases(rt, given);
    if (bases != NULL && take_keywords(rt, args + nargs, kwnames, &keywords, &meta) == 0 &&
        choose_metaclass(rt, bases, &meta) == 0)
        class = make_class(rt, args[0], args[1], bases, given, meta, keywords);
    release_all(rt, given, bases, keywords, meta);
    return class;
}
