/** `attention`: what can't be relied on; `stop`: what was tampered with. */
type Tone = 'calm' | 'attention' | 'stop'

export type ProtectionText = { readonly text: string; readonly why: string; readonly tone: Tone }
