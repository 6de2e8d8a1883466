/** A letter as a practice writes it every day. */
export type OrdinaryLetter = { readonly subject: string; readonly text: string }

const letters: readonly (readonly [subject: string, text: string])[] = [
  [
    'Tuesday',
    'Dear Maria,\n\nI look forward to our session on Tuesday, November 24, at 3:00 pm. Please bring your sleep diary.',
  ],
  [
    'Change of time',
    'Dear Maria, could we move Thursday 4 pm to Friday 10 am? If that does not suit you, we keep Thursday.',
  ],
  [
    'Your question about sertraline',
    'Dear Maria,\n\nSide effects of sertraline such as nausea usually pass in two weeks. Stay at 50 mg until we speak. If you feel worse, call me at (555) 010-0100.',
  ],
  [
    'After our session',
    'Dear Maria, thank you for your openness today. For next time: three situations in which the panic attacks began, and what you did then.',
  ],
  [
    'Breathing exercise',
    'Hello Maria,\n\nfour counts in, hold for four, out for six. Twice a day for five minutes. Write down your anxiety from 0 to 10 before and after.',
  ],
  [
    'Invoice',
    'Dear Maria,\n\nplease find the invoice for the sessions of October 6, 13, 20 and 27: four hours at $150, in total $600, due December 15.',
  ],
  [
    'Your intake form',
    'Hello Maria, thank you for the form. I see that you were treated for depression in 2019. We will talk about it when we meet.',
  ],
  [
    'Letter for your employer',
    'Dear Maria, the letter says only that you were with me on November 10 from 9 to 10 am, and nothing of the reason.',
  ],
  [
    'Insurance',
    'Dear Maria,\n\nyour plan, member ID XQJ4471882, covers twenty sessions a year. You have used seven. The copay is $25 each.',
  ],
  [
    'Holiday',
    'Dear Maria, the practice is closed from December 22 to January 4. In a crisis call 988 or go to the nearest emergency room.',
  ],
  [
    'Homework',
    'Dear Maria, please read chapter four of the workbook and note which thoughts come with the low mood in the morning.',
  ],
  [
    'Missed appointment',
    'Dear Maria, we had an appointment today at 2 pm. I hope that you are well. Shall we find another hour this week?',
  ],
  [
    'Your daughter',
    'Dear Maria, what you told me about Sofia and school sounds like a lot for one week. Let us begin with that on Monday.',
  ],
  [
    'Blood test',
    'Dear Maria, before we raise the lithium we need the level and kidney values. Dr. Weiss can draw blood on any morning before 9.',
  ],
  [
    'Report',
    'Dear Maria,\n\nthe report on the assessment of November 3 is ready: moderate depressive episode (F32.1), no sign of bipolar disorder. We go through it together on Friday.',
  ],
  [
    'Sleep',
    'Hello Maria, four hours a night is little. Please go to bed at the same time each day and leave the phone in the kitchen. We look at it again in two weeks.',
  ],
  [
    'Group therapy',
    'Dear Maria, the anxiety group meets on Wednesdays at 6 pm from January 14, eight evenings, six people. Tell me by December 20 if you want the place.',
  ],
  [
    'Prescription',
    'Dear Maria, the prescription for escitalopram 10 mg is at the pharmacy in Oak Street. One tablet in the morning with food.',
  ],
  [
    'New address of the practice',
    'Dear Maria, from January 5 you find me at 14 Oak Street, second floor, Springfield. The telephone number stays (555) 010-0100.',
  ],
  [
    'Video session',
    'Dear Maria, for the video session you need nothing but a quiet room. I send the address ten minutes before.',
  ],
  [
    'Goals',
    'Dear Maria, we said three goals: to drive on the motorway again, to sleep six hours, to see friends twice a month. Which has moved?',
  ],
  [
    'Your test results',
    'Dear Maria, your PHQ-9 went from 17 to 9 since September, your GAD-7 from 14 to 8. That is a real change.',
  ],
  ['Reminder', 'Dear Maria, a reminder of our hour tomorrow, Wednesday, at 11:30.'],
  [
    'Consent',
    'Dear Maria, please read the consent for sharing information with your family doctor. You can take it back at any time.',
  ],
  [
    'Receipt',
    'Dear Maria, thank you, your payment of $150 of November 12 has arrived. The receipt is attached to this letter as text: paid by check.',
  ],
  [
    'Side effects',
    'Dear Maria, the dizziness may come from the new dose. Stand up slowly, drink enough, and call me if it lasts beyond Sunday.',
  ],
  [
    'Before the operation',
    'Dear Maria, please tell the anesthetist that you take venlafaxine 75 mg. Do not stop it by yourself before the operation on December 2.',
  ],
  [
    'Your mother',
    'Dear Maria, grief has no timetable. What you describe, waking at four and thinking of her, is common in the first year.',
  ],
  [
    'Couples session',
    'Dear Maria, Pablo may join us on the 1st of December. Please agree with him beforehand what you do not want to talk about.',
  ],
  [
    'Waiting list',
    'Dear Maria, a weekly hour on Mondays at 8 am has become free. You are first on the list; please answer by Friday.',
  ],
  [
    'Exposure',
    'Dear Maria, this week: two stops on the bus with someone, then two alone. Stay until the fear is halved. You have done the supermarket already.',
  ],
  [
    'Referral',
    'Dear Maria, Dr. Chen in Lakeside treats eating disorders and takes your plan. I told her nothing yet; say when I may.',
  ],
  [
    'Certificate',
    'Dear Maria, the certificate for the gym says that sport is good for your back pain and mood. It is ready at the front desk.',
  ],
  [
    'Diary',
    'Dear Maria, thank you for the pages of your diary. The sentence about the kitchen window stayed with me. May we begin there?',
  ],
  [
    'Questionnaire',
    'Dear Maria, please fill in the questionnaire once more before Friday; it takes ten minutes and shows us where you stand after twelve weeks.',
  ],
  [
    'A good week',
    'Dear Maria, I am glad about your message: three nights without nightmares, and the visit to your sister. Let us keep the plan as it is.',
  ],
  [
    'Cancelled',
    'Dear Maria, I am ill and have to cancel tomorrow. I am sorry. Is the same time next week possible? There is no charge of course.',
  ],
  [
    'Safety plan',
    'Dear Maria, the plan once more: first walk with the dog, then call your sister, then me at (555) 010-0100, then 988 at any hour.',
  ],
  [
    'Statement',
    'Dear Maria, the statement for your tax return: 31 sessions in 2025, $4,650, of which your insurance paid $3,875.',
  ],
  [
    'Allergies',
    'Dear Maria, is the allergy to penicillin the only one? I ask because the psychiatrist wants to know before she prescribes anything.',
  ],
  [
    'Second appointment',
    'Dear Maria, for the second appointment please come ten minutes early; there is one more form for the HIPAA notice.',
  ],
  [
    'Diagnosis',
    'Dear Maria, you asked for the word: generalized anxiety disorder, F41.1. It describes what you told me; it is not who you are.',
  ],
  [
    'Medication plan',
    'Dear Maria,\n\nweek 1: 25 mg quetiapine at night\nweek 2: 50 mg\nweek 3: we talk.\n\nNo alcohol, please.',
  ],
  [
    'Mindfulness course',
    'Dear Maria, the course costs $220, and your plan pays half. It begins on February 3 in the community center.',
  ],
  ['Thank you', 'Dear Maria, thank you for the card. It stands on my desk.'],
  [
    'Your chart',
    'Dear Maria, you may see your chart at any time. It has number MRN 20931; at the desk they need only your date of birth, 03/14/1988.',
  ],
  [
    'Teletherapy in other states',
    'Dear Maria, while you are in Denver I may not treat you by video; my licence holds in this state. We speak when you are back on the 9th.',
  ],
  [
    'Panic on the plane',
    'Dear Maria, for the flight on December 18: aisle seat, the cards with the three sentences, and the breathing. You do not need the lorazepam.',
  ],
  [
    'How are you',
    'Dear Maria, two weeks have passed. How is the appetite, how is the sleep? A short answer is enough.',
  ],
  [
    'The end of therapy',
    'Dear Maria, three hours remain. Let us use them to write down what helped, and what you will do when the fear comes again.',
  ],
]

/** Fifty letters to a patient whom the practice knows, about health, money and time: none is a reason to ask. */
export const ordinaryLetters: readonly OrdinaryLetter[] = letters.map(([subject, text]) => ({
  subject,
  text,
}))
