/* What modules/ keeps for one Rt. */
#ifndef VIV_MODULES_MODULE_STATE_H
#define VIV_MODULES_MODULE_STATE_H

#include "base/link.h"
#include "memory/rt.h"
#include "modules/startup_config.h"
#include "modules/signals.h"
#include "modules/warn.h"
#include "vm/threads.h"

struct ModuleState {
    Own modules;  /* sys.modules: dict */
    Own builtins; /* the module */
    Own sys;      /* the module */

    Own importlib; /* the module _frozen_importlib; NULL before import_boot */
    bool use_frozen;
    int optimize;    /* -O: how code is compiled that does not say */
    Config config;

    Own posix_types[6];    /* stat_result and its kin: posix_types.c */
    Own termios_error;     /* the class, once the module is imported */
    Own password_type;     /* pwd.struct_passwd, once the module is imported */
    Own fork_hooks[3];     /* lists for os.register_at_fork: before, in the child, in the parent; or NULL */
    Own socket_lookup_error; /* the class socket.gaierror, once the module is imported */
    bool socket_waits;     /* socket.setdefaulttimeout, and */
    int64_t socket_timeout; /* nanoseconds: new sockets get it */
    Own io_unsupported;    /* io.UnsupportedOperation, once somebody asked for it */
    Own queue_empty;       /* _queue.Empty, once the module is imported */
    Own print_names;       /* print's keywords, once it was called */
    Own open_function;     /* open, in builtins and _io the same */

    Own codec_searches, codec_cache, codec_handlers; /* codecs_registry.c; NULL until needed */
    bool encodings_asked;  /* the package `encodings` was imported, or is not there */

    struct DatetimeState *datetime; /* of _datetime, once it was imported: datetime_parts.h */
    struct DecimalState *decimal; /* of _decimal: decimal_parts.h */
    struct CsvState *csv; /* of _csv, likewise: csv_parts.h */
    struct PickleState *pickle; /* of _pickle, likewise: pickle_parts.h */
    struct AstState *ast; /* the classes of _ast, once somebody needs them: ast_state.h */

    WarnState warnings;
    SignalState signals;
    Own audit_hooks; /* list, or NULL */
    int64_t switch_interval; /* microseconds */
    int dlopen_flags;
    bool has_talked;     /* a session has been */
    uint32_t repl_flags; /* COMPILE_FUTURE_*: what the session has imported from __future__ */
    Own at_exit; /* list of (function, args, kwargs) */
    bool interrupted; /* a KeyboardInterrupt ended the program */
    bool finalizing;  /* sys.is_finalizing() */

    ThreadLock import_lock; /* of _imp.acquire_lock */
    Link locals;            /* all objects of _thread._local: thread_local.c */
};

#endif
