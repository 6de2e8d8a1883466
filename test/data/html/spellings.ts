/** Where every remote reference of a vector goes; who runs the vectors tells them apart by a host below it. */
export const url = 'https://leak.test/x'

/** One address in the ways that browsers take it, as it is written in an attribute. */
export const spelledUrls: readonly string[] = [
  url,
  'http://leak.test/x',
  '//leak.test/x',
  '\\\\leak.test\\x',
  'https:\\\\leak.test/x',
  'HTTPS://leak.test/x',
  ` \n ${url} `,
  'ht\ntps://leak.test/x',
  'h&Tab;ttps://leak.test/x',
  '&#104;ttps://leak.test/x',
  '&#x0068;ttps&colon;//leak.test/x',
  'https://user:pass@leak.test:443/x',
  'https://leak.test?x=%2f%2fok.example',
  'https://ok.example%2f@leak.test/x',
  'https:////leak.test/x',
  '\x01https://leak.test/x',
]

/** A script's address in the ways that browsers take it. */
export const scriptUrls: readonly string[] = [
  'javascript:pwn()',
  'JaVaScRiPt:pwn()',
  ' javascript:pwn()',
  'java\tscript:pwn()',
  'java\nscript:pwn()',
  'java\r\nscript:pwn()',
  'java&Tab;script:pwn()',
  'java&NewLine;script:pwn()',
  '\x01javascript:pwn()',
  '&#1;javascript:pwn()',
  'javascript&colon;pwn()',
  '&#106;avascript:pwn()',
  '&#x6A;avascript:pwn()',
  '&#0000106avascript:pwn()',
  'javascript:&#112;wn()',
  'javascript:%70wn()',
  'javascript://ok.example/%0apwn()',
  'javascript:/*https://ok.example*/pwn()',
  "javascript:'https://ok.example',pwn()",
  'javascript:void(pwn())',
]
