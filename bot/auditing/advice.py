"""What each finding means and what the operator does next, in the words of the command line and the alarm outside."""

from datetime import datetime, tzinfo

from bot.auditing.findings import Finding

_PEOPLE = "Telepon petugas jaga dan koordinator sekarang: tugas ini harus ada yang memegang."
_LOG = "Lihat journalctl -u pelita. Lalu: sudo systemctl restart pelita; yang tertunda dikejar sendiri."
MEANINGS: dict[str, tuple[str, str]] = {
    "escalation_overdue": (
        "Panggilan berikutnya untuk tugas ini sudah waktunya dan belum dijalankan.",
        f"{_PEOPLE} {_LOG}",
    ),
    "nobody_sought": ("Tugas ini tidak ada yang memegang, dan tidak ada yang sedang dipanggil.", f"{_PEOPLE} {_LOG}"),
    "unacknowledged": (
        "Seluruh tangga sudah lewat, belum ada yang menerima, dan koordinator belum diberi tahu.",
        f"{_PEOPLE} {_LOG}",
    ),
    "owed_overdue": (
        "Pemegang tugas ini seharusnya sudah diingatkan atau diganti, dan belum terjadi.",
        f"Telepon pemegangnya: apakah pelapor sudah dijawab. {_LOG}",
    ),
    "no_coordinator": (
        "Tidak ada koordinator yang chatnya tersambung: peringatan tidak sampai ke siapa pun.",
        "pelita member list; pelita member link NAMA, lalu koordinator mengirim kodenya ke bot.",
    ),
    "outbox_stuck": (
        "Pesan sudah waktunya dan belum dikirim. Lane page: panggilan petugas tidak sampai.",
        f"Telepon petugas jaga. Periksa bahwa saluran itu masih diisi di .env. {_LOG}",
    ),
    "outbox_failing": (
        "Penyedia terus menolak atau menunda pesan. Lane page: panggilan petugas tidak sampai.",
        "Telepon petugas jaga. Periksa sambungan internet, token, dan halaman status penyedia; baris not sent.",
    ),
    "inbox_waiting": (
        "Pesan masuk tersimpan, tetapi gagal diolah. Pengirimnya belum dijawab.",
        "Pastikan ada yang menghubunginya: seseorang sudah dipanggil. Hubungi pengembang dengan baris turn failed.",
    ),
    "silence_overdue": ("Pelapor yang diam belum ditindaklanjuti.", _LOG),
    "cycle_stuck": (
        "Satu bagian layanan tidak lagi sampai ke akhir putarannya. hears, opens: pesan dari saluran itu tidak masuk.",
        f"hears, opens: periksa sambungan internet, lalu token saluran itu. Yang lain: {_LOG}",
    ),
    "writer_stuck": (
        "Basis data tidak dapat ditulis: ruang disk habis, atau penulisnya berhenti.",
        f"df -h /var/lib/pelita. {_LOG}",
    ),
    "audit_failed": ("Pemeriksa tidak dapat membaca basis data.", f"df -h /var/lib/pelita. {_LOG}"),
    "audit_late": ("Pemeriksa di dalam layanan tidak lagi selesai.", _LOG),
    "service_down": (
        "Layanan tidak menjawab. Pesan pelapor tidak dibaca mesin.",
        "sudo systemctl status pelita. Beri tahu koordinator; yang masuk sementara itu diambil saat menyala lagi.",
    ),
    "database_closed": ("Basis data tidak dapat dibuka.", "Lihat 'Kalau tidak mau menyala' di buku operator."),
    "clock_wrong": ("Jam server berbeda lebih dari dua menit dari jam penyedia.", "timedatectl; nyalakan NTP."),
    "clock_jumped": (
        "Jam server melompat, atau server sempat berhenti beberapa menit.",
        "timedatectl. Kalau server ini mesin maya: jangan dijeda atau ditidurkan.",
    ),
    "clock_behind": (
        "Ada catatan dari masa depan: jam server pernah terlalu cepat, atau sekarang mundur.",
        "timedatectl; nyalakan NTP. Jangan memundurkan jam dengan tangan.",
    ),
    "readable_too_long": ("Isi laporan ini masih terbaca server melewati batas jendela serah terima.", _LOG),
    "copy_kept": (
        "Penyedia masih menyimpan salinan pesan lebih dari satu jam.",
        "Periksa token Twilio dan statusnya; bila perlu hapus pesannya di Console.",
    ),
    "kept_too_long": ("Data yang seharusnya sudah hilang masih ada.", _LOG),
    "audit_broken": (
        "Jejak audit berubah atau terpotong.",
        "Jangan mengubah apa pun. Salin folder data, catat siapa yang punya akses, beri tahu pimpinan dan pengembang.",
    ),
}
"""By code: what it is, and what to do next."""


def meaning(code: str) -> str:
    """Return what a finding means, in a sentence."""
    return MEANINGS[code][0]


def next_step(code: str) -> str:
    """Return what to do about a finding."""
    return MEANINGS[code][1]


def line(one: Finding, zone: tzinfo) -> str:
    """Return a finding in a line: code, what it is about, how many, and since when on the office's clock."""
    many = f"{one.count} buah" if one.count > 1 else ""
    return " · ".join(filter(None, (one.code, one.subject, many, f"sejak {shown(one.since, zone)}")))


def shown(at: datetime, zone: tzinfo) -> str:
    """Return an instant as the office's clock and calendar show it."""
    return at.astimezone(zone).strftime("%d-%m %H.%M")
