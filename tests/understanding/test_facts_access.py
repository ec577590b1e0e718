"""How near who did it is, by families: the same relation in Indonesian, in chat, in Javanese and in Banjar."""

import pytest

from bot.learning.annotated import written
from tests.understanding.rules_of_facts import read_by_rules


def access(text: str) -> list[str]:
    return [written(fact) for fact in read_by_rules(text).of("access")]


@pytest.mark.parametrize(
    "text",
    [
        "tonggoku nggrayahi aku, griyone namung ngajeng griyo kulo",
        "tatangga manjapai awak ulun, rumahnya bahadapan lawan rumah ulun",
        "tetangga saya meraba adik saya, rumahnya berhadap-hadapan dengan rumah kami",
        "omku nampar aku, omahe ketok soko omahku",
        "mantan suami memukul saya, rumahnya hanya terpaut dua gang",
        "mantanku nampar aku, kontrakannya cm 5 menit dr kosku",
        "mantanku nampar aku, dia ngekos di kos sebelah",
        "guru ngaji meraba anak saya, musholanya di samping rumah kami",
        "pelaku yang mencabuli anak saya membuka bengkel persis di depan rumah kami",
        "konco kerjo ngremet susuku, mejone jejer karo mejoku",
        "atasan saya meremas bokong saya, meja kami berdekatan",
        "nang manjapai anak ulun tatangga di balakang rumah",
        "mantan laki maancam, kami sakampungan haja",
        "mertuaku ngaploki aku, omahe mung kehalangan tembok",
    ],
)
def test_whose_house_or_work_stands_beside_hers_is_near(text):
    assert access(text) == ["dekat"]


@pytest.mark.parametrize(
    "text",
    [
        "tetangga kos ditampar pacarnya. cowoknya msh di kamarnya smp skrg",
        "tolongi ulun, laki ulun maamuk mambawa parang, wahini di muka lawang",
        "suamiku abis mukul, skrg dia nonton bola di depan tv",
        "suamiku abis nendang perutku. mumpung dia tidur aku chat",
        "tetangga kos habis ditampar cowoknya, cowoknya belum pergi",
    ],
)
def test_who_is_still_there_is_near(text):
    assert access(text) == ["dekat"]


@pytest.mark.parametrize(
    "text",
    [
        "saya tinggal di sebelah rumahnya. dia sering dipukul suaminya",
        "temenku dipukul pacarnya, kamarku sebelah kamarnya jadi aku denger",
        "tatangga ulun dipukuli lakinya, rumah ulun di sabalah rumahnya",
        "tonggoku dikaplok pacare nang pasar, omahku sebelahe",
        "teman kantor dipukul suaminya, mejaku sebelahan sama dia",
        "sepupuku dipukul pacarnya, dia serumah sama aku",
        "mbakku dikaplok bojone, mbakku saiki sak omah karo aku",
        "tante dipukul pacarnya, aku numpang di rumah tante",
        "aku kabur, ayah tiri mukul aku. skrg numpang di rumah sahabat. dia ga tau aku di sini",
        "suami mukul saya. rumahku dekat masjid",
        "suami mukul saya, tetangga sebelah rumah nolongin",
    ],
)
def test_where_a_witness_or_a_host_lives_says_nothing_of_who_did_it(text):
    assert access(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "suami memukul saya, sekarang sudah di polsek",
        "bojoku nggebugi aku, wis dicekel polisi",
        "laki ulun mamukuli ulun, sudah ditangkap pulisi",
        "bapak mencabuli saya, dia sedang menjalani hukuman",
        "bapake wis dilebokne penjara mergo ngrudopekso anakku",
        "pelaku sudah jadi tersangka dan ditahan, dia mencabuli anak saya",
    ],
)
def test_who_did_it_is_in_custody(text):
    assert access(text) == ["ditahan"]


@pytest.mark.parametrize(
    "text",
    [
        "suami mukul saya, duit belanja ditahan",
        "majikan mukul saya, gaji saya ditahan 3 bulan",
        "saya lagi di polsek mau lapor, suami mukul saya",
        "bojoku nggebugi aku, durung dicekel polisi",
        "laki ulun manampar ulun, balum ditangkap pulisi",
        "suami mukul saya. saya takut kalo lapor nanti dia ditangkap",
        "kakakku ditangkap polisi kasus narkoba. pacarku mukul aku",
    ],
)
def test_what_is_kept_back_or_only_feared_is_no_custody(text):
    assert access(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "mantan pacarku loncat pager trus gedor jendela kamarku",
        "mantan suami mendobrak pintu rumah saya dan mengancam saya",
        "mantan bojoku ndobrak lawang omahku, aku diancam",
        "mantan laki ulun manumbak lawang rumah ulun, ulun diancamnya",
        "mantan pacarku ngamuk di depan kosku, aku diancam",
        "mantan bojoku ngancam, saben sore nyegat aku nang ngarep pabrik",
        "mantan pacar ulun maancam ulun, inya tahu jua di mana ulun bagawi",
        "mantan bojoku ngancam, dekne ngerti nggonku kerjo",
        "mantanku ngancem. aku udah pindah kos tp dia nemu lagi alamatku",
        "suami mukul saya, saya lari ke rumah ibu, td pagi dia datang bawa parang",
    ],
)
def test_who_lives_apart_and_comes_to_her_door_can_come(text):
    assert access(text) == ["tahu_alamat"]


@pytest.mark.parametrize(
    "text",
    [
        "suami mukul aku, tetangga dobrak pintu buat nolong",
        "polisi datang gedor pintu rumah tetangga, istrinya dipukul suaminya",
        "suami mukul saya. tolong datang ke rumah",
        "mantan laki maancam ulun, inya kada tahu wadah ulun",
        "saya takut dia datang ke rumah. dia bos saya, dia meraba saya",
    ],
)
def test_a_door_beaten_by_others_or_a_visit_feared_says_nothing(text):
    assert access(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Suami memukul saya. Ia kemudian pergi dan tidak saya ketahui keberadaannya.",
        "bojo kulo nggebugi kulo lajeng kesah, kulo mboten mangertos wonten pundi",
        "anak ulun dibawa bukah abahnya. kada tahu ka mana",
        "pacarku mukul aku trs ngilang, nomernya ga aktif",
        "bojoku nggebugi aku terus minggat, hpne gak iso dihubungi",
        "suami mukul saya. keberadaannya tidak jelas",
        "pelakune durung kecekel, anakku diperkosa",
    ],
)
def test_who_left_no_trace_is_nowhere(text):
    assert access(text) == ["tidak_diketahui"]


@pytest.mark.parametrize(
    "text",
    [
        "suami mukul saya, nomorku ga bisa dihubungi malem",
        "suami mukul saya, kantor polisi ga bisa dihubungi",
        "suami mukul saya. saya ga tau kemana lagi minta tolong",
        "suami mukul saya, saya ga ada kabar dari ortu saya",
        "di alun2 ada cewek ditampar cowoknya. aku ga kenal, cm liat aja",
    ],
)
def test_a_line_of_the_writer_or_help_she_cannot_find_says_nothing(text):
    assert access(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "aku karo bojoku ngontrak nang Sooko, aku bendino dikaplok",
        "ulun wan laki bakos di Menteng, ulun dipukuli saban hari",
        "bapak tiri suka ngintip dan megang aku, di rumah cuma ada aku sama dia kalo ibu kerja",
        "mamaku nyiksa adikku, kami bertiga tinggal di kos",
        "ulun dipukul majikan, ulun guring di situ",
        "keponakan saya disiram air panas oleh tantenya, ia tinggal di rumah tantenya",
        "ayah mukul ibu tiap malam, aku dan ibu masih di rumah ayah",
    ],
)
def test_two_in_one_house_live_together(text):
    assert access(text) == ["serumah"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("bojoku nggebugi aku, saiki kerjo nang Suroboyo", ["jauh"]),
        ("laki ulun manampar ulun, wahini bagawi di Sampit", ["jauh"]),
        ("suami mukul saya, saya kerja di Surabaya", []),
        ("anak saya dipukul budenya tiap dititip ke budenya. rumah budenya cuma depan rumah saya", ["dekat"]),
    ],
)
def test_a_clause_goes_on_about_who_opens_the_sentence(text, value):
    assert access(text) == value
