import type { AppState } from '../../shared/contract/index.ts'
import { fail, type Result } from '../../shared/result.ts'
import { demoPassphrase, setUpDemo } from './demo.ts'
import type { DemoOffer } from './host-api.ts'
import type { People } from './people.ts'
import type { Session } from './session-type.ts'

export interface DemoDeskDeps {
  /** null: this program was started without a demo. */
  readonly offer: DemoOffer | null
  readonly people: Pick<People, 'isDemo' | 'playDemo' | 'isNobodyHere'>
  readonly isFirstRun: () => boolean
  readonly create: (passphrase: string) => Promise<Result<void>>
  readonly session: () => Result<Session>
  readonly clock: () => Date
  readonly onChanged: () => void
}

/** The demo practice, where nobody has a vault on this computer. */
export interface DemoDesk {
  /** It is being set up: the window still shows the first run. */
  readonly isOpening: boolean
  shown(): Pick<AppState, 'isDemoOffered' | 'isOpeningDemo' | 'demo'>
  /** Errors: `account/absent` without an offer, `vault/already-exists`, and those of making a vault and an account. */
  open(): Promise<Result<void>>
}

export function createDemoDesk(deps: DemoDeskDeps): DemoDesk {
  const { offer, people, isFirstRun, create, session, clock, onChanged } = deps
  let isOpening = false
  const isOffered = () => offer !== null && isFirstRun() && people.isNobodyHere()

  return {
    get isOpening() {
      return isOpening
    },

    shown: () => ({
      isDemoOffered: isOffered(),
      isOpeningDemo: isOpening,
      demo:
        people.isDemo && offer !== null
          ? { passphrase: demoPassphrase, patientViewUrl: offer.patientViewUrl }
          : null,
    }),

    open: async () => {
      if (offer === null) return fail('account/absent')
      // Beside a vault of one's own, or twice, there is no demo: its folder would be taken from under it.
      if (!isOffered() || isOpening) return fail('vault/already-exists')
      people.playDemo(true)
      isOpening = true
      onChanged()
      try {
        const created = await create(demoPassphrase)
        // Told again that it goes on, it would take the new vault away.
        if (!created.ok) people.playDemo(false)
        const opened = session()
        return created.ok && opened.ok ? await setUpDemo(opened.value, offer, clock()) : created
      } finally {
        isOpening = false
        onChanged()
      }
    },
  }
}
