/**
 * The look that all cards share. The host page sets six variables: --tandem-accent,
 * --tandem-on-accent, --tandem-surface, --tandem-ink, --tandem-line, --tandem-radius.
 */
export const cardCss = `
:host{all:initial;position:fixed;right:24px;bottom:24px;z-index:2147483000;color-scheme:light;
--a:var(--tandem-accent,#2d4a33);--oa:var(--tandem-on-accent,#fff);--s:var(--tandem-surface,#fff);
--i:var(--tandem-ink,#1c241d);--l:var(--tandem-line,#e2ddd3);--r:var(--tandem-radius,14px);
--q:color-mix(in oklab,var(--i) 74%,var(--s));--e:#a3261b;--m:#ffe9a3;
font:14px/20px Inter,system-ui,-apple-system,'Segoe UI',sans-serif}
:host([data-theme=dark]){color-scheme:dark;--a:var(--tandem-accent,#a9c79b);
--oa:var(--tandem-on-accent,#16210f);--s:var(--tandem-surface,#1f2620);--i:var(--tandem-ink,#eceee8);
--l:var(--tandem-line,#353e36);--e:#ffb4a8;--m:#5a4708}
*{box-sizing:border-box;margin:0;font:inherit;color:inherit}
.card{width:356px;max-height:calc(100dvh - 48px);overflow:auto;background:var(--s);color:var(--i);
border:1px solid var(--l);border-radius:var(--r);padding:16px 18px 14px;display:flex;flex-direction:column;
box-shadow:0 24px 64px -12px rgb(20 26 20/.34),0 4px 14px rgb(20 26 20/.08);
animation:in .22s cubic-bezier(.2,.8,.2,1)}
@keyframes in{from{transform:translateY(12px);opacity:0}}
header{display:flex;align-items:center;justify-content:space-between;margin:-4px -6px 8px 0}
h2{font-weight:650;font-size:15px;letter-spacing:-.012em}
button{cursor:pointer;background:none;border:0}
svg{width:14px;height:14px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;
stroke-linejoin:round;flex:none}
.x{width:32px;height:32px;display:grid;place-items:center;color:var(--q);border-radius:8px}
.x svg{width:16px;height:16px}
textarea{border:1.5px solid var(--l);border-radius:9px;padding:10px 12px;min-height:92px;resize:vertical;
font-size:15px;line-height:22px;margin-bottom:10px;background:transparent;caret-color:var(--a);outline:0}
textarea:focus{border-color:var(--a)}
textarea::placeholder{color:var(--q);opacity:1}
:is(a,button,input):focus-visible{outline:2px solid var(--a);outline-offset:2px}
.cta{height:42px;border-radius:9px;background:var(--a);color:var(--oa);font-weight:600;margin-top:10px}
.cta:disabled{opacity:.7;cursor:default}
.small{font-size:12px;line-height:16px;color:var(--q);margin-top:8px}
.error{color:var(--e);font-size:13px}
.error:not(:empty){margin-top:6px}
@media(max-width:760px){:host{left:0;right:0;bottom:0}
.card{width:auto;border-radius:18px 18px 0 0;border-width:1px 0 0;padding-bottom:18px;max-height:90dvh}
.card::before{content:'';width:36px;height:4px;border-radius:2px;background:var(--l);align-self:center;
margin:-6px 0 8px;flex:none}
.cta{height:46px}.x{width:40px;height:40px}textarea{font-size:16px}}
@media(prefers-reduced-motion:reduce){.card{animation:none}}
`;
