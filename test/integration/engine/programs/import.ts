/**
 * One import that is killed while it works on a message: `import.ts STORE KEY-IN-HEX PLACE LAST-MESSAGE`, where the
 * last is counted among those that aren't here yet.
 */
import { createAuditLog } from '../../../../src/main/audit/index.ts'
import { createMailImporter } from '../../../../src/main/engine/carry/mail-import.ts'
import { settleTransfers } from '../../../../src/main/engine/carry/settle-transfers.ts'
import { createFileMessages } from '../../../../src/main/inbound/import-message.ts'
import { readTrustAnchors } from '../../../../src/main/sealing/index.ts'
import { openStore } from '../../../../src/main/store/index.ts'
import { noVault } from '../../../support/no-vault.ts'
import { valueOf } from '../../../support/store.ts'

const [storePath = '', key = '', place = '', lastMessage = ''] = process.argv.slice(2)
const store = valueOf(openStore({ path: storePath, key: new Uint8Array(Buffer.from(key, 'hex')) }))
const clock = () => new Date()
const audit = createAuditLog({ store, clock, uptimeMs: () => performance.now(), ...noVault })
valueOf(settleTransfers(store, audit, clock))
const fileMessages = createFileMessages(store, () => ({ anchors: readTrustAnchors([]), now: clock() }))
let messages = 0
const importer = createMailImporter({
  ...{ store, audit, clock },
  fileMessages: {
    ...fileMessages,
    prepare: (message, known) => {
      messages += 1
      if (messages === Number(lastMessage)) process.kill(process.pid, 'SIGKILL')
      return fileMessages.prepare(message, known)
    },
  },
  askOpenPath: () => Promise.resolve(place),
  onProgress: () => undefined,
  onChanged: () => undefined,
})
valueOf(await importer.run('file'))
store.close()
