"""A plan of duties as a table: one line per duty, as a spreadsheet writes it, with comma or semicolon."""

import csv
import io
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from bot.duty.moments import moment, written
from flows.errors import Refused
from flows.roster import Once

_COLUMNS = ("tim", "peran", "nama", "mulai", "selesai")


def to_csv(plan: Iterable[Once], zone: ZoneInfo) -> str:
    """Return the duties as CSV with a header, times by the office's clocks."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in plan:
        writer.writerow((one.team, one.role, one.member, written(one.starts_at, zone), written(one.ends_at, zone)))
    return file.getvalue()


def from_csv(text: str, zone: ZoneInfo) -> tuple[Once, ...]:
    """Read duties from CSV, the columns in any order. Raises Refused, naming the line."""
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    rows.fieldnames = [name.strip().lower() for name in rows.fieldnames or ()]
    missing = [name for name in _COLUMNS if name not in rows.fieldnames]
    if missing:
        raise Refused(f"Baris pertama harus berisi kolom {', '.join(_COLUMNS)}; belum ada: {', '.join(missing)}.")
    return tuple(_duty(row, zone, rows.line_num) for row in rows if any((value or "") for value in row.values()))


def _duty(row: dict[str, str | None], zone: ZoneInfo, line: int) -> Once:
    given = {name: (row[name] or "").strip() for name in _COLUMNS}
    if empty := [name for name in _COLUMNS if not given[name]]:
        raise Refused(f"Baris {line}: {', '.join(empty)} belum diisi.")
    try:
        starts_at, ends_at = moment(given["mulai"], zone), moment(given["selesai"], zone, end=True)
        who = {"team": given["tim"], "role": given["peran"], "member": given["nama"]}
        return Once(**who, starts_at=starts_at, ends_at=ends_at)
    except Refused as wrong:
        raise Refused(f"Baris {line}: {wrong}") from None
    except ValueError:
        raise Refused(f"Baris {line}: selesai harus sesudah mulai.") from None
