import '@mantine/core/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import '@mantine/tiptap/styles.layer.css'
import './tokens.css'
import './base.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import type { Bridge } from '../../shared/bridge.ts'
import { Boundary } from './boundary.tsx'
import { createCache } from './cache.ts'
import { createEngine, EngineContext } from './engine.ts'
import { NonceContext } from './nonce-context.ts'
import { Phases } from './phases.tsx'
import { useUnhandledFailures } from './unhandled.ts'
import { createSchemeManager, cssVariables, theme } from './theme.ts'

type AppProps = {
  readonly bridge: Bridge
  /** Of this page load, for the `<style>` elements that libraries write. */
  readonly nonce: string
}

export function App({ bridge, nonce }: AppProps) {
  const [engine] = useState(() => createEngine(bridge))
  const [cache] = useState(createCache)
  const [schemeManager] = useState(createSchemeManager)
  useUnhandledFailures()
  return (
    <NonceContext value={nonce}>
      <EngineContext value={engine}>
        <QueryClientProvider client={cache}>
          <MantineProvider
            theme={theme}
            cssVariablesResolver={cssVariables}
            colorSchemeManager={schemeManager}
            defaultColorScheme="auto"
            getStyleNonce={() => nonce}
          >
            <Boundary>
              <Phases />
            </Boundary>
          </MantineProvider>
        </QueryClientProvider>
      </EngineContext>
    </NonceContext>
  )
}
