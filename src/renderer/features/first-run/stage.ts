import { createStore } from '../../app/store.ts'

/** `kit`: the account has just been added, or an auditor's store made, and the last step is still on screen. */
export const setupStage = createStore<'kit' | null>(null)
