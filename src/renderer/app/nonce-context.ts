import { createContext, useContext } from 'react'

/** The nonce of this page load. */
export const NonceContext = createContext('')

export function useNonce(): string {
  return useContext(NonceContext)
}
