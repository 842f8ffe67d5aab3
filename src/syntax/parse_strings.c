/* Strings: adjacent literals become one node, which reaches from the first to the last.
 */
#include "syntax/parse_strings.h"

#include <string.h>

#include "base/utf8.h"

/* Splits a STRING token into its prefix letters and what the quotes enclose. */
static StringBody split(const Token *token)
{
    StringBody body = {.token = token};
    const char *s = token->start;
    for (; *s != '\'' && *s != '"'; s++) {
        body.bytes = body.bytes || *s == 'b' || *s == 'B';
        body.raw = body.raw || *s == 'r' || *s == 'R';
        body.formatted = body.formatted || *s == 'f' || *s == 'F';
    }
    size_t quotes = token->end - s >= 6 && s[1] == s[0] && s[2] == s[0] ? 3 : 1;
    body.text = s + quotes;
    body.end = token->end - quotes;
    return body;
}

bool raw_text_add(Parser *p, const char *text, size_t length, Buf *out)
{
    size_t bad = utf8_check(text, length);
    if (bad != length) {
        raise_undecodable(p, text, length, bad);
        return false;
    }
    buf_add(out, text, length);
    return true;
}

static bool add_literal(Parser *p, StringJoiner *joiner, const StringBody *body)
{
    size_t length = (size_t)(body->end - body->text);
    if (body->formatted) {
        joiner->formatted = true;
        return fstring_join(p, joiner, body);
    }
    bool plain = body->raw || memchr(body->text, '\\', length) == NULL;
    if (body->bytes) {
        for (const char *s = body->text; s < body->end; s++) {
            if ((unsigned char)*s >= 0x80) {
                raise_syntax(p, "bytes can only contain ASCII literal characters");
                return false;
            }
        }
        if (!plain) {
            return escapes_decode_bytes(p, body->text, length, body->token, &joiner->text);
        }
        buf_add(&joiner->text, body->text, length);
        return true;
    }
    if (plain) return raw_text_add(p, body->text, length, &joiner->text);
    return escapes_decode_str(p, body->text, length, body->token, &joiner->text);
}

static Expr *constant(Parser *p, StringJoiner *joiner, LiteralKind kind)
{
    Expr *expr = expr_new_at(p, NODE_Constant, joiner->span);
    if (joiner->text.failed) log_no_memory(p->log);
    Literal *value = &expr->v.Constant.value;
    value->kind = kind;
    value->length = joiner->text.length;
    value->text = log_copy(p->log, buf_text(&joiner->text), joiner->text.length);
    expr->v.Constant.kind = kind == LITERAL_STR && joiner->unicode_prefix ? "u" : NULL;
    buf_clear(&joiner->text);
    return expr;
}

void joiner_flush(Parser *p, StringJoiner *joiner)
{
    if (joiner->text.length > 0) {
        list_add(p, &joiner->values, constant(p, joiner, LITERAL_STR));
    }
}

Expr *joiner_finish(Parser *p, StringJoiner *joiner)
{
    Expr *expr;
    if (!joiner->formatted) {
        expr = constant(p, joiner, LITERAL_STR);
    } else {
        joiner_flush(p, joiner);
        expr = expr_new_at(p, NODE_JoinedStr, joiner->span);
        list_take(p, &joiner->values, &expr->v.JoinedStr.values);
    }
    buf_fini(&joiner->text);
    return expr;
}

/* strings: STRING+ */
static void *joined_strings(Parser *p)
{
    NodeList tokens = {0};
    const Token *token;
    while ((token = parser_match(p, TOKEN_STRING)) != NULL) {
        list_add(p, &tokens, (void *)(uintptr_t)token);
    }
    if (tokens.length == 0 || parser_failed(p)) return NULL;
    const Token *first = tokens.items[0], *last = tokens.items[tokens.length - 1];
    StringJoiner joiner = {
        .span = span_join(span_of_token(first), span_of_token(last)),
        .unicode_prefix = first->start[0] == 'u',
    };
    bool bytes = false;
    for (size_t i = 0; i < tokens.length; i++) {
        StringBody body = split(tokens.items[i]);
        bool mixed = i > 0 && body.bytes != bytes;
        if (body.formatted) parser_has_version(p, 6, "Format strings are");
        if (mixed && body.formatted) {
            raise_syntax(p, "cannot mix bytes and nonbytes literals");
        }
        bool fine = !parser_failed(p) && add_literal(p, &joiner, &body);
        if (fine && mixed) raise_syntax(p, "cannot mix bytes and nonbytes literals");
        if (!fine || mixed) {
            buf_fini(&joiner.text);
            return NULL;
        }
        bytes = body.bytes;
    }
    if (bytes) {
        Expr *expr = constant(p, &joiner, LITERAL_BYTES);
        buf_fini(&joiner.text);
        return expr;
    }
    return joiner_finish(p, &joiner);
}

Expr *rule_strings(Parser *p)
{
    return rule_memo(p, RULE_STRINGS, joined_strings);
}
