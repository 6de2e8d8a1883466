import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DemoOffer } from '../../src/main/engine/index.ts'
import { makeServerIdentity } from './certificates.ts'
import { startImapHost } from './imap.ts'
import { demoMail } from './messages/index.ts'
import { makeColleagueKey } from './messages/protected.ts'
import { startPatientView } from './patient-view/server.ts'
import { daniel, hannah, lee, maria, nair, office, okafor, practice } from './people.ts'
import { openPostOffice } from './post-office.ts'
import { startSmtpHost } from './smtp.ts'

export type DemoPractice = {
  /** What the app is told, as JSON in SEALPOST_DEMO. */
  readonly offer: DemoOffer
  /** PEM file of the authority that the demo's servers are trusted by; for SEALPOST_EXTRA_CA. */
  readonly authorityFile: string
  readonly stop: () => Promise<void>
}

/**
 * Starts a made-up practice in this process: a mail host with about thirty messages, three patients, and the
 * patients' view. All of it listens on 127.0.0.1 and is gone when the process ends.
 * @param directory an existing folder for the authority's certificate
 * @param opensAtOnce whether the app goes to the demo without asking
 */
export async function startDemoPractice(directory: string, opensAtOnce: boolean): Promise<DemoPractice> {
  const now = new Date()
  const login = { userName: practice.address, password: randomBytes(18).toString('base64url') }
  const [identity, leeKey] = await Promise.all([makeServerIdentity(), makeColleagueKey(lee, now)])
  const [imap, mail] = await Promise.all([startImapHost(identity, login), demoMail(leeKey, now)])
  for (const each of mail) imap.append(each)
  const postOffice = openPostOffice(imap)
  const [smtp, view] = await Promise.all([
    startSmtpHost(identity, login, postOffice.deliver),
    startPatientView(postOffice),
  ])
  const authorityFile = join(directory, 'demo-authority.pem')
  await writeFile(authorityFile, identity.authority)
  return {
    offer: {
      ...practice,
      ...login,
      imap: { host: '127.0.0.1', port: imap.port },
      smtp: { host: '127.0.0.1', port: smtp.port },
      people: [
        { ...maria, kind: 'patient', birthDate: '1987-03-14', readsMailOn: 'unsure' },
        { ...daniel, kind: 'patient', birthDate: '1992-11-02', readsMailOn: 'phone' },
        { ...hannah, kind: 'patient', birthDate: '2003-06-21', readsMailOn: 'computer' },
        { ...lee, kind: 'colleague', birthDate: null, readsMailOn: 'computer' },
        { ...nair, kind: 'colleague', birthDate: null, readsMailOn: 'computer' },
        { ...okafor, kind: 'colleague', birthDate: null, readsMailOn: 'computer' },
        { ...office, kind: 'other', birthDate: null, readsMailOn: 'computer' },
      ],
      patientViewUrl: view.url,
      opensAtOnce,
    },
    authorityFile,
    stop: async () => {
      await Promise.all([imap.stop(), smtp.stop(), view.stop()])
    },
  }
}
