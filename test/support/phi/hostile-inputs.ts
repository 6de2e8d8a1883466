/** Inputs made to be slow for scanners that backtrack or look far around. Each makes about `size` characters. */
const repeat = (piece: string) => (size: number) =>
  piece.repeat(Math.ceil(size / piece.length)).slice(0, size)

/** The same with a running number now and then, so that no paragraph is remembered from an equal one before. */
const varied = (piece: string) => (size: number) => {
  const pieces: string[] = []
  for (let length = 0, count = 0; length < size; count++) {
    const next = count % 50 === 49 ? `${piece}${String(count)}` : piece
    pieces.push(next)
    length += next.length
  }
  return pieces.join('').slice(0, size)
}

export const hostileInputs: Readonly<Record<string, (size: number) => string>> = {
  'one letter': repeat('a'),
  'one capital': repeat('A'),
  'digits only': repeat('7'),
  'digits and hyphens': varied('1-'),
  'digits and dots': varied('1.'),
  'digits and slashes': varied('1/'),
  'digits and spaces': varied('1 '),
  'digits and colons': varied('1:'),
  'ssn beginnings': varied('123-45-'),
  'phone beginnings': varied('(555) 555-'),
  'international beginnings': varied('+1 555 '),
  'card beginnings': varied('4111 1111 1111 '),
  'at signs': repeat('@'),
  'local parts without a domain': varied('a.b-c_d@'),
  'an address of dots': varied('a.'),
  'domains without an end': varied('a.co.'),
  'schemes only': varied('http://'),
  'urls of brackets': varied('http://(((('),
  'capitalised words': varied('Aaa Bbb '),
  'capitalised words with hyphens': varied('Aaa-Bbb-'),
  'first names': varied('Maria '),
  'surnames with commas': varied('Garcia, '),
  'titles only': varied('Dr. '),
  'labels only': varied('MRN: '),
  'labels of several words': varied('medical record '),
  'relations only': varied('mother '),
  'months only': varied('March '),
  'street suffixes': varied('12 Oak St '),
  'facility heads': varied('Hospital of '),
  apostrophes: varied("o'o'"),
  'new lines': repeat('\n'),
  'quote marks': varied('> > '),
  attributions: varied('On Mon, x wrote:\n'),
  'header lines': varied('From: a\n'),
  'combining marks': repeat('e\u0301'),
  'zero width spaces': varied('1\u200b2\u200b3'),
  'lone surrogates': repeat('\ud800'),
  'commas and tabs': varied('a,b\t'),
  'hex and colons': varied('fe80:'),
  'states only': varied('Springfield, IL '),
  'right-to-left text': varied('שלום מרים \u200f'),
  'right-to-left overrides': varied('\u202eMRN: 12\u202c '),
  'words without case': varied('陳大文 '),
  emoji: varied('👩‍⚕️'),
  'null characters': repeat('\0'),
  'long words with a digit': varied('abcdefghijklmnopqrstuvwxyz0'),
  'nested brackets': repeat('(((((((((('),
  'nested quotes of replies': varied('> > > On Mon, Mar 3, 2026 a@b.co wrote:\n> > > > '),
  'table rows': varied('Name,MRN,DOB\nA,1,2\n'),
  'table heads without rows': varied('MRN | DOB | SSN | '),
  'plate labels': varied('plate AB '),
  'ages without a unit': varied('she is 93 kg, '),
  'health terms': varied('major depressive '),
  'drug endings': varied('xazepam yoxetine '),
  'coordinates beginnings': varied('12.3456 N '),
  'codes with hyphens': varied('ABCD-EF-'),
  'post box beginnings': varied('P.O. Box '),
  'holiday beginnings': varied('New Year Martin '),
  'spelled addresses': varied('email: a at b '),
  'masked numbers': varied('SSN xxx-xx-'),
}
