import type { Expected } from './expected.ts'

export const reports: Readonly<Record<string, Expected>> = {
  "report-dsn-delayed": {"subject": "Delayed", "text": "It is late.", "from": ["MAILER-DAEMON@mail.practice.example"], "files": ["attachment-1-2.bin", "attachment-1-3.bin"]},
  "report-dsn-whole-message": {"subject": "Failed", "text": "It failed.", "from": ["MAILER-DAEMON@mail.practice.example"], "files": ["attachment-1-2.bin", "Hello.eml"], "cards": ["message \"Hello\""]},
  "report-dsn-global": {"subject": "Failed", "text": "It failed.", "from": ["MAILER-DAEMON@mail.practice.example"], "files": ["attachment-1-2.bin"]},
  "report-dsn-without-status": {"subject": "Failed", "text": "It failed.", "from": ["MAILER-DAEMON@mail.practice.example"]},
  "report-dsn-german": {"subject": "Unzustellbar", "text": "Zustellung nicht möglich", "from": ["MAILER-DAEMON@mail.practice.example"], "files": ["attachment-1-2.bin"]},
  "report-mdn": {"subject": "Read: Hello", "text": "It was shown.", "from": ["a@x.example"], "files": ["attachment-1-2.bin"], "cards": ["receipt displayed by a@x.example"]},
  "report-mdn-asked-for": {"subject": "Please confirm", "text": "text"},
  "report-feedback-loop": {"subject": "Abuse report", "text": "Somebody complained.", "from": ["MAILER-DAEMON@mail.practice.example"], "files": ["attachment-1-2.bin", "x.eml"], "cards": ["message \"x\""]},
  "report-qmail": {"subject": "failure notice", "text": "Hi. This is the qmail-send program.\n\n<a@x.example>:\nNo such user. (#5.1.1)", "from": ["MAILER-DAEMON@mail.example"]},
  "report-exim": {"subject": "Mail delivery failed", "text": "text", "from": ["Mailer-Daemon@mail.example"]},
  "report-out-of-office": {"subject": "Away", "text": "text"},
}
