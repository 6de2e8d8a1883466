import type { ReactNode } from 'react'

type Props = {
  readonly name: string
  readonly state: string
  readonly needsAttention: boolean
  /** Said below the name; what is empty is left out. */
  readonly details: readonly string[]
  readonly note?: string
  /** What is done seldom, below the words. */
  readonly links?: ReactNode
  readonly children: ReactNode
}

/** One record in a list: what it is, how it stands, and what can be done with it. */
export function RecordRow({ name, state, needsAttention, details, note = '', links, children }: Props) {
  return (
    <li className="record">
      <div className="record-words">
        <h2 className="record-name">{name}</h2>
        <p className="detail">{details.filter((detail) => detail !== '').join(' · ')}</p>
        {note !== '' && <p className="detail record-note">{note}</p>}
        {links !== undefined && <div className="record-links">{links}</div>}
      </div>
      <p className="record-state" data-attention={needsAttention || undefined}>
        {state}
      </p>
      <div className="record-tools">{children}</div>
    </li>
  )
}
