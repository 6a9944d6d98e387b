import { Kit } from './kit.ts';
import { judgeVariants } from './variants.ts';
const kit = await Kit.make();
console.time('var'); for (const s of await judgeVariants(kit,{workers:2,isFull:false})) console.log(s.name, '|', s.note, '|', s.wrong.join('\n     ')); console.timeEnd('var');
process.exit();
