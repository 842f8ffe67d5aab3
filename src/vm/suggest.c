/* Likeness is the cost of turning one name into the other: 2 for a letter put in, left out or changed, 1
   for a change of case; a third of the letters at most.  The first of the cheapest names wins, as in
   CPython: attributes in the order of dir(); names of variables, then globals, then builtins. */
#include "vm/suggest.h"

#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/exc_struct.h"
#include "objects/listobj.h"
#include "objects/strobj.h"
#include "vm/frameobj.h"
#include "vm/traceback.h"

enum { COST_MOVE = 2, COST_CASE = 1, NAME_MAX_LENGTH = 40, CANDIDATES_MAX = 750 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static ptrdiff_t change_cost(char a, char b)
{
    if (a == b) return 0;
    return lower(a) == lower(b) ? COST_CASE : COST_MOVE;
}

typedef struct Word {
    const char *bytes;
    ptrdiff_t size;
} Word;

static void trim_common(Word *a, Word *b)
{
    for (; a->size > 0 && b->size > 0 && a->bytes[0] == b->bytes[0]; a->size--, b->size--) a->bytes++, b->bytes++;
    while (a->size > 0 && b->size > 0 && a->bytes[a->size - 1] == b->bytes[b->size - 1]) a->size--, b->size--;
}

/* The cost of making A from B, or something over MOST.  One row of the usual table is kept: costs[i] is
   that of the first i + 1 bytes of A from what was read of B. */
static ptrdiff_t word_distance(Word a, Word b, ptrdiff_t most)
{
    trim_common(&a, &b);
    if (a.size == 0 || b.size == 0) return (a.size + b.size) * COST_MOVE;
    if (a.size > NAME_MAX_LENGTH || b.size > NAME_MAX_LENGTH) return most + 1;
    if (b.size < a.size) {
        Word kept = a;
        a = b;
        b = kept;
    }
    if ((b.size - a.size) * COST_MOVE > most) return most + 1;
    ptrdiff_t costs[NAME_MAX_LENGTH], result = 0;
    for (ptrdiff_t i = 0; i < a.size; i++) costs[i] = (i + 1) * COST_MOVE;
    for (ptrdiff_t j = 0; j < b.size; j++) {
        ptrdiff_t before = result = j * COST_MOVE, least = PTRDIFF_MAX;
        for (ptrdiff_t i = 0; i < a.size; i++) {
            ptrdiff_t change = before + change_cost(b.bytes[j], a.bytes[i]);
            before = costs[i];
            ptrdiff_t move = (result < before ? result : before) + COST_MOVE;
            costs[i] = result = move < change ? move : change;
            if (result < least) least = result;
        }
        if (least > most) return most + 1;
    }
    return result;
}

/* UTF-8 of an ASCII str; false for others, which are never suggested nor looked for. */
static bool word_of(Ref text, Word *word)
{
    if (!is_str(text) || !AS_STR(text)->ascii) return false;
    *word = (Word){AS_STR(text)->data, str_length(text)};
    return true;
}

/* The str in LIST (taken) that is most like NAME; NULL: none, or LIST is NULL. */
static Own most_alike(Rt *rt, Own list, Ref name)
{
    Ref best = NULL;
    ptrdiff_t distance = PTRDIFF_MAX;
    Word wanted, word;
    bool usable = list != NULL && is_list(list) && list_length(list) < CANDIDATES_MAX && word_of(name, &wanted);
    for (ptrdiff_t i = 0; usable && i < list_length(list); i++) {
        Ref item = list_peek(list, i);
        if (!is_str(item)) {
            best = NULL;
            break;
        }
        if (!word_of(item, &word) || str_equal(item, name)) continue;
        ptrdiff_t most = (wanted.size + word.size + 3) * COST_MOVE / 6;
        if (most > distance - 1) most = distance - 1;
        ptrdiff_t cost = word_distance(wanted, word, most);
        if (cost > most) continue;
        best = item;
        distance = cost;
    }
    Own result = new_ref_or_null(best);
    release(rt, list);
    error_clear(rt);
    return result;
}

static Own alike_variable(Rt *rt, Ref exception, Ref name)
{
    Ref trail = AS_EXCEPTION(exception)->traceback;
    if (trail == NULL) return NULL;
    while (AS_TRACEBACK(trail)->next != NULL) trail = AS_TRACEBACK(trail)->next;
    const Frame *frame = AS_FRAME(AS_TRACEBACK(trail)->frame)->frame;
    if (frame->code == NULL) return NULL;
    Own names = code_varnames(rt, frame->code);
    Own found = most_alike(rt, names == NULL ? NULL : sequence_to_list(rt, names), name);
    release(rt, names);
    if (found == NULL) found = most_alike(rt, sequence_to_list(rt, frame->globals), name);
    return found != NULL ? found : most_alike(rt, sequence_to_list(rt, frame->builtins), name);
}

Own suggestion_for(Rt *rt, Ref exception)
{
    Own found = NULL;
    if (exception->type == RT_TYPE(rt, AttributeError)) {
        const AttributeErrorObj *error = (const AttributeErrorObj *)exception;
        if (error->name != NULL && error->obj != NULL) found = most_alike(rt, object_dir(rt, error->obj), error->name);
    } else if (exception->type == RT_TYPE(rt, NameError)) {
        Ref name = ((const NameErrorObj *)exception)->name;
        if (name != NULL) found = alike_variable(rt, exception, name);
    }
    error_clear(rt);
    return found;
}
