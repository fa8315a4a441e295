import { cardCss } from './card.ts';

/** What only messages and the changelog need. */
export const messageCss = `${cardCss}
.card:focus{outline:0}
.when{font-size:13px;color:var(--q)}
blockquote{font-size:18px;line-height:27px;letter-spacing:-.014em;font-weight:500;margin:3px 0 12px;
text-wrap:pretty;overflow-wrap:anywhere}
blockquote::before{content:'\\201C'}blockquote::after{content:'\\201D'}
mark{background:var(--m);border-radius:2px;box-decoration-break:clone;-webkit-box-decoration-break:clone}
.body{text-wrap:pretty;white-space:pre-line;overflow-wrap:anywhere}
a.cta{display:flex;align-items:center;justify-content:center;gap:7px;text-decoration:none;margin-top:14px}
.ask{margin:14px -18px 0;padding:12px 18px 0;border-top:1px solid var(--l);display:flex;flex-wrap:wrap;
align-items:center;justify-content:space-between;gap:10px;font-weight:550;font-size:13px}
.ask div{display:flex;gap:6px}
.choice{height:34px;padding:0 12px;border:1px solid var(--l);border-radius:8px;font-size:13px;font-weight:550}
.more{display:flex;flex-direction:column;width:100%;font-weight:400}
.more label{display:flex;flex-direction:column;gap:6px;font-weight:550}
.more textarea{min-height:66px;margin:0;font-weight:400}
footer{display:flex;justify-content:space-between;gap:12px;font-size:12px;line-height:16px;color:var(--q);
margin-top:12px}
.link{font-size:12px;line-height:16px;text-decoration:underline;text-underline-offset:2px;white-space:nowrap;
padding:4px 0;margin:-4px 0}
article{padding:12px 0;border-top:1px solid var(--l)}
article:first-of-type{border:0;padding-top:2px}
article h3{font-weight:600;font-size:15px;line-height:21px}
.tag{font-size:12px;line-height:16px;color:var(--q);display:flex;gap:8px}
.tag b{font-weight:600;color:var(--a)}
article .body{margin-top:4px}
.react{display:flex;gap:6px;margin-top:10px;flex-wrap:wrap}
@media(max-width:760px){.choice{height:40px;padding:0 14px}}
`;
