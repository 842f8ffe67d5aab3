/* The states of the fake run, one a step, and the interpreter that makes them. */
#ifndef VIV_UNIT_FAKE_MACHINE_H
#define VIV_UNIT_FAKE_MACHINE_H

#include "tests/unit/fake_code.h"

typedef enum FakeKind { FAKE_NULL, FAKE_NONE, FAKE_INT, FAKE_BOOL, FAKE_CODE, FAKE_FUNCTION, FAKE_PRINT } FakeKind;

typedef struct FakeValue {
    FakeKind kind;
    int number; /* FAKE_INT, FAKE_BOOL */
} FakeValue;

typedef struct FakeFrame {
    uint32_t number, code;
    size_t at; /* index of the current instruction */
    FakeValue n;
    FakeValue stack[6];
    size_t depth;
} FakeFrame;

enum { FAKE_STEPS = 200, FAKE_FRAMES = 5, FAKE_PHASES = 8 };

typedef struct FakeState {
    FakeFrame frames[FAKE_FRAMES]; /* oldest first */
    size_t frame_count;
    bool has_fib, has_written, has_collected, entered, ended;
    int phase; /* of the collection; -1: none runs */
} FakeState;

typedef struct FakeRun {
    FakeState states[FAKE_STEPS];
    size_t length; /* steps: states[length] is the end */
} FakeRun;

extern const char *const fake_phases[FAKE_PHASES];

void fake_run(FakeRun *run);

/* The instruction that FRAME is about to run. */
const ViewInstr *fake_instr(const FakeFrame *frame);

/* The object's number: ints from 100 on. */
uint32_t fake_object(FakeValue value);

#endif
