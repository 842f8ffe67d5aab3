/* Importing is written in Python, so its own modules cannot be imported: their code is read here.  The
   other modules that CPython keeps in its binary come the same way, because programs can tell:
   tracebacks name "<frozen os>", and their loader is the FrozenImporter. */
#include "modules/frozen.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "code/code.h"
#include "code/pyc.h"
#include "compile/compile.h"
#include "modules/module_state.h"
#include "objects/error.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

static const FrozenModule modules[] = {
#define FROZEN(name, origin, file, flags) {name, origin, file, flags},
#include "modules/frozen.def"
#undef FROZEN
};

const FrozenModule *frozen_modules(size_t *count)
{
    *count = ARRAY_LENGTH(modules);
    return modules;
}

const FrozenModule *frozen_find(const Rt *rt, Ref name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(modules); i++) {
        if (!str_equals_text(name, modules[i].name)) continue;
        bool allowed = rt->modules->use_frozen || (modules[i].flags & FROZEN_ESSENTIAL) != 0;
        return allowed ? &modules[i] : NULL;
    }
    return NULL;
}

const char *library_folder(void)
{
    const char *named = getenv("VIV_STDLIB");
    return named == NULL || named[0] == '\0' ? "/usr/lib/python3.11" : named;
}

bool library_is_there(void)
{
    Buf path = BUF_INIT;
    buf_printf(&path, "%s/%s.py", library_folder(), modules[0].file);
    bool found = access(buf_text(&path), R_OK) == 0;
    buf_fini(&path);
    return found;
}

/* The code of a .pyc that was made from SOURCE as it is now; NULL without a complaint. */
static Own read_cached(Rt *rt, const char *cached, const struct stat *source)
{
    size_t size;
    PycHeader header;
    char *bytes = rt->world->file_read(rt->world, cached, &size);
    if (bytes == NULL) return NULL;
    Own code = pyc_read(rt, bytes, size, cached, &header, MARSHAL_PROVE_LATER);
    free(bytes);
    if (code == NULL) {
        error_clear(rt);
        return NULL;
    }
    bool fresh = header.flags == PYC_TIMESTAMP && header.mtime == (uint32_t)source->st_mtime &&
                 header.source_size == (uint32_t)source->st_size;
    if (!fresh) release_clear(rt, &code);
    return code;
}

static Own compile_file(Rt *rt, const char *path, Ref filename)
{
    size_t size;
    char *source = rt->world->file_read(rt->world, path, &size);
    if (source == NULL)
        return error_raise(rt, TYPE_ImportError, "the library's %s is missing: install libpython3.11-stdlib, or set VIV_STDLIB", path);
    CompileOptions options = {.mode = COMPILE_EXEC, .filename = filename, .optimize = rt->modules->optimize};
    Own code = compile_source(rt, source, size, &options);
    free(source);
    return code;
}

Own frozen_code(Rt *rt, const FrozenModule *module)
{
    const char *slash = strrchr(module->file, '/'), *tail = slash == NULL ? module->file : slash + 1;
    const char *const suffixes[] = {"", ".opt-1", ".opt-2"};
    Buf source = BUF_INIT, cached = BUF_INIT;
    buf_printf(&source, "%s/%s.py", library_folder(), module->file);
    buf_printf(&cached, "%s/%.*s__pycache__/%s.cpython-311%s.pyc", library_folder(), (int)(tail - module->file),
               module->file, tail, suffixes[rt->modules->optimize]);
    struct stat facts = {0};
    Own name = str_format(rt, "<frozen %s>", module->origin + (module->origin[0] == '<')), code = NULL;
    if (name != NULL && stat(buf_text(&source), &facts) == 0) code = read_cached(rt, buf_text(&cached), &facts);
    if (code != NULL) code_set_filename(rt, code, name);
    else if (name != NULL) code = compile_file(rt, buf_text(&source), name);
    release(rt, name);
    buf_fini(&source);
    buf_fini(&cached);
    return code;
}

static void replace_filename(Rt *rt, Ref code, Ref before, Ref after)
{
    CodeObj *self = AS_CODE(code);
    if (!str_equal(self->filename, before)) return;
    release_replace(rt, &self->filename, new_ref(after));
    for (ptrdiff_t i = 0; i < tuple_length(self->consts); i++) {
        Ref constant = tuple_peek(self->consts, i);
        if (is_exact(constant, TYPE_code)) replace_filename(rt, constant, before, after);
    }
}

void code_set_filename(Rt *rt, Ref code, Ref path)
{
    Own before = new_ref(AS_CODE(code)->filename);
    if (!str_equal(before, path)) replace_filename(rt, code, before, path);
    release(rt, before);
}
