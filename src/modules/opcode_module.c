/* The module _opcode: what the compiler counts for an instruction's effect on the stack. */
#include "code/opcode.h"
#include "modules/module_specs.h"
#include "modules/posix_parts.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/moduleobj.h"

/* The effect of OP; where it depends on whether OP jumps, that of the deeper of the two ways. */
static Own effect_new(Rt *rt, int op, int arg, Ref jump)
{
    if (!opcode_is_stored(op) || op == OP_CACHE) {
        if (op == OP_CACHE) return int_new(rt, 0);
        return error_raise(rt, TYPE_ValueError, "invalid opcode or oparg");
    }
    int straight = opcode_declared_effect(op, arg, false), jumping = opcode_declared_effect(op, arg, true);
    if (jump != NULL && jump != rt->none) return int_new(rt, jump == rt->true_obj ? jumping : straight);
    return int_new(rt, straight > jumping ? straight : jumping);
}

static Own opcode_stack_effect(Rt *rt, Ref self, Ref *given)
{
    int op, arg = 0;
    if (posix_int(rt, given[0], &op) < 0) return NULL;
    bool has_arg = given[1] != NULL && given[1] != rt->none;
    Ref jump = given[2];
    if (jump != NULL && jump != rt->none && jump != rt->true_obj && jump != rt->false_obj)
        return error_raise(rt, TYPE_ValueError, "stack_effect: jump must be False, True or None");
    bool wants_arg = op >= OPCODE_FIRST_WITH_ARG;
    if (wants_arg && !has_arg)
        return error_raise(rt, TYPE_ValueError, "stack_effect: opcode requires oparg but oparg was not specified");
    if (!wants_arg && has_arg)
        return error_raise(rt, TYPE_ValueError, "stack_effect: opcode does not permit oparg but oparg was specified");
    if (has_arg && posix_int(rt, given[1], &arg) < 0) return NULL;
    return effect_new(rt, op, arg, jump);
}

static Own opcode_get_specialization_stats(Rt *rt, Ref self)
{
    return none_new(rt);
}

static const MethodDef opcode_methods[] = {
    {"stack_effect", METHOD_BOUND, {.bound = opcode_stack_effect, .least = 1, .most = 2, .names = NAMES("", "", "jump")}, "Compute the stack effect of the opcode.", 0},
    {"get_specialization_stats", METHOD_NOARGS, {.unary = opcode_get_specialization_stats}, "Return the specialization stats", 0},
    {0},
};

const ModuleSpec _opcode_module_spec = {.name = "_opcode", .doc = "Opcode support module.", .methods = opcode_methods};
