/* What the files of the module _csv share. */
#ifndef VIV_MODULES_CSV_PARTS_H
#define VIV_MODULES_CSV_PARTS_H

#include "base/vec.h"
#include "memory/rt.h"
#include "modules/module_state.h"

/* What the module keeps for one Rt, from its first import on. */
typedef struct CsvState {
    Own error;    /* the class Error */
    Own dialects; /* dict of the registered ones */
    int64_t field_limit;
} CsvState;
#define CSV_STATE(rt) ((rt)->modules->csv)
void csv_state_fini(Rt *rt);

/* Raises _csv.Error; NULL. */
Own csv_raise(Rt *rt, const char *format, ...);

typedef enum Quoting { QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTINGS } Quoting;

/* No character, where a dialect has none; and what comes after a line's last one. */
#define CSV_NONE UINT32_MAX
#define CSV_END  (UINT32_MAX - 1)

typedef struct DialectObj {
    Obj head;
    Own lineterminator; /* str */
    bool doublequote, skipinitialspace, strict;
    int quoting; /* Quoting */
    uint32_t delimiter, quotechar, escapechar; /* the last two may be CSV_NONE */
} DialectObj;
#define AS_DIALECT(ref) ((DialectObj *)(uintptr_t)(ref))

extern const TypeSpec csv_dialect_spec, csv_reader_spec, csv_writer_spec;

/* A Dialect like DIALECT (a name, a Dialect, any object with such attributes, or NULL), but for the options. */
MUST_USE Own csv_dialect_get(Rt *rt, Ref dialect_or_null, Ref options_or_null);
MUST_USE Own csv_dialect_by_name(Rt *rt, Ref name);

/* The functions reader() and writer() of the module. */
Own csv_reader(Rt *rt, Ref module, Ref args, Ref kwargs);
Own csv_writer(Rt *rt, Ref module, Ref args, Ref kwargs);

typedef VEC(uint32_t) CsvText;

#endif
