"""In what kind of place it happened, family by family, in four kinds of speech: what fires, and what must not."""

import pytest

from bot.learning.annotated import written
from tests.understanding.rules_of_facts import read_by_rules


def of(text: str, field: str) -> list[str]:
    return [written(fact) for fact in read_by_rules(text).of(field)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("pacarku nesu nang warung kopi, tanganku dipluntir", ["fasilitas_umum"]),
        ("bojo kulo nesu wonten peken, kulo dipun jorogaken", ["fasilitas_umum"]),
        ("mantan laki ulun bakuciak di muka kos ulun", ["lainnya"]),
        ("Teman laki-laki yang biasa mendampingi saya meraba tubuh saya di perpustakaan.", ["sekolah"]),
        ("mantanku nguber aku ae. wingi ngenteni nang ngarep kosku bengok2 jenengku", ["lainnya"]),
        ("anakku dipegang tetangga di rumah tetangga", ["lainnya"]),
    ],
)
def test_it_happened_where_who_did_it_does_something_though_the_verb_is_unknown(text: str, kinds: list[str]) -> None:
    assert of(text, "place_kind") == kinds


@pytest.mark.parametrize(
    "text",
    [
        "suami saya mukul saya. dia kerja di pabrik",
        "bapakku suka mukul. bapak manggon nang omahe mbah",
        "laki ulun manampar ulun. inya bagawi di pasar",
        "suamiku nendang aku. sekarang dia masih di rumah",
        "tetangga saya dipukul suaminya. suaminya lagi nongkrong di warung",
        "pacarku nampar aku. aku kenal dia di kampus",
        "suamiku nendang aku, aku nunggu di stasiun sekarang",
        "suamiku mukul aku terus aku dibawa ke rumah sakit",
    ],
)
def test_where_people_live_work_wait_or_are_brought_for_help_nothing_happened(text: str) -> None:
    assert of(text, "place_kind") == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("pintu kosku digedor mantanku jam 2 malam", ["lainnya"]),
        ("Mantan suami memecahkan kaca rumah saya.", ["rumah_tangga"]),
        ("mantan bojoku mecah koco omah", ["rumah_tangga"]),
        ("laki ulun marusak lawang rumah ulun", ["rumah_tangga"]),
        ("saya tutup pintu kamar karena takut suami mukul", []),
        ("ibu saya ditampar bapak. saya buka pintu rumah biar ibu lari", []),
        ("tetangga gedor pintu rumah saya minta tolong, dia dipukul suaminya", []),
    ],
)
def test_it_happened_where_a_door_or_window_is_struck_but_not_by_who_suffers(text: str, kinds: list[str]) -> None:
    assert of(text, "place_kind") == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("pas naik ojol, sopirnya megang pahaku", ["fasilitas_umum"]),
        ("Saat melewati gang, seorang pria meremas dada saya.", ["fasilitas_umum"]),
        ("wayah liwat embong, aku digrayahi wong", ["fasilitas_umum"]),
        ("bila naik angkot, supirnya maraba ulun", ["fasilitas_umum"]),
        ("dipukul bapak, aku tiap hari naik angkot", []),
        ("bapak tiri mukul aku, aku takut lewat gang rumah", []),
    ],
)
def test_it_happened_on_the_way_where_the_deed_is_told_after_it(text: str, kinds: list[str]) -> None:
    assert of(text, "place_kind") == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("guruku nang wa ngirim foto saru", ["daring"]),
        ("anak saya dikirimi video porno oleh gurunya lwt wa", ["daring"]),
        ("inya mangirimi gambar bugil liwat wa", ["daring"]),
        ("Laki-laki itu mengirim pesan cabul melalui email kepada saya.", ["daring"]),
        ("suami nampar saya. saya sudah kirim foto lukanya ke polisi", []),
        ("suami memukul saya. tolong balas lewat wa saja", []),
        ("pacarku ngancem nyebarin foto", []),
    ],
)
def test_what_who_did_it_sends_by_phone_is_done_on_the_net(text: str, kinds: list[str]) -> None:
    assert of(text, "place_kind") == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Dosen saya memegang paha saya di ruang kerjanya di kampus.", ["sekolah"]),
        ("satpam meremas saya di musala pabrik", ["tempat_kerja"]),
        ("ada ibu2 dirantai suaminya di gudang blkg rumah", ["rumah_tangga"]),
        ("suamiku narik aku dari kasur smp jatoh", ["rumah_tangga"]),
        ("siswa dipukul guru di toilet", ["sekolah"]),
        ("guru les meraba anakku di kamar mandi, dia kelas 2", ["rumah_tangga"]),
    ],
)
def test_a_room_is_of_the_kind_of_what_it_is_part_of(text: str, kinds: list[str]) -> None:
    assert of(text, "place_kind") == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("aku jaga warung, pembeli lanang nyekel bokongku nang warung", ["tempat_kerja"]),
        ("ulun bagawi di kafe, tamu maraba ulun di kafe", ["tempat_kerja"]),
        ("aku kerjo nang pabrik. pacarku nesu nang warung kopi, tanganku dipluntir", ["fasilitas_umum"]),
        ("bos memeluk saya di kamar hotel", ["lainnya"]),
        ("guru ngaji meraba anak saya di rumahnya", ["lainnya"]),
        ("saya pembantu, dipukul majikan di rumahnya", ["rumah_tangga"]),
    ],
)
def test_whose_house_or_shop_it_is_decides_of_what_kind_it_is(text: str, kinds: list[str]) -> None:
    assert of(text, "place_kind") == kinds


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("boleh ga cerita sama psikolog kak", ["bicara"]),
        ("kawa kah kada ka psikolog", ["bicara"]),
        ("suami bilang aku ga boleh ke dokter", []),
        ("kakakku dipukul suaminya. kami mau antar dia ke polisi", ["polisi"]),
        ("suami memukul saya. mohon penjelasan hukumnya", ["hukum"]),
        ("aku takut polisinya datang", []),
        ("dia mukul aku. curhat aja boleh kan min", ["bicara"]),
        ("suami diajak ngobrol aja ga bisa", []),
        ("ulun dipukul laki. kawa lah didampingi pangacara", ["hukum"]),
        ("pengacara suami datang ke rumah", []),
        ("aku dikaplok bojoku, pengin ngurus pegat", ["hukum"]),
        ("suami mau gugat cerai saya, dia mukul saya terus", []),
        ("bojoku ngaplok aku. piye carane pisahan bu", ["hukum"]),
        ("umurnya 70 lbh, dipukul anaknya", []),
        ("tolong kasih nomor lbh", ["hukum"]),
        ("kulo bingung nopo dokter nopo polisi riyin", ["dokter", "polisi"]),
        ("kmrn udah ke dokter dulu baru pulang", []),
        ("tonggo kulo diantemi bojone. nyuwun polisi mriki", ["polisi"]),
        ("kulo buruh tani, gak kuat mbiayai sekolahe putu", ["sekolah"]),
        ("aku njaluk dibantu pindah panggonan", ["tempat"]),
        ("aku disawat mandor. aku njaluk pindah panggonan PKL", []),
        ("ingin melaporkan tetangga kontrakan saya, dia memukul anaknya", []),
        ("ulun baisi hutang di warung. ada kah bantuan baras", ["ekonomi"]),
    ],
)
def test_a_need_is_asked_for_before_or_after_it_is_named(text: str, needs: list[str]) -> None:
    assert of(text, "need") == needs


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("Saya dapat dihubungi antara pukul 09.00 dan 11.00.", ["boleh_telepon", "hours:09:00-11:00"]),
        ("telp klinik kami aja 0321 387 214", ["boleh_telepon"]),
        ("hubungi sy via wa 0811 7070 606", ["wa_saja"]),
        ("jangan telp rumah 0321 387 214", ["jangan_telepon"]),
        ("dia mukul antara jam 9 dan 11", []),
    ],
)
def test_a_number_may_follow_whose_it_is_and_hours_may_stand_between_two_clocks(text: str, wishes: list[str]) -> None:
    assert sorted(of(text, "contact")) == wishes


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("dia diciumi pacarnya di taman kota, kejadiannya bukan di sekolah", ["fasilitas_umum"]),
        ("suami mukul saya bukan di rumah aja tapi juga di pasar", ["rumah_tangga", "fasilitas_umum"]),
        ("dua hari lalu mukaku dilempar suami kunci motor", []),
        ("Putri saya disentuh kemaluannya oleh sepupunya ketika menginap di rumah neneknya", ["rumah_tangga"]),
        ("suami memukul saya, sekarang saya menginap di rumah nenek", []),
        ("suami datang ke kantor saya di jalan Imam Bonjol ngamuk terus nampar saya", ["tempat_kerja"]),
        ("suami nampar saya di jalan Imam Bonjol", ["fasilitas_umum"]),
        ("anakku digigit. kejadiannya di rumah pengasuhnya", ["lainnya"]),
        ("atasanku di kantor suka ngirim stiker mesum terus ngajak ngamar. semua lewat wa", ["daring"]),
        ("dia disuruh videocall buka baju sama pacarnya", ["daring"]),
        ("suami mukul aku, aku videocall ibu", []),
        ("anakku dichat lelaki di fb. dia dipaksa kirim foto telanjang", ["daring"]),
        ("rumah sebelah ribut lagi, bapaknya mukul anak istrinya", ["rumah_tangga"]),
        ("rumah sebelah kosong. anakku dipukul gurunya", []),
    ],
)
def test_a_place_is_where_it_happened_and_not_where_it_did_not_or_where_another_lies(
    text: str, kinds: list[str]
) -> None:
    assert of(text, "place_kind") == kinds
