//! How the receipt looks on a screen from 320 px and on A4: black on white, nothing that only colour tells.

/// The one style of the page.
pub const SHEET: &str = "\
:root{font-family:system-ui,sans-serif;line-height:1.5;color:#161616;background:#f6f6f6}\
*{box-sizing:border-box}\
body{margin:0;padding:1rem}\
main{max-width:48rem;margin:0 auto;padding:1rem clamp(1rem,4vw,2.5rem) 2rem;background:#fff;border:1px solid #ddd}\
h1{font-size:1.75rem;line-height:1.2;margin:0}\
h2{font-size:1.125rem;margin:2rem 0 .5rem;padding-top:.75rem;border-top:2px solid #161616}\
p{margin:.5rem 0}\
.service{margin:0 0 .5rem}\
.reference{font-family:ui-monospace,monospace;font-size:1.5rem;font-weight:700;margin:.25rem 0}\
dl{display:grid;grid-template-columns:minmax(9rem,1fr) 2fr;gap:.25rem 1rem;margin:0}\
dt{color:#555}\
dd{margin:0;font-weight:600;overflow-wrap:anywhere}\
.unknown{font-weight:400;font-style:italic}\
.silence{font-size:1.125rem;font-weight:700;border-left:4px solid #161616;padding-left:.75rem}\
.told{margin:1rem 0;break-inside:avoid}\
blockquote{margin:.25rem 0;padding-left:1rem;border-left:2px solid #aaa;color:#333}\
.source{font-size:.875rem}\
a{color:#00408a}\
.doubt{font-size:.9375rem;background:#fff6e0;border:1px solid #b07b00;padding:.25rem .5rem}\
.digests dd,code,.jws{font-family:ui-monospace,monospace;font-size:.8125rem;font-weight:400;overflow-wrap:anywhere}\
.jws{white-space:pre-wrap;max-height:12rem;overflow:auto;border:1px solid #767676;padding:.5rem}\
.jws:focus-visible,a:focus-visible{outline:3px solid #00408a;outline-offset:2px}\
.printed{display:none}\
@media(max-width:30rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}\
@media print{@page{size:A4;margin:15mm}:root{background:#fff;font-size:10.5pt}body{padding:0}\
main{max-width:none;border:0;padding:0}h2{break-after:avoid;margin-top:1rem}.doubt{background:none}.jws{display:none}\
.printed{display:block}a{color:inherit;text-decoration:none}.source a::after{content:\" (\" attr(href) \")\";\
overflow-wrap:anywhere;font-size:.75rem}}";
