"""The bench runs through and prints every figure. No figure is judged here: that is what a quiet machine is for."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app

PROMISED = {
    "floor_per_s", "turn_c1_per_s", "turn_c32_per_s", "ratio_c32", "ratio_c32_deaf", "page_ms_p50", "page_ms_p99",
    "page_busy_ms_p50", "page_busy_ms_p99", "overdue_ready_s", "overdue_climbed_s", "overdue_paged_s",
    "overdue_in_order", "start_s", "rss_mib",
    "ptb_durable_per_s", "ratio_ptb", "triage_ms_p50", "triage_ms_p99", "triage_ms_hostile",
}  # fmt: skip
SMALL = ["--turns", "40", "--rounds", "1", "--pages", "2", "--memory-turns", "40"]
SMALL += ["--writers", "20", "--overdue", "8"]


@pytest.mark.long
def test_the_bench_prints_every_promised_figure_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PELITA_BENCH_DIR", str(tmp_path))

    ended = CliRunner().invoke(app, ["bench", "--json", *SMALL], catch_exceptions=False)

    figures = json.loads(ended.stdout)
    assert figures.keys() >= PROMISED
    assert all(figures[name] > 0 for name in PROMISED)
    assert not list(tmp_path.iterdir())
