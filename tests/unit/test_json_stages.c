/* The documents of --json: they parse, and hold what their text forms say. */
#include <string.h>

#include <cjson/cJSON.h>

#include "suite.h"

#include "cli/code_file.h"
#include "cli/json_stages.h"
#include "objects/error.h"
#include "syntax/parse.h"

static const char source[] = "class A:\n    def f(self, *, k=1.5):\n        try:\n            return [x for x in k if '\\u20ac\\0']\n"
                             "        finally:\n            del k\n";

static cJSON *document(Buf *out)
{
    ck_assert(!out->failed);
    ck_assert_int_eq(out->bytes[out->length - 1], '\n');
    cJSON *parsed = cJSON_ParseWithOpts(buf_text(out), NULL, true);
    ck_assert_ptr_nonnull(parsed);
    buf_fini(out);
    return parsed;
}

static cJSON *item(cJSON *of, const char *key)
{
    cJSON *found = cJSON_GetObjectItemCaseSensitive(of, key);
    ck_assert_msg(found != NULL, "no %s", key);
    return found;
}

START_TEST(syntax_documents)
{
    Arena *arena = arena_new();
    SyntaxLog log = {.arena = arena, .filename = "\"a\\b"};
    Buf out = BUF_INIT;
    ck_assert(json_tokens(&log, source, strlen(source), &out));
    cJSON *tokens = document(&out);
    ck_assert_str_eq(item(tokens, "file")->valuestring, "\"a\\b");
    ck_assert_str_eq(item(cJSON_GetArrayItem(item(tokens, "tokens"), 2), "text")->valuestring, "A");
    cJSON_Delete(tokens);
    ParseResult result = parse_source(arena, START_FILE, source, strlen(source), &(ParseOptions){.filename = "a"});
    ck_assert(json_tree((const Node *)result.tree, "a", &out));
    cJSON *tree = document(&out);
    cJSON *class = cJSON_GetArrayItem(item(item(tree, "tree"), "body"), 0);
    ck_assert_str_eq(item(class, "node")->valuestring, "ClassDef");
    ck_assert_int_eq(item(class, "end_lineno")->valueint, 6);
    cJSON_Delete(tree);
    vec_fini(&log.warnings);
    arena_free(arena);
}
END_TEST

START_TEST(compiler_documents)
{
    Rt *rt = code_rt_new();
    Own filename = file_name_new(rt, "a.py");
    CompileOptions options = {.filename = filename};
    Buf out = BUF_INIT;
    ck_assert_int_eq(json_symbols(rt, source, strlen(source), &options, &out), 0);
    cJSON *symbols = document(&out);
    cJSON *scope = cJSON_GetArrayItem(item(item(symbols, "scope"), "children"), 0);
    ck_assert_str_eq(item(scope, "kind")->valuestring, "class");
    cJSON_Delete(symbols);
    ck_assert_int_eq(json_flow(rt, source, strlen(source), &options, &out), 0);
    cJSON *flow = document(&out);
    ck_assert_str_eq(item(cJSON_GetArrayItem(item(flow, "graphs"), 0), "pass")->valuestring, "as generated");
    cJSON_Delete(flow);
    Own code = code_bytes_load(rt, source, strlen(source), "a.py", 0);
    ck_assert_int_eq(json_code(rt, code, &out), 0);
    cJSON *listing = document(&out);
    cJSON *inner = item(item(listing, "code"), "inner");
    cJSON *method = cJSON_GetArrayItem(item(cJSON_GetArrayItem(inner, 0), "inner"), 0);
    ck_assert_str_eq(item(method, "qualname")->valuestring, "A.f");
    ck_assert_int_gt(cJSON_GetArraySize(item(method, "handlers")), 0);
    cJSON_Delete(listing);
    release_all(rt, code, filename);
    ck_assert_uint_eq(rt_free(rt), 0);
}
END_TEST

START_TEST(an_error_leaves_no_document)
{
    Rt *rt = code_rt_new();
    Own filename = file_name_new(rt, "a.py");
    CompileOptions options = {.filename = filename};
    Buf out = BUF_INIT;
    ck_assert_int_lt(json_flow(rt, "return", 6, &options, &out), 0);
    ck_assert_int_lt(json_symbols(rt, "nonlocal x", 10, &options, &out), 0);
    ck_assert_uint_eq(out.length, 0);
    error_clear(rt);
    release(rt, filename);
    rt_free(rt);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("json_stages");
    tcase_add_test(tests, syntax_documents);
    tcase_add_test(tests, compiler_documents);
    tcase_add_test(tests, an_error_leaves_no_document);
    return suite_run_one("json_stages", tests);
}
