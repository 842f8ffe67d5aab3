/* The types that vm/ registers. */
#ifndef VIV_VM_GEN_TYPES_H
#define VIV_VM_GEN_TYPES_H

#include "memory/type_struct.h"

extern const TypeSpec generator_type_spec, coroutine_type_spec, coroutine_wrapper_type_spec;
extern const TypeSpec async_generator_type_spec, async_generator_asend_type_spec, async_generator_athrow_type_spec,
    async_generator_wrapped_value_type_spec;
extern const TypeSpec frame_type_spec, traceback_type_spec;

#endif
