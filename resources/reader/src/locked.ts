import { openContainer } from '../../../src/main/sealing/sealed-message/format/container.ts'
import type { SealedContent } from '../../../src/main/sealing/sealed-message/format/content.ts'
import { normalisePassphrase } from '../../../src/main/sealing/sealed-message/format/passphrase-key.ts'
import type { ErrorCode } from '../../../src/shared/errors/index.ts'
import type { Result } from '../../../src/shared/result.ts'
import { pageAead } from './container.ts'
import { element } from './dom.ts'
import type { Page } from './page.ts'
import type { MessageKey } from './strings/message.ts'

/**
 * The first thing seen: whose message it is, one field, one button.
 *
 * @param opened is called with the message and the container it came from
 * @param note is said above the field, such as why the message was closed
 */
export function lockedView(
  page: Page,
  container: Promise<Result<Uint8Array>>,
  opened: (content: SealedContent, container: Uint8Array) => void,
  note?: string,
): HTMLElement {
  const { say } = page
  const input = element('input', {
    id: 'passphrase',
    type: 'password',
    autocomplete: 'off',
    autocapitalize: 'none',
    autocorrect: 'off',
    spellcheck: 'false',
    enterkeyhint: 'go',
    'aria-describedby': 'hint problem',
  })
  const show = element('button', { type: 'button', class: 'quiet', 'aria-pressed': 'false' }, say('show'))
  const open = element('button', { type: 'submit', class: 'primary wide' }, say('open'))
  const progress = element('progress', { max: '1', value: '0', 'aria-label': say('opening'), hidden: true })
  const problem = element('p', { id: 'problem', class: 'note stop', role: 'alert', hidden: true })

  show.addEventListener('click', () => {
    const visible = input.type === 'password'
    input.type = visible ? 'text' : 'password'
    show.setAttribute('aria-pressed', String(visible))
    show.textContent = say(visible ? 'hide' : 'show')
    input.focus()
  })

  const complain = (key: MessageKey) => {
    problem.textContent = say(key)
    problem.hidden = false
    input.setAttribute('aria-invalid', 'true')
    input.focus()
    input.select()
  }
  const busy = (isBusy: boolean) => {
    open.disabled = isBusy
    open.textContent = say(isBusy ? 'opening' : 'open')
    input.readOnly = isBusy
    progress.hidden = !isBusy
    progress.value = 0
  }
  const tryOpening = async () => {
    problem.hidden = true
    input.removeAttribute('aria-invalid')
    if (normalisePassphrase(input.value) === '') {
      complain('emptyPassphrase')
      return
    }
    busy(true)
    const bytes = await container
    const content = bytes.ok
      ? await openContainer(bytes.value, input.value, {
          aead: pageAead(),
          onProgress: (done) => (progress.value = done),
        })
      : bytes
    busy(false)
    if (!content.ok || !bytes.ok) complain(content.ok ? 'damaged' : problemOf(content.error.code, page))
    else opened(content.value, bytes.value)
  }

  const form = element(
    'form',
    { novalidate: true },
    element('label', { for: 'passphrase' }, say('passphrase')),
    element('div', { class: 'field' }, input, show),
    element('p', { id: 'hint', class: 'small hint' }, say('hint')),
    problem,
    open,
    progress,
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!open.disabled) void tryOpening()
  })
  const status = note !== undefined && element('p', { class: 'note attention', role: 'status' }, note)
  return element(
    'section',
    { class: 'column locked' },
    element('div', { class: 'initial', 'aria-hidden': 'true' }, page.initial),
    element('h1', {}, say('messageFrom')),
    status,
    form,
  )
}

function problemOf(code: ErrorCode, page: Page): MessageKey {
  if (code === 'sealed/wrong-passphrase') return page.settings.phone === null ? 'wrong' : 'wrongPhone'
  return code === 'sealed/truncated' ? 'truncated' : 'damaged'
}
