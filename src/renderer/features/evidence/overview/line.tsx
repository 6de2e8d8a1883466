import type { ReactNode } from 'react'
import { Paragraph } from '../paragraph.tsx'

type Props = {
  readonly term: string
  readonly paragraph: string
  readonly needsAttention?: boolean
  readonly children: ReactNode
}

/** One line of what can be shown, with the paragraph that it serves. */
export function Line({ term, paragraph, needsAttention = false, children }: Props) {
  return (
    <div className="shown-line">
      <dt>{term}</dt>
      <dd data-attention={needsAttention || undefined}>{children}</dd>
      <dd className="shown-paragraph">
        <Paragraph of={paragraph} />
      </dd>
    </div>
  )
}
