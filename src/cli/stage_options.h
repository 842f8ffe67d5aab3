/* The options of the subcommands as one table (stage_options.def), read and explained from there. */
#ifndef VIV_CLI_STAGE_OPTIONS_H
#define VIV_CLI_STAGE_OPTIONS_H

#include "base/buf.h"

/* What the options of a stage command set; zero unless they are given. */
typedef struct StageOptions {
    bool json, attributes, check, adaptive;
    int optimize, indent;
    const char *code, *mode;
    int first_file; /* index of the first argument that is no option */
} StageOptions;

/* Reads the options in front of the files.  EXIT_OK, or EXIT_USAGE after a line on stderr. */
MUST_USE int options_read(int argc, char **argv, StageOptions *options);

/* The same for a command that takes one file, or -c CODE and none. */
MUST_USE int options_read_single(int argc, char **argv, StageOptions *options);

/* Adds a line to OUT for each option of COMMAND. */
void options_describe(const char *command, Buf *out);

/* A program's text and what it is called in messages. */
typedef struct StageSource {
    Buf text;
    const char *name;
} StageSource;

/* Reads FILE ("-": standard input), or takes options->code when FILE is NULL.  EXIT_OK, or
   EXIT_USAGE after a line on stderr that says why the system did not give it. */
MUST_USE int stage_source_open(const char *command, const char *file, const StageOptions *options, StageSource *source);

#endif
