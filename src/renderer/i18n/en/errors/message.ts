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
} as const satisfies Record<(typeof messageErrorCodes)[number], ErrorText>
