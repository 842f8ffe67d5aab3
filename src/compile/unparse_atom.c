/* The text of what binds most tightly: displays, comprehensions, f-strings, constants,
   attributes and subscripts. */
#include "objects/strobj.h"
#include "compile/unparse.h"

static void add_exprs(Unparser *u, ExprSeq exprs)
{
    for (size_t i = 0; i < exprs.length; i++) {
        if (i > 0) buf_add_text(&u->out, ", ");
        unparse_add(u, exprs.items[i], LEVEL_TEST);
    }
}

static void add_tuple(Unparser *u, ExprSeq elts, int level)
{
    if (elts.length == 0) {
        buf_add_text(&u->out, "()");
        return;
    }
    unparse_open(u, level > LEVEL_TUPLE);
    add_exprs(u, elts);
    if (elts.length == 1) buf_add_char(&u->out, ',');
    unparse_close(u, level > LEVEL_TUPLE);
}

static void add_dict(Unparser *u, const Dict_Fields *dict)
{
    buf_add_char(&u->out, '{');
    for (size_t i = 0; i < dict->values.length; i++) {
        Expr *key = dict->keys.items[i];
        if (i > 0) buf_add_text(&u->out, ", ");
        if (key != NULL) {
            unparse_add(u, key, LEVEL_TEST);
            buf_add_text(&u->out, ": ");
        } else {
            buf_add_text(&u->out, "**");
        }
        unparse_add(u, dict->values.items[i], key != NULL ? LEVEL_TEST : LEVEL_BOR);
    }
    buf_add_char(&u->out, '}');
}

static void add_comprehension(Unparser *u, const char *brackets, Expr *element, Expr *value, ComprehensionSeq loops)
{
    buf_add_char(&u->out, brackets[0]);
    unparse_add(u, element, LEVEL_TEST);
    if (value != NULL) {
        buf_add_text(&u->out, ": ");
        unparse_add(u, value, LEVEL_TEST);
    }
    for (size_t i = 0; i < loops.length; i++) {
        const Comprehension *loop = loops.items[i];
        buf_add_text(&u->out, loop->is_async ? " async for " : " for ");
        unparse_add(u, loop->target, LEVEL_TUPLE);
        buf_add_text(&u->out, " in ");
        unparse_add(u, loop->iter, LEVEL_TEST + 1);
        for (size_t j = 0; j < loop->ifs.length; j++) {
            buf_add_text(&u->out, " if ");
            unparse_add(u, loop->ifs.items[j], LEVEL_TEST + 1);
        }
    }
    buf_add_char(&u->out, brackets[1]);
}

static void add_literal(Unparser *u, const Literal *literal)
{
    Own made = literal->value != NULL ? new_ref(literal->value) : literal_new(u->rt, literal);
    if (made == NULL) {
        u->failed = true;
        return;
    }
    unparse_literal_object(u, made);
    release(u->rt, made);
}

static void add_fstring_parts(Unparser *u, ExprSeq values, bool is_spec);

static void add_literal_part(Unparser *u, const Literal *literal)
{
    Own made = literal->value != NULL ? new_ref(literal->value) : literal_new(u->rt, literal);
    if (made == NULL) {
        u->failed = true;
        return;
    }
    Buf text = BUF_INIT;
    str_add_to_buf(made, &text);
    for (size_t i = 0; i < text.length; i++) {
        char ch = text.bytes[i];
        buf_add_char(&u->out, ch);
        if (ch == '{' || ch == '}') buf_add_char(&u->out, ch);
    }
    buf_fini(&text);
    release(u->rt, made);
}

static void add_fstring(Unparser *u, ExprSeq values, bool is_spec)
{
    if (is_spec) {
        add_fstring_parts(u, values, true);
        return;
    }
    Unparser inner = {.rt = u->rt, .out = BUF_INIT};
    add_fstring_parts(&inner, values, false);
    Own text = inner.failed ? NULL : str_from_buf(u->rt, &inner.out);
    buf_fini(&inner.out);
    if (text == NULL) {
        u->failed = true;
        return;
    }
    buf_add_char(&u->out, 'f');
    unparse_literal_object(u, text);
    release(u->rt, text);
}

static void add_formatted(Unparser *u, const FormattedValue_Fields *formatted)
{
    Unparser inner = {.rt = u->rt, .out = BUF_INIT};
    unparse_add(&inner, formatted->value, LEVEL_TEST + 1);
    bool brace = inner.out.length > 0 && inner.out.bytes[0] == '{';
    buf_add_text(&u->out, brace ? "{ " : "{");
    buf_add(&u->out, buf_text(&inner.out), inner.out.length);
    u->failed |= inner.failed;
    buf_fini(&inner.out);
    if (formatted->conversion > 0) buf_printf(&u->out, "!%c", formatted->conversion);
    if (formatted->format_spec != NULL) {
        buf_add_char(&u->out, ':');
        ExprSeq spec = {(Expr **)&formatted->format_spec, 1};
        add_fstring_parts(u, spec, true);
    }
    buf_add_char(&u->out, '}');
}

static void add_fstring_parts(Unparser *u, ExprSeq values, bool is_spec)
{
    for (size_t i = 0; i < values.length && !u->failed; i++) {
        Expr *value = values.items[i];
        switch ((int)value->kind) {
        case NODE_Constant: add_literal_part(u, &value->v.Constant.value); break;
        case NODE_JoinedStr: add_fstring(u, value->v.JoinedStr.values, is_spec); break;
        default: add_formatted(u, &value->v.FormattedValue); break;
        }
    }
}

static bool is_int_literal(const Expr *expr)
{
    if (expr->kind != NODE_Constant) return false;
    const Literal *literal = &expr->v.Constant.value;
    return literal->value != NULL ? is_exact(literal->value, TYPE_int) : literal->kind == LITERAL_INT;
}

static void add_slice(Unparser *u, const Slice_Fields *slice)
{
    if (slice->lower != NULL) unparse_add(u, slice->lower, LEVEL_TEST);
    buf_add_char(&u->out, ':');
    if (slice->upper != NULL) unparse_add(u, slice->upper, LEVEL_TEST);
    if (slice->step == NULL) return;
    buf_add_char(&u->out, ':');
    unparse_add(u, slice->step, LEVEL_TEST);
}

static void add_bracketed(Unparser *u, const char *brackets, ExprSeq elts)
{
    buf_add_char(&u->out, brackets[0]);
    add_exprs(u, elts);
    buf_add_char(&u->out, brackets[1]);
}

static void add_comprehension_expr(Unparser *u, Expr *expr)
{
    switch ((int)expr->kind) {
    case NODE_ListComp: add_comprehension(u, "[]", expr->v.ListComp.elt, NULL, expr->v.ListComp.generators); break;
    case NODE_SetComp: add_comprehension(u, "{}", expr->v.SetComp.elt, NULL, expr->v.SetComp.generators); break;
    case NODE_DictComp:
        add_comprehension(u, "{}", expr->v.DictComp.key, expr->v.DictComp.value, expr->v.DictComp.generators);
        break;
    default: add_comprehension(u, "()", expr->v.GeneratorExp.elt, NULL, expr->v.GeneratorExp.generators); break;
    }
}

void unparse_atom(Unparser *u, Expr *expr, int level)
{
    switch ((int)expr->kind) {
    case NODE_Dict: add_dict(u, &expr->v.Dict); break;
    case NODE_Set: add_bracketed(u, "{}", expr->v.Set.elts); break;
    case NODE_List: add_bracketed(u, "[]", expr->v.List.elts); break;
    case NODE_Tuple: add_tuple(u, expr->v.Tuple.elts, level); break;
    case NODE_ListComp:
    case NODE_SetComp:
    case NODE_DictComp:
    case NODE_GeneratorExp: add_comprehension_expr(u, expr); break;
    case NODE_JoinedStr: add_fstring(u, expr->v.JoinedStr.values, false); break;
    case NODE_FormattedValue: add_formatted(u, &expr->v.FormattedValue); break;
    case NODE_Constant:
        if (expr->v.Constant.kind != NULL) buf_add_char(&u->out, 'u');
        add_literal(u, &expr->v.Constant.value);
        break;
    case NODE_Attribute:
        unparse_add(u, expr->v.Attribute.value, LEVEL_ATOM);
        buf_add_text(&u->out, is_int_literal(expr->v.Attribute.value) ? " ." : ".");
        buf_add_text(&u->out, expr->v.Attribute.attr->text);
        break;
    case NODE_Starred:
        buf_add_char(&u->out, '*');
        unparse_add(u, expr->v.Starred.value, LEVEL_BOR);
        break;
    case NODE_Subscript:
        unparse_add(u, expr->v.Subscript.value, LEVEL_ATOM);
        buf_add_char(&u->out, '[');
        unparse_add(u, expr->v.Subscript.slice, LEVEL_TUPLE);
        buf_add_char(&u->out, ']');
        break;
    case NODE_Slice: add_slice(u, &expr->v.Slice); break;
    default: viv_unreachable("no expression");
    }
}
