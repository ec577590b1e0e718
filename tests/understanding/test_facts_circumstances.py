"""Whose age it is, where it happened, how near who did it is, and what makes who suffers vulnerable."""

import pytest

from bot.learning.annotated import written
from tests.understanding.rules_of_facts import read_by_rules


def of(text: str, field: str) -> list[str]:
    return [written(fact) for fact in read_by_rules(text).of(field)]


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("suami memukul saya. dia kerja bengkel, 35 th", ["pelaku:35"]),
        ("saya janda anak 1 umur 34, mantan suami gedor pintu. anak saya 6 th", ["korban:34", "anak:6"]),
        ("saya bapak dari anak cowok umur 7. di sekolah dia dipukul temannya", ["korban:7"]),
        ("leader sy meremas sy. sy 30 thn udah nikah", ["korban:30"]),
        ("suami memukul saya. anakku umur 8 sama 3", ["anak:8", "anak:3"]),
        ("kawan sakulahan ulun dulu, bibinian umur 19. Lakinya manampiling inya", ["korban:19"]),
        ("anak saya yang pertama 12 th, yang kedua 7 th. dua2nya dipukul bapaknya", ["korban:12", "korban:7"]),
        ("saya punya anak 2, yang besar 10 tahun yang kecil 4 tahun, suami memukul saya", ["anak:10", "anak:4"]),
        ("anak sy umur 3,5 tahun dicubit pengasuhnya", ["korban:3"]),
        ("tetangga saya bu Yuni 41, dipukul suaminya", ["korban:41"]),
        ("temanku sering dicolek bosnya, dia 20 th, bosnya udah 50an", ["korban:20", "pelaku:50"]),
        ("adek saya difabel (gak bisa jalan dari kecil) 28 tahun, dia dipukul tetangga", ["korban:28"]),
        ("suami tidak pernah kirim uang buat anak, aku bingung. umurku 26 th", ["korban:26"]),
        ("adikku umur 25 gak oleh metu omah karo bojone. aku tilik malah diusir", ["korban:25"]),
        ("anakku umur 9, 6 dan 2, suami mukul aku", ["anak:9", "anak:6", "anak:2"]),
        ("saya dipukul suami di depan anak2, umur mereka 9 dan 6", ["anak:9", "anak:6"]),
        ("Perkenalkan saya Dewi (37), suami saya menampar saya", ["korban:37"]),
        ("temenku anak kos sebelah, pacarnya kesini trus kedengeran ditampar2. temenku umur 20", ["korban:20"]),
        ("saya menikah 15 tahun, suami memukul saya", []),
        ("suami kerja di pabrik 3 tahun, dia memukul saya", []),
    ],
)
def test_an_age_belongs_to_whom_the_sentence_tells_of(text, ages):
    assert of(text, "age") == ages


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("kepala toko sy, rabu lalu pas stok opname di gudang toko dia megang pinggang sy", ["tempat_kerja"]),
        ("saya karyawati pabrik sepatu, mandor saya memukul saya", ["tempat_kerja"]),
        ("sy kasir minimarket, kepala toko nepuk pantat sy", ["tempat_kerja"]),
        ("aku kenal cowok dari game online, dia ngancem nyebar fotoku", ["daring"]),
        ("temen sekelas bully aku di grup kelas", ["daring"]),
        ("aku diremes orang pas naik kereta", ["fasilitas_umum"]),
        ("mantan gedor pintu kosku sambil ngancem bunuh aku", ["lainnya"]),
        ("juragan kulo mlebet kamar kulo trus ngekep kulo", ["rumah_tangga"]),
        ("adik saya kenal dari facebook sama cowok itu. dia diperkosa di hotel", ["lainnya"]),
        ("suami memukul saya lalu ngajak ke hotel", []),
        ("saya buruh pabrik, suami memukul saya", []),
    ],
)
def test_a_place_is_where_it_happened(text, kinds):
    assert of(text, "place_kind") == kinds


@pytest.mark.parametrize(
    ("text", "access"),
    [
        ("bapak mukul aku. bapak skrg lagi kerja di pelabuhan surabaya", ["jauh"]),
        ("suami saya mukul saya. skrg dia tinggal sm istri barunya di Sidoarjo", ["jauh"]),
        ("kakak saya dipukul suaminya, suaminya mengetahui alamat saya", ["tahu_alamat"]),
        ("mantan suami nampar saya, sekarang suka dateng ke kontrakan", ["tahu_alamat"]),
        ("mantan mukul saya, dia hafal jam pulang kerja saya", ["tahu_alamat"]),
        ("aku diraba, aku gak kenal dia", ["tidak_diketahui"]),
        (
            "anakku dirayu kenalan online ngirim foto ora pantes. gak ngerti wonge sopo omahe ngendi",
            ["tidak_diketahui"],
        ),
        ("mantan ngancem aku. dia pernah nongol di depan kantor aku", ["tahu_alamat"]),
        ("suami saya sopir truk. setiap pulang dari luar pulau ia menampar saya", []),
        ("suamiku mukul aku. adiknya dia tiap malem dtg ke rumah", []),
        ("papa ngatain aku. pgn keluar dr rumah tp gatau kemana", []),
        ("agen janji kerja di pabrik Surabaya, saya dipaksa jual diri", []),
        ("cucu saya diperkosa temannya. tolong psikolog datang ke rumah", []),
        ("temanku dipukul pacarnya. pacarnya sering nongkrong di depan, kos pacarnya di sana", ["dekat"]),
        ("tetangga sebelah tiap malem teriak, suaminya mukulin dia", []),
        ("kamanakan ulun, abahnya rancak manampar. Abahnya sarik. Inya wahini di rumah ulun", []),
    ],
)
def test_nearness_is_that_of_who_did_it(text, access):
    assert of(text, "access") == access


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("ada bapak2 suka pamer kemaluan ke anak2 yg pulang ngaji", ["anak"]),
        ("bocah tonggo dikeplaki bapake", ["anak"]),
        ("aku ngandut 3 wulan, diantem bojoku", ["hamil"]),
        ("pacarku ngancem dan nyuruh gugurin", ["hamil"]),
        ("saya sendiri yang menghidupi anak, mantan suami memukul saya", ["kepala_keluarga"]),
        ("suami memukul saya. buat makan aja susah", ["miskin"]),
        ("tetangga teriakin istrinya. aku liat istrinya pincang", []),
        ("saya dipukul sampai gak bisa jalan", []),
        ("kakinya pincang sejak kecil, dia dipukul suaminya", ["disabilitas:fisik"]),
        ("anak2 saya sudah besar, suami memukul saya", []),
    ],
)
def test_what_makes_vulnerable_is_no_trace_of_the_deed(text, reasons):
    assert of(text, "vulnerable") == reasons


@pytest.mark.parametrize(
    ("text", "violence"),
    [
        ("dia minta 2 juta kalo gak mau disebar. aku kenal dia dari game online", ["psikis"]),
        ("pacarnya ngirim foto adekku yg gak pantes ke grup keluarga", ["seksual"]),
        ("abahnya rancak manyabat kamanakan ulun", ["fisik"]),
        ("pacar saya suka nge-track lokasi hp saya", ["psikis"]),
        ("aku tilik malah diusir", []),
    ],
)
def test_a_deed_is_read_and_who_is_sent_away_on_a_visit_suffers_none(text, violence):
    assert of(text, "violence") == violence


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("tiap suami pulang saya dipaksa layanin walau lagi sakit", ["seksual"]),
        ("dosen saya megang paha saya waktu bimbingan", ["seksual"]),
        ("ada pembeli ngirimin foto kelamin tiap malam, saya takut", ["seksual"]),
        ("aku disawur wedang panas karo morotuwo", ["fisik"]),
    ],
)
def test_what_is_done_to_somebody_is_heard_by_what_is_touched_sent_or_thrown(text: str, kinds: list[str]) -> None:
    assert of(text, "violence") == kinds


@pytest.mark.parametrize("text", ["bos ngirimin foto barang tiap malam", "saya megang setir", "dokter megang tensi"])
def test_what_is_sent_or_touched_without_harm_is_no_violence(text: str) -> None:
    assert of(text, "violence") == []
