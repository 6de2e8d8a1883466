/**
 * Learns everything that the scanner learns from the texts in test/data/phi: the words of care first, as they are part
 * of what the tagger sees. Run it with `npm run phi:train` after changing texts, word lists or what learns.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

// Each in a process of its own: the scanner reads the learned words when it is loaded.
for (const script of ['context/train.ts', 'build-dictionaries.ts', 'tagger/train.ts']) {
  execFileSync(process.execPath, [fileURLToPath(new URL(script, import.meta.url))], { stdio: 'inherit' })
}
