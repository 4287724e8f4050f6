import type { ImportKind } from '#lib/features/imports/import.ts';
import { workOn } from '#lib/features/imports/work.service.server.ts';
import type { Person, Scene } from '#tests/support/scene.ts';

/** A CSV file; `latin1` is what Excel on Windows writes, for the letters that German has. */
export function csv(text: string, encoding: 'utf8' | 'latin1' = 'utf8'): File {
  return new File([new Uint8Array(Buffer.from(text, encoding))], 'liste.csv');
}

/** What the form of the first step sends. */
export function formOf(organisationId: string, kind: ImportKind, file: File): FormData {
  const form = new FormData();
  form.set('organisationId', organisationId);
  form.set('kind', kind);
  form.set('file', file);
  return form;
}

/** What the worker does for an import. */
export function work(scene: Scene, runId: string): Promise<void> {
  return workOn({ actor: null, db: scene.db, now: scene.now }, { runId });
}

/** Uploads a file, takes the columns as they are guessed, and makes the dry run. */
export async function startImport(
  scene: Scene,
  { api }: Person,
  organisationId: string,
  kind: ImportKind,
  file: File,
): Promise<string> {
  const { runId } = await api.imports.upload(formOf(organisationId, kind, file));
  const { columns } = await api.imports.columns({ runId });
  await api.imports.setColumns({ runId, mapping: columns.map(({ field }) => field ?? '') });
  await work(scene, runId);
  return runId;
}
