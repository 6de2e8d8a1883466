import type { ScanContext } from '../../../src/main/phi/index.ts'

const signature = `Ann Rivera, PhD, LMFT
Licensed Marriage and Family Therapist, Lic. MFC 48213
Harbor Counseling Center
410 Bayview Ave, Suite 12, Alameda, CA 94501
Phone (510) 555-0100 | Fax (510) 555-0101
ann@harborcounseling.example | www.harborcounseling.example`

/** A practice with four patients, as the scan sees it. */
export const practice: ScanContext = {
  self: [
    {
      name: 'Ann Rivera',
      practice: 'Harbor Counseling Center',
      address: '410 Bayview Ave, Suite 12, Alameda, CA 94501',
      phone: '(510) 555-0100',
      fax: '(510) 555-0101',
      email: 'ann@harborcounseling.example',
      signature,
    },
  ],
  patients: [
    {
      id: 'p1',
      name: 'Maria Alvarez',
      email: 'maria.alvarez@mail.example',
      dob: '1984-03-09',
      mrn: 'HC-20391',
      phone: '510-555-0142',
    },
    {
      id: 'p2',
      name: 'Daniel Ortiz',
      nicknames: ['Dano'],
      email: 'dan.ortiz@mail.example',
      dob: '7/22/1986',
      mrn: 'HC-20417',
    },
    { id: 'p3', name: 'Will Young', email: 'wyoung@mail.example' },
    { id: 'p4', name: "Siobhán O'Connor", email: 'siobhan@mail.example' },
  ],
  recipients: ['office@supplies.example'],
}

export const ownSignature = signature

export const disclaimer = `CONFIDENTIALITY NOTICE: This e-mail and any attachments are intended only for the person to whom they are addressed and may contain confidential or privileged information, including protected health information. If you are not the intended recipient, please notify the sender and delete this e-mail. This mailbox is not monitored around the clock. If you are in crisis, call 911 or the 988 Suicide & Crisis Lifeline, or go to the nearest emergency room.`

export function writtenTo(...recipients: string[]): ScanContext {
  return { ...practice, recipients }
}
