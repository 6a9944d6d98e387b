declare module '@asyncapi/generator' {
  import type { AsyncAPIDocumentInterface } from '@asyncapi/parser';

  export default class Generator {
    constructor(
      template: string,
      targetDir: string,
      options?: { forceWrite?: boolean; templateParams?: Record<string, unknown> },
    );
    generate(document: AsyncAPIDocumentInterface): Promise<void>;
  }
}
