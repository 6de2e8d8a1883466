import type { Expected } from './expected.ts'

export const crypto: Readonly<Record<string, Expected>> = {
  "crypto-pgp-signed-html": {"subject": "Signed", "text": "Hello", "hasHtml": true},
  "crypto-pgp-signed-in-mailing-list": {"subject": "Signed, with a footer", "text": "signed\n\nList footer"},
  "crypto-pgp-encrypted-three-parts": {"subject": "Encrypted and more", "text": null, "files": ["encrypted.asc", "attachment-1-3.txt"]},
  "crypto-pgp-encrypted-in-mixed": {"subject": "Encrypted inside", "text": "before", "files": ["encrypted.asc"]},
  "crypto-pgp-encrypted-efail": {"subject": "EFAIL", "text": "\n\n\">", "hasHtml": true, "files": ["encrypted.asc"]},
  "crypto-pgp-inline": {"subject": "Inline", "text": "-----BEGIN PGP MESSAGE-----\n\nAAAA\n-----END PGP MESSAGE-----"},
  "crypto-pgp-inline-signed": {"subject": "Inline signed", "text": "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\ntext\n-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----"},
  "crypto-pgp-key-attached": {"subject": "Key", "text": "text", "files": ["key.asc"]},
  "crypto-pgp-exchange-broken": {"subject": "Broken by Exchange", "text": "", "files": ["PGPMIME version identification", "encrypted.asc"]},
  "crypto-smime-signed-opaque": {"subject": "Opaque", "text": null, "files": ["smime.p7m"]},
  "crypto-smime-x-type": {"subject": "Old type", "text": null, "files": ["smime.p7m"]},
  "crypto-smime-octet-stream": {"subject": "Type lost", "text": null, "files": ["smime.p7m"]},
  "crypto-smime-signed-two-signatures": {"subject": "Two signatures", "text": "text"},
  "crypto-smime-certificates-only": {"subject": "Certificates", "text": null, "files": ["smime.p7c"]},
  "crypto-signed-without-signature": {"subject": "No signature", "text": "text"},
  "crypto-signed-signature-first": {"subject": "Signature first", "text": "unsigned", "files": ["signature.asc"]},
  "crypto-protected-headers-in-part": {"subject": "Outer", "text": "text"},
  "crypto-autocrypt": {"subject": "Autocrypt", "text": "text"},
  "crypto-autocrypt-twice": {"subject": "Autocrypt twice", "text": "text"},
  "crypto-autocrypt-gossip": {"subject": "Gossip", "text": "text"},
}
