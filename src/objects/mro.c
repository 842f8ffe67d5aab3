/* The method resolution order: the type itself, then its bases and theirs, so that
   every class comes before its own bases and the order of each list of bases is kept
   (C3). */
#include "objects/abstract.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/listobj.h"
#include "objects/slot_functions.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/type_parts.h"
#include "objects/weakrefobj.h"

#include "memory/heap.h"

/* One of the sequences to be merged, and how much of it was. */
typedef struct MergeList {
    Ref tuple;
    ptrdiff_t next;
} MergeList;

/* Is CLASS still to come in the rest of LIST, after its next one? */
static bool tail_contains(const MergeList *list, Ref class)
{
    for (ptrdiff_t i = list->next + 1; i < tuple_length(list->tuple); i++) {
        if (tuple_peek(list->tuple, i) == class) return true;
    }
    return false;
}

static Own order_error(Rt *rt, const MergeList *lists, size_t count)
{
    Own names = str_new(rt, "");
    bool first = true;
    for (size_t i = 0; i < count && names != NULL; i++) {
        if (lists[i].next >= tuple_length(lists[i].tuple)) continue;
        Ref class = tuple_peek(lists[i].tuple, lists[i].next);
        bool named = false;
        for (size_t j = 0; j < i && !named; j++) {
            named = lists[j].next < tuple_length(lists[j].tuple) &&
                    tuple_peek(lists[j].tuple, lists[j].next) == class;
        }
        if (named) continue;
        Own longer = str_format(rt, "%U%s %N", names, first ? "" : ",", class);
        release(rt, names);
        names = longer;
        first = false;
    }
    if (names == NULL) return NULL;
    error_raise(rt,
                TYPE_TypeError,
                "Cannot create a consistent method resolution\norder (MRO) for bases%U",
                names);
    release(rt, names);
    return NULL;
}

/* The next class: the first list's next one that no list has in its tail; NULL: none
 *fits. done is set when all lists are used up. */
static Ref merge_candidate(const MergeList *lists, size_t count, bool *done)
{
    *done = true;
    for (size_t i = 0; i < count; i++) {
        if (lists[i].next >= tuple_length(lists[i].tuple)) continue;
        *done = false;
        Ref class = tuple_peek(lists[i].tuple, lists[i].next);
        size_t j = 0;
        while (j < count && !tail_contains(&lists[j], class)) j++;
        if (j == count) return class;
    }
    return NULL;
}

static Own merge(Rt *rt, Type *type, MergeList *lists, size_t count)
{
    Own result = list_new(rt, 0);
    if (result == NULL || list_append(rt, result, (Ref)type) < 0) goto failed;
    for (;;) {
        bool done;
        Ref class = merge_candidate(lists, count, &done);
        if (done) return result;
        if (class == NULL) {
            order_error(rt, lists, count);
            goto failed;
        }
        if (list_append(rt, result, class) < 0) goto failed;
        for (size_t i = 0; i < count; i++) {
            MergeList *list = &lists[i];
            if (list->next < tuple_length(list->tuple) &&
                tuple_peek(list->tuple, list->next) == class) {
                list->next++;
            }
        }
    }
failed:
    release(rt, result);
    return NULL;
}

static int check_duplicates(Rt *rt, Ref bases)
{
    for (ptrdiff_t i = 0; i < tuple_length(bases); i++) {
        for (ptrdiff_t j = i + 1; j < tuple_length(bases); j++) {
            if (tuple_peek(bases, i) != tuple_peek(bases, j)) continue;
            return error_raise_int(rt,
                                   TYPE_TypeError,
                                   "duplicate base class %.400N",
                                   tuple_peek(bases, i));
        }
    }
    return 0;
}

/* With one base there is nothing to merge: the type, then the base's order. */
static Own mro_of_one_base(Rt *rt, Type *type)
{
    Ref base_mro = AS_TYPE(tuple_peek(type->bases, 0))->mro;
    Own mro = tuple_new(rt, tuple_length(base_mro) + 1);
    if (mro == NULL) return NULL;
    tuple_take(mro, 0, new_ref((Ref)type));
    for (ptrdiff_t i = 0; i < tuple_length(base_mro); i++) {
        tuple_take(mro, i + 1, new_ref(tuple_peek(base_mro, i)));
    }
    return mro;
}

Own mro_compute(Rt *rt, Type *type)
{
    size_t count = (size_t)tuple_length(type->bases);
    for (size_t i = 0; i < count; i++) {
        Type *base = AS_TYPE(tuple_peek(type->bases, (ptrdiff_t)i));
        if (base->mro == NULL) {
            return error_raise(rt,
                               TYPE_TypeError,
                               "Cannot extend an incomplete type '%.100s'",
                               base->name);
        }
    }
    if (count == 1) return mro_of_one_base(rt, type);
    if (check_duplicates(rt, type->bases) < 0) return NULL;
    MergeList *lists = heap_alloc(rt, (count + 1) * sizeof *lists);
    if (lists == NULL) return NULL;
    for (size_t i = 0; i < count; i++) {
        Type *base = AS_TYPE(tuple_peek(type->bases, (ptrdiff_t)i));
        lists[i] = (MergeList){.tuple = base->mro};
    }
    lists[count] = (MergeList){.tuple = type->bases};
    Own result = merge(rt, type, lists, count + 1);
    heap_free(rt, lists);
    return result;
}

/* A metaclass's mro() may answer anything: it must be classes, of a layout that TYPE
 * has. */
static int check_custom(Rt *rt, const Type *type, Ref mro)
{
    for (ptrdiff_t i = 0; i < tuple_length(mro); i++) {
        Ref class = tuple_peek(mro, i);
        if (!is_type(class)) {
            return error_raise_int(
                rt, TYPE_TypeError, "mro() returned a non-class ('%.500T')", class);
        }
        if (!type_has_layout_of(type, AS_TYPE(class))) {
            return error_raise_int(
                rt,
                TYPE_TypeError,
                "mro() returned base with unsuitable layout ('%.500N')",
                class);
        }
    }
    return 0;
}

/* 1: done, and *old is the order before (NULL: none); 0: mro() gave the type another order itself, which
   stays; -1. */
static int mro_renew(Rt *rt, Type *type, Own *old)
{
    Own before = new_ref_or_null(type->mro);
    Type *metatype = type->head.head.type;
    bool custom = metatype != RT_TYPE(rt, type);
    Ref self = (Ref)type;
    Own order = custom ? special_call_required(rt, RT_NAME(rt, mro), &self, 1) : mro_compute(rt, type);
    Own mro = order == NULL ? NULL : sequence_to_tuple(rt, order);
    release(rt, order);
    if (mro != NULL && custom && check_custom(rt, type, mro) < 0) release_clear(rt, &mro);
    bool entered = type->mro != before;
    if (mro == NULL || entered) {
        release_all(rt, mro, before);
        return mro == NULL ? -1 : 0;
    }
    release(rt, before);
    *old = type->mro;
    type->mro = mro;
    type_drop_version(rt, type);
    return 1;
}

int mro_set(Rt *rt, Type *type)
{
    Own old = NULL;
    int result = mro_renew(rt, type, &old);
    release(rt, old);
    return result < 0 ? -1 : 0;
}

int mro_set_below(Rt *rt, Type *type, Ref done)
{
    Own old = NULL, list = NULL;
    int result = mro_renew(rt, type, &old);
    if (result <= 0) return result;
    Own entry = old == NULL ? tuple_of(rt, 2, type, type->mro) : tuple_of(rt, 3, type, type->mro, old);
    result = entry == NULL ? -1 : list_append(rt, done, entry);
    release(rt, entry);
    if (result < 0) {
        release_replace(rt, &type->mro, old);
        return -1;
    }
    release(rt, old);
    if (type->subclasses == NULL) return 0;
    list = dict_values_list(rt, type->subclasses);
    if (list == NULL) return -1;
    for (ptrdiff_t i = 0; i < list_length(list) && result == 0; i++) {
        Own subclass = new_ref_or_null(weakref_peek(list_peek(list, i)));
        if (subclass != NULL) result = mro_set_below(rt, AS_TYPE(subclass), done);
        release(rt, subclass);
    }
    release(rt, list);
    return result;
}

void mro_undo(Rt *rt, Ref done)
{
    for (ptrdiff_t i = list_length(done); i-- > 0;) {
        Ref entry = list_peek(done, i);
        Type *type = AS_TYPE(tuple_peek(entry, 0));
        if (type->mro != tuple_peek(entry, 1)) continue;
        release_replace(rt, &type->mro, tuple_length(entry) < 3 ? NULL : new_ref(tuple_peek(entry, 2)));
        type_drop_version(rt, type);
    }
}
