import { createStore } from '../../app/store.ts'

/** `kit`: the account has just been added, the third step is still on screen. */
export const setupStage = createStore<'kit' | null>(null)
