/* The module _testinternalcapi: the few facts about the machine that CPython's tests of the language ask
   for. */
#include "memory/gc.h"
#include "modules/module_specs.h"
#include "modules/module_state.h"
#include "objects/dictobj.h"
#include "objects/intobj.h"
#include "objects/moduleobj.h"
#include "objects/object_state.h"

static int add_number(Rt *rt, Ref dict, const char *name, int64_t value)
{
    Own number = int_new(rt, value);
    int status = number == NULL ? -1 : dict_set_text(rt, dict, name, number);
    release(rt, number);
    return status;
}

/* What the options and the environment have set, under PyConfig's names. */
static Own get_config(Rt *rt, Ref self)
{
    const Config *config = &rt->modules->config;
    const struct {
        const char *name;
        int value;
    } fields[] = {
        {"code_debug_ranges", !rt->objects->no_columns},
        {"isolated", config->flags[FLAG_isolated]},
        {"use_environment", !config->flags[FLAG_ignore_environment]},
        {"dev_mode", config->flags[FLAG_dev_mode]},
        {"optimization_level", config->flags[FLAG_optimize]},
        {"write_bytecode", !config->flags[FLAG_dont_write_bytecode]},
        {"site_import", !config->flags[FLAG_no_site]},
        {"bytes_warning", config->flags[FLAG_bytes_warning]},
        {"inspect", config->flags[FLAG_inspect]},
        {"interactive", config->flags[FLAG_interactive]},
        {"verbose", config->flags[FLAG_verbose]},
        {"quiet", config->flags[FLAG_quiet]},
        {"safe_path", config->flags[FLAG_safe_path]},
        {"buffered_stdio", !config->unbuffered},
        {"skip_source_first_line", config->skip_first_line},
        {"use_frozen_modules", !config->frozen_off},
    };
    Own dict = dict_new(rt);
    for (size_t i = 0; dict != NULL && i < ARRAY_LENGTH(fields); i++) {
        if (add_number(rt, dict, fields[i].name, fields[i].value) < 0) release_clear(rt, &dict);
    }
    return dict;
}

/* Calls that are running, counted as sys.setrecursionlimit counts them. */
static Own get_recursion_depth(Rt *rt, Ref self)
{
    return int_new(rt, rt->recursion_limit - rt->recursion_left);
}

static int testinternal_exec(Rt *rt, Ref module)
{
    return module_add_int(rt, module, "SIZEOF_PYGC_HEAD", sizeof(GcHead));
}

const ModuleSpec _testinternalcapi_module_spec = {
    .name = "_testinternalcapi",
    .methods = METHODS(
        {"get_config", METHOD_NOARGS, {.unary = get_config}, NULL, 0},
        {"get_recursion_depth", METHOD_NOARGS, {.unary = get_recursion_depth}, NULL, 0}),
    .exec = testinternal_exec,
};
