import { expect, test } from 'vitest'
import { decodeModifiedUtf7 } from './modified-utf7.ts'

test.each([
  ['Billing', 'Billing'],
  ['Entw&APw-rfe', 'Entwürfe'],
  // RFC 3501 section 5.1.3.
  ['~peter/mail/&U,BTFw-/&ZeVnLIqe-', '~peter/mail/台北/日本語'],
  ['Q&-A', 'Q&A'],
  ['&-', '&'],
  ['&-&APw-&-&APw-', '&ü&ü'],
  ['&--&-', '&-&'],
  ['&2D3eAA-', '😀'],
])('%s is read as %s', (written, name) => {
  expect(decodeModifiedUtf7(written)).toBe(name)
})

test.each([
  ['no end', 'R&D'],
  ['no end after a good piece', 'Entw&APw-rfe &APw'],
  ['too few bits', 'R&D-'],
  ['bits left over', '&APx-'],
  ['padding', '&APw=-'],
  ['the slash of ordinary base64', '&U/BTFw-'],
  ['half a surrogate pair', '&2D0-'],
  ['a letter that needs no shift', '&AEE-'],
  ['a hidden path: slash', '&AC8-etc'],
  ['a hidden line break', 'a&AAo-b'],
  ['a hidden end of the name', 'a&AAA-b'],
  ['letters beside it that it would have encoded', 'Größe &APw-'],
])('%s stays as written: %s', (_why, written) => {
  expect(decodeModifiedUtf7(written)).toBe(written)
})
