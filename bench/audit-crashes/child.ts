/**
 * Works on a vault without end, to be killed: `child.ts FOLDER SEED`. Acts with their records, records alone, anchors,
 * locks, unlocks and wrong passphrases follow each other as the seed says. Says `working` once it is open.
 */
import { writeSync } from 'node:fs'
import { seededRandom } from '../../test/support/random.ts'
import { otherPassphrase } from '../../test/support/vault.ts'
import { actOnce, lockPractice, openPractice, unlockPractice } from './practice.ts'

const [folder = '', seed = ''] = process.argv.slice(2)
const random = seededRandom(Number(seed))
let practice = await openPractice(folder)
writeSync(1, 'working\n')

for (;;) {
  const drawn = random()
  if (drawn < 0.6) actOnce(practice)
  else if (drawn < 0.8) practice.audit.record({ type: 'vault.kit-printed' })
  else if (drawn < 0.9) await practice.audit.anchorHead()
  else {
    const { locked } = practice
    await lockPractice(practice)
    if (drawn > 0.95) await locked.unlock(otherPassphrase)
    practice = await unlockPractice(locked)
  }
  // Gives what was started a turn.
  await new Promise((resolve) => setImmediate(resolve))
}
