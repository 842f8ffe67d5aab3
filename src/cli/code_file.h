/* Code objects from files, for the subcommands that look at bytecode without running it. */
#ifndef VIV_CLI_CODE_FILE_H
#define VIV_CLI_CODE_FILE_H

#include "memory/rtinit.h"

/* A runtime in which code can be compiled, loaded and shown, but not run; NULL after a
   message on stderr. */
MUST_USE Rt *code_rt_new(void);

/* The code object of NAME: a .pyc by its first bytes, else source, which is compiled; "-":
   standard input.  NULL + exception. */
MUST_USE Own code_file_load(Rt *rt, const char *name, int optimize);

/* The same for bytes that are already there. */
MUST_USE Own code_bytes_load(Rt *rt, const char *bytes, size_t size, const char *name, int optimize);

/* NAME as a str; bytes that are not UTF-8 become the surrogates that Python gives them. */
MUST_USE Own file_name_new(Rt *rt, const char *name);

/* Prints the pending exception on stderr, a SyntaxError as Python shows it and any other as one
   line after "viv COMMAND: ", clears it, and returns EXIT_EXCEPTION. */
int exception_exit(Rt *rt, const char *command);

#endif
