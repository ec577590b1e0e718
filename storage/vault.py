"""Keys, envelopes and seals. Every cipher of Pelita is called here, and every one is libsodium's.

Four rules hold. Values are enveloped with XChaCha20-Poly1305 under a random 24-byte nonce, and the place they stand in
(version, table, column, row) is associated data, so that a value moved to another row does not open. Whatever only
members may read is sealed to a public key (X25519 sealed box) that the server has no private half of. The server's
key is read from a file outside the data directory and never used itself, only keys derived from it by BLAKE2b. And
Argon2id is slow on purpose: it is never called on the event loop or inside a transaction.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from pathlib import Path

from nacl import bindings, pwhash
from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b

from flows.errors import Refused, SealBroken

KEY_BYTES = 32
_VERSION = b"\x01"
_NONCE = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_TAG = bindings.crypto_aead_xchacha20poly1305_ietf_ABYTES
ARGON2_OPS = 3
ARGON2_BYTES = 64 * 1024 * 1024
"""Argon2id: three passes over 64 MiB, as the second recommended option of RFC 9106, section 4."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """An X25519 key pair; whoever has only `public` can seal and not open."""

    public: bytes
    private: bytes


def random_key() -> bytes:
    """Return a new random key of 32 bytes."""
    return secrets.token_bytes(KEY_BYTES)


def key_pair() -> KeyPair:
    """Return a new random key pair."""
    public, private = bindings.crypto_box_keypair()
    return KeyPair(public, private)


def place(table: str, column: str, row: str) -> bytes:
    """Return the associated data of a value: the place it stands in."""
    return f"pelita/1|{table}|{column}|{row}".encode()


def envelope(value: bytes, key: bytes, where: bytes) -> bytes:
    """Encrypt `value` for the place `where`: version, nonce, ciphertext with its tag."""
    nonce = secrets.token_bytes(_NONCE)
    return _VERSION + nonce + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(value, where, nonce, key)


def open_envelope(value: bytes, key: bytes, where: bytes) -> bytes:
    """Return what `envelope` encrypted. Raises SealBroken for another key, another place or a changed value."""
    if value[:1] != _VERSION:
        raise SealBroken("unknown version of an envelope")
    nonce, body = value[1 : 1 + _NONCE], value[1 + _NONCE :]
    if len(body) < _TAG:
        raise SealBroken("an envelope was cut short")
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(body, where, nonce, key)
    except CryptoError as broken:
        raise SealBroken("an envelope does not open with this key in this place") from broken


def seal(value: bytes, public: bytes) -> bytes:
    """Encrypt `value` so that only the private half of `public` opens it."""
    return bindings.crypto_box_seal(value, public)


def open_seal(value: bytes, pair: KeyPair) -> bytes:
    """Return what `seal` encrypted. Raises SealBroken for another pair or a changed value."""
    try:
        return bindings.crypto_box_seal_open(value, pair.public, pair.private)
    except CryptoError as broken:
        raise SealBroken("a seal does not open with this key") from broken


def pair_of(private: bytes) -> KeyPair:
    """Return the pair that `private` belongs to."""
    return KeyPair(bindings.crypto_scalarmult_base(private), private)


def stretch(secret: str, salt: bytes) -> bytes:
    """Return the 32-byte Argon2id key of `secret`; `salt` has 16 bytes. Takes about 130 ms and 64 MiB."""
    return pwhash.argon2id.kdf(KEY_BYTES, secret.encode(), salt, opslimit=ARGON2_OPS, memlimit=ARGON2_BYTES)


@dataclass(frozen=True, slots=True)
class ServerKeys:
    """The keys that the server derives from its one key file; each has one use."""

    database: bytes
    index: bytes
    wrap: bytes
    words: bytes
    audit: bytes

    def address_index(self, channel: str, address: str) -> bytes:
        """Return the blind index of an address: HMAC-SHA256 of channel and address."""
        return hmac.digest(self.index, f"{channel}\x00{address}".encode(), hashlib.sha256)

    def word_hash(self, word: str) -> bytes:
        """Return the keyed hash of a one-time code or of a word the reporter chose."""
        return hmac.digest(self.words, word.encode(), hashlib.sha256)


def server_keys(master: bytes) -> ServerKeys:
    """Derive the server's keys from the 32 bytes of the key file."""
    return ServerKeys(*(_derived(master, use) for use in (b"database", b"index", b"wrap", b"words", b"audit")))


def desk_token() -> str:
    """Return a new random token of 256 bits, in 43 characters that a cookie takes."""
    return secrets.token_urlsafe(KEY_BYTES)


def desk_key(token: str) -> bytes:
    """Return the key under which a login at the desk keeps the member's key."""
    return _derived(token.encode(), b"desk key")


def desk_word(token: str) -> str:
    """Return what forms carry as proof that they come from a page of this login."""
    return _derived(token.encode(), b"desk form").hex()


def _derived(key: bytes, use: bytes) -> bytes:
    """Return the key of one use that follows from `key` by BLAKE2b, personalised with that use."""
    return blake2b(b"pelita/1", digest_size=KEY_BYTES, key=key, person=use.ljust(16, b"\0"), encoder=RawEncoder)


def read_key_file(path: Path) -> bytes:
    """Return the key in `path`: 64 hexadecimal digits. Raises Refused with what to do otherwise."""
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        raise Refused(
            f"Berkas kunci {path} tidak ada. Kembalikan salinannya; hanya untuk pemasangan baru: pelita init"
        ) from None
    except OSError:
        raise Refused(f"Berkas kunci {path} tidak dapat dibaca. Periksa izin dan letaknya.") from None
    except ValueError:
        raise Refused(f"Berkas kunci {path} rusak: isinya harus 64 angka heksadesimal.") from None
    if len(key) != KEY_BYTES:
        raise Refused(f"Berkas kunci {path} rusak: isinya harus 64 angka heksadesimal.")
    return key


def make_key_file(path: Path) -> None:
    """Write a new random key to `path`, readable by its owner only. Raises Refused when the file exists."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(random_key().hex() + "\n")
    except FileExistsError:
        raise Refused(f"Berkas kunci {path} sudah ada dan tidak diganti.") from None
