import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** Tagged and checked for accessibility (PDF/UA-1) by the compiler itself. */
const ACCESSIBLE = 'ua-1';

let compiler: NodeCompiler | undefined;

/** A template that does not compile: a mistake of ours, with the compiler's words for the log. */
class TemplateError extends Error {}

/**
 * Sets a document. The template reads what it shows as JSON from `sys.inputs.data`: nothing that people typed ever
 * becomes code. Only the fonts that the compiler brings along are used, so that every machine gives the same pages.
 *
 * @throws TemplateError when the template is wrong
 */
export function renderPdf(template: string, data: object, now: Date): Uint8Array<ArrayBuffer> {
  compiler ??= NodeCompiler.create({ fontArgs: [] });
  const compiled = compiler.compile({
    mainFileContent: template,
    inputs: { data: JSON.stringify(data) },
  });
  if (!compiled.result) {
    throw new TemplateError(JSON.stringify(compiled.takeError()?.shortDiagnostics));
  }
  const options = { creationTimestamp: Math.floor(now.getTime() / 1000) };
  try {
    return new Uint8Array(compiler.pdf(compiled.result, { ...options, pdfStandard: ACCESSIBLE }));
  } catch {
    // A letter that no font has is the one thing the standard refuses: the page is still tagged without its seal.
    return new Uint8Array(compiler.pdf(compiled.result, options));
  } finally {
    compiler.evictCache(10);
  }
}
