"""Says in Indonesian what is wrong with a setting or a line of the organisation file; the value is never shown."""

from collections.abc import Callable

from pydantic import ValidationError

Where = tuple[int | str, ...]
_LIST = "harus berupa daftar"
_TEXT = "harus berupa teks"
_NUMBER = "harus bilangan bulat"
_PART = "harus berupa bagian dengan isinya sendiri"
_SAID = {
    "missing": "belum diisi",
    "extra_forbidden": "tidak dikenal; periksa ejaannya",
    "string_type": _TEXT,
    "path_type": _TEXT,
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_from_float": _NUMBER,
    "greater_than_equal": "paling kecil {ge}",
    "less_than_equal": "paling besar {le}",
    "too_short": "isinya paling sedikit {min_length}",
    "literal_error": "harus salah satu dari {expected}",
    "tuple_type": _LIST,
    "list_type": _LIST,
    "model_type": _PART,
    "model_attributes_type": _PART,
    "dict_type": _PART,
    "value_error": "{error}",
}
"""What to say for each type of error (https://docs.pydantic.dev/latest/errors/validation_errors/)."""


def told(wrong: ValidationError, name: Callable[[Where], str]) -> str:
    """Return all mistakes in one line, each after the name of its place."""
    mistakes = []
    for error in wrong.errors(include_url=False, include_input=False):
        said = _SAID.get(error["type"], "tidak dapat dipakai").format(**error.get("ctx", {})).replace(" or ", " atau ")
        place = name(error["loc"])
        mistakes.append(f"{place}: {said}" if place else said)
    return "; ".join(mistakes)
