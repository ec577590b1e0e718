"""What triage heard, told to a person: the level, why, how loud, and what follows."""

from flows.priority import assess
from flows.session import Session
from flows.understanding.model import model
from flows.understanding.triage import MODEL_RULE, Heard, hear

_LABELS = {
    "danger_now": "bahaya sekarang",
    "weapon": "senjata",
    "threat_to_kill": "ancaman membunuh",
    "suicide": "bunuh diri atau melukai diri",
    "medical": "perlu pertolongan medis",
    "confined": "dikurung atau ditahan",
    "strangulation": "cekikan, leher, napas",
    "recent_72h": "kekerasan seksual dalam 72 jam",
    "perpetrator_reads": "pelaku dekat atau membaca",
    "sexual": "kekerasan seksual",
    "child": "anak",
}
_MEANS = {
    "kritis": "petugas dipanggil saat ini juga, siang dan malam.",
    "tinggi": "petugas dipanggil; ada waktu sampai satu jam.",
    "sedang": "laporan biasa: masuk antrean.",
    "rendah": "tidak ada yang memanggil.",
}


def level_of(heard: Heard) -> str:
    """Return the level of the priority table for what was heard, and nothing else."""
    if not heard.labels:
        return "rendah"
    return assess(Session(flow="", revision=0, state="", signals=heard.labels))[0]


def account(text: str) -> str:
    """Return what is heard in `text`, in Indonesian, for counselors and those who mend the rules."""
    heard = hear(text)
    level = level_of(heard)
    lines = [f"Tingkat: {level}. Artinya: {_MEANS[level]}", ""]
    lines += [_reason(text, heard, number) for number in range(len(heard.why))] or ["Tidak ada label yang terdengar."]
    lines += ["", _loudness(heard)]
    if heard.unsure and not heard.urgent:
        lines.append("Tidak jelas: pelapor ditanya apakah ia aman. Tidak ada yang dipanggil karena kalimat ini saja.")
    lines.append("Pelita hanya menaikkan: yang tidak terdengar tidak membuat siapa pun dianggap aman.")
    return "\n".join(lines)


def _reason(text: str, heard: Heard, number: int) -> str:
    why = heard.why[number]
    source = "model, kata yang paling berat" if why.rule == MODEL_RULE else f"aturan {why.rule}"
    words = " ".join(text[why.start : why.end].split())
    return f'- {why.label} ({_LABELS[why.label]}): "{words}" [{source}]'


def _loudness(heard: Heard) -> str:
    learned = model()
    where = (
        "di atas ambang memanggil"
        if heard.score >= learned.calls
        else "di antara kedua ambang"
        if heard.score >= learned.asks
        else "di bawah kedua ambang"
    )
    thresholds = f"bertanya sejak {learned.asks:.2f}, memanggil sejak {learned.calls:.2f}"
    return f"Skor model {heard.score:.2f}: {where} ({thresholds})."
