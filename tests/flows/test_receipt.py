"""A receipt number is read in any form, and a wrong digit is noticed."""

import pytest

from flows.receipt import check_digit, is_right, looks_like_one, make, show


def test_the_check_digit_finds_every_single_wrong_digit_and_a_right_number_reads_in_any_form():
    receipt = make([4, 5, 3, 9, 5, 7, 8, 7, 6, 3, 6, 2, 1, 4, 8])
    assert (receipt, check_digit("453957876362148")) == ("4539578763621486", "6")
    assert all(
        not is_right(receipt[:place] + str((int(receipt[place]) + more) % 10) + receipt[place + 1 :])
        for place in range(16)
        for more in range(1, 10)
    )
    wide, hidden = "４５３９ ５７８７ ６３６２ １４８６", " 4539 5787\u200b63621486."
    for text in (receipt, show(receipt), "4539-5787-6362-1486", wide, hidden):
        assert looks_like_one(text) == receipt
    assert not any(map(looks_like_one, ("081234567890", f"nomor {receipt}", receipt + "1", "")))
    with pytest.raises(ValueError, match="15 digits"):
        make([1, 2, 3])
