"""The flow that is served has no fault, and each kind of mistake planted in a copy of it is found."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.check import check, edges, mermaid, must_hold
from flows.errors import FlowError
from flows.hotline import hotline
from flows.hotline.pace import ASKED, DULL
from flows.hotline.report import ORDER
from flows.states import BACK, Branch, Choice, End, Option, Quiet
from flows.understanding import words


def planted(flow, *states, **changes):
    """Return a copy of `flow` in which `states` replace those of the same name, or come in addition."""
    return replace(flow, **{"states": {**flow.states, **{state.name: state for state in states}}, **changes})


def faults(flow, **heard):
    """Return what `check` finds beyond what it finds in the flow that is served, as pairs of code and state."""
    return {(fault.code, fault.state) for fault in check(flow, **heard)} - SERVED


SERVED = {(fault.code, fault.state) for fault in check(hotline(["35.76", "35.16"]))}


@pytest.mark.parametrize("areas", [["35.76"], ["35.16"], ["62.71"], ["35.76", "35.16"]])
def test_the_flow_that_is_served_has_no_fault(areas):
    assert check(hotline(areas)) == ()
    must_hold(hotline(areas))


def test_a_faulty_flow_is_refused_with_a_list_of_what_to_do(flow):
    broken = planted(flow, replace(flow["safe"], options=(Option("aman", "dangr"),)), exit="welcome")
    with pytest.raises(FlowError, match=r"safe: aman leads to 'dangr'.*\(target\)") as caught:
        must_hold(broken)
    assert "exit: welcome ends the conversation, or should and does not (field)" in str(caught.value)


def test_a_way_into_nothing_is_found(flow):
    broken = planted(flow, replace(flow["story"], to="nxt"), replace(flow["when"], free="elsewhere"))
    assert {("target", "story"), ("target", "when")} <= faults(broken)


def test_a_state_that_nothing_leads_to_is_found(flow):
    assert faults(planted(flow, Choice(name="lost", options=(Option("ya", "safe"),), quiet=ASKED))) >= {
        ("unreached", "lost"),
        ("unspoken", "lost"),
    }


def test_silence_that_comes_back_without_end_is_found(flow):
    broken = planted(flow, replace(flow["waiting"], quiet=Quiet(timedelta(hours=1), "rest")))
    assert ("silence", "waiting") in faults(broken)
    assert ("silence", "safe") not in faults(broken)


def test_silence_that_leads_nowhere_or_counts_at_once_is_found(flow):
    nowhere = replace(flow["safe"], quiet=Quiet(ASKED.after, ""))
    at_once = replace(flow["who"], quiet=Quiet(timedelta(0), "rest"))
    assert faults(planted(flow, nowhere, at_once)) == {("silence", "safe"), ("silence", "who")}


def test_a_dead_end_is_found_although_silence_leads_out_of_it(flow):
    trap = Choice(name="info_kinds", options=(Option("menu", "info_kinds"), Option("bantu", BACK)), quiet=DULL)
    assert faults(planted(flow, trap)) == {("dead_end", "info_kinds")}


def test_a_fork_that_takes_a_way_it_does_not_declare_is_found(flow):
    rest = flow["rest"]
    broken = planted(flow, replace(rest, ways={"person": "person", "parked": "parked"}))
    assert faults(broken) == {("way", "rest")}


def test_a_fork_that_fails_where_an_answer_is_missing_is_found(flow):
    broken = planted(flow, replace(flow["number_asked"], decide=lambda session: session.answers["who"][0]))
    assert {("way", "number_asked"), ("reads", "number_asked")} <= faults(broken)


def test_a_fork_that_reads_more_than_it_declares_is_found(flow):
    broken = planted(flow, replace(flow["next"], reads=("who",)))
    assert faults(broken) == {("reads", "next")}
    assert len([fault for fault in check(broken) if fault.code == "reads"]) == len(ORDER) - 1  # no kecamatan has a team


def test_a_fork_that_reads_whatever_was_answered_is_found(flow):
    everything = replace(flow["rest"], decide=lambda session: "parked" if len(session.answers) else "person")
    assert ("reads", "rest") in faults(planted(flow, everything))


def test_forks_that_lead_in_a_circle_are_found(flow):
    circle = Branch(name="parked_again", reads=(), ways={"on": "rest"}, decide=lambda session: "on")
    rest = replace(flow["rest"], ways={**flow["rest"].ways, "parked": "parked_again"})
    assert {("circle", "rest"), ("circle", "parked_again")} <= faults(planted(flow, circle, rest))


def test_more_than_five_options_are_found(flow):
    many = replace(flow["info"], options=(*flow["info"].options, Option("nomor", "returning")))
    assert faults(planted(flow, many)) >= {("many", "info")}


def test_an_option_key_used_twice_is_found(flow):
    twice = replace(flow["who"], options=(*flow["who"].options[:4], Option("korban", "next")))
    assert faults(planted(flow, twice)) == {("doubled", "who")}


def test_an_option_called_by_a_word_heard_everywhere_is_found(flow):
    def spoken(state, option):
        return words.spoken(state, option) | ({"keluar"} if (state, option) == ("unsafe", "nanti") else set())

    assert faults(flow, spoken=spoken) == {("command", "unsafe")}


def test_one_word_for_two_options_is_found(flow):
    options = (Option("simpan", "waiting"), Option("selesai", "waiting"))
    broken = planted(flow, replace(flow["receipt"], options=options))
    assert faults(broken) == {("shared", "receipt")}


def test_words_that_the_provider_takes_are_found(flow):
    assert faults(flow, commands={**words.COMMANDS, "stop": "exit"}) == {("reserved", "everywhere")}
    assert ("reserved", "erase") in faults(flow, spoken=lambda state, option: frozenset({f"{option}{state}", "yes"}))


def test_an_option_that_no_word_names_is_found(flow):
    broken = planted(flow, replace(flow["privacy"], options=(*flow["privacy"].options, Option("nanti_dulu", "exit"))))
    assert faults(broken) == {("unspoken", "privacy")}


def test_questions_that_may_not_be_skipped_are_found_when_there_are_more_than_two(flow):
    stuck = [replace(flow[name], skip="") for name in ("story", "who", "place")]
    assert faults(planted(flow, *stuck[:2])) == set()
    assert faults(planted(flow, *stuck)) == {("unskippable", name) for name in ("story", "who", "place")}


def test_a_field_that_names_no_state_or_one_of_the_wrong_kind_is_found(flow):
    assert ("field", "emergency") in faults(replace(flow, emergency="emergncy"))
    assert ("field", "human") in faults(replace(flow, human="rest"))
    assert ("field", "left") in faults(replace(flow, left="welcome"))
    assert ("field", "person") in faults(replace(flow, person="parked"))


def test_an_old_name_that_leads_to_nothing_is_found(flow):
    assert faults(replace(flow, renamed={"kabar": "status", "dulu": "next", "lama": "hilang"})) == {
        ("renamed", "dulu"),
        ("renamed", "lama"),
    }


def test_a_state_under_another_name_than_its_own_is_found(flow):
    misnamed = {**flow.states, "safe": replace(flow["safe"], name="aman")}
    assert ("name", "safe") in faults(planted(flow, states=misnamed))


def test_an_emergency_path_that_asks_before_it_calls_is_found(flow):
    assert faults(planted(flow, replace(flow["emergency_call"], enters=()))) == {("no_case", "emergency_call")}
    assert faults(replace(flow, emergency="emergency_number")) == {("no_case", "emergency_number")}


def test_every_way_out_of_a_state_is_an_edge(flow):
    found = {(edge.source, edge.label, edge.target) for edge in edges(flow)}
    assert {
        ("welcome", "bantu", "safe"),
        ("erase", "tidak", BACK),
        ("kinds", "selesai", "next"),
        ("story", "lewati", "next"),
        ("when", "kata_sendiri", "next"),
        ("place", "kata_sendiri", "next"),
        ("returning", "ditemukan", "resume"),
        ("safe", "diam", "rest"),
        ("next", "check", "check"),
        ("everywhere", "exit", "exit"),
        ("number", "kata_sendiri", "next"),
    } <= found
    assert not any(isinstance(flow.states.get(edge.source), End) for edge in edges(flow))


def test_the_drawing_shows_every_state_and_marks_forks_and_ends(flow):
    drawn = mermaid(flow)
    assert drawn.startswith("stateDiagram-v2\n    [*] --> welcome\n")
    assert all(f" {name} " in drawn for name in flow.states)
    assert "    state next <<choice>>\n" in drawn
    assert "    parked --> [*]\n" in drawn
    assert "    emergency_call --> waiting : chat, lewati, diam\n" in drawn
