export const shares = {
  title: 'Recovery shares',
  text: "For the day when you can't work: three sheets, of which any two open what your recovery kit opens. One alone opens nothing.",
  kitFirst: 'They are made of your recovery kit: make that first.',
  none: 'None made yet: nobody but you could open this store.',
  made: 'Set {{set}}, made {{date}}. Kept by:',
  unconfirmed:
    'Set {{set}}, made on {{date}}, not confirmed: any two of its sheets open this store, whoever has them. Meant for:',
  over: 'Set {{set}} opens nothing any more on this computer, since you made a new kit. An earlier backup, until the next one, and any copy still opens with it. It was kept by:',
  older:
    'Earlier sets of the same kit go on opening it. A new kit ends them all on this computer; an earlier backup, until the next one, and any copy still opens with them.',
  begin: 'Make recovery shares',
  again: 'Make new recovery shares',
  about:
    "Choose three who don't meet by chance: a colleague who takes over your patients, the executor of your will, a safe. What is opened with them on this computer is recorded, and stays among the open tasks until it was looked through; what is restored on another computer is recorded there alone.",
  holders: 'Who keeps them',
  holder: 'Share {{number}}',
  roles: { colleague: 'A colleague', executor: 'The executor of my will', safe: 'A safe' },
  kit: 'Your recovery kit',
  kitText: "From your paper: Sealpost doesn't know its words. If it is lost, make a new kit first.",
  make: 'Make the shares',
  one: 'Share {{number}} of 3: {{holder}}',
  set: 'Set {{set}}',
  words: 'Words of the share',
  sheet: 'The printed sheet also says what to do with it, for somebody who never saw Sealpost.',
  written: "It's on paper",
  done: 'Your recovery shares are made. Give each to the one who keeps it.',
} as const
