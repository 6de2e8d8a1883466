/**
 * What a message of test/data/mime must read as. `from` is Maria Alvarez and the rest empty unless given. Warnings are
 * those of the envelope, then those of each part after its path; cards are as `cardLine` writes them.
 */
export type Expected = {
  readonly subject: string
  readonly text: string | null
  /** Plain text beside HTML that says something else. */
  readonly unshown?: string
  readonly from?: readonly string[]
  readonly hasHtml?: true
  readonly files?: readonly string[]
  readonly warnings?: readonly string[]
  readonly cards?: readonly string[]
}
