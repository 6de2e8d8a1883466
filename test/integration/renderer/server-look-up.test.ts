import { expect, it } from 'vitest'
import { useGalleryWindow } from '../../renderer/gallery/window.ts'

const gallery = useGalleryWindow()

it('servers that a domain names are used when a person has seen them, and are guessed anew for another address', async () => {
  await gallery.open('account=0&kit=0')
  const { page } = gallery
  const address = page.getByRole('textbox', { name: 'Mail address' })
  const guessed = page.getByText('Servers: imap.hope-practice.example, smtp.hope-practice.example')
  await address.fill('ana@hope-practice.example')
  await page.getByRole('button', { name: 'Ask hope-practice.example for its servers' }).click()
  const lines = page.getByRole('status').getByRole('listitem')
  await lines.first().waitFor()
  expect(await lines.allTextContents()).toEqual([
    'Incoming: imap.harbor-hosting.example, port 993, TLS from the start',
    'Outgoing: smtp.hope-practice.example, port 465, TLS from the start (a guess: hope-practice.example names none)',
  ])
  await page.getByText("imap.harbor-hosting.example isn't part of hope-practice.example").waitFor()
  expect(await guessed.count()).toBe(1)
  await page.getByRole('button', { name: 'Use these servers' }).click()
  await page.getByText('Servers: imap.harbor-hosting.example, smtp.hope-practice.example').waitFor()
  expect(await page.getByRole('button', { name: /^Ask / }).count()).toBe(0)
  await address.fill('ana@lakeside.example')
  await page.getByText('Servers: imap.lakeside.example, smtp.lakeside.example').waitFor()
  await page.getByRole('button', { name: 'Ask lakeside.example for its servers' }).waitFor()
})
