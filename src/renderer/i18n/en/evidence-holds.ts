/** Words of legal holds. */
export const holdWords = {
  about:
    'While a hold stands, nothing that it concerns is deleted: not by you, and not here when the mail host deletes it. Set one when a lawsuit, an investigation or a complaint is to be expected.',
  add: 'Set a hold',
  empty: 'No hold stands, and none was set before.',
  everything: 'Everything',
  account: 'All mail of {{name}}',
  person: 'Mail from and to {{name}}',
  stands: 'Stands since {{day}}',
  lifted: 'Lifted on {{day}}',
  liftedBecause: 'Lifted: {{because}}',
  lift: 'Lift',
  liftOf: 'Lift the hold: {{name}}',
  kept_one:
    '{{count}} message that its host no longer has lies in “Kept by legal hold”, on this computer alone.',
  kept_other:
    '{{count}} messages that their hosts no longer have lie in “Kept by legal hold”, on this computer alone.',
  set: {
    title: 'Set a legal hold',
    what: 'What is held?',
    scopes: {
      person: 'Mail from and to one person',
      account: 'All mail of one account',
      everything: 'Everything',
    },
    who: 'Whose mail',
    account: 'Which account',
    reason: 'Why',
    reasonHint: 'The matter, and who asked for it.',
    text: 'It refuses Trash and Junk, the removal of mailboxes, accounts, people and imported mail, discarding drafts, and erasing this store. What others delete at the mail host stays here, as far as it was downloaded.',
    needsWho: 'Somebody, please.',
    needsAccount: 'An account, please.',
    needsReason: 'A reason, please.',
    submit: 'Set the hold',
    done: 'The hold stands.',
    stopped_one: 'The hold stands. {{count}} deletion was taken back.',
    stopped_other: 'The hold stands. {{count}} deletions were taken back.',
  },
  release: {
    title: 'Lift the hold?',
    text: 'From then on it can be deleted again. The hold stays on the list, and the activity log tells who lifted it when.',
    because: 'Why it ends',
    passphrase: 'Your passphrase',
    keep: 'Keep it',
    submit: 'Lift the hold',
    done: 'The hold was lifted.',
  },
} as const
