import { Button } from '@mantine/core'
import { useState } from 'react'

type Props = {
  /** What is removed, for those who don't see where the button stands. */
  readonly label: string
  readonly words: {
    readonly remove: string
    /** What is lost by it. */
    readonly text: string
    readonly now: string
    readonly keep: string
  }
  readonly isRemoving: boolean
  readonly onRemove: () => void
}

/** A button that removes, and asks once before it does. */
export function AskRemove({ label, words, isRemoving, onRemove }: Props) {
  const [isAsking, setIsAsking] = useState(false)
  if (!isAsking) {
    return (
      <Button
        variant="default"
        aria-label={label}
        onClick={() => {
          setIsAsking(true)
        }}
      >
        {words.remove}
      </Button>
    )
  }
  return (
    <div className="settings-ask">
      <p>{words.text}</p>
      <Button
        variant="default"
        onClick={() => {
          setIsAsking(false)
        }}
      >
        {words.keep}
      </Button>
      <Button variant="default" loading={isRemoving} onClick={onRemove}>
        {words.now}
      </Button>
    </div>
  )
}
