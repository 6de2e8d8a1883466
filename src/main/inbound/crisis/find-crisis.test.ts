import { describe, expect, it } from 'vitest'
import { ordinaryMail } from '../ordinary-mail.fixture.ts'
import { findCrisis } from './find-crisis.ts'
import { cpuMs } from '../../../../test/support/cpu-time.ts'

describe('words that may mean danger raise the notice', () => {
  it.each([
    'I want to die.',
    'i just want to\ndie and nobody would notice',
    'Sometimes I wish I were dead.',
    'I don’t want to live anymore',
    'I don\u2019t want to be here anymore.',
    'Everyone would be better off without me.',
    'I hope I don’t wake up tomorrow.',
    'There is no reason to go on.',
    'Life isn’t worth living since she left.',
    'I can’t go on like this.',
    'I have been thinking about suicide again.',
    'I can’t stop thinking about suicide.',
    'I am not sure I can keep from killing myself.',
    'I don’t know how long until I end my life',
    'I am suicidal. Please call.',
    'I thought about ending it all last night.',
    'I took all my pills an hour ago.',
    'I overdosed on Tuesday and told nobody.',
    'I looked up jumping off a bridge.',
    'I wrote goodbye letters to the kids.',
    'I started cutting again.',
    'Hurting myself is the only thing that helps.',
    'No, I didn’t sleep. I want to kill myself.',
    'It is not a big thing, but I cut myself last night.',
    'I never told you this, and I want to die.',
    'I have an urge to hurt my husband.',
    'The voices keep telling me to do it.',
    'He choked me on Sunday.',
    'He said he is going to kill me.',
    'I am not safe at home.',
    'I do not feel safe with myself.',
    'Ya no puedo más, quiero morirme.',
    'Pienso en quitarme la vida.',
    'No quiero vivir.',
    'Thoughts of suicide? Yes, most days.',
    'I think of suicide - no one would care.',
  ])('%s', (text) => {
    expect(findCrisis('Hello', text)).toBe(true)
  })

  it('in the subject too', () => {
    expect(findCrisis('I want to die', '')).toBe(true)
  })
})

describe('words that deny it, sayings, and what others wrote raise none', () => {
  it.each([
    'No SI this week.',
    'No thoughts of suicide, you asked.',
    'I have no suicidal thoughts.',
    'I am not suicidal.',
    'I never thought about killing myself.',
    'I don’t want to kill myself, I am only tired.',
    'I would never hurt myself.',
    'Two weeks without cutting myself!',
    'She denies suicidal ideation and self-harm.',
    'Thoughts of suicide? No.',
    'Thoughts that you would be better off dead: not at all',
    'Self-harm: none',
    'Self-harm: none\nSleep: bad',
    'Suicide: [ ] yes [x] no',
    'I wanted to die of embarrassment.',
    'I cut myself shaving.',
    'I burned myself cooking.',
    'We saw Suicide Squad.',
    'The talk on suicide prevention was good.',
    'My uncle died by suicide when I was ten.',
    'I shot myself in the foot with that.',
    'The new job is killing me.',
    'He beat me at chess, he beat me to it.',
    'I hurt my back.',
    'No pienso en el suicidio.',
    'I am dying to see you.',
    'See you on Thursday.\n\n-- \nIf you think of suicide, call 988.',
    'Better, thank you.\n\nOn Mon, Nov 2, 2026 at 9:00 AM Dr. Rivera <r@hope.test> wrote:\n> You wrote: I want to die.',
    'Better.\n> I want to die\nThis was last year.',
  ])('%s', (text) => {
    expect(findCrisis('Hello', text)).toBe(false)
  })

  it('nor does ordinary mail', () => {
    const raised = ordinaryMail.filter(({ subject, text }) => findCrisis(subject, text))
    expect(raised).toEqual([])
  })

  it('a letter of any length is read in no time', () => {
    const start = cpuMs()
    findCrisis('', 'not never no want to i wish that '.repeat(100_000))
    expect(cpuMs() - start).toBeLessThan(2_000)
  })
})
