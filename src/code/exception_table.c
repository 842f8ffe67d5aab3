/* Reading, searching and writing of exception tables.  Entries of nested handlers do not
   overlap: the compiler cut the outer range around the inner one. */
#include "code/exception_table.h"

enum { MORE_FOLLOWS = 0x40, ENTRY_BEGINS = 0x80 };

ExceptionReader exception_reader(const void *table, size_t size)
{
    const uint8_t *bytes = table;
    return (ExceptionReader){.at = bytes, .limit = bytes + size};
}

/* False when the table ends within the number, or it needs over 32 bits. */
static bool read_number(ExceptionReader *reader, uint32_t *number)
{
    uint32_t value = 0;
    while (reader->at < reader->limit) {
        uint8_t byte = *reader->at++;
        if (value >> 26 != 0) return false;
        value = value << 6 | (byte & 63);
        if (!(byte & MORE_FOLLOWS)) {
            *number = value;
            return true;
        }
    }
    return false;
}

bool exception_next(ExceptionReader *reader, ExceptionEntry *entry)
{
    const uint8_t *start = reader->at;
    uint32_t size = 0, depth_lasti = 0;
    if (read_number(reader, &entry->start) && read_number(reader, &size) &&
        read_number(reader, &entry->target) && read_number(reader, &depth_lasti) &&
        size <= UINT32_MAX - entry->start) {
        entry->end = entry->start + size;
        entry->depth = depth_lasti >> 1;
        entry->lasti = depth_lasti & 1;
        return true;
    }
    reader->at = start;
    return false;
}

bool exception_lookup(const void *table, size_t size, uint32_t unit, ExceptionEntry *entry)
{
    ExceptionReader reader = exception_reader(table, size);
    while (exception_next(&reader, entry) && entry->start <= unit) {
        if (unit < entry->end) return true;
    }
    return false;
}

static void write_number(Buf *table, uint32_t value, int mark)
{
    int shift = 30;
    while (shift > 0 && value >> shift == 0) shift -= 6;
    for (; shift > 0; shift -= 6) {
        buf_add_char(table, (char)((value >> shift & 63) | MORE_FOLLOWS | (uint32_t)mark));
        mark = 0;
    }
    buf_add_char(table, (char)((value & 63) | (uint32_t)mark));
}

void exception_add(Buf *table, const ExceptionEntry *entry)
{
    write_number(table, entry->start, ENTRY_BEGINS);
    write_number(table, entry->end - entry->start, 0);
    write_number(table, entry->target, 0);
    write_number(table, entry->depth << 1 | entry->lasti, 0);
}
