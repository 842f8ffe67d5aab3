/* Damages .pyc files, byte by byte and field by field, and looks at what is still accepted:
   reading, verifying, showing and writing must neither crash nor hang. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/code_file.h"
#include "cli/source_file.h"
#include "code/digest.h"
#include "code/disassemble.h"
#include "code/marshal.h"
#include "code/pyc.h"
#include "objects/error.h"

static uint64_t random_next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void damage(Buf *pyc, uint64_t *random)
{
    size_t room = pyc->length - PYC_HEADER_SIZE;
    for (uint64_t count = 1 + random_next(random) % 3; count > 0; count--) {
        char *at = pyc->bytes + PYC_HEADER_SIZE + random_next(random) % room;
        const char *other = pyc->bytes + PYC_HEADER_SIZE + random_next(random) % room;
        switch (random_next(random) % 4) {
        case 0: *at = (char)random_next(random); break;
        case 1: *at = (char)(*at ^ (1 << random_next(random) % 8)); break;
        case 2: *at = (char)(*at + 1); break;
        case 3: *at = *other; break;
        }
    }
}

static void try_one(Rt *rt, const Buf *pyc)
{
    Buf out = BUF_INIT;
    Own code = pyc_read(rt, pyc->bytes, pyc->length, "fuzz.pyc", NULL);
    int status = code == NULL ? -1 : disassemble(rt, code, &out);
    if (status == 0) status = code_digest(rt, code, "fuzz.py", true, &out);
    if (status == 0) status = marshal_write(rt, code, MARSHAL_VERSION, &out);
    if (rt_is_pending(rt) != (status < 0)) abort();
    if (status < 0) error_clear(rt);
    release(rt, code);
    buf_fini(&out);
}

int main(int argc, char **argv)
{
    time_t end = time(NULL) + (argc > 1 ? atoi(argv[1]) : 10);
    uint64_t random = argc > 2 ? strtoull(argv[2], NULL, 10) | 1 : 1;
    Buf sample = BUF_INIT, pyc = BUF_INIT;
    Rt *rt = code_rt_new();
    long tried = 0;
    if (rt == NULL || source_file_read("tests/golden/code/sample.pyc", &sample) < 0) return 1;
    for (; time(NULL) < end; tried++) {
        buf_clear(&pyc);
        buf_add(&pyc, sample.bytes, sample.length);
        damage(&pyc, &random);
        try_one(rt, &pyc);
    }
    printf("%ld files\n", tried);
    buf_fini(&sample);
    buf_fini(&pyc);
    rt_free(rt);
    return 0;
}
