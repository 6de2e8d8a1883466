import type { ErrorText } from './error-text.ts'
import type { mailErrorCodes } from '../../../../shared/errors/mail.ts'

export const mailErrors = {
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
  'oauth/other-host': {
    happened: "These servers aren't those of {{provider}}, whose sign-in opens your whole mailbox.",
    safe: 'Nothing was sent to them.',
    next: 'Put back the servers of {{provider}}, or use a password that is for these servers.',
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
  'imap/mailbox-exists': {
    happened: 'There is a mailbox of this name already.',
    safe: 'Nothing was changed.',
    next: 'Choose another name.',
  },
  'imap/mailbox-has-use': {
    happened: 'Your mail host keeps this mailbox, or one inside it, for a use of its own.',
    safe: 'Nothing was changed.',
    next: 'Move the mail that you want elsewhere.',
  },
  'imap/name-has-delimiter': {
    happened: 'At your mail host “{{delimiter}}” stands between a mailbox and the one inside it.',
    safe: 'Nothing was changed.',
    next: 'Leave it out of the name.',
  },
  'imap/name-unusable': {
    happened: "Mail hosts don't take this name.",
    safe: 'Nothing was changed.',
    next: 'Use at most about 60 letters, without * and %, and begin with a letter or figure.',
  },
  'imap/not-permitted': {
    happened: "Your mail host doesn't let this account do that.",
    safe: 'Everything there is as it was.',
    next: 'Ask whoever looks after the account.',
  },
  'imap/cannot': {
    happened: "Your mail host can't do that with a mailbox.",
    safe: 'Its mail is kept.',
    next: 'Try another name. If it stays, ask your mail host.',
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
  'smtp/mailbox-unknown': {
    happened: 'There is no mailbox of this address: {{address}}.',
    safe: 'Nothing was kept there; the message is kept here.',
    next: 'Check the address with the person, then send again.',
  },
  'smtp/mailbox-full': {
    happened: "The recipient's mailbox is full.",
    safe: 'Nothing was kept there; the message is kept here.',
    next: 'Tell the person by phone, and send again later.',
  },
  'smtp/mailbox-disabled': {
    happened: "The recipient's mailbox takes no mail.",
    safe: 'Nothing was kept there; the message is kept here.',
    next: 'Ask the person for another address.',
  },
  'smtp/domain-unknown': {
    happened: 'No mail host answers for this address.',
    safe: 'Nothing was kept there; the message is kept here.',
    next: 'Check what stands after the @.',
  },
  'smtp/host-unreachable': {
    happened: "The recipient's mail host could not be reached in time.",
    safe: 'Nothing was kept there; the message is kept here.',
    next: 'Send again later.',
  },
  'smtp/recipient-too-large': {
    happened: "The message is larger than the recipient's mail host takes.",
    safe: 'Nothing was kept there; the message is kept here.',
    next: 'Remove or shrink attachments.',
  },
  'smtp/policy': {
    happened: "A mail host's rules refused the message for this address.",
    safe: 'Nothing was kept there; the message is kept here.',
    next: 'Tell the person by phone; their mail host can say why.',
  },
  'smtp/tls-required': {
    happened: 'A mail host on the way has no encrypted connection to offer.',
    safe: 'The message went no further.',
    next: 'Ask the person for an address at another host, or send it without requiring TLS, from Sent.',
  },
  'smtp/given-up': {
    happened: 'For five days your mail host only asked to wait.',
    safe: 'Sealpost gave up trying. It got nothing; the message is kept here.',
    next: 'Check the address, reach the person another way, or send the draft again.',
  },
  'smtp/stopped': {
    happened: 'You stopped the tries for this address.',
    safe: 'It got nothing; the message is kept here.',
    next: 'Change the draft and send again.',
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
} as const satisfies Record<(typeof mailErrorCodes)[number], ErrorText>
