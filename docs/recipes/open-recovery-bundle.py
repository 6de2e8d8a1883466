#!/usr/bin/env python3
"""Opens a Sealpost recovery bundle without Sealpost (docs/recovery-bundle.md).

    open-recovery-bundle.py MESSAGE    a message of the mailbox "Sealpost recovery", as saved by any mail program;
                                       reads the recovery kit (words and check code) from standard input

Prints the content, which is JSON. Needs Debian's python3-cryptography.
"""
import base64
import email
import json
import re
import sys
import unicodedata
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LABELS = "sealpost/vault/1/"


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def derive(secret, salt, label):
    return HKDF(SHA256(), 32, salt, (LABELS + label).encode()).derive(secret)


def open_sealed(key, sealed, context):
    return AESGCM(key).decrypt(sealed[:12], sealed[12:], context)


def main():
    message = email.message_from_bytes(Path(sys.argv[1]).read_bytes())
    [part] = [part for part in message.walk() if part.get_filename() == "sealpost-recovery.bin"]
    bundle = part.get_payload(decode=True)
    line, _, rest = bundle.partition(b"\n")
    header = json.loads(line)
    words = re.findall(r"[a-z]+", unicodedata.normalize("NFKC", sys.stdin.read()).lower())
    wrap = {name: value for name, value in header["kit"].items() if name != "sealedKey"}
    kit_key = derive(" ".join(words).encode(), base64.b64decode(wrap["salt"]), "wrap/recovery-kit")
    sealed_key = base64.b64decode(header["kit"]["sealedKey"])
    vault_id = header["vaultId"]
    vault_key = open_sealed(kit_key, sealed_key, canonical({"vaultId": vault_id, "wrap": wrap}))
    key = derive(vault_key, bytes.fromhex(vault_id), "key/recovery-bundle")
    plain = open_sealed(key, rest, line + b"\n")
    length = int.from_bytes(plain[:4], "big")
    sys.stdout.buffer.write(plain[4 : 4 + length])


main()
