"""The line of a key in TOML, also beside arrays and texts that run over several lines."""

from teladan.rules.policy.locate import key_lines, line_of

TEXT = '''# comment = 1
a = 1
b = [
  "x = 1",  # ] not the end
  "y",
]
c = """
d = 2
"""
[t.u]
"e f" = { g = 1 }
h.i = 3
'''


def test_keys_are_found_on_their_lines_and_only_where_they_are_keys() -> None:
    lines = key_lines(TEXT)

    assert lines == {
        (): 1,
        ("a",): 2,
        ("b",): 3,
        ("c",): 7,
        ("t",): 10,
        ("t", "u"): 10,
        ("t", "u", "e f"): 11,
        ("t", "u", "h"): 12,
        ("t", "u", "h", "i"): 12,
    }


def test_a_key_inside_an_inline_table_stands_on_the_line_of_the_table() -> None:
    assert line_of(key_lines(TEXT), ("t", "u", "e f", "g")) == 11
