import { splitName } from './file-kind.ts'

/** A file's name in one line: where it doesn't fit, its middle goes, and its ending stays in sight. */
export function FileName({ name }: { readonly name: string }) {
  const { stem, ending } = splitName(name)
  return (
    <span className="file-name" title={name}>
      <span className="file-stem">{stem}</span>
      <span className="file-ending">{ending}</span>
    </span>
  )
}
