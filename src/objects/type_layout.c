/* The layout of a class statement's instances.

       base's fields | __slots__ fields, by name | dict (only behind items) | weak list

   and, for a class whose instances have a __dict__ and no items, the two managed
   pointers before the object.  A class adds a dict and a weak list unless it has
   __slots__ that do not name them, or its base has them. */
#include "objects/type_layout.h"

#include <string.h>

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/listobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* Is NAME private: two leading underscores, no two trailing ones, no dot? */
static bool is_private(Ref name)
{
    ptrdiff_t length = str_length(name);
    if (length < 2 || str_at(name, 0) != '_' || str_at(name, 1) != '_') return false;
    if (str_at(name, length - 1) == '_' && str_at(name, length - 2) == '_')
        return false;
    for (ptrdiff_t i = 0; i < length; i++) {
        if (str_at(name, i) == '.') return false;
    }
    return true;
}

/* "_Class__name" for a private NAME, else NAME itself; new. */
static Own name_mangle(Rt *rt, Ref class_name, Ref name)
{
    ptrdiff_t start = 0, length = str_length(class_name);
    while (start < length && str_at(class_name, start) == '_') start++;
    if (!is_private(name) || start == length) return new_ref(name);
    Own stripped = str_slice(rt, class_name, start, length);
    if (stripped == NULL) return NULL;
    Own mangled = str_format(rt, "_%U%U", stripped, name);
    release(rt, stripped);
    return mangled;
}

/* --- planning */

static int check_slot_name(Rt *rt, Ref name)
{
    if (!is_str(name)) {
        return error_raise_int(
            rt, TYPE_TypeError, "__slots__ items must be strings, not '%.200T'", name);
    }
    if (str_is_identifier(name)) return 0;
    return error_raise_int(rt, TYPE_TypeError, "__slots__ must be identifiers");
}

/* "__dict__" and "__weakref__" are not fields but wishes. 1: it was one, 0: a field,
 * -1. */
static int take_wish(Rt *rt, ClassLayout *layout, Ref name)
{
    if (str_equals_text(name, "__dict__")) {
        if (!layout->may_have_dict || layout->adds_dict) {
            return error_raise_int(
                rt, TYPE_TypeError, "__dict__ slot disallowed: we already got one");
        }
        layout->adds_dict = true;
        return 1;
    }
    if (str_equals_text(name, "__weakref__")) {
        if (!layout->may_have_weak || layout->adds_weak) {
            return error_raise_int(
                rt, TYPE_TypeError, "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
        }
        layout->adds_weak = true;
        return 1;
    }
    return 0;
}

/* Appends the field NAME to LIST, mangled; it must not hide a class variable. */
static int add_field(Rt *rt, Ref list, Ref class_name, Ref name, Ref namespace)
{
    Own mangled = name_mangle(rt, class_name, name);
    if (mangled == NULL) return -1;
    str_intern(rt, &mangled);
    int result = list_append(rt, list, mangled);
    if (result == 0) {
        int hidden = dict_contains(rt, namespace, mangled);
        bool special = str_equals_text(mangled, "__qualname__") ||
                       str_equals_text(mangled, "__classcell__");
        if (hidden > 0 && !special) {
            hidden = error_raise_int(rt,
                                     TYPE_ValueError,
                                     "%R in __slots__ conflicts with class variable",
                                     mangled);
        }
        result = hidden < 0 ? -1 : 0;
    }
    release(rt, mangled);
    return result;
}

static int
plan_slots(Rt *rt, ClassLayout *layout, Ref class_name, Ref slots, Ref namespace)
{
    Own list = list_new(rt, 0);
    if (list == NULL) return -1;
    int result = 0;
    for (ptrdiff_t i = 0; i < tuple_length(slots) && result == 0; i++) {
        Ref name = tuple_peek(slots, i);
        result = check_slot_name(rt, name);
        if (result < 0) break;
        int wish = take_wish(rt, layout, name);
        result = wish < 0 ? -1
                 : wish   ? 0
                          : add_field(rt, list, class_name, name, namespace);
    }
    if (result == 0) result = list_sort(rt, list, NULL, false);
    if (result == 0) {
        layout->slots = list_to_tuple(rt, list);
        result = layout->slots == NULL ? -1 : 0;
    }
    release(rt, list);
    return result;
}

/* With several bases, a dict or weak list of any of them is one of the new class too.
 */
static void adopt_from_other_bases(ClassLayout *layout, Ref bases, const Type *best)
{
    for (ptrdiff_t i = 0; i < tuple_length(bases); i++) {
        const Type *base = AS_TYPE(tuple_peek(bases, i));
        if (base == best) continue;
        if (layout->may_have_dict && base->dict_offset != 0) layout->adds_dict = true;
        if (layout->may_have_weak && base->weaklist_offset != 0)
            layout->adds_weak = true;
    }
}

int layout_plan(
    Rt *rt, ClassLayout *layout, Ref name, Ref bases, const Type *best, Ref namespace)
{
    *layout = (ClassLayout){.may_have_dict = best->dict_offset == 0,
                            .may_have_weak =
                                best->weaklist_offset == 0 && best->itemsize == 0};
    Own given = NULL;
    int found = dict_lookup(rt, namespace, RT_NAME(rt, __slots__), &given);
    if (found < 0) return -1;
    if (found == 0) {
        layout->adds_dict = layout->may_have_dict;
        layout->adds_weak = layout->may_have_weak;
        return 0;
    }
    Own slots = is_str(given) ? tuple_of(rt, 1, given) : sequence_to_tuple(rt, given);
    release(rt, given);
    if (slots == NULL) return -1;
    int result = 0;
    if (tuple_length(slots) > 0 && best->itemsize != 0) {
        result = error_raise_int(rt,
                                 TYPE_TypeError,
                                 "nonempty __slots__ not supported for subtype of '%s'",
                                 best->name);
    }
    if (result == 0) result = plan_slots(rt, layout, name, slots, namespace);
    release(rt, slots);
    if (result == 0) adopt_from_other_bases(layout, bases, best);
    return result;
}

/* --- applying */

static int add_members(Rt *rt, const ClassLayout *layout, Type *type, ptrdiff_t *offset)
{
    ptrdiff_t count = layout->slots == NULL ? 0 : tuple_length(layout->slots);
    if (count == 0) return 0;
    MemberDef *members = heap_alloc(rt, (size_t)(count + 1) * sizeof *members);
    if (members == NULL) return -1;
    memset(members, 0, (size_t)(count + 1) * sizeof *members);
    type->slot_members = members;
    for (ptrdiff_t i = 0; i < count; i++) {
        /* The name's text lives as long as the str, which slots_tuple holds. */
        const char *text = str_utf8(rt, tuple_peek(layout->slots, i), &(size_t){0});
        if (text == NULL) {
            members[i].name = NULL;
            return -1;
        }
        members[i] =
            (MemberDef){.name = text, .kind = MEMBER_OBJECT_EX, .offset = *offset};
        *offset += (ptrdiff_t)sizeof(Own);
    }
    return 0;
}

int layout_apply(Rt *rt, const ClassLayout *layout, Type *type, const Type *best)
{
    ptrdiff_t offset = best->basicsize;
    type->slots_tuple = new_ref_or_null(layout->slots);
    if (add_members(rt, layout, type, &offset) < 0) return -1;
    if (layout->adds_dict && best->itemsize != 0) {
        type->dict_offset = -(ptrdiff_t)sizeof(Own);
        offset += (ptrdiff_t)sizeof(Own);
    }
    if (layout->adds_weak) {
        type->weaklist_offset = offset;
        offset += (ptrdiff_t)sizeof(Own);
    }
    if (layout->adds_dict && best->itemsize == 0) {
        type->flags |= TYPE_FLAG_MANAGED_DICT;
        type->dict_offset = -1;
    }
    type->basicsize = offset;
    type->flags |= TYPE_FLAG_GC; /* each instance refers to its class at least */
    return 0;
}
