import './words.css'

type Props = {
  readonly label: string
  readonly words: readonly string[]
  /** `large` for the six words that are told; `small` for the many of a kit or a key. */
  readonly size?: 'large' | 'small'
}

/** Numbered words, to read out or to write down. */
export function Words({ label, words, size = 'large' }: Props) {
  return (
    <ol className="words" data-size={size} aria-label={label}>
      {words.map((word, index) => (
        <li key={index} className="word">
          <span className="word-number" aria-hidden="true">
            {index + 1}
          </span>
          <span className="word-text">{word}</span>
        </li>
      ))}
    </ol>
  )
}
