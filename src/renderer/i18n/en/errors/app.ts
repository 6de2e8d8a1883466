import type { ErrorText } from './error-text.ts'
import type { appErrorCodes } from '../../../../shared/errors/app.ts'

export const appErrors = {
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
  'spelling/unavailable': {
    happened: "Spelling can't be checked: the dictionary doesn't answer.",
    safe: 'You can write and send as ever.',
    next: 'Open the message again. If it stays, install Sealpost again.',
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
  'file/gone': {
    happened: "The file isn't there any more.",
    safe: 'Somebody moved or deleted it.',
    next: 'The message still has it, if you need it again.',
  },
  'file/no-program': {
    happened: "This computer couldn't open {{name}}.",
    safe: 'Its copy was removed again.',
    next: 'Save it, and open it from a program that knows its kind.',
  },
  'file/can-run': {
    happened: '{{name}} can run a program, so it is never opened from here.',
    safe: 'Nothing was opened.',
    next: 'Ask the sender by phone what it is.',
  },
  'file/no-preview': {
    happened: "{{name}} can't be shown here: it isn't a picture, PDF or text.",
    safe: 'Nothing of it was opened.',
    next: 'Save it, or open it with another program.',
  },
  'file/preview-too-large': {
    happened: '{{name}} is too large to be shown here.',
    safe: 'Nothing of it was opened.',
    next: 'Save it, or open it with another program.',
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
  'account/too-many': {
    happened: 'Sealpost keeps at most {{limit}} mail accounts.',
    safe: 'Nothing was changed.',
    next: 'Remove one that you no longer use, then add this one.',
  },
  'account/only-one': {
    happened: 'This is the only mail account.',
    safe: 'Nothing was removed.',
    next: 'Add the other account first, then remove this one.',
  },
  'account/still-sending': {
    happened: "Messages of this account haven't left yet, or what became of them isn't known: {{count}}.",
    safe: 'Nothing was removed.',
    next: 'Decide about them in the Outbox, then remove the account.',
  },
  'draft/gone': {
    happened: 'This draft was sent or discarded.',
    safe: 'Nothing was changed.',
    next: 'Look in the Outbox and in Sent.',
  },
  'draft/written-elsewhere': {
    happened: 'Another computer of your practice wrote on this draft meanwhile.',
    safe: 'Both texts were kept. What you last wrote here is a draft of its own.',
    next: 'Compare the two in Drafts.',
  },
  'draft/unseen-text': {
    happened: 'Another computer of your practice wrote on this draft after you had it on screen.',
    safe: 'Nothing left, and nothing was discarded.',
    next: 'Read what it says now, then go on.',
  },
  'draft/no-recipient': {
    happened: 'Nobody is in To yet.',
    safe: 'The message is still a draft.',
    next: 'Add a recipient.',
  },
  'draft/empty': {
    happened: 'Nothing is written in this message yet.',
    safe: 'It is still a draft.',
    next: 'Write something, or attach a file.',
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
  'send/time-not-ahead': {
    happened: 'That time has passed, or is more than a year ahead.',
    safe: 'The message is as it was.',
    next: 'Choose a time ahead.',
  },
  'send/recovery-kit-first': {
    happened: 'The recovery kit must exist before the first message leaves.',
    safe: 'The message is still a draft.',
    next: 'Make the kit now; it takes a minute.',
  },
  'outside/reply-page-outdated': {
    happened: "The page that was saved last isn't for the key in use.",
    safe: 'Nothing was changed: PDFs say to call, as before.',
    next: 'Save the page again, put it on your site, and then enter its address.',
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
  'contact/disclosures-kept': {
    happened:
      'What was disclosed about this person is written down, and has to be kept to give account of it.',
    safe: 'Nothing was removed.',
    next: 'Archive the person instead: off the list, and all of it stays.',
  },
  'group/absent': {
    happened: "This group isn't in your list any more.",
    safe: 'Nothing was changed.',
    next: 'Make it anew.',
  },
  'group/exists': {
    happened: 'Another group is called so.',
    safe: 'Nothing was changed.',
    next: 'Choose another name.',
  },
  'import/too-large': {
    happened: 'This file is larger than an address book may be: {{size}} of {{limit}}.',
    safe: 'Nothing was taken over.',
    next: 'Export the people without their pictures, or in parts.',
  },
  'import/too-many': {
    happened: 'This file has more than 10,000 entries.',
    safe: 'Nothing was taken over.',
    next: 'Split it, and take the parts one after the other.',
  },
  'import/not-contacts': {
    happened: "This file isn't an address book.",
    safe: 'Nothing was taken over.',
    next: 'Choose a vCard file (.vcf), or a table (.csv) whose first line names its columns.',
  },
  'import/empty': {
    happened: 'There is nobody in this file.',
    safe: 'Nothing was taken over.',
    next: 'Export it once more where it comes from.',
  },
  'import/gone': {
    happened: 'This file was put away.',
    safe: 'Nothing was taken over.',
    next: 'Choose it again.',
  },
  'import/unknown': {
    happened: "This import isn't on the list any more.",
    safe: 'Nothing was changed.',
    next: 'Import the file or folder again.',
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
  'message/too-large': {
    happened: 'This message is larger than Sealpost fetches ({{limit}}).',
    safe: 'It is at your mail host, whole.',
    next: 'Open it in the mail program of your host, or ask for the files in another way.',
  },
  'message/fetch-stopped': {
    happened: 'Fetching this message was stopped.',
    safe: 'It is at your mail host, whole.',
    next: 'Fetch it when you need it.',
  },
} as const satisfies Record<(typeof appErrorCodes)[number], ErrorText>
