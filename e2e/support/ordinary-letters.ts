/** A letter as therapists and their offices write them every day to people they know. Nothing in it needs a question. */
export type OrdinaryLetter = {
  readonly to: 'maria' | 'daniel'
  readonly subject: string
  readonly text: string
}

const toMaria = (subject: string, text: string): OrdinaryLetter => ({ to: 'maria', subject, text })
const toDaniel = (subject: string, text: string): OrdinaryLetter => ({ to: 'daniel', subject, text })

export const ordinaryLetters: readonly OrdinaryLetter[] = [
  toMaria('Thursday', 'Dear Maria, we see each other on Thursday at 3:30 pm, in the same room as last time.'),
  toDaniel(
    'Moving our hour',
    'Hi Daniel, could we move Tuesday, March 4 to 5 pm? If not, we keep the usual time.',
  ),
  toMaria(
    'Your sleep diary',
    'Thank you for the sleep diary. Six hours on four nights is better than in January.',
  ),
  toDaniel(
    'Breathing exercise',
    'Four seconds in, six seconds out, five minutes, twice a day. Stop if you feel dizzy.',
  ),
  toMaria(
    'Sertraline',
    'Dr. Patel has agreed: 50 mg of sertraline from Monday on, with breakfast. Nausea passes in a week or two.',
  ),
  toDaniel(
    'Lab results',
    'Your TSH is 2.1 and your vitamin D is 18. Please take the drops that we talked about.',
  ),
  toMaria(
    'Invoice for February',
    'Attached you find the invoice for four sessions in February, $520 in all. It is due on March 15.',
  ),
  toDaniel(
    'Superbill',
    'Here is the superbill for your insurance: CPT 90837, ICD-10 F41.1, four dates of service.',
  ),
  toMaria(
    'Insurance',
    'Blue Cross has approved twelve more sessions until the end of June. You need not do anything.',
  ),
  toDaniel('Your copay', 'Your copay stays at $30 a session this year. The deductible is met.'),
  toMaria(
    'Homework',
    'Write down three situations in which you felt anxious, what you thought, and what happened then.',
  ),
  toDaniel(
    'Exposure ladder',
    'Step four for this week: the bus for two stops, off-peak. Rate your fear before and after, 0 to 100.',
  ),
  toMaria(
    'After our talk',
    'What you said about your mother stayed with me. Bring the letter you never sent, if you like.',
  ),
  toDaniel(
    'How are you?',
    'You sounded low on the phone. How did the weekend go? Call me if it gets worse: (555) 010-0100.',
  ),
  toMaria(
    'In an emergency',
    'If you think of hurting yourself, call or text 988, or go to the emergency room at St. Luke. Then call me.',
  ),
  toDaniel(
    'Safety plan',
    'Your safety plan is attached. Your brother and the crisis line are the first two numbers on it.',
  ),
  toMaria('Directions', 'We have moved to 120 Harbor Street, second floor. Parking is behind the building.'),
  toDaniel('Parking', 'Please park on level 2; the machine takes cards and coins. The first hour is free.'),
  toMaria(
    'Group on Wednesday',
    'The mindfulness group starts on Wednesday at 6 pm and meets eight times. Eight people at most.',
  ),
  toDaniel(
    'Reading',
    'The book I mentioned is "Feeling Good" by David Burns. Chapter 3 is what we talked about.',
  ),
  toMaria(
    'Your husband',
    'It is fine if Carlos joins the next hour. Let him know that we talk about the nights first.',
  ),
  toDaniel(
    'Your daughter',
    "I'm glad that Emma sleeps through again. Keep the routine for two more weeks before you change it.",
  ),
  toMaria('Referral', 'I have written to Dr. Lee about the headaches. His office calls you this week.'),
  toDaniel(
    'Report for your doctor',
    'The report for Dr. Kim is ready. Read it first and tell me what should stay out.',
  ),
  toMaria('Questionnaire', 'Your PHQ-9 went from 17 to 9, your GAD-7 from 14 to 8. That is a real change.'),
  toDaniel(
    'Beck inventory',
    'Please fill in the BDI again before Friday and bring it along. It takes ten minutes.',
  ),
  toMaria(
    'Panic',
    'What you describe, the racing heart, the tingling hands, is panic and passes within ten minutes.',
  ),
  toDaniel(
    'OCD',
    'Response prevention this week: check the stove once, then leave. Count how often you turned back.',
  ),
  toMaria(
    'Migraine and stress',
    'Keep a diary of both for a month. Propranolol 40 mg may help; ask your doctor at the visit on 5/12.',
  ),
  toDaniel(
    'Blood pressure',
    '142/91 in the evening is a little high. Measure three times a week in the morning, sitting.',
  ),
  toMaria('Vacation', "I'm away from July 14 to 28. Dr. Okafor covers for me: (555) 010-0177."),
  toDaniel(
    'Office hours',
    'The office is closed on Monday for Memorial Day. Calls are answered from Tuesday at 8.',
  ),
  toMaria(
    'Telehealth',
    'The link for our video hour comes ten minutes before. Use headphones, and a room where you are alone.',
  ),
  toDaniel(
    'Consent form',
    'Please read the attached consent form, sign page 3 and bring it along. Questions are welcome.',
  ),
  toMaria(
    'Cancelled hours',
    'An hour that is cancelled less than 24 hours before is charged with $60, as our agreement says.',
  ),
  toDaniel('Payment received', 'Thank you, your payment of $120 has arrived. Your balance is zero.'),
  toMaria('Refill', 'The refill of your escitalopram is at the CVS on Main Street. They are open until 9.'),
  toDaniel(
    'Side effects',
    'Dry mouth and drowsiness are common in the first two weeks on mirtazapine 15 mg. Tell me if they stay.',
  ),
  toMaria('Grief', 'Anniversaries are hard. Plan something small for the 14th, and someone to be with.'),
  toDaniel(
    'Trauma work',
    'We begin with the safe place, not with the accident. You can stop at any time; a raised hand is enough.',
  ),
  toMaria(
    'EMDR',
    'EMDR takes about eight to twelve sessions for a single event. We decide together after the third.',
  ),
  toDaniel(
    'Couples hour',
    'Joanna and you are down for 90 minutes on Saturday at 10. Please each bring one thing that went well.',
  ),
  toMaria(
    'Return to work',
    'I support four hours a day from April 1, rising to six in May. The letter for your employer is attached.',
  ),
  toDaniel(
    'Disability form',
    'I have filled in my part of the form. Your part is pages 1 and 2; it must be there by the 30th.',
  ),
  toMaria(
    'School meeting',
    'The meeting with the school counselor about Luis is on May 9 at 2 pm. I join by phone.',
  ),
  toDaniel(
    'Running',
    'Thirty minutes three times a week helps about as much as a tablet. Start with ten, on flat ground.',
  ),
  toMaria(
    'Caffeine',
    'Three coffees after 2 pm will keep anyone awake. Try one week with the last cup at noon.',
  ),
  toDaniel(
    'Feedback',
    'You asked how therapy is going: your goals one and two are met, the third is on its way.',
  ),
  toMaria(
    'Ending',
    'We have three sessions left. Let us look back at what helped, and plan for days when it gets hard again.',
  ),
  toDaniel(
    'One year on',
    'It is a year since you came. Would you like a check-up hour in the fall? I have room in September.',
  ),
]
