/* CPython's options and environment variables, and viv's limits. */
#ifndef VIV_CLI_RUN_OPTIONS_H
#define VIV_CLI_RUN_OPTIONS_H

#include "memory/rtinit.h"
#include "modules/program.h"

typedef struct RunOptions {
    Config config;
    ProgramOptions program; /* its config is the one above */
    bool asks_help, asks_version;
} RunOptions;

/* Reads the command line (argv[0] is the subcommand's name) and the environment: 0, or a usage error's
   status.  What it keeps lies in ARGV and in the environment. */
MUST_USE int run_options_read(RunOptions *options, RtOptions *runtime, int argc, char **argv);

#endif
