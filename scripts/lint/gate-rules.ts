import type { Rule } from 'eslint'

/**
 * What one gate keeps apart. Every field is a way in which code can reach the thing; `why` is what the
 * person who trips over the gate reads.
 */
export type GateDefinition = {
  /** Module names; a trailing `/*` covers the subpaths too. */
  readonly modules?: readonly string[]
  /** Names imported from a module (`{ 'node:crypto': ['argon2'] }`), also when used as a member of it. */
  readonly names?: Readonly<Record<string, readonly string[]>>
  /** Bare identifiers, such as a global function. */
  readonly globals?: readonly string[]
  /** Properties of one global object (`{ Math: ['random'] }`). */
  readonly propertiesOf?: Readonly<Record<string, readonly string[]>>
  /** Property names on any object, also as a JSX attribute. */
  readonly members?: readonly string[]
  /** Text that a string or template begins with. */
  readonly text?: RegExp
  /** A literal argument that these functions may not be given. */
  readonly argument?: { readonly of: readonly string[]; readonly matching: RegExp }
  readonly why: string
}

type Located = Pick<Rule.Node, 'loc'>
type ImportDeclaration = Parameters<NonNullable<Rule.NodeListener['ImportDeclaration']>>[0]
type Source = { readonly type: string; readonly value?: unknown } | null | undefined

function matchesModule(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('/*')
      ? name === pattern.slice(0, -2) || name.startsWith(pattern.slice(0, -1))
      : name === pattern,
  )
}

function importedNames(node: ImportDeclaration): string[] {
  return node.specifiers.flatMap((specifier) =>
    specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier'
      ? [specifier.imported.name]
      : [],
  )
}

/** A rule that reports every use of what the gate keeps apart; where it is allowed, the rule is off. */
export function gateRule(gate: GateDefinition): Rule.RuleModule {
  return {
    meta: { type: 'problem', schema: [], messages: { gate: '{{what}}: {{why}}' } },
    create(context) {
      const report = (node: Located, what: string): void => {
        if (!node.loc) return
        context.report({ loc: node.loc, messageId: 'gate', data: { what, why: gate.why } })
      }
      const checkModule = (node: Located, source: Source): void => {
        if (source?.type !== 'Literal' || typeof source.value !== 'string') return
        if (gate.modules && matchesModule(gate.modules, source.value)) report(node, `'${source.value}'`)
      }
      const checkText = (node: Located, text: string): void => {
        if (gate.text?.test(text) === true) report(node, `"${text.trim().slice(0, 24)}…"`)
      }
      const globals = new Set(gate.globals)
      const members = new Set([...(gate.members ?? []), ...Object.values(gate.names ?? {}).flat()])
      return {
        ImportDeclaration(node) {
          checkModule(node, node.source)
          const banned = gate.names?.[String(node.source.value)] ?? []
          for (const name of importedNames(node)) if (banned.includes(name)) report(node, name)
        },
        ExportNamedDeclaration: (node) => {
          checkModule(node, node.source)
        },
        ExportAllDeclaration: (node) => {
          checkModule(node, node.source)
        },
        ImportExpression: (node) => {
          checkModule(node, node.source)
        },
        MemberExpression(node) {
          const { property } = node
          const name = property.type === 'Identifier' && !node.computed ? property.name : undefined
          if (name === undefined) return
          const { object } = node
          const isOfGlobal =
            object.type === 'Identifier' && gate.propertiesOf?.[object.name]?.includes(name) === true
          if (isOfGlobal || members.has(name)) report(property, `.${name}`)
        },
        JSXIdentifier(node: Located & { readonly name: string }) {
          if (members.has(node.name)) report(node, node.name)
        },
        CallExpression(node) {
          const { callee } = node
          if (callee.type === 'Identifier' && callee.name === 'require') checkModule(node, node.arguments[0])
          const name =
            callee.type === 'Identifier'
              ? callee.name
              : callee.type === 'MemberExpression' && callee.property.type === 'Identifier'
                ? callee.property.name
                : ''
          if (gate.argument?.of.includes(name) !== true) return
          const [first] = node.arguments
          if (first?.type === 'Literal' && gate.argument.matching.test(String(first.value))) {
            report(first, `${name}('${String(first.value)}')`)
          }
        },
        Literal(node) {
          if (typeof node.value === 'string') checkText(node, node.value)
        },
        TemplateElement(node) {
          checkText(node, node.value.raw)
        },
        'Program:exit'(program) {
          if (globals.size === 0) return
          for (const reference of context.sourceCode.getScope(program).through) {
            if (globals.has(reference.identifier.name))
              report(reference.identifier, reference.identifier.name)
          }
        },
      }
    },
  }
}

/** Every `eslint-disable` says after `--` why this place is an exception. */
export const explainedDisable: Rule.RuleModule = {
  meta: { type: 'problem', schema: [], messages: { bare: 'Say why after `--`: {{text}}' } },
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        const text = comment.value.trim()
        if (!text.startsWith('eslint-disable') || / -- \S.{9,}/s.test(text) || !comment.loc) continue
        context.report({ loc: comment.loc, messageId: 'bare', data: { text } })
      }
    },
  }),
}
