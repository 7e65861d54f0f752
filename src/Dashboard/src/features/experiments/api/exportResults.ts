import { send } from '@/api/api';
import { saveFile } from '@/lib/saveFile';
import type { ResultsPlace } from '../keys';

const types = { csv: 'text/csv', json: 'application/json' };

/** As the server writes it: the generated call would take CSV for JSON. @throws Error with a sentence. */
export async function exportResults({ experiment, run }: ResultsPlace, format: 'csv' | 'json'): Promise<void> {
  const search = new URLSearchParams({ format, ...(run !== undefined && { run: String(run) }) });
  const response = await send(`./experiments/${encodeURIComponent(experiment)}/export?${search}`, {
    headers: { Accept: types[format] },
  });
  if (!response.ok) {
    throw new Error(`The server answered ${response.status} instead of the results.`);
  }
  saveFile(`${experiment}${run === undefined ? '' : `-run-${run}`}.${format}`, types[format], await response.text());
}
