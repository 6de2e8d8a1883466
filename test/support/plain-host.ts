import type { Asked, Lie } from './lying-front.ts'

/** What a host of RFC 3501 and nothing more doesn't have, of what the product uses where it is offered. */
const extensions =
  /^(?:COMPRESS=\S+|CONDSTORE|ENABLE|ESEARCH|IDLE|LIST-EXTENDED|LIST-STATUS|MOVE|NOTIFY|QRESYNC|SPECIAL-USE|UIDPLUS|XLIST)$/i
const words = /\b(?:IDLE|ENABLE|MOVE|UID MOVE|UID EXPUNGE|NOTIFY|XLIST)\b/i
const parts = /\b(?:RETURN \(|CONDSTORE|QRESYNC|CHANGEDSINCE|VANISHED|MODSEQ|HIGHESTMODSEQ)\b/i

/** The host of the lab without its extensions, as old and small ones are. */
export type PlainHost = {
  readonly lie: Required<Pick<Lie, 'answer' | 'instead'>>
  /** What it was asked though it had not announced it, by line; each was answered with BAD. */
  readonly unknown: readonly string[]
  /** What it was asked, by verb. */
  readonly asked: readonly string[]
}

export function plainHost(): PlainHost {
  const unknown: string[] = []
  const asked: string[] = []
  return {
    unknown,
    asked,
    lie: {
      answer: ({ tag, verb, line }) => {
        asked.push(verb)
        if (!isUnknown(verb, line)) return null
        unknown.push(line)
        return `${tag} BAD unknown command\r\n`
      },
      instead: plainly,
    },
  }
}

function isUnknown(verb: string, line: string): boolean {
  if (words.test(verb)) return true
  // What is searched for, and names of mailboxes, may be any words.
  return ['LIST', 'SELECT', 'EXAMINE', 'STATUS', 'UID FETCH'].includes(verb) && parts.test(line)
}

function plainly(said: string, { verb }: Asked): string | null {
  if (/^\* OK \[(?:HIGHESTMODSEQ|NOMODSEQ|COPYUID)/.test(said)) return ''
  const [line = ''] = said.split('\r\n', 1)
  if (/\bCAPABILITY /.test(line)) return withoutExtensions(said)
  if (verb === 'LIST' && line.startsWith('* LIST')) {
    return said.replace(/^\* LIST \([^)]*\)/, (flags) =>
      flags.replaceAll(/ ?\\(?:Sent|Drafts|Trash|Junk|Archive)\b/g, ''),
    )
  }
  return /\[(?:COPYUID|APPENDUID) /.test(line) ? said.replace(/\[(?:COPYUID|APPENDUID) [^\]]*\] /, '') : null
}

const withoutExtensions = (said: string) =>
  said.replaceAll(/[^\s[\]]+ ?/g, (word) => (extensions.test(word.trim()) ? '' : word))
