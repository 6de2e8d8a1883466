import { describe, expect, it } from 'vitest'
import {
  bytesOf,
  card,
  depsOf,
  importer,
  lines,
  open,
  people,
  practice,
  withAddressBook,
} from '../../../../test/support/address-book.ts'
import { valueOf } from '../../../../test/support/store.ts'
import type { ImportPreview } from '../../../shared/contract/index.ts'
import { fail } from '../../../shared/result.ts'
import { generateOwnKey } from '../../sealing/index.ts'
import { listContacts } from '../../store/index.ts'
import { createCertificateDesk } from '../certificates.ts'
import { createDirectory } from '../directory.ts'
import { knowledgeOf } from '../knowledge.ts'

withAddressBook()

async function take(content: string | Uint8Array): Promise<ImportPreview> {
  const preview = valueOf(await open(content))
  valueOf(importer.confirm(preview.importId, true))
  return preview
}

const outlook = lines(
  'First Name,Last Name,E-mail Address,E-mail 2 Address,Mobile Phone,Birthday',
  'Rosa,"Delgado, Jr.",rosa@post.example,r@x.example,+1 555 010 0161,3/14/1991',
  'Łukasz,Żak,lukasz@post.example,,,0/0/00',
)
const rosaAndLukasz = [
  {
    name: 'Rosa Delgado, Jr.',
    addresses: ['rosa@post.example', 'r@x.example'],
    phones: ['+1 555 010 0161'],
    birthDate: '1991-03-14',
  },
  { name: 'Łukasz Żak', addresses: ['lukasz@post.example'], phones: [], birthDate: null },
].toSorted((one, other) => (one.name < other.name ? -1 : 1))

describe('a table', () => {
  const utf16 = (text: string, mark: number[]) =>
    Uint8Array.from([...mark, ...new Uint8Array(Buffer.from(text, 'utf16le'))])
  it.each([
    ['UTF-8', bytesOf(outlook)],
    ['UTF-8 with its mark', bytesOf(`\ufeff${outlook}`)],
    ['UTF-16 with its mark', utf16(outlook, [0xff, 0xfe])],
    ['UTF-16 without one', utf16(outlook, [])],
    [
      'semicolons',
      bytesOf(outlook.replace('"Delgado, Jr."', 'Delgado# Jr.').replaceAll(',', ';').replace('#', ',')),
    ],
    [
      'tabs',
      bytesOf(outlook.replace('"Delgado, Jr."', 'Delgado# Jr.').replaceAll(',', '\t').replace('#', ',')),
    ],
  ])('in %s is understood', async (_what, bytes) => {
    const preview = await take(bytes)
    expect(preview.counts).toMatchObject({ new: 2, changed: 0, same: 0, unreadable: 0 })
    expect(people()).toEqual(rosaAndLukasz)
  })

  it('in Windows-1252, as Outlook writes it', async () => {
    await take(Uint8Array.from(Buffer.from('Name,E-mail\r\nJosé Muñoz,jose@post.example\r\n', 'latin1')))
    expect(people()).toMatchObject([{ name: 'José Muñoz' }])
  })

  it('writes nothing before it is confirmed, and says with its line what it can not take', async () => {
    const preview = valueOf(
      await open(
        lines(
          'Name,Email,Birthday',
          'Rosa Delgado,rosa@post.example,3/14/1991',
          'Peter Long,,',
          'Lena,lena.at.post.example,',
          'Tom,tom@post.example,last spring',
          'Broken,"x"y@post.example,',
          'Open,"open@post.example,',
          '"Two\nlines",two@post.example,',
          'Rosa again,ROSA@post.example,',
        ),
      ),
    )
    expect(people()).toEqual([])
    expect(practice.events().filter(({ type }) => type.startsWith('contact'))).toEqual([])
    expect(preview.people).toMatchObject([{ line: 2, state: 'new', name: 'Rosa Delgado' }])
    expect(preview.problems.map(({ line, problem }) => [line, problem])).toEqual([
      [3, 'no-address'],
      [4, 'bad-address'],
      [5, 'bad-date'],
      [6, 'bad-quotes'],
      [7, 'bad-quotes'],
      [8, 'unsafe-characters'],
      [10, 'address-twice'],
    ])
    valueOf(importer.confirm(preview.importId, true))
    expect(people()).toHaveLength(1)
    expect(practice.events().at(-1)).toEqual({
      type: 'contacts.imported',
      format: 'csv',
      ...{ added: 1, changed: 0, same: 0, unreadable: 7, certificates: 0 },
    })
    expect(importer.confirm(preview.importId, true)).toMatchObject({ error: { code: 'import/gone' } })
  })

  it('is read anew when its columns mean something else', async () => {
    const first = valueOf(await open(lines('Client,Contact,When', 'Rosa,rosa@post.example,last spring')))
    expect(first.columns.map(({ field, example }) => [field, example])).toEqual([
      [null, 'Rosa'],
      [null, 'rosa@post.example'],
      [null, 'last spring'],
    ])
    expect(first.counts).toMatchObject({ new: 0, unreadable: 1 })
    const second = valueOf(await importer.readAs(first.importId, 'colleague', ['name', 'address', null]))
    expect(second.counts).toMatchObject({ new: 1, unreadable: 0 })
    valueOf(importer.confirm(second.importId, true))
    expect(listContacts(practice.store)).toMatchObject([{ kind: 'colleague', name: 'Rosa' }])
  })

  it('adds to who is known, and leaves her name and the rest as the practice has them', async () => {
    const id = await practice.addPatient({
      ...{ name: 'Rosa Delgado', addresses: ['rosa@post.example'], phones: ['(555) 010-0161'] },
      birthDate: '1991-03-13',
    })
    const changed = lines(
      'Name,Email,Email 2,Phone,DOB',
      'Rosie,rosa@post.example,r@x.example,+1 555 010 0161,3/14/1991',
    )
    const preview = valueOf(await open(changed))
    expect(preview.people).toMatchObject([
      { state: 'changed', name: 'Rosa Delgado', fields: ['addresses', 'nicknames', 'birthDate'] },
    ])
    expect(valueOf(importer.confirm(preview.importId, false))).toEqual({ added: 0, changed: 0 })
    expect(people()).toMatchObject([{ addresses: ['rosa@post.example'], birthDate: '1991-03-13' }])
    await take(changed)
    expect(listContacts(practice.store)).toMatchObject([
      {
        ...{
          id,
          name: 'Rosa Delgado',
          nicknames: ['Rosie'],
          addresses: ['rosa@post.example', 'r@x.example'],
        },
        ...{ phones: ['(555) 010-0161'], birthDate: '1991-03-14' },
      },
    ])
    expect(valueOf(await open(changed)).counts).toMatchObject({ new: 0, changed: 0, same: 1 })
  })
})

describe('vCards', () => {
  it.each([
    [
      '4.0, folded and escaped',
      card(
        'VERSION:4.0',
        'FN:Rosa Delgado\\, Jr.',
        'EMAIL;PREF=1:rosa@post.',
        ' example',
        'item1.EMAIL;TYPE=home:r@x.example',
        'TEL;VALUE=uri:tel:+1 555 010 0161',
        'BDAY:19910314',
        'PHOTO:data:image/jpeg;base64,AAAA',
      ) + card('VERSION:4.0', 'FN:Łukasz Żak', 'EMAIL:lukasz@post.example', 'BDAY:--0314'),
    ],
    [
      '3.0 of Apple, without FN',
      card(
        'VERSION:3.0',
        'N:Delgado\\, Jr.;Rosa;;;',
        'EMAIL;type=INTERNET;type=pref:rosa@post.example',
        'EMAIL;type=INTERNET:r@x.example',
        'TEL;type=CELL;type=VOICE:+1 555 010 0161',
        'BDAY:1991-03-14',
      ) + card('VERSION:3.0', 'FN:Łukasz Żak', 'EMAIL:lukasz@post.example'),
    ],
    [
      '2.1 of an old phone, quoted-printable',
      card(
        'VERSION:2.1',
        'N:Delgado;Rosa',
        'FN:Rosa Delgado, Jr.',
        'EMAIL;INTERNET:rosa@post.example',
        'EMAIL;INTERNET:r@x.example',
        'TEL;CELL:+1 555 010 0161',
        'BDAY:1991-03-14',
        'AGENT:',
        'BEGIN:VCARD',
        'FN:Her agent',
        'EMAIL:agent@post.example',
        'END:VCARD',
      ) +
        card(
          'VERSION:2.1',
          'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C5=81ukasz=',
          ' =C5=BBak',
          'EMAIL:lukasz@post.example',
        ),
    ],
  ])('of version %s', async (_what, text) => {
    const preview = await take(text)
    expect(preview.problems).toEqual([])
    expect(people()).toEqual(rosaAndLukasz)
  })

  it('that are broken are named with their line, and the others are taken', async () => {
    const text =
      card('VERSION:9.0', 'FN:Future', 'EMAIL:future@post.example') +
      card('VERSION:4.0', 'FN:Rosa', 'EMAIL:rosa@post.example') +
      lines('BEGIN:VCARD', 'FN:Cut off', 'EMAIL:cut@post.example')
    const preview = valueOf(await open(text))
    expect(preview.counts).toMatchObject({ new: 1, unreadable: 2 })
    expect(preview.problems.map(({ line, problem }) => [line, problem])).toEqual([
      [1, 'bad-version'],
      [11, 'unfinished'],
    ])
  })

  it('give certificates that are only seen: nothing is encrypted to them before a person accepts', async () => {
    const key = await generateOwnKey({ address: 'lee@clinic.example', now: new Date('2026-01-01') })
    const other = await generateOwnKey({ address: 'eve@evil.example', now: new Date('2026-01-01') })
    const inline = (armored: string) =>
      `KEY:data:application/pgp-keys;base64,${Buffer.from(armored).toString('base64')}`
    const text = card(
      'VERSION:4.0',
      'FN:Dr. Lee',
      'EMAIL:lee@clinic.example',
      inline(key.certificateArmored),
      inline(other.certificateArmored),
      'KEY;MEDIATYPE=application/pgp-keys:https://evil.example/key.asc',
      'KEY:data:application/pgp-keys;base64,AAAA',
    )
    const preview = await take(text)
    expect(preview.counts.certificates).toBe(1)
    const known = () => knowledgeOf(practice.store, 'lee@clinic.example', practice.sealing.trust(), null)
    expect(known().certificate).toBeNull()
    const [lee] = valueOf(createDirectory(depsOf(practice)).list({ isArchived: false }))
    expect(lee?.certificates).toMatchObject([{ kind: 'openpgp', trust: 'seen' }])
    const desk = createCertificateDesk({
      ...depsOf(practice),
      mayLookUp: () => false,
      fetchKeys: () => Promise.resolve(fail('wkd/no-key')),
    })
    if (lee === undefined) throw new Error('she was imported')
    const offered = valueOf(await desk.read(lee.id, { seen: lee.certificates[0]?.fingerprint ?? '' }))
    valueOf(await desk.accept(lee.id, offered.armored, null))
    expect(known().certificate).not.toBeNull()
  })
})
