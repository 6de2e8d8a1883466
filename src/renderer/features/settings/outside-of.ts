import type { Outside, Practice } from '../../../shared/contract/index.ts'

/** What stands outside the seal; the rest of the practice stays inside. */
export function outsideOf(practice: Practice): Outside {
  const { outsideName, outsideSubject, outsideNote, outsideFileName } = practice
  const { outsidePageName, outsideLogo, phone, language } = practice
  return {
    ...{ outsideName, outsideSubject, outsideNote, outsideFileName },
    ...{ outsidePageName, outsideLogo, phone, language },
  }
}
