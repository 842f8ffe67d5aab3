/* The types that vm/ registers. */
#ifndef VIV_VM_GEN_TYPES_H
#define VIV_VM_GEN_TYPES_H

#include "memory/type_struct.h"

extern const TypeSpec generator_type_spec, coroutine_type_spec, coroutine_wrapper_type_spec, anext_awaitable_type_spec;
extern const TypeSpec async_generator_type_spec, async_generator_asend_type_spec, async_generator_athrow_type_spec,
    async_generator_wrapped_value_type_spec;
extern const TypeSpec frame_type_spec, traceback_type_spec;

/* What is said of the methods of generators, and of what drives an asynchronous one; coroutines are
   another KIND, and what they give has another name. */
#define SEND_DOC(kind, next) "send(arg) -> send 'arg' into " kind ",\nreturn next " next " value or raise StopIteration."
#define THROW_DOC(kind, next, tb)                                                      \
    "throw(value)\nthrow(type[,value[," tb "]])\n\nRaise exception in " kind ", return next " next " value or raise\nStopIteration."
#define CLOSE_DOC(kind) "close() -> raise GeneratorExit inside " kind "."
#define GENERATOR_SEND_DOC SEND_DOC("generator", "yielded")
#define GENERATOR_THROW_DOC THROW_DOC("generator", "yielded", "tb")
#define GENERATOR_CLOSE_DOC CLOSE_DOC("generator")
#define COROUTINE_SEND_DOC SEND_DOC("coroutine", "iterated")
#define COROUTINE_THROW_DOC THROW_DOC("coroutine", "iterated", "traceback")
#define COROUTINE_CLOSE_DOC CLOSE_DOC("coroutine")

#endif
