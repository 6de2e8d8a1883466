export const openpgp = {
  text: 'Colleagues with OpenPGP encrypt to this key, and your mail carries its certificate. Have them compare the words by phone, or scan the code when you meet.',
  several:
    "Each mail account has a key of its own, which names no other address: correspondents of one don't learn of the others.",
  made: 'Made on {{date}}.',
  expires: 'Valid until {{date}}; renewed by itself before then.',
  soon: "Renewing by itself hasn't worked. Renew it now: after the date above, nobody can write to it.",
  soonNav: 'OpenPGP key expires soon',
  save: 'Save my certificate',
  saved: 'Certificate saved. It holds nothing secret.',
  copy: 'Copy it',
  copied: 'Certificate copied. It holds nothing secret.',
  renew: 'Renew now',
  renewed: 'Renewed for three years. Your mail carries the new date from now on.',
  others: 'Keys of others',
  lookUp: 'Look for keys at the domain of an address',
  lookUpText:
    "When you add somebody's key, you may ask the server of their mail domain for it. That server then learns which address you asked for, and from where. Sealpost never asks by itself.",
  lost: 'If somebody else gets hold of it',
  lostText:
    'Give the key up, and Sealpost makes a new one; mail to the old one stays readable here. A revocation certificate, kept away from this computer, does the same for your correspondents after you have lost everything.',
  revoke: 'Give this key up',
  saveRevocation: 'Save a revocation certificate',
  revocationSaved:
    'Saved. Whoever has this file can end the use of your key: keep it as you keep the recovery kit.',
  why: 'Why?',
  reasons: {
    compromised: 'Somebody else may have it',
    superseded: 'I want a new one',
  },
  revokeText:
    "It can't be undone. Your correspondents need your new certificate, and the old one marked as revoked.",
  revokeNow: 'Give it up and make a new one',
  keep: 'Keep it',
  revokedNow: 'Given up, and a new key made. Send your correspondents both certificates.',
  newer: {
    title: 'Newer key (version 6)',
    text: "A second key in the form of 2024 (RFC 9580), for colleagues whose programs read it and whose own key is of that version. Most programs don't read it yet, GnuPG among them: for everybody else the key above stays in use.",
    make: 'Make a version 6 key',
    made: 'Made. Save its certificate and give it to colleagues who ask for one of version 6.',
    lost: 'If you no longer want it',
    lostText:
      'It signs mail to colleagues who all have such a key. Give it up, and the key above signs everything again; mail that was encrypted to it stays readable here.',
    revoke: 'Give the newer key up',
    reasons: {
      compromised: 'Somebody else may have it',
      superseded: "I don't need it any more",
    },
    revokeText: "It can't be undone. Correspondents who have this certificate need it marked as revoked.",
    revokeNow: 'Give it up',
    revokedNow: 'Given up. Send the revoked certificate to those who have it.',
  },
  revokedTitle: 'Given up',
  revokedText: 'They open old mail only. Give these certificates to those who still write to them.',
  revokedOn: 'Given up on {{date}}',
  saveRevoked: 'Save the revoked certificate',
  revokedSaved: 'Saved. It tells programs to stop using that key.',
} as const
