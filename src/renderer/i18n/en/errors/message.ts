import type { ErrorText } from './error-text.ts'
import type { messageErrorCodes } from '../../../../shared/errors/message.ts'

export const messageErrors = {
  'mime/too-complex': {
    happened: "This message is built in a way that can't be shown safely.",
    safe: 'It is kept.',
    next: 'Save the original, or ask the sender for plain text.',
  },
  'mime/too-large': {
    happened: 'This message is too large to open: {{size}} of {{limit}}.',
    safe: 'It is kept at your mail host.',
    next: 'Ask the sender for smaller files.',
  },
  'mime/unsafe-header': {
    happened: "A line of the message's head holds characters that mail can't carry.",
    safe: 'Nothing left.',
    next: 'Write the subject and names anew.',
  },
  'mime/bad-address': {
    happened: "That isn't a mail address.",
    safe: 'Nothing left.',
    next: 'An address has one @ and a host after it.',
  },
  'phi/scan-failed': {
    happened: "The check for health information didn't finish, so nothing was sent.",
    safe: 'The message is still a draft.',
    next: 'Send again. If it stays, remove the newest attachment.',
  },
  'phi/always-asked': {
    happened: 'Sealpost asks about this in any case, so it stays flagged.',
    safe: 'Nothing was changed.',
    next: 'Replace it, or answer when you send.',
  },
  'phi/no-such-finding': {
    happened: "This isn't in the text any more.",
    safe: 'Nothing was changed.',
    next: 'Look at what is underlined now.',
  },
  'seal/no-method': {
    happened: 'There is no protected way to this address.',
    safe: 'Nothing left.',
    next: 'Agree a passphrase or add a key.',
  },
  'seal/no-passphrase': {
    happened: 'There is no passphrase for this person yet.',
    safe: 'Nothing left.',
    next: 'Choose one; you can tell it later.',
  },
  'seal/weak-passphrase': {
    happened: 'That passphrase could be guessed.',
    safe: 'Nothing was changed.',
    next: 'Add words that have nothing to do with each other, or take words we make.',
  },
  'seal/personal-passphrase': {
    happened: 'Something that others know of this person is in the passphrase.',
    safe: 'Nothing was changed.',
    next: 'Leave out the name, the date of birth, and any number or address of the person.',
  },
  'seal/passphrase-taken': {
    happened: "That is somebody else's passphrase already: each could open the other's messages.",
    safe: 'Nothing was changed.',
    next: 'Choose other words.',
  },
  'seal/pdf-needs-made-words': {
    happened:
      'The PDF for phones takes only words that Sealpost makes, and this passphrase is in words of your own.',
    safe: 'Nothing left.',
    next: 'Make words for this person under Patients, and send the message again.',
  },
  'seal/too-large': {
    happened: 'The message would have {{size}}; at most {{limit}} is possible.',
    safe: 'The draft is as it was.',
    next: 'Remove or shrink attachments, or divide them among several messages.',
  },
  'seal/unprintable-character': {
    happened: "A character can't be printed in the PDF.",
    safe: 'Nothing left; it is still a draft.',
    next: 'Replace it, or note that the person reads on a computer.',
  },
  'seal/attachment-not-printable': {
    happened: "{{name}} can't become pages of the PDF.",
    safe: 'Nothing left; it is still a draft.',
    next: 'Attach it as PDF or picture, or note that the person reads on a computer.',
  },
  'seal/tampered-row': {
    happened: "A waiting message isn't what was sealed.",
    safe: 'It was not sent.',
    next: 'Write it again, and look at the activity log.',
  },
  'logo/not-a-picture': {
    happened: "This file isn't a PNG or JPEG picture.",
    safe: 'Nothing was changed.',
    next: 'Save the logo as PNG and choose it again.',
  },
  'logo/too-large': {
    happened: 'This picture is too large for a logo: {{size}} of {{limit}}.',
    safe: 'Nothing was changed.',
    next: 'Save it smaller, or with fewer colours, and choose it again.',
  },
  'logo/too-many-pixels': {
    happened: 'This picture has more than 400 by 160 pixels.',
    safe: 'Nothing was changed.',
    next: 'Make it smaller and choose it again.',
  },
  'logo/damaged': {
    happened: "This picture is damaged, or of a kind that browsers don't show.",
    safe: 'Nothing was changed.',
    next: 'Save it anew as PNG and choose it again.',
  },
  'logo/more-than-a-picture': {
    happened: 'This file holds something else after the picture.',
    safe: 'Nothing was changed.',
    next: 'Open it in a picture editor, save it anew as PNG, and choose that.',
  },
  'sealed/not-a-container': {
    happened: "This isn't a sealed message.",
    safe: 'Nothing was changed.',
    next: 'Open it as an ordinary file.',
  },
  'sealed/version-newer': {
    happened: 'A newer Sealpost sealed this.',
    safe: 'It is kept.',
    next: 'Install the newer version to open it.',
  },
  'sealed/limits-exceeded': {
    happened: 'This sealed message asks for more than is safe to open.',
    safe: 'It is kept unopened.',
    next: 'Ask the sender by phone.',
  },
  'sealed/wrong-passphrase': {
    happened: "That passphrase doesn't open this message.",
    safe: 'Nothing was changed.',
    next: 'Check it and try again.',
  },
  'sealed/damaged': {
    happened: 'This sealed message was damaged on its way.',
    safe: "Nothing of it is shown, as it can't be trusted.",
    next: 'Ask for it again.',
  },
  'sealed/truncated': {
    happened: 'The end of this sealed message is missing.',
    safe: "Nothing of it is shown, as it can't be trusted.",
    next: 'Ask for it again.',
  },
  'sealed/answer-not-bound': {
    happened: 'Nothing shows that this answer comes from who opened your message.',
    safe: 'It is shown as unproven.',
    next: 'Ask the patient by phone before relying on it.',
  },
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
} as const satisfies Record<(typeof messageErrorCodes)[number], ErrorText>
