/** A file to be written, its path relative to the output folder. */
export interface OutputFile {
  path: string;
  content: string;
}

const notice = 'Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.';

/** First line of every generated source file. */
export const banner = `// ${notice}\n`;

/** `    text` for every line of it. */
export function indent(text: string, by = '  '): string {
  return text.replaceAll(/^(?=.)/gm, by);
}
