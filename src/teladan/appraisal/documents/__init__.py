"""Official documents of the appraisal as PDF/A, in the layout of PermenPANRB 6/2022.

`d11` says what stands in Format D.1.1; `render` makes the file in a confined child process (`typeset`, `d11.typ`).
"""
