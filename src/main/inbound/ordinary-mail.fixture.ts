/** Mail as a practice gets it every week, of our own writing. Nothing in it deserves a warning. */
export interface OrdinaryMail {
  readonly from: string
  readonly subject: string
  readonly text: string
  readonly replyTo?: string
  /** As another form of the text. */
  readonly html?: string
  readonly file?: string
}

const patient = 'Maria Alvarez <maria.alvarez@mail.test>'
const daniel = 'Daniel Ortiz <dan.ortiz@inbox.test>'
const colleague = '"Dr. Susan Lee" <lee@lakeside-neuro.test>'

export const ordinaryMail: readonly OrdinaryMail[] = [
  { from: patient, subject: 'Thursday', text: 'Thursday at 3 works. See you then.' },
  { from: patient, subject: 'Running late', text: 'The bus is late, I will be there ten minutes after.' },
  { from: patient, subject: 'Dose', text: 'I slept through the night. One question about the mornings.' },
  { from: patient, subject: 'Address', text: 'We moved! My new address is below, please update it.' },
  { from: patient, subject: 'Card', text: 'My card expired. Can I give you the new one on Thursday?' },
  { from: patient, subject: 'Autopay', text: 'I have a new bank account, so the autopay failed. Sorry!' },
  { from: patient, subject: 'Homework', text: 'I did the breathing exercise every day but Sunday.' },
  { from: patient, subject: 'Form', text: 'Here is the form, filled in.', file: 'Intake form.docx' },
  { from: patient, subject: 'Insurance card', text: 'Front and back.', file: 'IMG_2041.jpg' },
  { from: patient, subject: 'Photos', text: 'All the pages.', file: 'Scan 1.2.pdf' },
  {
    from: daniel,
    subject: 'Re: Appointment',
    text: 'Yes, thank you.\n\nOn Mon, Nov 2, 2026 Dr. Rivera wrote:\n> Does 3 work?',
  },
  { from: daniel, subject: 'My sister', text: 'My sister would like to come along once. Is that possible?' },
  {
    from: daniel,
    subject: 'Receipt',
    text: 'Could you send me the receipt for October? Payroll asks for it.',
  },
  { from: daniel, subject: 'Cancel', text: 'I have the flu and must cancel. I could kill for a hot soup.' },
  {
    from: daniel,
    subject: 'Work',
    text: 'The new job is killing me, but in a good way. Tell you on Friday.',
  },
  {
    from: daniel,
    subject: 'Shaving',
    text: 'I cut myself shaving, so excuse the plaster in the video call.',
  },
  {
    from: daniel,
    subject: 'Exam',
    text: 'I passed! I nearly died of embarrassment in the oral part, though.',
  },
  { from: daniel, subject: 'Marathon', text: 'I hurt my knee while running. No training until December.' },
  { from: daniel, subject: 'Film', text: 'We watched that film about a suicide squad. Not for me.' },
  {
    from: daniel,
    subject: 'Feeling well',
    text: 'No dark thoughts this week. No thoughts of suicide at all, you asked.',
  },
  {
    from: colleague,
    subject: 'Consult',
    text: 'The MRI shows no acute change.',
    file: 'MRI report 2026-11-18.pdf',
  },
  { from: colleague, subject: 'Supervision', text: 'Would the 4th and the 18th suit you?' },
  {
    from: colleague,
    subject: 'Referral',
    text: 'May I refer someone to you? Best call me.\n\n-- \nIf you are in crisis or want to die, call 988.',
  },
  { from: colleague, subject: 'Images', text: 'The series as an archive.', file: 'series.zip' },
  {
    from: colleague,
    subject: 'Call',
    text: 'Please see www.lakeside-neuro.test/visit for the way.',
    html: '<p>See <a href="https://www.lakeside-neuro.test/visit">lakeside-neuro.test</a></p>',
  },
  { from: colleague, subject: 'Invitation', text: 'The case conference.', file: 'invite.ics' },
  { from: colleague, subject: 'My card', text: 'As asked.', file: 'Lee.vcf' },
  {
    from: 'Jordan Park <jordan.park@letters.test>',
    subject: 'First appointment',
    text: 'A friend gave me your name. I have had panic attacks since spring.',
  },
  { from: 'Kim <kim82@inbox.test>', subject: 'Question', text: 'Do you take Blue Shield?' },
  { from: 'A. Alvarez <alma.alvarez@mail.test>', subject: 'Couples', text: 'Do you see couples?' },
  {
    from: 'Renewals <renewals@licensing.test>',
    subject: 'Your renewal',
    text: 'Your license expires on January 31. Renew online or by mail.',
    html: '<a href="https://renew.licensing.test/">Renew at licensing.test</a>',
  },
  {
    from: 'Pharmacy <desk@corner-pharmacy.test>',
    subject: 'Refill',
    text: 'Please confirm the refill by fax or phone.',
  },
  {
    from: 'Blue Shield <noreply@blueshield.test>',
    replyTo: 'claims@blueshield-claims.test',
    subject: 'Remittance advice',
    text: 'The payment for claim 88120 was sent. The advice is attached.',
    file: 'EOB.pdf',
  },
  {
    from: 'Bank <alerts@first-bank.test>',
    subject: 'Deposit received',
    text: 'A direct deposit of $1,842.10 arrived in the account ending in 11.',
  },
  {
    from: 'Payroll <payroll@hours.test>',
    subject: 'Payroll was run',
    text: 'Your payroll for November was sent. No action is needed.',
  },
  {
    from: 'Invoices <billing@phone-company.test>',
    subject: 'Your invoice',
    text: 'Your bill of $61 is due December 1. Pay as usual.',
    file: 'Invoice 2026-11.pdf',
  },
  {
    from: 'Landlord <office@main-street.test>',
    subject: 'Heating',
    text: 'The heating will be off on Tuesday from 9 to 12.',
  },
  {
    from: 'Cleaning <hello@bright-rooms.test>',
    subject: 'Holidays',
    text: 'We do not come on Thanksgiving.',
  },
  {
    from: 'Journal <toc@journal.test>',
    replyTo: 'editor@publisher.test',
    subject: 'New articles',
    text: 'In this issue: suicide risk in adolescents.',
    html: '<a href="https://click.sender-tool.test/1">www.journal.test/issue/4</a>',
  },
  {
    from: 'Shop <news@books.test>',
    subject: 'Sale',
    text: 'Up to 30% off.',
    html: '<a href="https://track.mailer.test/x">books.test</a> <a href="https://track.mailer.test/y">Unsubscribe</a>',
  },
  {
    from: 'Association <members@counselors.test>',
    subject: 'Dues',
    text: 'Your dues are payable online. Thank you for being a member.',
  },
  {
    from: 'Webinar <events@training.test>',
    subject: 'Webinar on suicide prevention',
    text: 'Two hours, two credits.',
    html: '<a href="https://training.test/register">Register</a>',
  },
  {
    from: 'Calendar <calendar@scheduler.test>',
    replyTo: 'dan.ortiz@inbox.test',
    subject: 'Accepted: session',
    text: 'Daniel Ortiz accepted.',
    file: 'invite.ics',
  },
  {
    from: 'List <list@peers.test>',
    replyTo: 'list@peers.test',
    subject: '[peers] Room to let',
    text: 'A quiet room from January, two days a week.',
  },
  {
    from: 'Müller <anna@xn--mller-kva.test>',
    subject: 'Konferenz',
    text: 'The programme for Zürich.',
    html: '<a href="https://xn--mller-kva.test/">müller.test</a>',
  },
  {
    from: 'Иван <ivan@xn--80akhbyknj4f.test>',
    subject: 'Supervision',
    text: 'Could we talk about supervision in Russian?',
  },
  {
    from: 'Software <team@notes-app.test>',
    subject: 'Version 12.1.exe is out',
    text: 'See what is new in 12.1.',
  },
  { from: 'Host <postmaster@hope.test>', subject: 'Quota', text: 'Your mailbox uses 61 % of its space.' },
  {
    from: 'Parking <permits@city.test>',
    subject: 'Permit',
    text: 'Your permit was renewed.',
    file: 'Permit.v2.pdf',
  },
  {
    from: 'Survey <survey@clinic-network.test>',
    subject: 'One minute',
    text: 'How satisfied are you?',
    html: '<a href="https://survey.clinic-network.test/1">Begin</a>',
  },
]
