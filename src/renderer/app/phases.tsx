import { useMantineColorScheme } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { FirstRun } from '../features/first-run/first-run.tsx'
import { setupStage } from '../features/first-run/stage.ts'
import { Locked } from '../features/locked/locked.tsx'
import { FailureNote } from '../ui/failure-note.tsx'
import { useCopyWatch } from './copies.ts'
import { ClockBar } from './clock-bar.tsx'
import { useEngine } from './engine.ts'
import { EvaluationBar } from './evaluation-bar.tsx'
import { useEngineEvents } from './events.ts'
import { failureOf } from './failure.ts'
import { Shell } from './shell.tsx'
import { useStore } from './store.ts'
import { useTouch } from './touch.ts'
import './phases.css'

function useChosenScheme(isUnlocked: boolean): void {
  const { queries } = useEngine()
  const settings = useQuery(queries.app.settings.queryOptions({ enabled: isUnlocked }))
  const { setColorScheme } = useMantineColorScheme()
  const chosen = settings.data?.colorScheme
  useEffect(() => {
    if (chosen !== undefined) setColorScheme(chosen)
  }, [chosen, setColorScheme])
}

/** The program's three lives: first run, locked, unlocked. */
export function Phases() {
  const { queries } = useEngine()
  const cache = useQueryClient()
  const state = useQuery(queries.app.state.queryOptions())
  const stage = useStore(setupStage)
  useEngineEvents(cache)
  const isUnlocked = state.data?.phase === 'unlocked'
  useTouch(isUnlocked)
  useCopyWatch(isUnlocked)
  useChosenScheme(isUnlocked)

  if (state.isPending) return null
  if (state.isError) {
    return (
      <main className="phase-failure">
        <FailureNote failure={failureOf(state.error)} retry={() => void state.refetch()} />
      </main>
    )
  }
  const { phase, setup, vaultKind } = state.data
  const lacksAccount = vaultKind === 'mail' && !setup.hasAccount
  const isSettingUp =
    phase === 'first-run' ||
    (phase === 'unlocked' && (lacksAccount || (stage === 'kit' && !setup.hasRecoveryKit)))
  return (
    <div className="phases">
      {state.data.isClockBehind && <ClockBar />}
      {state.data.isEvaluation && <EvaluationBar state={state.data} />}
      {state.data.erasureFailure !== null && (
        <div className="phase-note">
          <FailureNote failure={{ code: state.data.erasureFailure }} />
        </div>
      )}
      {isSettingUp && <FirstRun state={state.data} />}
      {phase === 'locked' && <Locked key={state.data.person} state={state.data} />}
      {isUnlocked && !isSettingUp && <Shell state={state.data} />}
    </div>
  )
}
