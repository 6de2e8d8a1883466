import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { App } from '../../../src/renderer/app/app.tsx'
import { adoptNonce } from '../../../src/renderer/app/nonce.ts'
import { startTexts } from '../../../src/renderer/i18n/index.ts'
import { doubleBridge } from '../double/bridge.ts'
import { readScenario } from '../double/scenario.ts'
import { createState } from '../double/state.ts'

// The window's policy forbids eval, which zod's fast path would try; only the double needs zod in a page.
z.config({ jitless: true })

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
const nonce = adoptNonce(document)
startTexts()
const state = createState(readScenario(new URLSearchParams(location.search)))
createRoot(root).render(<App bridge={doubleBridge(state)} nonce={nonce} />)
