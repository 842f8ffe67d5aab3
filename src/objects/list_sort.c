/* list.sort: Tim Peters' merge sort, in the version of CPython 3.11.  Runs that are already in order
   are found and merged pairwise, in the order that "powersort" gives; a merge that keeps taking from
   one side gallops.  The comparisons made, and their order, are CPython's, so that a program which
   watches them sees the same.

   While the sort runs the list is empty, and must still be so at the end. */
#include <string.h>

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/list_impl.h"
#include "objects/strobj.h"

enum { MIN_GALLOP = 7, MAX_RUNS = 85, RUN_LIMIT = 64 };

/* What is sorted by `keys`; `values` move along when there is a key function. */
typedef struct Span {
    Own *keys;
    Own *values; /* or NULL */
} Span;

typedef struct Run {
    Span base;
    ptrdiff_t length;
    int power;
} Run;

typedef struct Merge {
    Rt *rt;
    ptrdiff_t min_gallop;
    ptrdiff_t list_length;
    Own *base_keys;
    Span scratch;
    ptrdiff_t scratch_length;
    Run runs[MAX_RUNS];
    int run_count;
} Merge;

/* x < y: 1, 0, -1. */
static int less(Rt *rt, Ref x, Ref y)
{
    if (UNLIKELY(rt->interrupts != 0) && error_poll(rt) < 0) return -1;
    if (is_exact(x, TYPE_int) && is_exact(y, TYPE_int) && int_is_small(x) && int_is_small(y)) {
        return int_small_value(x) < int_small_value(y);
    }
    if (is_exact(x, TYPE_str) && is_exact(y, TYPE_str)) return str_compare_order(x, y) < 0;
    if (is_exact(x, TYPE_float) && is_exact(y, TYPE_float)) return AS_FLOAT(x)->value < AS_FLOAT(y)->value;
    Own answer = object_compare(rt, x, y, COMPARE_LT);
    if (answer == NULL) return -1;
    int truth = object_is_true(rt, answer);
    release(rt, answer);
    return truth;
}

static Span span_at(Span span, ptrdiff_t offset)
{
    return (Span){span.keys + offset, span.values == NULL ? NULL : span.values + offset};
}

static void span_copy(Span to, ptrdiff_t at, Span from, ptrdiff_t start)
{
    to.keys[at] = from.keys[start];
    if (to.values != NULL) to.values[at] = from.values[start];
}

static void span_move(Span to, Span from, ptrdiff_t count)
{
    memmove(to.keys, from.keys, (size_t)count * sizeof(Own));
    if (to.values != NULL) memmove(to.values, from.values, (size_t)count * sizeof(Own));
}

static void reverse_array(Own *items, ptrdiff_t count)
{
    for (ptrdiff_t low = 0, high = count - 1; low < high; low++, high--) {
        Own item = items[low];
        items[low] = items[high];
        items[high] = item;
    }
}

static void span_reverse(Span span, ptrdiff_t count)
{
    reverse_array(span.keys, count);
    if (span.values != NULL) reverse_array(span.values, count);
}

/* Sorts span[0..count), of which the first START are in order, by inserting one after the other. */
static int insert_binary(Rt *rt, Span span, ptrdiff_t count, ptrdiff_t start)
{
    for (ptrdiff_t i = start == 0 ? 1 : start; i < count; i++) {
        ptrdiff_t low = 0, high = i;
        Own pivot = span.keys[i];
        while (low < high) {
            ptrdiff_t middle = low + (high - low) / 2;
            int before = less(rt, pivot, span.keys[middle]);
            if (before < 0) return -1;
            if (before) high = middle;
            else low = middle + 1;
        }
        memmove(span.keys + low + 1, span.keys + low, (size_t)(i - low) * sizeof(Own));
        span.keys[low] = pivot;
        if (span.values == NULL) continue;
        Own value = span.values[i];
        memmove(span.values + low + 1, span.values + low, (size_t)(i - low) * sizeof(Own));
        span.values[low] = value;
    }
    return 0;
}

/* The length of the run at the start of keys[0..count); strictly descending ones are reported so. */
static ptrdiff_t count_run(Rt *rt, Own const *keys, ptrdiff_t count, bool *descending)
{
    *descending = false;
    if (count == 1) return 1;
    int down = less(rt, keys[1], keys[0]);
    if (down < 0) return -1;
    *descending = down;
    ptrdiff_t n = 2;
    for (; n < count; n++) {
        int before = less(rt, keys[n], keys[n - 1]);
        if (before < 0) return -1;
        if (before != down) break;
    }
    return n;
}

/* Before which of a[0..n) KEY belongs: left of equal ones, searching from HINT in growing leaps. */
static ptrdiff_t gallop_left(Rt *rt, Ref key, Own const *a, ptrdiff_t n, ptrdiff_t hint)
{
    ptrdiff_t last = 0, offset = 1;
    int before = less(rt, a[hint], key);
    if (before < 0) return -1;
    ptrdiff_t limit = before ? n - hint : hint + 1;
    while (offset < limit) {
        int go = before ? less(rt, a[hint + offset], key) : less(rt, a[hint - offset], key);
        if (go < 0) return -1;
        if (go != before) break;
        last = offset;
        offset = (offset << 1) + 1;
    }
    if (offset > limit) offset = limit;
    if (before) {
        last += hint;
        offset += hint;
    } else {
        ptrdiff_t k = last;
        last = hint - offset;
        offset = hint - k;
    }
    for (last++; last < offset;) {
        ptrdiff_t middle = last + ((offset - last) >> 1);
        int right = less(rt, a[middle], key);
        if (right < 0) return -1;
        if (right) last = middle + 1;
        else offset = middle;
    }
    return offset;
}

/* The same, but right of equal ones. */
static ptrdiff_t gallop_right(Rt *rt, Ref key, Own const *a, ptrdiff_t n, ptrdiff_t hint)
{
    ptrdiff_t last = 0, offset = 1;
    int before = less(rt, key, a[hint]);
    if (before < 0) return -1;
    ptrdiff_t limit = before ? hint + 1 : n - hint;
    while (offset < limit) {
        int go = before ? less(rt, key, a[hint - offset]) : less(rt, key, a[hint + offset]);
        if (go < 0) return -1;
        if (go != before) break;
        last = offset;
        offset = (offset << 1) + 1;
    }
    if (offset > limit) offset = limit;
    if (before) {
        ptrdiff_t k = last;
        last = hint - offset;
        offset = hint - k;
    } else {
        last += hint;
        offset += hint;
    }
    for (last++; last < offset;) {
        ptrdiff_t middle = last + ((offset - last) >> 1);
        int left = less(rt, key, a[middle]);
        if (left < 0) return -1;
        if (left) offset = middle;
        else last = middle + 1;
    }
    return offset;
}

static int scratch_reserve(Merge *merge, ptrdiff_t count)
{
    if (count <= merge->scratch_length) return 0;
    bool with_values = merge->scratch.values != NULL || merge->runs[0].base.values != NULL;
    heap_free(merge->rt, merge->scratch.keys);
    merge->scratch = (Span){NULL, NULL};
    merge->scratch_length = 0;
    Own *keys = heap_alloc(merge->rt, (size_t)count * (with_values ? 2 : 1) * sizeof(Own));
    if (keys == NULL) return -1;
    merge->scratch = (Span){keys, with_values ? keys + count : NULL};
    merge->scratch_length = count;
    return 0;
}

/* Merges a[0..na) and b[0..nb), which follow each other, na <= nb, from the left: a is moved to
   the scratch space first.  `at` is where the next item goes; the gap before b is as long as what is
   left of a. */
static int merge_low(Merge *merge, Span a, ptrdiff_t na, Span b, ptrdiff_t nb)
{
    Rt *rt = merge->rt;
    if (scratch_reserve(merge, na) < 0) return -1;
    span_move(merge->scratch, a, na);
    Span at = a;
    a = merge->scratch;
    int status = -1;
    ptrdiff_t min_gallop = merge->min_gallop, k;
#define TAKE_A() (span_copy(at, 0, a, 0), at = span_at(at, 1), a = span_at(a, 1), --na)
#define TAKE_B() (span_copy(at, 0, b, 0), at = span_at(at, 1), b = span_at(b, 1), --nb)
    TAKE_B();
    if (nb == 0) goto succeed;
    if (na == 1) goto copy_b;
    for (;;) {
        ptrdiff_t a_wins = 0, b_wins = 0;
        for (;;) {
            int before = less(rt, b.keys[0], a.keys[0]);
            if (before < 0) goto fail;
            if (before) {
                b_wins++;
                a_wins = 0;
                if (TAKE_B() == 0) goto succeed;
                if (b_wins >= min_gallop) break;
            } else {
                a_wins++;
                b_wins = 0;
                if (TAKE_A() == 1) goto copy_b;
                if (a_wins >= min_gallop) break;
            }
        }
        min_gallop++;
        do {
            min_gallop -= min_gallop > 1;
            merge->min_gallop = min_gallop;
            a_wins = k = gallop_right(rt, b.keys[0], a.keys, na, 0);
            if (k < 0) goto fail;
            if (k > 0) {
                span_move(at, a, k);
                at = span_at(at, k);
                a = span_at(a, k);
                na -= k;
                if (na == 1) goto copy_b;
                if (na == 0) goto succeed; /* only with an inconsistent comparison */
            }
            if (TAKE_B() == 0) goto succeed;
            b_wins = k = gallop_left(rt, a.keys[0], b.keys, nb, 0);
            if (k < 0) goto fail;
            if (k > 0) {
                span_move(at, b, k);
                at = span_at(at, k);
                b = span_at(b, k);
                nb -= k;
                if (nb == 0) goto succeed;
            }
            if (TAKE_A() == 1) goto copy_b;
        } while (a_wins >= MIN_GALLOP || b_wins >= MIN_GALLOP);
        merge->min_gallop = ++min_gallop;
    }
succeed:
    status = 0;
fail:
    if (na > 0) span_move(at, a, na);
    return status;
copy_b:
    span_move(at, b, nb);
    span_copy(at, nb, a, 0);
    return 0;
#undef TAKE_A
#undef TAKE_B
}

/* The same from the right, for na >= nb: b is moved to the scratch space. */
static int merge_high(Merge *merge, Span a, ptrdiff_t na, Span b, ptrdiff_t nb)
{
    Rt *rt = merge->rt;
    if (scratch_reserve(merge, nb) < 0) return -1;
    Span at = span_at(b, nb - 1), base_a = a, base_b = merge->scratch;
    span_move(merge->scratch, b, nb);
    b = span_at(base_b, nb - 1);
    a = span_at(a, na - 1);
    int status = -1;
    ptrdiff_t min_gallop = merge->min_gallop, k;
#define TAKE_A() (span_copy(at, 0, a, 0), at = span_at(at, -1), a = span_at(a, -1), --na)
#define TAKE_B() (span_copy(at, 0, b, 0), at = span_at(at, -1), b = span_at(b, -1), --nb)
    TAKE_A();
    if (na == 0) goto succeed;
    if (nb == 1) goto copy_a;
    for (;;) {
        ptrdiff_t a_wins = 0, b_wins = 0;
        for (;;) {
            int before = less(rt, b.keys[0], a.keys[0]);
            if (before < 0) goto fail;
            if (before) {
                a_wins++;
                b_wins = 0;
                if (TAKE_A() == 0) goto succeed;
                if (a_wins >= min_gallop) break;
            } else {
                b_wins++;
                a_wins = 0;
                if (TAKE_B() == 1) goto copy_a;
                if (b_wins >= min_gallop) break;
            }
        }
        min_gallop++;
        do {
            min_gallop -= min_gallop > 1;
            merge->min_gallop = min_gallop;
            k = gallop_right(rt, b.keys[0], base_a.keys, na, na - 1);
            if (k < 0) goto fail;
            a_wins = k = na - k;
            if (k > 0) {
                at = span_at(at, -k);
                a = span_at(a, -k);
                span_move(span_at(at, 1), span_at(a, 1), k);
                na -= k;
                if (na == 0) goto succeed;
            }
            if (TAKE_B() == 1) goto copy_a;
            k = gallop_left(rt, a.keys[0], base_b.keys, nb, nb - 1);
            if (k < 0) goto fail;
            b_wins = k = nb - k;
            if (k > 0) {
                at = span_at(at, -k);
                b = span_at(b, -k);
                span_move(span_at(at, 1), span_at(b, 1), k);
                nb -= k;
                if (nb == 1) goto copy_a;
                if (nb == 0) goto succeed; /* only with an inconsistent comparison */
            }
            if (TAKE_A() == 0) goto succeed;
        } while (a_wins >= MIN_GALLOP || b_wins >= MIN_GALLOP);
        merge->min_gallop = ++min_gallop;
    }
succeed:
    status = 0;
fail:
    if (nb > 0) span_move(span_at(at, 1 - nb), base_b, nb);
    return status;
copy_a:
    at = span_at(at, -na);
    a = span_at(a, -na);
    span_move(span_at(at, 1), span_at(a, 1), na);
    span_copy(at, 0, b, 0);
    return 0;
#undef TAKE_A
#undef TAKE_B
}

/* Merges runs i and i + 1. */
static int merge_at(Merge *merge, int i)
{
    Rt *rt = merge->rt;
    Span a = merge->runs[i].base, b = merge->runs[i + 1].base;
    ptrdiff_t na = merge->runs[i].length, nb = merge->runs[i + 1].length;
    merge->runs[i].length = na + nb;
    if (i == merge->run_count - 3) merge->runs[i + 1] = merge->runs[i + 2];
    merge->run_count--;
    ptrdiff_t k = gallop_right(rt, b.keys[0], a.keys, na, 0);
    if (k < 0) return -1;
    a = span_at(a, k);
    na -= k;
    if (na == 0) return 0;
    nb = gallop_left(rt, a.keys[na - 1], b.keys, nb, nb - 1);
    if (nb <= 0) return (int)nb;
    return na <= nb ? merge_low(merge, a, na, b, nb) : merge_high(merge, a, na, b, nb);
}

/* How deep in a nearly balanced tree of merges the border between two runs lies. */
static int run_power(ptrdiff_t start, ptrdiff_t n1, ptrdiff_t n2, ptrdiff_t n)
{
    int result = 0;
    ptrdiff_t a = 2 * start + n1, b = a + n1 + n2;
    for (;;) {
        result++;
        if (a >= n) {
            a -= n;
            b -= n;
        } else if (b >= n) {
            return result;
        }
        a <<= 1;
        b <<= 1;
    }
}

static int found_new_run(Merge *merge, ptrdiff_t n2)
{
    if (merge->run_count == 0) return 0;
    const Run *last = &merge->runs[merge->run_count - 1];
    int power = run_power(last->base.keys - merge->base_keys, last->length, n2, merge->list_length);
    while (merge->run_count > 1 && merge->runs[merge->run_count - 2].power > power) {
        if (merge_at(merge, merge->run_count - 2) < 0) return -1;
    }
    merge->runs[merge->run_count - 1].power = power;
    return 0;
}

static int collapse_all(Merge *merge)
{
    while (merge->run_count > 1) {
        int n = merge->run_count - 2;
        if (n > 0 && merge->runs[n - 1].length < merge->runs[n + 1].length) n--;
        if (merge_at(merge, n) < 0) return -1;
    }
    return 0;
}

/* Between 32 and 64, so that the count is a little less than a power of two of such runs. */
static ptrdiff_t shortest_run(ptrdiff_t n)
{
    ptrdiff_t more = 0;
    for (; n >= RUN_LIMIT; n >>= 1) more |= n & 1;
    return n + more;
}

static int sort_span(Rt *rt, Span span, ptrdiff_t length)
{
    Merge merge = {.rt = rt, .min_gallop = MIN_GALLOP, .list_length = length, .base_keys = span.keys};
    ptrdiff_t remaining = length, least = shortest_run(length);
    int status = 0;
    while (remaining > 0 && status == 0) {
        bool descending;
        ptrdiff_t n = count_run(rt, span.keys, remaining, &descending);
        if (n < 0) status = -1;
        if (status == 0 && descending) span_reverse(span, n);
        if (status == 0 && n < least) {
            ptrdiff_t forced = remaining <= least ? remaining : least;
            status = insert_binary(rt, span, forced, n);
            n = forced;
        }
        if (status == 0) status = found_new_run(&merge, n);
        if (status < 0) break;
        merge.runs[merge.run_count++] = (Run){span, n, 0};
        span = span_at(span, n);
        remaining -= n;
    }
    if (status == 0) status = collapse_all(&merge);
    heap_free(rt, merge.scratch.keys);
    return status;
}

/* The keys of ITEMS, computed in order; NULL + exception. */
static Own *make_keys(Rt *rt, Ref function, Own const *items, ptrdiff_t count)
{
    Own *keys = heap_alloc(rt, (size_t)(count > 0 ? count : 1) * sizeof(Own));
    if (keys == NULL) return NULL;
    for (ptrdiff_t i = 0; i < count; i++) {
        keys[i] = call_one(rt, function, items[i]);
        if (keys[i] != NULL) continue;
        while (i-- > 0) release(rt, keys[i]);
        heap_free(rt, keys);
        return NULL;
    }
    return keys;
}

/* Sorts descending by reversing before and after, which keeps equal items in order. */
static int sort_items(Rt *rt, Own *items, ptrdiff_t count, Ref key, bool reverse)
{
    Span span = {items, NULL};
    if (key != NULL) {
        Own *keys = make_keys(rt, key, items, count);
        if (keys == NULL) return -1;
        span = (Span){keys, items};
    }
    if (reverse && count > 1) span_reverse(span, count);
    int status = count > 1 ? sort_span(rt, span, count) : 0;
    if (reverse && count > 1) span_reverse(span, count);
    if (key != NULL) {
        for (ptrdiff_t i = 0; i < count; i++) release(rt, span.keys[i]);
        heap_free(rt, span.keys);
    }
    return status;
}

int list_sort(Rt *rt, Ref list, Ref key, bool reverse)
{
    ListObj *self = AS_LIST(list);
    Own *items = self->items, *strays;
    ptrdiff_t length = self->head.length, allocated = self->allocated, stray_count;
    list_heard(rt, list, WRITE_CLEAR, -1, NULL, NULL); /* keys and comparisons find it empty */
    self->items = NULL;
    self->head.length = 0;
    self->allocated = -1; /* any append resets it */
    int status = sort_items(rt, items, length, key, reverse);
    if (self->allocated != -1 && status == 0) {
        status = error_raise_int(rt, TYPE_ValueError, "list modified during sort");
    }
    strays = self->items;
    stray_count = self->head.length;
    self->items = items;
    self->head.length = length;
    self->allocated = allocated;
    list_heard(rt, list, WRITE_REORDER, -1, NULL, NULL);
    for (ptrdiff_t i = stray_count; strays != NULL && i-- > 0;) release(rt, strays[i]);
    heap_free(rt, strays);
    return status;
}
