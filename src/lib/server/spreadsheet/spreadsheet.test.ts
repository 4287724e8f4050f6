import fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { guarded, unguarded } from './formula-guard.ts';
import { decodeText, guessDelimiter } from './read-csv.server.ts';
import { readSpreadsheet } from './read.server.ts';
import { type SheetColumn, type SheetFormat, type SheetValue, writeSpreadsheet } from './write.server.ts';
import { unpack } from './zip.server.ts';

async function written(format: SheetFormat, columns: SheetColumn[], rows: SheetValue[][]) {
  async function* batches() {
    yield rows;
  }
  const stream = writeSpreadsheet(format, { name: 'Freiwillige', columns, rows: batches() });
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function read(bytes: Uint8Array, fileName: string): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const { cells } of readSpreadsheet(bytes, fileName)) rows.push(cells);
  return rows;
}

const fault = (bytes: Uint8Array | string, name: string) =>
  read(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, name).then(
    () => 'read',
    (error: { fault: string }) => error.fault,
  );

/** As Excel on Windows saves it. */
const windows1252 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

describe('what is exported', () => {
  const columns: SheetColumn[] = [
    { header: 'Name' },
    { header: 'PLZ' },
    { header: 'Stunden', type: 'number' },
    { header: 'seit', type: 'date' },
    { header: 'nächster Termin', type: 'dateTime' },
  ];
  const rows = [
    ['Hanne Größmann', '01067', 118.5, '2026-11-24', '2026-11-24T14:30'],
    ['=HYPERLINK("https://example.org")', '44287', null, null, null],
  ];

  it('as XLSX reads back with postal codes as text, numbers as numbers and dates as dates', async () => {
    expect(await read(await written('xlsx', columns, rows), 'a.xlsx')).toEqual([
      ['Name', 'PLZ', 'Stunden', 'seit', 'nächster Termin'],
      ['Hanne Größmann', '01067', '118.5', '2026-11-24', '2026-11-24 14:30'],
      ['=HYPERLINK("https://example.org")', '44287'],
    ]);
    const { default: excel } = await import('exceljs');
    const workbook = new excel.Workbook();
    await workbook.xlsx.load((await written('xlsx', columns, rows)).buffer as never);
    const row = workbook.worksheets[0]!.getRow(2);
    expect(row.getCell(2).value).toBe('01067');
    expect(row.getCell(3).value).toBe(118.5);
    expect(row.getCell(4).value).toEqual(new Date('2026-11-24T00:00Z'));
    expect(workbook.worksheets[0]!.getRow(3).getCell(1).value).toBe(`'=HYPERLINK("https://example.org")`);
  });

  it('as CSV opens in a German Excel: byte order mark, semicolons, decimal comma, German dates', async () => {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await written('csv', columns, rows));
    expect(text).toBe(
      '\uFEFFName;PLZ;Stunden;seit;nächster Termin\r\n' +
        'Hanne Größmann;01067;118,5;24.11.2026;24.11.2026 14:30\r\n' +
        `"'=HYPERLINK(""https://example.org"")";44287;;;\r\n`,
    );
  });

  it.each(['xlsx', 'csv'] as const)(
    'as %s reads back the same, whatever people have written',
    async (format) => {
      const cell = fc
        .oneof(
          fc.string({ unit: fc.constantFrom(...'aÄöüß€"\';,=+-@\t\n&<>_x000D_ é') }),
          fc.string({ unit: 'grapheme' }),
        )
        // Control characters and line ends of other systems are no text that XML can hold.
        .map((text) =>
          text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, (sign) => ('\t\n'.includes(sign) ? sign : '')),
        )
        .map((text) => text.trimEnd());
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.constant('x'), cell, cell), { maxLength: 4 }),
          async (texts) => {
            const file = await written(format, [{ header: 'a' }, { header: 'b' }, { header: 'c' }], texts);
            const filled = ([a, b, c]: string[]) => [a, b ?? '', c ?? ''];
            const [, ...back] = await read(file, `a.${format}`);
            expect(back.map(filled)).toEqual(texts);
          },
        ),
        { numRuns: 60 },
      );
    },
  );
});

describe('the guard against formulas', () => {
  it.each(['=1+1', '+49', '-1', '@SUM(A1)', '\tx', '\rx', "'=1"])('puts an apostrophe before %j', (text) => {
    expect(guarded(text)).toBe(`'${text}`);
    expect(unguarded(guarded(text))).toBe(text);
  });
  it.each(['Hanne', "d'Angelo", "'n Abend", '1+1', ''])('leaves %j alone', (text) => {
    expect(guarded(text)).toBe(text);
    expect(unguarded(text)).toBe(text);
  });
});

describe('a CSV file', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode('Name;Straße\nKäthe;Öse')],
    ['UTF-8 with a byte order mark', new TextEncoder().encode('\uFEFFName;Straße\nKäthe;Öse')],
    ['Windows-1252', windows1252('Name;Straße\r\nKäthe;Öse')],
    ['UTF-16', new Uint8Array([0xff, 0xfe, ...Buffer.from('Name;Straße\nKäthe;Öse', 'utf16le')])],
  ])('in %s reads the same', async (_name, bytes) => {
    expect(await read(bytes, 'liste.csv')).toEqual([
      ['Name', 'Straße'],
      ['Käthe', 'Öse'],
    ]);
  });

  it('in Windows-1252 has the euro sign and typographic quotes', () => {
    expect(decodeText(new Uint8Array([0x80, 0x84, 0xe4, 0x93]))).toBe('€„ä“');
  });

  it.each([
    ['Vorname;Nachname;Ort', ';'],
    ['Vorname,Nachname,Ort', ','],
    ['Vorname\tNachname\tOrt', '\t'],
    ['"Name, Vorname";Ort', ';'],
    ['"a;b;c;d",Ort', ','],
    ['Name', ';'],
    ['Liste, Stand November\nVorname;Nachname\nIna;Kern', ';'],
    ['Name;Sprachen\nIna;Deutsch, Englisch, Polnisch\nUte;Deutsch', ';'],
  ])('%j is parted by %j', (text, delimiter) => {
    expect(guessDelimiter(text)).toBe(delimiter);
  });

  it('keeps line breaks and quotes inside of quotes, and the numbers of its rows', async () => {
    const rows = [];
    const file = new TextEncoder().encode('Name;Notiz\n\n;;\n"Lenz ""die"" Rote";"zwei\nZeilen"\n');
    for await (const row of readSpreadsheet(file, 'a.csv')) rows.push(row);
    expect(rows).toEqual([
      { number: 1, cells: ['Name', 'Notiz'] },
      { number: 4, cells: ['Lenz "die" Rote', 'zwei\nZeilen'] },
    ]);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['', 'a.csv', 'empty'],
    ['Name;Ort', 'a.pdf', 'unknown_type'],
    ['Name;Ort', 'liste', 'unknown_type'],
    ['Name;Ort', 'a.xls', 'old_excel'],
    ['Name;Ort', 'a.xlsx', 'not_xlsx'],
    ['PK\u0003\u0004', 'a.csv', 'not_csv'],
    ['PK\u0003\u0004 and then nothing', 'a.xlsx', 'broken'],
    ['bild\u0000\u0001\u0002', 'a.csv', 'broken'],
  ])('%j as %s: %s', async (content, name, expected) => {
    expect(await fault(content, name)).toBe(expected);
  });

  it('is locked by a password', async () => {
    expect(await fault(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0]), 'a.xlsx')).toBe('protected');
  });

  it('ends in the middle', async () => {
    const whole = await written('xlsx', [{ header: 'Name' }], [['Hanne']]);
    expect(await fault(whole.subarray(0, whole.length - 400), 'a.xlsx')).toBe('broken');
  });

  it('is small, but huge once unpacked, whatever it claims about its size', async () => {
    const packed = deflateRawSync(Buffer.alloc(1_000_000));
    const bomb = { name: 'xl/sharedStrings.xml', method: 8, checksum: 0, packed, size: 3 };
    const unpackAll = async () => {
      for await (const _piece of unpack(bomb, 500_000));
    };
    await expect(unpackAll()).rejects.toMatchObject({ fault: 'too_large_unpacked' });
  });
});
