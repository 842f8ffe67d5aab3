/* Importing is set up before the program runs, so that its own instructions are the first that count and
   are watched, and only for programs that could tell: most of the time that a small program takes would
   go into it. */
#include "modules/startup.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "modules/frozen.h"
#include "modules/import.h"
#include "modules/io_module.h"
#include "modules/module_state.h"
#include "modules/posix_parts.h"
#include "modules/sys_info.h"
#include "objects/error.h"
#include "objects/listobj.h"
#include "objects/object_state.h"
#include "vm/import_ops.h"

static int append_text(Rt *rt, Ref list, const char *text, size_t length)
{
    Own item = posix_fs_decode(rt, text, length);
    return item == NULL ? -1 : list_append_take(rt, list, item);
}

/* PYTHONPATH's folders, and the library's three. */
static int fill_path(Rt *rt, const Config *config, Ref path)
{
    for (const char *at = config->python_path; at != NULL && *at != '\0';) {
        const char *end = strchrnul(at, ':');
        if (append_text(rt, path, at, (size_t)(end - at)) < 0) return -1;
        at = *end == '\0' ? end : end + 1;
    }
    const char *library = library_folder(), *slash = strrchr(library, '/');
    Buf text = BUF_INIT;
    buf_printf(&text, "%.*s/python311.zip", slash == NULL ? 0 : (int)(slash - library), library);
    int status = append_text(rt, path, buf_text(&text), text.length);
    if (status == 0) status = append_text(rt, path, library, strlen(library));
    buf_clear(&text);
    buf_printf(&text, "%s/lib-dynload", library);
    if (status == 0) status = append_text(rt, path, buf_text(&text), text.length);
    buf_fini(&text);
    return status;
}

int startup_configure(Rt *rt, const Config *config, int argc, char *const *argv)
{
    rt->modules->config = *config;
    rt->objects->no_columns = config->no_columns;
    rt->modules->use_frozen = !config->frozen_off;
    rt->modules->optimize = config->flags[FLAG_optimize];
    Ref arguments = sys_peek(rt, "argv"), path = sys_peek(rt, "path");
    if (arguments == NULL || path == NULL) {
        error_no_memory(rt);
        return -1;
    }
    for (int i = 0; i < argc; i++) {
        if (append_text(rt, arguments, argv[i], strlen(argv[i])) < 0) return -1;
    }
    if (fill_path(rt, config, path) < 0 || sys_set_config(rt, rt->modules->sys) < 0) return -1;
    bool by_environment = config->flags[FLAG_ignore_environment] == 0 && getenv("PYTHONIOENCODING") != NULL && !io_encoding_is_foreign();
    return config->unbuffered || by_environment ? io_add_streams(rt, rt->modules->sys, config->unbuffered, by_environment) : 0;
}

static bool is_word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool startup_is_needed(const char *text, size_t size)
{
    static const char *const words[] = {
#define WORD(text) #text,
#include "modules/startup.def"
#undef WORD
    };
    for (size_t at = 0; at < size;) {
        size_t end = at;
        while (end < size && is_word_char(text[end])) end++;
        size_t length = end - at;
        for (size_t i = 0; length > 2 && i < ARRAY_LENGTH(words); i++) {
            if (words[i][0] == text[at] && strncmp(words[i], text + at, length) == 0 && words[i][length] == '\0') return true;
        }
        at = end == at ? at + 1 : end;
    }
    return false;
}

/* Imports NAME for its effect. */
static int import_for_effect(Rt *rt, const char *name)
{
    Own module = import_text(rt, name);
    release(rt, module);
    return module == NULL ? -1 : 0;
}

int startup_run(Rt *rt)
{
    const Config *config = &rt->modules->config;
    if (sys_add_library(rt, rt->modules->sys) < 0 || import_boot(rt) < 0) return -1;
    if (rt->modules->importlib == NULL) return 0;
    if (config->flags[FLAG_ignore_environment] == 0 && io_encoding_is_foreign() && io_add_streams(rt, rt->modules->sys, config->unbuffered, true) < 0)
        return -1;
    if (config->warning_count > 0 && import_for_effect(rt, "warnings") < 0) return -1;
    return config->flags[FLAG_no_site] ? 0 : import_for_effect(rt, "site");
}
