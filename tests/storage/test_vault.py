"""Keys, envelopes and seals open with the right key in the right place, and with nothing else."""

import itertools
import stat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.errors import Refused, SealBroken
from storage import vault
from storage.vault import KEY_BYTES, envelope, key_pair, open_envelope, open_seal, pair_of, place, seal, server_keys

KEY = bytes(range(KEY_BYTES))
HERE = place("entries", "body", "a1")
key_bytes = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)
names = st.text(st.characters(categories=["Ll", "Nd"], include_characters="_-."), min_size=1, max_size=20)


@given(st.binary(max_size=6000), key_bytes, names, names, names)
def test_what_was_enveloped_opens_to_the_same_bytes(value, key, table, column, row):
    where = place(table, column, row)
    assert open_envelope(envelope(value, key, where), key, where) == value


@given(st.binary(max_size=200), st.data())
def test_one_changed_byte_and_an_envelope_does_not_open(value, data):
    sealed = bytearray(envelope(value, KEY, HERE))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBroken):
        open_envelope(bytes(sealed), KEY, HERE)


@given(st.binary(max_size=200), st.data())
def test_an_envelope_that_was_cut_short_or_lengthened_does_not_open(value, data):
    sealed = envelope(value, KEY, HERE)
    cut = sealed[: data.draw(st.integers(0, len(sealed) - 1))]
    for changed in (cut, sealed + data.draw(st.binary(min_size=1, max_size=8))):
        with pytest.raises(SealBroken):
            open_envelope(changed, KEY, HERE)


@pytest.mark.parametrize(
    "elsewhere",
    [place("outbox", "body", "a1"), place("entries", "sealed_key", "a1"), place("entries", "body", "a2")],
    ids=["another table", "another column", "another row"],
)
def test_a_value_that_was_moved_does_not_open(elsewhere):
    with pytest.raises(SealBroken):
        open_envelope(envelope(b"rahasia", KEY, HERE), KEY, elsewhere)


@given(key_bytes.filter(lambda key: key != KEY))
def test_another_key_does_not_open_an_envelope(other):
    with pytest.raises(SealBroken):
        open_envelope(envelope(b"rahasia", KEY, HERE), other, HERE)


def test_a_key_of_another_length_does_not_open_an_envelope():
    for other in (b"", KEY[:16], KEY + KEY):
        with pytest.raises(SealBroken):
            open_envelope(envelope(b"rahasia", KEY, HERE), other, HERE)


def test_an_envelope_of_an_unknown_version_is_refused_by_name():
    with pytest.raises(SealBroken, match="version"):
        open_envelope(b"\x02" + envelope(b"rahasia", KEY, HERE)[1:], KEY, HERE)


def test_the_same_value_is_never_enveloped_alike():
    assert len({envelope(b"ya", KEY, HERE) for _ in range(200)}) == 200


def test_an_envelope_does_not_show_its_value():
    assert b"kata rahasia" not in envelope(b"kata rahasia" * 10, KEY, HERE)


@given(st.binary(max_size=500))
def test_a_seal_opens_with_its_pair_and_with_no_other(value):
    pair, other = key_pair(), key_pair()
    sealed = seal(value, pair.public)
    assert open_seal(sealed, pair) == value
    for wrong in (other, vault.KeyPair(pair.public, other.private), vault.KeyPair(other.public, pair.private)):
        with pytest.raises(SealBroken):
            open_seal(sealed, wrong)


@settings(max_examples=50)
@given(st.data())
def test_a_changed_or_cut_seal_does_not_open(data):
    pair = key_pair()
    sealed = bytearray(seal(b"rahasia", pair.public))
    cut = bytes(sealed[: data.draw(st.integers(0, len(sealed) - 1))])
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    for changed in (cut, bytes(sealed)):
        with pytest.raises(SealBroken):
            open_seal(changed, pair)


def test_a_pair_is_found_again_from_its_private_half():
    pair = key_pair()
    assert pair_of(pair.private) == pair


def test_each_use_of_the_master_key_has_a_key_of_its_own():
    keys = server_keys(KEY)
    derived = [keys.database, keys.index, keys.wrap, keys.words, keys.audit, KEY]
    assert len(set(derived)) == len(derived)
    assert {len(key) for key in derived} == {KEY_BYTES}


def test_the_same_master_key_gives_the_same_keys_and_another_none_of_them():
    first, again, other = server_keys(KEY), server_keys(KEY), server_keys(KEY[::-1])
    assert first == again
    for mine, theirs in itertools.product(*([getattr(one, name) for name in one.__slots__] for one in (first, other))):
        assert mine != theirs


def test_the_index_of_an_address_depends_on_key_channel_and_address():
    keys, other = server_keys(KEY), server_keys(KEY[::-1])
    told = [
        keys.address_index("telegram", "9000000001"),
        keys.address_index("telegram", "9000000002"),
        keys.address_index("terminal", "9000000001"),
        other.address_index("telegram", "9000000001"),
    ]
    assert len(set(told)) == 4
    assert told[0] == keys.address_index("telegram", "9000000001")
    assert keys.address_index("a", "b\x00c") != keys.address_index("ab", "c")


def test_the_hash_of_a_word_is_keyed():
    assert server_keys(KEY).word_hash("12345678") != server_keys(KEY[::-1]).word_hash("12345678")


def test_a_password_stretches_to_the_same_key_with_the_same_salt_only():
    first = vault.stretch("kata-sandi", b"0" * 16)
    assert len(first) == KEY_BYTES
    assert vault.stretch("kata-sandi", b"0" * 16) == first
    assert vault.stretch("kata-sandi", b"1" * 16) != first
    assert vault.stretch("kata-sandj", b"0" * 16) != first


def test_the_parameters_of_argon2_are_those_that_are_stated():
    assert (vault.ARGON2_OPS, vault.ARGON2_BYTES) == (3, 64 * 1024 * 1024)


def test_a_key_file_is_made_for_its_owner_only_and_read_back(tmp_path):
    path = tmp_path / "keys" / "master.key"
    vault.make_key_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert vault.read_key_file(path).hex() == path.read_text().strip()


def test_a_key_file_that_is_there_is_never_replaced(tmp_path):
    path = tmp_path / "master.key"
    vault.make_key_file(path)
    before = path.read_bytes()
    with pytest.raises(Refused, match="sudah ada"):
        vault.make_key_file(path)
    assert path.read_bytes() == before


def test_a_missing_key_file_is_refused_with_the_command_that_makes_one(tmp_path):
    with pytest.raises(Refused, match="pelita init"):
        vault.read_key_file(tmp_path / "master.key")


@pytest.mark.parametrize(
    "content",
    [b"", b"ab" * 31, b"ab" * 33, b"zz" * 32, b"\xff\xfe" * 32, b"kunci rahasia sekali"],
    ids=["empty", "short", "long", "no hex", "no text", "words"],
)
def test_a_key_file_with_anything_but_a_key_is_refused_without_showing_it(tmp_path, content):
    path = tmp_path / "master.key"
    path.write_bytes(content)
    with pytest.raises(Refused, match="64 angka heksadesimal") as refused:
        vault.read_key_file(path)
    assert content == b"" or content.decode("latin-1") not in str(refused.value)


def test_a_key_file_that_cannot_be_read_is_refused_in_one_line(tmp_path):
    with pytest.raises(Refused, match="tidak dapat dibaca"):
        vault.read_key_file(tmp_path)
