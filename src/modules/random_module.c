/* The module _random: the Mersenne Twister MT19937, seeded as CPython seeds it, so that the same seed
   gives the same numbers to the last bit. */
#include <string.h>

#include "memory/heap.h"
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/tupleobj.h"

enum { STATE_WORDS = 624, SHIFT_WORDS = 397 };

typedef struct RandomObj {
    Obj head;
    int32_t index; /* of the word to give next; STATE_WORDS: all are used up */
    uint32_t state[STATE_WORDS];
} RandomObj;
#define AS_RANDOM(ref) ((RandomObj *)(uintptr_t)(ref))

/* --- the generator */

static uint32_t twist(uint32_t upper, uint32_t lower)
{
    uint32_t mixed = (upper & 0x80000000u) | (lower & 0x7FFFFFFFu);
    return mixed >> 1 ^ (mixed & 1 ? 0x9908B0DFu : 0);
}

static uint32_t next_word(RandomObj *self)
{
    uint32_t *state = self->state;
    if (self->index >= STATE_WORDS) {
        for (int i = 0; i < STATE_WORDS; i++) state[i] = state[(i + SHIFT_WORDS) % STATE_WORDS] ^ twist(state[i], state[(i + 1) % STATE_WORDS]);
        self->index = 0;
    }
    uint32_t word = state[self->index++];
    word ^= word >> 11;
    word ^= word << 7 & 0x9D2C5680u;
    word ^= word << 15 & 0xEFC60000u;
    return word ^ word >> 18;
}

static void seed_with_word(RandomObj *self, uint32_t seed)
{
    self->state[0] = seed;
    for (uint32_t i = 1; i < STATE_WORDS; i++) self->state[i] = 1812433253u * (self->state[i - 1] ^ self->state[i - 1] >> 30) + i;
    self->index = STATE_WORDS;
}

static void seed_with_key(RandomObj *self, const uint32_t *key, size_t length)
{
    uint32_t *state = self->state;
    size_t i = 1, j = 0;
    seed_with_word(self, 19650218u);
    for (size_t left = length > STATE_WORDS ? length : STATE_WORDS; left > 0; left--) {
        state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >> 30) * 1664525u) + key[j] + (uint32_t)j;
        if (++i == STATE_WORDS) {
            state[0] = state[STATE_WORDS - 1];
            i = 1;
        }
        if (++j == length) j = 0;
    }
    for (size_t left = STATE_WORDS - 1; left > 0; left--) {
        state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >> 30) * 1566083941u) - (uint32_t)i;
        if (++i == STATE_WORDS) {
            state[0] = state[STATE_WORDS - 1];
            i = 1;
        }
    }
    state[0] = 0x80000000u;
}

/* --- seeding */

/* The number, not negative, that ARG stands for: an int's absolute value, or a hash. */
static Own seed_number(Rt *rt, Ref arg)
{
    if (is_int(arg)) return RT_TYPE(rt, int)->slots.nb_absolute(rt, arg);
    ptrdiff_t hash = object_hash(rt, arg);
    return hash == -1 ? NULL : int_new_unsigned(rt, (uint64_t)hash);
}

static int seed_from_world(Rt *rt, RandomObj *self)
{
    uint32_t key[STATE_WORDS];
    if (rt->world->random_bytes(rt->world, key, sizeof key) < 0) return error_raise_int(rt, TYPE_OSError, "no random numbers");
    seed_with_key(self, key, STATE_WORDS);
    return 0;
}

static int seed(Rt *rt, RandomObj *self, Ref arg)
{
    if (arg == NULL || arg == rt->none) return seed_from_world(rt, self);
    Own number = seed_number(rt, arg);
    if (number == NULL) return -1;
    size_t bits = int_bit_length(number), length = bits == 0 ? 1 : (bits - 1) / 32 + 1;
    uint32_t *key = heap_alloc(rt, length * sizeof *key);
    int status = key == NULL ? -1 : int_to_bytes(rt, number, (unsigned char *)key, length * sizeof *key, true, false);
    if (status == 0) seed_with_key(self, key, length);
    heap_free(rt, key);
    release(rt, number);
    return status;
}

static int random_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    bool plain = is_exact(self, TYPE_random) || self->type->slots.tp_init == random_init;
    if (plain && args_no_keywords(rt, "Random", kwargs) < 0) return -1;
    if (tuple_length(args) > 1) return error_raise_int(rt, TYPE_TypeError, "Random() requires 0 or 1 argument");
    return seed(rt, AS_RANDOM(self), tuple_length(args) == 1 ? tuple_peek(args, 0) : NULL);
}

/* --- methods */

static Own random_random(Rt *rt, Ref self)
{
    uint32_t high = next_word(AS_RANDOM(self)) >> 5, low = next_word(AS_RANDOM(self)) >> 6;
    return float_new(rt, (high * 67108864.0 + low) * (1.0 / 9007199254740992.0));
}

static Own random_seed(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return seed(rt, AS_RANDOM(self), nargs > 0 ? args[0] : NULL) < 0 ? NULL : none_new(rt);
}

static Own random_getstate(Rt *rt, Ref self)
{
    const RandomObj *random = AS_RANDOM(self);
    Own state = tuple_new(rt, STATE_WORDS + 1);
    for (int i = 0; state != NULL && i <= STATE_WORDS; i++) {
        Own word = i < STATE_WORDS ? int_new(rt, random->state[i]) : int_new(rt, random->index);
        if (word == NULL) release_clear(rt, &state);
        else tuple_take(state, i, word);
    }
    return state;
}

/* An item of a state as a C unsigned long. */
static int read_word(Rt *rt, Ref item, uint64_t *word)
{
    if (!is_int(item)) return error_raise_int(rt, TYPE_TypeError, "an integer is required");
    if (int_sign(item) < 0) return error_raise_int(rt, TYPE_OverflowError, "can't convert negative value to unsigned int");
    unsigned char bytes[8];
    if (int_bit_length(item) > 64) return error_raise_int(rt, TYPE_OverflowError, "Python int too large to convert to C unsigned long");
    if (int_to_bytes(rt, item, bytes, sizeof bytes, true, false) < 0) return -1;
    *word = 0;
    for (int i = 7; i >= 0; i--) *word = *word << 8 | bytes[i];
    return 0;
}

static Own random_setstate(Rt *rt, Ref self, Ref state)
{
    uint32_t words[STATE_WORDS];
    uint64_t word = 0;
    if (!is_tuple(state)) return error_raise(rt, TYPE_TypeError, "state vector must be a tuple");
    if (tuple_length(state) != STATE_WORDS + 1) return error_raise(rt, TYPE_ValueError, "state vector is the wrong size");
    for (int i = 0; i < STATE_WORDS; i++) {
        if (read_word(rt, tuple_peek(state, i), &word) < 0) return NULL;
        words[i] = (uint32_t)word;
    }
    int overflow = 0;
    Ref last = tuple_peek(state, STATE_WORDS);
    if (!is_int(last)) return error_raise(rt, TYPE_TypeError, "an integer is required");
    int64_t index = int_value_overflow(last, &overflow);
    if (overflow != 0) return error_raise(rt, TYPE_OverflowError, "Python int too large to convert to C long");
    if (index < 0 || index > STATE_WORDS) return error_raise(rt, TYPE_ValueError, "invalid state");
    AS_RANDOM(self)->index = (int32_t)index;
    memcpy(AS_RANDOM(self)->state, words, sizeof words);
    return none_new(rt);
}

/* COUNT bits, the words in order from the least significant. */
static Own random_bits(Rt *rt, RandomObj *self, int64_t count)
{
    size_t length = (size_t)(count - 1) / 32 + 1;
    uint32_t *words = heap_alloc(rt, length * sizeof *words);
    if (words == NULL) return NULL;
    for (size_t i = 0; i < length; i++, count -= 32) words[i] = next_word(self) >> (count < 32 ? 32 - count : 0);
    Own number = int_from_bytes(rt, (const unsigned char *)words, length * sizeof *words, true, false);
    heap_free(rt, words);
    return number;
}

static Own random_getrandbits(Rt *rt, Ref self, Ref arg)
{
    int overflow;
    Own number = number_index(rt, arg);
    if (number == NULL) return NULL;
    int64_t count = int_value_overflow(number, &overflow);
    release(rt, number);
    if (overflow != 0 || count > INT32_MAX || count < INT32_MIN) return error_raise(rt, TYPE_OverflowError, "Python int too large to convert to C int");
    if (count < 0) return error_raise(rt, TYPE_ValueError, "number of bits must be non-negative");
    if (count == 0) return int_new(rt, 0);
    if (count <= 32) return int_new(rt, next_word(AS_RANDOM(self)) >> (32 - count));
    return random_bits(rt, AS_RANDOM(self), count);
}

static const TypeSpec random_type_spec = {
    .name = "_random.Random",
    .id = TYPE_random,
    .basicsize = sizeof(RandomObj),
    .flags = TYPE_FLAG_BASE,
    .doc = "Random() -> create a random number generator with its own internal state.",
    .slots = {.tp_new = plain_tp_new, .tp_init = random_init},
    .methods = METHODS(
        {"random", METHOD_NOARGS, {.unary = random_random}, "random($self, /)\n--\n\nrandom() -> x in the interval [0, 1).", 0},
        {"seed", METHOD_FASTCALL, {.fast = random_seed, .most = 1}, "seed($self, n=None, /)\n--\n\nBegins the numbers that n stands for; by chance without it.", 0},
        {"getstate", METHOD_NOARGS, {.unary = random_getstate}, "getstate($self, /)\n--\n\ngetstate() -> tuple containing the current state.", 0},
        {"setstate", METHOD_O, {.binary = random_setstate}, "setstate($self, state, /)\n--\n\nsetstate(state) -> None.  Restores generator state.", 0},
        {"getrandbits", METHOD_O, {.binary = random_getrandbits}, "getrandbits($self, k, /)\n--\n\ngetrandbits(k) -> x.  Generates an int with k random bits.", 0}),
};

const ModuleSpec _random_module_spec = {
    .name = "_random",
    .doc = "Module implements the Mersenne Twister random number generator.",
    .types = TYPES(&random_type_spec),
};
