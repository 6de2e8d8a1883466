import type { Nodes, Root } from 'hast'
import { fromParse5 } from 'hast-util-from-parse5'
import { defaultTreeAdapter, type DefaultTreeAdapterMap, Parser, Tokenizer } from 'parse5'
import { fail, ok, type Result } from '../../shared/result.ts'
import { limits } from './limits.ts'

class TooComplexHtml extends Error {}

/** Small enough that the list of one tag's attributes is checked before looking them up costs time. */
const chunkChars = 32 * 1024

class CountingTokenizer extends Tokenizer {
  attributeCount(): number {
    const token = this.currentToken
    return token !== null && 'attrs' in token ? token.attrs.length : 0
  }
}

/** Nodes that are left for the documents of one mail. */
export type HtmlBudget = { nodes: number }

export function htmlBudget(): HtmlBudget {
  return { nodes: limits.maxHtmlNodes }
}

/**
 * Parses HTML as browsers do (WHATWG), into a hast tree. The limits are met while parsing, since several of
 * the standard's steps are linear in depth, siblings or attributes: without them a few MB take minutes.
 * Never throws; fails with `mime/too-complex` { limit: 'html' }.
 */
export function parseHtml(html: string, budget: HtmlBudget = htmlBudget()): Result<Root> {
  if (html.length > limits.maxHtmlChars) return fail('mime/too-complex', { limit: 'html' })
  try {
    const parser = new Parser<DefaultTreeAdapterMap>({
      treeAdapter: boundedAdapter(budget),
      scriptingEnabled: false,
    })
    const tokenizer = new CountingTokenizer({}, parser)
    parser.tokenizer = tokenizer
    for (let start = 0; start < html.length; start += chunkChars) {
      tokenizer.write(html.slice(start, start + chunkChars), start + chunkChars >= html.length)
      if (tokenizer.attributeCount() > limits.maxHtmlAttributes) throw new TooComplexHtml()
    }
    const tree: Nodes = fromParse5(parser.document)
    return ok(tree.type === 'root' ? tree : { type: 'root', children: [] })
  } catch (error) {
    if (error instanceof TooComplexHtml) return fail('mime/too-complex', { limit: 'html' })
    throw error
  }
}

function boundedAdapter(budget: HtmlBudget): typeof defaultTreeAdapter {
  let depth = 0
  let moves = 0
  const countMove = (): void => {
    moves += 1
    if (moves > limits.maxHtmlMoves) throw new TooComplexHtml()
  }
  const countNode = (): void => {
    budget.nodes -= 1
    if (budget.nodes < 0) throw new TooComplexHtml()
  }
  return {
    ...defaultTreeAdapter,
    createElement(tagName, namespace, attributes) {
      countNode()
      return defaultTreeAdapter.createElement(tagName, namespace, attributes)
    },
    createCommentNode(data) {
      countNode()
      return defaultTreeAdapter.createCommentNode(data)
    },
    insertBefore(parent, node, reference) {
      countMove()
      defaultTreeAdapter.insertBefore(parent, node, reference)
    },
    insertTextBefore(parent, text, reference) {
      countMove()
      defaultTreeAdapter.insertTextBefore(parent, text, reference)
    },
    detachNode(node) {
      countMove()
      defaultTreeAdapter.detachNode(node)
    },
    onItemPush() {
      depth += 1
      if (depth > limits.maxHtmlDepth) throw new TooComplexHtml()
    },
    onItemPop() {
      depth -= 1
    },
  }
}
