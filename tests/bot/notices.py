"""Every notice that the code sends, found in the code itself, and facts for it as long as they may become."""

import ast
from pathlib import Path

import bot
import flows


def facts_in(node):
    """Return the names of the facts of every literal dictionary that a function gives a name or returns."""
    found = {"": set()}
    for part in ast.walk(node):
        value = getattr(part, "value", None)
        if isinstance(value, ast.Dict):
            names = {key.value for key in value.keys if isinstance(key, ast.Constant)}
            pairs = zip(value.keys, value.values, strict=True)
            spread = [of.id for key, of in pairs if key is None and isinstance(of, ast.Name)]
            names |= set().union(*(found.get(name, set()) for name in spread))
            if isinstance(part, ast.Return):
                found[""] |= names
            for target in part.targets if isinstance(part, ast.Assign) else [getattr(part, "target", None)]:
                if isinstance(target, ast.Name):
                    found[target.id] = names
    return found


def sent_in(function, elsewhere):
    """Yield notice and names of facts for every notice that a function sends."""
    known = facts_in(function)
    for call in ast.walk(function):
        name = getattr(getattr(call, "func", None), "attr", getattr(getattr(call, "func", None), "id", ""))
        if not isinstance(call, ast.Call) or name not in SENDERS:
            continue
        notices = [one.value for arg in call.args for one in _constants(arg)]
        columns = name.startswith("to_")  # there the keywords are columns of the row, not facts
        given = set() if columns else {keyword.arg for keyword in call.keywords if keyword.arg}
        for arg in [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg is None)]:
            if isinstance(arg, ast.Dict):
                given |= {key.value for key in arg.keys if isinstance(key, ast.Constant)}
            if isinstance(arg, ast.Name):
                given |= known.get(arg.id, set())
        if "brief" in notices:
            given |= elsewhere["brief"]
        for notice in notices:
            yield notice, given | SENDERS[name] | ({"several"} if notice == "relayed" else set())


def _constants(arg):
    parts = (arg.body, arg.orelse) if isinstance(arg, ast.IfExp) else (arg,)
    return [part for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def all_sent():
    """Return every notice that the code sends, with the names of the facts it gives, site by site."""
    functions = [
        node
        for floor in (bot, flows)
        for file in sorted(Path(floor.__file__).parent.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    elsewhere = {node.name: facts_in(node)[""] for node in functions}
    return sorted({(name, frozenset(given)) for node in functions for name, given in sent_in(node, elsewhere)}, key=str)


SENDERS = {
    "to_member": set(),
    "to_coordinators": set(),
    "_notice": set(),
    "to_holder": {"code"},
    "tell": {"code"},
    "Tell": {"code"},
}
"""Who sends a notice, and the facts that are added on the way; `marked` is known for all at delivery."""
SENT = all_sent()
_NAME, _POST = "kusumaningtyas", "koordinator · kabupaten"
_GAP = f"{_POST}: Sen 23-11-2026 19.00 – Sel 24-11-2026 07.00"
_PAGE = {"name": _NAME, "arrived": 61, "answer": "tidak dapat dihubungi", "after": 299}
EXAMPLES = {
    "lines": [("22.10", "halo")],
    "codes": ["#K7Q4", "#A3C4"],
    "reasons": ["anak"],
    "needs": ["dokter"],
    "gaps": [_GAP] * 3,
    "years": ["2026", "2027"],
    "more": 12,
    "open": 12,
    "colours": [("MERAH", 3), ("ORANYE", 3), ("KUNING", 3), ("HIJAU", 3)],
    "cases": [{"code": "#K7Q4", "colour": "ORANYE", "minutes": 300, "holder": _NAME, "waits": True}] * 8,
    "duties": [{"name": _NAME, "post": _POST, "start": "07.00", "end": "19.00"}] * 8,
    "hash": "0" * 64,
    "levels": [
        {"colour": "MERAH", "cases": 12, "waiting": 2}
        | {"accept": {"half": 12, "most": 120, "each": []}, "reply": {"half": 12, "most": None, "each": [120] * 4}}
    ]
    * 4,
    "people": [(_NAME, 12, 12, 12, 12)] * 8,
    "rungs": [{"post": _POST, "pages": [_PAGE] * 3}] * 4,
    "rows": [("#K7Q4", "MERAH", "25 menit", "", [(_NAME, True)] * 3, 2)] * 10,
    "count": 3,
    "found": [["#K7Q4", "panggilan berikutnya terlambat", "22.10"]] * 6,
    "posts": [("kota", "konselor", ["Sari"], "07.00", [])],
    "tasks": ["MERAH #K7Q4", "HIJAU #A3C4"],
    **dict.fromkeys(("outcome",), "nobody"),
}
"""Facts that are no plain words, as long as they may become."""
