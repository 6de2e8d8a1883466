import type { CollectorState } from '../../../src/shared/contract/index.ts'
import { os } from './base.ts'
import type { Scenario } from './scenario.ts'

const certificate = {
  pem: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
  name: 'Rivera Practice Log CA',
  fingerprint: 'A625D5F80A7F632BE5EA6C289845C1EC5A96066550A1D19D60ACF4D176A21E9C',
  validTo: '2028-03-31T00:00:00.000Z',
}
const address = { host: 'logs.rivera-practice.example', port: 6514 }
const standing = { waiting: 0, isSending: false, failure: null }
const states: Record<Scenario['collector'], CollectorState> = {
  none: { ...standing, collector: null, sentAt: null },
  good: { ...standing, collector: { ...address, certificate }, sentAt: '2026-11-22T09:04:00.000Z' },
  system: {
    ...standing,
    collector: { ...address, certificate: null },
    waiting: 1204,
    isSending: true,
    sentAt: null,
  },
  waiting: {
    ...{ collector: { ...address, certificate }, waiting: 12, isSending: false },
    ...{ sentAt: '2026-11-21T17:40:00.000Z', failure: { code: 'collector/unreachable', detail: address } },
  },
}

/** `collector=good | system | waiting`: none is set by default. */
export const collectorRouter = {
  state: os.collector.state.handler(({ context: { state } }) => states[state.scenario.collector]),
  readCertificate: os.collector.readCertificate.handler(() => certificate),
  test: os.collector.test.handler(() => undefined),
  set: os.collector.set.handler(() => undefined),
  end: os.collector.end.handler(() => undefined),
}
