# Deques and defaultdicts: methods, messages, sizes, and changes during a walk.
from _collections import deque
print(sorted(set(dir(deque))-set(dir(object))))
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: deque([1]).remove(2)); t(lambda: deque([1]).index(2)); t(lambda: deque(1,2,3)); t(lambda: deque([],maxlen='a')); t(lambda: deque([],-1))
t(lambda: deque([],1.5)); t(lambda: deque().pop()); t(lambda: deque([1])+[2]); t(lambda: deque([1])*'a'); t(lambda: deque([1])[5]); t(lambda:deque([1])['a']); t(lambda: deque([1]).insert('a',1)); t(lambda: deque([1]).rotate('a')); t(lambda: deque(foo=1)); t(lambda: deque().index()); t(lambda: deque([1],1).insert(0,2))
import sys
print(sys.getsizeof(deque()), sys.getsizeof(deque(range(1000))), sys.getsizeof(iter(deque())), deque.__basicsize__, deque.__basicsize__, type(iter(deque())), type(reversed(deque())))
t(lambda: type(iter(deque()))(deque([1,2,3]),1).__length_hint__())
t(lambda: type(iter(deque()))(1)); t(lambda: deque([1]).extend(5)); t(lambda: deque.maxlen.__doc__)
def m():
    d=deque([1,2,3])
    for x in d: d.append(1)
t(m)
def m():
    d=deque([1,2,3])
    del d[7]
t(m)
def m():
    d=deque([1,2,3])
    d[7]=1
t(m)
class E:
    def __eq__(self,o): d.clear(); return False
d=deque([E()]*2); t(lambda: d.remove(3))
d=deque([E()]*2); t(lambda: d.index(3))
d=deque([E()]*2); t(lambda: d.count(3))
d=deque([E()]*2); t(lambda: 3 in d)
t(lambda: deque([1]) == deque([1]))
from _collections import defaultdict
print(sorted(set(dir(defaultdict))-set(dir(dict))), defaultdict.__basicsize__, defaultdict.__basicsize__)
import _collections
t(lambda: _collections._tuplegetter(1,'doc').__delete__((1,2)));t(lambda: _collections._tuplegetter('a','doc'))
t(lambda: sorted(set(dir(_collections._tuplegetter))-set(dir(object))))
t(lambda: _collections._count_elements({}, 3)); t(lambda: _collections._count_elements({}, [[]]));t(lambda: _collections._count_elements(3, [1]))
t(lambda: _collections._tuplegetter.__basicsize__)
