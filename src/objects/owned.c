/* A class of a program has no spec, and its own attributes are not among these fields
   (type_instance.c): it is passed over. */
#include "objects/owned.h"

#include "memory/heap.h"

static Own *owned_fields(Ref self, const TypeSpec *spec)
{
    return (Own *)(void *)((char *)(uintptr_t)self + spec->owned.offset);
}

int owned_traverse(Ref self, VisitFn visit, void *context)
{
    for (const Type *type = self->type; type != NULL; type = AS_TYPE(type->base)) {
        size_t count = type->spec == NULL ? 0 : type->spec->owned.count;
        for (size_t i = 0; i < count; i++) {
            Ref field = owned_fields(self, type->spec)[i];
            int stop = field == NULL ? 0 : visit(field, context);
            if (stop != 0) return stop;
        }
    }
    return 0;
}

int owned_clear(Rt *rt, Obj *self)
{
    for (const Type *type = self->type; type != NULL; type = AS_TYPE(type->base)) {
        size_t count = type->spec == NULL ? 0 : type->spec->owned.count;
        for (size_t i = 0; i < count; i++) release_clear(rt, &owned_fields(self, type->spec)[i]);
    }
    return 0;
}

void owned_dealloc(Rt *rt, Obj *self)
{
    owned_clear(rt, self);
    object_free(rt, self);
}
