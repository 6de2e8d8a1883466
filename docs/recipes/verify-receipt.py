#!/usr/bin/python3
"""Verifies a protection receipt of Sealpost, by docs/audit-log.md alone.

    verify-receipt.py RECEIPT.json|NAME.receipts.jsonl

Needs Debian's python3-cryptography. Prints the name in the log of each receipt; exit code 1 where a signature is wrong.
"""

import base64
import hashlib
import json
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def verify(signed):
    """Raises InvalidSignature; gives the hash by which the log names the receipt."""
    message = canonical(signed["receipt"])
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(signed["publicKey"]))
    key.verify(base64.b64decode(signed["signature"]), message)
    return hashlib.sha256(message).hexdigest()


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        text = file.read()
    lines = text.splitlines() if sys.argv[1].endswith(".jsonl") else [text]
    try:
        for line in lines:
            print(verify(json.loads(line)))
    except InvalidSignature:
        sys.exit("a receipt was changed, or signed by another key than it names")


main()
