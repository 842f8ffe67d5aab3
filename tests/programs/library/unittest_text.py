"""The messages of failed assertions."""
import unittest


class Messages(unittest.TestCase):
    maxDiff = None


case = Messages()
attempts = [
    lambda: case.assertEqual({'a': 1, 'b': [1, 2]}, {'a': 1, 'b': [1, 3]}),
    lambda: case.assertEqual((1, 2, 3), (1, 2)),
    lambda: case.assertEqual({1, 2}, {2, 3}),
    lambda: case.assertEqual('one\ntwo\n', 'one\n2\n'),
    lambda: case.assertEqual(1, 2.5, 'numbers'),
    lambda: case.assertNotEqual(1, 1.0),
    lambda: case.assertTrue([]),
    lambda: case.assertFalse('x'),
    lambda: case.assertIs([], []),
    lambda: case.assertIsNot(None, None),
    lambda: case.assertIsNone(3),
    lambda: case.assertIn(4, [1, 2]),
    lambda: case.assertNotIn('a', 'abc'),
    lambda: case.assertIsInstance(1, str),
    lambda: case.assertNotIsInstance(1, int),
    lambda: case.assertGreater(1, 2),
    lambda: case.assertLessEqual(3, 2),
    lambda: case.assertAlmostEqual(1.0, 1.1),
    lambda: case.assertAlmostEqual(1, 2, delta=0.5),
    lambda: case.assertNotAlmostEqual(1.0, 1.00000001),
    lambda: case.assertRegex('abc', 'x+'),
    lambda: case.assertNotRegex('abc', 'b'),
    lambda: case.assertCountEqual('aab', 'abb'),
    lambda: case.assertSequenceEqual([1, 2], (1, 3)),
    lambda: case.assertRaises(ValueError, int, '3'),
    lambda: case.assertRaises(ValueError, [].pop),
    lambda: case.assertListEqual([1], (1,)),
    lambda: case.assertDictEqual({'k': 'v'}, {}),
    lambda: case.assertLogs().__enter__() and case.assertLogs().__exit__(None, None, None),
    lambda: case.assertWarns(UserWarning, print, 'no warning'),
]
for attempt in attempts:
    try:
        attempt()
        print('passed')
    except Exception as error:
        print(type(error).__name__, error)
