import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { ownBridge } from './app/bridge.ts'
import { adoptNonce } from './app/nonce.ts'
import { startTexts } from './i18n/index.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

const nonce = adoptNonce(document)
startTexts()
createRoot(root).render(<App bridge={ownBridge()} nonce={nonce} />)
