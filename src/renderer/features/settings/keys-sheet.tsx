import { useTranslation } from 'react-i18next'
import { commands, type CommandId } from '../../app/keys/commands.ts'
import { keyLabel } from '../../app/keys/key-map.ts'
import { isMacPlatform } from '../../app/keys/use-keyboard.ts'
import { Sheet } from '../../ui/sheet.tsx'
import './settings.css'

const groups = {
  message: [
    'answer',
    'answer-all',
    'forward',
    'archive',
    'delete',
    'unread',
    'flag',
    'move',
    'print',
    'view-source',
    'copy-address',
  ],
  move: [
    'next',
    'previous',
    'search',
    'go-inbox',
    'go-sent',
    'go-patients',
    'go-activity',
    'go-evidence',
    'back',
  ],
  write: ['new-message', 'send', 'send-later', 'review', 'undo'],
  app: ['palette', 'new-mailbox', 'open-settings', 'lock', 'show-keys'],
} as const satisfies Record<string, readonly CommandId[]>

const groupNames = Object.keys(groups) as (keyof typeof groups)[]

/** Every key, on one page. */
export function KeysSheet() {
  const { t } = useTranslation()
  const isMac = isMacPlatform()
  const keysOf = (id: CommandId) => commands.find((command) => command.id === id)?.keys[0] ?? ''
  return (
    <Sheet title={t('keys.title')} size={640} isText>
      <div className="keys-groups">
        {groupNames.map((group) => (
          <section key={group} aria-labelledby={`keys-${group}`}>
            <h3 id={`keys-${group}`} className="section-title">
              {t(`keys.groups.${group}`)}
            </h3>
            <dl>
              {groups[group].map((id) => (
                <div key={id} className="key-row">
                  <dt>{t(`keys.commands.${id}`)}</dt>
                  <dd>
                    <kbd>{keyLabel(keysOf(id), isMac)}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="detail">{t('keys.note')}</p>
    </Sheet>
  )
}
