import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import i18next from 'i18next'
import './boundary.css'

type Props = { readonly children: ReactNode }
type State = { readonly hasCrashed: boolean }

/** The last net: a bug in one screen becomes a sentence and a way back instead of an empty window. */
export class Boundary extends Component<Props, State> {
  override state: State = { hasCrashed: false }

  static getDerivedStateFromError(): State {
    return { hasCrashed: true }
  }

  override render(): ReactNode {
    if (!this.state.hasCrashed) return this.props.children
    return (
      <main className="crashed" role="alert">
        <h1 className="title">{i18next.t('common.crashed.title')}</h1>
        <p>{i18next.t('common.crashed.text')}</p>
        <Button
          onClick={() => {
            this.setState({ hasCrashed: false })
          }}
        >
          {i18next.t('common.crashed.again')}
        </Button>
      </main>
    )
  }
}
