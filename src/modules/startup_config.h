/* How the program was started: options and environment, read before anything of Python's runs. */
#ifndef VIV_MODULES_STARTUP_CONFIG_H
#define VIV_MODULES_STARTUP_CONFIG_H

#include "base/base.h"

typedef enum FlagId {
#define FLAG(name) FLAG_##name,
#include "modules/flags.def"
#undef FLAG
    FLAG_COUNT
} FlagId;

enum { CONFIG_WORDS = 64 }; /* of -W and -X, the most that are kept */

typedef struct Config {
    int flags[FLAG_COUNT]; /* sys.flags */
    bool frozen_off;       /* -X frozen_modules=off */
    bool unbuffered;       /* -u */
    bool skip_first_line;  /* -x */
    bool no_columns;       /* -X no_debug_ranges */

    /* Borrowed from the command line and the environment; NULL: not given. */
    const char *check_pycs; /* --check-hash-based-pycs */
    const char *python_path, *pycache_prefix;
    const char *warnings[CONFIG_WORDS], *x_options[CONFIG_WORDS];
    int warning_count, x_option_count;
    int orig_argc;
    char *const *orig_argv;
} Config;

#endif
