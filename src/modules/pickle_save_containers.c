/* Saving containers: an empty one is written and remembered first, then its items are added in batches, so that
   an item may contain the container.  Tuples and frozensets are made when their items are there: one that
   was remembered meanwhile contains itself, and what was written of it is dropped again. */
#include "modules/pickle_parts.h"

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/setobj.h"
#include "objects/tupleobj.h"

enum { BATCH = 1000, FAST_NESTING_MAX = 50 };

static const char where[] = " while pickling an object";

/* --- fast mode has no memo: from some depth on the containers around are kept in mind, since one that contains
   itself would never end */

static int fast_enter(Rt *rt, PicklerObj *pickler, Ref obj)
{
    if (!pickler->fast || ++pickler->fast_nesting < FAST_NESTING_MAX) return 0;
    if (pickler->fast_memo == NULL) pickler->fast_memo = dict_new(rt);
    Own id = pickler->fast_memo == NULL ? NULL : int_new_unsigned(rt, heap_nominal(rt, obj));
    int status = id == NULL ? -1 : dict_contains(rt, pickler->fast_memo, id);
    if (status > 0) {
        char address[32];
        object_address_text(rt, obj, address);
        status = error_raise_int(rt, TYPE_ValueError, "fast mode: can't pickle cyclic objects including object type %.200T at %s", obj, address);
    } else if (status == 0) status = dict_set(rt, pickler->fast_memo, id, rt->none);
    release(rt, id);
    if (status < 0) pickler->fast_nesting = -1;
    return status;
}

static int fast_leave(Rt *rt, PicklerObj *pickler, Ref obj, int status)
{
    if (!pickler->fast || pickler->fast_nesting-- < FAST_NESTING_MAX) return status;
    Own id = int_new_unsigned(rt, heap_nominal(rt, obj));
    if (id == NULL || dict_delete(rt, pickler->fast_memo, id) < 0) status = -1;
    release(rt, id);
    return status;
}

/* --- items from an iterator */

/* One item, or the two of a pair; takes it. */
static int save_item(Rt *rt, PicklerObj *pickler, Own item, bool pairs)
{
    int status;
    if (!pairs) status = pickle_save(rt, pickler, item);
    else if (!is_tuple(item) || tuple_length(item) != 2) status = error_raise_int(rt, TYPE_TypeError, "dict items iterator must return 2-tuples");
    else {
        status = pickle_save(rt, pickler, tuple_peek(item, 0));
        if (status == 0) status = pickle_save(rt, pickler, tuple_peek(item, 1));
    }
    release(rt, item);
    return status;
}

/* The opcodes that add one item, and many. */
static int add_op(bool pairs, bool many)
{
    if (pairs) return many ? PK_SETITEMS : PK_SETITEM;
    return many ? PK_APPENDS : PK_APPEND;
}

static int save_one_by_one(Rt *rt, PicklerObj *pickler, Ref iterator, bool pairs)
{
    for (;;) {
        Own item = NULL;
        int more = object_next(rt, iterator, &item);
        if (more <= 0) return more;
        if (save_item(rt, pickler, item, pairs) < 0 || pickle_write_op(rt, pickler, add_op(pairs, false)) < 0) return -1;
    }
}

/* Up to BATCH items, of which FIRST and SECOND (taken) are there already: how many; -1. */
static int save_batch(Rt *rt, PicklerObj *pickler, Ref iterator, bool pairs, Own first, Own second)
{
    int count = 1, more = 1;
    if (pickle_write_op(rt, pickler, PK_MARK) < 0) {
        release(rt, first);
        more = -1;
    } else more = save_item(rt, pickler, first, pairs) < 0 ? -1 : 1;
    if (more < 0) release(rt, second);
    while (more > 0) {
        if (save_item(rt, pickler, second, pairs) < 0) return -1;
        if (++count == BATCH) break;
        second = NULL;
        more = object_next(rt, iterator, &second);
    }
    return more < 0 || pickle_write_op(rt, pickler, add_op(pairs, true)) < 0 ? -1 : count;
}

int pickle_save_items(Rt *rt, PicklerObj *pickler, Ref iterator, bool pairs)
{
    if (pickler->protocol == 0) return save_one_by_one(rt, pickler, iterator, pairs);
    int count = BATCH;
    while (count == BATCH) {
        Own first = NULL, second = NULL;
        int more = object_next(rt, iterator, &first);
        if (more <= 0) return more;
        more = object_next(rt, iterator, &second);
        if (more < 0) release(rt, first);
        if (more < 0) return -1;
        if (more == 0) return save_item(rt, pickler, first, pairs) < 0 ? -1 : pickle_write_op(rt, pickler, add_op(pairs, false));
        count = save_batch(rt, pickler, iterator, pairs, first, second);
    }
    return count < 0 ? -1 : 0;
}

/* --- items of an exact list, dict or set, without an iterator */

static bool walk(Ref container, ptrdiff_t *position, Ref *key, Ref *value)
{
    *value = NULL;
    if (is_exact(container, TYPE_dict)) return dict_next(container, position, key, value);
    if (is_exact(container, TYPE_set)) return set_next(container, position, key);
    if (*position >= list_length(container)) return false;
    *key = list_peek(container, (*position)++);
    return true;
}

/* The next one: 1, 0, -1. */
static int save_next(Rt *rt, PicklerObj *pickler, Ref container, ptrdiff_t *position)
{
    Ref key, value;
    if (!walk(container, position, &key, &value)) return 0;
    Own held_key = new_ref(key), held_value = new_ref_or_null(value);
    int status = pickle_save(rt, pickler, held_key);
    if (status == 0 && held_value != NULL) status = pickle_save(rt, pickler, held_value);
    release_all(rt, held_key, held_value);
    return status < 0 ? -1 : 1;
}

/* A list ends where it ends; of the others a full batch has another behind it, if an empty one, and they
   must not change. */
static int save_exact(Rt *rt, PicklerObj *pickler, Ref container, ptrdiff_t length, int op_one, int op_many)
{
    ptrdiff_t position = 0;
    bool is_sequence = is_exact(container, TYPE_list), is_map = is_exact(container, TYPE_dict);
    int count;
    if (length == 1 && op_one != 0) return save_next(rt, pickler, container, &position) < 0 ? -1 : pickle_write_op(rt, pickler, op_one);
    do {
        int more = 1;
        if (pickle_write_op(rt, pickler, PK_MARK) < 0) return -1;
        for (count = 0; count < BATCH && more > 0; count += more > 0) more = save_next(rt, pickler, container, &position);
        if (more < 0 || pickle_write_op(rt, pickler, op_many) < 0) return -1;
        if (!is_sequence && object_length(rt, container) != length)
            return error_raise_int(rt, TYPE_RuntimeError, "%s changed size during iteration", is_map ? "dictionary" : "set");
    } while (is_sequence ? position < list_length(container) : count == BATCH);
    return 0;
}

/* What gives the items of a list's or dict's subclass, or of any in protocol 0. */
static Own items_iterator(Rt *rt, Ref obj)
{
    if (!is_dict(obj)) return object_iter(rt, obj);
    Own items = call_method_none(rt, obj, PICKLE_NAME(rt, items)), iterator = items == NULL ? NULL : object_iter(rt, items);
    release(rt, items);
    return iterator;
}

static int save_contents(Rt *rt, PicklerObj *pickler, Ref obj, ptrdiff_t length)
{
    bool pairs = is_dict(obj), exact = pickler->protocol > 0;
    if (length == 0) return 0;
    Own iterator = exact ? NULL : items_iterator(rt, obj);
    if (!exact && iterator == NULL) return -1;
    int status = call_enter(rt, where);
    if (status == 0) {
        status = exact ? save_exact(rt, pickler, obj, length, add_op(pairs, false), add_op(pairs, true)) : pickle_save_items(rt, pickler, iterator, pairs);
        call_leave(rt);
    }
    release(rt, iterator);
    return status;
}

static int save_empty(Rt *rt, PicklerObj *pickler, Ref obj, int op, int op_text)
{
    char text[2] = {PK_MARK, (char)op_text};
    if ((pickler->bin ? pickle_write_op(rt, pickler, op) : pickle_write(rt, pickler, text, 2)) < 0) return -1;
    return obj == NULL ? 0 : pickle_memo_put(rt, pickler, obj);
}

int pickle_save_list(Rt *rt, PicklerObj *pickler, Ref obj)
{
    int status = fast_enter(rt, pickler, obj);
    if (status == 0) status = save_empty(rt, pickler, obj, PK_EMPTY_LIST, PK_LIST);
    if (status == 0) status = save_contents(rt, pickler, obj, list_length(obj));
    return fast_leave(rt, pickler, obj, status);
}

int pickle_save_dict(Rt *rt, PicklerObj *pickler, Ref obj)
{
    int status = fast_enter(rt, pickler, obj);
    if (status == 0) status = save_empty(rt, pickler, obj, PK_EMPTY_DICT, PK_DICT);
    if (status == 0) status = save_contents(rt, pickler, obj, dict_length(obj));
    return fast_leave(rt, pickler, obj, status);
}

/* Before protocol 4: set(list), frozenset(list). */
static int save_set_call(Rt *rt, PicklerObj *pickler, Ref obj)
{
    Own items = sequence_to_list(rt, obj);
    int status = items == NULL ? -1 : pickle_save_call(rt, pickler, obj, object_type(obj), 1, (Ref)items);
    release(rt, items);
    return status;
}

int pickle_save_set(Rt *rt, PicklerObj *pickler, Ref obj)
{
    if (pickler->protocol < 4) return save_set_call(rt, pickler, obj);
    if (pickle_write_op(rt, pickler, PK_EMPTY_SET) < 0 || pickle_memo_put(rt, pickler, obj) < 0) return -1;
    ptrdiff_t length = set_length(obj);
    return length == 0 ? 0 : save_exact(rt, pickler, obj, length, 0, PK_ADDITEMS);
}

/* Writes the opcode that makes OBJ of its items on the stack; or, when it was remembered meanwhile, those
   that drop them and fetch it. */
static int finish(Rt *rt, PicklerObj *pickler, Ref obj, int op, int op_drop, ptrdiff_t drops)
{
    if (pickle_memo_find(&pickler->memo, obj) == NULL) return pickle_write_op(rt, pickler, op) < 0 ? -1 : pickle_memo_put(rt, pickler, obj);
    for (ptrdiff_t i = 0; i < drops; i++) {
        if (pickle_write_op(rt, pickler, op_drop) < 0 || error_poll(rt) < 0) return -1;
    }
    return pickle_memo_get(rt, pickler, obj);
}

int pickle_save_frozenset(Rt *rt, PicklerObj *pickler, Ref obj)
{
    if (fast_enter(rt, pickler, obj) < 0) return -1;
    if (pickler->protocol < 4) return save_set_call(rt, pickler, obj);
    if (pickle_write_op(rt, pickler, PK_MARK) < 0) return -1;
    Own iterator = object_iter(rt, obj);
    int more = iterator == NULL ? -1 : 1;
    while (more > 0) {
        Own item = NULL;
        more = object_next(rt, iterator, &item);
        if (more > 0 && save_item(rt, pickler, item, false) < 0) more = -1;
    }
    release(rt, iterator);
    return more < 0 ? -1 : finish(rt, pickler, obj, PK_FROZENSET, PK_POP_MARK, 1);
}

int pickle_save_tuple(Rt *rt, PicklerObj *pickler, Ref obj)
{
    static const int by_length[] = {PK_EMPTY_TUPLE, PK_TUPLE1, PK_TUPLE2, PK_TUPLE3};
    ptrdiff_t length = tuple_length(obj);
    if (length == 0) return save_empty(rt, pickler, NULL, PK_EMPTY_TUPLE, PK_TUPLE);
    bool few = length <= 3 && pickler->protocol >= 2;
    if (!few && pickle_write_op(rt, pickler, PK_MARK) < 0) return -1;
    for (ptrdiff_t i = 0; i < length; i++) {
        if (pickle_save(rt, pickler, tuple_peek(obj, i)) < 0) return -1;
    }
    if (few) return finish(rt, pickler, obj, by_length[length], PK_POP, length);
    if (pickler->bin) return finish(rt, pickler, obj, PK_TUPLE, PK_POP_MARK, 1);
    return finish(rt, pickler, obj, PK_TUPLE, PK_POP, length + 1);
}
