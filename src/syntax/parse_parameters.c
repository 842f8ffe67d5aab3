/* The parameters of functions and lambdas: one grammar twice, differing in what ends
   the list (')' or ':') and in annotations, which only functions have. */
#include "syntax/parser.h"

typedef struct Style {
    TokenKind close;
    bool lambda;
} Style;

static const Style def_style = {TOKEN_RPAR, false};
static const Style lambda_style = {TOKEN_COLON, true};

typedef struct Param {
    Arg *arg;
    Expr *value; /* of the default; NULL: none */
} Param;

typedef enum DefaultRule { DEFAULT_NO, DEFAULT_YES, DEFAULT_MAYBE } DefaultRule;

Arguments *arguments_new(Parser *p)
{
    return node_new(p, NODE_arguments, sizeof(Arguments), (Span){0});
}

/* param: NAME [':' expression]      param_star_annotation: NAME ':' star_expression
   lambda_param: NAME */
static Arg *rule_param(Parser *p, Style style, bool star_annotation)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    Expr *name = parser_match_name(p), *annotation = NULL;
    if (name == NULL) return NULL;
    int behind = p->mark;
    if (!style.lambda && parser_match(p, TOKEN_COLON)) {
        annotation = star_annotation ? rule_star_expression(p) : rule_expression(p);
    }
    if (annotation == NULL) {
        p->mark = star_annotation ? mark : behind;
        if (star_annotation) return NULL;
    }
    Arg *arg = node_new(p, NODE_arg, sizeof *arg, parser_span(p, start));
    if (arg != NULL) {
        arg->arg = name->v.Name.id;
        arg->annotation = annotation;
    }
    return arg;
}

/* default: '=' expression | invalid_default
   invalid_default: '=' &(')' | ',') */
static Expr *rule_default(Parser *p)
{
    int mark = p->mark;
    const Token *equal = parser_match(p, TOKEN_EQUAL);
    if (equal == NULL) return NULL;
    Expr *value = rule_expression(p);
    if (value == NULL) {
        p->mark = mark + 1;
        if (p->explaining && (parser_at(p, TOKEN_RPAR) || parser_at(p, TOKEN_COMMA))) {
            raise_at(p, span_of_token(equal), "expected default value expression");
        }
        p->mark = mark;
    }
    return value;
}

/* ',' [TYPE_COMMENT] | [TYPE_COMMENT] &CLOSE    In a lambda there are no type comments.
   The text goes to ARG, which may be NULL. */
static bool param_end(Parser *p, Style style, Arg *arg)
{
    bool comma = parser_match(p, TOKEN_COMMA) != NULL;
    const char *comment = style.lambda ? NULL : parser_match_type_comment(p);
    if (arg != NULL) arg->type_comment = comment;
    return comma ? !parser_failed(p) : parser_at(p, style.close);
}

/* param_no_default: param (',' | &')')
   param_with_default: param default (',' | &')')
   param_maybe_default: param [default] (',' | &')')            as RULE says */
static bool one_param(Parser *p, Style style, DefaultRule rule, Param *param)
{
    int mark = p->mark;
    param->arg = rule_param(p, style, false);
    param->value = NULL;
    if (param->arg == NULL) return false;
    if (rule != DEFAULT_NO) param->value = rule_default(p);
    if ((rule == DEFAULT_YES && param->value == NULL) ||
        !param_end(p, style, param->arg)) {
        p->mark = mark;
        return false;
    }
    return true;
}

/* Zero or more of them into ARGS, their defaults into VALUES (NULL where there is none,
   if the rule is MAYBE). */
static size_t
params(Parser *p, Style style, DefaultRule rule, NodeList *args, NodeList *values)
{
    size_t count = 0;
    Param param;
    while (one_param(p, style, rule, &param)) {
        list_add(p, args, param.arg);
        if (rule != DEFAULT_NO) list_add(p, values, param.value);
        count++;
    }
    return count;
}

static bool slash_end(Parser *p, Style style)
{
    return parser_match(p, TOKEN_COMMA) || parser_at(p, style.close);
}

/* '/' (',' | &')') */
static bool slash(Parser *p, Style style)
{
    int mark = p->mark;
    if (parser_match(p, TOKEN_SLASH) && slash_end(p, style)) return true;
    p->mark = mark;
    return false;
}

/* --- mistakes --- */

/* slash_no_default | slash_with_default; *WITH tells whether there was a default */
static bool slash_params(Parser *p, Style style)
{
    int mark = p->mark;
    NodeList args = {0}, values = {0};
    params(p, style, DEFAULT_NO, &args, &values);
    params(p, style, DEFAULT_YES, &args, &values);
    if (args.length > 0 && slash(p, style)) return true;
    p->mark = mark;
    return false;
}

/* invalid_parameters_helper: slash_with_default | param_with_default+ */
static bool params_with_default(Parser *p, Style style)
{
    int mark = p->mark;
    NodeList args = {0}, values = {0};
    params(p, style, DEFAULT_NO, &args, &values);
    if (params(p, style, DEFAULT_YES, &args, &values) > 0 && slash(p, style)) {
        return true;
    }
    p->mark = mark;
    return params(p, style, DEFAULT_YES, &args, &values) > 0;
}

/* '(' param_no_default+ ','? ')'  or, in a lambda,  '(' ','.lambda_param+ ','? ')' */
static void invalid_parentheses(Parser *p, Style style)
{
    NodeList args = {0};
    Param param;
    const Token *open = parser_match(p, TOKEN_LPAR);
    if (open == NULL) return;
    if (!style.lambda) {
        params(p, style, DEFAULT_NO, &args, NULL);
    } else {
        while ((param.arg = rule_param(p, style, false)) != NULL) {
            list_add(p, &args, param.arg);
            int mark = p->mark;
            if (!parser_match(p, TOKEN_COMMA) || !parser_at(p, TOKEN_NAME)) {
                p->mark = mark;
                break;
            }
        }
    }
    if (args.length > 0) {
        parser_match(p, TOKEN_COMMA);
        const Token *close = parser_match(p, TOKEN_RPAR);
        if (close != NULL) {
            raise_at(p,
                     span_join(span_of_token(open), span_of_token(close)),
                     "%s parameters cannot be parenthesized",
                     style.lambda ? "Lambda expression" : "Function");
        }
    }
}

/* The alternatives about '/' :
   "/" ','
   | (slash_no_default | slash_with_default) param_maybe_default* '/'
   | (slash_no_default | slash_with_default)? param_maybe_default* '*'
     (',' | param_no_default) param_maybe_default* '/'
   | param_maybe_default+ '/' '*' */
static void invalid_slash(Parser *p, Style style)
{
    int mark = p->mark;
    NodeList args = {0}, values = {0};
    Param param;
    const Token *token = parser_match(p, TOKEN_SLASH);
    if (token != NULL && parser_match(p, TOKEN_COMMA)) {
        raise_at(p, span_of_token(token), "at least one argument must precede /");
    }
    p->mark = mark;
    bool slashed = slash_params(p, style);
    params(p, style, DEFAULT_MAYBE, &args, &values);
    token = slashed ? parser_match(p, TOKEN_SLASH) : NULL;
    if (token != NULL) raise_at(p, span_of_token(token), "/ may appear only once");
    if (parser_match(p, TOKEN_STAR) &&
        (parser_match(p, TOKEN_COMMA) || one_param(p, style, DEFAULT_NO, &param))) {
        params(p, style, DEFAULT_MAYBE, &args, &values);
        token = parser_match(p, TOKEN_SLASH);
        if (token != NULL) raise_at(p, span_of_token(token), "/ must be ahead of *");
    }
    p->mark = mark;
    if (params(p, style, DEFAULT_MAYBE, &args, &values) > 0 &&
        parser_match(p, TOKEN_SLASH)) {
        token = parser_match(p, TOKEN_STAR);
        if (token != NULL) {
            raise_at(p, span_of_token(token), "expected comma between / and *");
        }
    }
    p->mark = mark;
}

/* invalid_parameters: param_no_default* invalid_parameters_helper param_no_default
   | param_no_default* '(' ... ')' | the above */
static void invalid_parameters(Parser *p, Style style)
{
    int mark = p->mark;
    NodeList args = {0};
    Param param;
    params(p, style, DEFAULT_NO, &args, NULL);
    int behind = p->mark;
    if (params_with_default(p, style) && one_param(p, style, DEFAULT_NO, &param)) {
        raise_at(p, param.arg->span, "non-default argument follows default argument");
    }
    p->mark = behind;
    invalid_parentheses(p, style);
    p->mark = mark;
    invalid_slash(p, style);
    p->mark = mark;
}

/* invalid_star_etc: '*' (')' | ',' (')' | '**')) | '*' param '='
   | '*' (param_no_default | ',') param_maybe_default* '*' (param_no_default | ',') */
static void invalid_star_etc(Parser *p, Style style)
{
    int mark = p->mark;
    NodeList args = {0}, values = {0};
    Param param;
    const Token *star = parser_match(p, TOKEN_STAR);
    if (star == NULL) return;
    bool bare = parser_match(p, style.close) != NULL;
    if (!bare && parser_match(p, TOKEN_COMMA)) {
        bare = parser_match(p, style.close) || parser_match(p, TOKEN_DOUBLESTAR);
    }
    if (bare && style.lambda) {
        raise_syntax(p, "named arguments must follow bare *");
    } else if (bare) {
        raise_at(p, span_of_token(star), "named arguments must follow bare *");
    }
    p->mark = mark + 1;
    if (!style.lambda && parser_match(p, TOKEN_COMMA) && parser_match(p, TOKEN_TYPE_COMMENT)) {
        raise_syntax(p, "bare * has associated type comment");
    }
    p->mark = mark + 1;
    const Token *equal =
        rule_param(p, style, false) ? parser_match(p, TOKEN_EQUAL) : NULL;
    if (equal != NULL) {
        raise_at(p,
                 span_of_token(equal),
                 "var-positional argument cannot have default value");
    }
    p->mark = mark + 1;
    if (one_param(p, style, DEFAULT_NO, &param) || parser_match(p, TOKEN_COMMA)) {
        params(p, style, DEFAULT_MAYBE, &args, &values);
        star = parser_match(p, TOKEN_STAR);
        if (star != NULL &&
            (one_param(p, style, DEFAULT_NO, &param) || parser_match(p, TOKEN_COMMA))) {
            raise_at(p, span_of_token(star), "* argument may appear only once");
        }
    }
    p->mark = mark;
}

/* invalid_kwds: '**' param '=' | '**' param ',' param
   | '**' param ',' ('*' | '**' | '/') */
static void invalid_kwds(Parser *p, Style style)
{
    int mark = p->mark;
    if (!parser_match(p, TOKEN_DOUBLESTAR) || !rule_param(p, style, false)) {
        p->mark = mark;
        return;
    }
    const Token *token = parser_match(p, TOKEN_EQUAL);
    if (token != NULL) {
        raise_at(
            p, span_of_token(token), "var-keyword argument cannot have default value");
    }
    if (parser_match(p, TOKEN_COMMA)) {
        const char *message = "arguments cannot follow var-keyword argument";
        Arg *arg = rule_param(p, style, false);
        token = parser_peek(p);
        if (arg != NULL) {
            raise_at(p, arg->span, "%s", message);
        } else if (token != NULL &&
                   (token->kind == TOKEN_STAR || token->kind == TOKEN_DOUBLESTAR ||
                    token->kind == TOKEN_SLASH)) {
            raise_at(p, span_of_token(token), "%s", message);
        }
    }
    p->mark = mark;
}

/* --- the rules --- */

/* kwds: invalid_kwds | '**' param_no_default */
static bool rule_kwds(Parser *p, Style style, Arguments *result)
{
    int mark = p->mark;
    Param param;
    if (p->explaining) invalid_kwds(p, style);
    if (parser_match(p, TOKEN_DOUBLESTAR) && one_param(p, style, DEFAULT_NO, &param)) {
        result->kwarg = param.arg;
        return true;
    }
    p->mark = mark;
    return false;
}

/* What stands behind the '*': param_no_default, param_no_default_star_annotation or
 *','. BARE tells that it was the comma, which needs parameters behind it. */
static bool star_param(Parser *p, Style style, Arguments *result, bool *bare)
{
    int mark = p->mark;
    Param param;
    *bare = false;
    if (one_param(p, style, DEFAULT_NO, &param)) {
        result->vararg = param.arg;
        return true;
    }
    if (!style.lambda) {
        Arg *arg = rule_param(p, style, true);
        if (arg != NULL && param_end(p, style, arg)) {
            result->vararg = arg;
            return true;
        }
        p->mark = mark;
    }
    *bare = parser_match(p, TOKEN_COMMA) != NULL;
    return *bare;
}

/* star_etc: invalid_star_etc | '*' param_no_default param_maybe_default* [kwds]
   | '*' param_no_default_star_annotation param_maybe_default* [kwds]
   | '*' ',' param_maybe_default+ [kwds] | kwds */
static bool rule_star_etc(Parser *p, Style style, Arguments *result)
{
    int mark = p->mark;
    NodeList args = {0}, values = {0};
    bool bare;
    if (p->explaining) invalid_star_etc(p, style);
    if (parser_match(p, TOKEN_STAR) && star_param(p, style, result, &bare)) {
        params(p, style, DEFAULT_MAYBE, &args, &values);
        if (args.length > 0 || !bare) {
            list_take(p, &args, &result->kwonlyargs);
            list_take(p, &values, &result->kw_defaults);
            rule_kwds(p, style, result);
            return true;
        }
    }
    p->mark = mark;
    return !parser_failed(p) && rule_kwds(p, style, result);
}

/* parameters: slash_no_default param_no_default* param_with_default* [star_etc]
   | slash_with_default param_with_default* [star_etc]
   | param_no_default+ param_with_default* [star_etc]
   | param_with_default+ [star_etc] | star_etc */
static bool rule_parameters(Parser *p, Style style, Arguments **arguments)
{
    NodeList args = {0}, values = {0};
    Arguments *result = arguments_new(p);
    if (result == NULL) return false;
    params(p, style, DEFAULT_NO, &args, &values);
    params(p, style, DEFAULT_YES, &args, &values);
    if (args.length > 0 && slash(p, style)) {
        list_take(p, &args, &result->posonlyargs);
        args.length = 0;
        if (values.length == 0) params(p, style, DEFAULT_NO, &args, &values);
        params(p, style, DEFAULT_YES, &args, &values);
        parser_has_version(p, 8, "Positional-only parameters are");
    }
    list_take(p, &args, &result->args);
    list_take(p, &values, &result->defaults);
    bool any = args.length > 0 || result->posonlyargs.length > 0;
    if (!rule_star_etc(p, style, result) && !any) return false;
    *arguments = result;
    return !parser_failed(p);
}

/* params: invalid_parameters | parameters */
bool rule_params(Parser *p, Arguments **arguments)
{
    if (p->explaining) invalid_parameters(p, def_style);
    return rule_parameters(p, def_style, arguments);
}

/* lambda_params: invalid_lambda_parameters | lambda_parameters */
bool rule_lambda_params(Parser *p, Arguments **arguments)
{
    if (p->explaining) invalid_parameters(p, lambda_style);
    return rule_parameters(p, lambda_style, arguments);
}
