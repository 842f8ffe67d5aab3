/* The buffered files, as their two halves and TextIOWrapper use them. */
#ifndef VIV_MODULES_IO_BUFFERED_H
#define VIV_MODULES_IO_BUFFERED_H

#include "modules/io_parts.h"
#include "vm/threads.h"

/* One buffer serves reading and writing.  Positions are relative to its start:

       0        write_pos      pos     write_end    read_end  raw_pos     size
       |-----------|------------|---------|------------|---------|----------|

   pos        where the program is
   raw_pos    where the raw file is; -1: not known
   read_end   end of what was read; -1: nothing is there to be read
   write_pos, write_end  what was written and waits; write_end -1: nothing */
typedef struct BufferedObj {
    IoObj base;
    Own raw;           /* NULL before __init__ and after detach() */
    bool ok, detached, readable, writable, finalizing;
    ThreadLock lock;   /* held while a method runs */
    bool is_file;      /* raw is exactly a FileIO: no call through Python is needed */
    int64_t abs_pos;   /* of the raw file, in all; -1: not known */
    char *buffer;      /* heap_alloc'd */
    ptrdiff_t size, pos, raw_pos, read_end, write_pos, write_end;
} BufferedObj;
#define AS_BUFFERED(ref) ((BufferedObj *)(uintptr_t)(ref))

static inline bool buffered_can_read(const BufferedObj *b)
{
    return b->readable && b->read_end != -1;
}
static inline bool buffered_has_writes(const BufferedObj *b)
{
    return b->writable && b->write_end != -1;
}
static inline ptrdiff_t buffered_ahead(const BufferedObj *b)
{
    return buffered_can_read(b) ? b->read_end - b->pos : 0;
}
static inline ptrdiff_t buffered_raw_offset(const BufferedObj *b)
{
    return (buffered_can_read(b) || buffered_has_writes(b)) && b->raw_pos >= 0 ? b->raw_pos - b->pos : 0;
}
static inline void buffered_move_to(BufferedObj *b, ptrdiff_t position)
{
    b->pos = position;
    if (buffered_can_read(b) && b->read_end < position) b->read_end = position;
}

/* Around each method: -1 with an exception when the object is not usable, or in use already. */
MUST_USE int buffered_enter(Rt *rt, Ref self);
void buffered_leave(Rt *rt, Ref self);
MUST_USE int buffered_check_open(Rt *rt, Ref self, const char *message);

/* The raw file.  A count, -1 with an exception, -2: it would have to wait. */
ptrdiff_t buffered_raw_read(Rt *rt, BufferedObj *b, char *room, ptrdiff_t size);

MUST_USE int buffered_flush_and_rewind(Rt *rt, BufferedObj *b);  /* and what was read ahead is forgotten */
ptrdiff_t buffered_fill(Rt *rt, BufferedObj *b);

/* Without entering: for __next__ and TextIOWrapper. */
MUST_USE Own buffered_write_method(Rt *rt, Ref self, Ref data);
MUST_USE Own buffered_write_bytes(Rt *rt, Ref self, const char *bytes, ptrdiff_t size);

#define READ_METHODS                                                                   \
    {"read", METHOD_FASTCALL, {.fast = buffered_read}, "Read and return up to n bytes.", 0},             \
    {"peek", METHOD_FASTCALL, {.fast = buffered_peek}, NULL, 0},                       \
    {"read1", METHOD_FASTCALL, {.fast = buffered_read1}, NULL, 0},                     \
    {"readinto", METHOD_O, {.binary = buffered_readinto}, NULL, 0},                    \
    {"readinto1", METHOD_O, {.binary = buffered_readinto1}, NULL, 0},                  \
    {"readline", METHOD_FASTCALL, {.fast = buffered_readline_method}, NULL, 0}

Own buffered_read(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);
Own buffered_peek(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);
Own buffered_read1(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);
Own buffered_readinto(Rt *rt, Ref self, Ref target);
Own buffered_readinto1(Rt *rt, Ref self, Ref target);
Own buffered_readline_method(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);
int buffered_next(Rt *rt, Ref self, Own *line);

extern const TypeSpec io_BufferedReader_type_spec, io_BufferedWriter_type_spec, io_BufferedRandom_type_spec, io_BufferedRWPair_type_spec;

/* One of the three over RAW. */
MUST_USE Own io_buffered_new(Rt *rt, TypeId type, Ref raw, ptrdiff_t size);

#endif
