export const spelling = {
  menu: 'Spelling of {{word}}',
  nothing: 'No suggestion',
  learn: 'Add to my words',
  ignore: 'Ignore here',
  learned: '“{{word}}” is one of your words.',
  forgotten: '“{{word}}” is checked again.',
  languages: 'Check spelling',
  languagesText:
    'In your messages and their subjects, with dictionaries that come with Sealpost. What you write is sent nowhere for it.',
  choices: { off: 'Off', en: 'English (US)', es: 'Spanish', 'en-es': 'English and Spanish' },
  words: 'My words',
  wordsText: 'Never marked. Names of the people you know, drugs and diagnoses need not be added.',
  none: 'Nothing yet. The menu of a marked word offers it: right click, or Shift+F10.',
  remove: 'Remove',
  removeOf: 'Remove {{word}}',
} as const
