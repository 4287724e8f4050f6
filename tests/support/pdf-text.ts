import { inflateSync } from 'node:zlib';

/** A PDF as the tests read it: what its catalogue says, and the text in the order of its pages. */
export type ReadPdf = {
  isTagged: boolean;
  isAccessible: boolean;
  language: string;
  title: string;
  text: string;
};

/** Reads a PDF whose objects lie open in the file, as Typst writes it; fonts must say what their glyphs mean. */
export function readPdf(bytes: Buffer): ReadPdf {
  const file = bytes.toString('latin1');
  const objects = new Map(
    [...file.matchAll(/(\d+) 0 obj\s([\s\S]*?)\sendobj/g)].map(([, number, body]) => [number!, body!]),
  );
  const streamOf = (number: string) => {
    const body = objects.get(number)!;
    const start = /stream\r?\n/.exec(body)!;
    const raw = Buffer.from(
      body.slice(start.index + start[0].length, body.lastIndexOf('endstream')),
      'latin1',
    );
    return (/FlateDecode/.test(body) ? inflateSync(raw) : raw).toString('latin1');
  };
  const meaningOf = (font: string) => {
    const map = streamOf(/\/ToUnicode (\d+) 0 R/.exec(objects.get(font)!)![1]!);
    return new Map(
      [...map.matchAll(/<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>\n/g)].map(([, glyph, text]) => [
        parseInt(glyph!, 16),
        utf16(text!),
      ]),
    );
  };
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\s/.test(body));
  const text = pages.map((page) => {
    const resources = /\/Resources (\d+) 0 R/.exec(page);
    const described = resources ? objects.get(resources[1]!)! : page;
    const fonts = new Map(
      [...described.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, name, number]) => [name!, meaningOf(number!)]),
    );
    return shownText(streamOf(/\/Contents (\d+) 0 R/.exec(page)![1]!), fonts);
  });
  const metadata = /<x:xmpmeta[\s\S]*?<\/x:xmpmeta>/.exec(file)?.[0] ?? '';
  return {
    isTagged: /\/MarkInfo <<\s*\/Marked true/.test(file) && /\/StructTreeRoot \d+ 0 R/.test(file),
    isAccessible: metadata.includes('<pdfuaid:part>1<'),
    language: /\/Lang \(([^)]+)\)/.exec(file)?.[1] ?? '',
    title: Buffer.from(
      /<dc:title>.*?<rdf:li[^>]*>(.*?)<\/rdf:li>/.exec(metadata)?.[1] ?? '',
      'latin1',
    ).toString(),
    text: text.join('\n'),
  };
}

function utf16(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le');
}

/** The strings that a page shows, a new line for each. */
function shownText(content: string, fonts: Map<string, Map<number, string>>): string {
  let meaning = new Map<number, string>();
  const lines: string[] = [];
  for (const [, font, shown] of content.matchAll(
    /\/(f\d+) [\d.]+ Tf|((?:\[(?:\((?:\\[\s\S]|[^\\)])*\)|[^\]])*\]|<[^>]*>|\((?:\\[\s\S]|[^\\)])*\)) ?T[jJ])/g,
  )) {
    if (font) meaning = fonts.get(font)!;
    else
      lines.push(
        glyphsOf(shown!)
          .map((glyph) => meaning.get(glyph) ?? '')
          .join(''),
      );
  }
  return lines.join('\n');
}

/** The glyphs of a string or an array of strings, in either of the two ways that PDF writes them. */
function glyphsOf(shown: string): number[] {
  const bytes: number[] = [];
  for (const [, hex, literal] of shown.matchAll(/<([0-9a-fA-F]*)>|\(((?:\\[\s\S]|[^\\)])*)\)/g)) {
    if (hex !== undefined) bytes.push(...Buffer.from(hex, 'hex'));
    else bytes.push(...literalBytes(literal!));
  }
  return bytes.flatMap((byte, index) => (index % 2 === 0 ? [(byte << 8) | (bytes[index + 1] ?? 0)] : []));
}

const escapes: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

function literalBytes(literal: string): number[] {
  return [...literal.matchAll(/\\([0-7]{1,3})|\\([\s\S])|([\s\S])/g)].map(([, octal, escaped, plain]) =>
    octal ? parseInt(octal, 8) : (escapes[escaped ?? ''] ?? (escaped ?? plain)!.charCodeAt(0)),
  );
}
