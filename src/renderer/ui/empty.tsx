import type { ReactNode } from 'react'
import './empty.css'

type Props = { readonly text: string; readonly hint?: string; readonly children?: ReactNode }

/** What stands where nothing is: one sentence, and what to do about it where there is something to do. */
export function Empty({ text, hint, children }: Props) {
  return (
    <div className="empty">
      <p className="empty-text">{text}</p>
      {hint !== undefined && <p className="detail">{hint}</p>}
      {children}
    </div>
  )
}
