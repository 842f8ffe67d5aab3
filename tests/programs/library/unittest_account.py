"""Tests of a bank account: assertions of every kind, set-up and clean-up, skips and expected failures."""
import io
import re
import unittest


class Account:
    def __init__(self, balance=0):
        self.balance, self.log = balance, []

    def withdraw(self, amount):
        if amount > self.balance:
            raise ValueError(f'only {self.balance} left')
        self.balance -= amount
        self.log.append(('out', amount))


class AccountTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.made = []

    def setUp(self):
        self.account = Account(100)
        self.made.append(self.id().split('.')[-1])
        self.addCleanup(self.made.append, 'cleaned')

    def tearDown(self):
        self.account = None

    def test_withdraw(self):
        """Takes money out."""
        self.account.withdraw(30)
        self.assertEqual(self.account.balance, 70)
        self.assertListEqual(self.account.log, [('out', 30)])

    def test_too_much(self):
        with self.assertRaisesRegex(ValueError, r'only \d+ left') as caught:
            self.account.withdraw(1000)
        self.assertIn('100', str(caught.exception))

    def test_wrong_sum(self):
        self.assertEqual(self.account.balance, 99, 'after nothing')

    def test_wrong_list(self):
        self.assertEqual([1, 2, 3], [1, 2, 4])

    def test_wrong_text(self):
        self.assertMultiLineEqual('a\nb\n', 'a\nc\n')

    def test_error(self):
        self.account.missing

    @unittest.skip('not written')
    def test_later(self):
        pass

    @unittest.expectedFailure
    def test_known(self):
        self.assertTrue(self.account.balance < 0)

    def test_each(self):
        for n in (1, 2, 3):
            with self.subTest(n=n):
                self.assertLess(n, 3)

    def test_others(self):
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        self.assertCountEqual([3, 1], (1, 3))
        self.assertIsInstance(self.account, Account)
        self.assertDictEqual({'a': 1}, dict(a=1))
        self.assertRegex('abc', 'b')
        self.assertIsNone(None)
        with self.assertWarns(UserWarning):
            import warnings
            warnings.warn('careful')
        with self.assertLogs('bank', 'INFO') as logs:
            import logging
            logging.getLogger('bank').info('opened')
        self.assertEqual(logs.output, ['INFO:bank:opened'])


stream = io.StringIO()
suite = unittest.defaultTestLoader.loadTestsFromTestCase(AccountTest)
result = unittest.TextTestRunner(stream, verbosity=2).run(suite)
print(re.sub(r'in \d+\.\d+s', 'in TIME', re.sub(r'File ".*?"', 'File "..."', stream.getvalue())))
print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), len(result.expectedFailures), result.wasSuccessful(), suite.countTestCases())
print(AccountTest.made)
