# Context variables: contexts, tokens, copies.
import contextvars

name = contextvars.ContextVar("name", default="nobody")
depth = contextvars.ContextVar("depth")


def greet(greeting):
    token = name.set(name.get() + "!")
    try:
        return f"{greeting} {name.get()}"
    finally:
        name.reset(token)


def nest(n):
    depth.set(n)
    if n:
        contextvars.copy_context().run(nest, n - 1)
    return depth.get()


context = contextvars.copy_context()
print(context.run(name.set, "ann").old_value is contextvars.Token.MISSING, context[name], name.get(), context.run(greet, "hello"), name in context)
print(nest(3), depth.get(), len(contextvars.copy_context()), sorted(v.name for v in contextvars.copy_context()))
token = name.set("bob")
print(name.get(), token.old_value, token.var is name)
name.reset(token)
for wrong in [lambda: name.reset(token), lambda: contextvars.ContextVar("x").get(), lambda: context.run(name.reset, name.set("c")), lambda: contextvars.ContextVar(1),
              lambda: context["x"], lambda: context.run(context.run, len), lambda: contextvars.Token(), lambda: context.run()]:
    try:
        wrong()
    except (RuntimeError, LookupError, ValueError, TypeError) as error:
        print(type(error).__name__, str(error).split(" at 0x")[0].split("<")[0])
print(context.get(depth, "none"), list(context.items())[0][1], context.copy() == context, depth.get(None))
