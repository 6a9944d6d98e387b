/** Options of the command `test` as they stand on the command line. */
export interface TestFlags {
  url?: string;
  subject?: string;
  start?: string;
  ready?: string;
  spec?: string;
  profile?: string[];
  capability?: string[];
  parameter?: string[];
  only?: string[];
  skip?: string[];
  slow?: boolean;
  strict?: boolean;
  baseline?: string;
  requireComplete?: boolean;
  seed?: number;
  workers?: number;
  timeout?: number;
  report?: string[];
  out: string;
  verbose?: boolean;
}
