/* The two modules that no program can do without are made at the start: builtins, because every
   frame refers to its dict, and sys, which holds all others.  So is gc: were it made when a
   program imports it, watching would move the collections that one wants to watch. */
#include "modules/modules_layer.h"

#include <string.h>

#include "memory/heap.h"
#include "modules/anchors.h"
#include "modules/ast_state.h"
#include "modules/csv_parts.h"
#include "modules/pickle_parts.h"
#include "modules/datetime_parts.h"
#include "modules/decimal_parts.h"
#include "modules/builtins.h"
#include "modules/codecs_parts.h"
#include "modules/module_specs.h"
#include "modules/thread_types.h"
#include "modules/gc_module.h"
#include "modules/import.h"
#include "modules/io_module.h"
#include "modules/iter_types.h"
#include "modules/module_state.h"
#include "modules/sys_hooks.h"
#include "modules/warn.h"
#include "objects/dictobj.h"
#include "objects/object_state.h"
#include "objects/typeobj.h"
#include "vm/vm_state.h"

/* What CPython has, in microseconds, and RTLD_NOW. */
enum { USUAL_SWITCH_INTERVAL = 5000, USUAL_DLOPEN_FLAGS = 2 };

static Own make_module(Rt *rt, const ModuleSpec *spec)
{
    Own module = module_from_spec(rt, spec);
    if (module != NULL && dict_set_text(rt, rt->modules->modules, spec->name, module) < 0) release_clear(rt, &module);
    return module;
}

static const TypeSpec *const iterator_types[] = {
    &enumerate_type_spec, &reversed_type_spec, &zip_type_spec, &map_type_spec, &filter_type_spec, NULL,
};

int modules_init(Rt *rt)
{
    struct ModuleState *state = rt->modules = heap_alloc(rt, sizeof *state);
    if (state == NULL) return -1;
    memset(state, 0, sizeof *state);
    if (type_register(rt, iterator_types) < 0 || io_types_register(rt) < 0) return -1;
    state->modules = dict_new(rt);
    if (state->modules == NULL) return -1;
    link_init(&state->locals);
    rt->vm->thread_ends = thread_ends;
    state->use_frozen = true;
    state->switch_interval = USUAL_SWITCH_INTERVAL;
    state->dlopen_flags = USUAL_DLOPEN_FLAGS;
    state->signals.wakeup_fd = -1;
    if (warn_state_init(rt, &state->warnings) < 0) return -1;
    state->builtins = make_module(rt, &builtins_module_spec);
    if (state->builtins == NULL) return -1;
    rt->objects->builtins = module_dict(state->builtins);
    if (io_add_open(rt, state->builtins) < 0) return -1;
    Own gc = make_module(rt, &gc_module_spec);
    if (gc == NULL) return -1;
    release(rt, gc);
    state->sys = make_module(rt, &sys_module_spec);
    if (state->sys == NULL) return -1;
    rt->vm->sys_dict = module_dict(state->sys);
    rt->vm->import_function = dict_peek(rt, module_dict(state->builtins), RT_NAME(rt, __import__));
    rt->vm->import_name = import_module_level;
    rt->vm->serve_signals = signals_serve;
    rt->vm->expression_anchors = expression_anchors;
    rt->objects->upcalls.gc_callback = gc_tell_callbacks;
    rt->objects->upcalls.gc_report = gc_tell_line;
    rt->objects->upcalls.warn = warn_show;
    rt->objects->upcalls.import = import_known;
    rt->objects->upcalls.codec_encode = codec_encode_text;
    rt->objects->upcalls.codec_decode = codec_decode_text;
    rt->objects->upcalls.error_handler = codec_error_handler;
    rt->objects->upcalls.unraisable = sys_report_unraisable;
    rt->objects->upcalls.module_repr = import_module_repr;
    return 0;
}

void modules_fini(Rt *rt)
{
    struct ModuleState *state = rt->modules;
    if (state == NULL) return;
    rt->vm->sys_dict = NULL;
    rt->vm->thread_ends = NULL;
    rt->objects->builtins = NULL;
    rt->vm->import_function = NULL;
    for (size_t i = 0; i < ARRAY_LENGTH(state->posix_types); i++) release_clear(rt, &state->posix_types[i]);
    for (size_t i = 0; i < ARRAY_LENGTH(state->fork_hooks); i++) release_clear(rt, &state->fork_hooks[i]);
    release_clear(rt, &state->termios_error);
    release_clear(rt, &state->socket_lookup_error);
    release_clear(rt, &state->password_type);
    release_clear(rt, &state->queue_empty);
    release_clear(rt, &state->io_unsupported);
    release_clear(rt, &rt->vm->context);
    ast_state_fini(rt);
    datetime_state_fini(rt);
    decimal_state_fini(rt);
    csv_state_fini(rt);
    pickle_state_fini(rt);
    release_clear(rt, &state->print_names);
    release_clear(rt, &state->open_function);
    codecs_fini(rt);
    warn_state_fini(rt, &state->warnings);
    signals_fini(rt);
    release_clear(rt, &state->at_exit);
    release_clear(rt, &state->audit_hooks);
    release_clear(rt, &state->importlib);
    release_clear(rt, &state->sys);
    release_clear(rt, &state->builtins);
    release_clear(rt, &state->modules);
    rt->modules = NULL;
    heap_free(rt, state);
}
