/* The stepper over the fake run of the unit tests, as a program: for tests of the terminal that need no
   machine.  It takes the stepper's options. */
#include <stdio.h>

#include "tests/unit/fake_timeline.h"
#include "ui/stepper.h"

int main(int argc, char **argv)
{
    StepperOptions options = stepper_defaults();
    char message[200] = "unknown option";
    for (int at = 1; at < argc; at++) {
        if (stepper_option(&options, argc, argv, &at, message, sizeof message) != 1) {
            fprintf(stderr, "fake_step: %s\n", message);
            return 2;
        }
    }
    Timeline *timeline = fake_timeline_new();
    if (timeline == NULL) return 1;
    int status = stepper_run(timeline, &options);
    timeline_close(timeline);
    return status;
}
