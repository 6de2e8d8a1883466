import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import type { AuditRow } from '../../../shared/contract/index.ts'
import { events } from '../../i18n/en/events.ts'
import { startTexts } from '../../i18n/index.ts'
import { groupOf } from './event-groups.ts'
import { eventSentence } from './event-sentence.ts'

beforeAll(startTexts)

function row(type: string, values: AuditRow['values'] = {}, name?: string): AuditRow {
  return {
    sequence: 1,
    at: '2026-11-21T14:02:00.000Z',
    type,
    values,
    person: name === undefined ? null : { id: 'p1', name },
    outcome: 'done',
  }
}

describe('eventSentence', () => {
  it.each([
    [row('vault.unlocked', { way: 'recovery-kit' }), 'Sealpost was unlocked with the recovery kit.'],
    [row('vault.unlock-failed', { count: 12 }), 'Unlocking failed, 12 times.'],
    [
      row('vault.unlock-failed', {
        ...{ count: 1, number: 7, with: 'recovery-kit 1', outcome: 'vault/wrong-recovery-kit' },
      }),
      "Unlocking failed, attempt 7, with the recovery kit. Answered: These words don't open this store.",
    ],
    [
      row('vault.unlock-failed', { count: 1, number: 8, with: 'passphrase 1' }),
      'Unlocking failed, attempt 8, with the passphrase, ended before it was answered.',
    ],
    [
      row('passphrase.told', { way: 'by-phone' }, 'Maria Alvarez'),
      'Maria Alvarez was told the passphrase, by phone.',
    ],
    [
      row('send.refused', { code: 'seal/no-method' }),
      'Sending was refused: There is no protected way to this address.',
    ],
    [row('send.refused', { code: 'of/a-newer-version' }), 'Sending was refused: of/a-newer-version.'],
    [row('message.viewed'), 'A message was opened.'],
    [row('message.viewed', {}, ''), 'A message from someone was opened.'],
    [
      row('submission.sent', { tls: 'TLSv1.3 TLS_AES_256_GCM_SHA384' }),
      'The mail host took a message over TLS 1.3.',
    ],
    [row('message.moved', { count: 1, to: 'archive' }), 'Moved to Archive: 1 message.'],
    [row('audit.exported', { format: 'csv', withNames: true }), 'The log was exported as CSV, with names.'],
    [
      row('finding.dismissed', { category: 'A', count: 2, reach: 'practice' }),
      'Set aside as no PHI, in every letter: Name, 2.',
    ],
    [
      row('consultation.prepared', { categories: 'A 3, H 1' }),
      'A draft was prepared for consultation: Name 3, Medical record number 1.',
    ],
    [
      row('settings.changed', { setting: 'recognizersOff', old: 'none', new: 'date, email' }),
      'The setting “Not looked for by the scan” was changed from nothing to Dates; Mail addresses.',
    ],
    [
      row('settings.changed', { setting: 'recognizersOff', old: 'email, of-a-newer-version', new: 'none' }),
      'The setting “Not looked for by the scan” was changed from Mail addresses; of-a-newer-version to nothing.',
    ],
    [row('contact.changed', {}, 'Maria'), 'Details of Maria were changed.'],
    [
      row('account.changed', { account: 1, fields: 'imap, password, sign-in' }),
      'The mail account was changed: incoming server, password, browser sign-in.',
    ],
    [
      row('account.changed', {
        ...{ account: 1, fields: 'name, imap, sign-in' },
        old: 'imap mail.host.test:993 implicit, signIn password',
        new: 'imap imap.host.test:143 starttls, signIn oauth',
      }),
      'The mail account was changed: name, incoming server, browser sign-in. ' +
        'Before: incoming server mail.host.test:993 (TLS), sign-in: password. ' +
        'From now on: incoming server imap.host.test:143 (STARTTLS), sign-in: browser.',
    ],
    [
      row('audit.head-letter-set', { old: 'off', new: 'monthly', isOtherAddress: false }, 'Dr. Lee'),
      'Letters with the head of the log: not asked for before, once a month from now on, to Dr. Lee.',
    ],
    [
      row('audit.head-letter-set', { old: 'weekly', new: 'off', isOtherAddress: false }),
      'Letters with the head of the log: once a week before, not asked for from now on.',
    ],
    [
      row('audit.head-letter-set', {
        ...{ old: 'weekly', new: 'weekly', isOtherAddress: true },
        ...{ oldPerson: 'p2', oldPersonName: 'Dr. Lee' },
      }),
      expect.stringMatching(
        /to another address: that of Dr\. Lee before, that of nobody known from now on\.$/,
      ),
    ],
    [
      row(
        'audit.head-letter-set',
        { old: 'off', new: 'off', isOtherAddress: true, oldPerson: null },
        'Dr. Kim',
      ),
      expect.stringMatching(/that of nobody known before, that of Dr\. Kim from now on\.$/),
    ],
    [row('log.added', { records: 8, fault: null }), 'An exported log of somebody else was added, 8 records.'],
    [
      row('log.added', { records: 8, fault: 'wrong-hash' }),
      'An exported log of somebody else was added, 8 records; a record was changed.',
    ],
    [row('mail.import-removed', { messages: 1 }), 'Imported mail was removed: 1 message.'],
    [
      row('mail.exported', { form: 'mbox', format: 'mbox', messages: 1200, scope: 'search' }),
      expect.stringContaining('1200 messages of'),
    ],
    [row('future.event'), 'future.event.'],
    [row('message.moved'), 'message.moved.'],
  ])('%j', (event, sentence) => {
    expect(eventSentence(event, i18next.t)).toEqual(sentence)
  })

  it('leaves no brace and no "undefined" in any sentence', () => {
    for (const type of Object.keys(events)) {
      const sentence = eventSentence(row(type, { other: 1 }), i18next.t)
      expect(sentence).toMatch(/^[A-Zsf\d].*\.$/)
      expect(sentence).not.toMatch(/[{}]|undefined|null/)
    }
  })
})

describe('groupOf', () => {
  it.each([
    ['message.viewed', 'reading'],
    ['message.sealed', 'sending'],
    ['finding.dismissed', 'sending'],
    ['consultation.prepared', 'sending'],
    ['passphrase.told', 'people'],
    ['settings.changed', 'setup'],
    ['audit.exported', 'log'],
  ])('%s belongs to %s', (type, group) => {
    expect(groupOf(type)).toBe(group)
  })
})
