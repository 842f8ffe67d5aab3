"""Letters wrapped, indented, shortened; a two-column page."""
import textwrap

text = ('The quick brown fox jumps over the lazy dog. A well-known sentence, isn\'t it?  It has every letter; '
        'antidisestablishmentarianism does not fit into narrow columns.')
for width in (20, 34):
    print(textwrap.fill(text, width, initial_indent='* ', subsequent_indent='  '))
    print('-' * width)
print(textwrap.wrap(text, 12, break_long_words=False, break_on_hyphens=False)[:6])
print(textwrap.wrap('a  b\tc\n\nd', 80), textwrap.wrap('a  b', 3, drop_whitespace=False), textwrap.wrap('', 5))
print(textwrap.shorten(text, 40), '|', textwrap.shorten(text, 40, placeholder=' ...'), '|', textwrap.shorten('short', 40))
print(repr(textwrap.dedent('\n    def f():\n        return 1\n\n      x\n')), repr(textwrap.indent('a\n\nb\n', '> ')), repr(textwrap.indent('a\n\nb', '+', lambda line: True)))
left, right = textwrap.wrap(text, 24), textwrap.wrap(text[::-1], 24)
for one, two in zip(left[:4], right[:4]):
    print(f'{one:<24} | {two:>24}')
wrapper = textwrap.TextWrapper(width=30, max_lines=2, placeholder=' [more]', fix_sentence_endings=True)
print(wrapper.wrap(text), wrapper.fill('Short. line'))
try:
    textwrap.wrap('x', 0)
except ValueError as error:
    print(error)
