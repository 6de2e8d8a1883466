import { Spotlight, spotlight } from '@mantine/spotlight'
import { useTranslation } from 'react-i18next'
import { commands } from './keys/commands.ts'
import { keyLabel } from './keys/key-map.ts'
import { registry, runCommand, useCommand } from './keys/registry.ts'
import { isMacPlatform } from './keys/use-keyboard.ts'
import { useStore } from './store.ts'
import { sheetOverlay } from '../ui/sheet.tsx'
import './palette.css'

/** Mod+K: every command that can be run now, by its words. */
export function Palette() {
  const { t } = useTranslation()
  const available = useStore(registry)
  const isMac = isMacPlatform()
  useCommand('palette', spotlight.open)
  const actions = commands
    .filter((command) => command.id !== 'palette' && command.id !== 'back' && available.has(command.id))
    .map((command) => ({
      id: command.id,
      label: t(`keys.commands.${command.id}`),
      rightSection: <kbd className="palette-keys">{keyLabel(command.keys[0], isMac)}</kbd>,
      onClick: () => {
        // After the palette has closed and given the focus back.
        setTimeout(() => runCommand(command.id), 0)
      },
    }))
  return (
    <Spotlight
      actions={actions}
      nothingFound={t('keys.paletteNothing')}
      highlightQuery={false}
      shortcut={null}
      disabled={false}
      searchProps={{ placeholder: t('keys.palettePlaceholder'), 'aria-label': t('keys.palette') }}
      transitionProps={{ duration: 100 }}
      overlayProps={sheetOverlay}
      size={560}
      yOffset="16vh"
      scrollable
      maxHeight={400}
    />
  )
}
