import { initials } from '../i18n/names.ts'
import './avatar.css'

/** Two letters in a circle; says nothing to a screen reader, as the name stands beside it. */
export function Avatar({ name }: { readonly name: string }) {
  return (
    <span className="avatar" aria-hidden="true">
      {initials(name)}
    </span>
  )
}
