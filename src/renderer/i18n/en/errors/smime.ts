import type { ErrorText } from './error-text.ts'
import type { smimeErrorCodes } from '../../../../shared/errors/smime.ts'

export const smimeErrors = {
  'smime/not-a-certificate': {
    happened: "That isn't one S/MIME certificate.",
    safe: 'Nothing was kept.',
    next: 'Ask its owner for the .cer, .pem or .p7b file, or for a signed mail.',
  },
  'smime/secret-key-given': {
    happened: 'That file holds a private key. Its owner must never give it away.',
    safe: 'Nothing was kept.',
    next: 'Ask for the certificate alone, and tell the owner to get a new key.',
  },
  'smime/certificate-expired': {
    happened: 'This S/MIME certificate expired on {{date}}.',
    safe: 'Nothing was encrypted to it.',
    next: 'Ask its owner for a signed mail with the new one.',
  },
  'smime/certificate-not-yet-valid': {
    happened: "This S/MIME certificate isn't valid yet.",
    safe: 'Nothing was encrypted to it.',
    next: "Check this computer's clock, or wait until its first day.",
  },
  'smime/certificate-revoked': {
    happened: 'Its issuer has revoked this S/MIME certificate.',
    safe: 'Nothing was encrypted to it.',
    next: 'Ask its owner by phone for the new one.',
  },
  'smime/certificate-weak': {
    happened: 'This S/MIME certificate rests on {{algorithm}}, which is too weak.',
    safe: 'Nothing was encrypted to it.',
    next: 'Ask its owner for a newer one.',
  },
  'smime/wrong-purpose': {
    happened: 'This certificate was issued for something other than mail.',
    safe: 'Nothing was encrypted to it.',
    next: 'Ask its owner for an S/MIME certificate.',
  },
  'smime/no-encryption-usage': {
    happened: 'This S/MIME certificate can only sign; nothing can be encrypted to it.',
    safe: 'Nothing was kept.',
    next: 'Ask its owner for the one that encrypts.',
  },
  'smime/no-signing-usage': {
    happened: "This S/MIME certificate can't sign.",
    safe: 'Nothing was signed with it.',
    next: 'Choose the certificate that your issuer made for signing.',
  },
  'smime/address-mismatch': {
    happened: "This S/MIME certificate doesn't name any address of this person.",
    safe: 'Nothing was kept.',
    next: 'Check that you have the right one, or add the address it names.',
  },
  'smime/self-signed': {
    happened: 'This S/MIME certificate was issued by its own owner, so nobody vouches for it.',
    safe: 'Nothing was encrypted to it.',
    next: "Ask for one from a known issuer, or compare it by phone and add it to the practice's roots.",
  },
  'smime/untrusted-issuer': {
    happened: 'Nobody that this computer trusts has issued this S/MIME certificate.',
    safe: 'Nothing was encrypted to it.',
    next: "Ask its owner for the issuer's certificates, and add a root only if you know its issuer.",
  },
  'smime/chain-invalid': {
    happened: 'The certificates behind this S/MIME certificate break their own rules.',
    safe: 'Nothing was encrypted to it.',
    next: 'Ask its owner to have it issued again.',
  },
  'smime/unsupported-algorithm': {
    happened: "This uses a method of S/MIME that Sealpost doesn't read.",
    safe: 'It is kept unopened.',
    next: 'Ask the sender to use another method.',
  },
  'smime/own-certificate-missing': {
    happened:
      'Your practice has no S/MIME certificate of its own, and mail to a certificate is signed with one.',
    safe: 'Nothing was sent.',
    next: 'Import your .p12 file under Settings, S/MIME certificate.',
  },
  'smime/account-certificate-missing': {
    happened:
      'None of your S/MIME certificates signs for the account that you send from, and mail to a certificate is signed.',
    safe: 'Nothing was sent.',
    next: "Choose or import one that names the account's address, under Settings, S/MIME certificate.",
  },
  'smime/own-certificate-unusable': {
    happened: "Your practice's S/MIME certificate can't sign now.",
    safe: 'Nothing was sent.',
    next: 'Settings, S/MIME certificate, says why. Import one that is valid for your address.',
  },
  'smime/not-a-key-file': {
    happened: "That isn't a PKCS#12 file.",
    safe: 'Nothing was kept.',
    next: 'Choose the .p12 or .pfx file that your issuer gave you.',
  },
  'smime/wrong-password': {
    happened: "The password doesn't open this file.",
    safe: 'Nothing was kept.',
    next: 'Try again with the password that you got with the file.',
  },
  'smime/key-missing': {
    happened: 'This file holds no private key with its certificate.',
    safe: 'Nothing was kept.',
    next: 'Export it again, together with the private key.',
  },
  'smime/no-secret-key': {
    happened: "This is encrypted to an S/MIME key that isn't on this computer.",
    safe: 'It is kept.',
    next: 'Import the .p12 file it belongs to, or ask the sender to use your present certificate.',
  },
  'smime/not-an-authority': {
    happened: "That file isn't the certificate of an issuer.",
    safe: 'Nothing was added, and nothing is trusted that was not before.',
    next: "Ask the issuer for its root certificate, as a .cer, .crt or .pem file. A person's own certificate belongs under the person.",
  },
  'smime/authority-expired': {
    happened: "This issuer's certificate expired on {{date}}.",
    safe: 'Nothing was added.',
    next: 'Ask the issuer for its present root certificate.',
  },
  'smime/authority-not-yet-valid': {
    happened: "This issuer's certificate isn't valid before {{date}}.",
    safe: 'Nothing was added.',
    next: "Check this computer's clock, or wait until its first day.",
  },
  'smime/authority-weak': {
    happened:
      "This issuer's certificate rests on SHA-1 or a short key, so that others could make certificates in its name.",
    safe: 'Nothing was added.',
    next: 'Ask the issuer for a newer root certificate.',
  },
  'smime/authority-broken': {
    happened: "This issuer's certificate was changed since it was made: its own signature doesn't hold.",
    safe: 'Nothing was added.',
    next: 'Get the file again, from the issuer itself.',
  },
  'smime/authority-known': {
    happened: 'This issuer is trusted for mail already.',
    safe: 'Nothing was changed.',
    next: 'There is nothing to do.',
  },
  'smime/not-a-list': {
    happened: "That file isn't a revocation list.",
    safe: 'The lists that you have stay as they are.',
    next: 'Choose the .crl file of the issuer.',
  },
  'smime/list-unsupported': {
    happened:
      "This revocation list is of a kind that Sealpost doesn't use: changes alone, or several issuers' certificates.",
    safe: 'The lists that you have stay as they are.',
    next: "Choose the issuer's complete list.",
  },
  'smime/list-unknown-issuer': {
    happened: "Sealpost doesn't know who made this revocation list: {{name}}.",
    safe: 'It is not used.',
    next: 'Import the certificate of that issuer first, or accept one that it has issued.',
  },
  'smime/list-weak': {
    happened: 'This revocation list is signed with SHA-1 or a short key, so that others could have made it.',
    safe: 'It is not used.',
    next: 'Ask the issuer for a newer one.',
  },
  'smime/list-broken': {
    happened:
      'The signature of this revocation list does not hold: it was changed, or somebody else made it.',
    safe: 'It is not used.',
    next: 'Get the file again, from the issuer itself.',
  },
  'smime/list-not-yet-valid': {
    happened: 'This revocation list says that it was made in the future.',
    safe: 'It is not used.',
    next: "Check this computer's clock.",
  },
  'smime/list-older': {
    happened: 'A newer revocation list of this issuer is here already.',
    safe: 'The newer one stays in use.',
    next: "Choose the issuer's latest list.",
  },
  'smime/damaged': {
    happened: 'This S/MIME message was damaged on its way.',
    safe: "Nothing of it is shown, as it can't be trusted.",
    next: 'Ask the sender for it again.',
  },
  'smime/limits-exceeded': {
    happened: 'This S/MIME message or file asks for more than is safe to open.',
    safe: 'It is kept unopened.',
    next: 'Ask the sender by phone.',
  },
} as const satisfies Record<(typeof smimeErrorCodes)[number], ErrorText>
