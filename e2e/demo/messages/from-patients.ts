import { daniel, hannah, maria, practice } from '../people.ts'
import { messageIdOf } from './compose.ts'
import type { Letter } from './compose.ts'
import { smallPhoto } from './pictures.ts'

const sleepDiary = `Date,To bed,Asleep,Woke up,Times awake
Mon,23:10,00:30,06:40,2
Tue,22:50,23:20,06:45,1
Wed,23:30,01:10,06:30,3
Thu,22:40,23:05,06:50,0
`

/** Ordinary, unencrypted mail: what nearly every patient sends. */
export const fromPatients: readonly Letter[] = [
  {
    from: maria,
    subject: 'Thursday',
    text: `Hi Dr. Rivera,

could we move Thursday to 4:30? My daughter's school ends later that day.

Also, the new dose of sertraline: the nausea is mostly gone, but I still wake up at four. Should I write that down, or wait until we meet?

Thanks,
Maria
`,
    hoursAgo: 1.2,
  },
  {
    from: daniel,
    subject: 'Sleep diary, week 2',
    text: `Dear Dr. Rivera,

here is the diary you asked for. Wednesday was rough: the anniversary. Thursday I did the breathing before bed and it helped.

I still have not told my brother. I'd like to talk about that on Monday.

Daniel
`,
    attachments: [{ filename: 'sleep-diary-week-2.csv', content: sleepDiary, contentType: 'text/csv' }],
    hoursAgo: 5.5,
  },
  {
    from: hannah,
    subject: 'My new insurance card',
    text: `Hello,

I changed jobs, so here is the new card. Member ID is NBH-4471-20936, and the group number is on the back.

Do I have to pay the first visit myself again?

Hannah Brooks
`,
    attachments: [{ filename: 'card-front.png', content: smallPhoto(), contentType: 'image/png' }],
    hoursAgo: 27,
    flags: ['seen', 'flagged'],
  },
  {
    from: maria,
    subject: 'Re: The grounding exercise',
    text: `It worked on the train! Five things I could see, and by the time I got to three the worst was over.

Thank you.

> Try it once a day when you feel well, so that it is there when you don't.
> Elena Rivera
`,
    html: `<p>It worked on the train! Five things I could see, and by the time I got to three the worst was over.</p>
<p>Thank you.</p>
<blockquote style="border-left:2px solid #ccc;padding-left:8px;color:#555">Try it once a day when you feel well, so that it is there when you don't.<br>Elena Rivera</blockquote>`,
    inReplyTo: messageIdOf(practice, 'The grounding exercise'),
    hoursAgo: 74,
    flags: ['seen'],
  },
  {
    from: daniel,
    subject: 'Monday',
    text: `I'll be there at ten. Parking was impossible last time, so I may be five minutes late.

Daniel
`,
    hoursAgo: 98,
    flags: ['seen', 'answered'],
  },
  {
    from: hannah,
    subject: 'Letter for my university',
    text: `Dear Dr. Rivera,

the disability office needs a letter by the 30th. It has to say that I am in treatment since March and that I need extra time in exams. They say it must name the diagnosis (F41.1).

Could you send it to me and not to them? I want to see it first.

Hannah
`,
    hoursAgo: 122,
    flags: ['seen', 'flagged'],
  },
  {
    from: { name: 'Łukasz Nowak', address: 'lukasz.nowak@poczta.example' },
    subject: 'First appointment — is there a waiting list?',
    text: `Good morning,

my physician, Dr. Okafor, gave me your name. I have had panic attacks since the summer, mostly at night. I work shifts, so only mornings are possible.

Is there a waiting list? And do you also see people in Polish? If not, English is fine.

With kind regards
Łukasz Nowak
(555) 010-0144
`,
    hoursAgo: 8,
  },
]
