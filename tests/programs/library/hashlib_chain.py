"""A chain of blocks, each sealed by the hash of the one before."""
import hashlib
import json


class Block:
    def __init__(self, number, data, before, difficulty=2):
        self.number, self.data, self.before, self.nonce = number, data, before, 0
        while not self.digest().startswith('0' * difficulty):
            self.nonce += 1

    def digest(self):
        text = json.dumps([self.number, self.data, self.before, self.nonce], separators=(',', ':'))
        return hashlib.sha256(text.encode()).hexdigest()


chain, before = [], '0' * 64
for number, data in enumerate(['genesis', 'ann pays bob 5', 'bob pays cat 2', {'fee': 0.1}]):
    block = Block(number, data, before)
    chain.append(block)
    before = block.digest()
    print(number, block.nonce, before[:16])


def check(chain):
    before = '0' * 64
    for block in chain:
        if block.before != before:
            return f'block {block.number} does not follow'
        before = block.digest()
    return 'whole'


print(check(chain))
chain[1].data = 'ann pays bob 500'
print(check(chain))
