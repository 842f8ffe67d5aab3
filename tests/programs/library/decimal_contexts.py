"""Contexts: the current one, flags and traps, templates, localcontext(), what is refused, and how they are kept."""
import copy
import pickle
import threading
from decimal import *

context = getcontext()
print(context)
print(Decimal(1) / 7, Decimal(2) / 3)
print(context.flags)
print([signal.__name__ for signal, set_ in context.flags.items() if set_])
context.clear_flags()
print(context.flags == dict.fromkeys(context.flags, False), context.flags == context.traps, len(context.traps), FloatOperation in context.traps)

# Each thread, and each use of localcontext(), has its own.
with localcontext(prec=5, rounding=ROUND_UP) as inner:
    print(inner is getcontext(), Decimal(1) / 7)
    with localcontext(ExtendedContext) as innermost:
        print(Decimal(1) / 0, Decimal(-1) / 0, Decimal('Infinity') * 0, innermost)
print(Decimal(1) / 7)


def elsewhere():
    getcontext().prec = 3
    print('there', Decimal(1) / 7)


thread = threading.Thread(target=elsewhere)
thread.start()
thread.join()
print('here', Decimal(1) / 7)

# A trapped signal is an exception, which carries all conditions of its operation that are trapped.
for signal in (Inexact, Overflow, Subnormal):
    with localcontext(Context(prec=3, Emax=9, Emin=-9, traps=[signal])) as made:
        for text in ('9.999E9', '1.234E-10', '5E-12', '1.000'):
            try:
                print(text, signal.__name__, made.create_decimal(text))
            except DecimalException as error:
                print(text, signal.__name__, repr(error), [kind.__name__ for kind in type(error).__mro__])

for operation in (lambda: Decimal('x'), lambda: Decimal(0) / 0, lambda: Decimal(1) / 0, lambda: Decimal('1E999') // 1, lambda: Decimal('sNaN') + 1,
                  lambda: Decimal('inf') - Decimal('inf'), lambda: Decimal(-1).sqrt(), lambda: Decimal(1) % 0, lambda: Decimal(1) < Decimal('nan')):
    try:
        print(operation())
    except ArithmeticError as error:
        print(type(error).__name__, error, isinstance(error, ZeroDivisionError))

# What a context does not take.
for name, value in (('prec', 0), ('prec', 1.5), ('prec', 10 ** 30), ('Emax', -1), ('Emin', 1), ('clamp', 2), ('capitals', 2), ('rounding', 'up'), ('traps', []),
                    ('flags', {}), ('traps', 5), ('other', 1)):
    try:
        setattr(context, name, value)
    except Exception as error:
        print(name, type(error).__name__, error)
for given in ({'flags': [ValueError]}, {'traps': 5}, {'precision': 3}, {'prec': 'x'}):
    try:
        Context(**given)
    except Exception as error:
        print(type(error).__name__, error)
try:
    del context.prec
except AttributeError as error:
    print(error)
try:
    del context.flags[Inexact]
except ValueError as error:
    print(error)

# Templates, copies, pickles.
print(DefaultContext, BasicContext, ExtendedContext, sep='\n')
setcontext(BasicContext)
print(getcontext() is BasicContext, getcontext().prec)
made = Context(prec=12, rounding=ROUND_05UP, Emin=-5, Emax=7, capitals=0, clamp=1, flags=[Rounded], traps=[Clamped, Underflow])
print(made.__reduce__())
for other in (made.copy(), copy.copy(made), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
    print(other, other is made)
flags = Context(traps=[Inexact]).traps
print(flags[Inexact], flags.copy()[Rounded], type(flags).__name__)
flags[Inexact] = 0
print(flags[Inexact])
print(made.Etiny(), made.Etop(), made.radix(), made.create_decimal('12.3450'))
print(MAX_PREC, MAX_EMAX, MIN_EMIN, MIN_ETINY, HAVE_THREADS, HAVE_CONTEXTVAR)
