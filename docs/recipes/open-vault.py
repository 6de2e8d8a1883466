#!/usr/bin/env python3
"""Opens a Sealpost vault without Sealpost (docs/vault.md).

    open-vault.py FOLDER                     reads the recovery kit (words and check code) from standard input
    open-vault.py FOLDER --device-secret B64 reads the passphrase from standard input; B64 is what the system's
                                             keychain holds ("none" for a vault without one)

Prints the key of FOLDER/store.db in hex, after checking it against the first page. Any SQLCipher 4 tool then opens it:

    PRAGMA key = "x'KEY'"; PRAGMA cipher_page_size = 16384;

Needs Debian's python3-cryptography, and python3-argon2 for a passphrase.
"""
import base64
import hashlib
import hmac
import json
import re
import sys
import unicodedata
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PAGE = 16384
LABELS = "sealpost/vault/1/"


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def derive(secret, salt, label):
    return HKDF(SHA256(), 32, salt, (LABELS + label).encode()).derive(secret)


def unwrap(key, sealed, context):
    raw = base64.b64decode(sealed)
    return AESGCM(key).decrypt(raw[:12], raw[12:], canonical(context))


def without_sealed_key(wrap):
    return {name: value for name, value in wrap.items() if name != "sealedKey"}


def with_kit(body, typed):
    words = re.findall(r"[a-z]+", unicodedata.normalize("NFKC", typed).lower())
    wrap = next(wrap for wrap in body["wraps"] if wrap["kind"] == "recovery-kit")
    key = derive(" ".join(words).encode(), base64.b64decode(wrap["salt"]), "wrap/recovery-kit")
    return unwrap(key, wrap["sealedKey"], {"vaultId": body["vaultId"], "wrap": without_sealed_key(wrap)})


def with_passphrase(body, passphrase, device_secret):
    from argon2.low_level import Type, hash_secret_raw

    wrap = next(wrap for wrap in body["wraps"] if wrap["kind"] == "passphrase")
    kdf = wrap["kdf"]
    stretched = hash_secret_raw(
        unicodedata.normalize("NFKC", passphrase).encode(),
        base64.b64decode(kdf["salt"]),
        kdf["iterations"],
        kdf["memoryKib"],
        kdf["parallelism"],
        32,
        Type.ID,
    )
    key = derive(stretched + device_secret, bytes.fromhex(body["vaultId"]), "wrap/passphrase")
    return unwrap(key, wrap["sealedKey"], {"vaultId": body["vaultId"], "wrap": without_sealed_key(wrap)})


def store_key(body, vault_key):
    entry = next(entry for entry in body["storeKeys"] if entry["use"] == "current")
    key = derive(vault_key, bytes.fromhex(body["vaultId"]), "wrap/store-key")
    return unwrap(key, entry["sealedKey"], {"vaultId": body["vaultId"], "storeKey": entry["id"]})


def first_page(path, key):
    """SQLCipher 4: salt 16, AES-256-CBC, then IV 16 and HMAC-SHA-512 64 at the end of the page."""
    page = path.read_bytes()[:PAGE]
    salt, body, iv, mac = page[:16], page[16:-80], page[-80:-64], page[-64:]
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    expected = hmac.new(mac_key, body + iv + (1).to_bytes(4, "little"), hashlib.sha512).digest()
    if not hmac.compare_digest(mac, expected):
        sys.exit("the key does not fit the store")
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return b"SQLite format 3\0" + decryptor.update(body) + decryptor.finalize()


def main():
    folder = Path(sys.argv[1])
    body = json.loads((folder / "vault.json").read_text())["body"]
    typed = sys.stdin.read()
    if "--device-secret" in sys.argv:
        given = sys.argv[sys.argv.index("--device-secret") + 1]
        device_secret = b"" if given == "none" else base64.b64decode(given)
        vault_key = with_passphrase(body, typed.rstrip("\n"), device_secret)
    else:
        vault_key = with_kit(body, typed)
    key = store_key(body, vault_key)
    header = first_page(folder / "store.db", key)
    page_size = int.from_bytes(header[16:18], "big")
    if page_size != PAGE:
        sys.exit(f"unexpected page size {page_size}")
    print(key.hex())


main()
