"""The structures of the language by which facts are read, each in a sentence of its own: who, whose, how near, when."""

import pytest

from bot.learning.annotated import written
from tests.understanding.rules_of_facts import read_by_rules


def of(text: str, field: str) -> list[str]:
    return [written(fact) for fact in read_by_rules(text).of(field)]


@pytest.mark.parametrize(
    ("text", "access"),
    [
        ("ibuk dipisuhi adikku. ibuk manggon karo adikku", ["serumah"]),
        ("ulun ditampar abah. ulun badiam lawan abah haja", ["serumah"]),
        ("mertua saya menampar saya. saya masih ikut mertua", ["serumah"]),
        ("saya dipukul majikan. saya tidur di rumah majikan", ["serumah"]),
        ("saya numpang kuliah di rumah om. om meraba saya", ["serumah"]),
        ("suami menendang saya. kami masih ngontrak berdua", ["serumah"]),
        ("keponakan saya dipukul bapaknya, dia tinggal di rumah yang sama dengan bapaknya", ["serumah"]),
        ("suamiku nendang perutku, saiki turu nang kamar", ["dekat"]),
        ("suami lg mabuk di depan, tadi sempat nampar aku", ["dekat"]),
        ("laki ulun manampar ulun. laki ulun wahini ada di rumah", ["dekat"]),
        ("mantanku ngancem aku, dari senin dia nungguin depan kos", ["tahu_alamat"]),
        ("mantan suami ngancam bunuh saya, dia sering nyamperin ke kantor", ["tahu_alamat"]),
        ("anak saya dipukul tetangga. Pelaku tinggal satu gang dengan korban", ["dekat"]),
        ("bapak tiriku meraba aku. aku tinggal sama mama dan bapak tiriku", ["serumah"]),
        ("bojoku sek turu saiki, mau bengi aku dikampleng", ["dekat"]),
        ("mantan laki ulun maancam ulun bagawi, tiap hari mahadangi di muka toko", ["tahu_alamat"]),
        ("suami saya yg nusuk saya udah ditangkap polisi", ["ditahan"]),
    ],
)
def test_nearness_is_read_from_its_sentence(text, access):
    assert of(text, "access") == access


@pytest.mark.parametrize(
    "text",
    [
        "aku dilecehin dosen. aku ngekos bareng temen",
        "dulu waktu masih serumah suami mukul saya",
        "anak saya dipukul tetangga. Pelaku tinggal dengan ibunya",
        "di angkot ada bapak duduk sebelah aku terus pegang paha aku",
        "guru les anak saya suka cium pipi anak saya. les nya di rumah gurunya",
        "temen kosku dipukul cowoknya. kos kami jauh dari kampus",
        "gurunya suka meluk dia di ruang guru. dia keponakan saya",
        "suami mukul saya. sekarang dia gak ada di rumah",
    ],
)
def test_no_nearness_is_made_up(text):
    assert of(text, "access") == []


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("jangan telp kak nanti dia denger", ["jangan_telepon"]),
        ("kalo telp abis jam 5 sore aja", ["boleh_telepon", "hours:17:00-"]),
        ("telp jam 9-12 siang ya", ["boleh_telepon", "hours:09:00-12:00"]),
        ("Silakan telepon pada jam istirahat, 12.00 sampai 13.00", ["boleh_telepon", "hours:12:00-13:00"]),
        ("wa di atas jam 10 malem aja", ["wa_saja", "hours:22:00-"]),
        ("wa aja jam 1 sampe jam 3 siang", ["wa_saja", "hours:13:00-15:00"]),
        ("kami bersedia dihubungi di nomor 0812 3456 7890", ["boleh_telepon"]),
        ("jgn telp, wa aja jam 8 sampe jam 11 pagi", ["jangan_telepon", "wa_saja", "hours:08:00-11:00"]),
    ],
)
def test_a_call_is_wished_or_refused(text, contact):
    assert of(text, "contact") == contact


@pytest.mark.parametrize(
    "text",
    [
        "tante telp saya semalam nangis, dipukul om",
        "adik saya nelpon jam 2 malam minta tolong",
        "saya sudah telpon polisi jam 8 tadi",
        "ibuk nganti nangis telpon aku",
        "boleh minta nomor yang bisa dihubungi?",
    ],
)
def test_a_call_that_is_told_of_is_no_wish(text):
    assert of(text, "contact") == []


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("anak saya (kami pisah) dipukul ibu tirinya. anak saya 7 tahun", ["korban:7"]),
        ("Seorang ibu dengan dua anak, 8 dan 3 tahun, diusir suaminya", ["anak:8", "anak:3"]),
        ("saya dipukul suami di depan anak2 umur 10, 7 dan 2 tahun", ["anak:10", "anak:7", "anak:2"]),
        ("Saya ibu tiga anak (11, 8, dan 3 tahun). Suami memukul saya", ["anak:11", "anak:8", "anak:3"]),
        ("saya dan suami umur 28 dan 33. suami nampar saya", ["korban:28", "pelaku:33"]),
        ("saya 27 dia juga 27. suami memukul saya", ["korban:27", "pelaku:27"]),
        ("40 th, ibu 4 anak. suami main tangan", ["korban:40"]),
        ("aku 23, punya anak 1 tahun, suamiku nabokin aku", ["korban:23", "anak:1"]),
        ("umurku selawe, bojoku seneng ngaplok aku", ["korban:25"]),
        ("Anak laki-laki 11 tahun ini dipukul ibunya", ["korban:11"]),
        ("Le, ibu iki umur 70. aku dikaplok bojoku", ["korban:70"]),
        ("Korban: perempuan, 24 tahun. Pelaku: suami, 30 tahun. Dipukul semalam", ["korban:24", "pelaku:30"]),
        ("bu sy ibu 2 anak umur 10 sm 6, suami memukul saya", ["anak:10", "anak:6"]),
        ("anak perempuan 10 thn yg perutnya besar dihamili bapak tirinya", ["korban:10"]),
        ("aku cewek 18 kak. bapak mukul aku", ["korban:18"]),
        (
            "Warga kami, Ny. S (42 tahun), dianiaya suaminya, Tn. H (45 tahun)",
            ["korban:42", "pelaku:45"],
        ),
        ("suami memukul saya 3 kali dalam 2 tahun", []),
        ("bapak saya ditendang anaknya sendiri, kakak saya, umur 40", ["pelaku:40"]),
    ],
)
def test_an_age_is_told_of_whom(text, ages):
    assert of(text, "age") == ages


@pytest.mark.parametrize(
    ("text", "sexes"),
    [
        ("tadi aku diikutin cowok naik motor, dia megang dadaku", ["pelaku:L"]),
        ("temen kosku berantem sama cowoknya, temenku ditampar", ["pelaku:L"]),
        ("anak saya diraba. gurunya laki2 masih muda", ["pelaku:L"]),
        ("aku dilecehkan suami kakakku", ["pelaku:L"]),
        ("menantu saya yang perempuan ini memukul cucu saya", ["pelaku:P"]),
        ("saya seorang istri, dipukul suami", ["korban:P", "pelaku:L"]),
        ("sahabatku diperkosa pamannya sendiri, dia perempuan", ["pelaku:L", "korban:P"]),
        ("tetangga saya bu Siti 55 tahun dipukul anaknya", ["korban:P"]),
    ],
)
def test_a_sex_is_told_of_whom(text, sexes):
    assert sorted(of(text, "sex")) == sorted(sexes)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("pacar anak saya (anak saya 18 th) ngancem nyebarin video", ["pacar_teman:pacar"]),
        ("adik saya minta istrinya balik sambil ngancem. istri adik saya ditampar adik saya", ["keluarga:adik"]),
        ("kalo marah suaminya jahat, istrinya diusir malem2 sama bayinya", ["suami_istri:suami"]),
        ("temen kosku berantem sama cowoknya", ["pacar_teman:pacar"]),
        ("mbak, aku dikaplok pacarku. arek e ngancem teko nang omahku", ["pacar_teman:pacar"]),
        ("ka, ada kaka kelas lakian manjapai dada ulun", ["pacar_teman:kakak_kelas"]),
        ("kak, adikku digebukin temen2nya", ["pacar_teman:teman"]),
        ("adik saya jadi korban pelecehan gurunya", ["guru"]),
        ("murid kami mengalami kekerasan seksual yang dilakukan ayah tirinya", ["orang_tua:ayah_tiri"]),
        ("anak saya ada bekas cubitan. katanya yg nyubit ibu tirinya", ["orang_tua:ibu_tiri"]),
        ("temanku banyak bekas sundutan. dia ngaku itu kerjaan ibu tirinya", ["orang_tua:ibu_tiri"]),
        ("siswa saya ada bekas gigitan. yang melakukan kakaknya", ["keluarga:kakak"]),
        ("om itu kalo mama tidur suka megang pahaku", ["keluarga:paman"]),
        ("bapak mertua sering masuk kamar kalo suami kerja, dia meluk saya", ["keluarga:ayah_mertua"]),
        ("om aku, adiknya mama, beberapa kali meluk aku", ["keluarga:paman"]),
        ("ipar perempuanku, istri kakakku, menyiram aku", ["keluarga:kakak_ipar"]),
        ("suami menelantarkan saya", ["suami_istri:suami"]),
        ("mbah saya tinggal sama menantunya, tiap hari tidak dikasih makan", ["keluarga:menantu"]),
        ("tetangga saya sering mukulin anaknya", ["orang_tua"]),
        ("anak saya nek njaluk duit mesti ngamuk, wingi aku disurung", ["keluarga:anak"]),
        ("suami suka mukul sama nendang, kemarin anak saya ikut kena", ["suami_istri:suami"]),
        ("om saya suka masukin jari ke anakku", ["keluarga:paman"]),
        ("anak saya dipukul tetangga. Pelaku tinggal dengan ibunya", ["tetangga"]),
        ("tetangga suka main ke rumah. kemarin bapak itu megang dada anak saya", ["tetangga"]),
        ("mama bawa pacarnya nginep. om itu kalo mama tidur suka megang pahaku", ["lainnya:pacar_ibu"]),
        ("kak td aku ke tukang pijat, dia megang2 payudaraku", ["lainnya"]),
        ("aku diajak kenalan cowok di game, sekarang ngancem nyebar fotoku", ["lainnya:kenalan_daring"]),
        ("dokternya, atasan saya, suka megang pantat saya", ["rekan_kerja:atasan"]),
        ("saya cucu dari mbah Sumi. mbah dipukul menantunya", ["keluarga:menantu"]),
        ("ponakan saya disuruh bapak penjual es duduk di pangkuan", ["lainnya"]),
        ("pacarku tiap ditagih dia mukul aku", ["pacar_teman:pacar"]),
        ("anakku tau ndelok aku diseret bapake", ["suami_istri:suami"]),
        ("saya menikah. suami tiap pulang bawa teman mabuk dan saya digampar", ["suami_istri:suami"]),
        ("pak lek nampar aku kemarin", ["keluarga:paman"]),
    ],
)
def test_who_did_it_is_found_through_the_sentence(text, relation):
    assert of(text, "relation") == relation


def test_who_suffers_is_not_who_is_only_named_beside():
    assert of("anak perempuan saya cerita kalau gurunya suka cium pipi & minta dipangku", "writer") == ["keluarga"]
    assert of("saya bapak dari 2 anak. istri saya suka nampar anak yg kecil", "writer") == ["keluarga"]
    assert of("suami kakakku suka ngintip dan narik selimutku trus megang paha", "writer") == ["korban"]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("temenku tadi cerita kalo kemarin dia ditampar pacarnya", ["2026-11-17 hari"]),
        ("Kemarin seorang siswi bercerita kepada saya bahwa ia kerap dipukul ayahnya.", []),
        ("td ada ibu muda bawa bayi, cerita suaminya suka marah2 dan mukul", []),
        ("saya sudah lapor ke polsek kemarin, suami saya suka mukul", []),
        ("kemarin saya baru tau kalau anak saya sering dibully temannya", []),
        ("suami mukul saya. besok saya mau ke puskesmas jam 9", []),
        ("bapak sering mukul ibu tiap pulang kerja jam 5 sore", []),
        ("aku wong kedundung. mau jam 5 sore bojoku ngaplok aku nang pawon", ["2026-11-18T17:00 jam"]),
        ("bojo kulo pun sewulan mboten maringi nafkah", ["2026-10/.. kira"]),
        (
            "mantan saya semalam datang ke kos bawa parang mau bunuh saya",
            ["2026-11-17T18:00/2026-11-18T04:00 bagian_hari"],
        ),
    ],
)
def test_when_it_was_told_or_seen_to_is_not_when_it_happened(text, when):
    assert of(text, "when") == when


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Putri saya diancam lewat pesan oleh mantan pacarnya", []),
        ("awalnya kami cuma chat, terus dia minta foto bugil", []),
        ("cuma chat sama cowok lain aja suami langsung nampar saya", []),
        ("hp saya disita suami biar ga bisa telpon, saya dipukul", []),
        ("dia bilang jangan telepon polisi atau kubunuh. suami saya itu", []),
        ("bapak mukul aku. tolong jgn telp hp mama", []),
        ("suami memukul saya. mohon dibalas lewat pesan", ["chat_saja"]),
        ("suami mukul saya. sering di jalan jadi WA saja", ["wa_saja"]),
    ],
)
def test_what_was_written_or_forbidden_is_no_wish_of_the_writer(text, contact):
    assert of(text, "contact") == contact


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("suami menelantarkan saya. Saya ingin berkonsultasi mengenai perceraian", ["hukum"]),
        ("pengen takon corone cerai, bojoku kerep ngantemi aku", ["hukum"]),
        ("tetangga mukulin istrinya barusan. polisi iso teko ta mas?", ["polisi"]),
        ("saya dipukul sampai berdarah, pengen diobati tapi ga ada uang", ["dokter"]),
        ("suami ngusir saya, malam ini saya ga ada tempat buat tidur", ["tempat"]),
        ("anak saya mencekik saya minta uang", []),
        ("di panti pijat itu tolong dicek, dua gadis disuruh melayani tamu", []),
    ],
)
def test_a_wish_after_a_deed_is_a_need_and_what_who_did_it_wants_is_none(text, needs):
    assert of(text, "need") == needs


@pytest.mark.parametrize(
    ("text", "field", "facts"),
    [
        ("Saya rekan kerja seorang perempuan berusia 40 tahun. Suaminya memukulinya.", "age", ["korban:40"]),
        ("temenku dilecehin bosnya yg udah 45 th", "age", ["pelaku:45"]),
        ("mertua saya sudah 68, sering dibentak suami saya", "age", ["korban:68"]),
        ("saya seorang ibu dua anak berusia 34 tahun, suami menendang saya", "age", ["korban:34"]),
        ("aku dilecehin senior, dia cowok angkatan 21", "age", []),
        ("aku dulu diperkosa sepupuku waktu umur 9", "age", ["korban:9"]),
        ("temenku dipukul pacarnya, dia 20 pacarnya 22", "age", ["korban:20", "pelaku:22"]),
        ("kak ibu saya 61 thn sering dibentak2 bapak", "sex", ["korban:P", "pelaku:L"]),
        ("anak sy perempuan digodain sm cowok2 yg nongkrong", "sex", ["korban:P", "pelaku:L"]),
        ("putune tonggoku, arek wedok umur 7, digepuk karo pakdene", "relation", ["keluarga:paman"]),
        ("bojone mbakku nyekel bokongku nang pawon", "relation", ["keluarga:kakak_ipar"]),
        ("Ibu saya (72) dirawat kakak saya, tapi sering tidak diberi makan", "relation", ["keluarga:kakak"]),
        ("adekku kelas 2 smk magang, bosnya megang pantatnya", "writer", ["keluarga"]),
        ("kak sepupuku dijual sm temennya. aku takut lapor krn diancem", "writer", ["keluarga"]),
        ("ponakanku (14) chat mesum sm om2 dr tiktok", "relation", ["lainnya:kenalan_daring"]),
        ("di kos sebelah kamarku ada mbak2 yg tiap malem dipukulin pacarnya", "writer", ["saksi"]),
        ("ipar ulun lakian, kakak laki ulun, rancak maintip ulun mandi", "relation", ["keluarga:kakak_ipar"]),
        ("ipar saya mukul saya kemarin, kakak ipar saya yang nolong", "relation", ["keluarga:ipar"]),
        ("ada warga ulun bibinian, dipukul manantunya lakian", "relation", ["keluarga:menantu"]),
        ("aku kena tampar bapak tadi", "relation", ["orang_tua:ayah"]),
        ("aku kena tampar bapak tadi", "writer", ["korban"]),
        ("temen kerjaku matanya bengep kena pukul suaminya", "relation", ["suami_istri:suami"]),
        ("aku pacaran sama anak kuliahan, dia mukul aku waktu minta putus", "relation", ["pacar_teman:pacar"]),
        ("anakku wedok diantemi bojone", "relation", ["suami_istri:suami"]),
        ("aku lanang, dipukul bojoku", "relation", ["suami_istri:istri"]),
        ("saya dipukul bapak. bapak sekarang ga tau di mana", "access", ["tidak_diketahui"]),
        (
            "Adik saya (17) berkenalan dengan seseorang melalui Instagram yang lalu memeras dengan foto telanjang",
            "relation",
            ["lainnya:kenalan_daring"],
        ),
        ("nenekku diusir om sama tante dr rumah", "relation", ["keluarga:paman", "keluarga:tante"]),
        ("nenek 81 th udah pikun, diusir om dr rumah", "age", ["korban:81"]),
        ("ponakan saya (L, 8 th) dipukul neneknya", "sex", ["korban:L", "pelaku:P"]),
        ("pagi, semalem suami nampar sy", "when", ["2026-11-17T18:00/2026-11-18T04:00 bagian_hari"]),
        ("gw cewe 23 th, kmrn malem gw digrepe", "when", ["2026-11-17T18:00/2026-11-18T04:00 bagian_hari"]),
        ("bojoku nesu, gelas dibalangno kenek sikilku", "violence", ["fisik"]),
        ("mantan suami ngancem. sy janda anak 2 yg masih sd semua", "vulnerable", ["kepala_keluarga"]),
        ("semalem suami ga terima dibangunin trs nampar sy", "relation", ["suami_istri:suami"]),
        ("ulun bagawi manjaga kios. bos ulun manjapai paha ulun di kios", "place_kind", ["tempat_kerja"]),
        ("temenku di kantor tadi cerita suaminya mukul dia", "place_kind", []),
    ],
)
def test_who_stands_for_whom(text, field, facts):
    assert of(text, field) == facts
