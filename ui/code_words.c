/* Not the lexer: whatever is wrong with a text, each byte of it belongs to some piece. */
#include "ui/code_words.h"

#include <string.h>

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_' || (byte & 0x80) != 0;
}

static bool is_keyword(const char *word, size_t length)
{
    static const char *const keywords[] = {
        "and",   "as",     "assert", "async",  "await",    "break", "class", "continue", "def",   "del",   "elif", "else",
        "except", "finally", "for",   "from",   "global",   "if",    "import", "in",      "is",    "lambda", "nonlocal", "not",
        "or",    "pass",   "raise",  "return", "try",      "while", "with",  "yield",
    };
    for (size_t i = 0; i < ARRAY_LENGTH(keywords); i++) {
        if (strlen(keywords[i]) == length && memcmp(keywords[i], word, length) == 0) return true;
    }
    return false;
}

static bool starts_triple(const char *text, size_t length)
{
    return length >= 3 && text[1] == text[0] && text[2] == text[0];
}

/* The rest of the string that STATE is in, its closing quotes included. */
static size_t rest_of_string(CodeState *state, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\\') {
            i++;
        } else if (text[i] == state->quote && (!state->is_triple || starts_triple(text + i, length - i))) {
            size_t end = i + (state->is_triple ? 3 : 1);
            *state = (CodeState){0};
            return end;
        }
    }
    return length;
}

size_t code_word_next(CodeState *state, const char *text, size_t length, CodeWord *kind)
{
    *kind = CODE_STRING;
    if (state->quote != '\0') return rest_of_string(state, text, length);
    if (text[0] == '\'' || text[0] == '"') {
        state->quote = text[0];
        state->is_triple = starts_triple(text, length);
        size_t opening = state->is_triple ? 3 : 1;
        return opening + (length > opening ? rest_of_string(state, text + opening, length - opening) : 0);
    }
    *kind = text[0] == '#' ? CODE_COMMENT : CODE_PLAIN;
    if (text[0] == '#') return length;
    size_t end = 0;
    bool is_name = is_name_byte(text[0]);
    while (end < length && is_name_byte(text[end]) == is_name && strchr("'\"#", text[end]) == NULL) end++;
    if (is_name && is_keyword(text, end)) *kind = CODE_KEYWORD;
    return end == 0 ? 1 : end;
}

void code_line_end(CodeState *state)
{
    if (!state->is_triple) *state = (CodeState){0};
}
