export type Scheme = 'light' | 'dark'

type Palette = Readonly<Record<'ground' | 'text' | 'muted' | 'line' | 'link', string>>

/** The product's reading colours, the same as in the window around the mail. */
const lightPalette: Palette = {
  ground: '#ffffff',
  text: '#1d2326',
  muted: '#59656b',
  line: '#dde4e6',
  link: '#1f6f6b',
}

export const darkPalette: Palette = {
  ground: '#15191b',
  text: '#e6ebec',
  muted: '#9aa8ae',
  line: '#2b3336',
  link: '#6cc5be',
}

export function paletteOf(scheme: Scheme): Palette {
  return scheme === 'dark' ? darkPalette : lightPalette
}
