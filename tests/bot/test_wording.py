"""Every template says exactly what its state can say, within the limits of both channels, and never half."""

import ast
import re
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest
from jinja2 import UndefinedError

import bot
import flows
import templates
from bot.organisation import load_organisation
from bot.talk.wording import Wording
from flows.draft import EVERYWHERE
from flows.hotline import hotline_with
from flows.states import OUTSIDE, Place, Several, options_of
from flows.understanding.places import gazetteer
from flows.understanding.questions import TOPICS
from flows.wordings import wordings
from tests.bot.whole import OFFICE

FOLDER = Path(templates.__file__).parent
ORGANISATION = load_organisation(OFFICE)
PLACES = gazetteer(ORGANISATION.office.areas)
LANGUAGES = ORGANISATION.office.languages
FLOW = hotline_with(PLACES, LANGUAGES)
WORDING = Wording(ORGANISATION, PLACES)
KNOWN = wordings(FLOW)
BEFORE_QUESTIONS = {"noted", "called", "care", "dying", "medicine"}
"""What is only said before a question of the report."""
AT_ONCE = ({"noted", "called", "care"}, {"dying", "called", "care"}, {"noted", "medicine"})
"""What may stand there together: nothing is noted where danger was heard, and medicine is named once."""
BUTTON, BODY, PLAIN_BODY = 20, 1024, 1600
WIDE_BUTTON = 30
"""Characters of a button that has a row for itself: only Telegram shows those of a page."""
"""Characters: WhatsApp's quick reply, its body with buttons, its plain message. Telegram takes 4,096 in each."""
NOTICES = {path.stem for path in (FOLDER / "notices" / "id").glob("*.j2")} - {"codes"}
FACTS = {
    "code": "#K7Q4",
    "forwarded_at": "22.10",
    "accepted_at": "22.16",
    "calls_at": "07.00",
    "people": 12,
    "target": "30 menit",
    "late": True,
    "receipt": "1234 5678 9012 3452",
    "count": 12,
    "likely": "35.76.01",
    "who": "",
    "opened": True,
    "guessed": False,
    "now": datetime(2026, 3, 2, 20, tzinfo=ORGANISATION.zone),
    "day": 2,
    "at": "07.30",
    "today": False,
    "noted": [("Yang dialami", "kata " * 9)] * 6,
    "corrected": [("Yang dialami", "kata " * 9)] * 2,
    "summary": [("Apa yang terjadi", "kata " * 12)] * 7,
}
"""All that the code ever gives a message, as long as it may become."""


def said(state, block, language="id", **facts):
    """Return a block of a message in which all facts are known."""
    return WORDING.block(state, block, {**FACTS, **ticked(state), **facts}, language)


def ticked(state):
    """Return what is ticked when all is, where a question has several answers."""
    asked = FLOW.states.get(state)
    return {"ticked": asked.options} if isinstance(asked, Several) else {}


def bubble(state, *blocks, language="id"):
    """Return a bubble of `state` with its options, as it is sent."""
    body = {"state": state, "blocks": blocks, "options": options_of(FLOW.states[state]), "facts": {}}
    return WORDING.bubble(body, {**FACTS, **ticked(state)}, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_template_for_each_state_that_speaks_and_for_nothing_else(language):
    found = {path.stem for path in (FOLDER / "messages" / language).glob("*.j2")}
    assert found == set(KNOWN)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", sorted(KNOWN))
def test_a_template_holds_the_blocks_its_state_can_say_no_more_and_no_fewer(state, language):
    assert WORDING.blocks(state, language) == KNOWN[state]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", sorted(KNOWN))
def test_every_block_says_something_and_leaves_no_brace(state, language):
    for block in sorted(KNOWN[state]):
        text = said(state, block, language)
        assert text, block
        assert not re.search(r"\{[{%#]|[}%#]\}|None|undefined", text), block
        assert text == text.strip(), block


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_fits_on_a_button_and_stands_for_one_answer_only(language):
    for name, state in FLOW.states.items():
        keys = options_of(state)
        for key in keys:
            label = WORDING.label(name, key, language)
            assert 0 < len(label) <= BUTTON, f"{name}.{key}: {label}"
            assert re.search(r"\w{2}", label), f"{name}.{key}: a picture alone says nothing"
        assert len(WORDING.spoken(name, keys, language)) == len(keys), name
        if isinstance(state, Place):
            assert WORDING.label(name, OUTSIDE, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", sorted(set(KNOWN) - {EVERYWHERE}))
def test_a_question_with_its_answers_fits_into_one_bubble(state, language):
    asked = KNOWN[state] & {"ask", "again", "ticked", "more", "closed"}
    for block in asked:
        assert len(bubble(state, (state, block), language=language)) <= BODY, block


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_before_a_question_fits_with_it(language):
    before = [block for block in KNOWN[EVERYWHERE] if len(said(EVERYWHERE, block, language)) > BUTTON]
    assert len(before) > 10
    for state in set(KNOWN) - {EVERYWHERE}:
        for block in before if state in FLOW.shows else set(before) - BEFORE_QUESTIONS:
            text = bubble(state, (EVERYWHERE, block), (state, "ask"), language=language)
            assert len(text) <= BODY, (state, block)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_can_stand_before_a_question_at_once_fits_into_a_plain_message(language):
    for state, together in product(FLOW.shows, AT_ONCE):
        every = [(EVERYWHERE, block) for block in sorted(together)]
        assert len(bubble(state, *every, (state, "ask"), language=language)) <= PLAIN_BODY, state


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", ["anak_korban", "keluarga", "saksi", "instansi"])
def test_a_question_is_worded_for_whoever_writes_and_keeps_to_its_limits(language, who):
    worded = 0
    for name, state in FLOW.states.items():
        if "ask" in KNOWN.get(name, ()):
            text = said(name, "ask", language, who=who)
            worded += text != said(name, "ask", language)
            assert len(text) + sum(len(WORDING.label(name, key, language)) + 4 for key in options_of(state)) <= BODY
            assert len(re.split(r"(?<=[.!:])\s", text.splitlines()[-1])[-1].split()) <= 15, text
    assert worded > 3


@pytest.mark.parametrize("path", sorted(OFFICE.parent.glob("*.toml")), ids=lambda path: path.stem)
def test_what_an_office_puts_into_the_messages_fits_too(path):
    office = load_organisation(path)
    wording = Wording(office, PLACES)
    for language in office.office.languages:
        for state in sorted(set(KNOWN) - {EVERYWHERE}):
            body = {"state": state, "blocks": [(EVERYWHERE, "exhausted"), (state, "ask")], "facts": {}}
            text = wording.bubble(
                {**body, "options": options_of(FLOW.states[state])}, {**FACTS, **ticked(state)}, language
            )
            assert len(text) <= BODY, (language, state)


@pytest.mark.parametrize("path", sorted(OFFICE.parent.glob("*.toml")), ids=lambda path: path.stem)
def test_an_answer_to_a_question_fits_before_what_stood_in_every_office(path):
    office = load_organisation(path)
    wording = Wording(office, PLACES)
    for language in office.office.languages:
        for state in sorted(set(KNOWN) - {EVERYWHERE}):
            for topic in TOPICS:
                body = {"state": state, "blocks": [(EVERYWHERE, topic), (state, "ask")], "facts": {}}
                options = options_of(FLOW.states[state])
                text = wording.bubble({**body, "options": options}, {**FACTS, **ticked(state)}, language)
                assert len(text) <= BODY, (language, state, topic, len(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_thinks_of_dying_is_told_of_the_crisis_line_only_where_the_office_names_one(language):
    assert "SEJIWA 119 ext 8" in said(EVERYWHERE, "dying", language)
    without = Wording(ORGANISATION.model_copy(update={"crisis": None}), PLACES)
    for who in ("", "saksi"):
        text = without.block(EVERYWHERE, "dying", {**FACTS, "who": who}, language)
        assert "119" not in text
        assert len(text.splitlines()) == 2


def test_a_missing_fact_is_an_error_and_never_half_a_message():
    with pytest.raises(UndefinedError):
        WORDING.block("waiting", "ask", {})
    with pytest.raises(UndefinedError):
        WORDING.notice("page", {"code": "#K7Q4"})


def test_what_a_reporter_wrote_is_printed_literally():
    hostile = "{{ office.name }} {% raw %} <b>&"
    notice = WORDING.notice("relayed", {"code": "#K7Q4", "several": False, "edited": False, "text": hostile})
    assert hostile in notice
    assert hostile in said("summary", "ask", summary=[("Apa yang terjadi", hostile)])


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("page", "Tugas baru"),
        ("again", "Menulis lagi"),
        ("take_over", "Tugas perlu orang lain"),
        ("offer", "Serah tugas untuk Anda"),
        ("keep", "Piket selesai, masih Masih saya dipegang pegang Serahkan"),
    ],
)
def test_a_page_says_no_name_no_place_and_nothing_of_what_happened(kind, more):
    facts = {"code": "#K7Q4", "colour": "MERAH", "at": "22.10", "with_code": True, "marked": True, "kind": kind}
    words = set(re.findall(r"\w+", WORDING.notice("page", facts)))
    known = set(re.findall(r"\w+", f"{more} MERAH K7Q4 22 10 kirim ulang 1 Terima 2 Tidak bisa balas atau"))
    assert words <= known


def test_several_pages_at_once_say_colours_and_codes_alone():
    facts = {"count": 2, "tasks": EXAMPLES["tasks"], "code": "#K7Q4", "at": "22.10", "marked": True}
    words = set(re.findall(r"\w+", WORDING.notice("pages", facts)))
    known = "2 tugas menunggu MERAH K7Q4 HIJAU A3C4 22 10 kirim ulang balas 1 untuk menerima bila tidak bisa"
    assert words <= set(re.findall(r"\w+", known))


SPEECHES = ("call", "yours", "taken", "declined", "gone", "telephone_code")


@pytest.mark.parametrize("name", SPEECHES)
def test_what_a_telephone_speaks_is_neutral_short_and_in_one_line(name):
    """Whoever picks up, or stands beside her, learns of a code and nothing else."""
    text = WORDING.speech(name, {"code": "K, 7, Q, 4"})
    assert "\n" not in text
    assert not re.search(r"[{}<>&]|None|undefined", text)
    assert len(text.split()) <= 25
    for revealing in ("korban", "kekerasan", "bahaya", "lapor", "perempuan", "anak ", "polisi", "darurat", "merah"):
        assert revealing not in text.lower()


def test_a_call_says_what_it_is_which_code_and_what_to_press():
    text = WORDING.speech("call", {"code": "K, 7, Q, 4"})
    assert text.startswith("Ini layanan informasi.")
    assert "K, 7, Q, 4" in text
    assert "satu" in text
    assert "dua" in text
    with pytest.raises(UndefinedError):
        WORDING.speech("call", {})


def test_every_version_of_a_wording_has_a_hash_of_its_own():
    versions = {WORDING.version(state) for state in KNOWN}
    assert len({version.partition("@")[2] for version in versions}) == len(KNOWN)


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


def test_every_notice_that_the_code_sends_has_a_template():
    named = {name for name, _ in SENT}
    assert named <= NOTICES
    assert {"page", "brief", "backlog", "relayed", "alarm", "taken", "erased", "held", "number", "several"} <= named
    assert {"service_bad", "service_well"} <= named


@pytest.mark.parametrize(("notice", "given"), SENT, ids=lambda value: value if isinstance(value, str) else "")
def test_every_notice_renders_with_the_facts_that_the_code_gives_it(notice, given):
    facts = {name: EXAMPLES.get(name, "#K7Q4") for name in given}
    for marked in (False, True):
        text = WORDING.notice(notice, {"marked": marked, **facts})
        assert text
        assert len(text) <= PLAIN_BODY
        assert not re.search(r"\{[{%#]|[}%#]\}|None|undefined", text)


def test_every_code_that_people_read_has_its_phrase():
    """A code without a phrase is shown as it is, which is allowed; one that duty relies on must have its own."""
    for code in ("danger_now", "unanswered", "declined", "nobody", "empty_rung", "naik", "unreachable", "clock"):
        assert WORDING.code(code) != code.replace("_", " "), code
    assert WORDING.code("kode_baru") == "kode baru"


@pytest.mark.parametrize(("minutes", "said_as"), [(5, "5 menit"), (60, "1 jam"), (90, "90 menit"), (1440, "24 jam")])
def test_a_length_of_time_reads_as_people_say_it(minutes, said_as):
    assert WORDING.duration(minutes) == said_as


def test_the_buttons_of_a_page_fit():
    accept, decline = WORDING.answer_buttons("a" * 32, "#K7Q4", "ORANYE")
    assert (accept.label, decline.label) == ("1 Terima K7Q4 · ORANYE", "2 Tidak bisa K7Q4")
    kept = WORDING.answer_buttons("a" * 32, "#K7Q4", "ORANYE", "keep")
    assert [button.label for button in kept] == ["1 Masih saya pegang K7Q4", "2 Serahkan K7Q4"]
    assert max(len(button.label) for button in (accept, decline, *kept)) <= WIDE_BUTTON


@pytest.mark.parametrize(
    ("language", "text", "said_as"),
    [
        ("id", "1 tahun", "1 tahun"),
        ("en", "1 tahun", "1 year"),
        ("en", "6 bulan", "6 months"),
        ("jv", "2 tahun", "2 taun"),
    ],
)
def test_how_long_an_office_keeps_things_is_said_in_every_language(language, text, said_as):
    assert WORDING.block("privacy", "ask", FACTS, language)
    assert WORDING._length(text, language) == said_as
    assert WORDING._length("selama kasus berjalan", language) == "selama kasus berjalan"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_follows_another_block_thanks_nobody_a_second_time(language):
    alone, behind = (
        bubble("who", ("who", "ask"), language=language),
        bubble("who", (EVERYWHERE, "told"), ("who", "ask"), language=language),
    )
    thanks = WORDING.block(EVERYWHERE, "courtesies", {}, language).splitlines()
    assert alone.splitlines()[0] in thanks
    assert behind.splitlines()[2] == alone.splitlines()[1]


def test_only_whole_openings_are_left_out():
    text = bubble("privacy", (EVERYWHERE, "told"), ("privacy", "ask"))
    assert text.splitlines()[2] == "Ini perlu kamu tahu dulu."
    assert bubble("privacy", ("privacy", "ask")).startswith("Terima kasih. ")
