import type { Stretches } from '../../../../shared/contract/index.ts'

type Props = { readonly text: string; readonly found?: Stretches | undefined }

/** A text in which what was looked for stands out, by weight as well as by colour. */
export function MarkedText({ text, found = [] }: Props) {
  const lastEnd = found.at(-1)?.[1] ?? 0
  return (
    <>
      {found.map(([start, end], index) => (
        <span key={start}>
          {text.slice(found[index - 1]?.[1] ?? 0, start)}
          <mark className="found">{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(lastEnd)}
    </>
  )
}
