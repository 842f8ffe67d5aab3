"""A runner and a result of one's own, test cases made at run time, async tests."""
import math
import unittest
from unittest import mock


class Dots(unittest.TestResult):
    def addSuccess(self, test):
        print('.', test._testMethodName)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        print('F', test._testMethodName, error[1])

    def addError(self, test, error):
        super().addError(test, error)
        print('E', test._testMethodName, error[0].__name__)

    def addSkip(self, test, reason):
        print('S', test._testMethodName, reason)


class Squares(unittest.TestCase):
    @unittest.skipIf(2 > 1, 'numbers are in order')
    def test_skipped(self):
        pass

    @unittest.skipUnless(2 > 1, 'never')
    def test_run(self):
        self.assertGreater(2, 1)

    def test_stop(self):
        self.skipTest('changed my mind')

    def test_fail(self):
        self.fail('as told')


def make(n):
    def test(self):
        self.assertEqual(n * n, sum(range(1, 2 * n, 2)), n)

    return test


for n in range(3):
    setattr(Squares, f'test_square_{n}', make(n))
result = Dots()
unittest.TestLoader().loadTestsFromTestCase(Squares).run(result)
print(result)


class Fixture(unittest.TestCase):
    def setUp(self):
        print('set up', self._testMethodName)
        if 'broken' in self._testMethodName:
            raise OSError('no fixture')

    def tearDown(self):
        print('tear down', self._testMethodName)

    def test_broken(self):
        print('never printed')

    def test_fine(self):
        self.addCleanup(print, 'clean up 1')
        self.addCleanup(print, 'clean up 2')


suite = unittest.TestSuite([Fixture('test_broken'), Fixture('test_fine'), unittest.FunctionTestCase(lambda: print('a function'))])
suite.run(Dots())
print(unittest.TestLoader().getTestCaseNames(Fixture), str(Fixture('test_fine')).split(' ')[0])

service = mock.Mock()
service.fetch.side_effect = [1, KeyError('gone')]
service.name = 'stub'
print(service.fetch('a', key=2), service.fetch.call_args, service.name)
try:
    service.fetch()
except KeyError as error:
    print('raised', error)
print(service.fetch.call_count, service.mock_calls, service.fetch.called)
try:
    service.fetch.assert_called_once()
except AssertionError as error:
    print(str(error).splitlines()[0])
with mock.patch('math.sqrt', return_value=42):
    print(math.sqrt(4))
print(len([]), len(mock.MagicMock()), mock.ANY == object())
