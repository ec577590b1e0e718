"""Who is who where a stranger is told of, a deed is told in other words, or somebody only is called something."""

import pytest

from bot.learning.annotated import written
from tests.understanding.rules_of_facts import read_by_rules


def of(text: str, field: str) -> list[str]:
    return [written(fact) for fact in read_by_rules(text).of(field)]


@pytest.mark.parametrize(
    ("text", "field", "facts"),
    [
        ("kmrn liat cowok mukul cewek di pinggir jalan, aku teriak", "sex", ["pelaku:L", "korban:P"]),
        ("td sore nganter cewek umur 20an, katanya abis ditonjok pacarnya", "age", ["korban:20"]),
        (
            "saya ayah dari seorang anak perempuan berusia 15 tahun. Anak saya dilecehkan pelatihnya",
            "age",
            ["korban:15"],
        ),
        ("saya paman seorang anak perempuan berusia 9 tahun. Anak tersebut ditinggalkan ayahnya", "age", ["korban:9"]),
        ("seorang nenek di lingkungan saya, 80 tahun, tidak dirawat oleh anaknya", "writer", ["saksi"]),
        ("Bima umur 11, kalo pulang telat diiket ayahnya di pohon", "age", ["korban:11"]),
        (
            "aku guru honorer, kepala sekolahku sering ngajak makan. kmrn di ruang guru dia ngelus pahaku",
            "relation",
            ["rekan_kerja:atasan"],
        ),
        ("Pak RT kampungku ngelus pahaku", "relation", ["lainnya"]),
        ("anak saya dipukul, saya mau dia diperiksa dokter", "relation", []),
        ("ibu sebelah suka nyubitin anak tirinya", "relation", ["orang_tua:ibu_tiri"]),
        (
            "istri adik saya lari ke rumah. yg mukul ya adik saya sendiri. istrinya hamil 8 bulan",
            "vulnerable",
            ["hamil"],
        ),
        ("warga ibu muda anaknya bayi 5 bln, ditinggal kabur suaminya", "sex", ["korban:P", "pelaku:L"]),
        ("tetanggaku nenek2 sendirian, anaknya gak pernah kirim uang", "relation", ["keluarga:anak"]),
        ("Pasien nenek 83 th ga pernah dibersihin sm cucunya", "sex", ["korban:P"]),
        ("pelatih adik saya (15, cewek) suka kirim stiker mesum", "sex", ["korban:P"]),
        ("kakek2 tetangga megang2 kemaluanku", "sex", ["pelaku:L"]),
        ("anakku wedok ditipu kenalan IG, diajak tidur. cowoke ngilang", "sex", ["korban:P", "pelaku:L"]),
        (
            "mama nikah lagi, bapak tiriku suka masuk kamarku. minggu lalu dia elus2 pahaku",
            "relation",
            ["orang_tua:ayah_tiri"],
        ),
        ("kepala gudangku meluk aku. bokongku dicekel ngarepe konco2", "relation", ["rekan_kerja:atasan"]),
        ("temenku dipukul abangnya. temenku cewek, anaknya penakut", "relation", ["keluarga:kakak"]),
        ("yg nyuruh anak itu ngamen bapak2. anak itu ditempeleng kalo setoran kurang", "sex", ["pelaku:L"]),
        ("aku dikurung ayah krn gamau dijodohin sm anak juragan", "relation", ["orang_tua:ayah"]),
        ("suami tetangga saya menyeret istrinya ke halaman dan memukulinya", "relation", ["suami_istri:suami"]),
        ("temen kerjaku (19, cewek) dibentak bosnya", "age", ["korban:19"]),
        ("suamiku mukul aku. aku capek. 32 thn", "age", ["korban:32"]),
        ("temenku diancem pacarnya disuruh aborsi, dia 20 tahun hamil 2 bulan", "age", ["korban:20"]),
        ("guru ngaji mangku murid cewek trs dielus2. anakku 7 th bilang geli", "writer", ["keluarga"]),
    ],
)
def test_who_is_meant_by_a_word_for_anybody(text, field, facts):
    assert of(text, field) == facts


@pytest.mark.parametrize(
    ("text", "field", "facts"),
    [
        ("mantanku gitu terus ke aku. mau lapor polisi", "writer", ["korban"]),
        ("saya bertengkar dengan suami tapi tidak ada pemukulan. butuh teman ngobrol", "relation", []),
        ("suami saya kerja di pabrik. aku butuh bantuan sembako", "relation", []),
        ("suamiku lagi sakit stroke, aku butuh teman cerita", "relation", []),
        ("aku lagi putus sama pacarku, sedih banget, pengen curhat", "relation", []),
        ("pacarku marah gara2 aku telat", "relation", []),
        ("aku ditendang kakakku krn ga mau ngasih duit", "violence", ["fisik"]),
        ("adik iparku nyindir bayiku tiap hari. aku lagi hamil", "writer", ["korban"]),
        ("suami mukul saya. saya ga berani ngetok pintu", "violence", ["fisik"]),
        ("anak kulo lanang nek njaluk duit mboten diparingi terus misuh-misuh", "violence", ["psikis"]),
        ("papa nonjok aku. papa pulang kerja jam 8", "when", []),
        ("tanteku suka bilang aku anak haram", "violence", ["psikis"]),
    ],
)
def test_a_deed_is_presumed_or_is_none(text, field, facts):
    assert of(text, field) == facts


@pytest.mark.parametrize(
    ("text", "access"),
    [
        ("suami menampar saya. kini ia tinggal bersama perempuan lain di Jombang", ["jauh"]),
        ("suamiku nampar aku. skrg dia seharian ada di rumah", ["dekat"]),
        ("dilempar gelas oleh suaminya. suami masih berada di rumah", ["dekat"]),
        ("istriku nusuk aku. dia masih ngamuk di ruang tamu banting2", ["dekat"]),
        ("putuku digepuki bapak tirine. bapak tirine wis reti omahku", ["tahu_alamat"]),
        ("om meraba aku, dia tidur di sebelahku", []),
        ("adikku digrayahi tonggo, omahe selisih siji teko omahku", ["dekat"]),
        ("majikan megang pahaku. sy nginep di rumah itu juga", ["serumah"]),
        ("temen sekosku dipaksa pacarnya ngamen", []),
        ("bokonge koncoku dicekel bose", []),
    ],
)
def test_where_who_did_it_stays_is_no_more_than_is_said(text, access):
    assert of(text, "access") == access


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("pacarku maksa aku gituan di rumahnya", ["lainnya"]),
        ("dpn minimarket td ada cowok nampar cewek", ["fasilitas_umum"]),
        ("aku liat dia ditendang di emperan toko", ["fasilitas_umum"]),
        ("aku jualan di alun2, ada anak cowok disuruh ngamen di situ", ["fasilitas_umum"]),
        ("murid ulun bakisah digarayangi kakanya nang SMP di rumah, ulun guru", ["rumah_tangga"]),
        ("bapakku mukul aku. ibuk kerjo nang pabrik", []),
    ],
)
def test_the_place_is_that_of_the_deed(text, kinds):
    assert of(text, "place_kind") == kinds


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("temenku disetrum di kamboja. dia cuma bisa chat tengah malem", []),
        ("adikku diomelin bosnya. dia cm bisa nelpon pake hp temennya", []),
        ("kakakku bentak aku. aku ngetik pake suara jd lebih enak ditelepon", ["boleh_telepon"]),
        ("aku dipukul suami. sy gausah dihubungi ya", ["jangan_hubungi"]),
    ],
)
def test_how_somebody_else_can_write_is_no_wish(text, contact):
    assert of(text, "contact") == contact
