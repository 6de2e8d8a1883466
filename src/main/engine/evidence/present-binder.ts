import type {
  BinderFacts,
  ListedBinder,
  ReadBinder,
  ShownBinderSection,
} from '../../../shared/contract/index.ts'
import { headBesideLogs } from '../../audit/index.ts'
import type { Reader } from '../../store/index.ts'
import type { KeptBinder, OfferedBinder, UnreadableBinder } from './binder-reader.ts'
import { binderSections } from './binder-sections.ts'
import type { Line } from './binder-words.ts'

/** A binder as the window tells of it; held against the logs that are here at this moment. */
export function presentBinderFacts(
  reader: Reader,
  { binder, file, pdf, signer }: OfferedBinder,
): BinderFacts {
  const { createdAt, log, logHead, practice } = binder
  const beside = headBesideLogs(reader, {
    log,
    signer,
    createdAt: Date.parse(createdAt),
    head: logHead,
    file,
  })
  return {
    ...{ file, pdf, createdAt, signer, headSeq: logHead.seq, headHash: logHead.hash },
    practice: practice.practiceName === '' ? practice.clinicianName : practice.practiceName,
    beside: beside.map(({ log: { id, title }, standing, isFileNamed }) => ({
      log: id,
      title,
      standing,
      isFileNamed,
    })),
  }
}

export function presentReadBinder(reader: Reader, kept: KeptBinder): ReadBinder {
  const { id, title, addedAt } = kept
  return { ...presentBinderFacts(reader, kept), id, title, addedAt: new Date(addedAt).toISOString() }
}

export function presentListedBinder(reader: Reader, listed: KeptBinder | UnreadableBinder): ListedBinder {
  if (listed.binder !== null) return { kind: 'read', ...presentReadBinder(reader, listed) }
  const { id, title, addedAt } = listed
  return { kind: 'unreadable', id, title, addedAt: new Date(addedAt).toISOString() }
}

export function presentBinderSections({ binder }: KeptBinder): ShownBinderSection[] {
  return binderSections(binder).map((section) => {
    const { title, paragraph } = section
    if (section.kind !== 'records') {
      const lines = shown(section.lines)
      return { title, paragraph, records: lines.length === 0 ? [] : [[{ written: null, lines }]] }
    }
    const records = section.records.map((versions) =>
      versions.map(({ version, at, lines }) => ({ written: { version, at }, lines: shown(lines) })),
    )
    return { title, paragraph, records }
  })
}

function shown(lines: readonly Line[]) {
  return lines
    .filter(([, value]) => value !== '')
    .map(([label, value, paragraph]) => ({ label, value, paragraph: paragraph ?? null }))
}
