import type { Node } from 'oxc-parser';
import type { Advice } from './finding.ts';

export type { Node };

type NodeType = Node['type'];
/** The nodes whose type is, or may be, `T`. */
export type NodeOf<T extends NodeType> = Node extends infer Each
  ? Each extends Node
    ? T extends Each['type']
      ? Each
      : never
    : never
  : never;

/** Where in the source a node stands. */
export interface Place {
  /** From the parent up to the program; at most as many as the parser's result is read deep. */
  ancestors: readonly Node[];
  text: string;
  /** Line of an offset, from 1. */
  lineAt(offset: number): number;
  /**
   * Every name that the file uses outside of import declarations, property names included;
   * undefined when the file was too large to read to its end.
   */
  names: ReadonlySet<string> | undefined;
}

/** A rule over the parsed source. A visitor answers with the node to point at, or with nothing. */
export interface TreeRule extends Advice {
  at: { [T in NodeType]?: (node: NodeOf<T>, place: Place) => Node | undefined | false };
}

/** A rule over single lines, for every language or for those named. */
export interface LineRule extends Advice {
  languages?: readonly string[];
  /** Must take time linear in the line, which has at most `maxLineLength` characters. */
  matches(line: string): boolean;
}
