import { describe, expect, it } from 'vitest'
import { runCrashes } from '../../../bench/audit-crashes/campaign.ts'
import { tempFolder } from '../../support/vault.ts'

describe('kill -9 at any moment of the work', () => {
  it('leaves a log that nobody calls broken, and a folder put back is seen each time', async () => {
    const folder = tempFolder('sealpost-crashes-')
    try {
      const { inTheMiddle, records, ...alarms } = await runCrashes(folder.path, 5, 20_261_122)
      expect(alarms).toEqual({ falseAlarms: 0, unmatched: 0, unseenByKeychain: 0, unseenByExport: 0 })
      expect(inTheMiddle).toBeGreaterThan(1)
      expect(records).toBeGreaterThan(10)
    } finally {
      folder.remove()
    }
  })
})
