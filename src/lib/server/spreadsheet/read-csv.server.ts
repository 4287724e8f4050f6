import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { SpreadsheetError } from './spreadsheet-error.ts';
import type { SheetRow } from './read.server.ts';

const delimiters = [';', ',', '\t'] as const;
/** How much of the text is looked at to find the delimiter. */
const SAMPLE = 20_000;
const LINES = 10;
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

/**
 * The delimiter that stands equally often in most of the first lines, quoted text aside: titles above the table and
 * commas inside of cells come and go. `;` when there is none.
 */
export function guessDelimiter(text: string): string {
  const unquoted = text.slice(0, SAMPLE).replace(/"[^"]*"/g, '');
  const lines = unquoted.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const scores = delimiters.map((delimiter) => {
    const counts = lines.slice(0, LINES).map((line) => line.split(delimiter).length - 1);
    const usual = counts.reduce((best, count) => {
      const often = (one: number) => (one > 0 ? counts.filter((other) => other === one).length : 0);
      return often(count) > often(best) || (often(count) === often(best) && count > best) ? count : best;
    }, 0);
    return usual > 0 ? counts.filter((count) => count === usual).length * 1000 + usual : 0;
  });
  return delimiters[scores.indexOf(Math.max(...scores))]!;
}
