import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import type { Segment } from './pointer.ts';
import { DocumentError, type Place } from './problem.ts';

/** One YAML or JSON file: its data, and the place of every value in it. */
export interface Source {
  /** Absolute path. */
  path: string;
  data: unknown;
  /** Place of the value at a path; where it leads nowhere, the nearest value above. */
  place(path: readonly Segment[]): Place;
}

/** Reads files once; paths in places are relative to the folder of the root document. */
export class SourceReader {
  readonly #folder: string;
  readonly #sources = new Map<string, Source>();

  constructor(rootFile: string) {
    this.#folder = dirname(resolve(rootFile));
  }

  /** @throws DocumentError when the file cannot be read or is not YAML; `from` is the place that asked for it. */
  read(path: string, from?: Place): Source {
    const known = this.#sources.get(path);
    if (known) return known;
    const source = this.#parse(path, from);
    this.#sources.set(path, source);
    return source;
  }

  #parse(path: string, from: Place | undefined): Source {
    const file = relative(this.#folder, path) || path;
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : String(error);
      throw new DocumentError([
        { place: from ?? { file, line: 1, column: 1 }, rule: 'file', message: `cannot read ${file}: ${reason}` },
      ]);
    }
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, merge: true });
    if (document.errors.length > 0) {
      throw new DocumentError(
        document.errors.map((error) => {
          const { line, col } = lines.linePos(error.pos[0]);
          return {
            place: { file, line, column: col },
            rule: 'yaml',
            message: (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, ''),
          };
        }),
      );
    }
    return {
      path,
      data: document.toJS({ maxAliasCount: 1000 }),
      place(segments) {
        let node: ParsedNode | null = document.contents;
        let offset = node?.range[0] ?? 0;
        for (const segment of segments) {
          if (isMap(node)) {
            const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(segment));
            if (!pair) break;
            offset = (pair.key as ParsedNode).range[0];
            node = pair.value as ParsedNode | null;
          } else if (isSeq(node)) {
            const item = node.items[Number(segment)] as ParsedNode | undefined;
            if (!item) break;
            offset = item.range[0];
            node = item;
          } else break;
        }
        const { line, col } = lines.linePos(offset);
        return { file, line, column: col };
      },
    };
  }
}
