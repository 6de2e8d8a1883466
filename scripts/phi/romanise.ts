/**
 * Names in Cyrillic, Greek, Georgian and Armenian letters as they are written in the United States, in a usual way each;
 * enough for a list of names, not a transliteration by any standard.
 */
const letters: Readonly<Record<string, string>> = {
  // Cyrillic: Russian, Ukrainian, Macedonian
  ...pairs(`а a б b в v г g д d е e ё yo ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh
    щ shch ы y э e ю yu я ya і i ї yi є ye ґ g ѓ gj ѕ dz ј j љ lj њ nj ќ kj џ dzh`),
  ...pairs(
    `α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o`,
  ),
  ...pairs(`ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh ჩ ch
    ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h`),
  ...pairs(`ա a բ b գ g դ d ե e զ z է e ը e թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o չ ch պ p
    ջ j ռ r ս s վ v տ t ր r ց ts ւ v փ p ք k օ o ֆ f`),
}

function pairs(list: string): Record<string, string> {
  const parts = list.trim().split(/\s+/)
  const map: Record<string, string> = {}
  for (let i = 0; i + 1 < parts.length; i += 2) map[parts[i] as string] = parts[i + 1] as string
  return map
}

/** The name in Latin letters without diacritics; undefined where a letter is of another script. */
export function romanise(name: string): string | undefined {
  const plain = name
    .toLowerCase()
    .normalize('NFC')
    .replace(/ու/g, 'u')
    .replace(/ου/g, 'ou')
    .replace(/[ьъ’ʼ]/g, '')
  let roman = ''
  for (const letter of plain) {
    const known = letters[letter] ?? letters[letter.normalize('NFD').charAt(0)]
    if (known !== undefined) roman += known
    else if (/[a-z' -]/.test(letter) || /\p{Script=Latin}/u.test(letter)) roman += letter
    else return undefined
  }
  return roman
}
