/* Running a program from its beginning to its end, as `python3 FILE` does. */
#ifndef VIV_MODULES_PROGRAM_H
#define VIV_MODULES_PROGRAM_H

#include "memory/rt.h"

typedef enum ProgramKind {
    PROGRAM_FILE,  /* `source` is a path: of a .py, or of a .pyc */
    PROGRAM_TEXT,  /* `source` is the program's text: viv -c */
    PROGRAM_STDIN, /* the text comes from standard input */
} ProgramKind;

typedef struct ProgramOptions {
    ProgramKind kind;
    const char *source;
    int argc;          /* what becomes sys.argv, the program first */
    char *const *argv;
} ProgramOptions;

/* Runs the program as __main__, prints the traceback of an exception that nobody caught, ends
   the modules in CPython's order, and flushes.  Its exit status: 0; 1 after an exception; what
   SystemExit says; 2 when the file cannot be read; 120 when the output could not be written; 130
   after KeyboardInterrupt.  To be called once in the life of an Rt. */
int program_run(Rt *rt, const ProgramOptions *options);

/* The steps of program_run, for who needs them apart.  The first gives the namespace of __main__
   (borrowed; NULL + pending), the second the program's code (NULL + pending). */
MUST_USE Ref program_begin(Rt *rt, const ProgramOptions *options);
MUST_USE Own program_code(Rt *rt, const ProgramOptions *options);
/* Reports the pending exception, if there is one: the exit status. */
int program_report(Rt *rt);
/* Writes out what print() left in the buffers, running no Python code: before a sudden end. */
void program_flush(Rt *rt);
/* Ends the modules and flushes; STATUS, or 120. */
int program_end(Rt *rt, int status);

#endif
