export const fetch = {
  title: 'Mail on this computer',
  about:
    'Larger and older mail is listed, and comes when you open it. Until then search knows its subject and people, not its text. What is encrypted or signed, and sealed answers, come whole up to 40 MB, since nothing true can be said of them before. What is here already stays.',
  size: 'Messages that come by themselves',
  upTo: 'Up to {{size}}',
  anySize: 'Of any size',
  age: 'How far back',
  months_one: 'The last month',
  months_other: 'The last {{count}} months',
  years_one: 'The last year',
  years_other: 'The last {{count}} years',
  anyAge: 'All mail',
} as const

export const keptDrafts = {
  title: 'Drafts',
  keep: 'Keep drafts on the mail host too',
  about:
    'Encrypted to your own key, without subject or recipients outside: the host learns that there is a draft, and when it changed. Another computer of the practice with the same key goes on with it. Turned off, the copies made here are removed.',
} as const
