/* Patterns: values, captures, sequences, classes and mappings.  Each consumes the subject on
   top of the stack. */
#include <string.h>

#include "objects/setobj.h"
#include "objects/tupleobj.h"
#include "compile/codegen_match.h"

static bool is_stored(const PatternContext *context, const Name *name)
{
    for (size_t i = 0; i < context->stores.length; i++) {
        if (context->stores.items[i] == name) return true;
    }
    return false;
}

static void store_capture(Compiler *c, const Identifier *identifier, PatternContext *context)
{
    if (identifier == NULL) {
        emit(c, OP_POP_TOP);
        return;
    }
    if (name_is_forbidden(c, identifier, CONTEXT_Store)) return;
    const Name *name = name_of_identifier(c, identifier);
    if (is_stored(context, name)) {
        compiler_error(c, c->unit->span, "multiple assignments to name '%s' in pattern", name->text);
        return;
    }
    emit_rotate(c, context->on_top + (int)context->stores.length + 1);
    if (vec_push(&context->stores, name) < 0) context_out_of_memory(c);
}

static void visit_subpattern(Compiler *c, Pattern *pattern, PatternContext *context)
{
    bool outer = context->allow_irrefutable;
    context->allow_irrefutable = true;
    visit_pattern(c, pattern, context);
    context->allow_irrefutable = outer;
}

static void visit_as_pattern(Compiler *c, Pattern *pattern, PatternContext *context)
{
    const MatchAs_Fields *as = &pattern->v.MatchAs;
    if (as->pattern == NULL) {
        if (!context->allow_irrefutable) {
            if (as->name != NULL) {
                compiler_error(c, c->unit->span, "name capture '%s' makes remaining patterns unreachable", as->name->text);
            } else {
                compiler_error(c, c->unit->span, "wildcard makes remaining patterns unreachable");
            }
            return;
        }
        store_capture(c, as->name, context);
        return;
    }
    context->on_top++;
    emit_arg(c, OP_COPY, 1);
    visit_pattern(c, as->pattern, context);
    context->on_top--;
    store_capture(c, as->name, context);
}

static void match_unpacked(Compiler *c, PatternSeq patterns, PatternContext *context)
{
    emit_unpack(c, (Node *const *)patterns.items, patterns.length, NODE_MatchStar, "sequence pattern");
    context->on_top += (int)patterns.length;
    for (size_t i = 0; i < patterns.length; i++) {
        context->on_top--;
        visit_subpattern(c, patterns.items[i], context);
    }
}

/* With *_ only the items that matter are fetched, by index. */
static void match_indexed(Compiler *c, PatternSeq patterns, ptrdiff_t star, PatternContext *context)
{
    ptrdiff_t count = (ptrdiff_t)patterns.length;
    context->on_top++;
    for (ptrdiff_t i = 0; i < count; i++) {
        Pattern *pattern = patterns.items[i];
        if (is_wildcard(pattern) || i == star) continue;
        emit_arg(c, OP_COPY, 1);
        if (i < star) {
            emit_const_int(c, i);
        } else {
            emit(c, OP_GET_LEN); /* the subject may not know negative indexes */
            emit_const_int(c, count - i);
            emit_binary_op(c, OPERATOR_Sub, false);
        }
        emit(c, OP_BINARY_SUBSCR);
        visit_subpattern(c, pattern, context);
    }
    context->on_top--;
    emit(c, OP_POP_TOP);
}

static void emit_length_test(Compiler *c, ptrdiff_t length, CompareOperator op, PatternContext *context)
{
    emit(c, OP_GET_LEN);
    emit_const_int(c, length);
    emit_compare_op(c, op);
    emit_fail_jump(c, context, OP_POP_JUMP_IF_FALSE);
}

static void visit_sequence_pattern(Compiler *c, Pattern *pattern, PatternContext *context)
{
    PatternSeq patterns = pattern->v.MatchSequence.patterns;
    ptrdiff_t count = (ptrdiff_t)patterns.length, star = -1;
    bool only_wildcards = true, star_wildcard = false;
    for (ptrdiff_t i = 0; i < count; i++) {
        const Pattern *item = patterns.items[i];
        if (item->kind != NODE_MatchStar) {
            only_wildcards &= is_wildcard(item);
            continue;
        }
        if (star >= 0) {
            compiler_error(c, c->unit->span, "multiple starred names in sequence pattern");
            return;
        }
        star_wildcard = is_star_wildcard(item);
        only_wildcards &= star_wildcard;
        star = i;
    }
    context->on_top++;
    emit(c, OP_MATCH_SEQUENCE);
    emit_fail_jump(c, context, OP_POP_JUMP_IF_FALSE);
    if (star < 0) {
        emit_length_test(c, count, CMPOP_Eq, context);
    } else if (count > 1) {
        emit_length_test(c, count - 1, CMPOP_GtE, context);
    }
    context->on_top--;
    if (only_wildcards) {
        emit(c, OP_POP_TOP);
    } else if (star_wildcard) {
        match_indexed(c, patterns, star, context);
    } else {
        match_unpacked(c, patterns, context);
    }
}

static void validate_attributes(Compiler *c, IdentifierSeq attrs, PatternSeq patterns)
{
    for (size_t i = 0; i < attrs.length && !c->failed; i++) {
        const Identifier *attr = attrs.items[i];
        set_span(c, patterns.items[i]->span);
        if (name_is_forbidden(c, attr, CONTEXT_Store)) return;
        for (size_t j = i + 1; j < attrs.length; j++) {
            if (strcmp(attr->text, attrs.items[j]->text) != 0) continue;
            compiler_error(c, patterns.items[j]->span, "attribute name repeated in class pattern: %s", attr->text);
            return;
        }
    }
}

static Ref attribute_names(Compiler *c, IdentifierSeq attrs)
{
    Own tuple = c->failed ? NULL : tuple_new(c->rt, (ptrdiff_t)attrs.length);
    if (c->failed || compiler_keep(c, tuple) == NULL) return NULL;
    for (size_t i = 0; i < attrs.length; i++) {
        Ref name = name_object(c, name_of_identifier(c, attrs.items[i]));
        tuple_take(tuple, (ptrdiff_t)i, new_ref(name == NULL ? c->rt->none : name));
    }
    return tuple;
}

/* Fails when the top is None. */
static void emit_none_test(Compiler *c, PatternContext *context)
{
    emit_arg(c, OP_COPY, 1);
    emit_none(c);
    emit_arg(c, OP_IS_OP, 1);
    emit_fail_jump(c, context, OP_POP_JUMP_IF_FALSE);
}

static void visit_class_pattern(Compiler *c, Pattern *pattern, PatternContext *context)
{
    const MatchClass_Fields *match = &pattern->v.MatchClass;
    size_t positional = match->patterns.length, all = positional + match->kwd_attrs.length;
    if (match->kwd_attrs.length > 0) {
        validate_attributes(c, match->kwd_attrs, match->kwd_patterns);
        set_span(c, pattern->span);
    }
    visit_expr(c, match->cls);
    emit_const(c, attribute_names(c, match->kwd_attrs));
    emit_arg(c, OP_MATCH_CLASS, (int)positional);
    context->on_top++;
    emit_none_test(c, context);
    emit_arg(c, OP_UNPACK_SEQUENCE, (int)all);
    context->on_top += (int)all - 1;
    for (size_t i = 0; i < all; i++) {
        Pattern *part = i < positional ? match->patterns.items[i] : match->kwd_patterns.items[i - positional];
        context->on_top--;
        if (is_wildcard(part)) {
            emit(c, OP_POP_TOP);
        } else {
            visit_subpattern(c, part, context);
        }
    }
}

/* Refuses a literal key that equals an earlier one, as Python compares: 0 and False are one. */
static void note_mapping_key(Compiler *c, Ref seen, Ref value)
{
    if (c->failed) return;
    int found = set_contains(c->rt, seen, value);
    if (found > 0) {
        compiler_error(c, c->unit->span, "mapping pattern checks duplicate key (%R)", value);
    } else if (found < 0 || set_add(c->rt, seen, value) < 0) {
        compiler_fail(c);
    }
}

static void visit_mapping_keys(Compiler *c, const MatchMapping_Fields *mapping)
{
    Ref seen = c->failed ? NULL : compiler_keep(c, set_new(c->rt, NULL));
    for (size_t i = 0; i < mapping->keys.length && !c->failed; i++) {
        Expr *key = mapping->keys.items[i];
        if (key->kind == NODE_Constant) {
            note_mapping_key(c, seen, compiler_constant(c, key));
        } else if (key->kind != NODE_Attribute) {
            compiler_error(c, c->unit->span, "mapping pattern keys may only match literals and attribute lookups");
        }
        visit_expr(c, key);
    }
}

/* rest = dict(subject); for key in keys: del rest[key] */
static void emit_mapping_rest(Compiler *c, int size)
{
    emit_arg(c, OP_BUILD_MAP, 0);
    emit_arg(c, OP_SWAP, 3);
    emit_arg(c, OP_DICT_UPDATE, 2);
    emit_arg(c, OP_UNPACK_SEQUENCE, size);
    while (size > 0) {
        emit_arg(c, OP_COPY, 1 + size--);
        emit_arg(c, OP_SWAP, 2);
        emit(c, OP_DELETE_SUBSCR);
    }
}

static void visit_mapping_pattern(Compiler *c, Pattern *pattern, PatternContext *context)
{
    const MatchMapping_Fields *mapping = &pattern->v.MatchMapping;
    int size = (int)mapping->keys.length;
    context->on_top++;
    emit(c, OP_MATCH_MAPPING);
    emit_fail_jump(c, context, OP_POP_JUMP_IF_FALSE);
    if (size == 0 && mapping->rest == NULL) {
        context->on_top--;
        emit(c, OP_POP_TOP);
        return;
    }
    if (size > 0) emit_length_test(c, size, CMPOP_GtE, context);
    visit_mapping_keys(c, mapping);
    emit_arg(c, OP_BUILD_TUPLE, size);
    emit(c, OP_MATCH_KEYS);
    context->on_top += 2;
    emit_none_test(c, context);
    emit_arg(c, OP_UNPACK_SEQUENCE, size);
    context->on_top += size - 1;
    for (int i = 0; i < size; i++) {
        context->on_top--;
        visit_subpattern(c, mapping->patterns.items[i], context);
    }
    context->on_top -= 2;
    if (mapping->rest != NULL) {
        emit_mapping_rest(c, size);
        store_capture(c, mapping->rest, context);
    } else {
        emit(c, OP_POP_TOP);
        emit(c, OP_POP_TOP);
    }
}

static void visit_value_pattern(Compiler *c, Pattern *pattern, PatternContext *context)
{
    Expr *value = pattern->v.MatchValue.value;
    if (value->kind != NODE_Constant && value->kind != NODE_Attribute) {
        compiler_error(c, c->unit->span, "patterns may only match literals and attribute lookups");
        return;
    }
    visit_expr(c, value);
    emit_compare_op(c, CMPOP_Eq);
    emit_fail_jump(c, context, OP_POP_JUMP_IF_FALSE);
}

void visit_pattern(Compiler *c, Pattern *pattern, PatternContext *context)
{
    if (c->failed) return;
    set_span(c, pattern->span);
    switch ((int)pattern->kind) {
    case NODE_MatchValue: visit_value_pattern(c, pattern, context); break;
    case NODE_MatchSingleton:
        emit_const(c, compiler_literal(c, &pattern->v.MatchSingleton.value));
        emit_compare_op(c, CMPOP_Is);
        emit_fail_jump(c, context, OP_POP_JUMP_IF_FALSE);
        break;
    case NODE_MatchSequence: visit_sequence_pattern(c, pattern, context); break;
    case NODE_MatchMapping: visit_mapping_pattern(c, pattern, context); break;
    case NODE_MatchClass: visit_class_pattern(c, pattern, context); break;
    case NODE_MatchStar: store_capture(c, pattern->v.MatchStar.name, context); break;
    case NODE_MatchAs: visit_as_pattern(c, pattern, context); break;
    case NODE_MatchOr: visit_or_pattern(c, pattern, context); break;
    }
}
