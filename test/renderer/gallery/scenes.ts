import { activityLogScenes } from './scenes/activity-log.ts'
import { composingScenes } from './scenes/composing.ts'
import { evidenceScenes } from './scenes/evidence.ts'
import { bindersScenes } from './scenes/binders.ts'
import { logsScenes } from './scenes/logs.ts'
import { mailScenes } from './scenes/mail.ts'
import { mailboxesScenes } from './scenes/mailboxes.ts'
import { oddMailScenes } from './scenes/odd-mail.ts'
import { peopleScenes } from './scenes/people.ts'
import { securityScenes } from './scenes/security.ts'
import { settingsScenes } from './scenes/settings.ts'
import { startScenes } from './scenes/start.ts'
import { statesScenes } from './scenes/states.ts'
import type { Scene } from './scenes/scene.ts'

/** Every state of the window that is looked at, by area. */
export const scenes: readonly Scene[] = [
  ...startScenes,
  ...mailScenes,
  ...mailboxesScenes,
  ...oddMailScenes,
  ...composingScenes,
  ...peopleScenes,
  ...settingsScenes,
  ...activityLogScenes,
  ...securityScenes,
  ...statesScenes,
  ...evidenceScenes,
  ...logsScenes,
  ...bindersScenes,
]
