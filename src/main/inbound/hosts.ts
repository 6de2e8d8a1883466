import { domainToUnicode } from 'node:url'

/** The last two labels; three where the second is as short as in `co.uk`. A stranger's name only ever differs more. */
export function organisationOf(host: string): string {
  const labels = host.toLowerCase().split('.')
  const count = (labels.at(-2)?.length ?? 0) <= 3 ? 3 : 2
  return labels.slice(-count).join('.')
}

/** After the last `@`, in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/** Letters of Cyrillic and Greek that are read as Latin ones (UTS 39's whole-script confusables). */
const readAsLatin = /^[аеорсухіјѕԁһԛԝӏьαικνορτυχ\d-]+$/u

const scripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
] as const

/**
 * True for a host with a label that mixes alphabets, or that another alphabet writes with letters that are all read
 * as Latin ones (UTS 39, 5.1 and 4.2). Names that only have accents, or another alphabet's own letters, are ordinary.
 */
export function hasDeceptiveScript(host: string): boolean {
  const labels = domainToUnicode(host).normalize('NFKC').toLowerCase().split('.')
  return labels.some((label) => {
    const used = scripts.filter((script) => script.test(label)).length
    return used > 1 || (/[^\p{ASCII}]/u.test(label) && readAsLatin.test(label))
  })
}
