import { composingScenes } from './scenes/composing.ts'
import { mailScenes } from './scenes/mail.ts'
import { peopleScenes } from './scenes/people.ts'
import { settingsScenes } from './scenes/settings.ts'
import { startScenes } from './scenes/start.ts'
import { statesScenes } from './scenes/states.ts'
import type { Scene } from './scenes/scene.ts'

/** Every state of the window that is looked at, by area. */
export const scenes: readonly Scene[] = [
  ...startScenes,
  ...mailScenes,
  ...composingScenes,
  ...peopleScenes,
  ...settingsScenes,
  ...statesScenes,
]
