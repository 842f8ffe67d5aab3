"""Signatures: what functions ask for, bound arguments, a decorator that checks types."""
import functools
import inspect
from inspect import Parameter, Signature, signature


def checked(function):
    sig = signature(function)

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        bound = sig.bind(*args, **kwargs)
        for name, value in bound.arguments.items():
            wanted = sig.parameters[name].annotation
            if wanted is not Parameter.empty and not isinstance(value, wanted):
                raise TypeError(f'{name} must be {wanted.__name__}, not {type(value).__name__}')
        return function(*bound.args, **bound.kwargs)

    return wrapper


@checked
def area(width: float, height: float = 1.0, /, *, unit: str = 'cm') -> str:
    """Area with a unit."""
    return f'{width * height}{unit}'


print(signature(area), area(2.0, unit='mm'), inspect.unwrap(area).__defaults__)
for call in (lambda: area('2'), lambda: area(), lambda: area(1.0, wide=2)):
    try:
        call()
    except TypeError as error:
        print(error)


def every(a, b=2, /, c=3, *rest, d, e=5, **others):
    pass


for parameter in signature(every).parameters.values():
    print(parameter, parameter.kind.description, parameter.default)
bound = signature(every).bind_partial(1, c=4, z=9)
bound.apply_defaults()
print(bound.arguments, bound.args, bound.kwargs)
print(inspect.getfullargspec(every), inspect.getcallargs(every, 1, d=4))


class Account:
    def __init__(self, owner, *, balance=0):
        pass

    def __call__(self, amount: int) -> None:
        pass

    @classmethod
    def of(cls, text):
        pass


print(signature(Account), signature(Account('x')), signature(Account.of), signature(functools.partial(every, 1, d=4)), signature(lambda *a: 0))
made = Signature([Parameter('x', Parameter.POSITIONAL_ONLY), Parameter('y', Parameter.KEYWORD_ONLY, default=1, annotation=int)], return_annotation=bool)
print(made, made.replace(return_annotation=Signature.empty), made == made.replace())
for bad in (lambda: Parameter('1x', Parameter.POSITIONAL_ONLY), lambda: Signature([Parameter('b', Parameter.KEYWORD_ONLY), Parameter('a', Parameter.POSITIONAL_ONLY)])):
    try:
        bad()
    except ValueError as error:
        print(error)
