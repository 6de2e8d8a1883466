export type Language = 'en' | 'es'

/** The words of a page, or of a part of one, in both languages. `{sender}`, `{phone}` and the like are filled in. */
export type Words<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>

export type Values = Readonly<Record<string, string>>
export type Say<Key extends string> = (key: Key, values?: Values) => string

/** The words of one language; `values`, and then `common`, fill the braces. */
export function speak<Key extends string>(words: Words<Key>, language: Language, common: Values): Say<Key> {
  return (key, values = {}) =>
    words[language][key].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? common[name] ?? '')
}
