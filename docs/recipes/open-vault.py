#!/usr/bin/env python3
"""Opens a Sealpost vault without Sealpost (docs/vault.md).

    open-vault.py FOLDER                     reads the recovery kit (words and check code) from standard input
                         --shares WORDS      two recovery shares in its place, a line each; WORDS is the file
                                             resources/words/passphrase-words.txt
    open-vault.py FOLDER --device-secret B64 reads the passphrase from standard input; B64 is what the system's
                                             keychain holds ("none" for a vault without one)
                         --key-file FILE     beside the passphrase, where the vault asks for one

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


def key_of_file(vault_id, text):
    lines = dict(line.split(None, 1) for line in text.splitlines() if line.startswith(("vault ", "key ")))
    if lines["vault"] != vault_id:
        sys.exit("this key file belongs to another vault")
    return derive(bytes.fromhex(lines["key"]), bytes.fromhex(vault_id), "factor/key-file")


def multiply(a, b):
    """In GF(256), modulo x^8 + x^4 + x^3 + x + 1."""
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a = (a << 1) ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return product


def divide(a, b):
    return next(quotient for quotient in range(256) if multiply(quotient, b) == a)


def share(line, words):
    """A share's 25 bytes: its set (2), what the polynomial is there (22), and where (1)."""
    value = 0
    for word in re.findall("[a-z]+", line.lower()):
        value = value << 10 | words.index(word)
    return value.to_bytes(25, "big")


def kit_of_shares(text, words):
    """The line through two points, byte by byte, where it crosses 0."""
    first, second = (share(line, words) for line in text.strip().splitlines())
    if first[:2] != second[:2]:
        sys.exit("these shares were not made together")
    a, b = first[-1], second[-1]
    weights = divide(b, a ^ b), divide(a, a ^ b)
    secret = bytes(
        multiply(y1, weights[0]) ^ multiply(y2, weights[1]) for y1, y2 in zip(first[2:-1], second[2:-1])
    )
    bits = int.from_bytes(secret, "big")
    return " ".join(words[bits >> 11 * place & 0x7FF] for place in reversed(range(16)))


def with_passphrase(body, passphrase, device_secret, key_file):
    from argon2.low_level import Type, hash_secret_raw

    kind = "passphrase" if key_file is None else "passphrase-key-file"
    factor = b"" if key_file is None else key_of_file(body["vaultId"], key_file)
    wrap = next((wrap for wrap in body["wraps"] if wrap["kind"] == kind), None)
    if wrap is None:
        sys.exit("the vault asks for something else beside the passphrase")
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
    key = derive(stretched + device_secret + factor, bytes.fromhex(body["vaultId"]), "wrap/" + kind)
    return unwrap(key, wrap["sealedKey"], {"vaultId": body["vaultId"], "wrap": without_sealed_key(wrap)})


def store_keys(body, vault_key):
    """One; two where a renewal of the key was cut short at its end: the first page tells which."""
    key = derive(vault_key, bytes.fromhex(body["vaultId"]), "wrap/store-key")
    return [
        unwrap(key, entry["sealedKey"], {"vaultId": body["vaultId"], "storeKey": entry["id"]})
        for entry in body["storeKeys"]
    ]


def first_page(path, key):
    """SQLCipher 4: salt 16, AES-256-CBC, then IV 16 and HMAC-SHA-512 64 at the end of the page."""
    page = path.read_bytes()[:PAGE]
    salt, body, iv, mac = page[:16], page[16:-80], page[-80:-64], page[-64:]
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    expected = hmac.new(mac_key, body + iv + (1).to_bytes(4, "little"), hashlib.sha512).digest()
    if not hmac.compare_digest(mac, expected):
        return None
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return b"SQLite format 3\0" + decryptor.update(body) + decryptor.finalize()


def main():
    folder = Path(sys.argv[1])
    body = json.loads((folder / "vault.json").read_text())["body"]
    typed = sys.stdin.read()
    if "--device-secret" in sys.argv:
        given = sys.argv[sys.argv.index("--device-secret") + 1]
        device_secret = b"" if given == "none" else base64.b64decode(given)
        key_file = Path(sys.argv[sys.argv.index("--key-file") + 1]).read_text() if "--key-file" in sys.argv else None
        vault_key = with_passphrase(body, typed.rstrip("\n"), device_secret, key_file)
    else:
        if "--shares" in sys.argv:
            typed = kit_of_shares(typed, Path(sys.argv[sys.argv.index("--shares") + 1]).read_text().split())
        vault_key = with_kit(body, typed)
    for key in store_keys(body, vault_key):
        header = first_page(folder / "store.db", key)
        if header is None:
            continue
        page_size = int.from_bytes(header[16:18], "big")
        if page_size != PAGE:
            sys.exit(f"unexpected page size {page_size}")
        print(key.hex())
        return
    sys.exit("the key does not fit the store")


main()
