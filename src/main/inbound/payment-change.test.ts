import { describe, expect, it } from 'vitest'
import { asksToRedirectPayment } from './payment-change.ts'

describe('money to another account than before', () => {
  it.each([
    'Please note that our bank details have changed. Kindly send all future payments to the account below.',
    'Our banking information has been updated. Please use the attached for your next invoice.',
    'I have changed my bank account and would like to update my direct deposit before the next payroll. Please confirm.',
    'Hi, I need to change my direct deposit information effective immediately. What do you need for the next paycheck?',
    'Updated wire instructions are attached; please remit the outstanding invoices there.',
    'Kindly find our new bank account below and transfer the pending payment today.',
    'Change of bank account: please make your next payment to the following IBAN.',
  ])('found: %s', (text) => {
    expect(asksToRedirectPayment('Invoice', text)).toBe(true)
  })

  it.each([
    'I have a new bank account, so the autopay failed last week. Can I pay in cash on Thursday?',
    'Please send me the invoice for our last session, my insurance asks for it.',
    'My address has changed. Please update it in your records.',
    'Your payment of $120.00 was received. Thank you for your business.',
    'Your direct deposit of $1,842.10 arrived today.',
    'My card expired. Can I give you the new number by phone before the next payment?',
    'Yes, Thursday works.\n\nOn Mon, Nov 2, 2026 at 9:00 AM Billing wrote:\n> Our bank details have changed. Please use them for all future payments.',
    'My insurance changed. The new member ID is on the card, please update it before the next invoice.',
  ])('not found: %s', (text) => {
    expect(asksToRedirectPayment('Hello', text)).toBe(false)
  })
})
