/* The constants of sys: those of CPython 3.11 on this platform, since programs compare them. */
#include "modules/sys_info.h"

#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "modules/module_specs.h"
#include "modules/module_state.h"
#include "modules/fieldtuple.h"
#include "modules/frozen.h"
#include "modules/posix_parts.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/object_state.h"
#include "objects/setobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

enum { DEFAULT_MAX_DIGITS = 4300 };

static int add_text(Rt *rt, Ref module, const char *name, const char *text)
{
    return module_add(rt, module, name, str_new(rt, text));
}

/* The only instance of SPEC's type, of COUNT ints. */
static Own ints(Rt *rt, const TypeSpec *spec, const int64_t *values, int count)
{
    Own items[24] = {NULL};
    for (int i = 0; i < count; i++) items[i] = int_new(rt, values[i]);
    return fieldtuple_single(rt, spec, items, count);
}

static int add_version(Rt *rt, Ref module)
{
    static const MemberDef fields[] = {
        FIELD_AT("major", 0),
        FIELD_AT("minor", 1),
        FIELD_AT("micro", 2),
        FIELD_AT("releaselevel", 3),
        FIELD_AT("serial", 4),
        FIELDS_END,
    };
    static const TypeSpec spec = FIELDTUPLE_SPEC("sys.version_info", fields);
    Own items[] = {int_new(rt, 3), int_new(rt, 11), int_new(rt, 2), str_new(rt, "final"), int_new(rt, 0)};
    return module_add(rt, module, "version_info", fieldtuple_single(rt, &spec, items, ARRAY_LENGTH(items)));
}

static int add_float_info(Rt *rt, Ref module)
{
    static const MemberDef fields[] = {
        FIELD_AT("max", 0),
        FIELD_AT("max_exp", 1),
        FIELD_AT("max_10_exp", 2),
        FIELD_AT("min", 3),
        FIELD_AT("min_exp", 4),
        FIELD_AT("min_10_exp", 5),
        FIELD_AT("dig", 6),
        FIELD_AT("mant_dig", 7),
        FIELD_AT("epsilon", 8),
        FIELD_AT("radix", 9),
        FIELD_AT("rounds", 10),
        FIELDS_END,
    };
    static const TypeSpec spec = FIELDTUPLE_SPEC("sys.float_info", fields);
    Own items[] = {
        float_new(rt, 1.7976931348623157e308), int_new(rt, 1024), int_new(rt, 308), float_new(rt, 2.2250738585072014e-308),
        int_new(rt, -1021), int_new(rt, -307), int_new(rt, 15), int_new(rt, 53), float_new(rt, 2.220446049250313e-16),
        int_new(rt, 2), int_new(rt, 1),
    };
    return module_add(rt, module, "float_info", fieldtuple_single(rt, &spec, items, ARRAY_LENGTH(items)));
}

static int add_int_info(Rt *rt, Ref module)
{
    static const MemberDef fields[] = {
        FIELD_AT("bits_per_digit", 0),
        FIELD_AT("sizeof_digit", 1),
        FIELD_AT("default_max_str_digits", 2),
        FIELD_AT("str_digits_check_threshold", 3),
        FIELDS_END,
    };
    static const TypeSpec spec = FIELDTUPLE_SPEC("sys.int_info", fields);
    static const int64_t values[] = {30, 4, DEFAULT_MAX_DIGITS, 640};
    return module_add(rt, module, "int_info", ints(rt, &spec, values, ARRAY_LENGTH(values)));
}

static int add_hash_info(Rt *rt, Ref module)
{
    static const MemberDef fields[] = {
        FIELD_AT("width", 0),
        FIELD_AT("modulus", 1),
        FIELD_AT("inf", 2),
        FIELD_AT("nan", 3),
        FIELD_AT("imag", 4),
        FIELD_AT("algorithm", 5),
        FIELD_AT("hash_bits", 6),
        FIELD_AT("seed_bits", 7),
        FIELD_AT("cutoff", 8),
        FIELDS_END,
    };
    static const TypeSpec spec = FIELDTUPLE_SPEC("sys.hash_info", fields);
    Own items[] = {
        int_new(rt, 64), int_new(rt, ((int64_t)1 << 61) - 1), int_new(rt, 314159), int_new(rt, 0), int_new(rt, 1000003),
        str_new(rt, "siphash13"), int_new(rt, 64), int_new(rt, 128), int_new(rt, 0),
    };
    return module_add(rt, module, "hash_info", fieldtuple_single(rt, &spec, items, ARRAY_LENGTH(items)));
}

static int add_flags(Rt *rt, Ref module, const Config *config)
{
    static const MemberDef fields[] = {
#define FLAG(name) FIELD_AT(#name, FLAG_##name),
#include "modules/flags.def"
#undef FLAG
        FIELDS_END,
    };
    static const TypeSpec spec = FIELDTUPLE_SPEC("sys.flags", fields);
    Own items[FLAG_COUNT];
    for (int i = 0; i < FLAG_COUNT; i++) {
        bool is_truth = i == FLAG_dev_mode || i == FLAG_safe_path;
        int value = config->flags[i];
        items[i] = is_truth ? bool_new(rt, value != 0) : int_new(rt, value);
    }
    return module_add(rt, module, "flags", fieldtuple_single(rt, &spec, items, FLAG_COUNT));
}

static int add_thread_info(Rt *rt, Ref module)
{
    static const MemberDef fields[] = {FIELD_AT("name", 0), FIELD_AT("lock", 1), FIELD_AT("version", 2), FIELDS_END};
    static const TypeSpec spec = FIELDTUPLE_SPEC("sys.thread_info", fields);
    Own items[] = {str_new(rt, "pthread"), str_new(rt, "semaphore"), none_new(rt)};
    return module_add(rt, module, "thread_info", fieldtuple_single(rt, &spec, items, ARRAY_LENGTH(items)));
}

int sys_add_library(Rt *rt, Ref module)
{
    static const char *const names[] = {
#define NAME(name) #name,
#include "modules/stdlib_names.def"
#undef NAME
    };
    Own git[] = {str_new(rt, "CPython"), str_new(rt, ""), str_new(rt, "")}, triple = NULL;
    if (git[0] != NULL && git[1] != NULL && git[2] != NULL) triple = tuple_from(rt, (const Ref *)git, ARRAY_LENGTH(git));
    for (size_t i = 0; i < ARRAY_LENGTH(git); i++) release(rt, git[i]);
    if (module_add(rt, module, "_git", triple) < 0 || module_add(rt, module, "_home", none_new(rt)) < 0 ||
        module_add(rt, module, "_stdlib_dir", library_is_there() ? str_new(rt, library_folder()) : none_new(rt)) < 0)
        return -1;
    Own set = frozenset_new(rt, NULL);
    for (size_t i = 0; set != NULL && i < ARRAY_LENGTH(names); i++) {
        Own name = str_interned(rt, names[i]);
        if (name == NULL || set_add(rt, set, name) < 0) release_clear(rt, &set);
        release(rt, name);
    }
    return module_add(rt, module, "stdlib_module_names", set);
}

static int add_builtin_names(Rt *rt, Ref module)
{
    static const char *const names[] = {
#define MODULE(name) #name,
#include "modules/modules.def"
#undef MODULE
    };
    Own tuple = tuple_new(rt, ARRAY_LENGTH(names));
    for (size_t i = 0; tuple != NULL && i < ARRAY_LENGTH(names); i++) {
        Own name = str_interned(rt, names[i]);
        if (name == NULL) release_clear(rt, &tuple);
        else tuple_take(tuple, (ptrdiff_t)i, name);
    }
    Own list = tuple == NULL ? NULL : sequence_to_list(rt, tuple);
    release(rt, tuple);
    if (list == NULL || list_sort(rt, list, NULL, false) < 0) return error_release_int(rt, list);
    tuple = list_to_tuple(rt, list);
    release(rt, list);
    return module_add(rt, module, "builtin_module_names", tuple);
}

/* sys.implementation: a namespace, so that each implementation may add to it. */
static int add_implementation(Rt *rt, Ref module)
{
    Own self = call_none(rt, (Ref)RT_TYPE(rt, SimpleNamespace));
    const struct {
        const char *name;
        Own value;
    } rows[] = {
        {"name", str_new(rt, "cpython")},
        {"cache_tag", str_new(rt, "cpython-311")},
        {"version", new_ref_or_null(dict_peek_text(rt, module_dict(module), "version_info"))},
        {"hexversion", int_new(rt, 0x030b02f0)},
        {"_multiarch", str_new(rt, "x86_64-linux-gnu")},
    };
    int status = self == NULL ? -1 : 0;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        Own name = status < 0 ? NULL : str_interned(rt, rows[i].name);
        if (name == NULL || rows[i].value == NULL || object_attr_set(rt, self, name, rows[i].value) < 0) status = -1;
        release(rt, name);
        release(rt, rows[i].value);
    }
    if (status == 0) return module_add(rt, module, "implementation", self);
    release(rt, self);
    return -1;
}

int sys_add_info(Rt *rt, Ref module)
{
    static const char *const texts[][2] = {
        {"version", "3.11.2 (main, viv) [C11]"},
        {"platform", "linux"},
        {"byteorder", "little"},
        {"platlibdir", "lib"},
        {"prefix", "/usr"},
        {"base_prefix", "/usr"},
        {"exec_prefix", "/usr"},
        {"base_exec_prefix", "/usr"},
        {"float_repr_style", "short"},
        {"abiflags", ""},
        {"_framework", ""},
        {"copyright", "Copyright (c) the authors of viv"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) {
        if (add_text(rt, module, texts[i][0], texts[i][1]) < 0) return -1;
    }
    if (module_add_int(rt, module, "maxsize", INT64_MAX) < 0 || module_add_int(rt, module, "maxunicode", 0x10ffff) < 0 ||
        module_add_int(rt, module, "hexversion", 0x030b02f0) < 0 || module_add_int(rt, module, "api_version", 1013) < 0)
        return -1;
    if (module_add(rt, module, "path_importer_cache", dict_new(rt)) < 0) return -1;
    if (add_version(rt, module) < 0 || add_float_info(rt, module) < 0 || add_int_info(rt, module) < 0) return -1;
    if (add_implementation(rt, module) < 0 || add_thread_info(rt, module) < 0) return -1;
    return add_hash_info(rt, module) < 0 ? -1 : add_builtin_names(rt, module);
}

/* A list of the COUNT texts. */
static Own text_list(Rt *rt, const char *const *texts, int count)
{
    Own list = list_new(rt, 0);
    for (int i = 0; list != NULL && i < count; i++) {
        Own text = posix_fs_decode(rt, texts[i], strlen(texts[i]));
        if (text == NULL || list_append_take(rt, list, text) < 0) release_clear(rt, &list);
    }
    return list;
}

/* sys._xoptions: NAME=VALUE as {NAME: VALUE}, NAME alone as {NAME: True}. */
static Own x_options(Rt *rt, const Config *config)
{
    Own options = dict_new(rt);
    for (int i = 0; options != NULL && i < config->x_option_count; i++) {
        const char *text = config->x_options[i], *equals = strchr(text, '=');
        Own name = posix_fs_decode(rt, text, equals == NULL ? strlen(text) : (size_t)(equals - text));
        Own value = equals == NULL ? bool_new(rt, true) : posix_fs_decode(rt, equals + 1, strlen(equals + 1));
        if (name == NULL || value == NULL || dict_set(rt, options, name, value) < 0) release_clear(rt, &options);
        release_all(rt, name, value);
    }
    return options;
}

/* Where viv itself lies, so that programs can start it again. */
static Own executable_path(Rt *rt)
{
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    return posix_fs_decode(rt, path, length < 0 ? 0 : (size_t)length);
}

int sys_set_config(Rt *rt, Ref module)
{
    const Config *config = &rt->modules->config;
    const char *prefix = config->pycache_prefix;
    Own executable = executable_path(rt);
    int status = executable == NULL ? -1 : dict_set_text(rt, module_dict(module), "_base_executable", executable);
    if (status < 0 || module_add(rt, module, "executable", new_ref_or_null(executable)) < 0) status = -1;
    release(rt, executable);
    if (status < 0 || add_flags(rt, module, config) < 0) return -1;
    if (config->flags[FLAG_int_max_str_digits] >= 0) {
        rt->objects->int_text_limit_set = true;
        rt->objects->int_text_limit = config->flags[FLAG_int_max_str_digits];
    }
    if (module_add(rt, module, "warnoptions", text_list(rt, config->warnings, config->warning_count)) < 0 ||
        module_add(rt, module, "_xoptions", x_options(rt, config)) < 0 ||
        module_add(rt, module, "orig_argv", text_list(rt, (const char *const *)config->orig_argv, config->orig_argc)) < 0 ||
        module_add(rt, module, "dont_write_bytecode", bool_new(rt, config->flags[FLAG_dont_write_bytecode] != 0)) < 0)
        return -1;
    return module_add(rt, module, "pycache_prefix", prefix == NULL || *prefix == 0 ? none_new(rt) : posix_fs_decode(rt, prefix, strlen(prefix)));
}
