"""Duty, one behaviour a file: who is called when, and that nobody else gets anything.

The list of what an on-call system must show is GoAlert's (its smoke tests); what is not there is in `tests/stories` or
`tests/flows` already, or is something that this hotline does not do. Whatever is sent and not expected fails a test.
"""
