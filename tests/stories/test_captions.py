"""Words under a picture are words: danger in them calls a person, and whoever accepts reads them."""

from flows.events import Sent


def test_danger_under_a_picture_calls_a_person_and_is_read_by_her(hotline):
    hotline.on_duty("first")
    victim = hotline.victim()

    victim.does(Sent("photo", "file-1", "dia bawa pisau\nini lukanya"))

    hotline.counselor("first").is_paged(colour="MERAH").accepts().is_briefed("dia bawa pisau\nini lukanya")
    victim.skims()


def test_words_under_a_picture_are_relayed_with_the_news_of_the_picture(hotline):
    hotline.on_duty("first")
    victim = hotline.victim().says("darurat")
    counselor = hotline.counselor("first").is_paged().accepts().skims()
    victim.skims()

    victim.does(Sent("photo", "file-2", "pintunya sudah rusak"))

    counselor.is_told("media").reads("pintunya sudah rusak")
