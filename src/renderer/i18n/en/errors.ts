import type { ErrorCode } from '../../../shared/errors/index.ts'

/** What happened, what is safe, what to do next. Values in braces come from the failure's detail (error-text.ts). */
export type ErrorText = { readonly happened: string; readonly safe: string; readonly next: string }

/** Stands where a failure names no value. */
export const errorWords = {
  host: 'Your mail host',
  date: 'an earlier day',
  size: 'its size',
  limit: 'the limit',
  name: 'the file',
  address: 'this address',
  needed: 'some space',
} as const

export const errors = {
  'vault/locked': {
    happened: 'Sealpost is locked.',
    safe: 'Nothing was changed.',
    next: 'Unlock it and try again.',
  },
  'vault/absent': {
    happened: 'There is no store on this computer yet.',
    safe: 'Nothing was changed.',
    next: 'Set up Sealpost first.',
  },
  'vault/already-exists': {
    happened: 'This computer already has a Sealpost store.',
    safe: 'It was left as it is.',
    next: 'Restart Sealpost and unlock it.',
  },
  'vault/wrong-passphrase': {
    happened: "That passphrase doesn't open Sealpost.",
    safe: 'Nothing was changed.',
    next: 'Try again or use your recovery kit.',
  },
  'vault/weak-passphrase': {
    happened: 'That passphrase could be guessed.',
    safe: 'Nothing was changed.',
    next: 'Add words until it is strong enough.',
  },
  'vault/wrong-recovery-kit': {
    happened: "These words don't open this store.",
    safe: 'Nothing was changed.',
    next: 'Look for the newest kit: making a new one ends the older ones.',
  },
  'vault/recovery-kit-mistyped': {
    happened: "A word isn't as it was printed.",
    safe: 'Nothing was changed.',
    next: 'Compare each word and their order with your paper.',
  },
  'vault/recovery-kit-missing': {
    happened: 'No recovery kit was made for this store.',
    safe: 'Nothing was changed.',
    next: 'Use your passphrase.',
  },
  'vault/keychain-unavailable': {
    happened: "This computer's keychain doesn't answer.",
    safe: 'Your store is untouched.',
    next: 'Unlock the keychain and try again, or use your recovery kit.',
  },
  'vault/keychain-changed': {
    happened: "The keychain no longer holds Sealpost's part of the key.",
    safe: 'Your store is untouched.',
    next: 'Use your recovery kit.',
  },
  'vault/header-damaged': {
    happened: 'The file that describes your keys is damaged.',
    safe: 'Sealpost changed nothing and deletes nothing.',
    next: 'Put back vault files from a backup, then unlock.',
  },
  'vault/header-newer': {
    happened: 'This store was opened by a newer Sealpost.',
    safe: 'It was left untouched.',
    next: 'Install the newer version on this computer.',
  },
  'vault/in-use': {
    happened: 'Another Sealpost has this store open.',
    safe: 'Nothing was changed.',
    next: 'Close the other one and try again.',
  },
  'vault/too-many-attempts': {
    happened: 'Too many wrong passphrases in a row.',
    safe: 'Nothing was changed.',
    next: 'Wait a minute, then try again or use your recovery kit.',
  },
  'store/disk-full': {
    happened: 'This disk is full.',
    safe: 'What you were writing is still a draft.',
    next: 'Free {{needed}}, then try again.',
  },
  'store/io': {
    happened: "The disk didn't take what Sealpost wrote.",
    safe: 'What was saved before is unharmed.',
    next: 'Check the disk, then restart Sealpost.',
  },
  'store/damaged': {
    happened: 'The store on this disk is damaged.',
    safe: 'Sealpost changed nothing and deletes nothing. Your mail is still at your host.',
    next: 'Put back a backup of the store.',
  },
  'store/schema-newer': {
    happened: 'This store was made by a newer Sealpost.',
    safe: 'It was left untouched.',
    next: 'Install the newer version on this computer.',
  },
  'store/unsafe-settings': {
    happened: "The store can't be opened with the settings that keep it safe.",
    safe: 'It was left untouched.',
    next: 'Restart Sealpost. If it stays, reinstall it: your store is kept.',
  },
  'store/not-found': {
    happened: "That isn't here any more.",
    safe: 'Nothing was changed.',
    next: 'Go back and open it again.',
  },
  'audit/write-failed': {
    happened: "The activity log couldn't be written, so this wasn't done.",
    safe: 'Nothing was changed.',
    next: 'Free some space on the disk and try again.',
  },
  'audit/chain-broken': {
    happened: 'A record of the activity log was changed after it was written.',
    safe: 'The log is kept as it is.',
    next: 'Export it now, keep the file and compare it with earlier exports.',
  },
  'audit/not-an-export': {
    happened: "This file isn't an export of the activity log.",
    safe: 'Nothing was changed.',
    next: 'Choose the file that Sealpost saved.',
  },
  'audit/manifest-mismatch': {
    happened: "The file and its manifest don't fit each other.",
    safe: 'Nothing was changed.',
    next: 'Take both files from the same export.',
  },
  'audit/version-newer': {
    happened: 'A newer Sealpost wrote this export.',
    safe: 'Nothing was changed.',
    next: 'Check it with the newer version.',
  },
  'tls/certificate-expired': {
    happened: "{{host}}'s certificate expired on {{date}}.",
    safe: 'Your password was not sent.',
    next: 'Ask your mail host to renew it.',
  },
  'tls/certificate-not-yet-valid': {
    happened: "{{host}}'s certificate isn't valid yet.",
    safe: 'Your password was not sent.',
    next: 'Check the date of this computer; if it is right, ask your mail host.',
  },
  'tls/host-name-mismatch': {
    happened: '{{host}} showed a certificate for another host.',
    safe: 'Your password was not sent.',
    next: "Check the host name; your mail host's help pages name the right one.",
  },
  'tls/untrusted-issuer': {
    happened: "{{host}}'s certificate comes from an issuer that this computer doesn't trust.",
    safe: 'Your password was not sent.',
    next: 'Ask your mail host for a certificate from a public issuer.',
  },
  'tls/self-signed': {
    happened: '{{host}} vouches for itself: its certificate is self-signed.',
    safe: 'Your password was not sent.',
    next: 'Ask your mail host for a certificate from a public issuer.',
  },
  'tls/weak-certificate': {
    happened: "{{host}}'s certificate uses a key or signature that is too weak.",
    safe: 'Your password was not sent.',
    next: 'Ask your mail host to renew it.',
  },
  'tls/protocol-too-old': {
    happened: '{{host}} offers only encryption older than TLS 1.2.',
    safe: 'Your password was not sent.',
    next: 'Ask your mail host to offer TLS 1.2 or newer.',
  },
  'tls/not-offered': {
    happened: "{{host}} doesn't offer encryption on this port.",
    safe: 'Your password was not sent.',
    next: "Check port and encryption; your mail host's help pages name them.",
  },
  'tls/handshake-failed': {
    happened: "{{host}} and this computer couldn't agree on an encrypted connection.",
    safe: 'Your password was not sent.',
    next: 'Check port and encryption, then ask your mail host.',
  },
  'tls/injected-plaintext': {
    happened: 'Something was slipped in while {{host}} switched to encryption.',
    safe: 'The connection was closed before your password was sent.',
    next: 'Try from another network, and tell your mail host.',
  },
  'host/not-found': {
    happened: "{{host}} can't be found.",
    safe: 'Nothing was sent.',
    next: 'Check the host name and your connection.',
  },
  'host/refused': {
    happened: "{{host}} doesn't answer on this port.",
    safe: 'Nothing was sent.',
    next: "Check the port; your mail host's help pages name it.",
  },
  'host/timeout': {
    happened: '{{host}} took too long to answer.',
    safe: 'Nothing is lost.',
    next: 'Sealpost tries again by itself. If it stays, check your connection.',
  },
  'host/connection-lost': {
    happened: 'The connection to {{host}} ended.',
    safe: 'Nothing is lost.',
    next: 'Sealpost tries again by itself.',
  },
  'host/protocol-violation': {
    happened: "{{host}} answered in a way that mail servers don't.",
    safe: 'Nothing is lost.',
    next: 'Check host and port. If they are right, tell your mail host.',
  },
  'host/offline': {
    happened: 'This computer is offline.',
    safe: 'You can read and write; messages wait.',
    next: 'Sealpost goes on as soon as there is a connection.',
  },
  'login/refused': {
    happened: "{{host}} didn't take the user name or password.",
    safe: 'They were sent over an encrypted connection only.',
    next: 'Check both. Some hosts want an app password.',
  },
  'login/app-password-needed': {
    happened: '{{host}} wants an app password, not your usual one.',
    safe: 'Nothing was stored.',
    next: "Make one on your provider's page and enter it here.",
  },
  'login/method-unsupported': {
    happened: '{{host}} offers no way to sign in that Sealpost can use safely.',
    safe: 'Your password was not sent.',
    next: 'Ask your mail host about IMAP with TLS.',
  },
  'login/expired': {
    happened: 'Your sign-in at {{host}} has expired.',
    safe: 'Your mail on this computer stays readable.',
    next: 'Sign in again to go on.',
  },
  'oauth/not-configured': {
    happened: "This build isn't set up for that provider's browser sign-in.",
    safe: 'Nothing was asked of you or sent.',
    next: 'Use an app password instead.',
  },
  'oauth/cancelled': {
    happened: 'The sign-in was cancelled.',
    safe: 'Nothing was stored.',
    next: 'Start it again when you like.',
  },
  'oauth/refused': {
    happened: 'The provider refused the sign-in.',
    safe: 'Nothing was stored.',
    next: 'Check that you chose the right account, and that it may use mail programs.',
  },
  'oauth/no-browser': {
    happened: "Your browser couldn't be opened.",
    safe: 'Nothing was asked of you or sent.',
    next: "Choose a standard browser in this computer's settings, then try again.",
  },
  'oauth/timeout': {
    happened: "The browser didn't come back in time.",
    safe: 'Nothing was stored.',
    next: 'Start the sign-in again.',
  },
  'imap/mailbox-gone': {
    happened: 'This mailbox was deleted at your mail host.',
    safe: 'Messages elsewhere are untouched.',
    next: 'Choose another mailbox.',
  },
  'imap/refused': {
    happened: '{{host}} refused that change.',
    safe: 'The message is as it was.',
    next: 'Try again. If it stays, ask your mail host.',
  },
  'imap/too-large': {
    happened: 'The message is larger than {{host}} keeps.',
    safe: 'It stays on this computer.',
    next: 'Remove or shrink attachments.',
  },
  'imap/over-quota': {
    happened: 'Your mailbox at {{host}} is full.',
    safe: 'Nothing is lost: what you sent left, its copy waits on this computer.',
    next: 'Free some space there; Sealpost files the copy then.',
  },
  'smtp/refused': {
    happened: '{{host}} refused the message.',
    safe: 'Nothing left; the message is kept.',
    next: 'Take it back to a draft, or ask your mail host why.',
  },
  'smtp/deferred': {
    happened: '{{host}} asks to try again later.',
    safe: 'The message is kept.',
    next: 'Sealpost tries again by itself.',
  },
  'smtp/recipient-refused': {
    happened: "{{host}} doesn't deliver to {{address}}.",
    safe: 'Nothing left for this address.',
    next: 'Check the address and send again.',
  },
  'smtp/sender-refused': {
    happened: "{{host}} doesn't let this account send as {{address}}.",
    safe: 'Nothing left; the message is kept.',
    next: 'Check the address of your account in Settings.',
  },
  'smtp/too-large': {
    happened: 'The message has {{size}}; {{host}} takes {{limit}}.',
    safe: 'It is still a draft.',
    next: 'Remove or shrink attachments.',
  },
  'smtp/unknown-outcome': {
    happened: 'The connection ended before {{host}} confirmed the message.',
    safe: "Sealpost doesn't send it twice on a guess.",
    next: 'Look in the Outbox and decide there.',
  },
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
    happened: 'The agreed passphrase could be guessed.',
    safe: 'Nothing left.',
    next: 'Make a new one.',
  },
  'seal/too-large': {
    happened: 'Sealed, the message would have {{size}}; at most {{limit}} can leave.',
    safe: 'The draft is as it was.',
    next: 'Remove or shrink attachments.',
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
    happened: 'This S/MIME certificate rests on a key or a signature that is too weak.',
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
  'rpc/forbidden-frame': {
    happened: "A page that isn't Sealpost's own asked for something.",
    safe: 'It got no answer.',
    next: 'Restart Sealpost.',
  },
  'rpc/unknown-procedure': {
    happened: 'The window and the engine are of different versions.',
    safe: 'Nothing was changed.',
    next: 'Restart Sealpost.',
  },
  'rpc/too-large': {
    happened: 'That is too much at once.',
    safe: 'Nothing was changed.',
    next: 'Attach it as a file instead.',
  },
  'rpc/bad-input': {
    happened: "Something entered here can't be used as it is.",
    safe: 'Nothing was changed.',
    next: 'Check the fields and try again.',
  },
  'rpc/internal': {
    happened: 'Something in Sealpost went wrong.',
    safe: 'Your mail and drafts are in the store.',
    next: 'Try again. If it stays, restart Sealpost.',
  },
  'file/unreadable': {
    happened: "The file can't be read: {{name}}.",
    safe: 'Nothing was changed.',
    next: 'Check that it is still there and that you may read it.',
  },
  'file/too-large': {
    happened: 'The file is too large: {{size}} of {{limit}}.',
    safe: 'The draft is as it was.',
    next: 'Attach a smaller one.',
  },
  'file/unwritable': {
    happened: "The file can't be saved there.",
    safe: 'Nothing was written.',
    next: 'Choose another folder.',
  },
  'file/handle-expired': {
    happened: 'The file was dropped too long ago.',
    safe: 'The draft is as it was.',
    next: 'Drop it again.',
  },
  'file/not-removable': {
    happened: "That folder is on this computer's own disk.",
    safe: 'Nothing was written.',
    next: 'Choose a USB drive, or print the kit.',
  },
  'account/bad-address': {
    happened: "That isn't a mail address.",
    safe: 'Nothing was stored.',
    next: 'An address has one @ and a host after it.',
  },
  'account/exists': {
    happened: 'This account is already set up.',
    safe: 'It was left as it is.',
    next: 'Go on with it.',
  },
  'account/absent': {
    happened: 'There is no mail account yet.',
    safe: 'Nothing was changed.',
    next: 'Set one up first.',
  },
  'account/sign-in-needed': {
    happened: 'What you signed in with belongs to other servers.',
    safe: 'It was not sent to the new ones.',
    next: 'Enter the password for them, or sign in again.',
  },
  'draft/gone': {
    happened: 'This draft was sent or discarded.',
    safe: 'Nothing was changed.',
    next: 'Look in the Outbox and in Sent.',
  },
  'draft/no-recipient': {
    happened: 'Nobody is in To yet.',
    safe: 'The message is still a draft.',
    next: 'Add a recipient.',
  },
  'send/decision-needed': {
    happened: 'Something must be decided before this goes.',
    safe: 'The message is still a draft.',
    next: 'Open Review.',
  },
  'send/blocked-recipient': {
    happened: 'There is no protected way to one of the recipients.',
    safe: 'Nothing left; it is still a draft.',
    next: 'Agree a passphrase, add a key, or remove the recipient.',
  },
  'send/still-under-way': {
    happened: "It isn't known yet who gets this message.",
    safe: 'Nothing was changed.',
    next: 'Wait until every copy was answered, or decide about the one in question.',
  },
  'send/undo-too-late': {
    happened: 'The message had already been handed to your mail host.',
    safe: 'It left protected.',
    next: 'Write to the recipient, or call.',
  },
  'send/recovery-kit-first': {
    happened: 'The recovery kit must exist before the first message leaves.',
    safe: 'The message is still a draft.',
    next: 'Make the kit now; it takes a minute.',
  },
  'contact/absent': {
    happened: "This person isn't in your list any more.",
    safe: 'Nothing was changed.',
    next: 'Add the person again.',
  },
  'contact/exists': {
    happened: 'Someone in your list already has this address.',
    safe: 'Nothing was changed.',
    next: 'Open that person and edit there.',
  },
  'message/absent': {
    happened: "This message isn't here any more.",
    safe: 'It may have been moved from another device.',
    next: 'Search for it.',
  },
  'message/not-downloaded': {
    happened: "The text of this message isn't on this computer yet.",
    safe: 'It is at your mail host.',
    next: 'It appears when you are connected.',
  },
} as const satisfies Record<ErrorCode, ErrorText>
