import {
  ActionIcon,
  Button,
  createTheme,
  type CSSVariablesResolver,
  type MantineColorScheme,
  type MantineColorSchemeManager,
  type MantineColorsTuple,
  Menu,
  Modal,
  Popover,
  Tooltip,
} from '@mantine/core'

const spruce: MantineColorsTuple = [
  '#E4F1F0',
  '#CFE7E5',
  '#A9D6D2',
  '#88CDC7',
  '#6CC5BE',
  '#3A9A94',
  '#257E79',
  '#1F6F6B',
  '#17524F',
  '#0F3B39',
]

/** The system's own font; the named ones stand for Linux desktops whose `system-ui` is a fallback. */
const fontFamily =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI Variable Text', 'Segoe UI', 'Adwaita Sans', 'Cantarell', 'Noto Sans', 'Liberation Sans', system-ui, sans-serif"

const sheetFocus = { returnFocus: true, trapFocus: true }

export const theme = createTheme({
  colors: { spruce },
  primaryColor: 'spruce',
  primaryShade: { light: 7, dark: 6 },
  white: '#FFFFFF',
  black: '#1D2326',
  fontFamily,
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '13px', sm: '14px', md: '14px', lg: '16px', xl: '18px' },
  lineHeights: { xs: '18px', sm: '20px', md: '20px', lg: '26px', xl: '24px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '8px', xl: '8px' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { size: 36, variant: 'subtle', color: 'gray' } }),
    // A menu may hold nothing but its items: Mantine's place for the first focus is none of them (aria-required-children).
    Menu: Menu.extend({
      defaultProps: {
        shadow: 'none',
        transitionProps: { duration: 100 },
        withInitialFocusPlaceholder: false,
      },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: 'none', transitionProps: { duration: 100 } } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 500, transitionProps: { duration: 100 } } }),
    Modal: Modal.extend({ defaultProps: { ...sheetFocus, transitionProps: { duration: 150 } } }),
  },
})

/** Mantine's own colours, all taken from the tokens, so that there is one place to change them. */
export const cssVariables: CSSVariablesResolver = () => {
  const fromTokens = {
    '--mantine-color-body': 'var(--ground)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': 'var(--muted)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--stop)',
    '--mantine-color-default': 'var(--ground)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--control-border)',
    '--mantine-color-disabled': 'var(--hover)',
    '--mantine-color-disabled-color': 'var(--muted)',
    '--mantine-color-disabled-border': 'var(--hairline)',
    '--mantine-color-gray-light-color': 'var(--muted)',
    '--mantine-color-gray-light-hover': 'var(--hover)',
    '--mantine-color-spruce-text': 'var(--accent)',
    '--mantine-color-spruce-light': 'var(--selected)',
    '--mantine-color-spruce-light-color': 'var(--accent)',
    '--mantine-color-spruce-light-hover': 'var(--selected)',
    '--mantine-color-spruce-outline': 'var(--accent)',
  }
  return {
    variables: {},
    // The borders of inputs, radios and switches, which Mantine takes from its greys.
    light: { ...fromTokens, '--mantine-color-gray-4': 'var(--control-border)' },
    dark: {
      ...fromTokens,
      '--mantine-color-dark-4': 'var(--control-border)',
      '--mantine-color-dark-6': 'var(--ground)',
      '--mantine-color-dark-7': 'var(--ground)',
    },
  }
}

/** The chosen scheme lives in the vault's settings; nothing is kept by the browser. */
export function createSchemeManager(): MantineColorSchemeManager {
  let scheme: MantineColorScheme = 'auto'
  return {
    get: () => scheme,
    set: (value) => {
      scheme = value
    },
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    clear: () => {
      scheme = 'auto'
    },
  }
}
