const LETTERS = 26
const LETTER_A = 97

/**
 * Endings of words as a trie read from the last letter back: a word is tried against all of them in as many steps as
 * the longest one has letters.
 */
export class EndingTable {
  /** For every node and letter the next node, 0 for none; node 0 is the root. */
  private readonly next: number[] = new Array<number>(LETTERS).fill(0)
  /** The meanings of the endings that are complete at a node. */
  private readonly meanings: number[] = [0]

  /** @param lists the bit that stands for a list, and its endings: letters a to z, white space between */
  constructor(lists: readonly (readonly [number, string])[]) {
    for (const [meaning, list] of lists) {
      for (const ending of list.split(/\s+/)) if (ending !== '') this.add(ending, meaning)
    }
  }

  private add(ending: string, meaning: number): void {
    let node = 0
    for (let at = ending.length - 1; at >= 0; at--) {
      const slot = node * LETTERS + ending.charCodeAt(at) - LETTER_A
      if (this.next[slot] === 0) {
        this.next[slot] = this.meanings.push(0) - 1
        for (let letter = 0; letter < LETTERS; letter++) this.next.push(0)
      }
      node = this.next[slot] as number
    }
    this.meanings[node] = (this.meanings[node] as number) | meaning
  }

  /** The bits of all lists with an ending of the word at `from` to `to`, in either case; 0 for none. */
  find(codes: Uint16Array, from: number, to: number): number {
    let node = 0
    let found = 0
    for (let at = to - 1; at >= from; at--) {
      const letter = ((codes[at] as number) | 32) - LETTER_A
      if (letter < 0 || letter >= LETTERS) break
      node = this.next[node * LETTERS + letter] as number
      if (node === 0) break
      found |= this.meanings[node] as number
    }
    return found
  }
}
