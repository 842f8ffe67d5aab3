import gc
gc.disable()
seen = []
gc.callbacks.append(lambda phase, info: seen.append((phase, info["generation"], info["collected"])))
class N: pass
gc.collect()
n = N()
n.me = n
del n
seen.clear()
gc.collect()
gc.collect(0)
print(seen)
def broken(phase, info):
    raise ValueError("ignored")
gc.callbacks.append(broken)
gc.collect(0)
print(len(seen))
del gc.callbacks[:]
gc.collect()
print(len(seen))
