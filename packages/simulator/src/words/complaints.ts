/**
 * Families of complaint about a step that will not let people pass. Only people stuck there use the
 * planted family. {goal} and {where} come from words/places.ts; `core` are words that make an English
 * member of the family recognisable (at least one stands in each paraphrase).
 */
import type { Language } from '../names.ts';

export type Complaint = {
  readonly id: string;
  readonly core: readonly string[];
  readonly texts: Readonly<Record<Language, readonly string[]>>;
};

export const complaints = [
  {
    id: 'dead button',
    core: ['button'],
    texts: {
      en: [
        'I wanted to {goal} but the button is dead. Nothing happens when I press it.',
        'The button {where} does nothing at all. I pressed it maybe twenty times.',
        'Button not reacting {where}. I click, I tap, nothing happens.',
        'How am I supposed to {goal} when the button simply does not respond?',
        'Gave up. The button {where} is dead as a stone.',
        'I tried to {goal} four times, each time the button just sits there and does nothing.',
        'Pressing the button {where} has no effect whatsoever, not even an error.',
      ],
      de: [
        'Ich wollte {goal}, aber der Knopf reagiert nicht.',
        'Der Knopf {where} ist tot, da passiert einfach nichts.',
      ],
      fr: [
        'Je voulais {goal} mais le bouton ne réagit pas.',
        'Le bouton {where} est mort, il ne se passe rien quand je clique.',
      ],
      es: [
        'Quería {goal} pero el botón no responde.',
        'El botón {where} está muerto, no pasa nada al pulsarlo.',
      ],
    },
  },
  {
    id: 'endless spinner',
    core: ['spinner'],
    texts: {
      en: [
        'All I get {where} is a spinner that never stops.',
        'I wanted to {goal} and the spinner has been spinning for ten minutes now.',
        'The spinner spins and spins {where}. I waited, reloaded, waited again. Still spinning.',
        'Endless spinner {where}, so I could not {goal}.',
        'Tried to {goal} during my whole lunch break, only ever saw the spinner.',
        'The spinner {where} goes round forever and then I lose patience.',
        'Whenever I try to {goal} the spinner keeps spinning and nothing loads.',
      ],
      de: [
        'Ich wollte {goal}, aber das Rädchen dreht sich endlos.',
        'Seit Minuten dreht sich {where} nur das Laderädchen.',
      ],
      fr: [
        'Je voulais {goal} mais la roue tourne sans fin.',
        "La petite roue {where} tourne, tourne et rien ne s'affiche.",
      ],
      es: [
        'Quería {goal} pero la ruedecita gira sin parar.',
        'La ruedecita {where} no deja de girar y no carga nada.',
      ],
    },
  },
  {
    id: 'blank page',
    core: ['blank'],
    texts: {
      en: [
        'I wanted to {goal} and got a completely blank page.',
        'White screen {where}. Reloading gives me another blank white screen.',
        'The page goes blank {where}, no text, no message, just white.',
        'Everything turns white and blank as soon as I try to {goal}.',
        'Blank. Nothing but a blank page {where}.',
        'Each attempt to {goal} ends with a blank white screen, on both my accounts.',
        'I see half a second of content {where} and then it all goes blank.',
      ],
      de: [
        'Ich wollte {goal} und bekam nur eine weiße Seite.',
        'Weißer Bildschirm {where}, auch nach dem Neuladen.',
      ],
      fr: [
        "Je voulais {goal} et je n'ai eu qu'une page blanche.",
        'Écran blanc {where}, même après avoir rechargé.',
      ],
      es: [
        'Quería {goal} y solo me salió una página en blanco.',
        'Pantalla en blanco {where}, aunque recargue.',
      ],
    },
  },
  {
    id: 'keyboard covers',
    core: ['keyboard'],
    texts: {
      en: [
        'The keyboard covers everything {where}, I cannot see what I am typing.',
        'I wanted to {goal} but the keyboard pops up over the page and will not go away.',
        'As soon as the keyboard opens {where} the rest of the page is hidden behind it.',
        'Whoever tested this has no keyboard on their screen. It hides what I need {where}.',
        'Cannot {goal}: the keyboard sits on top of it and there is no way to scroll.',
        'Keyboard in the way {where}. Close it and the page jumps, open it and it is covered again.',
      ],
      de: [
        'Ich wollte {goal}, aber die Tastatur verdeckt alles.',
        'Die Tastatur liegt {where} über dem Feld und geht nicht mehr weg.',
      ],
      fr: [
        'Je voulais {goal} mais le clavier cache tout.',
        'Le clavier recouvre la page {where} et refuse de se fermer.',
      ],
      es: [
        'Quería {goal} pero el teclado lo tapa todo.',
        'El teclado tapa la página {where} y no se quita.',
      ],
    },
  },
  {
    id: 'form emptied',
    core: ['emptied', 'wiped', 'empty'],
    texts: {
      en: [
        'I filled in everything {where} and then the form emptied itself.',
        'Wanted to {goal}, and the form wiped what I had typed. Three times!',
        'Everything I enter {where} gets wiped, the form is empty the moment I go on.',
        'The form {where} is empty again each time I come back to it. I am not typing that a fourth time.',
        'The form wiped all my input {where} without saying why.',
        'Trying to {goal} is hopeless, my entries are wiped before I can finish.',
      ],
      de: [
        'Ich wollte {goal}, aber alle Felder waren plötzlich wieder leer.',
        'Das Formular {where} löscht meine Eingaben jedes Mal.',
      ],
      fr: [
        "Je voulais {goal} mais tout ce que j'avais tapé s'est effacé.",
        'Le formulaire {where} se vide tout seul à chaque fois.',
      ],
      es: [
        'Quería {goal} pero se borró todo lo que había escrito.',
        'El formulario {where} se vacía solo cada vez.',
      ],
    },
  },
  {
    id: 'greyed out',
    core: ['grey', 'greyed'],
    texts: {
      en: [
        'Everything {where} is greyed out, I cannot select anything.',
        'I wanted to {goal} but all the options stay grey.',
        'Why is it greyed out {where}? I have filled in all there is to fill in.',
        'The only option I need is greyed out and cannot be chosen {where}.',
        'Greyed out. No hint what is missing, so I could not {goal}.',
        'It lets me look but not {goal}, the whole thing remains greyed out.',
        'Made it that far, and then everything {where} is greyed out.',
        'I can read all of it {where}, but it is greyed out and my taps do nothing.',
        'Tried to {goal} with the phone and with a different address, always greyed out.',
        'What do I have to do so that it stops being grey {where}? There is no hint.',
        'You make it hard to {goal}: grey letters on grey, and none can be picked.',
        'Half an hour {where}. Greyed out before, greyed out after a reload.',
        'My wife wanted to {goal} on hers and it was greyed out there as well.',
      ],
      de: [
        'Ich wollte {goal}, aber alles ist ausgegraut.',
        'Die Auswahl {where} bleibt grau, ohne dass man erfährt, warum.',
        'Alles ausgegraut {where}, ich kann nichts anklicken.',
        'Wie soll ich {goal}, wenn alle Möglichkeiten grau sind?',
      ],
      fr: [
        'Je voulais {goal} mais tout reste grisé.',
        "Les choix {where} sont grisés, impossible d'en prendre un.",
      ],
      es: [
        'Quería {goal} pero todo sale en gris.',
        'Las opciones {where} están en gris y no dejan elegir.',
      ],
    },
  },
  {
    id: 'thrown back',
    core: ['back to the start', 'throws me back', 'threw me back', 'sent me back'],
    texts: {
      en: [
        'Each time I try to {goal} it throws me back to the start.',
        'It threw me back {where}, again and again, like a revolving door.',
        'I wanted to {goal} and the site sent me back to the page before. Five times.',
        'Going round in circles {where}: continue, and I am back to the start.',
        'A loop. I go on {where}, it throws me back, I go on, it throws me back.',
        'I was sent back to the start when I tried to {goal}, no explanation.',
      ],
      de: [
        'Ich wollte {goal} und lande immer wieder am Anfang.',
        'Die Seite wirft mich {where} jedes Mal zurück.',
      ],
      fr: [
        'Je voulais {goal} et je reviens toujours au début.',
        'Le site me renvoie en arrière {where}, en boucle.',
      ],
      es: [
        'Quería {goal} y siempre vuelvo al principio.',
        'La web me devuelve atrás {where}, una y otra vez.',
      ],
    },
  },
  {
    id: 'banner covers',
    core: ['banner'],
    texts: {
      en: [
        'There is a banner lying over the page {where} and it cannot be closed.',
        'I wanted to {goal} but the big banner at the bottom covers it.',
        'Your cookie banner comes back {where} and hides what I need to press.',
        'Banner in front, page behind, no little cross to close it {where}.',
        'Please get that banner out of the way, I only want to {goal}!',
        'Impossible to {goal}: half of the screen is a banner that will not leave.',
      ],
      de: [
        'Ich wollte {goal}, aber ein Banner liegt darüber.',
        'Das Banner {where} lässt sich nicht schließen.',
      ],
      fr: [
        'Je voulais {goal} mais une bannière recouvre la page.',
        'La bannière {where} est impossible à fermer.',
      ],
      es: ['Quería {goal} pero un banner lo tapa.', 'El banner {where} no se puede cerrar.'],
    },
  },
  {
    id: 'cryptic code',
    core: ['code', 'E-417'],
    texts: {
      en: [
        'It only says "error E-417" {where}. What is that supposed to tell me?',
        'I wanted to {goal} and got code E-417. Nobody explains what it means.',
        'Some red code {where}, E-417, and then it ends.',
        'E-417, E-417, E-417. That is all I see when I try to {goal}.',
        'An error code {where} instead of a sentence. I am not an engineer.',
        'Stopped by a code (E-417, I wrote it down) {where}.',
      ],
      de: [
        'Ich wollte {goal} und bekam nur den Fehlercode E-417.',
        'Fehler E-417 {where}, ohne jede Erklärung.',
      ],
      fr: [
        "Je voulais {goal} et j'ai eu le code d'erreur E-417.",
        'Erreur E-417 {where}, sans aucune explication.',
      ],
      es: [
        'Quería {goal} y me salió el código de error E-417.',
        'Error E-417 {where}, sin ninguna explicación.',
      ],
    },
  },
  {
    id: 'field refuses',
    core: ['invalid'],
    texts: {
      en: [
        'The field {where} calls everything I type invalid.',
        'I wanted to {goal}, but the field says that my own name is invalid.',
        'Whatever I put into the field {where}, it turns red and says invalid.',
        'Invalid, invalid, invalid. What does the field {where} want from me?',
        'Each field rejects my entry as invalid, so no chance to {goal}.',
        'To the field {where} letters with accents are invalid, and I have two of them.',
      ],
      de: [
        'Ich wollte {goal}, aber jede Eingabe gilt als ungültig.',
        'Das Feld {where} nimmt nichts an, alles ist angeblich ungültig.',
      ],
      fr: [
        'Je voulais {goal} mais chaque saisie est jugée invalide.',
        "Le champ {where} n'accepte rien, tout est invalide.",
      ],
      es: [
        'Quería {goal} pero todo lo que escribo es inválido.',
        'El campo {where} no acepta nada, todo le parece inválido.',
      ],
    },
  },
  {
    id: 'cut off',
    core: ['cut off'],
    texts: {
      en: [
        'The right half {where} is cut off and I cannot scroll to it.',
        'I wanted to {goal} but what I need is cut off by the edge of the screen.',
        'Page too wide {where}, the important part is cut off.',
        'Part of it is cut off {where}, zooming out does not help.',
        'Everything is cut off at the edge, so how do I {goal}?',
        'I turned it sideways and upright, {where} it stays cut off.',
      ],
      de: [
        'Ich wollte {goal}, aber die Seite ist rechts abgeschnitten.',
        'Die Hälfte {where} ist abgeschnitten und man kann nicht scrollen.',
      ],
      fr: [
        'Je voulais {goal} mais la page est coupée à droite.',
        'La moitié {where} est coupée et on ne peut pas défiler.',
      ],
      es: [
        'Quería {goal} pero la página sale cortada por la derecha.',
        'La mitad {where} está cortada y no se puede desplazar.',
      ],
    },
  },
  {
    id: 'session expired',
    core: ['expired'],
    texts: {
      en: [
        '"Your session has expired" after thirty seconds {where}. Seriously?',
        'I wanted to {goal} and was told that my session expired. I had just arrived.',
        'Session expired {where}, for the fourth time tonight.',
        'It says session expired {where} before I have even read the page.',
        'Logged in, tried to {goal}, expired. Logged in, tried again, expired.',
        'I am not that slow, and yet my session expired {where} every time.',
      ],
      de: [
        'Ich wollte {goal}, aber angeblich ist meine Sitzung abgelaufen.',
        'Sitzung abgelaufen {where}, nach nicht einmal einer Minute.',
      ],
      fr: [
        'Je voulais {goal} mais on me dit que ma session a expiré.',
        'Session expirée {where}, au bout de trente secondes.',
      ],
      es: [
        'Quería {goal} pero dice que mi sesión ha caducado.',
        'Sesión caducada {where}, a los treinta segundos.',
      ],
    },
  },
  {
    id: 'frozen page',
    core: ['freezes', 'frozen', 'froze'],
    texts: {
      en: [
        'The page freezes {where} and I have to close it.',
        'I wanted to {goal} and everything froze, could not even scroll.',
        'Frozen again {where}. Only closing the tab helps.',
        'It froze {where}, my fan started howling and that was it.',
        'Every attempt to {goal} ends with a frozen page.',
        'Freezes {where}, comes back after a minute, freezes again.',
      ],
      de: [
        'Ich wollte {goal}, aber die Seite friert ein.',
        'Die Seite hängt sich {where} komplett auf.',
      ],
      fr: [
        'Je voulais {goal} mais la page se fige.',
        'Tout se fige {where}, je dois fermer la page.',
      ],
      es: ['Quería {goal} pero la página se congela.', 'La página se queda congelada {where}.'],
    },
  },
] as const satisfies readonly Complaint[];

export type ComplaintId = (typeof complaints)[number]['id'];
export const complaintIds: readonly ComplaintId[] = complaints.map((complaint) => complaint.id);

export function complaintOf(id: ComplaintId): Complaint {
  const found = complaints.find((complaint) => complaint.id === id);
  if (found === undefined) throw new RangeError(`Nobody complains of "${id}"; see complaintIds`);
  return found;
}
