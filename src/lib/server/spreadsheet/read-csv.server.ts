import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { SpreadsheetError } from './spreadsheet-error.ts';
import type { SheetRow } from './read.server.ts';

const delimiters = [';', ',', '\t'] as const;
/** How much of the text is looked at to find the delimiter. */
const SAMPLE = 20_000;
/** Text is handed to the parser in pieces of this length. */
const PIECE = 1 << 16;
const LONGEST_ROW = 1_000_000;

/**
 * The rows of a CSV file, with its delimiter and encoding guessed. Throws SpreadsheetError: `broken`.
 */
export async function* readCsv(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  const text = decodeText(bytes);
  // A file that is no text at all, such as a picture called .csv.
  if (text.includes('\0')) throw new SpreadsheetError('broken');
  const parser = Readable.from(pieces(text)).pipe(
    parse({
      delimiter: guessDelimiter(text),
      relaxColumnCount: true,
      relaxQuotes: true,
      maxRecordSize: LONGEST_ROW,
    }),
  );
  let number = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield { number: ++number, cells };
  } catch (cause) {
    throw cause instanceof CsvError ? new SpreadsheetError('broken', { cause }) : cause;
  }
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE);
}

/** UTF-8 or UTF-16 by their mark, UTF-8 where the bytes can be no other; all else is what Excel on Windows writes. */
export function decodeText(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (isUtf16) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The delimiter that stands most often in the first line, quoted text aside; `;` when there is none. */
export function guessDelimiter(text: string): string {
  const unquoted = text.slice(0, SAMPLE).replace(/"[^"]*"/g, '');
  const line = unquoted.split(/\r\n|\r|\n/).find((one) => one.trim() !== '') ?? '';
  const counts = delimiters.map((delimiter) => line.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))]!;
}
