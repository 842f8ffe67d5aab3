/* Marshal: CPython's bytes are read and written back the same, damaged ones are refused with
   CPython's exceptions, and a .pyc made by CPython survives the round trip. */
#include "tests/unit/suite.h"

#include <stdlib.h>
#include <string.h>

#include "cli/source_file.h"
#include "code/digest.h"
#include "code/disassemble.h"
#include "code/marshal.h"
#include "code/verifier.h"
#include "code/pyc.h"
#include "objects/error.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

#include "tests/unit/code_fixture.h" /* last: its rt would hide the parameters of the headers */

static size_t unhex(const char *hex, unsigned char *bytes)
{
    size_t size = strlen(hex) / 2;
    for (size_t i = 0; i < size; i++) {
        char digits[3] = {hex[2 * i], hex[2 * i + 1], '\0'};
        bytes[i] = (unsigned char)strtol(digits, NULL, 16);
    }
    return size;
}

/* marshal.dumps(VALUE, 2): the version without references, in which bytes depend on the
   value alone. */
static const struct {
    const char *value, *hex;
} goldens[] = {
    {"None", "4e"},
    {"True", "54"},
    {"...", "2e"},
    {"StopIteration", "53"},
    {"0", "6900000000"},
    {"-1", "69ffffffff"},
    {"2**31-1", "69ffffff7f"},
    {"-2**31", "6900000080"},
    {"2**31", "6c03000000000000000200"},
    {"-2**62", "6cfbffffff00000000000000000400"},
    {"2**100", "6c070000000000000000000000000000000004"},
    {"-(10**30)", "6cf9ffffff00000000a937a733044d93652703"},
    {"0.5", "67000000000000e03f"},
    {"-0.0", "670000000000000080"},
    {"float('inf')", "67000000000000f07f"},
    {"complex(-0.0,2)", "7900000000000000800000000000000040"},
    {"b''", "7300000000"},
    {"b'ab\\0'", "7303000000616200"},
    {"''", "7500000000"},
    {"'abc'", "7503000000616263"},
    {"'\\xe9'", "7502000000c3a9"},
    {"'\\u20ac'", "7503000000e282ac"},
    {"'\\U0001d11e'", "7504000000f09d849e"},
    {"'\\ud800'", "7503000000eda080"},
    {"()", "2800000000"},
    {"(1,'a',None)", "280300000069010000007501000000614e"},
    {"[1,[2]]", "5b0200000069010000005b010000006902000000"},
    {"{}", "7b30"},
    {"{'k':(1,)}", "7b75010000006b2801000000690100000030"},
    {"set()", "3c00000000"},
    {"frozenset({'x'})", "3e01000000750100000078"},
    {"{1,2,3}", "3c03000000690100000069020000006903000000"},
};

START_TEST(values_are_read_and_written)
{
    unsigned char bytes[64];
    size_t size = unhex(goldens[_i].hex, bytes), used = 0;
    Own value = marshal_read(rt, bytes, size, &used, MARSHAL_PROVE_NOW);
    ck_assert_msg(value != NULL, "%s is not read", goldens[_i].value);
    ck_assert_uint_eq(used, size);
    Buf out = BUF_INIT;
    ck_assert_int_eq(marshal_write(rt, value, 2, &out), 0);
    ck_assert_msg(out.length == size && memcmp(out.bytes, bytes, size) == 0,
                  "%s is written otherwise", goldens[_i].value);
    buf_fini(&out);
    release(rt, value);
}
END_TEST

static const struct {
    const char *hex;
    TypeId error;
} damaged[] = {
    {"", TYPE_EOFError},
    {"69010000", TYPE_EOFError},
    {"30", TYPE_TypeError},
    {"2801000000", TYPE_EOFError},
    {"280100000030", TYPE_TypeError},
    {"28ffffff7f4e", TYPE_EOFError},
    {"28ffffffff", TYPE_ValueError},
    {"7a05616263", TYPE_EOFError},
    {"3f", TYPE_ValueError},
    {"7200000000", TYPE_ValueError},
    {"a9017200000000", TYPE_ValueError}, /* a tuple that contains itself */
    {"6c0100000000ff", TYPE_ValueError},
    {"6c010000000000", TYPE_ValueError},
    {"6c00000080", TYPE_ValueError},
    {"7501000000ff", TYPE_UnicodeDecodeError},
    {"5b010000003c010000005b00000000", TYPE_TypeError},
};

START_TEST(damage_is_refused)
{
    unsigned char bytes[64];
    size_t size = unhex(damaged[_i].hex, bytes), used = 0;
    Own value = marshal_read(rt, bytes, size, &used, MARSHAL_PROVE_NOW);
    ck_assert_msg(value == NULL, "%s is accepted", damaged[_i].hex);
    ck_assert_msg(error_matches(rt, damaged[_i].error), "%s: another error", damaged[_i].hex);
    error_clear(rt);
}
END_TEST

START_TEST(nesting_is_bounded)
{
    enum { DEPTH = 3000 };
    unsigned char bytes[DEPTH * 2];
    for (int i = 0; i < DEPTH; i++) memcpy(bytes + 2 * i, ")\x01", 2);
    size_t used;
    ck_assert_ptr_null(marshal_read(rt, bytes, sizeof bytes, &used, MARSHAL_PROVE_NOW));
    ck_assert(error_matches(rt, TYPE_ValueError));
    error_clear(rt);
}
END_TEST

START_TEST(shared_objects_stay_shared)
{
    Own text = str_new(rt, "spam and eggs"), value = tuple_of(rt, 2, text, text);
    Buf out = BUF_INIT;
    size_t used;
    ck_assert_int_eq(marshal_write(rt, value, MARSHAL_VERSION, &out), 0);
    ck_assert_uint_eq(out.length, 2 + 2 + 13 + 5);
    Own back = marshal_read(rt, out.bytes, out.length, &used, MARSHAL_PROVE_NOW);
    ck_assert_ptr_eq(tuple_peek(back, 0), tuple_peek(back, 1));
    release_all(rt, back, value, text);
    buf_fini(&out);
}
END_TEST

START_TEST(pyc_of_cpython_survives)
{
    Buf pyc = BUF_INIT, want = BUF_INIT, again = BUF_INIT, got = BUF_INIT;
    PycHeader header;
    ck_assert_int_eq(source_file_read("tests/golden/code/sample.pyc", &pyc), 0);
    ck_assert_int_eq(source_file_read("tests/golden/code/sample.jsonl", &want), 0);
    Own code = pyc_read(rt, pyc.bytes, pyc.length, "sample.pyc", &header, MARSHAL_PROVE_NOW);
    ck_assert_ptr_nonnull(code);
    ck_assert_int_eq(code_digest(rt, code, "sample.py", false, &got), 0);
    ck_assert_str_eq(buf_text(&got), buf_text(&want));
    ck_assert_int_eq(pyc_write(rt, code, &header, &again), 0);
    release(rt, code);
    code = pyc_read(rt, again.bytes, again.length, "again.pyc", NULL, MARSHAL_PROVE_NOW);
    buf_clear(&got);
    ck_assert_int_eq(code_digest(rt, code, "sample.py", false, &got), 0);
    ck_assert_str_eq(buf_text(&got), buf_text(&want));
    release(rt, code);
    buf_fini(&pyc);
    buf_fini(&want);
    buf_fini(&again);
    buf_fini(&got);
}
END_TEST

START_TEST(headers_are_checked)
{
    Buf pyc = BUF_INIT;
    ck_assert_int_eq(source_file_read("tests/golden/code/sample.pyc", &pyc), 0);
    ck_assert_ptr_null(pyc_read(rt, pyc.bytes, 15, "short.pyc", NULL, MARSHAL_PROVE_NOW));
    ck_assert(error_matches(rt, TYPE_EOFError));
    error_clear(rt);
    pyc.bytes[0]++;
    ck_assert_ptr_null(pyc_read(rt, pyc.bytes, pyc.length, "other.pyc", NULL, MARSHAL_PROVE_NOW));
    ck_assert(error_matches(rt, TYPE_ImportError));
    error_clear(rt);
    pyc.bytes[0]--;
    pyc.bytes[4] = 8;
    ck_assert_ptr_null(pyc_read(rt, pyc.bytes, pyc.length, "flags.pyc", NULL, MARSHAL_PROVE_NOW));
    ck_assert(error_matches(rt, TYPE_ImportError));
    error_clear(rt);
    buf_fini(&pyc);
}
END_TEST

/* Every byte of a .pyc changed in turn: whatever is accepted can be shown and written. */
START_TEST(single_bytes_are_damaged)
{
    Buf pyc = BUF_INIT, out = BUF_INIT;
    ck_assert_int_eq(source_file_read("tests/golden/code/sample.pyc", &pyc), 0);
    for (size_t i = PYC_HEADER_SIZE; i < pyc.length; i++) {
        char kept = pyc.bytes[i];
        pyc.bytes[i] = (char)(kept + 1 + (int)(i % 7) * 31);
        Own code = pyc_read(rt, pyc.bytes, pyc.length, "damaged.pyc", NULL, MARSHAL_PROVE_NOW);
        if (code != NULL) {
            buf_clear(&out);
            ck_assert_int_eq(disassemble(rt, code, &out), 0);
            ck_assert_int_eq(marshal_write(rt, code, MARSHAL_VERSION, &out), 0);
        } else {
            ck_assert(rt_is_pending(rt));
            error_clear(rt);
        }
        release(rt, code);
        pyc.bytes[i] = kept;
    }
    buf_fini(&pyc);
    buf_fini(&out);
}
END_TEST

/* Damage of the module's own bytecode: read without a proof, it is refused when the proof is asked for. */
START_TEST(proofs_may_wait)
{
    Buf pyc = BUF_INIT;
    int accepted = 0, refused = 0;
    ck_assert_int_eq(source_file_read("tests/golden/code/sample.pyc", &pyc), 0);
    for (size_t i = PYC_HEADER_SIZE; i < PYC_HEADER_SIZE + 120 && i < pyc.length; i++) {
        char kept = pyc.bytes[i];
        pyc.bytes[i] = (char)(kept + 1 + (int)(i % 7) * 31);
        size_t used, size = pyc.length - PYC_HEADER_SIZE;
        Own early = marshal_read(rt, pyc.bytes + PYC_HEADER_SIZE, size, &used, MARSHAL_PROVE_NOW);
        error_clear(rt);
        Own late = marshal_read(rt, pyc.bytes + PYC_HEADER_SIZE, size, &used, MARSHAL_PROVE_LATER);
        error_clear(rt);
        if (late != NULL && is_exact(late, TYPE_code)) {
            ck_assert(AS_CODE(late)->is_unproved);
            bool readable = code_is_readable(late);
            ck_assert_int_eq(readable, code_verify(rt, late) == 0);
            ck_assert_int_eq(readable, !AS_CODE(late)->is_unproved);
            ck_assert(readable || early == NULL);
            error_clear(rt);
            accepted += readable;
            refused += !readable;
        }
        release_all(rt, early, late);
        pyc.bytes[i] = kept;
    }
    ck_assert_int_gt(accepted, 0);
    ck_assert_int_gt(refused, 0);
    buf_fini(&pyc);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("marshal");
    tcase_add_checked_fixture(tests, start, finish);
    tcase_add_loop_test(tests, values_are_read_and_written, 0, (int)ARRAY_LENGTH(goldens));
    tcase_add_loop_test(tests, damage_is_refused, 0, (int)ARRAY_LENGTH(damaged));
    tcase_add_test(tests, nesting_is_bounded);
    tcase_add_test(tests, shared_objects_stay_shared);
    tcase_add_test(tests, pyc_of_cpython_survives);
    tcase_add_test(tests, headers_are_checked);
    tcase_add_test(tests, single_bytes_are_damaged);
    tcase_add_test(tests, proofs_may_wait);
    return suite_run_one("marshal", tests);
}
