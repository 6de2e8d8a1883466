/** Every bound of the spelling checker, in one place; times in milliseconds. */
export const limits = {
  /** When a thread that doesn't answer is given up; a new one reads its dictionaries first. */
  answerMs: 20_000,
  /** How long the thread is kept ready after an answer. */
  idleMs: 300_000,
  /** How long one dictionary may look for words that are near. */
  searchMs: 300,
  /** Edits between a word and one that is offered for it. */
  edits: 3,
  suggestions: 5,
  heapMb: 256,
} as const
