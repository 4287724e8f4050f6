/**
 * As much of the ZIP format as an XLSX file needs: its table of contents, a look at the true size of what is packed,
 * and a ZIP with the wanted parts in a wanted order (a reader that streams must meet them so).
 */
import { createInflateRaw } from 'node:zlib';
import { SpreadsheetError } from './spreadsheet-error.ts';

type ZipPart = {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  checksum: number;
  packed: Uint8Array;
  /** Bytes when unpacked, as the file claims. */
  size: number;
};

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
/** The end of the directory may be followed by a comment of this length. */
const LONGEST_COMMENT = 0xffff;
const PARTS_AT_MOST = 2000;

/** The table of contents by name. Throws SpreadsheetError (`broken`) when there is none, or it lies. */
export function readDirectory(bytes: Uint8Array): Map<string, ZipPart> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = new Map<string, ZipPart>();
  try {
    const end = findEnd(view);
    const count = view.getUint16(end + 10, true);
    if (count > PARTS_AT_MOST) throw new RangeError('too many parts');
    let at = view.getUint32(end + 16, true);
    for (let index = 0; index < count; index++) {
      if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new RangeError('no entry');
      const nameLength = view.getUint16(at + 28, true);
      const name = new TextDecoder().decode(slice(bytes, at + 46, nameLength)).replace(/^\//, '');
      const local = view.getUint32(at + 42, true);
      if (view.getUint32(local, true) !== LOCAL_ENTRY) throw new RangeError('no local entry');
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      parts.set(name, {
        name,
        method: view.getUint16(at + 10, true),
        checksum: view.getUint32(at + 16, true),
        packed: slice(bytes, start, view.getUint32(at + 20, true)),
        size: view.getUint32(at + 24, true),
      });
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
  } catch (cause) {
    throw new SpreadsheetError('broken', { cause });
  }
  return parts;
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - LONGEST_COMMENT);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw new RangeError('no directory');
}

function slice(bytes: Uint8Array, start: number, length: number): Uint8Array {
  if (start + length > bytes.length) throw new RangeError('beyond the end');
  return bytes.subarray(start, start + length);
}

/**
 * Unpacks a part in pieces. What it claims about its size counts for nothing: a ZIP bomb lies.
 * Throws SpreadsheetError: `too_large_unpacked` beyond `bytesAtMost`, `broken`.
 */
export async function* unpack(part: ZipPart, bytesAtMost: number): AsyncGenerator<Uint8Array> {
  if (part.method === 0) {
    yield part.packed;
    return;
  }
  if (part.method !== 8) throw new SpreadsheetError('broken');
  const inflate = createInflateRaw();
  inflate.end(part.packed);
  let size = 0;
  try {
    for await (const piece of inflate as AsyncIterable<Uint8Array>) {
      size += piece.length;
      if (size > bytesAtMost) throw new SpreadsheetError('too_large_unpacked');
      yield piece;
    }
  } catch (cause) {
    throw cause instanceof SpreadsheetError ? cause : new SpreadsheetError('broken', { cause });
  }
}

/** A part that is not packed. */
export function storedPart(name: string, text: string): ZipPart {
  const packed = new TextEncoder().encode(text);
  return { name, method: 0, checksum: 0, packed, size: packed.length };
}

/** A ZIP with these parts in this order, for a reader that streams: without a directory at its end. */
export function* zipOf(parts: ZipPart[]): Generator<Uint8Array> {
  for (const { name, method, checksum, packed, size } of parts) {
    const encoded = new TextEncoder().encode(name);
    const header = new DataView(new ArrayBuffer(30));
    header.setUint32(0, LOCAL_ENTRY, true);
    header.setUint16(4, 20, true);
    header.setUint16(8, method, true);
    header.setUint32(14, checksum, true);
    header.setUint32(18, packed.length, true);
    header.setUint32(22, size, true);
    header.setUint16(26, encoded.length, true);
    yield new Uint8Array(header.buffer);
    yield encoded;
    yield packed;
  }
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, END_OF_DIRECTORY, true);
  yield new Uint8Array(end.buffer);
}
