import { useId, type ReactNode, type Ref } from 'react'
import type { MailAddress, RecipientProtection, RecipientWarning } from '../../../../shared/contract/index.ts'
import { addPeople } from './parse-recipients.ts'
import { Recipient } from './recipient.tsx'
import { RecipientInput } from './recipient-input.tsx'
import { WhoIsThis } from './who-is-this.tsx'

type Props = {
  readonly label: string
  readonly people: readonly MailAddress[]
  readonly onChange: (people: MailAddress[]) => void
  /** By address in lower case. */
  readonly protections: ReadonlyMap<string, RecipientProtection>
  readonly warnings: readonly RecipientWarning[]
  readonly onReplace: (address: string, by: string) => void
  readonly inputRef?: Ref<HTMLInputElement>
  readonly children?: ReactNode
}

/**
 * One line of recipients: people with how they are protected below each name, then where the next is typed. Who isn't
 * known yet is asked below that, where Tab leads next.
 */
export function RecipientField(props: Props) {
  const { label, people, onChange, protections, warnings, onReplace, inputRef, children } = props
  const id = useId()
  const protectionOf = ({ address }: MailAddress) => protections.get(address.toLowerCase())
  const unknown = people.filter((person) => protectionOf(person)?.route.kind === 'needs-kind')
  return (
    <div className="recipients">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="recipient-people">
        {people.map((person) => (
          <Recipient
            key={person.address}
            person={person}
            protection={protectionOf(person)}
            warnings={warnings.filter(({ address }) => address === person.address.toLowerCase())}
            onReplace={(by) => {
              onReplace(person.address, by)
            }}
            onRemove={() => {
              onChange(people.filter((other) => other !== person))
            }}
          />
        ))}
        <RecipientInput
          id={id}
          label={label}
          people={people}
          inputRef={inputRef}
          onAdd={(added) => {
            onChange(addPeople(people, added))
          }}
          onRemoveLast={() => {
            onChange(people.slice(0, -1))
          }}
        />
      </div>
      {unknown.length > 0 && (
        <div className="recipient-unknown" role="status">
          {unknown.map(({ address, name }) => (
            <WhoIsThis key={address} address={address} givenName={name} isOneOfSeveral={unknown.length > 1} />
          ))}
        </div>
      )}
      {children}
    </div>
  )
}
