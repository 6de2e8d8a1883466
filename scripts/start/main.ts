import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemoPractice } from '../../e2e/demo/index.ts'
import { repository } from '../check/run-checks.ts'
import { ensureBuild } from './build.ts'
import { chooseHost } from './host.ts'
import { readStartOptions } from './options.ts'

function passSignals(child: ChildProcess): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      child.kill(signal)
    })
  }
}

function exitCodeOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

async function runApp(args: readonly string[]): Promise<number> {
  const options = readStartOptions(args)
  if (!ensureBuild()) return 1
  const host = chooseHost()
  if (host === undefined) return 1

  const folder = await mkdtemp(join(tmpdir(), 'sealpost-start-'))
  const demo = await startDemoPractice(folder, options.isDemo)
  const given = process.env['SEALPOST_EXTRA_CA']
  if (given !== undefined) await appendFile(demo.authorityFile, await readFile(given))
  // The demo forgets its mail when it stops, so its vault must not stay behind, nor touch a real practice's.
  const userDataDir = options.userDataDir ?? (options.isDemo ? join(folder, 'user-data') : undefined)
  console.log(`Patients' view of the demo practice: ${demo.offer.patientViewUrl}`)
  try {
    const own = userDataDir === undefined ? [] : [`--user-data-dir=${userDataDir}`]
    const child = spawn(host.command, [...host.args, ...own, ...options.passedOn], {
      cwd: repository,
      stdio: 'inherit',
      env: {
        ...process.env,
        ...host.env,
        SEALPOST_DEMO: JSON.stringify(demo.offer),
        SEALPOST_EXTRA_CA: demo.authorityFile,
      },
    })
    passSignals(child)
    return await exitCodeOf(child)
  } finally {
    await demo.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

process.exitCode = await runApp(process.argv.slice(2))
