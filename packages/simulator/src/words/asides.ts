/**
 * What people put around what they have to say. The same asides go with every topic and with the
 * planted complaint, so that they betray nothing.
 */
import type { Language } from '../names.ts';

export type Asides = {
  readonly openers: readonly string[];
  /** After anything. */
  readonly closers: readonly string[];
  /** After something bad. */
  readonly sighs: readonly string[];
};

export const asides: Readonly<Record<Language, Asides>> = {
  en: {
    openers: [
      'Hello Northfell.',
      'Quick note from {city}.',
      'Long-time customer here.',
      'First time I write to a shop.',
      'Not sure who reads this.',
      'Right.',
      'My partner asked me to tell you.',
      'One thing.',
    ],
    closers: [
      'Just so you know.',
      'Otherwise a fine shop.',
      'Greetings from {city}.',
      'Thanks for reading.',
      'Hope this helps.',
      'Had to be said.',
      'Happy to tell you more.',
      'My hiking group says the same.',
      'That is all.',
    ],
    sighs: [
      'Bought elsewhere in the end.',
      'Is anybody looking into this?',
      'Such a pity.',
      'I really wanted to like it.',
      'Not good enough.',
      'Please do something about it.',
      'I expected more.',
      'This cost me my evening.',
      'Third time now.',
      'Will see whether I come back.',
    ],
  },
  de: {
    openers: ['Hallo Northfell.', 'Kurze Rückmeldung aus {city}.', 'Nur eine Sache.', 'Guten Tag.'],
    closers: [
      'Viele Grüße aus {city}.',
      'Nur damit ihr es wisst.',
      'Sonst ein guter Laden.',
      'Danke.',
    ],
    sighs: [
      'Sehr schade.',
      'Bitte kümmert euch darum.',
      'Habe dann woanders gekauft.',
      'Das geht besser.',
      'Schon zum dritten Mal.',
    ],
  },
  fr: {
    openers: ['Bonjour.', 'Petit mot depuis {city}.', 'Une chose.', 'Cliente depuis longtemps.'],
    closers: ['Bonne journée.', 'Voilà, c’est dit.', 'Sinon, belle boutique.', 'Merci.'],
    sighs: [
      'Dommage.',
      "J'ai acheté ailleurs.",
      'Merci de faire quelque chose.',
      'Je suis déçue.',
      'Ça fait trois fois.',
    ],
  },
  es: {
    openers: ['Hola.', 'Os escribo desde {city}.', 'Una cosa.', 'Clienta de hace años.'],
    closers: [
      'Saludos desde {city}.',
      'Solo para que lo sepáis.',
      'Por lo demás, bien.',
      'Gracias.',
    ],
    sighs: [
      'Una pena.',
      'Al final compré en otro sitio.',
      'Haced algo, por favor.',
      'Esperaba más.',
      'Ya van tres veces.',
    ],
  },
};
