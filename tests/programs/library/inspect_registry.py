"""A registry of commands, made by looking at a class: dispatch, help and completion from signatures."""
import inspect


class Shell:
    """Commands are methods that begin with do_."""

    def __init__(self):
        self.stack = []

    def do_push(self, *numbers: float):
        """Put numbers on the stack."""
        self.stack.extend(numbers)

    def do_add(self, count: int = 2):
        """Replace the top COUNT numbers by their sum."""
        taken = [self.stack.pop() for _ in range(count)]
        self.stack.append(sum(taken))

    def do_show(self, *, reverse: bool = False):
        """Show the stack."""
        print(self.stack[::-1] if reverse else self.stack)

    def commands(self):
        return {name[3:]: method for name, method in inspect.getmembers(self, inspect.ismethod) if name.startswith('do_')}

    def help(self):
        for name, method in self.commands().items():
            words = []
            for parameter in inspect.signature(method).parameters.values():
                word = parameter.name.upper()
                if parameter.kind is parameter.VAR_POSITIONAL:
                    word += '...'
                elif parameter.kind is parameter.KEYWORD_ONLY:
                    word = '--' + parameter.name
                words.append(f'[{word}]' if parameter.default is not parameter.empty else word)
            print(f'{name:<6}{" ".join(words):<12}{inspect.getdoc(method)}')

    def run(self, line):
        name, *words = line.split()
        method = self.commands().get(name)
        if method is None:
            return print('no command', name)
        kinds = list(inspect.signature(method).parameters.values())
        options = {word[2:]: True for word in words if word.startswith('--')}
        plain = [kinds[min(i, len(kinds) - 1)].annotation(word) for i, word in enumerate(w for w in words if not w.startswith('--'))]
        try:
            inspect.signature(method).bind(*plain, **options)
        except TypeError as error:
            return print(f'{name}: {error}')
        method(*plain, **options)


shell = Shell()
shell.help()
for line in ('push 1 2 3.5', 'add', 'show', 'add 2 3', 'show --reverse', 'show --wide', 'jump'):
    shell.run(line)
