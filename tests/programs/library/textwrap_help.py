"""A help page laid out from a table of commands."""
from textwrap import TextWrapper, dedent, fill, indent

PAGE = dedent('''
    usage: tool COMMAND [FILE...]

    Commands that read a file stop at the first fault unless they are told to go on; each of them says how many lines it has read.
    ''').strip()
COMMANDS = {
    'list': 'Print the names of all entries, one on each line, in the order of the file.',
    'add': 'Add an entry. Fails when the name is already there, unless --replace is given; then the old one is kept beside it with a number.',
    'remove-everything': 'Start anew.',
}


def page(width):
    parts = [fill(part, width) for part in PAGE.split('\n\n')]
    name_width = max(len(name) for name in COMMANDS if len(name) < 12) + 2
    for name, text in COMMANDS.items():
        wrapper = TextWrapper(width, subsequent_indent=' ' * (name_width + 2))
        if len(name) >= name_width:
            parts.append('  ' + name + '\n' + indent(fill(text, width - name_width - 2), ' ' * (name_width + 2)))
        else:
            wrapper.initial_indent = '  ' + name.ljust(name_width)
            parts.append(wrapper.fill(text))
    return '\n'.join(parts)


for width in (44, 70):
    print(page(width))
    print('=' * width)
