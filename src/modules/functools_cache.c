/* functools.lru_cache's wrapper: results by arguments in a dict.  A bounded cache keeps its entries in a
   list from the one used longest ago to the one used last; the dict owns the links of that list.

   The function may call the cache again, and so may the keys' __hash__ and __eq__: after each call the
   cache is looked at anew, and the list is whole whenever Python code may run. */
#include "memory/heap.h"
#include "modules/itertools_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/dict_keys.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/intobj.h"
#include "objects/owned.h"
#include "objects/tupleobj.h"
#include "objects/type_parts.h"

typedef struct Link {
    Obj head;
    struct Link *previous, *next; /* borrowed; both NULL: in no list */
    ptrdiff_t hash;
    Own key, result;
} Link;
#define AS_LINK(ref) ((Link *)(uintptr_t)(ref))

typedef struct LruCache {
    Obj head;
    Own function, cache, info_type, mark, dict; /* mark: stands between positional arguments and keywords */
    Link *oldest, *newest;
    ptrdiff_t hits, misses, most; /* most: -1 without bound */
    bool typed;
    Own weakrefs;
} LruCache;
#define AS_LRU(ref) ((LruCache *)(uintptr_t)(ref))

/* --- the list */

const TypeSpec functools_lru_link_type_spec = {
    .name = "functools._lru_list_elem",
    .id = TYPE_lru_link,
    .basicsize = sizeof(Link),
    .flags = TYPE_FLAG_DISALLOW_INSTANTIATION,
    .owned = OWNED(Link, key, result),
    .slots = {.tp_dealloc = owned_dealloc},
};

static void list_take_out(LruCache *lru, Link *link)
{
    *(link->previous == NULL ? &lru->oldest : &link->previous->next) = link->next;
    *(link->next == NULL ? &lru->newest : &link->next->previous) = link->previous;
    link->previous = link->next = NULL;
}

static void list_put_last(LruCache *lru, Link *link)
{
    link->previous = lru->newest;
    link->next = NULL;
    *(lru->newest == NULL ? &lru->oldest : &lru->newest->next) = link;
    lru->newest = link;
}

static void forget_list(LruCache *lru)
{
    while (lru->oldest != NULL) list_take_out(lru, lru->oldest);
}

static int lru_traverse(Ref self, VisitFn visit, void *context)
{
    int result = owned_traverse(self, visit, context);
    for (const Link *link = AS_LRU(self)->oldest; result == 0 && link != NULL; link = link->next) {
        result = visit(link->key, context);
        if (result == 0) result = visit(link->result, context);
    }
    return result;
}

static int lru_clear(Rt *rt, Obj *self)
{
    forget_list(AS_LRU(self));
    return owned_clear(rt, self);
}

static void lru_dealloc(Rt *rt, Obj *self)
{
    (void)lru_clear(rt, self);
    self->type->slots.tp_free(rt, self);
}

/* --- keys */

/* The types of COUNT items into KEY from *at on. */
static void add_type(Own key, ptrdiff_t *at, Ref value)
{
    tuple_take(key, (*at)++, new_ref((Ref)value->type));
}

/* What a call with these arguments is stored under: a lone int or str itself, else a tuple: that of
   the arguments, when it says enough. */
static Own key_of(Rt *rt, const LruCache *lru, Ref args, Ref kwargs)
{
    ptrdiff_t nargs = tuple_length(args), nkwargs = kwargs == NULL ? 0 : dict_length(kwargs), at = 0, position = 0;
    if (!lru->typed && nkwargs == 0) {
        Ref only = nargs == 1 ? tuple_peek(args, 0) : NULL;
        bool is_plain = only != NULL && (is_exact(only, TYPE_str) || is_exact(only, TYPE_int));
        return new_ref(is_plain ? only : args);
    }
    if (!lru->typed && nkwargs == 0) return new_ref(args);
    Ref name, value;
    Own key = tuple_new(rt, nargs + (nkwargs > 0 ? 2 * nkwargs + 1 : 0) + (lru->typed ? nargs + nkwargs : 0));
    if (key == NULL) return NULL;
    for (ptrdiff_t i = 0; i < nargs; i++) tuple_take(key, at++, new_ref(tuple_peek(args, i)));
    if (nkwargs > 0) {
        tuple_take(key, at++, new_ref(lru->mark));
        while (dict_next(kwargs, &position, &name, &value)) {
            tuple_take(key, at++, new_ref(name));
            tuple_take(key, at++, new_ref(value));
        }
    }
    if (!lru->typed) return key;
    for (ptrdiff_t i = 0; i < nargs; i++) add_type(key, &at, tuple_peek(args, i));
    for (position = 0; nkwargs > 0 && dict_next(kwargs, &position, &name, &value);) add_type(key, &at, value);
    return key;
}

/* What the cache has for KEY: 1 and *value new, 0, -1. */
static int look_up(Rt *rt, const LruCache *lru, Ref key, ptrdiff_t hash, Own *value)
{
    Ref found = NULL;
    if (dict_find(rt, lru->cache, key, hash, &found) == KEY_ERROR) return -1;
    *value = new_ref_or_null(found);
    return found != NULL;
}

/* --- calls */

static Own call_unbounded(Rt *rt, LruCache *lru, Ref key, ptrdiff_t hash, Ref args, Ref kwargs)
{
    Own result = NULL;
    int found = look_up(rt, lru, key, hash, &result);
    if (found != 0) {
        lru->hits += found > 0;
        return result;
    }
    lru->misses++;
    result = call_tuple(rt, lru->function, args, kwargs);
    if (result != NULL && dict_insert(rt, lru->cache, key, hash, result) < 0) release_clear(rt, &result);
    return result;
}

/* Stores RESULT under KEY in LINK (taken), which becomes the one used last.  0 or -1. */
static int store(Rt *rt, LruCache *lru, Own link, Ref key, ptrdiff_t hash, Ref result)
{
    Own old_key = STEAL(AS_LINK(link)->key), old_result = STEAL(AS_LINK(link)->result);
    AS_LINK(link)->key = new_ref(key);
    AS_LINK(link)->result = new_ref(result);
    AS_LINK(link)->hash = hash;
    int status = dict_insert(rt, lru->cache, key, hash, link);
    if (status == 0) list_put_last(lru, AS_LINK(link));
    release_all(rt, link, old_key, old_result);
    return status;
}

/* Takes the entry used longest ago out of the list and the dict: 1 and *link, 0 when the dict no
   longer had it, -1. */
static int take_oldest(Rt *rt, LruCache *lru, Own *link)
{
    Link *oldest = lru->oldest;
    Own held = new_ref(&oldest->head), key = new_ref(oldest->key);
    list_take_out(lru, oldest);
    Ref found = NULL;
    ptrdiff_t index = dict_find(rt, lru->cache, key, oldest->hash, &found);
    int status = index == KEY_ERROR ? -1 : found != NULL;
    if (status > 0 && dict_delete_at(rt, lru->cache, oldest->hash, index, link) < 0) status = -1;
    release_all(rt, key, held);
    return status;
}

/* RESULT of a call that was not in the cache, which is stored if there is a way. */
static int remember(Rt *rt, LruCache *lru, Ref key, ptrdiff_t hash, Ref result)
{
    Own link = NULL;
    int status = look_up(rt, lru, key, hash, &link);
    if (status != 0) {
        release(rt, link);
        return status < 0 ? -1 : 0;
    }
    if (dict_length(lru->cache) < lru->most || lru->oldest == NULL) {
        link = object_new(rt, RT_TYPE(rt, lru_link));
        return link == NULL ? -1 : store(rt, lru, link, key, hash, result);
    }
    status = take_oldest(rt, lru, &link);
    return status <= 0 ? status : store(rt, lru, link, key, hash, result);
}

static Own call_bounded(Rt *rt, LruCache *lru, Ref key, ptrdiff_t hash, Ref args, Ref kwargs)
{
    Own link = NULL, result = NULL;
    int found = look_up(rt, lru, key, hash, &link);
    if (found < 0) return NULL;
    if (found > 0) {
        if (lru->newest != AS_LINK(link) && (lru->oldest == AS_LINK(link) || AS_LINK(link)->previous != NULL)) {
            list_take_out(lru, AS_LINK(link));
            list_put_last(lru, AS_LINK(link));
        }
        lru->hits++;
        result = new_ref(AS_LINK(link)->result);
        release(rt, link);
        return result;
    }
    lru->misses++;
    result = call_tuple(rt, lru->function, args, kwargs);
    if (result != NULL && remember(rt, lru, key, hash, result) < 0) release_clear(rt, &result);
    return result;
}

static Own lru_call(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    LruCache *lru = AS_LRU(self);
    if (lru->most == 0) {
        lru->misses++;
        return call_tuple(rt, lru->function, args, kwargs);
    }
    Own key = key_of(rt, lru, args, kwargs), result = NULL;
    ptrdiff_t hash = key == NULL ? -1 : dict_key_hash(rt, key);
    if (hash != -1) result = (lru->most < 0 ? call_unbounded : call_bounded)(rt, lru, key, hash, args, kwargs);
    release(rt, key);
    return result;
}

static Own lru_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"user_function", "maxsize", "typed", "cache_info_type", NULL};
    static const ArgSpec spec = {"lru_cache", names, 4, 4, 0};
    Ref given[4];
    ptrdiff_t most = -1;
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return NULL;
    int typed = object_is_true(rt, given[2]);
    if (typed < 0) return NULL;
    if (given[0]->type->slots.tp_call == NULL) return error_raise(rt, TYPE_TypeError, "the first argument must be callable");
    if (given[1] != rt->none) {
        if (!number_has_index(given[1])) return error_raise(rt, TYPE_TypeError, "maxsize should be integer or None");
        most = number_as_size(rt, given[1], TYPE_OverflowError);
        if (most == -1 && rt_is_pending(rt)) return NULL;
        if (most < 0) most = 0;
    }
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    LruCache *lru = AS_LRU(self);
    lru->most = most;
    lru->typed = typed;
    lru->function = new_ref(given[0]);
    lru->info_type = new_ref(given[3]);
    lru->cache = dict_new(rt);
    lru->mark = lru->cache == NULL ? NULL : object_new(rt, RT_TYPE(rt, object));
    if (lru->mark == NULL) release_clear(rt, &self);
    return self;
}

/* --- methods */

static Own lru_cache_info(Rt *rt, Ref self)
{
    const LruCache *lru = AS_LRU(self);
    Own hits = int_new(rt, lru->hits), misses = int_new(rt, lru->misses), most = lru->most < 0 ? none_new(rt) : int_new(rt, lru->most);
    Own size = int_new(rt, dict_length(lru->cache)), result = NULL;
    if (hits != NULL && misses != NULL && most != NULL && size != NULL) result = call_vector(rt, lru->info_type, (const Ref[]){hits, misses, most, size}, 4, NULL);
    release_all(rt, hits, misses, most, size);
    return result;
}

static Own lru_cache_clear(Rt *rt, Ref self)
{
    LruCache *lru = AS_LRU(self);
    lru->hits = lru->misses = 0;
    forget_list(lru);
    return dict_clear(rt, lru->cache) < 0 ? NULL : none_new(rt);
}

static Own lru_reduce(Rt *rt, Ref self)
{
    return object_attr_get(rt, self, RT_NAME(rt, __qualname__));
}

static Own lru_deepcopy(Rt *rt, Ref self, Ref memo)
{
    return object_itself(rt, self);
}

static Own lru_get(Rt *rt, Ref self, Ref instance, Ref owner)
{
    return instance == NULL || instance == rt->none ? new_ref(self) : method_new(rt, self, instance);
}

const TypeSpec functools_lru_cache_type_spec = {
    .name = "functools._lru_cache_wrapper",
    .basicsize = sizeof(LruCache),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_METHOD_DESCRIPTOR,
    .dict_offset = offsetof(LruCache, dict),
    .weaklist_offset = offsetof(LruCache, weakrefs),
    .doc = "Create a cached callable that wraps another function.\n\nuser_function:      the function being cached\nmaxsize:  0         for no caching\n          None      for unlimited cache size\n          n         for a bounded cache\ntyped:    False     cache f(3) and f(3.0) as identical calls\n          True      cache f(3) and f(3.0) as distinct calls\ncache_info_type:    namedtuple class with the fields:\n                        hits misses currsize maxsize\n",
    .owned = OWNED(LruCache, function, dict),
    .slots = {
        .tp_traverse = lru_traverse,
        .tp_clear = lru_clear,
        .tp_dealloc = lru_dealloc,
        .tp_new = lru_new,
        .tp_call = lru_call,
        .tp_descr_get = lru_get,
    },
    .methods = METHODS(
        {"cache_info", METHOD_NOARGS, {.unary = lru_cache_info}, "cache_info($self, /)\n--\n\nReport cache statistics", 0},
        {"cache_clear", METHOD_NOARGS, {.unary = lru_cache_clear}, "cache_clear($self, /)\n--\n\nClear the cache and cache statistics", 0},
        {"__reduce__", METHOD_NOARGS, {.unary = lru_reduce}, NULL, 0},
        {"__copy__", METHOD_NOARGS, {.unary = object_itself}, NULL, 0},
        {"__deepcopy__", METHOD_O, {.binary = lru_deepcopy}, NULL, 0}),
    .getset = fixed_dict_getset,
};
