/* Finding and replacing the type variables of list[T] and T | int.  Type variables are objects of the
   library's module typing, which say by special attributes how they want to be replaced; classes are
   never asked, since they may have such attributes for their instances. */
#include "objects/typeparams.h"

#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/listobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* The attribute NAME of OBJ into *OUT: 1, 0 when it has none, -1. */
static int attribute_of(Rt *rt, Ref obj, const char *name, Own *out)
{
    Own text = str_interned(rt, name);
    int found = text == NULL ? -1 : object_attr_lookup(rt, obj, text, out);
    release(rt, text);
    return found;
}

/* Where ITEM itself is in TUPLE, or -1. */
static ptrdiff_t place_of(Ref tuple, Ref item)
{
    for (ptrdiff_t i = 0; i < tuple_length(tuple); i++) {
        if (tuple_peek(tuple, i) == item) return i;
    }
    return -1;
}

static int append_once(Rt *rt, Ref list, Ref item)
{
    for (ptrdiff_t i = 0; i < list_length(list); i++) {
        if (list_peek(list, i) == item) return 0;
    }
    return list_append(rt, list, item);
}

/* Appends the parameters of one argument. */
static int append_parameters(Rt *rt, Ref list, Ref arg)
{
    if (is_type(arg)) return 0;
    Own found = NULL;
    int has = attribute_of(rt, arg, "__typing_subst__", &found);
    release_clear(rt, &found);
    if (has != 0) return has < 0 ? -1 : append_once(rt, list, arg);
    has = attribute_of(rt, arg, "__parameters__", &found);
    if (has > 0 && is_tuple(found)) {
        for (ptrdiff_t i = 0; has > 0 && i < tuple_length(found); i++) {
            if (append_once(rt, list, tuple_peek(found, i)) < 0) has = -1;
        }
    }
    release(rt, found);
    return has < 0 ? -1 : 0;
}

Own typeparams_of(Rt *rt, Ref args)
{
    Own list = list_new(rt, 0), result = NULL;
    if (list == NULL) return NULL;
    ptrdiff_t i = 0, count = tuple_length(args);
    while (i < count && append_parameters(rt, list, tuple_peek(args, i)) == 0) i++;
    if (i == count) result = list_to_tuple(rt, list);
    release(rt, list);
    return result;
}

/* Appends ITEM, or what it unpacks to when it is *tuple[...] of a known length. */
static int append_unpacked(Rt *rt, Ref list, Ref item)
{
    Own parts = NULL;
    int found = is_type(item) ? 0 : attribute_of(rt, item, "__typing_unpacked_tuple_args__", &parts), status;
    if (found < 0) return -1;
    ptrdiff_t count = found > 0 && is_tuple(parts) ? tuple_length(parts) : -1;
    bool unpacks = count == 0 || (count > 0 && tuple_peek(parts, count - 1) != rt->ellipsis);
    status = unpacks ? list_extend(rt, list, parts) : list_append(rt, list, item);
    release(rt, parts);
    return status;
}

/* What is between the brackets, as a tuple. */
static Own arguments_of(Rt *rt, Ref item)
{
    Own list = list_new(rt, 0), result = NULL;
    if (list == NULL) return NULL;
    ptrdiff_t i = 0, count = is_tuple(item) ? tuple_length(item) : 1;
    while (i < count && append_unpacked(rt, list, is_tuple(item) ? tuple_peek(item, i) : item) == 0) i++;
    if (i == count) result = list_to_tuple(rt, list);
    release(rt, list);
    return result;
}

/* Lets each parameter that wishes to rearrange the arguments do so; replaces *ITEMS.  0 or -1. */
static int arguments_prepare(Rt *rt, Ref self, Ref parameters, Own *items)
{
    for (ptrdiff_t i = 0; i < tuple_length(parameters); i++) {
        Own prepare = NULL, given = NULL, prepared = NULL;
        int found = attribute_of(rt, tuple_peek(parameters, i), "__typing_prepare_subst__", &prepare);
        if (found > 0 && prepare != rt->none) {
            given = is_tuple(*items) ? new_ref(*items) : tuple_of(rt, 1, *items);
            if (given != NULL) prepared = call_two(rt, prepare, self, given);
            if (prepared == NULL) found = -1;
            else release_replace(rt, items, STEAL(prepared));
        }
        release_all(rt, prepare, given);
        if (found < 0) return -1;
    }
    return 0;
}

/* ARG, which is no parameter itself, with those among its own parameters replaced. */
static Own replace_inside(Rt *rt, Ref arg, Ref parameters, Ref items)
{
    Own own = NULL, list = NULL, tuple = NULL, result = NULL;
    int found = attribute_of(rt, arg, "__parameters__", &own);
    if (found < 0) return NULL;
    if (found == 0 || !is_tuple(own) || tuple_length(own) == 0) {
        release(rt, own);
        return new_ref(arg);
    }
    list = list_new(rt, 0);
    for (ptrdiff_t i = 0; list != NULL && i < tuple_length(own); i++) {
        Ref parameter = tuple_peek(own, i);
        ptrdiff_t place = place_of(parameters, parameter);
        Ref item = place < 0 ? parameter : tuple_peek(items, place);
        bool many = place >= 0 && parameter->type->slots.tp_iter != NULL && is_tuple(item);
        if ((many ? list_extend(rt, list, item) : list_append(rt, list, item)) < 0) release_clear(rt, &list);
    }
    if (list != NULL) tuple = list_to_tuple(rt, list);
    if (tuple != NULL && call_check_stack(rt) == 0) result = object_item_get(rt, arg, tuple);
    release_all(rt, own, list, tuple);
    return result;
}

/* Appends what ARG becomes. */
static int append_replaced(Rt *rt, Ref list, Ref arg, Ref parameters, Ref items)
{
    if (is_type(arg)) return list_append(rt, list, arg);
    Own many = NULL, replace = NULL, replaced = NULL;
    int status = -1, unpack = attribute_of(rt, arg, "__typing_is_unpacked_typevartuple__", &many);
    if (unpack > 0) unpack = object_is_true(rt, many);
    int found = unpack < 0 ? -1 : attribute_of(rt, arg, "__typing_subst__", &replace);
    if (found > 0) {
        ptrdiff_t place = place_of(parameters, arg);
        if (place < 0) error_raise(rt, TYPE_TypeError, "%R is not among the parameters", arg);
        else replaced = call_one(rt, replace, tuple_peek(items, place));
    } else if (found == 0) {
        replaced = replace_inside(rt, arg, parameters, items);
    }
    if (replaced != NULL) status = unpack && is_tuple(replaced) ? list_extend(rt, list, replaced) : list_append(rt, list, replaced);
    release_all(rt, many, replace, replaced);
    return status;
}

Own typeparams_replace(Rt *rt, Ref self, Ref args, Ref parameters, Ref item)
{
    ptrdiff_t wanted = tuple_length(parameters), given, i = 0, count = tuple_length(args);
    if (wanted == 0) return error_raise(rt, TYPE_TypeError, "%R is not a generic class", self);
    Own items = arguments_of(rt, item), list = NULL, result = NULL;
    if (items == NULL || arguments_prepare(rt, self, parameters, &items) < 0) goto done;
    if (!is_tuple(items)) {
        Own tuple = tuple_of(rt, 1, items);
        if (tuple == NULL) goto done;
        release_replace(rt, &items, tuple);
    }
    given = tuple_length(items);
    if (given != wanted) {
        error_raise(rt, TYPE_TypeError, "Too %s arguments for %R; actual %zd, expected %zd", given > wanted ? "many" : "few", self, given, wanted);
        goto done;
    }
    list = list_new(rt, 0);
    while (list != NULL && i < count && append_replaced(rt, list, tuple_peek(args, i), parameters, items) == 0) i++;
    if (list != NULL && i == count) result = list_to_tuple(rt, list);
done:
    release_all(rt, items, list);
    return result;
}
