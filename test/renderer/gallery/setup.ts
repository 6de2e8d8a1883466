import type { TestProject } from 'vitest/node'
import { serveGallery } from './serve.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    galleryUrl: string
  }
}

/** One gallery for all test files of a run: building it takes as long as many of their tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const gallery = await serveGallery()
  project.provide('galleryUrl', gallery.url)
  return () => gallery.close()
}
