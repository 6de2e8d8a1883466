export const schedule = {
  title: 'Send later',
  presets: 'Often chosen',
  tomorrow: 'Tomorrow 8:00',
  monday: 'Monday 8:00',
  tomorrowMonday: 'Tomorrow, Monday 8:00',
  date: 'Day',
  time: 'Hour',
  leaves: 'Leaves {{time}}',
  ahead: 'Choose a time ahead.',
  submit: 'Seal and send then',
  change: 'Change time',
  note: "Sealed now, by this computer's clock and time zone. Sealpost must run and be unlocked then; otherwise it leaves at the next unlocking.",
} as const

export const leaving = {
  title: "A message hasn't left yet",
  titleSeveral: "{{count}} messages haven't left yet",
  noteLock: 'While Sealpost is locked, nothing leaves.',
  noteQuit: "While Sealpost isn't running, nothing leaves.",
  keep: 'Keep for later',
  sendNow: 'Send now',
  sending: 'Handing to your mail host…',
} as const
