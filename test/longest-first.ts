import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files of half a minute and more, the longest first. */
const longest = [
  'test/integration/renderer/gallery.test.ts',
  'test/integration/faults/campaign.test.ts',
  'test/integration/renderer/composing.test.ts',
  'test/integration/vault/crash.test.ts',
  'test/integration/sealing/html-form.test.ts',
  'test/integration/renderer/behaviour.test.ts',
  'test/integration/faults/sync-campaign.test.ts',
  'test/integration/inbound/lying-servers.test.ts',
  'test/integration/renderer/evidence.test.ts',
  'test/integration/sealing/reply-page.test.ts',
  'test/integration/mime/html-vectors.test.ts',
  'test/integration/audit/write-fails.test.ts',
]

/** Begins with the longest, so that at the end no worker goes on alone. A fresh clone doesn't know how long files take. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = longest.findIndex((name) => moduleId.endsWith(name))
      return place === -1 ? longest.length : place
    }
    const others = await super.sort(files)
    return others.toSorted((a, b) => rank(a) - rank(b))
  }
}
