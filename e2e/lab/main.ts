import { startLab } from './lab.ts'

/** Starts the lab, prints where everything is as one JSON object, and waits until it is told to stop. */
const lab = await startLab()
const addresses = {
  caPath: lab.caPath,
  directory: lab.directory,
  people: lab.people,
  imap: lab.imap,
  smtp: lab.smtp,
  oauth: {
    clientId: lab.oauth.clientId,
    authorizeUrl: lab.oauth.authorizeUrl,
    tokenUrl: lab.oauth.tokenUrl,
  },
  broken: lab.broken.all.map(({ kind, protocol, security, port }) => ({ kind, protocol, security, port })),
}
process.stdout.write(`${JSON.stringify(addresses, null, 2)}\n`)

const stayAlive = setInterval(() => undefined, 60_000)
const stop = (): void => {
  clearInterval(stayAlive)
  void lab.stop().then(() => process.exit(0))
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
