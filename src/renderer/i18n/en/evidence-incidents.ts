export const incidentWords = {
  about:
    'What went wrong with health information, or nearly did: what happened, and what you concluded from it.',
  add: 'Add an incident',
  empty: 'No incident is on record.',
  open: 'Open',
  openOf: 'Open {{title}}',
  states: {
    undecided: 'Not concluded yet',
    untold: 'Breach, people not told yet',
    told: 'Breach, told on {{day}}',
    'no-breach': 'No breach',
  },
  discovered: 'Discovered {{day}}',
  affected_one: '{{count}} person concerned',
  affected_other: '{{count}} people concerned',
  affectedUnknown: 'Number of people not known',
  left_zero: 'Today is the last day to tell people, if it was a breach',
  left_one: '{{count}} day left to tell people, until {{day}}',
  left_other: '{{count}} days left to tell people, until {{day}}',
  late_one: '{{count}} day late: people were to be told until {{day}}',
  late_other: '{{count}} days late: people were to be told until {{day}}',
  titleNew: 'Add an incident',
  titleHint: 'Such as “Statement sent to a former address”. No names of patients.',
  needsTitle: 'A few words, please.',
  needsDay: 'A day, please: the 60 days run from it.',
  discoveredHint: 'When anybody here first knew of it.',
  happenedHint: 'Empty if nobody knows.',
  whatHint: 'Who noticed it, what it was about, what was done at once.',
  affectedHint: "Empty if it isn't known yet.",
  step: 'Step {{step}} of {{steps}}',
  steps: {
    what: 'What happened',
    secured: 'Was it protected?',
    factors: 'The four factors',
    conclusion: 'What you conclude',
    told: 'Who was told',
  },
  saveNow: 'Save for now',
  decides:
    'Sealpost gives no legal advice. Your practice decides, and this record of it is kept for six years.',
  securedText:
    "Health information that was encrypted isn't “unsecured”, as long as whoever has it doesn't have the means to decrypt it too.",
  secured: { yes: 'Yes', no: 'No', unknown: 'Nobody knows' },
  securedMeans: {
    yes: "It was encrypted, and key or passphrase didn't get away with it.",
    no: 'It could be read, on paper, on a screen or in a file.',
    unknown: "Go on as if it wasn't.",
  },
  factorsText:
    'Together they tell how probable it is that the information was compromised. Weigh each, and write down why.',
  factors: {
    nature: 'What it was',
    recipient: 'Who got it',
    acquired: 'Whether it was seen',
    mitigated: 'What was done about it',
  },
  factorsMean: {
    nature:
      'Which information, and how much of it. A diagnosis or a Social Security number weighs more than an appointment; so does what makes it easy to tell whose it is.',
    recipient:
      'Whoever has to keep such things secret too, as another practice does, weighs less than a stranger.',
    acquired: 'Whether it was really opened or taken. An unopened letter that came back weighs less.',
    mitigated:
      'How far the harm was undone: returned or destroyed, with a promise in writing that can be relied on.',
  },
  weight: 'What it adds to the probability',
  why: 'Why',
  concludeText:
    'It counts as a breach unless all four factors show a low probability that the information was compromised. You weighed {{weighed}} of {{of}}.',
  concludeSecured: "You wrote down that it was protected. Then the duty to tell people doesn't begin.",
  conclusions: { open: 'Not concluded yet', 'no-breach': 'No breach', breach: 'A breach' },
  conclusionsMean: {
    open: 'The 60 days run meanwhile.',
    'no-breach':
      'A low probability is shown, or it was protected. Your practice has to be able to show that.',
    breach: 'Those concerned are told without unreasonable delay.',
  },
  needsFactors: 'Only after all four factors are weighed.',
  toldBy:
    'The rule names {{day}} as the last day: 60 days after the discovery. Without unreasonable delay comes first.',
  toldWhom:
    'It names the people themselves and the Secretary of Health and Human Services; where more than 500 people of one state are concerned, the media there too.',
  toldHint: 'Write here too who was told, and how.',
} as const
