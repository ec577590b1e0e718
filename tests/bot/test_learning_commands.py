"""Who does not learn needs nothing to learn with; annotated messages are measured, and named where they are none."""

import json
import subprocess
import sys

from typer.testing import CliRunner

from bot.cli import app

LINE = {
    "text": "suami memukul saya di Magersari",
    "areas": ["35.76"],
    "now": "2026-11-18T21:40:00+07:00",
    "facts": ["writer=korban", "violence=fisik", "relation=suami_istri:suami", "sex=pelaku:L", "kecamatan=35.76.02"],
}


def measured(path, *lines):
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return CliRunner().invoke(app, ["facts", "--report", str(path)])


def test_every_command_starts_where_numpy_is_not_installed():
    code = "import sys; sys.modules['numpy'] = None; import bot.cli"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_a_command_loads_nothing_that_only_migrations_and_measurements_need():
    code = "import sys, bot.cli; print([name for name in ('alembic', 'bot.measuring') if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], check=True, timeout=60, capture_output=True, text=True)
    assert told.stdout == "[]\n"


def test_annotated_messages_are_measured_by_field(tmp_path):
    told = measured(tmp_path / "x.jsonl", json.dumps(LINE)).output
    assert "violence     presisi 1.00  cakupan 1.00  (1 benar, 0 keliru, 0 terlewat)" in told
    wrong = LINE | {"facts": ["violence=seksual"]}
    assert "(0 benar, 1 keliru, 1 terlewat)" in measured(tmp_path / "x.jsonl", json.dumps(wrong)).output


def test_a_line_that_is_no_annotated_message_is_named(tmp_path):
    for bad in ("x", json.dumps(LINE | {"facts": ["umur=3"]}), json.dumps(LINE | {"now": "2026-11-18T21:40:00"})):
        assert "baris 2" in str(measured(tmp_path / "x.jsonl", json.dumps(LINE), bad).exception)
    assert "tidak ada" in str(CliRunner().invoke(app, ["facts", "--report", str(tmp_path / "y.jsonl")]).exception)


def test_one_thing_is_asked_of_facts_at_a_time():
    assert "Pilih satu" in str(CliRunner().invoke(app, ["facts"]).exception)
    assert "Pilih satu" in str(CliRunner().invoke(app, ["facts", "--jsonl", "--train"]).exception)
