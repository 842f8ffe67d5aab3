/* The engine below the grammar: fetches tokens as the rules ask for them, remembers
   what rules gave, keeps the table of names, and runs the passes. */
#include "syntax/parser.h"

#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

#include "base/utf8.h"

static const int rule_weights[] = {
#define RULE(name, weight) [RULE_##name] = weight,
    MEMO_RULES(RULE)
#undef RULE
};

void parser_init(Parser *p, Lexer *lexer, const ParseOptions *options, Arena *scratch)
{
    *p = (Parser){
        .lexer = lexer,
        .log = lexer->log,
        .arena = lexer->log->arena,
        .scratch = scratch,
        .options = options,
    };
}

void parser_fini(Parser *p)
{
    vec_fini(&p->tokens);
}

/* --- tokens --- */

/* At the end of an interactive statement: one more NEWLINE, and the blocks are closed.
 */
static void imply_newline(Parser *p, Token *token)
{
    if (p->start != START_INTERACTIVE || token->kind != TOKEN_ENDMARKER ||
        !p->started) {
        p->started = true;
        return;
    }
    token->kind = TOKEN_NEWLINE;
    p->started = false;
    if (p->lexer->indent != 0 && !p->options->dont_imply_dedent) {
        p->lexer->pending = -p->lexer->indent;
        p->lexer->indent = 0;
    }
}

/* The text of TOKEN in the tree's arena; NULL after an error. */
static const char *text_of_token(Parser *p, const Token *token)
{
    size_t length = (size_t)(token->end - token->start);
    size_t bad = utf8_check(token->start, length);
    if (bad != length) {
        raise_undecodable(p, token->start, length, bad);
        return NULL;
    }
    return log_copy(p->log, token->start, length);
}

static void keep_type_ignore(Parser *p, const Token *token)
{
    TypeIgnore *ignore = node_new(p, NODE_TypeIgnore, sizeof *ignore, (Span){0});
    if (ignore != NULL) {
        ignore->lineno = token->lineno;
        ignore->tag = text_of_token(p, token);
        list_add(p, &p->type_ignores, ignore);
    }
}

static void read_token(Parser *p)
{
    ParserToken *entry = ARENA_NEW(p->scratch, ParserToken);
    if (entry == NULL) {
        log_no_memory(p->log);
        return;
    }
    Token *token = &entry->token;
    lexer_next(p->lexer, token);
    while (token->kind == TOKEN_TYPE_IGNORE) {
        keep_type_ignore(p, token);
        lexer_next(p->lexer, token);
    }
    imply_newline(p, token);
    if (p->lexer->lineno == p->starting_lineno) {
        token->col_offset += p->starting_col_offset;
        token->end_col_offset += p->starting_col_offset;
    }
    if (vec_push(&p->tokens, entry) < 0) {
        log_no_memory(p->log);
    } else if (token->kind == TOKEN_ERROR) {
        raise_lexer(p);
    }
}

const Token *parser_read(Parser *p)
{
    if (parser_failed(p)) return NULL;
    read_token(p);
    if (parser_failed(p)) return NULL;
    return &p->tokens.items[p->mark]->token;
}

const Token *parser_last_read(const Parser *p)
{
    return p->tokens.length == 0 ? NULL : &vec_last(&p->tokens)->token;
}

const Token *parser_force(Parser *p, TokenKind kind)
{
    const Token *token = parser_peek(p);
    if (token == NULL) return NULL;
    if (token->kind != kind) {
        return raise_at(p, span_of_token(token), "expected '%s'", kind_text(kind));
    }
    p->mark++;
    return token;
}

const char *parser_match_type_comment(Parser *p)
{
    const Token *token = parser_match(p, TOKEN_TYPE_COMMENT);
    return token != NULL ? text_of_token(p, token) : NULL;
}

bool parser_has_version(Parser *p, int minor, const char *what)
{
    int version = p->options->feature_version;
    if (version == 0 || version >= minor || parser_failed(p)) return true;
    raise_syntax(p, "%s only supported in Python 3.%d and greater", what, minor);
    return false;
}

bool parser_at_word(Parser *p, const char *text)
{
    const Token *token = parser_peek(p);
    if (token == NULL || token->kind != TOKEN_NAME) return false;
    size_t length = (size_t)(token->end - token->start);
    return strlen(text) == length && memcmp(token->start, text, length) == 0;
}

const Token *parser_match_word(Parser *p, const char *text)
{
    if (!parser_at_word(p, text)) return NULL;
    return &p->tokens.items[p->mark++]->token;
}

Expr *parser_match_name(Parser *p)
{
    if (!parser_at(p, TOKEN_NAME)) return NULL;
    ParserToken *entry = p->tokens.items[p->mark++];
    if (entry->name == NULL) {
        const Token *token = &entry->token;
        Expr *name = expr_new_at(p, NODE_Name, span_of_token(token));
        name->v.Name.id =
            parser_identifier(p, token->start, (size_t)(token->end - token->start));
        name->v.Name.ctx = CONTEXT_Load;
        entry->name = name;
    }
    return parser_failed(p) ? NULL : entry->name;
}

/* --- names --- */

static const Identifier *intern(Parser *p, const char *text, size_t length)
{
    uint32_t hash = identifier_hash(text, length);
    const Identifier **bucket = &p->names->buckets[hash % NAME_BUCKETS];
    for (const Identifier *name = *bucket; name != NULL; name = name->next) {
        if (name->hash == hash && name->length == length &&
            memcmp(name->text, text, length) == 0) {
            return name;
        }
    }
    Identifier *name = log_alloc(p->log, sizeof *name);
    if (name == NULL) return NULL;
    *name = (Identifier){log_copy(p->log, text, length), length, hash, *bucket};
    *bucket = name;
    return name;
}

const Identifier *parser_identifier(Parser *p, const char *text, size_t length)
{
    bool ascii = true;
    for (size_t i = 0; i < length; i++) {
        ascii = ascii && (unsigned char)text[i] < 128;
    }
    if (ascii) return intern(p, text, length);
    size_t normal_length = 0;
    uint8_t *normal =
        u8_normalize(UNINORM_NFKC, (const uint8_t *)text, length, NULL, &normal_length);
    if (normal == NULL) {
        log_no_memory(p->log);
        return NULL;
    }
    const Identifier *name = intern(p, (const char *)normal, normal_length);
    free(normal);
    return name;
}

/* --- rules --- */

bool parser_too_deep(Parser *p)
{
    raise_kind(p, DIAGNOSTIC_MEMORY_ERROR, "");
    return false;
}

static void remember(Parser *p, int mark, Rule rule, void *result)
{
    Memo *memo = ARENA_NEW(p->scratch, Memo);
    if (memo == NULL) {
        log_no_memory(p->log);
        return;
    }
    ParserToken *token = p->tokens.items[mark];
    *memo = (Memo){(uint8_t)rule, p->quiet, p->mark, result, token->memos, NULL};
    token->memos = memo;
    token->remembered |= 1u << rule;
    if (p->quiet) {
        memo->next_quiet = p->quiet_memos;
        p->quiet_memos = memo;
    }
}

void parser_publish(Parser *p)
{
    for (Memo *memo = p->quiet_memos; memo != NULL; memo = memo->next_quiet) {
        memo->quiet = false;
    }
    p->quiet_memos = NULL;
}

void *rule_memo(Parser *p, Rule rule, RuleFunction *parse)
{
    if (parser_peek(p) == NULL) return NULL;
    const ParserToken *token = p->tokens.items[p->mark];
    if ((token->remembered >> rule & 1) != 0) {
        for (Memo *memo = token->memos; memo != NULL; memo = memo->next) {
            if (memo->rule == rule && (!memo->quiet || p->quiet)) {
                p->mark = memo->end;
                return memo->result;
            }
        }
    }
    int mark = p->mark;
    void *result = NULL;
    if (parser_enter(p, rule_weights[rule])) result = parse(p);
    parser_leave(p, rule_weights[rule]);
    if (result == NULL) p->mark = mark;
    if (parser_failed(p)) return NULL;
    remember(p, mark, rule, result);
    return result;
}

/* '*' expression and '**' expression, of which only the last may come last */
static void type_expression_ends(Parser *p, NodeList *types)
{
    static const TokenKind kinds[] = {TOKEN_STAR, TOKEN_DOUBLESTAR};
    for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++) {
        int mark = p->mark;
        bool fine = types->length == 0 || parser_match(p, TOKEN_COMMA);
        Expr *type = fine && parser_match(p, kinds[i]) ? rule_expression(p) : NULL;
        if (type == NULL) {
            p->mark = mark;
            continue;
        }
        list_add(p, types, type);
    }
}

/* func_type: '(' [type_expressions] ')' '->' expression NEWLINE* ENDMARKER
   type_expressions: ','.expression+ [',' '*' expression] [',' '**' expression] and so on */
static Mod *rule_func_type(Parser *p)
{
    NodeList types = {0};
    if (!parser_match(p, TOKEN_LPAR)) return NULL;
    for (;;) {
        int mark = p->mark;
        Expr *type = types.length == 0 || parser_match(p, TOKEN_COMMA) ? rule_expression(p) : NULL;
        if (type == NULL) {
            p->mark = mark;
            break;
        }
        list_add(p, &types, type);
    }
    type_expression_ends(p, &types);
    Expr *returns = parser_match(p, TOKEN_RPAR) && parser_match(p, TOKEN_RARROW) ? rule_expression(p) : NULL;
    while (returns != NULL && parser_match(p, TOKEN_NEWLINE)) {
    }
    if (returns == NULL || !parser_match(p, TOKEN_ENDMARKER)) return NULL;
    Mod *mod = node_new(p, NODE_FunctionType, sizeof *mod, (Span){0});
    if (mod != NULL) {
        mod->v.FunctionType.returns = returns;
        list_take(p, &types, &mod->v.FunctionType.argtypes);
    }
    return parser_failed(p) ? NULL : mod;
}

/* file: [statements] ENDMARKER
   interactive: statement_newline
   eval: expressions NEWLINE* ENDMARKER */
static Mod *rule_mod(Parser *p)
{
    Mod *mod = NULL;
    NodeList body = {0};
    if (p->start == START_EVAL) {
        Expr *expr = rule_expressions(p);
        if (expr == NULL) return NULL;
        while (parser_match(p, TOKEN_NEWLINE)) {
        }
        if (parser_match(p, TOKEN_ENDMARKER) == NULL) return NULL;
        mod = node_new(p, NODE_Expression, sizeof *mod, (Span){0});
        if (mod != NULL) mod->v.Expression.body = expr;
    } else if (p->start == START_FUNCTION_TYPE) {
        return rule_func_type(p);
    } else if (p->start == START_INTERACTIVE) {
        if (!rule_statement_newline(p, &body)) return NULL;
        mod = node_new(p, NODE_Interactive, sizeof *mod, (Span){0});
        if (mod != NULL) list_take(p, &body, &mod->v.Interactive.body);
    } else {
        rule_statements(p, &body);
        if (parser_match(p, TOKEN_ENDMARKER) == NULL) return NULL;
        mod = node_new(p, NODE_Module, sizeof *mod, (Span){0});
        if (mod != NULL) {
            list_take(p, &body, &mod->v.Module.body);
            list_take(p, &p->type_ignores, &mod->v.Module.type_ignores);
        }
    }
    return parser_failed(p) ? NULL : mod;
}

static void *rule_start(Parser *p)
{
    p->mark = 0;
    p->level = 0;
    if (p->start == START_FSTRING) {
        Expr *expr = rule_star_expressions(p);
        return parser_failed(p) ? NULL : expr;
    }
    return rule_mod(p);
}

/* Whether the source ended before the parser did. */
static bool at_end_of_source(const Parser *p)
{
    return p->lexer->state == LEXER_EOF || p->lexer->state == LEXER_UNTERMINATED;
}

/* After one statement: is there nothing but white space and comments left? */
static bool rest_is_blank(const Parser *p)
{
    const char *c = p->lexer->cursor;
    for (;;) {
        while (*c == ' ' || *c == '\t' || *c == '\n' || *c == '\f') {
            c++;
        }
        if (*c == '\0') return true;
        if (*c != '#') return false;
        c += strcspn(c, "\n");
    }
}

void *parser_run(Parser *p)
{
    char base;
    if (p->stack_base == NULL) p->stack_base = &base;
    void *result = rule_start(p);
    if (result != NULL) {
        if (p->start == START_INTERACTIVE && !rest_is_blank(p)) {
            return raise_syntax(
                p, "multiple statements found while compiling a single statement");
        }
        return result;
    }
    if (p->options->allow_incomplete && at_end_of_source(p)) {
        log_error_clear(p->log);
        return raise_syntax(p, "incomplete input");
    }
    const Diagnostic *error = p->log->error;
    if (error != NULL && error->kind > DIAGNOSTIC_TAB_ERROR) return NULL;
    const Token *last = parser_last_read(p);
    for (size_t i = 0; i < p->tokens.length; i++) {
        p->tokens.items[i]->memos = NULL;
        p->tokens.items[i]->remembered = 0;
    }
    p->explaining = true;
    rule_start(p);
    raise_generic(p, last);
    return NULL;
}
