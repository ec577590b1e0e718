"""`pelita triage` and `pelita explain` at the prompt."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.learning.training import Learned
from flows.errors import Refused

GOLDEN = Path(__file__).parents[1] / "golden/triage.jsonl"


def run(*words: str, given: str | bytes = ""):
    return CliRunner().invoke(app, list(words), input=given, catch_exceptions=False)


def test_each_line_gets_its_answer_and_a_bad_one_stops_no_other():
    lines = ['{"id": 7, "text": "suami bawa pisau"}', "", "x", "[1]", '{"id": 8}', '{"id": 9, "text": 1}']
    given = "\n".join([*lines, '{"id": "k", "text": "halo \\ud800"}', ""])
    ended = run("triage", "--jsonl", given=given.encode() + b'\xff\xfe\n{"id": 10, "text": "anak saya diraba"}')

    first, second, third = map(json.loads, ended.stdout.splitlines())
    assert ended.exit_code == 0
    assert (first["id"], first["urgent"], first["level"]) == (7, True, "kritis")
    assert first["labels"] == ["danger_now", "weapon"]
    weapon = next(why for why in first["why"] if why["rule"] == "words.weapon")
    assert weapon == {"label": "weapon", "rule": "words.weapon", "words": "bawa pisau", "start": 6, "end": 16}
    assert (second["id"], second["level"], second["why"]) == ("k", "rendah", [])
    assert third["labels"] == ["sexual", "child"]
    assert third["level"] == "tinggi"
    assert [line.split()[1] for line in ended.stderr.splitlines()] == ["3", "4", "5", "6", "8"]


def test_a_word_is_read_in_its_talk():
    def score(context: dict[str, object]) -> float:
        ended = run("triage", "--jsonl", given=json.dumps({"id": 1, "text": "gak", "context": context}))
        return float(json.loads(ended.stdout)["score"])

    assert score({"asked": "Apakah kamu aman sekarang?"}) > score({"asked": "Ada lagi yang mau ditambahkan?"})
    assert score({"said": ["dia masih gedor pintu"]}) != score({"said": None})


def test_the_report_tells_what_was_missed_and_writes_the_gate(tmp_path):
    gate = tmp_path / "heard.txt"
    ended = run("triage", "--report", str(GOLDEN), "--gate", str(gate))
    assert "Tidak terdengar:" in ended.stdout
    assert gate.read_text() == (GOLDEN.parent / "heard.txt").read_text()


def test_training_writes_the_weights_and_checking_only_compares(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.learning.training.learn", lambda _: Learned(b"new", [], 0.1, 0.4))
    (tmp_path / "training").mkdir()
    (tmp_path / "training/a.jsonl").write_text('{"text": "a", "labels": []}')
    monkeypatch.setattr("bot.commands.triage._DATA", tmp_path)

    assert run("triage", "--train", "--check").exit_code == 1
    assert not (tmp_path / "triage.weights").exists()
    assert run("triage", "--train").exit_code == 0
    assert (tmp_path / "triage.weights").read_bytes() == b"new"
    assert run("triage", "--train", "--check").exit_code == 0
    run("triage", "--common")
    assert (tmp_path / "common.csv").read_text() == "word,seen\na,1\n"


def test_the_labels_of_menus_are_written_but_for_those_that_say_that_there_is_danger(tmp_path, monkeypatch):
    (tmp_path / "training").mkdir()
    monkeypatch.setattr("bot.commands.triage._DATA", tmp_path)

    assert run("triage", "--menus").exit_code == 0
    lines = (tmp_path / "training/menus.jsonl").read_text(encoding="utf-8").splitlines()
    labels = {json.loads(line)["text"]: json.loads(line)["lang"] for line in lines}
    assert labels["Tinggal serumah"] in {"id", "id-mudah"}
    assert labels["Telung dino terakhir"] == "jv"
    assert not labels.keys() & {"Ya, sekarang", "Iyo, saiki", "Tidak aman", "Diancam dibunuh", "Dicekek/dibekep"}


def test_without_sentences_nothing_is_learned(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.commands.triage._DATA", tmp_path)
    with pytest.raises(Refused, match="repositori"):
        run("triage", "--train")


@pytest.mark.parametrize("words", [(), ("--jsonl", "--train"), ("--report", "/nowhere/x.jsonl")])
def test_what_cannot_be_done_is_refused(words):
    with pytest.raises(Refused):
        run("triage", *words)


def test_a_sentence_is_explained_to_a_person():
    told = run("explain", "suami bawa   pisau").stdout
    assert "Tingkat: kritis" in told
    assert '"bawa pisau" [aturan words.weapon]' in told
    assert "hanya menaikkan" in told
    calm = run("explain", "mau tanya jam buka kantor").stdout
    assert "Tidak ada label" in calm
    assert "di bawah kedua ambang" in calm
    asked = run("explain", "pengen mati aja nilai gue bobrok smua semester ini hahaha").stdout
    assert "Tingkat: rendah" in asked
    assert "ditanya apakah ia aman" in asked
