/* The eval loop as it runs when nobody watches: nothing happens between two instructions. */
#define LOOP_NAME loop_run_plain
#define LOOP_LOCALS
#define LOOP_STEP(unit)
#define LOOP_CHECK(name)

#include "vm/loop_body.inc"
