const privateUse = { first: 0xe000, count: 0x1900 }

/**
 * An address as one word of the full-text index: whatever would divide it becomes a character for private use, which
 * the tokenizer takes for a letter. So `ann@mail.test` isn't found in `jo-ann@mail.test`.
 */
export function addressToken(address: string): string {
  return address
    .trim()
    .replace(/[^\p{L}\p{N}]/gu, (sign) =>
      String.fromCodePoint(privateUse.first + ((sign.codePointAt(0) ?? 0) % privateUse.count)),
    )
}
