"""Type comments, as ast.parse(..., type_comments=True) reads them."""
import names  # type: ignore[import]
# type: ignore

def both(first,  # type: int
         second=2,  # type: str
         *rest,  # type: bytes
         key=1,  # type: "List['x']"
         **others  # type: object
         ):
    # type: (...) -> int
    total = 1  # type: int
    first = second = total  #  type:   None
    for item in rest:  # type: bytes
        pass
    with first as entered, second:  # type: object
        pass
    return total  # type: ignore not alone

def short(): # type: () -> int
    x.y = [
        1,
    ]  # type: List[int]
    return 1  # typed is a comment like any other

async def later(a, /, b):
    # type: (int, str) -> None
    async for x in a:  # type: int
        pass
    async with b:  # type: str
        pass
