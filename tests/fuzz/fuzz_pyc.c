/* Damages .pyc files, byte by byte and field by field, and looks at what is still accepted:
   reading, verifying, showing and writing must neither crash nor hang.

   usage: fuzz_pyc SECONDS SEED [COUNT]        (from the top folder) */
#include <string.h>

#include "cli/code_file.h"
#include "code/digest.h"
#include "code/disassemble.h"
#include "code/marshal.h"
#include "code/opcode.h"
#include "code/pyc.h"
#include "fuzzing.h"
#include "objects/error.h"
#include "pyc_fields.h"

static const char *const sources[] = {
    "tests/programs/language/fstrings.py",    "tests/programs/exceptions/flow.py",
    "tests/programs/generators/basics.py",  "tests/programs/functions/closures.py",
    "tests/programs/language/match.py",     "tests/programs/classes/basics.py",
    "tests/programs/exceptions/groups.py",  "tests/programs/generators/coroutines.py",
    "tests/programs/functions/arguments.py", "tests/programs/language/unpacking.py",
};

typedef struct Sample {
    Buf pyc;
    PycFields fields;
} Sample;

static void damage_bytes(Fuzzing *fuzzing, Buf *pyc)
{
    size_t room = pyc->length - PYC_HEADER_SIZE;
    for (uint32_t count = 1 + fuzzing_random(fuzzing, 3); count > 0; count--) {
        char *at = pyc->bytes + PYC_HEADER_SIZE + fuzzing_random(fuzzing, room);
        const char *other = pyc->bytes + PYC_HEADER_SIZE + fuzzing_random(fuzzing, room);
        switch (fuzzing_random(fuzzing, 4)) {
        case 0: *at = (char)fuzzing_random(fuzzing, 256); break;
        case 1: *at = (char)(*at ^ (1 << fuzzing_random(fuzzing, 8))); break;
        case 2: *at = (char)(*at + 1); break;
        case 3: *at = *other; break;
        }
    }
    if (fuzzing_random(fuzzing, 50) == 0) pyc->length = PYC_HEADER_SIZE + fuzzing_random(fuzzing, room);
}

static uint32_t opcode_any(Fuzzing *fuzzing)
{
    int op;
    do {
        op = (int)fuzzing_random(fuzzing, OPCODE_LIMIT);
    } while (!opcode_is_stored(op));
    return (uint32_t)op;
}

/* A new value for a field that holds OLD: what lies at a border, next to it, or anywhere. */
static uint32_t value_near(Fuzzing *fuzzing, uint32_t old)
{
    static const uint32_t borders[] = {0, 1, 2, 3, 127, 128, 255, 256, 0x7fff, 0x10000, 0x4000000, 0x3fffffff, 0x7fffffff, 0x80000000, 0xffffffff};
    switch (fuzzing_random(fuzzing, 5)) {
    case 0: return borders[fuzzing_random(fuzzing, ARRAY_LENGTH(borders))];
    case 1: return old + 1 + fuzzing_random(fuzzing, 3);
    case 2: return old - 1 - fuzzing_random(fuzzing, 3);
    case 3: return old ^ 1u << fuzzing_random(fuzzing, 32);
    default: return fuzzing_random(fuzzing, 256);
    }
}

static void damage_field(Fuzzing *fuzzing, Buf *pyc, const PycFields *fields)
{
    FieldKind kind = (FieldKind)fuzzing_random(fuzzing, FIELD_KINDS);
    if (fields->of[kind].length == 0) return;
    Field field = fields->of[kind].items[fuzzing_random(fuzzing, fields->of[kind].length)];
    char *at = pyc->bytes + field.at;
    uint32_t value = 0;
    memcpy(&value, at, field.size);
    value = kind == FIELD_OPCODE ? opcode_any(fuzzing) : value_near(fuzzing, value);
    memcpy(at, &value, field.size);
}

static void try_one(Fuzzing *fuzzing, Rt *rt, const Buf *pyc)
{
    Buf out = BUF_INIT;
    Own code = pyc_read(rt, pyc->bytes, pyc->length, "fuzz.pyc", NULL, MARSHAL_PROVE_NOW);
    int status = code == NULL ? -1 : disassemble(rt, code, &out);
    if (code != NULL) fuzzing->accepted++;
    if (status == 0) status = code_digest(rt, code, "fuzz.py", true, &out);
    if (status == 0) status = marshal_write(rt, code, MARSHAL_VERSION, &out);
    if (rt_is_pending(rt) != (status < 0)) abort();
    if (status < 0) error_clear(rt);
    release(rt, code);
    buf_fini(&out);
}

static int sample_make(Rt *rt, const char *source, Sample *sample)
{
    PycHeader header = {.flags = PYC_TIMESTAMP};
    Own code = code_file_load(rt, source, 0);
    int status = code == NULL ? -1 : pyc_write(rt, code, &header, &sample->pyc);
    release(rt, code);
    return status < 0 ? -1 : pyc_fields_find(&sample->pyc, &sample->fields);
}

int main(int argc, char **argv)
{
    Fuzzing fuzzing = fuzzing_begin(argc, argv, "build/fuzz_pyc.input");
    Sample samples[ARRAY_LENGTH(sources)] = {0};
    Buf pyc = BUF_INIT;
    Rt *rt = code_rt_new();
    if (rt == NULL) return 1;
    for (size_t i = 0; i < ARRAY_LENGTH(sources); i++) {
        if (sample_make(rt, sources[i], &samples[i]) == 0) continue;
        fprintf(stderr, "fuzz_pyc: no fields in %s\n", sources[i]);
        return 1;
    }
    while (fuzzing_goes_on(&fuzzing)) {
        const Sample *sample = &samples[fuzzing_random(&fuzzing, ARRAY_LENGTH(samples))];
        buf_clear(&pyc);
        buf_add(&pyc, sample->pyc.bytes, sample->pyc.length);
        if (fuzzing_random(&fuzzing, 3) == 0) {
            damage_bytes(&fuzzing, &pyc);
        } else {
            for (uint32_t n = 1 + fuzzing_random(&fuzzing, 2); n > 0; n--) damage_field(&fuzzing, &pyc, &sample->fields);
        }
        fuzzing_keep(&fuzzing, &pyc);
        try_one(&fuzzing, rt, &pyc);
    }
    fuzzing_report(&fuzzing, "fuzz_pyc");
    for (size_t i = 0; i < ARRAY_LENGTH(samples); i++) {
        buf_fini(&samples[i].pyc);
        pyc_fields_fini(&samples[i].fields);
    }
    buf_fini(&pyc);
    rt_free(rt);
    return 0;
}
