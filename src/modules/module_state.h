/* What modules/ keeps for one Rt. */
#ifndef VIV_MODULES_MODULE_STATE_H
#define VIV_MODULES_MODULE_STATE_H

#include "memory/rt.h"

struct ModuleState {
    Own modules;  /* sys.modules: dict */
    Own builtins; /* the module */
    Own sys;      /* the module */

    Own text_file_type; /* of sys.stdout and its kin */

    Own posix_types[6];    /* stat_result and its kin: posix_types.c */
    Own fork_hooks[3];     /* lists for os.register_at_fork: before, in the child, in the parent; or NULL */
    Own io_unsupported;    /* io.UnsupportedOperation, once the module is imported */

    Own warned;       /* dict of (category, message, line) that were shown */
    bool finalizing;  /* sys.is_finalizing() */
};

#endif
