/** Columns beyond count as the last. */
export const MOST_COLUMNS = 32
/** Above a cell of the first line, or where the line above had nothing to tag in that column. */
const NOTHING = 63
const NO_LINE = -1

/** The tags that the cells of a table or of a list began with, by column: what stands above is mostly of one kind. */
export class Cells {
  private readonly tag = new Uint8Array(MOST_COLUMNS)
  private readonly previous = new Uint8Array(MOST_COLUMNS)
  /** The line of `tag`. */
  private readonly line = new Int32Array(MOST_COLUMNS)

  clear(): void {
    this.line.fill(NO_LINE)
    this.tag.fill(NOTHING)
    this.previous.fill(NOTHING)
  }

  /** Remembers the first tag of a cell. */
  note(line: number, column: number, tag: number): void {
    if (this.line[column] === line) return
    this.previous[column] = this.tag[column] as number
    this.tag[column] = tag
    this.line[column] = line
  }

  /** Whether nothing was tagged in a cell yet. */
  isFresh(line: number, column: number): boolean {
    return this.line[column] !== line
  }

  /** What the nearest cell above began with, or a number that is no tag. */
  above(line: number, column: number): number {
    return (this.line[column] === line ? this.previous[column] : this.tag[column]) as number
  }
}
