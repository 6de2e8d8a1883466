#!/usr/bin/env python3
"""Opens a sealed message without Sealpost.

    apt install python3-argon2 python3-cryptography
    python3 open-sealed-message.py Message.html [FOLDER]

Takes the HTML form or a bare container, asks for the passphrase, prints the message and, when a folder is
given, saves the files that came with it there. The format is described in docs/sealed-message.md.
"""

import base64
import getpass
import hashlib
import hmac
import json
import os
import re
import struct
import sys
import unicodedata

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HEADER = 160
CHUNK = 64 * 1024
TAG = 16


def normalise(typed):
    text = unicodedata.normalize("NFKC", typed).lower()
    text = re.sub(r"[\s\u00ad_.,\ufeff\-\u2010-\u2015\u2212]+", "-", text)
    return text.strip("-")


def read_container(path):
    with open(path, "rb") as file:
        data = file.read()
    if data.startswith(b"SEALPOST"):
        return data
    armored = re.search(rb"^-----BEGIN SEALED MESSAGE-----\r?$(.*?)^-----END SEALED MESSAGE-----", data, re.S | re.M)
    if not armored:
        sys.exit("This file holds no sealed message.")
    return base64.b64decode(re.sub(rb"\s", b"", armored[1]), validate=True)


def open_container(data, passphrase):
    """Gives the manifest and the attachments' bytes; raises ValueError when anything is amiss."""
    if len(data) < HEADER or data[:8] != b"SEALPOST" or data[8] != 1:
        raise ValueError("not a sealed message of version 1")
    header = data[:HEADER]
    if hashlib.sha256(header[:152]).digest()[:8] != header[152:]:
        raise ValueError("the file was damaged on its way")
    kdf, cipher, zero = header[9:12]
    memory, passes, lanes = struct.unpack(">III", header[12:24])
    (length,) = struct.unpack(">I", header[116:120])
    bounded = 19456 <= memory <= 65536 and 2 <= passes <= 4 and 1 <= lanes <= 4 and 16384 <= length <= 48 << 20
    if (kdf, cipher, zero) != (1, 1, 0) or not bounded:
        raise ValueError("unknown or unreasonable parameters")
    count = -(-length // CHUNK)
    if len(data) != HEADER + length + count * TAG:
        raise ValueError("the file isn't complete")

    key = hash_secret_raw(
        normalise(passphrase).encode(), header[24:40], passes, memory, lanes, 32, Type.ID, version=0x13
    )
    try:
        content_key = AESGCM(key).decrypt(header[56:68], header[68:116], header[:68])
    except InvalidTag:
        raise ValueError("that isn't the passphrase") from None
    label = b"sealpost/sealed-message/1/commitment"
    if not hmac.compare_digest(hmac.digest(content_key, label + header[:120], "sha256"), header[120:152]):
        raise ValueError("the file was changed")

    payload = b""
    for number in range(count):
        start = HEADER + number * (CHUNK + TAG)
        nonce = bytes(7) + struct.pack(">IB", number, number == count - 1)
        try:
            payload += AESGCM(content_key).decrypt(nonce, data[start : start + CHUNK + TAG], header)
        except InvalidTag:
            raise ValueError("the file was changed") from None

    (manifest_length,) = struct.unpack(">I", payload[:4])
    manifest = json.loads(payload[4 : 4 + manifest_length].decode())
    if manifest["id"] != header[40:56].hex():
        raise ValueError("the file was changed")
    at = 4 + manifest_length
    files = []
    for attachment in manifest["attachments"]:
        files.append(payload[at : at + attachment["size"]])
        at += attachment["size"]
    return manifest, files


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    passphrase = getpass.getpass("Passphrase: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        manifest, files = open_container(read_container(sys.argv[1]), passphrase)
    except ValueError as error:
        sys.exit(f"Not opened: {error}.")
    print(f"From: {manifest['fromName']}\nDate: {manifest['sentAt']}\nSubject: {manifest['subject']}\n")
    print(manifest["text"])
    for attachment, data in zip(manifest["attachments"], files):
        print(f"[{attachment['name']}, {attachment['size']} bytes]")
        if len(sys.argv) == 3:
            os.makedirs(sys.argv[2], exist_ok=True)
            path = os.path.join(sys.argv[2], os.path.basename(attachment["name"]))
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(data)


if __name__ == "__main__":
    main()
