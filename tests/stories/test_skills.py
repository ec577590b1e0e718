"""Whoever suits a case best is called first among those of a rung; who is alone on duty is called whatever she can."""

from storage import members


def _can(hotline, name, *skills):
    hotline.house.writer.do(
        lambda uow: members.set_skills(uow, members.by_name(uow, name).id, skills)  # type: ignore[union-attr]
    )


def _called(hotline):
    query = "SELECT name FROM pages JOIN members ON members.id = member_id ORDER BY pages.rowid"
    return [row["name"] for row in hotline.rows(query)]


def test_who_can_what_the_reporter_asked_for_is_called_first_of_her_rung(hotline):
    hotline.on_duty("first").on_duty("second").on_duty("third")
    _can(hotline, "third", "perempuan")
    _can(hotline, "second", "perempuan", "isyarat")

    hotline.victim().says("halo").skims().says("maunya petugas perempuan").hears("everywhere.wish", "welcome.ask")
    hotline.victim().says("saya tuli").skims().says("tolong").hears("emergency_place.ask")

    assert _called(hotline) == ["second", "third", "first"]
    hotline.counselor("second").is_paged().accepts()
    assert "meminta petugas perempuan" in hotline.counselor("second").phone.expect_any("brief").text
    for name in ("first", "second", "third"):
        hotline.counselor(name).skims()
    hotline.victim().skims()


def test_who_is_alone_on_duty_is_called_all_the_same(hotline):
    hotline.on_duty("first")
    _can(hotline, "second", "perempuan")
    hotline.victim().says("halo").skims().says("maunya petugas perempuan").skims().says("tolong").skims()
    hotline.counselor("first").is_paged()
