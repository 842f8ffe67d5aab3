/* What viv verify runs beside viv. */
#ifndef VIV_CLI_VERIFY_TRACER_H
#define VIV_CLI_VERIFY_TRACER_H

/* The text of a Python program: OUT PROGRAM [ARGUMENTS] are its arguments, OUT the number of an open file. */
extern const char verify_tracer[];

#endif
