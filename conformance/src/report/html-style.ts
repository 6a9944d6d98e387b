/** The look of the HTML report: one column, readable on a phone, dark when the reader's system is. */
export const STYLE = `
:root { --ink: #1d2433; --soft: #5a6478; --paper: #fff; --panel: #f5f6f9; --line: #dde1ea;
  --fail: #b3261e; --warn: #8a5a00; --info: #1a5fb4; --open: #7a3e9d; --pass: #1b7340; --none: #6b7280; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9f0; --soft: #9aa5b8; --paper: #14171e; --panel: #1d222c; --line: #323a49;
    --fail: #ff8a80; --warn: #f0b849; --info: #8ab8ff; --open: #d0a2ee; --pass: #74d39a; --none: #97a0b0; }
}
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
main { max-width: 68rem; margin: 0 auto; padding: 1.25rem 1rem 4rem; }
h1 { font-size: 1.1rem; font-weight: 600; margin: 0; color: var(--soft); }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
p { margin: .25rem 0; }
a { color: inherit; }
code, pre { font-family: ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; font-size: .84em; }
code { overflow-wrap: anywhere; }
pre { margin: 0; overflow-x: auto; }
.soft { color: var(--soft); }
.small { font-size: .875rem; }
.profiles { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); margin: 1rem 0; }
.profile { border: 1px solid var(--line); border-radius: .6rem; padding: 1rem; background: var(--panel); }
.figure { font-size: 1.9rem; font-weight: 700; line-height: 1.2; }
.figure small { font-size: 1rem; font-weight: 500; color: var(--soft); }
.bar { display: flex; height: .5rem; border-radius: .25rem; overflow: hidden; background: var(--line); margin: .6rem 0; }
.bar i { display: block; }
.v { display: inline-block; font-size: .75rem; font-weight: 700; letter-spacing: .02em; padding: .05rem .45rem; border-radius: .3rem;
  border: 1px solid currentcolor; white-space: nowrap; }
.v-FAIL { color: var(--fail); } .v-WARN { color: var(--warn); } .v-INFO { color: var(--info); }
.v-KNOWN_FAIL, .v-KNOWN_FLAKY { color: var(--none); }
.v-UNTESTABLE, .v-INCONCLUSIVE { color: var(--open); } .v-PASS, .v-PASS_NON_STRICT { color: var(--pass); } .v-NOT_APPLICABLE { color: var(--none); }
.b-FAIL { background: var(--fail); } .b-open { background: var(--open); opacity: .55; } .b-PASS { background: var(--pass); }
.case { border: 1px solid var(--line); border-left: .3rem solid var(--fail); border-radius: .4rem; padding: .9rem 1rem; margin: 0 0 1rem; }
.case.WARN { border-left-color: var(--warn); } .case.INFO { border-left-color: var(--info); } .case.KNOWN_FAIL, .case.KNOWN_FLAKY { border-left-color: var(--none); }
.case header { display: flex; flex-wrap: wrap; gap: .5rem; align-items: baseline; }
dl { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: .2rem .75rem; margin: .75rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 34rem) { dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: .4rem; } .figure { font-size: 1.5rem; } }
summary { cursor: pointer; }
details { margin: .4rem 0; }
.lanes { border: 1px solid var(--line); border-radius: .4rem; background: var(--panel); margin-top: .5rem; overflow-x: auto; }
.lanes table { border-collapse: collapse; width: 100%; font-family: ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; font-size: .78rem; }
.lanes td, .lanes th { padding: .2rem .6rem; vertical-align: top; text-align: left; }
.lanes thead th { font-weight: 600; color: var(--soft); white-space: nowrap; border-bottom: 1px solid var(--line); }
.lanes td:first-child { text-align: right; white-space: nowrap; color: var(--soft); }
.lanes .lane { text-align: center; width: 1%; min-width: 3rem; padding-block: 0; }
.lanes th.lane { padding-block: .2rem; }
.lanes td.lane { background: linear-gradient(var(--line), var(--line)) center / 1px 100% no-repeat; }
.lanes td.on span { display: inline-block; background: var(--panel); padding: .2rem .25rem; font-weight: 700; }
.lanes td.sent span { color: var(--info); } .lanes td.received span { color: var(--pass); }
.lanes td.refused span, .lanes tr.fault td.on span { color: var(--fail); }
.lanes td.t { overflow-wrap: anywhere; min-width: 14rem; } .lanes tr.note td.t, .lanes tr.open td.t, .lanes tr.closed td.t { color: var(--soft); }
.lanes .who { display: none; } .lanes .who.always { display: inline; color: var(--soft); }
.lanes .wrong { color: var(--fail); }
@media (max-width: 34rem) { .lanes table, .lanes tbody, .lanes tr { display: block; } .lanes thead, .lanes td.lane { display: none; }
  .lanes tr { border-top: 1px solid var(--line); padding: .3rem .6rem; } .lanes td { display: inline; border: 0; padding: 0; }
  .lanes td:first-child::after { content: ' ms '; } .lanes td.t { min-width: 0; } .lanes .who { display: inline; color: var(--info); } }
table.all { border-collapse: collapse; width: 100%; }
table.all td, table.all th { text-align: left; padding: .4rem .6rem .4rem 0; border-top: 1px solid var(--line); vertical-align: top; }
table.all td:first-child { white-space: nowrap; }
@media (max-width: 34rem) { table.all, table.all tbody, table.all tr, table.all td { display: block; } table.all thead { display: none; }
  table.all th { display: block; border: 0; } table.all td { border: 0; padding: .1rem 0; } table.all tr { border-top: 1px solid var(--line); padding: .5rem 0; } }
table.all tbody th { text-align: left; padding: 1.2rem 0 .3rem; font-size: 1rem; }
.scroll { overflow-x: auto; }
table.matrix { border-collapse: collapse; font-size: .875rem; }
table.matrix th, table.matrix td { border: 1px solid var(--line); padding: 0; text-align: center; white-space: nowrap; }
table.matrix th { padding: .3rem .6rem; font-weight: 600; } table.matrix th[scope=row] { text-align: left; font-weight: 500; }
table.matrix thead td { border: 0; } table.matrix a { display: block; padding: .3rem .6rem; text-decoration: none; min-width: 3.5rem; }
@media (max-width: 34rem) { table.matrix { font-size: .66rem; } table.matrix th { padding: .2rem; } table.matrix a { padding: .25rem .1rem; min-width: 0; } }
.c-FAIL { background: var(--fail); color: var(--paper); } .c-WARN { color: var(--warn); box-shadow: inset 0 0 0 2px var(--warn); }
.c-INCONCLUSIVE, .c-UNTESTABLE { color: var(--open); } .c-PASS, .c-PASS_NON_STRICT { color: var(--pass); } .c-INFO { color: var(--info); }
.c-NOT_APPLICABLE, .c-KNOWN_FAIL, .c-KNOWN_FLAKY { color: var(--none); } td.none { background: var(--panel); }
.headline { font-size: 1.5rem; margin: .5rem 0 1rem; } .headline .v { font-size: 1rem; vertical-align: middle; }
.alarm { border: 1px solid var(--fail); border-left-width: .3rem; border-radius: .4rem; padding: .6rem 1rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
.counts { display: flex; flex-wrap: wrap; gap: .3rem .8rem; margin: .5rem 0; padding: 0; list-style: none; }
.open-question { border-top: 1px solid var(--line); padding: .4rem 0; margin: 0; } .open-question summary { overflow-wrap: anywhere; }
`;
