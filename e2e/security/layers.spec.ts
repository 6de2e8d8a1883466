import { expect, test, type OpenedApp } from '../support/fixtures.ts'
import { rawMail } from '../support/mail.ts'
import { type Layer, makePeeledApp, without } from '../support/peeled.ts'
import { messageBody, openMessage } from '../support/steps.ts'
import { startWatcher } from '../support/watcher.ts'

/** What a mail does where nothing holds it; its hosts carry the name of the mail. */
function harmful(name: string): string {
  const host = (part: string) => `https://${part}.${name}.leak.test/x`
  return [
    `<p>Begin</p><img src="${host('img')}">`,
    `<link rel="stylesheet" href="${host('sheet')}">`,
    `<p style="background:url(${host('style')})">x</p>`,
    `<style>@import "${host('import')}";</style>`,
    `<video poster="${host('poster')}"></video>`,
    `<svg><image href="${host('svg')}"/></svg>`,
    `<img src="data:," onerror="parent.pwn('${name}')">`,
    `<script>parent.pwn('${name}')</script>`,
    `<svg onload="parent.pwn('${name}')"></svg>`,
    // No policy stops this one: it connects before there is a request.
    `<link rel="preconnect" href="${host('ahead')}">`,
    `<meta http-equiv="refresh" content="0;url=${host('refresh')}">`,
  ].join('\n')
}

const fetching = ['img', 'sheet', 'style', 'import', 'poster', 'svg']

interface Peeled {
  readonly name: string
  readonly missing: readonly Layer[]
}

/** Shows one mail after another and counts the scripts that ran, by the name of their mail. */
async function showAll({ page }: OpenedApp, mails: readonly Peeled[], ran: string[]): Promise<void> {
  await page.exposeFunction('pwn', (name: string) => {
    ran.push(name)
  })
  for (const { name, missing } of mails) {
    await openMessage(page, `Peeled ${name}.`)
    // Without these two a mail leads its own frame away, sooner than it could be read.
    const staysHere = !(missing.includes('sanitizer') && missing.includes('sandbox'))
    await (staysHere
      ? expect(messageBody(page)).toContainText('Begin')
      : messageBody(page).waitFor({ state: 'attached' }))
  }
}

test('H1: whichever layers of a mail fail, those that are left hold it; the last one removed, it does harm', async ({
  lab,
  openPractice,
  scratch,
}) => {
  const { rivera } = lab.people
  const watcher = await startWatcher()
  const ran: string[] = []
  const connectedBy = (name: string) => [
    ...new Set(
      watcher.connections
        .filter((host) => host.endsWith(`.${name}.leak.test`))
        .map((host) => host.split('.')[0] ?? ''),
    ),
  ]

  /** From the inside out: the gate stays. */
  const outward: readonly Peeled[] = [
    { name: 'whole', missing: [] },
    { name: 'unsanitized', missing: ['sanitizer'] },
    { name: 'unruled', missing: ['sanitizer', 'policy'] },
    { name: 'unboxed', missing: ['sanitizer', 'policy', 'sandbox'] },
  ]
  /** One layer alone, the gate gone; and none. */
  const alone: readonly Peeled[] = [
    { name: 'sanitizer', missing: ['policy', 'sandbox', 'gate'] },
    { name: 'policy', missing: ['sanitizer', 'sandbox', 'gate'] },
    { name: 'sandbox', missing: ['sanitizer', 'policy', 'gate'] },
    { name: 'nothing', missing: ['sanitizer', 'policy', 'sandbox', 'gate'] },
  ]
  for (const { name, missing } of [...outward, ...alone]) {
    const from = { name: 'Somebody', address: 'somebody@elsewhere.test' }
    const html = `${without(...missing)}${harmful(name)}`
    await lab.deliver(rawMail({ from, to: rivera, subject: `Peeled ${name}.`, html }), rivera.address)
  }

  await test.step('with the gate', async () => {
    const appFolder = await makePeeledApp(`${scratch}/with-gate`, 'on')
    const app = await openPractice({ appFolder, env: { ...watcher.env, STANDIN_PROXY: 'app' } })
    await showAll(app, outward, ran)
    // The last of them runs scripts: what it asked for before has been asked for.
    await expect.poll(() => ran.filter((name) => name === 'unboxed').length).toBeGreaterThan(0)
    expect(watcher.connections).toEqual([])
    expect(ran.filter((name) => name !== 'unboxed')).toEqual([])
    // Without the sanitizer the other layers had to step in, which the test of the whole app takes for a failure.
    expect(app.problems.length).toBeGreaterThan(0)
    await app.close()
    app.problems.length = 0
  })

  await test.step('without the gate', async () => {
    const appFolder = await makePeeledApp(`${scratch}/without-gate`, 'off')
    const app = await openPractice({ appFolder, env: watcher.env })
    await showAll(app, alone, ran)
    await expect.poll(() => connectedBy('nothing')).toEqual(expect.arrayContaining([...fetching, 'refresh']))
    await expect.poll(() => ran).toContain('nothing')
    expect(connectedBy('sanitizer')).toEqual([])
    expect(connectedBy('policy').filter((part) => fetching.includes(part))).toEqual([])
    expect(ran.filter((name) => name !== 'unboxed' && name !== 'nothing')).toEqual([])
    expect(connectedBy('sandbox')).toEqual(expect.arrayContaining(fetching))
    expect(connectedBy('sandbox')).not.toContain('refresh')
    await app.close()
    app.problems.length = 0
  })
  watcher.close()
})
