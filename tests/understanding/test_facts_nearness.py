"""How near who did it is: next door, coming again, kept by them, in the room now, gone nobody knows where."""

import pytest

from bot.learning.annotated import written
from tests.understanding.rules_of_facts import read_by_rules


def of(text: str, field: str) -> list[str]:
    return [written(fact) for fact in read_by_rules(text).of(field)]


@pytest.mark.parametrize(
    "text",
    [
        "ka laki ulun bukah mambawa mutur ulun, kada tahu wahini di mana. inya maancam ulun",
        "adik sy dipukul suaminya, suaminya malah pergi ga pamit, ga ada yg tau dimana",
        "kak temenku diancem sm cowok kenalan dr ig. cowoknya ga tau org mana",
        "bojo kulo nggebugi kulo, sakniki mboten ngertos teng pundi",
        "pacarku ngilang abis nampar aku, nomornya ga aktif",
        "pelaku sampai saat ini masih buron. korban diperkosa, umur 15",
        "bapaknya ga pernah ada kabar sejak 2024, ga ngasih nafkah",
        "si pelaku ga ada yg kenal. dia meremas dada saya di pasar",
        "saya tidak mengenal laki-laki yang meremas payudara saya itu, dia lari",
    ],
)
def test_nobody_knows_where_or_who_it_is(text):
    assert of(text, "access") == ["tidak_diketahui"]


@pytest.mark.parametrize(
    "text",
    [
        "papa ngatain aku. pgn keluar dr rumah tp gatau kemana",
        "suami mukul saya, saya ga tau harus ke mana",
        "suami mukul saya. saya ga tau dimana kantor polisi terdekat",
        "suami mukul aku. aku ga tau alamat kantor kalian",
        "suami mukul saya. keluarga ga ada yg tau",
        "ga ada yang tau kalo aku diperkosa pamanku",
        "temen2 ga ada yg kenal aku lagi sejak aku dibully",
    ],
)
def test_the_writer_who_does_not_know_where_to_turn_says_nothing_of_who_did_it(text):
    assert of(text, "access") == []


@pytest.mark.parametrize(
    "text",
    [
        "tetangga kami memegang dada anak saya. Rumahnya tepat di samping rumah kami",
        "tonggoku ngrangkul aku teko mburi terus ngambung. omahe mung let rong omah",
        "Korban diraba tetangganya, lansia, yang tinggal dua rumah dari kediaman korban.",
        "pelaku yang meraba anak saya masih satu RT dengan kami",
        "pamannya yang mencabuli tinggal tidak jauh dari rumah korban",
        "mandor yg megang2 saya masih kerja di bagian yg sama, tiap hari ketemu",
        "anak saya dipukul anak tetangga. rumah mereka berhadapan dengan rumah kami",
    ],
)
def test_who_lives_next_door_or_is_met_each_day_is_near(text):
    assert of(text, "access") == ["dekat"]


@pytest.mark.parametrize(
    "text",
    [
        "aku ditampar suami, jgn telp dia ada di samping aku",
        "min suamiku mukul aku, jgn telp ya dia di sebelah lg tidur",
        "bojoku ngantemi aku, saiki areke jek turu nang omah",
        "papa nampar mama. papanya skrg lg tidur tp bentar lg bangun",
        "min bales cepet, dia lg ke warung sebentar. suamiku habis nyekik aku",
        "suami barusan nampar saya. dia masih di bawah, saya di lantai 2",
    ],
)
def test_who_is_in_the_next_room_or_back_in_a_moment_is_near(text):
    assert of(text, "access") == ["dekat"]


@pytest.mark.parametrize(
    "text",
    [
        "rumah mertua saya dekat rumah saya, saya dipukul suami",
        "ustadz meraba saya. rumah saya di samping pondok",
        "aku dibully temen sebangku, dia nampar aku di kelas",
    ],
)
def test_the_house_of_somebody_else_says_nothing_of_who_did_it(text):
    assert of(text, "access") == []


@pytest.mark.parametrize(
    "text",
    [
        "aku ditendang pamanku. orang tuaku di luar negeri jadi aku dititip di rumah paman",
        "aku sering dipukul bapak. ibu wis gak onok, aku mung karo bapak nang omah",
        "mertua suka ngatain sy mandul, sy msh numpang di mertua",
        "aku dipukul kakak iparku, kita semua tinggal di rumah mertua",
        "om ku sejak sebulan ini tinggal di rumah, tiap malem dia masuk kamarku ngeraba aku",
        "warga kami tidak terurus. Beliau tinggal serumah dengan anaknya, namun sering tidak diberi makan",
        "aku tinggal bareng mama sm pacarnya. pacarnya suka ngintip aku mandi",
        "kami serumah sama mertua, suamiku mukul aku",
    ],
)
def test_who_keeps_somebody_or_lives_with_them_is_in_the_house(text):
    assert of(text, "access") == ["serumah"]


@pytest.mark.parametrize(
    "text",
    [
        "Pacar kakak saya masuk kamar lalu meraba saya. saya sekamar sama kakak",
        "tmn arisan sy diusir suaminya. skrg numpang di rumah sy",
        "teman saya dipukul pacarnya. saya satu kos sama teman saya",
    ],
)
def test_who_lives_with_somebody_that_did_nothing_is_not_in_the_house_of_who_did_it(text):
    assert of(text, "access") == []


@pytest.mark.parametrize(
    "text",
    [
        "mantan suami menampar saya. tiap sore dia lewat depan rumah",
        "mantan laki ulun rancak ka rumah maancam ulun",
        "kami sudah pisah tapi seminggu sekali suami datang, minta jatah sambil maksa",
        "mantan suami mukul saya, dia masih sering jemput anak di rumah",
        "pacarku nonjok aku. dia pegang kunci cadangan kosku",
        "cowokku mukul aku, dia tau password semua akunku plus alamat kosan",
        "kak aku takut keluar kos krn mantanku suka nungguin di depan. dia ngancem2",
        "Pelaku mengetahui sekolah anak saya dan pernah menunggu di gerbang. Anak saya diraba.",
    ],
)
def test_who_comes_again_and_again_has_a_key_or_knows_the_place_can_come(text):
    assert of(text, "access") == ["tahu_alamat"]


@pytest.mark.parametrize(
    "text",
    [
        "suami nyita kunci motor saya, terus nampar saya",
        "Pacar kakak saya sering main ke rumah, terus dia ngintip saya ganti baju",
        "Anak saya disuruh melayani tamu. Dia kabur tapi agennya masih nyari",
    ],
)
def test_a_visit_in_peace_or_the_key_of_a_motorbike_says_nothing(text):
    assert of(text, "access") == []


@pytest.mark.parametrize(
    ("text", "access"),
    [
        ("suami saya pelaut, tiap pulang mukul saya", ["jauh"]),
        ("bapak tiri yg dulu merkosa aku skrg udah pindah ke Sumatra", ["jauh"]),
        ("pelaku yang mencabuli keponakan saya melarikan diri ke luar kota", ["jauh"]),
        ("Klien kami dianiaya suaminya di Batam. Saat ini klien sudah di Mojokerto.", []),
        ("pelaku yg perkosa adik saya udah ditangkap kemarin", ["ditahan"]),
        ("mantan bojo ngancem teko dalam lapas", ["ditahan"]),
    ],
)
def test_far_away_and_in_custody_are_told_of_who_did_it(text, access):
    assert of(text, "access") == access
