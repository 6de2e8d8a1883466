import { expect, it } from 'vitest'
import { interopPeers, runInterop } from '../../../bench/interop/campaign.ts'

// The long campaign is `npm run interop`; 10 MB is in it and in the tests of each program.
it.each(Object.keys(interopPeers))('C4: every kind of letter there and back: %s', async (peer) => {
  const [tally] = await runInterop([peer], 5, 9788)
  expect(tally).toMatchObject({ messages: 5, toPeer: 5, failed: [] })
  expect([5, null]).toContain(tally?.fromPeer)
})
