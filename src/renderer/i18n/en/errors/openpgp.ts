import type { ErrorText } from './error-text.ts'
import type { openpgpErrorCodes } from '../../../../shared/errors/openpgp.ts'

export const openpgpErrors = {
  'openpgp/not-a-certificate': {
    happened: "That isn't one certificate, neither of OpenPGP nor of S/MIME.",
    safe: 'Nothing was kept.',
    next: 'Copy it whole, from BEGIN to END, or choose its file.',
  },
  'openpgp/secret-key-given': {
    happened: 'That is a secret key. Its owner must never give it away.',
    safe: 'Nothing was kept.',
    next: 'Ask for the public certificate, and tell the owner to make a new key.',
  },
  'openpgp/no-encryption-subkey': {
    happened: 'This certificate can only sign; nothing can be encrypted to it.',
    safe: 'Nothing was kept.',
    next: 'Ask its owner for one that can encrypt.',
  },
  'openpgp/certificate-expired': {
    happened: 'This certificate expired on {{date}}.',
    safe: 'Nothing was encrypted to it.',
    next: 'Ask its owner for a renewed one.',
  },
  'openpgp/certificate-revoked': {
    happened: 'Its owner has revoked this certificate.',
    safe: 'Nothing was encrypted to it.',
    next: 'Ask for the new one.',
  },
  'openpgp/certificate-weak': {
    happened: 'This certificate uses a key that is too weak.',
    safe: 'Nothing was encrypted to it.',
    next: 'Ask its owner for a newer one.',
  },
  'openpgp/address-mismatch': {
    happened: "This certificate doesn't name any address of this person.",
    safe: 'Nothing was kept.',
    next: 'Check that you have the right one, or add the address it names.',
  },
  'openpgp/no-secret-key': {
    happened: "This is encrypted to a key that isn't on this computer.",
    safe: 'It is kept.',
    next: "Ask the sender to use your practice's present certificate.",
  },
  'openpgp/damaged': {
    happened: 'This encrypted message was damaged on its way.',
    safe: "Nothing of it is shown, as it can't be trusted.",
    next: 'Ask the sender for it again.',
  },
  'openpgp/not-authenticated': {
    happened: 'This encrypted message lacks protection against changes on its way.',
    safe: 'Nothing of it is shown.',
    next: 'Ask the sender to use a newer program.',
  },
  'openpgp/limits-exceeded': {
    happened: 'This encrypted message asks for more than is safe to open.',
    safe: 'It is kept unopened.',
    next: 'Ask the sender by phone.',
  },
  'wkd/turned-off': {
    happened: 'Looking for keys is turned off.',
    safe: 'Nobody was asked.',
    next: 'Turn it on in Settings under OpenPGP key, or ask for the certificate.',
  },
  'wkd/no-key': {
    happened: 'There is no key for this address at {{domain}}.',
    safe: 'Nothing was kept.',
    next: 'Ask for the certificate, or agree on a passphrase.',
  },
  'wkd/unreachable': {
    happened: "{{host}} couldn't be asked for a key.",
    safe: 'Nothing was kept.',
    next: 'Try again later, or ask for the certificate.',
  },
  'wkd/private-address': {
    happened: '{{host}} leads into a private network, and was not asked.',
    safe: 'Nothing was sent there.',
    next: 'Ask for the certificate.',
  },
} as const satisfies Record<(typeof openpgpErrorCodes)[number], ErrorText>
