/* Objects as text, in plain C: no Rt, no Python code, no reference taken, nothing allocated in
   the program's heap.  The program cannot tell that it was looked at. */
#ifndef VIV_TIMELINE_RENDER_H
#define VIV_TIMELINE_RENDER_H

#include "base/buf.h"
#include "memory/type_struct.h"
#include "timeline/ids.h"

enum { RENDER_LIMIT = 60 };

/* Is the object's repr all there is to say about it?  Exact int, float, bool, None, complex,
   Ellipsis, str, bytes, and tuples of at most 20 of those, three deep. */
bool render_is_simple(Ref object);

/* Adds the repr of a simple object.  Of a str or bytes, at most LIMIT code points (bytes) are
   shown, of an int so many digits; "+N" then says how many more there are. */
void render_simple(Ref object, Buf *buf, size_t limit);

/* Adds a short text for any object: its repr when it is simple, else "[1, 2, #9]", "{'a': 1}",
   "<Node #12>", "<function fib>"; containers are cut after about LIMIT bytes. */
void render_object(const Ids *ids, Ref object, Buf *buf, size_t limit);

/* Adds the text of a key, by which no other key of the same dict or set is told: render_object's, and "~#12", its number,
   behind one that another may have, too. */
void render_key(const Ids *ids, Ref key, Buf *buf);

/* The name of a type without its module; valid as long as the type lives. */
const char *render_type_name(const Type *type);

/* Adds the text of a str as it is (WTF-8), anything else as render_simple or "?". */
void render_name(Ref name, Buf *buf);

#endif
