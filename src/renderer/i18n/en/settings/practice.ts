export const practice = {
  inside: 'Inside the seal',
  insideText: 'Only people who open a message see this.',
  practiceName: 'Practice name',
  clinicianName: 'Your name, as you sign',
  address: 'Postal address',
  signature: 'Signature',
  emergencyText: 'When a patient may be in danger',
  emergencyHint: 'Shown to you above such a message, with what you would do. It is never sent.',
} as const

export const outside = {
  text: "Anyone who sees a patient's phone, or runs the mail host, reads this. Keep it neutral: no specialty, nothing that tells what you treat. It is the same for every patient.",
  preview: 'What anyone who sees the phone reads',
  previewPage: 'The file, before the passphrase: “{{title}}”.',
  outsideName: 'Name of the sender',
  outsideSubject: 'Subject',
  outsideNote: 'A line of your own (optional)',
  noteHint: 'Stands above what the mail says in any case: what to open, and whom to call.',
  outsideFileName: 'Name of the files',
  fileHint: 'Letters and digits; the endings come by themselves.',
  outsidePageName: 'Name on the locked page',
  pageHint: 'Shown above the field for the passphrase.',
  outsideLogo: 'Logo on the locked page (optional)',
  logoHint:
    'PNG or JPEG, at most 400 by 160 pixels and 64 KB. Only the picture is kept: place, device and author in the file are left behind.',
  logoTells:
    'A logo can tell what you treat as much as a name can, and Sealpost reads no pictures. Look at it as a stranger would.',
  chooseLogo: 'Choose a picture',
  otherLogo: 'Choose another picture',
  removeLogo: 'Remove the logo',
  logoAlt: 'The logo, as it stands at the head of the page',
  phone: 'Phone number for questions',
  phoneMissing:
    "Patients can't see whom to call. A number stands on the cover mail, the page and the printed card: “Lost it? Call …”",
  nobodyToCall: "Patients can't see whom to call when they lose the passphrase.",
  addPhone: 'Add your number',
  refusedElsewhere: 'Not saved: look at Settings, Outside the seal.',
  phoneHint: 'On the cover mail, the page and the printed card: “Lost it? Call …”',
  language: 'Language of the cover mail and the sealed page',
  languages: { en: 'English', es: 'Spanish' },
  problems: {
    'names-patient': 'This names one of your patients, to everybody else you write to. Leave it out.',
    number: 'A number that opens an account can never stand here. Leave it out.',
    link: 'Leave the link out. A message that asks nobody to press a link is hard to forge.',
    'asks-password': 'Leave out the word password: it is what false messages ask for.',
    health: "This tells what you treat. Beside a patient's address it is health information: use your name.",
  },
  refused: 'Not saved. Change what is marked above.',
  ask: 'It tells of health',
  askText:
    'Not saved yet. What is marked above tells whoever sees the phone, and the mail host, that its owner is in treatment. A neutral name tells nothing.',
  change: 'Change it',
  keep: 'Save it as it is',
} as const

export const replyPage = {
  title: 'Reply page',
  text: "A patient who has only the PDF has no box to answer in. Put this page on your practice's own site, and PDFs name its address. The answer is sealed in the patient's browser and comes to you by mail.",
  limits:
    'Anyone can write there: nothing shows who wrote an answer. Whoever can change your site could put another page in its place, so keep it where only you can, reached by https.',
  several: 'Each mail account has a page of its own.',
  save: 'Save the page…',
  saved: 'Page saved. Put it on your site, then enter its address here.',
  savedAnew: 'Page saved. Put it in the place of the one on your site.',
  savedOn:
    'Saved on {{date}}. It holds nothing secret. It shows the name, telephone number and language set above: save it again after you change them.',
  outdated:
    "The page was made for a key that you gave up. PDFs don't name it: save it again, put the new one in its place at {{address}}, and say so here.",
  replace:
    'The page that was saved last is for your new key. Put it in the place of the old one. Until you say that it is there, PDFs name none.',
  stale: 'The page that was saved was made for a key that you gave up: save it again.',
  address: 'Its address on your site',
  addressHint: 'https only, without a question mark or #. Patients type it: keep it short.',
  badAddress: 'An address begins with https://, and has no password, question mark or #.',
  publish: 'Name it in PDFs',
  isThere: 'The new page is there',
  published: 'PDFs name it from now on.',
  inPdf: 'What stands in every PDF',
  example: 'The number is another one in each message.',
  withdraw: 'Leave it out of PDFs',
  forget: 'Forget the address',
  withdrawn: 'PDFs name no reply page.',
} as const
