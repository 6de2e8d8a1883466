import { inAWeek, letterOf, mustBe, ordinaryText, type Act } from './day.ts'

export const letterActs: readonly Act[] = [
  [
    ['draft.started'],
    ({ client }) =>
      () =>
        client.drafts.create({ kind: 'new' }),
  ],
  [
    ['draft.opened'],
    (day) => {
      const id = day.draft()
      return () => day.client.drafts.get({ id })
    },
  ],
  [
    ['draft.discarded'],
    async ({ client }) => {
      const [newest] = await client.drafts.list()
      return () => client.drafts.discard(mustBe(newest))
    },
  ],
  [
    ['finding.replaced'],
    (day) => {
      const id = day.draft()
      return () => day.client.drafts.recordReplacement({ id, category: 'C' })
    },
  ],
  [
    ['finding.dismissed'],
    (day) => {
      const content = letterOf(`${ordinaryText} Ask John Carter, born 3/4/1981, about his depression.`)
      const value = 'John Carter'
      const id = day.draft()
      return () =>
        day.client.drafts.dismissFinding({
          ...{ id, content, category: 'A', value, reach: 'practice' },
        })
    },
  ],
  [
    ['finding.flagged-again'],
    async ({ client }) => {
      const [choice] = await client.practice.neverFlagged()
      return () => client.practice.flagAgain({ id: mustBe(choice).id })
    },
  ],
  [
    ['consultation.prepared'],
    (day) => {
      const id = day.draft()
      return () =>
        day.client.drafts.prepareConsultation({ id, takenRevision: 0, content: letterOf(ordinaryText) })
    },
  ],
  [
    ['scan.decided', 'message.handed-over'],
    (day) => {
      const id = day.draft()
      return () => day.client.drafts.handOver({ id, takenRevision: 0 })
    },
  ],
  [
    ['message.composed', 'scan.decided', 'message.routed', 'message.sealed', 'message.held'],
    (day) => {
      const id = day.draft()
      return () => day.client.drafts.send({ id, takenRevision: 0, answered: [], leavesAt: inAWeek() })
    },
  ],
  [
    ['send.question-answered'],
    async (day) => {
      const id = day.draft(`${ordinaryText} Your number is 219-09-9999.`)
      const { questions } = await day.client.drafts.review({ id, takenRevision: 0 })
      return () =>
        day.client.drafts.send({
          id,
          takenRevision: 0,
          answered: questions.map((question) => question.id),
          leavesAt: inAWeek(),
        })
    },
  ],
  [
    ['message.held'],
    async (day) => {
      const logicalId = await day.held()
      const leavesAt = inAWeek(8)
      return () => day.client.outbox.schedule({ logicalId, leavesAt })
    },
  ],
  [
    ['message.undone'],
    async (day) => {
      const logicalId = await day.held()
      return () => day.client.outbox.undo({ logicalId })
    },
  ],
]
