/**
 * Words that tell nothing by themselves, in the languages we meet most: pronouns, articles,
 * prepositions, auxiliaries. Negations are kept out of the lists: "not" may be all that matters.
 */
const lists = {
  en: `a about after again all also am an and any are as at be because been before being both but by can
    could did do does doing down during each few for from further get gets getting go going got had has
    have having he her here hers him his how i i'd i'll i'm i've if in into is it it's its itself just let
    me more most my myself of off on once one only or other our out over own please really same she so
    some such than that that's the their them then there these they this those through to too under up us
    very was we were what when where which while who whom why will with would you you're your yours`,
  de: `aber alle als also am an auch auf aus bei beim bin bis bitte da damit dann das dass dem den denn der
    des die dies diese dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas euch
    für ganz gar habe haben hat hatte hier ich ihm ihn ihr ihre im in ins ist ja jetzt kann mal man mein
    meine meinem meinen meiner mich mir mit nach noch nun nur ob oder schon sehr sein seine seit sich sie
    sind so über um und uns unser unter vom von vor war waren was weil wenn wer wie wieder will wir wird wo
    würde zu zum zur`,
  fr: `à ai au aux avec ça car ce ces cet cette chez comme d dans de des du elle en encore est et été être eu
    fait il ils j j'ai je l la le les leur lui là m ma mais me même mes moi mon n ni nos notre nous on ont
    ou où par pas plus pour qu que qui s sa se ses si son sont sur t ta te tes toi ton tout très tu un une
    vos votre vous y était c'est qu'il`,
  es: `a al algo ante como con cual cuando de del desde donde dos el ella ellas ellos en entre era es esa ese
    eso esta está este esto estos fue ha han hasta hay la las le les lo los me mi mis mucho muy más nos o
    os para pero por porque que qué se sea ser si sido sin sobre son soy su sus también te tengo tu un una
    uno unos y ya yo`,
  it: `a ad ai al alla anche c che chi ci come con cui da dal dalla dei del della di e è ed era gli ha ho i il
    in io l la le lei lo loro lui ma me mi mia mio molto ne nei nel nella o per perché più poi qui se si
    sono su sua suo ti tra tu un una uno`,
  pt: `a ao aos as com como da das de dele do dos e é ela ele em entre era essa esse esta está este eu foi há
    isso já la lhe lo mais mas me meu minha muito na nas no nos o os ou para pela pelo por que quem se sem
    ser seu só sua também te tem um uma você`,
  nl: `aan al alle als bij daar dan dat de der deze die dit door een en er ga had heb hebben heeft het hier
    hij ik in is ja je kan maar me meer men met mij mijn na naar nog nu of om omdat ook op over te tot u
    uit van veel voor want was wat we wel wij wil worden wordt zal ze zich zij zijn zo zou`,
} as const;

const sets: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(lists).map(([language, text]) => [language, new Set(text.split(/\s+/))]),
);
const none: ReadonlySet<string> = new Set();
const every: ReadonlySet<string> = new Set(
  Object.values(lists).flatMap((text) => text.split(/\s+/)),
);

/**
 * The stop words of a language (BCP 47, the region does not matter). A language without a list has
 * none; where the language is not told, the words of all lists are.
 */
export function stopWordsOf(language: string | undefined): ReadonlySet<string> {
  if (language === undefined || language === '' || language === 'und') return every;
  return sets.get(language.split(/[-_]/)[0]!.toLowerCase()) ?? none;
}
