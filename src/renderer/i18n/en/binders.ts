/** Evidence binders of others, beside their logs. */
export const binders = {
  list: 'Evidence binders',
  add: 'Add a binder',
  open: 'Open the binder {{title}}',
  whole: 'Signed, and not changed since.',
  made: 'Made {{when}}',
  madeBy: 'Made {{when}} by {{practice}}',
  unreadable: "It can't be read here any more. Take it away, and add its file again.",
  added: 'Added {{when}}',
  contradicted: 'Contradicted',
  standings: {
    none: 'No log of this signer is here. Add the log of the practice, and the binder is held against it.',
    holds: 'The log “{{title}}” holds record {{seq}}, its newest when the binder was made.',
    named:
      'The log “{{title}}” holds record {{seq}}, its newest when the binder was made, and says that this file was saved.',
    'ends-before': 'The log “{{title}}” ends before the binder was made. Add a later export of it.',
    'not-here':
      'No export of the log “{{title}}” that is here has record {{seq}}, with which the binder ends. Ask for one that holds it.',
    unproven:
      'The log “{{title}}” isn’t intact. What it says of record {{seq}}, with which the binder ends, isn’t proven.',
    'other-log': 'The log “{{title}}” is another one, signed with the same key.',
    contradicts:
      'The log “{{title}}” has another record {{seq}} than the one with which the binder ends. Ask the practice about both.',
    'taken-back':
      'The log “{{title}}” was exported after the binder was made, and ends before it: it was taken back, or a clock was. Ask the practice about both.',
    'other-signer':
      'The log “{{title}}” is the one that the binder names, and another key signed it. Ask the practice which key is its own.',
  },
  facts: {
    title: 'What it says of itself',
    practice: 'Practice',
    made: 'Made on',
    signer: 'Signed by key',
    head: 'Newest record then',
    headText: '{{seq}}, hash {{hash}}',
    pdf: 'PDF beside it',
    pdfText: 'SHA-256 {{hash}}',
    noName: 'Not named',
  },
  compare:
    'Compare the key with the one that the practice names. What the binder says is the word of whoever has that key.',
  offer: {
    title: 'Add this binder',
    name: 'What you call it',
    nameHint: 'The practice, and when it was made.',
    keep: 'Add it',
    keepContradicted: 'Add it as contradicted',
    added: 'Added: {{title}}',
  },
  sections: 'What the binder shows',
  nothing: 'None.',
  nothingFor: 'None (45 CFR {{paragraph}}).',
  version: 'Version {{version}}, written {{when}}',
  older_one: '{{count}} version before it',
  older_other: '{{count}} versions before it',
  remove: {
    sure: 'It goes from this store. The file that you added stays where it is. That it was here, and was taken away, stays in your own activity log.',
    now: 'Take this binder away',
    done: 'Taken away: {{title}}',
  },
} as const
