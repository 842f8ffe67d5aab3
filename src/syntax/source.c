/* Encodings and line ends.  UTF-8 is passed through unchecked: bytes that are no UTF-8
   are harmless in a comment, and elsewhere the lexer and the literals report them. */
#include "syntax/source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <uniconv.h>

#include "base/buf.h"

enum { LONGEST_ENCODING = 64 };

/* The error of a source that cannot even be begun: without any place. */
PRINTF_LIKE(3, 4)
static bool fail(SyntaxLog *log, DiagnosticKind kind, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    log_error(log,
              &(Diagnostic){
                  .kind = kind,
                  .message = log_format(log, format, args),
                  .offset = -1,
                  .end_lineno = -1,
                  .end_offset = -1,
              });
    va_end(args);
    return false;
}

/* Copies with \r\n and \r as \n. */
static void translate(Buf *out, const char *source, size_t length, bool end_line)
{
    const char *end = source + length;
    while (source < end) {
        const char *stop = memchr(source, '\r', (size_t)(end - source));
        buf_add(out, source, (size_t)((stop != NULL ? stop : end) - source));
        if (stop == NULL) break;
        buf_add_char(out, '\n');
        source = stop + 1 + (stop + 1 < end && stop[1] == '\n');
    }
    if (end_line && (out->length == 0 || out->bytes[out->length - 1] != '\n')) {
        buf_add_char(out, '\n');
    }
}

/* --- the coding comment --- */

static bool is_encoding_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '_' || c == '.';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

/* The name in a line that is a comment with "coding:" or "coding=" in it.  False when
   there is none; *MORE then tells whether the next line may have it. */
static bool
find_coding(const char *line, size_t length, char name[LONGEST_ENCODING], bool *more)
{
    size_t i = 0;
    while (i < length && is_blank(line[i])) {
        i++;
    }
    *more = i == length || line[i] == '#';
    if (!*more || i == length) return false;
    for (; i + 6 < length; i++) {
        if (memcmp(line + i, "coding", 6) != 0 ||
            (line[i + 6] != ':' && line[i + 6] != '=')) {
            continue;
        }
        size_t start = i + 7;
        while (start < length && (line[start] == ' ' || line[start] == '\t')) {
            start++;
        }
        size_t size = 0;
        while (start + size < length && is_encoding_char(line[start + size])) {
            size++;
        }
        if (size > 0) {
            size = size < LONGEST_ENCODING - 1 ? size : LONGEST_ENCODING - 1;
            memcpy(name, line + start, size);
            name[size] = '\0';
            return true;
        }
    }
    return false;
}

/* Whether NAME, in lower case with '-', is WORD or begins with WORD and a '-'. */
static bool is_named(const char *name, const char *word)
{
    size_t i = 0;
    for (; word[i] != '\0'; i++) {
        char c = name[i] == '_' ? '-' : name[i];
        c = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
        if (c != word[i]) return false;
    }
    return name[i] == '\0' || name[i] == '-' || name[i] == '_';
}

/* Gives the two common encodings their usual names. */
static void normalize(char name[LONGEST_ENCODING])
{
    if (is_named(name, "utf-8")) {
        memcpy(name, "utf-8", sizeof "utf-8");
    } else if (is_named(name, "latin-1") || is_named(name, "iso-8859-1") ||
               is_named(name, "iso-latin-1")) {
        memcpy(name, "iso-8859-1", sizeof "iso-8859-1");
    }
}

/* --- decoding --- */

static void decode_latin1(Buf *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        buf_add_utf8(out, (unsigned char)text[i]);
    }
}

static bool decode_ascii(SyntaxLog *log, Buf *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)text[i] >= 0x80) {
            return fail(log,
                        DIAGNOSTIC_SYNTAX_ERROR,
                        "'ascii' codec can't decode byte 0x%02x in position %zu: "
                        "ordinal not in "
                        "range(128)",
                        (unsigned char)text[i],
                        i);
        }
    }
    buf_add(out, text, length);
    return true;
}

/* All other encodings: what the C library knows. */
static bool decode_other(
    SyntaxLog *log, Buf *out, const char *name, const char *text, size_t length)
{
    size_t size = 0;
    char spelled[LONGEST_ENCODING];
    memcpy(spelled, name, sizeof spelled);
    for (char *c = spelled; *c != '\0'; c++) {
        *c = *c == '_' ? '-' : *c;
    }
    uint8_t *utf8 =
        u8_conv_from_encoding(spelled, iconveh_error, text, length, NULL, NULL, &size);
    if (utf8 != NULL) {
        buf_add(out, (const char *)utf8, size);
        free(utf8);
        return true;
    }
    if (errno == EILSEQ) {
        return fail(
            log, DIAGNOSTIC_SYNTAX_ERROR, "'%s' codec can't decode the source", name);
    }
    return fail(log, DIAGNOSTIC_SYNTAX_ERROR, "unknown encoding: %s", name);
}

static bool
decode(SyntaxLog *log, Buf *out, const char *name, const char *text, size_t length)
{
    if (strcmp(name, "iso-8859-1") == 0) {
        decode_latin1(out, text, length);
        return true;
    }
    if (is_named(name, "ascii") || is_named(name, "us-ascii")) {
        return decode_ascii(log, out, text, length);
    }
    return decode_other(log, out, name, text, length);
}

/* Looks for a coding comment in the first two lines. */
static bool find_encoding(const char *text, size_t length, char name[LONGEST_ENCODING])
{
    bool more = true;
    for (int line = 0; line < 2 && more; line++) {
        const char *end = memchr(text, '\n', length);
        if (end == NULL) {
            return false; /* only a complete line counts */
        }
        size_t size = (size_t)(end - text);
        if (find_coding(text, size, name, &more)) {
            normalize(name);
            return true;
        }
        text += size + 1;
        length -= size + 1;
    }
    return false;
}

/* Turns the bytes in LINES into the UTF-8 that RESULT gets, by way of OUT when they are
   in another encoding. */
static bool apply_encoding(
    SyntaxLog *log, SourceKind kind, const Buf *lines, Buf *out, SourceText *result)
{
    static const char mark[] = "\xEF\xBB\xBF";
    char name[LONGEST_ENCODING];
    const char *text = buf_text(lines);
    size_t length = lines->length;
    bool marked = length >= 3 && memcmp(text, mark, 3) == 0;
    if (marked) {
        text += 3;
        length -= 3;
    }
    result->text = text;
    result->length = length;
    bool named = find_encoding(text, length, name);
    result->has_encoding = named || marked || kind == SOURCE_FILE;
    result->encoding = named ? log_copy(log, name, strlen(name)) : "utf-8";
    if (named && strcmp(name, "utf-8") != 0) {
        if (marked) {
            return fail(
                log, DIAGNOSTIC_SYNTAX_ERROR, "encoding problem: %s with BOM", name);
        }
        bool decoded = decode(log, out, name, text, length);
        if (!decoded && kind == SOURCE_FILE) { /* a file's errors say less */
            log_error_clear(log);
            fail(log, DIAGNOSTIC_SYNTAX_ERROR, "encoding problem: %s", name);
        }
        result->text = buf_text(out);
        result->length = out->length;
        return decoded;
    }
    return true;
}

/* A file with NUL bytes as CPython 3.11 reads it, line by line as C strings: what follows a NUL, the line end
   too, is lost. */
static void read_lines(Buf *read, const char *source, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t end = at;
        while (end < length && source[end] != '\n' && source[end] != '\r') end++;
        if (end < length) end += source[end] == '\r' && end + 1 < length && source[end + 1] == '\n' ? 2 : 1;
        const char *nul = memchr(source + at, '\0', end - at);
        buf_add(read, source + at, nul == NULL ? end - at : (size_t)(nul - source) - at);
        at = end;
    }
}

bool source_decode(SyntaxLog *log,
                   const char *source,
                   size_t length,
                   SourceKind kind,
                   bool end_line,
                   SourceText *result)
{
    Buf read = BUF_INIT;
    if (memchr(source, '\0', length) != NULL) {
        if (kind != SOURCE_FILE) {
            return fail(log,
                        DIAGNOSTIC_VALUE_ERROR,
                        "source code string cannot contain null bytes");
        }
        read_lines(&read, source, length);
        source = buf_text(&read);
        length = read.length;
    }
    Buf lines = BUF_INIT, decoded = BUF_INIT;
    bool fine = true;
    translate(&lines, source, length, end_line);
    *result = (SourceText){.text = buf_text(&lines),
                           .length = lines.length,
                           .has_encoding = kind == SOURCE_STR,
                           .encoding = "utf-8"};
    if (kind != SOURCE_STR) fine = apply_encoding(log, kind, &lines, &decoded, result);
    if (read.failed || lines.failed || decoded.failed) log_no_memory(log);
    buf_fini(&read);
    result->text = log_copy(log, result->text, result->length);
    buf_fini(&lines);
    buf_fini(&decoded);
    return fine && log->error == NULL;
}
