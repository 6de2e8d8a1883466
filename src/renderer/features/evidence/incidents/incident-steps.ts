import { breachFactors, type Incident } from '../../../../shared/contract/index.ts'

export const incidentSteps = ['what', 'secured', 'factors', 'conclusion', 'told'] as const
export type IncidentStep = (typeof incidentSteps)[number]

/** Which steps there are: PHI that was secured needs no factors (164.402), and without a breach nobody is told. */
export function stepsOf({
  wasSecured,
  conclusion,
}: Pick<Incident, 'wasSecured' | 'conclusion'>): IncidentStep[] {
  return incidentSteps.filter(
    (step) => (step !== 'factors' || wasSecured !== 'yes') && (step !== 'told' || conclusion === 'breach'),
  )
}

/** How many of the four factors were weighed; 164.402(2) asks for at least these before "no breach" is concluded. */
export function weighedFactors({ factors }: Pick<Incident, 'factors'>): number {
  return breachFactors.filter((factor) => factors[factor].weight !== null).length
}

/** "No breach" is shown by all four factors, or by PHI that was secured. */
export function canBeNoBreach(incident: Pick<Incident, 'wasSecured' | 'factors'>): boolean {
  return incident.wasSecured === 'yes' || weighedFactors(incident) === breachFactors.length
}
