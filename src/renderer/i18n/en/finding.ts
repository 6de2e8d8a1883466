export const finding = {
  why: 'Why: {{why}}',
  howSure: 'How sure: {{sure}}',
  sure: { high: 'very likely', middle: 'likely', low: 'possible' },
  inQuote: 'in the quoted part',
  inSubject: 'in the subject',
  inFileName: 'in the name of a file',
  inFile: 'in a file',
  becomes: '“{{value}}” becomes “{{words}}”.',
  replace: 'Replace',
  notHere: 'Not PHI here',
  never: 'Never flag this',
  show: 'Show in the message',
  fileNote: "Sealpost doesn't change files. It goes sealed, with its name.",
  always: {
    number:
      'Social Security, card and account numbers are asked about in any case. Replace it, or answer when you send.',
    patient:
      'This names one of your patients: Sealpost must ask when a letter about one goes to another. Replace it, or leave it.',
  },
  replaced: 'Replaced with “{{words}}”.',
  dismissedHere: '“{{value}}” is no longer flagged in this draft.',
  dismissedEverywhere: '“{{value}}” is never flagged again. Settings, Scanner lists it.',
  nothingHere: 'Nothing was found at the cursor.',
  gone: "The text changed meanwhile. It's looked at again.",
} as const

export const consultation = {
  title: 'Prepare for consultation',
  intro:
    'People become roles, dates become years, places become states, numbers go; in the quoted part too. You can undo it.',
  changes: 'What will be changed',
  nothing: 'Nothing here names a person, a place, a day or a number.',
  more_one: '{{count}} more place',
  more_other: '{{count}} more places',
  becomes: 'becomes',
  showAll: 'Show all {{count}} changes',
  risks: 'What risk remains',
  change: 'Change the text',
  back: 'Back',
  changed: 'The text was changed for a consultation.',
  risk: {
    'own-words':
      'What happened, told in detail, can point to one person. Read it as somebody who knows the patient.',
    'rare-condition': 'A rare condition or procedure is named. Few people have it.',
    'work-and-place': 'An occupation stands beside a kind of place. In a small town that can be one person.',
    'public-event': 'Something that may have been in the news is mentioned.',
    family: 'An unusual family or origin is mentioned.',
    'days-in-words': 'Days told in words stay, such as “yesterday” or “on her birthday”.',
    quoted:
      'The quoted part is rewritten too, but it is in somebody’s own words. Leave out what isn’t needed.',
    attachments: 'Attached files are not rewritten. Remove them, or check them yourself.',
    'set-aside': 'What you marked as no PHI stays as it is.',
  },
} as const
