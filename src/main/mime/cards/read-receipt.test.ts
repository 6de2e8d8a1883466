import { expect, it } from 'vitest'
import { readReceipt } from './read-receipt.ts'

const report = (disposition: string) =>
  [
    'Reporting-UA: mail.example; Program',
    'Original-Recipient: rfc822;maria@mail.test',
    'Final-Recipient: rfc822;maria@mail.test',
    'Original-Message-ID: <1@hope.test>',
    ...(disposition === '' ? [] : [`Disposition: ${disposition}`]),
    '',
  ].join('\r\n')

it.each<[string, object | null]>([
  ['manual-action/MDN-sent-manually; displayed', { disposition: 'displayed', isAutomatic: false }],
  ['automatic-action/MDN-sent-automatically;Deleted/error', { disposition: 'deleted', isAutomatic: true }],
  ['manual-action/MDN-sent-manually; <b>anything</b>', { disposition: 'other', isAutomatic: false }],
  ['', null],
])('a read receipt: %s', (disposition, card) => {
  const read = readReceipt(report(disposition))
  if (card === null) expect(read).toBeNull()
  else expect(read).toEqual({ kind: 'receipt', recipient: 'maria@mail.test', ...card })
})
