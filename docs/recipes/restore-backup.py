#!/usr/bin/env python3
"""Gets the store out of a Sealpost backup without Sealpost (docs/backup.md).

    restore-backup.py FOLDER STORE [NUMBER]

FOLDER is the one that holds backup.json. Reads the recovery kit (words and check code) from standard input, writes the
store of the newest version, or of that number, to the new file STORE, and prints its key in hex. Any SQLCipher 4 tool
then opens it:

    PRAGMA key = "x'KEY'"; PRAGMA cipher_page_size = 16384;

Needs Debian's python3-cryptography.
"""
import base64
import hashlib
import json
import re
import sys
import unicodedata
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

BLOCK = 262144
SLOT = BLOCK + 16
MAGIC = b"sealpost-pack-1\n"


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def derive(secret, salt, label):
    return HKDF(SHA256(), 32, salt, label.encode()).derive(secret)


def unwrap(key, sealed, context):
    raw = base64.b64decode(sealed)
    return AESGCM(key).decrypt(raw[:12], raw[12:], canonical(context))


def vault_key(body, typed):
    words = re.findall(r"[a-z]+", unicodedata.normalize("NFKC", typed).lower())
    wrap = body["recoveryKit"]
    key = derive(" ".join(words).encode(), base64.b64decode(wrap["salt"]), "sealpost/vault/1/wrap/recovery-kit")
    named = {name: value for name, value in wrap.items() if name != "sealedKey"}
    return unwrap(key, wrap["sealedKey"], {"vaultId": body["vaultId"], "wrap": named})


def open_version(path, key, vault_id):
    sealed = path.read_bytes()
    context = canonical({"number": int(path.stem), "vaultId": vault_id})
    secret = derive(key, bytes.fromhex(vault_id), "sealpost/backup/1/version")
    return json.loads(AESGCM(secret).decrypt(sealed[:12], sealed[12:], context))


def blocks(root, version, key):
    table = base64.b64decode(version["blocks"])
    for at in range(0, len(table), 40):
        pack_id = version["packs"][int.from_bytes(table[at + 32 : at + 36], "big")]["id"]
        slot = int.from_bytes(table[at + 36 : at + 40], "big")
        with (root / "packs" / f"{pack_id}.pack").open("rb") as file:
            file.seek(len(MAGIC) + slot * SLOT)
            sealed = file.read(SLOT)
        secret = derive(key, bytes.fromhex(pack_id), "sealpost/backup/1/pack")
        block = AESGCM(secret).decrypt(slot.to_bytes(12, "big"), sealed, None)
        if hashlib.sha256(block).digest() != table[at : at + 32]:
            sys.exit("a block is another one than the version says")
        yield block


def main():
    root, store = Path(sys.argv[1]), Path(sys.argv[2])
    body = json.loads((root / "backup.json").read_text())["body"]
    vault_id = body["vaultId"]
    vault = vault_key(body, sys.stdin.read())
    key = derive(vault, bytes.fromhex(vault_id), "sealpost/vault/1/key/backup")
    number = sys.argv[3].zfill(6) if len(sys.argv) > 3 else "*"
    path = sorted((root / "versions").glob(f"{number}.version"), key=lambda found: int(found.stem))[-1]
    version = open_version(path, key, vault_id)
    with store.open("xb") as file:
        for block in blocks(root, version, key):
            file.write(block)
    if store.stat().st_size != version["store"]["sizeBytes"]:
        sys.exit("the store is shorter than the version says")
    entry = version["storeKey"]
    store_secret = derive(vault, bytes.fromhex(vault_id), "sealpost/vault/1/wrap/store-key")
    print(unwrap(store_secret, entry["sealedKey"], {"storeKey": entry["id"], "vaultId": vault_id}).hex())


main()
