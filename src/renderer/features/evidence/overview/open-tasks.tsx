import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { EvidenceTask } from '../../../../shared/contract/index.ts'
import { useHeadLetter } from '../../composer/use-new-message.ts'
import { formatCalendarDay, today } from '../days.ts'
import { Paragraph } from '../paragraph.tsx'
import { paragraphOfTask } from '../../../../shared/evidence-paragraphs.ts'
import { taskKey } from './task-key.ts'
import { taskTarget } from './task-target.ts'

function Task({ task }: { readonly task: EvidenceTask }) {
  const { t } = useTranslation()
  const { subject, dueOn } = task
  const isLate = dueOn !== null && dueOn < today()
  const target = taskTarget(task, useHeadLetter())
  const sentence = t(`evidence.tasks.sentences.${task.task}`, {
    subject: subject ?? t('evidence.tasks.somebody'),
  })
  return (
    <li className="task">
      <div className="task-words">
        <p>{sentence}</p>
        <p className="detail">
          {dueOn !== null && (
            <span className="task-due" data-attention={isLate || undefined}>
              {t(isLate ? 'evidence.tasks.wasDue' : 'evidence.tasks.until', {
                day: formatCalendarDay(dueOn),
              })}
            </span>
          )}
          <Paragraph of={paragraphOfTask[task.task]} />
        </p>
      </div>
      <Button
        variant="default"
        size="xs"
        aria-label={t('evidence.tasks.targetOf', {
          target: t(`evidence.tasks.targets.${target.label}`),
          sentence,
        })}
        onClick={target.go}
      >
        {t(`evidence.tasks.targets.${target.label}`)}
      </Button>
    </li>
  )
}

/** What is open, the most pressing first, each with the way to where it is done. */
export function OpenTasks({ tasks }: { readonly tasks: readonly EvidenceTask[] }) {
  const { t } = useTranslation()
  return (
    <section className="evidence-section" aria-labelledby="open-tasks">
      <h2 id="open-tasks" className="section-title">
        {t('evidence.tasks.title')}
      </h2>
      {tasks.length === 0 ? (
        <p className="detail">{t('evidence.tasks.none')}</p>
      ) : (
        <ul className="tasks">
          {tasks.map((task) => (
            <Task key={taskKey(task)} task={task} />
          ))}
        </ul>
      )}
    </section>
  )
}
