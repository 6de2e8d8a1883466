"""Reads each .eml of a folder with Python's own parser: a second opinion on text, subject and files. Prints JSON."""

import json
import pathlib
import sys
from email import policy
from email.parser import BytesParser

INERT = ("application/pgp-encrypted", "application/pgp-signature", "application/pkcs7-signature")


def leaves(part):
    """Parts that hold content; a message inside a message is one of them, as it is a file here."""
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        for child in part.iter_parts():
            yield from leaves(child)
    else:
        yield part


def is_body(part):
    return (
        part.get_content_type() in ("text/plain", "text/html")
        and part.get_content_disposition() != "attachment"
        and part.get_filename() is None
    )


def read(path):
    message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    parts = list(leaves(message))
    texts = [part for part in parts if is_body(part) and part.get_content_type() == "text/plain"]
    files = [part for part in parts if not is_body(part) and part.get_content_type() not in INERT]
    return {
        "subject": str(message["subject"] or ""),
        "text": "\n\n".join(part.get_content() for part in texts),
        "files": len(files),
    }


def opinion(path):
    try:
        return read(path)
    except Exception as error:
        return {"error": type(error).__name__}


print(json.dumps({path.stem: opinion(path) for path in sorted(pathlib.Path(sys.argv[1]).glob("*.eml"))}))
