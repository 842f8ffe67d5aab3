/* Fields of C structs as attributes (MemberDef), and what a docstring consists of. */
#include <string.h>

#include "objects/abstract.h"
#include "objects/descrobj.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/strobj.h"

static void *field_address(Ref obj, const MemberDef *def)
{
    return (char *)(uintptr_t)obj + def->offset;
}

Own field_get(Rt *rt, Ref obj, const MemberDef *def)
{
    const void *field = field_address(obj, def);
    switch (def->kind) {
    case MEMBER_OBJECT: {
        Ref value = *(const Own *)field;
        return new_ref(value == NULL ? rt->none : value);
    }
    case MEMBER_OBJECT_EX: {
        Ref value = *(const Own *)field;
        return value != NULL ? new_ref(value)
                             : error_raise(rt, TYPE_AttributeError, "'%.200T' object has no attribute '%s'", obj, def->name);
    }
    case MEMBER_INT: return int_new(rt, *(const int32_t *)field);
    case MEMBER_UINT: return int_new(rt, *(const uint32_t *)field);
    case MEMBER_SIZE: return int_new(rt, *(const ptrdiff_t *)field);
    case MEMBER_BOOL: return bool_new(rt, *(const bool *)field);
    case MEMBER_DOUBLE: return float_new(rt, *(const double *)field);
    case MEMBER_TEXT: {
        const char *text = *(const char *const *)field;
        return text == NULL ? none_new(rt) : str_new(rt, text);
    }
    }
    viv_unreachable("unknown kind of member");
}

static int set_reference(Rt *rt, Ref obj, const MemberDef *def, Ref value_or_null)
{
    Own *field = field_address(obj, def);
    if (value_or_null == NULL && def->kind == MEMBER_OBJECT_EX && *field == NULL) {
        return error_raise_int(rt, TYPE_AttributeError, "%s", def->name);
    }
    release_replace(rt, field, new_ref_or_null(value_or_null));
    return 0;
}

static int set_number(Rt *rt, Ref obj, const MemberDef *def, Ref value)
{
    void *field = field_address(obj, def);
    if (def->kind == MEMBER_BOOL) {
        if (!is_exact(value, TYPE_bool)) {
            return error_raise_int(
                rt, TYPE_TypeError, "attribute value type must be bool");
        }
        *(bool *)field = value == rt->true_obj;
        return 0;
    }
    if (def->kind == MEMBER_DOUBLE) {
        double number = float_value(rt, value);
        if (number == -1.0 && rt_is_pending(rt)) return -1;
        *(double *)field = number;
        return 0;
    }
    int64_t number = int_value(rt, value);
    if (number == -1 && rt_is_pending(rt)) return -1;
    if (def->kind == MEMBER_SIZE) {
        *(ptrdiff_t *)field = (ptrdiff_t)number;
    } else {
        *(int32_t *)field = (int32_t)number;
    }
    return 0;
}

int field_set(Rt *rt, Ref obj, const MemberDef *def, Ref value_or_null)
{
    if (def->readonly || def->kind == MEMBER_TEXT) {
        return error_raise_int(rt, TYPE_AttributeError, "readonly attribute");
    }
    if (def->kind == MEMBER_OBJECT || def->kind == MEMBER_OBJECT_EX) {
        return set_reference(rt, obj, def, value_or_null);
    }
    if (value_or_null == NULL) {
        return error_raise_int(
            rt, TYPE_TypeError, "can't delete numeric/char attribute");
    }
    return set_number(rt, obj, def, value_or_null);
}

/* --- docstrings: "name(a, b=1)\n--\n\nWhat it does." */

/* Where the signature begins ("(" after NAME) and ends; NULL when DOC has none. */
static const char *signature_find(const char *name, const char *doc, const char **end)
{
    const char *dot = strrchr(name, '.');
    const char *last = dot == NULL ? name : dot + 1;
    size_t length = strlen(last);
    if (strncmp(doc, last, length) != 0 || doc[length] != '(') return NULL;
    const char *mark = strstr(doc + length, ")\n--\n\n");
    if (mark == NULL) return NULL;
    *end = mark + 1;
    return doc + length;
}

Own doc_body(Rt *rt, const char *name, const char *doc_or_null)
{
    const char *end = NULL;
    if (doc_or_null == NULL) return none_new(rt);
    if (signature_find(name, doc_or_null, &end) == NULL)
        return str_new(rt, doc_or_null);
    const char *body = end + strlen("\n--\n\n");
    return *body == '\0' ? none_new(rt) : str_new(rt, body);
}

Own doc_signature(Rt *rt, const char *name, const char *doc_or_null)
{
    const char *end = NULL, *start = NULL;
    if (doc_or_null != NULL) start = signature_find(name, doc_or_null, &end);
    return start == NULL ? none_new(rt)
                         : str_from_utf8(rt, start, (size_t)(end - start));
}
