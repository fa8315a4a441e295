import { cardCss } from './card.ts';

/** What only the form needs. */
export const feedbackCss = `${cardCss}
form{display:flex;flex-direction:column}
.rating{border:0;padding:0;display:flex;gap:6px;margin-bottom:10px;align-items:center}
legend{float:left;font-size:13px;color:var(--q);padding:0;margin-right:auto}
.rating label{position:relative;width:28px;height:28px;cursor:pointer}
.rating input{position:absolute;inset:0;width:100%;height:100%;opacity:0;cursor:pointer}
.rating span{display:grid;place-items:center;height:100%;border:1px solid var(--l);border-radius:7px;
font-size:12px;color:var(--q)}
.rating :checked+span{background:var(--a);border-color:var(--a);color:var(--oa);font-weight:600}
.rating :focus-visible+span{outline:2px solid var(--a);outline-offset:2px}
.row{display:flex;margin-bottom:10px}
.pill{height:28px;max-width:100%;padding:0 9px;border:1px solid var(--l);border-radius:7px;font-size:12px;
display:inline-flex;gap:5px;align-items:center;color:var(--q)}
.pill span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.pill svg:last-child{width:12px;height:12px}
.check{display:flex;gap:9px;align-items:center;font-size:13px;padding:4px 0;cursor:pointer}
.check input{appearance:none;width:18px;height:18px;border:1.5px solid var(--q);border-radius:5px;
display:grid;place-items:center;flex:none;cursor:pointer}
.check :checked{background:var(--a);border-color:var(--a)}
.check :checked::after{content:'';width:9px;height:5px;border:solid var(--oa);border-width:0 0 2px 2px;
transform:translateY(-1px) rotate(-45deg)}
.thanks{display:flex;flex-direction:column}
.thanks>svg{width:24px;height:24px;color:var(--a);stroke-width:2.5}
h3{font-size:18px;line-height:27px;font-weight:600;letter-spacing:-.014em;margin-top:4px}
@media(max-width:760px){.check{padding:8px 0}.rating label{width:40px;height:40px}.pill{height:36px}}
`;
