/* The inside of the parser, for the parse_*.c files.

   It follows the 3.11 grammar rule by rule: the function rule_NAME is the rule NAME,
   its alternatives are tried in the grammar's order, and a failed attempt puts `mark`
   back. Which rule looks how far ahead decides where an error is reported, so the order
   is kept even where another would do.  Some rules remember their result per token
   (rule_memo), which keeps the whole linear.

   A first pass parses.  When it fails, a second one (`explaining`) tries the grammar's
   invalid_* rules too: they exist only to recognise a mistake and to say something
   better than "invalid syntax".  Trees from the two passes are never mixed.

   Every rule returns NULL when it does not match.  After an error no token matches any
   more (parser_peek gives NULL), so everything unwinds by failing. */
#ifndef VIV_SYNTAX_PARSER_H
#define VIV_SYNTAX_PARSER_H

#include "syntax/lexer.h"
#include "syntax/parse.h"

/* The rules that remember.  RULE(name, weight): the weight is how many levels of
   nesting the rule counts for, those of the rules below it that have no entry here
   included. */
#define MEMO_RULES(RULE)                                                               \
    RULE(SIMPLE_STMT, 2)                                                               \
    RULE(BLOCK, 4)                                                                     \
    RULE(EXPRESSION, 1)                                                                \
    RULE(STAR_EXPRESSION, 1)                                                           \
    RULE(DISJUNCTION, 1)                                                               \
    RULE(CONJUNCTION, 1)                                                               \
    RULE(INVERSION, 1)                                                                 \
    RULE(BITWISE_OR, 13)                                                               \
    RULE(FACTOR, 1)                                                                    \
    RULE(AWAIT_PRIMARY, 2)                                                             \
    RULE(PRIMARY, 4)                                                                   \
    RULE(STRINGS, 1)                                                                   \
    RULE(ARGUMENTS, 2)                                                                 \
    RULE(STAR_TARGET, 1)                                                               \
    RULE(TARGET_WITH_STAR_ATOM, 2)                                                     \
    RULE(T_PRIMARY, 3)                                                                 \
    RULE(DEL_TARGET, 2)                                                                \
    RULE(CLOSED_PATTERN, 3)                                                            \
    RULE(STAR_PATTERN, 1)                                                              \
    RULE(INVALID_NAMED_EXPRESSION, 1)

typedef enum Rule {
#define RULE(name, weight) RULE_##name,
    MEMO_RULES(RULE)
#undef RULE
} Rule;

enum {
#define RULE(name, weight) WEIGHT_##name = weight,
    MEMO_RULES(RULE)
#undef RULE
};

typedef struct Memo {
    uint8_t rule; /* a Rule */
    bool quiet;   /* as Parser.quiet was; see parser_publish */
    int end;      /* where the rule ended */
    void *result;
    struct Memo *next;       /* of the same token */
    struct Memo *next_quiet; /* of those not yet published */
} Memo;

typedef struct ParserToken {
    Token token;
    unsigned remembered; /* a bit for each Rule in `memos` */
    Memo *memos;
    Expr *name; /* the Name node of a NAME token, once asked for */
} ParserToken;

enum { NAME_BUCKETS = 512, PARSER_MAX_LEVEL = 6000 };

/* The identifiers of a parse, shared with the parsers of its f-strings. */
typedef struct NameTable {
    const Identifier *buckets[NAME_BUCKETS];
} NameTable;

/* A sequence under construction. */
typedef struct NodeList {
    void **items;
    size_t length, capacity;
} NodeList;

typedef struct Parser {
    Lexer *lexer;
    SyntaxLog *log;
    Arena *arena;   /* the tree's */
    Arena *scratch; /* tokens, memos, lists under construction */
    NameTable *names;
    const ParseOptions *options;
    StartRule start;

    VEC(ParserToken *) tokens; /* read so far */
    int mark;                  /* the next to be matched */
    bool explaining;           /* second pass: the invalid_* rules are on */
    bool quiet;                /* second pass, within expression_without_invalid */
    Memo *quiet_memos;         /* what was remembered there */
    bool started;              /* interactive: a token other than the end was seen */
    NodeList type_ignores;     /* the TYPE_IGNORE comments met so far */
    int level;                 /* of nested rules */
    const char *stack_base;    /* where the C stack stood at the start */
    size_t stack_limit;        /* bytes of it that may be used */

    /* Of an f-string expression: where its first line lies in the file; tokens on that
       line are moved right by the column. */
    int starting_lineno, starting_col_offset;

    Expr spare_expr; /* what expr_new gives when there is no memory */
    Stmt spare_stmt;
    Pattern spare_pattern;
} Parser;

/* --- parser.c: tokens, memory of rules, names --- */

void parser_init(Parser *p, Lexer *lexer, const ParseOptions *options, Arena *scratch);
void parser_fini(Parser *p);

/* Runs the start rule, and the second pass if it fails.  A Mod *, an Expr * for
   START_FSTRING, or NULL and an error in the log. */
void *parser_run(Parser *p);

static inline bool parser_failed(const Parser *p)
{
    return p->log->error != NULL;
}

/* Reads the token at the mark, which is the next of the lexer; NULL after an error. */
const Token *parser_read(Parser *p);

/* The token at the mark, read if necessary; NULL after an error. */
static inline const Token *parser_peek(Parser *p)
{
    if (parser_failed(p) || (size_t)p->mark == p->tokens.length) return parser_read(p);
    return &p->tokens.items[p->mark]->token;
}

/* The token just read from the lexer, matched or not. */
const Token *parser_last_read(const Parser *p);

/* Whether the next token is of KIND. */
static inline bool parser_at(Parser *p, TokenKind kind)
{
    const Token *token = parser_peek(p);
    return token != NULL && token->kind == kind;
}

/* Matches a token of KIND: the token, or NULL and nothing happens. */
static inline const Token *parser_match(Parser *p, TokenKind kind)
{
    const Token *token = parser_peek(p);
    if (token == NULL || token->kind != kind) return NULL;
    p->mark++;
    return token;
}

/* The same, but a mismatch is the error "expected 'text'". */
const Token *parser_force(Parser *p, TokenKind kind);

/* The next token is the plain name TEXT, as `match`.  _match_ steps over it. */
bool parser_at_word(Parser *p, const char *text);
const Token *parser_match_word(Parser *p, const char *text);

/* Matches a NAME, as a Name expression in Load context. */
Expr *parser_match_name(Parser *p);

/* [TYPE_COMMENT]: its text, or NULL. */
const char *parser_match_type_comment(Parser *p);

/* Whether the version of Python that is parsed has what MINOR brought; else the error
   "WHAT only supported in Python 3.MINOR and greater". */
bool parser_has_version(Parser *p, int minor, const char *what);

/* What PARSE gave here before, or gives now. */
typedef void *RuleFunction(Parser *p);
void *rule_memo(Parser *p, Rule rule, RuleFunction *parse);

/* What rules remember while `quiet` serves only other quiet ones, until this makes it
   good for all. */
void parser_publish(Parser *p);

/* Around a rule that calls itself: counts WEIGHT levels of nesting.  False, and the
   error recorded, when that is too deep by count (as CPython's) or for the C stack. */
bool parser_too_deep(Parser *p); /* records the error; false */
MUST_USE static inline bool parser_enter(Parser *p, int weight)
{
    char here;
    ptrdiff_t used = p->stack_base - &here;
    p->level += weight;
    if (p->level > PARSER_MAX_LEVEL ||
        (size_t)(used < 0 ? -used : used) > p->stack_limit) {
        return parser_too_deep(p);
    }
    return true;
}
static inline void parser_leave(Parser *p, int weight)
{
    p->level -= weight;
}

/* Gives an alternative up. */
static inline void *parser_back(Parser *p, int mark)
{
    p->mark = mark;
    return NULL;
}

/* As rule_memo, for a rule whose result is worth remembering in the second pass only: in
   the first one it is asked for once, by rules that remember. */
static inline void *rule_once(Parser *p, Rule rule, int weight, RuleFunction *parse)
{
    if (p->explaining || p->quiet) return rule_memo(p, rule, parse);
    int mark = p->mark;
    void *result = parser_enter(p, weight) ? parse(p) : NULL;
    parser_leave(p, weight);
    if (result == NULL) p->mark = mark;
    return result;
}

/* RULE_ONCE(p, FACTOR, factor_raw) */
#define RULE_ONCE(p, name, parse) rule_once((p), RULE_##name, WEIGHT_##name, (parse))

/* The one Identifier for these bytes (valid UTF-8), normalised. */
const Identifier *parser_identifier(Parser *p, const char *text, size_t length);

/* --- parse_nodes.c: making nodes --- */

/* From START to the last token matched that is not white space. */
Span parser_span(Parser *p, const Token *start);
Span span_of_token(const Token *token);
Span span_join(Span first, Span last);

/* New nodes of KIND with that span; never NULL.  Without memory it is one spare node
   and the error is recorded. */
Expr *expr_new(Parser *p, NodeKind kind, const Token *start);
Expr *expr_new_at(Parser *p, NodeKind kind, Span span);
Stmt *stmt_new(Parser *p, NodeKind kind, const Token *start);
Pattern *pattern_new(Parser *p, NodeKind kind, const Token *start);

/* A new plain node of SIZE, zeroed but for its kind and span; NULL without memory. */
void *node_new(Parser *p, NodeKind kind, size_t size, Span span);

Expr *expr_new_constant(Parser *p, LiteralKind kind, const Token *start);

/* EXPR in another context: a copy, since EXPR may be remembered by a rule. */
Expr *expr_in_context(Parser *p, Expr *expr, ExprContext context);

void list_add(Parser *p, NodeList *list, void *item);

/* --- parse_expressions.c: rules made of rules --- */

typedef Expr *(*ExprRule)(Parser *p);
Expr *rule_after(Parser *p, TokenKind word, ExprRule rule_item);                 /* [WORD ITEM] */
void rule_more(Parser *p, TokenKind word, ExprRule rule_item, NodeList *list);   /* (WORD ITEM)* */
bool rule_gather(Parser *p, ExprRule rule_item, NodeList *list);                 /* ','.ITEM+: was there one? */

/* The finished sequence, in the tree's arena: `list_take(p, &list, &node->elts)`. */
#define list_take(p, list, seq)                                                        \
    list_copy((p), (list), (void **)&(seq)->items, &(seq)->length)
void list_copy(Parser *p, const NodeList *list, void **items, size_t *length);
void words_copy(Parser *p, const NodeList *list, CompareOperatorSeq *seq);

/* What an error message calls EXPR: "function call", "literal" ... */
const char *expr_describe(const Expr *expr);

/* --- parse_errors.c: saying what is wrong; all return NULL --- */

/* At the token that was read last. */
PRINTF_LIKE(2, 3) void *raise_syntax(Parser *p, const char *format, ...);
PRINTF_LIKE(2, 3) void *raise_indentation(Parser *p, const char *format, ...);

/* At SPAN. */
PRINTF_LIKE(3, 4) void *raise_at(Parser *p, Span span, const char *format, ...);

/* From the start of SPAN to where the lexer stands. */
PRINTF_LIKE(3, 4) void *raise_from(Parser *p, Span span, const char *format, ...);

void *
raise_kind(Parser *p, DiagnosticKind kind, const char *message); /* without place */

/* A warning about SPAN, with all that an error there would have. */
PRINTF_LIKE(4, 5)
void warn_at(Parser *p, DiagnosticKind kind, Span span, const char *format, ...);

/* "(unicode error) ..." or "(value error) ...", at the token that was read last. */
PRINTF_LIKE(3, 4)
void *raise_decode(Parser *p, const char *what, const char *format, ...);

/* The byte at BAD of these LENGTH bytes is not UTF-8. */
void raise_undecodable(Parser *p, const char *text, size_t length, size_t bad);

/* The lexer gave TOKEN_ERROR: words it. */
void raise_lexer(Parser *p);

/* The first pass failed at LAST, and the second found nothing (or something) to say. */
void raise_generic(Parser *p, const Token *last);

typedef enum TargetUse { TARGET_ASSIGN, TARGET_DELETE, TARGET_FOR } TargetUse;

/* "cannot assign to literal" for the first part of EXPR that is no target, if any. */
void *raise_invalid_target(Parser *p, const Expr *expr, TargetUse use);

/* --- the grammar --- */

/* parse_statements.c */
bool rule_statements(Parser *p, NodeList *list);
bool rule_statement_newline(Parser *p, NodeList *list);
bool rule_simple_stmts(Parser *p, NodeList *list);

/* parse_assignment.c */
Stmt *rule_assignment(Parser *p);

/* First pass: a statement that begins with an expression, which is read once: what comes
   behind it tells whether it was the target of an assignment.  NULL when that does not
   settle it, as with annotations; rule_assignment has to try then. */
Stmt *assignment_from_left(Parser *p, const Token *start);

/* parse_compound.c, parse_definitions.c, parse_try.c, parse_match.c */
Stmt *rule_compound_stmt(Parser *p);
bool rule_block(Parser *p, StmtSeq *block);
bool rule_else_block(Parser *p, StmtSeq *block);
bool word_block(Parser *p, TokenKind word, const char *what, StmtSeq *block); /* word ':' block */
Stmt *rule_function_def(Parser *p);
Stmt *rule_class_def(Parser *p);
Stmt *rule_try_stmt(Parser *p);
Stmt *rule_match_stmt(Parser *p);

/* Second pass: `NEWLINE !INDENT` here is the error "expected an indented block after
   WHAT on line LINENO". */
void invalid_indent(Parser *p, const char *what, int lineno);

/* Second pass, behind the head of a statement: NEWLINE is the error "expected ':'", and
   after ':' comes invalid_indent. */
void invalid_head_end(Parser *p, const char *what, int lineno);

/* parse_patterns.c */
Pattern *rule_patterns(Parser *p);

/* parse_pattern_literals.c */
Expr *pattern_number_or_strings(Parser *p);
bool pattern_singleton(Parser *p, LiteralKind *kind);
Expr *rule_literal_expr(Parser *p);

/* parse_parameters.c */
bool rule_params(Parser *p, Arguments **arguments);
bool rule_lambda_params(Parser *p, Arguments **arguments);
Arguments *arguments_new(Parser *p);

/* parse_expressions.c */
Expr *rule_expressions(Parser *p);
Expr *rule_expression(Parser *p);
Expr *rule_starred(Parser *p, Expr *(*rule_value)(Parser *p)); /* '*' value */
Expr *rule_star_expressions(Parser *p);
Expr *rule_star_expression(Parser *p);
Expr *rule_star_named_expression(Parser *p);
bool rule_star_named_expressions(Parser *p, NodeList *list);
Expr *rule_named_expression(Parser *p);
Expr *rule_expression_no_walrus(Parser *p);
Expr *rule_yield_expr(Parser *p);

/* parse_operators.c */
Expr *rule_disjunction(Parser *p);
Expr *rule_bitwise_or(Parser *p);

/* parse_primaries.c */
Expr *rule_primary(Parser *p);
Expr *rule_atom(Parser *p);
Expr *rule_list(Parser *p);
Expr *rule_tuple(Parser *p);
Expr *rule_slices(Parser *p);
Expr *trailer_parse(Parser *p, const Token *start, Expr *base);

/* parse_displays.c */
Expr *rule_listcomp(Parser *p);
Expr *rule_genexp(Parser *p);
Expr *braces_parse(Parser *p);
bool rule_for_if_clauses(Parser *p, NodeList *list);

/* parse_calls.c */
typedef struct CallArguments {
    ExprSeq args;
    KeywordSeq keywords;
    Span span;
} CallArguments;
CallArguments *rule_arguments(Parser *p);
Expr *rule_starred_expression(Parser *p);
Expr *call_parse(Parser *p, const Token *start, Expr *func);

/* parse_targets.c */
Expr *rule_star_targets(Parser *p);
Expr *rule_star_target(Parser *p);
Expr *rule_single_target(Parser *p);
Expr *rule_single_subscript_attribute_target(Parser *p);
bool rule_del_targets(Parser *p, NodeList *list);
bool rule_invalid_for_target(Parser *p);

/* parse_strings.c */
Expr *rule_strings(Parser *p);

/* parse_numbers.c: the Constant of a NUMBER token */
Expr *number_new(Parser *p, const Token *token);

#endif
