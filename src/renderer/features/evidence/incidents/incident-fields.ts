import type { Incident } from '../../../../shared/contract/index.ts'
import { today } from '../days.ts'

/** As the fields stand: the day of discovery may be empty. */
export type IncidentFields = Omit<Incident, 'discoveredOn'> & { readonly discoveredOn: string | null }

export type StepProps = {
  readonly incident: IncidentFields
  readonly onChange: (next: Partial<IncidentFields>) => void
  /** It was tried to go on: what is missing is said. */
  readonly wasTried: boolean
}

const unweighed = { weight: null, note: '' } as const

/** One that was discovered today. */
export function emptyIncident(): IncidentFields {
  return {
    kind: 'incident',
    title: '',
    discoveredOn: today(),
    happenedOn: null,
    what: '',
    affected: null,
    wasSecured: 'unknown',
    factors: { nature: unweighed, recipient: unweighed, acquired: unweighed, mitigated: unweighed },
    conclusion: 'open',
    concludedOn: null,
    notifiedOn: null,
  }
}
