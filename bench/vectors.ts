import { harmAsReceived, harmOfSanitized } from '../test/support/html-campaign.ts'
import { HtmlWindow } from '../test/support/html-window.ts'

/** Every HTML vector: with all layers, by the sanitizer alone, and as it came (a table by family). */
const window = await HtmlWindow.open()
const harm = [...(await harmOfSanitized(window, 'all')), ...(await harmOfSanitized(window, 'none'))]
const looked = await window.close()

const bare = await HtmlWindow.open()
const living = await harmAsReceived(bare)
const lookedAsReceived = await bare.close()

console.table(living)
const total = living.reduce((sum, { vectors }) => sum + vectors, 0)
const harmful = living.reduce((sum, each) => sum + each.harmful, 0)
console.log(
  `${String(total)} vectors: ${String(harmful)} do harm as they came, looking up names ${String(lookedAsReceived)} times.`,
)
console.log(
  `Sanitized, with all layers and without any other: ${String(harm.length)} did harm, ${String(looked)} names were looked up.`,
)
for (const line of harm) console.error(line)
process.exitCode = harm.length === 0 && looked === 0 && living.every((each) => each.harmful > 0) ? 0 : 1
