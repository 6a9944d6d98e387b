import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../bundle.ts';
import { lint } from '../lint/index.ts';
import { buildModel } from '../model.ts';
import type { Model } from '../shape.ts';
import { page, safe, table } from './html.ts';
import { profilePage } from './profile-page.ts';

const require = createRequire(import.meta.url);

/**
 * Writes the documentation into a folder, which it replaces: the document as @asyncapi/react-component
 * shows it, and a page for each profile. Everything is local; the pages open from disk.
 *
 * @throws DocumentError when the document breaks a rule
 */
export function buildDocs(options: { document: string; outDir: string }): string {
  const outDir = resolve(options.outDir);
  const read = bundle(options.document);
  const model = buildModel(read);
  lint(read, model);
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  const component = dirname(require.resolve('@asyncapi/react-component/package.json'));
  copyFileSync(join(component, 'browser/standalone/index.js'), join(outDir, 'asyncapi.js'));
  copyFileSync(join(component, 'styles/default.min.css'), join(outDir, 'asyncapi.css'));
  copyFileSync(fileURLToPath(new URL('./style.css', import.meta.url)), join(outDir, 'style.css'));
  const nav = navigation(model);
  const write = (name: string, title: string, body: string) =>
    writeFileSync(join(outDir, name), page({ title: `${title} · ${model.title}`, nav, body }));
  write('index.html', 'Protocols', overview(model));
  for (const profile of model.profiles) write(`${profile.id}.html`, profile.title, profilePage(model, profile));
  writeFileSync(join(outDir, 'document.html'), documentPage(model, nav, read.document));
  return join(outDir, 'index.html');
}

function navigation({ title, profiles }: Model): string {
  const links = profiles.map(({ id }) => `<a href="${id}.html">${id}</a>`).join('');
  return `<a href="index.html"><strong>${safe(title)}</strong></a>${links}<a href="document.html">AsyncAPI document</a>`;
}

function overview(model: Model): string {
  const rows = model.profiles.map(({ id, title, summary, channels, requirements }) => [
    `<a href="${id}.html">${safe(title)}</a>`,
    safe(summary),
    String(new Set(channels.flatMap(({ messages }) => messages.map((message) => message.id))).size),
    String(requirements.length),
  ]);
  return `<h1>${safe(model.title)} ${safe(model.version)}</h1>
<p>Every message of every profile, what must be true of it, and where the systems' own documents left a choice.</p>
${table(['profile', '', 'messages', 'requirements'], rows)}`;
}

/** The react component with the document inline; a page of its own, since it brings its own style. */
function documentPage(model: Model, nav: string, document: unknown): string {
  const data = JSON.stringify(document).replaceAll('<', '\\u003c');
  return page({
    title: `AsyncAPI document · ${model.title}`,
    nav,
    body: `<noscript>This page needs JavaScript; the pages of the profiles do not.</noscript>
<link rel="stylesheet" href="asyncapi.css">
<style>main { max-width: none; padding: 0; background: #fff; color: #000 } #asyncapi { overflow-x: auto }</style>
<div id="asyncapi"></div>
<script src="asyncapi.js"></script>
<script>
AsyncApiStandalone.render(
  { schema: ${data}, config: { show: { sidebar: true, errors: true }, sidebar: { showOperations: 'byDefault' } } },
  document.getElementById('asyncapi'),
);
</script>`,
  });
}
