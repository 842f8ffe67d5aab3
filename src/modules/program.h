/* Running a program from its beginning to its end, as `python3 FILE` does. */
#ifndef VIV_MODULES_PROGRAM_H
#define VIV_MODULES_PROGRAM_H

#include "memory/rt.h"
#include "modules/repl.h"
#include "modules/startup_config.h"

typedef enum ProgramKind {
    PROGRAM_FILE,   /* `source` is a path: of a .py, of a .pyc, or of a folder with a __main__.py */
    PROGRAM_TEXT,   /* `source` is the program's text: viv -c */
    PROGRAM_STDIN,  /* the text comes from standard input */
    PROGRAM_MODULE, /* `source` is a module's name: viv -m */
    PROGRAM_TALK,   /* there is none: a session */
} ProgramKind;

typedef struct ProgramOptions {
    ProgramKind kind;
    const char *source;
    int argc;          /* what becomes sys.argv, the program first */
    char *const *argv;
    ReplReader reader; /* of a session */
    const Config *config; /* NULL: as if no options had been given */
} ProgramOptions;

/* A program whose text has been read. */
typedef struct Program {
    const ProgramOptions *options;
    char *text; /* owned; NULL when it could not be read, or need not be */
    size_t size;
    int unreadable;  /* errno of that */
    bool is_package; /* a folder, or a zip file, with a __main__.py */
} Program;

/* Runs the program as __main__, prints the traceback of an exception that nobody caught, ends
   the modules, and returns the exit status: 0, 1, SystemExit's code, 130 for KeyboardInterrupt,
   120 when the output could not be flushed. */
int program_run(Rt *rt, const ProgramOptions *options);

/* Did it end by a KeyboardInterrupt that nobody caught? */
bool program_was_interrupted(const Rt *rt);

/* Its steps, for those who run programs otherwise.  The first reads the program and makes ready what it
   needs of the library (0, -1 + pending); the second makes __main__ and gives its namespace (borrowed;
   NULL + pending); the third gives the program's code (NULL + pending). */
MUST_USE int program_prepare(Rt *rt, Program *program, const ProgramOptions *options);
MUST_USE Ref program_begin(Rt *rt, const Program *program);
MUST_USE Own program_code(Rt *rt, const Program *program);
void program_fini(Program *program);
/* Right before the code runs: gc_settle, with the free lists as CPython's settled start has them. */
void program_settle(Rt *rt, Ref namespace);
/* Runs the program's CODE: its result, or NULL + pending. */
MUST_USE Own program_execute(Rt *rt, const Program *program, Ref code, Ref namespace);
/* Reports the pending exception, if there is one: the exit status. */
int program_report(Rt *rt);
/* Writes out what print() left in the buffers, running no Python code: before a sudden end. */
void program_flush(Rt *rt);
/* Ends the modules and flushes; STATUS, or 120. */
int program_end(Rt *rt, int status);

#endif
