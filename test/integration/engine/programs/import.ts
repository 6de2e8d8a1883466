/**
 * One import, to be killed in the middle: `import.ts STORE KEY-IN-HEX PLACE`. Writes `changed` after each commit that
 * the window would be told of.
 */
import { writeSync } from 'node:fs'
import { createAuditLog } from '../../../../src/main/audit/index.ts'
import { createMailImporter } from '../../../../src/main/engine/carry/mail-import.ts'
import { settleTransfers } from '../../../../src/main/engine/carry/settle-transfers.ts'
import { createFileMessages } from '../../../../src/main/inbound/import-message.ts'
import { readTrustAnchors } from '../../../../src/main/sealing/index.ts'
import { openStore } from '../../../../src/main/store/index.ts'
import { valueOf } from '../../../support/store.ts'

const [storePath = '', key = '', place = ''] = process.argv.slice(2)
const store = valueOf(openStore({ path: storePath, key: new Uint8Array(Buffer.from(key, 'hex')) }))
const clock = () => new Date()
const anchor = { read: () => Promise.resolve(null), write: () => Promise.resolve(false) }
const audit = createAuditLog({ store, clock, anchor })
valueOf(settleTransfers(store, audit, clock))
const importer = createMailImporter({
  ...{ store, audit, clock },
  fileMessages: createFileMessages(store, () => ({ anchors: readTrustAnchors([]), now: clock() })),
  askOpenPath: () => Promise.resolve(place),
  onProgress: () => undefined,
  onChanged: () => {
    writeSync(1, 'changed\n')
  },
})
valueOf(await importer.run('file'))
store.close()
