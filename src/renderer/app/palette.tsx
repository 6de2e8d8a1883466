import { Modal } from '@mantine/core'
import { Spotlight, spotlight } from '@mantine/spotlight'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sheetOverlay } from '../ui/sheet.tsx'
import { commands } from './keys/commands.ts'
import { keyLabel } from './keys/key-map.ts'
import { registry, runCommand, useCommand } from './keys/registry.ts'
import { isMacPlatform } from './keys/use-keyboard.ts'
import { useStore } from './store.ts'
import './palette.css'

/** Mod+K: every command that can be run now, by its words. */
export function Palette() {
  const { t } = useTranslation()
  const available = useStore(registry)
  const [query, setQuery] = useState('')
  const isMac = isMacPlatform()
  useCommand('palette', spotlight.open)
  const typed = query.trim().toLowerCase()
  const found = commands
    .filter(({ id }) => id !== 'palette' && id !== 'back' && available.has(id))
    .map(({ id, keys }) => ({ id, label: t(`keys.commands.${id}`), keys: keyLabel(keys[0], isMac) }))
    .filter(({ label }) => label.toLowerCase().includes(typed))
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      transitionProps={{ duration: 100 }}
      overlayProps={sheetOverlay}
      size={560}
      yOffset="16vh"
      scrollable
      maxHeight={400}
    >
      <Modal.Title className="visually-hidden">{t('keys.palette')}</Modal.Title>
      <Spotlight.Search placeholder={t('keys.palettePlaceholder')} aria-label={t('keys.palette')} />
      <Spotlight.ActionsList>
        {found.map(({ id, label, keys }) => (
          <Spotlight.Action
            key={id}
            label={label}
            rightSection={<kbd className="palette-keys">{keys}</kbd>}
            onClick={() => {
              // After the palette has closed and given the focus back.
              setTimeout(() => runCommand(id), 0)
            }}
          />
        ))}
        {found.length === 0 && <Spotlight.Empty>{t('keys.paletteNothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
