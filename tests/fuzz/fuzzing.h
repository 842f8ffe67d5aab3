/* What every fuzzer shares: random numbers, the end of the work, and the input that is being
   tried, kept in a file which holds the culprit when the program dies. */
#ifndef VIV_FUZZ_FUZZING_H
#define VIV_FUZZ_FUZZING_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"

enum { FUZZ_INPUT_SECONDS = 20 }; /* an input that takes longer hangs: SIGALRM ends the fuzzer */

typedef struct Fuzzing {
    const char *input_file;
    time_t end;
    uint64_t random;
    long tried, most, accepted;
} Fuzzing;

/* From the arguments SECONDS SEED [COUNT]. */
static inline Fuzzing fuzzing_begin(int argc, char **argv, const char *input_file)
{
    return (Fuzzing){.input_file = input_file,
                     .end = time(NULL) + (argc > 1 ? atoi(argv[1]) : 10),
                     .random = argc > 2 ? strtoull(argv[2], NULL, 10) * 2 + 1 : 1,
                     .most = argc > 3 ? atol(argv[3]) : -1};
}

static inline uint32_t fuzzing_random(Fuzzing *fuzzing, size_t limit)
{
    fuzzing->random = fuzzing->random * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((fuzzing->random >> 33) % limit);
}

static inline bool fuzzing_goes_on(const Fuzzing *fuzzing)
{
    return fuzzing->tried != fuzzing->most && time(NULL) < fuzzing->end;
}

/* To be called before each input is tried. */
static inline void fuzzing_keep(Fuzzing *fuzzing, const Buf *input)
{
    FILE *file = fopen(fuzzing->input_file, "wb");
    if (file != NULL) {
        fwrite(buf_text(input), 1, input->length, file);
        fclose(file);
    }
    fuzzing->tried++;
    alarm(FUZZ_INPUT_SECONDS);
}

static inline void fuzzing_report(const Fuzzing *fuzzing, const char *name)
{
    printf("%s: %ld inputs, %ld accepted\n", name, fuzzing->tried, fuzzing->accepted);
}

#endif
