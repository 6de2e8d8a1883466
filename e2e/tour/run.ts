import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startDemoPractice } from '../demo/index.ts'
import { launchSealpost } from '../support/launch.ts'
import { openCamera } from './camera.ts'
import { visitFirstRun } from './first-run.ts'
import { visitPatient } from './patient.ts'
import { visitPractice } from './practice.ts'

/** Walks the main job on the demo practice and saves a picture of every screen into `docs/screens`. */
async function run(): Promise<void> {
  const work = await mkdtemp(path.join(tmpdir(), 'sealpost-tour-'))
  const demo = await startDemoPractice(work, false)
  const camera = await openCamera(path.resolve(import.meta.dirname, '../../docs/screens'))
  const env = { SEALPOST_DEMO: JSON.stringify(demo.offer), SEALPOST_EXTRA_CA: demo.authorityFile }
  try {
    const fresh = await launchSealpost({ userDataDir: path.join(work, 'fresh'), env })
    await visitFirstRun(fresh.page, camera)
    await fresh.close()

    const app = await launchSealpost({ userDataDir: path.join(work, 'practice'), env })
    const words = await visitPractice(app.page, camera)
    await visitPatient(demo.offer.patientViewUrl, words, camera)
    await app.close()
    if (app.problems.length > 0) {
      throw new Error(`The window reported problems: ${JSON.stringify(app.problems)}`)
    }
  } finally {
    await demo.stop()
    await rm(work, { recursive: true, force: true })
  }
}

await run()
