/** What stands beside a term. */
export type Fact = readonly [term: string, text: string]

type Props = { readonly title: string; readonly facts: readonly Fact[] }

/** What a file says of itself, before it is kept. */
export function OfferFacts({ title, facts }: Props) {
  return (
    <>
      <h3 className="review-heading">{title}</h3>
      <dl className="log-offer-facts">
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
